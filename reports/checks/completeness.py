"""C1xx: what a report must say (domain/tables.md X20)."""

from __future__ import annotations

from collections.abc import Iterator

from lib.address import describe, known
from lib.display import count
from reports.checks.registry import ERROR, NOTICE, WARNING, Judgement, agree, held, rule, value_at
from reports.checks.sums import WAN, below, given, headcount, settled_part
from reports.filing import Filing

NOTICE_ASKS = "自评通知和报告提纲"
COUNTS = {
    "overseas": ("overseas_delegations", "overseas_person_times"),
    "vehicle_operation": ("vehicle_stock",),
    "reception": ("reception_batches", "reception_person_times"),
}


def blank(name: str, *at: str, ask: str = "") -> Judgement:
    """Return that *name* is unanswered at these addresses, and what to do."""
    return Judgement(at, f"{name}还没有填", f"{name}空白。{ask}")


def answered(filing: Filing, name: str, at: str, ask: str) -> Iterator[Judgement]:
    """Yield whether *name*, the fact at *at*, is answered."""
    yield agree(filing, at) if value_at(filing, at) not in (None, "") else blank(name, at, ask=ask)


@rule(
    "C101", ERROR, "单位名称和年度已填", kind="missing_required_part", source=NOTICE_ASKS,
    how="单位名称、年度不得空白。", mend="填写单位全称和自评年度。",
)  # fmt: skip
def unit_and_year_given(filing, params):
    yield from answered(filing, "单位名称", "profile.name", "请填写单位全称。")
    yield agree(filing, "fiscal_year") if filing.fiscal_year else blank("年度", "fiscal_year", ask="请填写自评年度。")


@rule(
    "C102", ERROR, "整体、基本、项目支出决算已填", kind="missing_required_part", source=NOTICE_ASKS,
    how="三个决算数不得空白；没有的填 0.00。", mend="按部门决算填写；没有的填 0.00。",
)  # fmt: skip
def expenditure_given(filing, params):
    for code, label in (("total", "整体支出"), ("basic", "基本支出"), ("project", "项目支出")):
        ask = "请按部门决算填写，没有的填 0.00。"
        yield from answered(filing, f"{label}决算", f"budget.nature.{code}.actual", ask)


@rule(
    "C103", ERROR, "必写章节齐全", kind="missing_required_part", source=NOTICE_ASKS,
    how="提纲要求的章节不得空白。", mend="写这一章；没有内容的，写明没有。",
)  # fmt: skip
def chapters_written(filing, params):
    for key, label in params["required_narrative"]:
        at = f"narrative.{key}.text"
        if (value_at(filing, at) or "").strip():
            yield agree(filing, at)
        else:
            yield Judgement((at,), f"“{label}”还没有写", f"提纲要求写“{label}”，这一章还没有内容。")


@rule(
    "C104", WARNING, "编制数和在职人数已填", kind="missing_required_part", source="部门整体支出绩效评价基础数据表",
    how="编制、在职人员须有合计数，或各类人数都已填。", mend="按机构编制文件和年末实有人数填写。",
)  # fmt: skip
def staffing_given(filing, params):
    for name, label in (("authorized_posts", "编制数"), ("serving_staff", "在职人数")):
        heads, at = headcount(getattr(filing.staffing, name)), f"staffing.{name}.total.count"
        at = at if known(filing, at) else f"staffing.{name}"
        yield blank(label, at, ask="请按年末数填写。") if heads is None else held((at,), ((label, count(heads)),))


@rule(
    "C106", WARNING, "项目已列出", kind="missing_required_part", source="项目支出绩效自评表，每个项目一张",
    how="项目支出不为零时，至少列出一个项目。", mend="逐个列出项目和决算数。",
)  # fmt: skip
def projects_listed(filing, params):
    at = ("projects", "budget.nature.project.actual")
    spent = value_at(filing, at[1])
    if spent and filing.projects:
        yield agree(filing, *at)
    elif spent:
        yield Judgement(
            at=at,
            title=f"项目支出 {WAN.show(spent)}，还没有列出项目",
            message=f"项目支出决算 {WAN.say(spent)}，还没有列出项目。请逐个填写。",
        )


