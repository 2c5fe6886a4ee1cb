"""A1xx: totals of amounts equal their parts (domain/tables.md X01–X05, X07, X10, b1)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import repeat

from budgets.classifications import SCHEMES
from lib.display import chinese
from reports.checks.registry import ERROR, WARNING, Judgement, rule, unjudged
from reports.checks.sums import COLUMNS, Part, below, compared, is_used, part, settled_part
from reports.filing import Filing

RELATIONS = "自评表勾稽关系"
PRINTED = "双方都按印出的位数比较，四舍五入造成的末位差不算。"


def every_line(filing: Filing) -> Iterator:
    """Yield every line of money: of each scheme, then the projects."""
    for scheme in SCHEMES:
        yield from getattr(filing.budget, scheme).values()
    yield from filing.projects.values()


def _nature(filing: Filing, total: str, parts: tuple[str, ...], called: str) -> Iterator[Judgement]:
    lines = filing.budget.nature
    if all(code in lines for code in (total, *parts)):
        for column in COLUMNS:
            yield from compared(part(lines[total], column), (part(lines[code], column) for code in parts), called)


@rule(
    "A101", ERROR, "整体支出等于基本支出与项目支出之和", kind="sum_mismatch", source=RELATIONS,
    how=f"上年决算、年初预算、全年预算、决算各栏，三个数都填了才比。{PRINTED}",
    mend="核对基本支出、项目支出有无填错，再更正整体支出。",
)  # fmt: skip
def total_of_basic_and_project(filing, params):
    yield from _nature(filing, "total", ("basic", "project"), "基本支出与项目支出之和")


@rule(
    "A102", ERROR, "基本支出等于各经济分类之和", kind="sum_mismatch", source=f"{RELATIONS}；政府收支分类科目",
    how="基本支出与其下各类（301、302、303、310 等）之和相比，类没填时取其细目之和。"
    f"还有类没填时，只查合计是否已超过基本支出。{PRINTED}",
    mend="先更正与细目不符的类，再核对有无漏填的类。",
)  # fmt: skip
def basic_of_classes(filing, params):
    lines, basic = filing.budget.economic, filing.budget.nature.get("basic")
    classes = [code for code in below(lines, "") if is_used(lines[code]) or below(lines, code)]
    if basic is None or not classes:
        return
    strays = [lines[code] for code in classes if lines[code].parent]
    if strays:  # an item whose class is not listed leaves open what else the class holds
        yield unjudged([one.at("actual") for one in strays], f"{strays[0].label}所属的类没有列出")
        return
    called = f"{chinese(len(classes))}类合计"
    for column in COLUMNS:
        parts = [settled_part(lines, code, column) for code in classes]
        yield from compared(part(basic, column), parts, called, noun="类")


@rule(
    "A103", ERROR, "类合计等于细目之和", kind="sum_mismatch", source=f"{RELATIONS}；政府收支分类科目",
    how=f"每个支出大类与其下细目之和相比，各栏分别比；没填的细目按没有计，细目全部空白时不查。{PRINTED}",
    mend="核对细目有无漏填、填错行；细目无误时，类合计改为细目之和。",
)  # fmt: skip
def class_of_items(filing, params):
    for lines in (filing.budget.economic, filing.budget.economic_project):
        for code in lines:
            items = [lines[item] for item in below(lines, code)]
            for column in COLUMNS if items else ():
                others = map(part, filing.budget.nature.values(), repeat(column))
                yield from compared(
                    part(lines[code], column), [part(item, column) for item in items], "细目合计",
                    noun="个细目", blank_is_nothing=True, elsewhere=others,
                )  # fmt: skip


@rule(
    "A104", ERROR, "基本支出等于人员经费与公用经费之和", kind="sum_mismatch", source=RELATIONS,
    how=f"三个数都填了才比，各栏分别比。{PRINTED}",
    mend="核对人员经费和公用经费；离退休费、抚恤金属于人员经费。",
)  # fmt: skip
def basic_of_personnel_and_operating(filing, params):
    yield from _nature(filing, "basic", ("personnel", "operating"), "人员经费与公用经费之和")


@rule(
    "A105", ERROR, "项目支出等于各项目之和", kind="sum_mismatch", source=RELATIONS,
    how=f"项目支出与各项目（有分组的按组）之和相比，含到位资金；还有项目没填时，只查合计是否已超过项目支出。{PRINTED}",
    mend="核对项目有无遗漏、重复，再更正项目支出。",
)  # fmt: skip
def project_total_of_projects(filing, params):
    total = filing.budget.nature.get("project")
    for column in (*COLUMNS, "received") if total else ():
        parts = [settled_part(filing.projects, key, column) for key in below(filing.projects, "")]
        yield from compared(part(total, column), parts, "各项目合计", noun="个项目")


@rule(
    "A106", ERROR, "项目组合计等于组内项目之和", kind="sum_mismatch", source=RELATIONS,
    how=f"每个项目组与组内项目之和相比，含到位资金；组内还有项目没填时，只查合计是否已超过该组。{PRINTED}",
    mend="核对组内项目有无遗漏、归错组，再更正组的合计。",
)  # fmt: skip
def group_of_projects(filing, params):
    for key, group in filing.projects.items():
        for column in (*COLUMNS, "received"):
            parts = [settled_part(filing.projects, item, column) for item in below(filing.projects, key)]
            yield from compared(part(group, column), parts, "组内项目合计", noun="个项目")


@rule(
    "A107", ERROR, "全年预算等于年初预算加预算调整", kind="sum_mismatch", source=RELATIONS,
    how=f"每一行三个数都填了才比；调减的调整数填负数。{PRINTED}",
    mend="核对追加、追减的文件，更正预算调整数或全年预算数。",
)  # fmt: skip
def revised_of_initial_and_adjustment(filing, params):
    for line in every_line(filing):
        if None not in (line.adjustment, line.revised_budget):  # left blank, it is worked out
            parts = [part(line, "initial_budget"), part(line, "adjustment")]
            yield from compared(part(line, "revised_budget"), parts, "年初预算与调整数之和", every_part=True)


@rule(
    "A108", WARNING, "决算等于上年决算加增减额", kind="sum_mismatch", source=RELATIONS,
    how=f"每一行的决算、上年决算和填报的增减额都有时才比；减少填负数。{PRINTED}",
    mend="核对上年决算数和增减额；增减额可留空，由系统算出。",
)  # fmt: skip
def actual_of_prior_and_change(filing, params):
    for line in every_line(filing):
        if line.change is not None:
            parts = [part(line, "prior_actual"), part(line, "change")]
            actual = Part(f"{line.label}决算", line.at("actual"), line.actual)
            yield from compared(actual, parts, "上年决算与增减额之和", every_part=True)


@rule(
    "A109", WARNING, "整体支出的增减额等于基本、项目支出增减额之和", kind="sum_mismatch", source=RELATIONS,
    how=f"三个增减额都填了才比，减少为负数。{PRINTED}",
    mend="核对基本支出、项目支出各增减多少，再更正整体支出的增减额。",
)  # fmt: skip
def change_of_changes(filing, params):
    lines = filing.budget.nature
    parts = [part(lines[code], "change") for code in ("basic", "project") if code in lines]
    if "total" in lines and len(parts) == 2:
        yield from compared(part(lines["total"], "change"), parts, "基本、项目支出增减额之和", every_part=True)


@rule(
    "A114", ERROR, "各资金来源合计等于整体支出", kind="sum_mismatch", source=RELATIONS,
    how=f"填了一般公共预算时，各资金来源之和与整体支出相比；还有来源没填时，只查合计是否已超过整体支出。{PRINTED}",
    mend="核对各资金来源，没有的填 0.00；再更正整体支出。",
)  # fmt: skip
def total_of_sources(filing, params):
    total, sources = filing.budget.nature.get("total"), filing.budget.source
    general = sources.get("general_public_budget")
    used = [line for line in sources.values() if is_used(line)]
    for column in COLUMNS if total and general else ():
        parts = [part(line, column) for line in used]
        if getattr(general, column) is not None:
            yield from compared(part(total, column), parts, "各资金来源合计", noun="个来源")
        elif getattr(total, column) is not None:
            yield unjudged((total.at(column), general.at(column)), f"{part(general, column).label}没有填")


@rule(
    "A115", ERROR, "资产总额等于各类资产之和", kind="sum_mismatch", source=RELATIONS,
    how=f"流动资产、固定资产都填了才比；其他资产没填时按没有计。{PRINTED}",
    mend="核对资产负债表；有无形资产等时填入其他资产。",
)  # fmt: skip
def assets_of_kinds(filing, params):
    assets = filing.assets
    kinds = {"current": "流动资产", "fixed": "固定资产", "other": "其他资产"}
    parts = [Part(label, assets.at(name), getattr(assets, name)) for name, label in kinds.items()]
    total = Part("资产总额", assets.at("total"), assets.total)
    if None not in (assets.current, assets.fixed):
        yield from compared(total, parts, "各类资产合计", noun="类资产", blank_is_nothing=True)
    elif assets.total is not None:
        yield unjudged((assets.at("total"),), "流动资产、固定资产没有填全")


RULES = (
    total_of_basic_and_project, basic_of_classes, class_of_items, basic_of_personnel_and_operating,
    project_total_of_projects, group_of_projects, revised_of_initial_and_adjustment, actual_of_prior_and_change,
    change_of_changes, total_of_sources, assets_of_kinds,
)  # fmt: skip
