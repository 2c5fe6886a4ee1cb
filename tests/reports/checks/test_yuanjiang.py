"""The figures of 沅江 2023 as published (numbers only), entered by hand: exactly what the checks find in them."""

from decimal import Decimal

import pytest

from budgets.classifications import SCHEMES, label_of
from budgets.snapshot import Budget, Line, Project
from lib.money import to_yuan
from reports.checks import Severity, run_checks
from reports.filing import Filing, Restatement
from units.snapshot import Profile

ITEMS = {
    "301": "273.77", "30101-30107-30102": "115.87", "30103": "37.66", "30106": "0", "30108": "23.93", "30110": "11.33",
    "30113": "20.54", "30112": "1.89", "30199": "6.34",
    "302": "41.73", "30201": "1.89", "30202": "0.13", "30203": "0", "30205-30206": "1.05", "30207": "0.05",
    "30209": "0.35", "30211": "4.99", "30213": "6.42", "30215": "0.13", "30216": "0.40", "30217": "0.16",
    "30226": "0.39", "30228": "6.39", "30229": "9.00", "30231": "0", "30239": "9.72", "30299": "1.99",
    "303": "4.62", "30305": "2.03", "30306": "0.5", "30309": "2.09", "30399": "5.4",
    "310": "0.33", "31002": "0.33",
}  # fmt: skip


def _line(scheme: str, code: str, actual: str, initial: str = "") -> Line:
    parents = {one.code: one.parent for one in SCHEMES[scheme]}
    budget = to_yuan(Decimal(initial)) if initial else None
    parent = parents[code.split("-")[0]]
    return Line(label=label_of(scheme, code), parent=parent, actual=to_yuan(Decimal(actual)), initial_budget=budget)


YUANJIANG = Filing(
    fiscal_year=2023,
    profile=Profile(name="沅江市科学技术协会"),
    budget=Budget(
        nature={
            "total": _line("nature", "total", "410.41", "359.95"),
            "basic": _line("nature", "basic", "273.77"),
            "project": _line("nature", "project", "136.64"),
        },
        economic={code: _line("economic", code, actual) for code, actual in ITEMS.items()},
    ),
    projects={"1": Project(label="院士专家工作经费"), "2": Project(label="科普专项")},
    restatements={
        "1": Restatement("budget.nature.total.actual", Decimal("4104200")),
        "2": Restatement("budget.nature.project.actual", Decimal("1144100")),
    },
)


@pytest.fixture
def findings():
    return {(one.code, one.addresses[0]): one for one in run_checks(YUANJIANG, {})}


def test_exactly_these_contradictions_are_found(findings):
    found = [f"{one.code} {one.title}" for one in findings.values() if not one.code.startswith("C")]
    assert found == [
        "A103 工资福利支出比细目合计多 56.21",
        "A103 商品和服务支出比细目合计少 1.33",
        "A103 对个人和家庭的补助比细目合计少 5.40",
        "A102 基本支出比四类合计少 46.68",
        "A111 整体支出超年初预算 14.02%",
        "X101 项目支出·决算数前后不一：136.64 与 114.41",
        "X102 整体支出·决算数前后不一：410.41 与 410.42",
    ]


def test_exactly_these_parts_are_missing(findings):
    missing = [one.addresses[0] for one in findings.values() if one.code.startswith("C")]
    assert missing == [
        "staffing.authorized_posts", "staffing.serving_staff", "projects.1.actual", "projects.2.actual",
        "budget.three_public", "assets.total", "goals", "performance.total_score",
    ]  # fmt: skip


def test_severities_are_those_of_the_published_findings(findings):
    notices = [one.code for one in findings.values() if one.severity is Severity.NOTICE]
    warnings = [one.code for one in findings.values() if one.severity is Severity.WARNING]
    assert notices == ["X102"]
    assert warnings == ["C104", "C104", "C107", "C107", "C109", "C111", "A111"]


def test_working_is_a_column_sum(findings):
    wages = findings["A103", "budget.economic.301.actual"]
    assert wages.working == (("填报数", "273.77"), ("8 个细目相加", "217.56"), ("多出", "56.21"))
    assert wages.message == "工资福利支出填报 273.77 万元，8 个细目合计 217.56 万元，多 56.21 万元。"


@pytest.mark.parametrize(
    ("code", "at", "hint"),
    [
        ("A103", "budget.economic.301.actual", "273.77 恰好等于基本支出，可能填错了行。"),
        ("A103", "budget.economic.303.actual",
         "“其他对个人和家庭的补助”5.40 单项已大于对个人和家庭的补助 4.62，可能填错了行。"),
        ("A102", "budget.nature.basic.actual", "可能由“工资福利支出比细目合计多 56.21”引起，请先更正那一条。"),
        ("A111", "budget.nature.total.actual", "可能有预算追加没有填。如有追加，请填预算调整数。"),
    ],
)  # fmt: skip
def test_likely_causes_are_named(findings, code, at, hint):
    assert findings[code, at].hint == hint