@rule(
    "C107", WARNING, "每个项目有决算数", kind="missing_required_part", source="项目支出绩效自评表，每个项目一张",
    how="每个项目或项目组须有决算数；组的决算没填时，组内项目须都有。", mend="填写项目决算数；没有支出的填 0.00。",
)  # fmt: skip
def projects_have_amounts(filing, params):
    for key in below(filing.projects, ""):
        project, amount = filing.projects[key], settled_part(filing.projects, key, "actual")
        if amount.amount is None:
            yield blank(f"“{project.label}”的决算数", amount.at, ask="没有支出的填 0.00。")
        else:
            yield given([amount])


@rule(
    "C108", WARNING, "整体支出预算已填", kind="missing_required_part", source=NOTICE_ASKS,
    how="整体支出的全年预算或年初预算至少填一个，否则算不出预算执行率。", mend="填写年初预算和预算调整数。",
)  # fmt: skip
def budget_given(filing, params):
    names = ("revised_budget", "initial_budget")
    places = [f"budget.nature.total.{name}" for name in names]
    if all(value_at(filing, at) is None for at in places):
        yield blank("整体支出预算", *places, ask="没有预算数，算不出预算执行率。")
    else:
        yield agree(filing, *places)


@rule(
    "C109", WARNING, "“三公”经费决算已填", kind="missing_required_part", source=NOTICE_ASKS,
    how="“三公”经费须有合计，或三项都已填。", mend="填写三项决算数；没有的填 0.00。",
)  # fmt: skip
def three_public_given(filing, params):
    lines = filing.budget.three_public
    codes = ("total",) if "total" in lines else ("overseas", "vehicle", "reception")
    parts = [settled_part(lines, code, "actual") for code in codes if code in lines]
    if len(parts) < len(codes) or None in [one.amount for one in parts]:
        yield blank("“三公”经费决算", "budget.three_public.total.actual", ask="没有的项填 0.00。")
    else:
        yield given(parts)


@rule(
    "C110", WARNING, "“三公”经费有批次、人次和车辆数", kind="missing_required_part", source="部门决算公开要求",
    how="因公出国（境）费、公务接待费、公务用车运行维护费不为零时，须填团组、人次、批次或车辆保有量。",
    mend="按台账填写批次、人次和车辆数。",
)  # fmt: skip
def three_public_counted(filing, params):
    for code, names in COUNTS.items():
        at = f"budget.three_public.{code}.actual"
        spent, empty = value_at(filing, at), [n for n in names if getattr(filing.three_public_counts, n) is None]
        if spent and not empty:
            yield agree(filing, *map(filing.three_public_counts.at, names), at)
        elif spent:
            places = [filing.three_public_counts.at(name) for name in empty]
            asked = "、".join(describe(filing, place).split("·")[-1] for place in places)
            yield Judgement(
                at=(*places, at),
                title=f"{asked}还没有填",
                message=f"{describe(filing, at).split('·')[0]}决算 {WAN.say(spent)}，{asked}还没有填。",
            )


@rule(
    "C111", WARNING, "资产总额已填", kind="missing_required_part", source=NOTICE_ASKS,
    how="资产总额不得空白。", mend="按年末资产负债表填写。",
)  # fmt: skip
def assets_given(filing, params):
    yield from answered(filing, "资产总额", "assets.total", "请按年末资产负债表填写。")


@rule(
    "C116", NOTICE, "没有的项目填 0.00", kind="missing_required_part", source=NOTICE_ASKS,
    how="资金来源、“三公”经费中，有的行填了决算数，有的行空白。", mend="没有发生的填 0.00，表示确认没有。",
)  # fmt: skip
def nothing_is_said(filing, params):
    for lines in (filing.budget.source, filing.budget.three_public):
        empty = [line for line in lines.values() if line.actual is None]
        if lines and not empty:
            yield agree(filing, *(line.at("actual") for line in lines.values()))
        elif len(empty) < len(lines):
            names = "、".join(line.label for line in empty)
            yield Judgement(
                at=[line.at("actual") for line in empty],
                title=f"{names}的决算空白" if len(empty) == 1 else f"{len(empty)} 行决算空白",
                message=f"{names}的决算空白。空白为未填，没有发生的请填 0.00。",
            )


RULES = (
    unit_and_year_given, expenditure_given, chapters_written, staffing_given, projects_listed, projects_have_amounts,
    budget_given, three_public_given, three_public_counted, assets_given, nothing_is_said,
)  # fmt: skip
