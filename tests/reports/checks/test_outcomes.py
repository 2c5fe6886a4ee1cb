"""What every rule answers of a filing: found, passed, could not be judged or does not apply, with the numbers it used."""

from decimal import Decimal

import pytest

from lib.address import known
from reports.checks import RULES, Verdict, outcomes, run_checks
from reports.checks.examples import CASES, HOLDS, PARAMS, PROJECT, STAFF, Case, restated
from reports.checks.registry import ABSENT, FOUND, PASSED, UNJUDGED
from reports.filing import Filing, Restatement
from reports.sample import SAMPLE
from units.snapshot import StaffCount

NATURE, PUBLIC = "budget.nature", "budget.three_public"


def answer(code, case):
    return next(one for one in outcomes(case.filing, PARAMS | case.params) if one.rule.code == code)


def test_verdicts_have_their_words():
    assert [one.label for one in Verdict] == ["发现问题", "通过", "无法判断", "不涉及"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_rule_is_broken_by_its_case_and_kept_by_its_passing_one(rule):
    assert answer(rule.code, CASES[rule.code][0]).verdict is FOUND
    assert answer(rule.code, HOLDS.get(rule.code, Case({}))).verdict is PASSED


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_what_agrees_is_told_with_its_numbers_and_places(rule):
    case = HOLDS.get(rule.code, Case({}))
    for one in answer(rule.code, case).held:
        assert one.figures and all(label and value for label, value in one.figures)
        assert "None" not in str(one.figures)
        assert all(known(case.filing, at) for at in one.at)


def test_a_sum_that_agrees_shows_total_parts_and_what_rounding_hides():
    edits = {f"{NATURE}.basic.actual": "2680040", PROJECT: "1420040", f"{NATURE}.total.actual": "4100100"}
    agreeing = answer("A101", Case({at: Decimal(amount) for at, amount in edits.items()})).held
    sums = next(one for one in agreeing if one.at[0] == f"{NATURE}.total.actual")
    assert sums.figures == (("填报数", "410.01"), ("2 项相加", "410.01"), ("相差", "0.00"))


def test_nothing_passes_where_nothing_is_stated():
    answers = outcomes(Filing(), PARAMS)
    assert not [one.rule.code for one in answers if one.verdict is PASSED]
    assert {one.rule.code for one in answers if one.verdict is FOUND} >= {"C101", "C102", "C103"}


@pytest.mark.parametrize(
    ("code", "case", "reason"),
    [
        ("A101", Case({PROJECT: None}), "整体支出还有 1 项没有填"),
        ("A101", Case({f"{NATURE}.total.actual": None}), "整体支出没有填"),
        ("A108", Case({f"{NATURE}.total.change": Decimal(1), f"{NATURE}.total.prior_actual": None}), "整体支出决算还有 1 项没有填"),
        ("A110", Case({f"{NATURE}.total.revised_budget": None, f"{NATURE}.total.adjustment": None}), "整体支出没有填全年预算"),
        ("A113", Case({f"{NATURE}.total.actual": None, PROJECT: None}), "支出的决算没有填全"),
        ("A114", Case({"budget.source.general_public_budget.actual": None}), "一般公共预算没有填"),
        ("A115", Case({"assets.fixed": None}), "流动资产、固定资产没有填全"),
        ("A204", Case({}), "项目支出的经济分类没有填"),
        ("X101", Case(restated(PROJECT, "1420000") | {PROJECT: None}), "项目支出·决算数没有填报数"),
        ("X105", Case({"title": "某会2023年度报告", "fiscal_year": 0}), "年度没有填"),
        ("X112", Case({STAFF: None, "staffing.serving_staff.1.count": None}), "在职人数没有填"),
        ("X121", Case({"profile.departments_open": True}), "注明内设机构未全部列出"),
        ("X122", Case({"profile.subordinate_count": None}), "所属单位数没有填"),
        ("I101", Case({"indicators.1.weight": None}), "还有 1 个指标没有填分值"),
        ("I104", Case({"indicators.1.weight": None}), "“预算执行”没有填分值"),
        ("I105", Case({"performance.grade": ""}), "等级没有填"),
        ("I205", Case({"indicators.3.label": "每周科普活动", "indicators.3.actual_value": "较多"}), "“每周科普活动”的完成值不是数字"),
    ],
)  # fmt: skip
def test_what_cannot_be_judged_says_why(code, case, reason):
    said = answer(code, case)
    assert reason in [one.message for one in said.unjudged]
    assert said.verdict is not FOUND and (said.verdict is UNJUDGED or said.held)


@pytest.mark.parametrize(
    ("code", "edit"),
    [
        ("A108", {}),
        ("A401", {}),
        ("C106", {PROJECT: Decimal(0)}),
        ("C110", {f"{PUBLIC}.reception.actual": Decimal(0)}),
        ("I103", {"indicators": {}, "performance.total_score": None}),
        ("X101", {}),
        ("X102", restated(f"{NATURE}.total.actual", "4200000")),
        ("X112", {"staffing.positions": {}}),
        ("X114", {"staffing.contract_staff": {"1": StaffCount("合计", 0)}}),
        ("X121", {"departments": {}}),
    ],
)
def test_what_the_report_has_nothing_of_is_not_passed(code, edit):
    assert answer(code, Case(edit)).verdict is ABSENT


def test_outcomes_find_what_the_checks_find():
    filing = CASES["A103"][0].filing
    found = [finding for one in outcomes(filing, PARAMS) for finding in one.findings]
    assert sorted(one.fingerprint for one in found) == sorted(one.fingerprint for one in run_checks(filing, PARAMS))
    assert [one.hint for one in found if one.code == "A102"] == [
        "可能由“工资福利支出比细目合计多 0.01”引起，请先更正那一条。"
    ]


def test_rule_that_is_switched_off_answers_nothing():
    assert "A101" not in [one.rule.code for one in outcomes(SAMPLE, PARAMS | {"off": ["A101"]})]


def test_fact_restated_under_an_address_nobody_knows_is_nobodys_affair():
    filing = Case({"restatements.1": Restatement("no.such.fact", Decimal(1))}).filing
    assert not [one for one in outcomes(filing, PARAMS) if one.rule.code == "X101" and one.verdict is not ABSENT]
