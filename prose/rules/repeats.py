"""M601, M603, M607, M608: quantities, the score, the rate and projects told in several places, always of the same scope."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set

from prose.mentions import AMOUNT, COUNT, PERCENT, SCORE, Mention
from prose.quantities import BY_KEY
from prose.reading import Prose
from prose.registry import ERROR, WARNING, Judgement, held, rule
from prose.stated import BUDGETS
from prose.structure import RANKS
from prose.twice import compare, differ
from prose.within import role_within, totals

SOURCE = "自评通知：同一数据前后一致"
ONCE = (
    "total", "income", "basic", "project", "personnel", "operating", "wages", "family", "capital", "three_public", "assets",
    "current_assets", "fixed_assets", "depreciation",
)  # fmt: skip
# Told of the whole unit, and as items of basic expenditure too.
VISITS = ("reception", "overseas", "vehicle", "vehicle_operation", "vehicle_purchase")
_VISITED = frozenset({"three_public", "vehicle", "total", "assets"})  # wholes whose visits are those of the unit
# Words that narrow a figure: 财政拨款支出 is not all spending, 上年支出 not this year's, also where no year is known.
_SCOPES = re.compile(
    r"财政拨款|一般公共预算|政府性基金|国有资本|自有|本级|局机关|机关本级|二级|下属|所属|上级|省级|市级|县级|中央|上半年|[一二三四]季度|\d+月|截至|其他"
    r"|项目\d|人均|平均|每|年初|期初|上年|去年|同期"
)
_ITEMS = re.compile(
    "办公费|印刷费|差旅费|水电费|水费|电费|邮电费|会议费|培训费|劳务费|工会经费|福利费|维修|咨询费|物业管理费|租赁费|其他交通费"
)


@rule(
    "M601", ERROR, "同一数额前后一致", kind="cross_reference_mismatch", source=SOURCE,
    how="整体支出、基本支出、项目支出、“三公”经费、资产等同一口径（预算或决算）、同一年度、同一范围的数，在文中各处应相等；只差末位的为提示。",
    mend="核对决算报表，统一为一个数。",
    fails="本年基本支出273.77万元，项目支出136.64万元。\n二、支出情况\n基本支出决算237.77万元。",
    passes="本年基本支出273.77万元，项目支出136.64万元。\n二、支出情况\n基本支出决算273.77万元。",
)  # fmt: skip
def stated_twice(prose: Prose, params) -> Iterator[Judgement]:
    items, wholes = _items_of_other_wholes(prose), totals(prose)
    for scope in prose.stated.scopes():
        for key in (*ONCE, *VISITS):
            stated = [one for one in prose.stated.all(key, scope) if _is_own(prose, one, items)]
            own = [one for one in stated if scope[0] in BUDGETS or role_within(one, wholes) not in BUDGETS]
            for same in _by_scope(prose, own):
                yield from compare(prose, same, BY_KEY[key].label, across=True)


def _items_of_other_wholes(prose: Prose) -> set[Mention]:
    """Return the figures that are items of something narrower: 公务接待费 within 商品和服务支出 is no total of the unit."""
    narrower = (listing for listing in prose.listings if listing.total.quantity not in _VISITED)
    return {part for listing in narrower for part in listing.parts if part.quantity in VISITS}


def _is_own(prose: Prose, one: Mention, items: Set[Mention]) -> bool:
    """Return whether a figure is exact, and that of the quantity as a whole."""
    if one.kind != AMOUNT or not one.exact or one in items:
        return False
    return one.quantity not in VISITS or not _is_among_items(prose, one)


def _is_among_items(prose: Prose, one: Mention) -> bool:
    """Return whether a figure stands among economic items: it is that of basic expenditure only."""
    start, end = prose.sentences[prose.sentence_at(one.start)]
    return len(set(_ITEMS.findall(prose.plain, start, end))) >= 2


def _by_scope(prose: Prose, stated: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Yield the statements that speak of the same scope."""
    groups: dict[frozenset[str], list[Mention]] = defaultdict(list)
    for one in stated:
        groups[frozenset(_SCOPES.findall(prose.plain, one.clause_span[0], one.start))].append(one)
    return (same for same in groups.values() if len(same) > 1)


_TOTAL_SCORE = re.compile(
    r"(?:自评|综合|总|最终)(?:综合|总)?(?:得分|评分|分)(?:为|是|共|：)*$"
    r"|(?:部门|单位|局|会|中心)(?:整体支出)?(?:绩效)?(?:自评)?得分(?:为|是|：)*$|自评$"
)
_OF_A_PART = re.compile("指标|部分|满分|项目")
_LEAST = 50  # points; less is the score of a part


@rule(
    "M603", ERROR, "自评得分前后一致", kind="cross_reference_mismatch", source=SOURCE,
    how="文中各处写到的自评总分应相等；写明是某部分、某指标的不比。", mend="按评分表统一得分。",
    fails="本年度自评得分95分。\n二、结论\n综合得分93分。", passes="本年度自评得分95分。\n二、结论\n综合得分95分。",
)  # fmt: skip
def scored_twice(prose: Prose, params) -> Iterator[Judgement]:
    scores = (one for one in prose.mentions if one.kind == SCORE and one.value > _LEAST)
    same = [one for one in scores if _TOTAL_SCORE.search(one.clause) and not _OF_A_PART.search(one.clause)]
    if len(same) > 1:
        yield from compare(prose, same, "自评总分")


_RATES = re.compile(r"(?:预算|支出|资金)?(?:总体)?(?:执行|完成|支出|支付)(?:率|进度)(?:为|达到?|是|：)*$")
_NARROWER = re.compile("采购|项目|指标值|目标|三公|基本支出|季度|月|进度要求")
_NEAR = 60  # characters before a rate that tell of what it is


@rule(
    "M607", WARNING, "同一执行率前后一致", kind="cross_reference_mismatch", source=SOURCE,
    how="不写对象的预算执行率（支出进度），全文各处应相等，容许四舍五入到较少的位数；分项目、分季度的和目标值不比。",
    mend="按金额重算，统一为一个数。",
    fails="全年预算执行率为97.65%。\n二、评价结果\n预算执行率为79.65%，得分9.77分。",
    passes="全年预算执行率为97.65%。\n二、评价结果\n预算执行率为97.65%，得分9.77分。",
)  # fmt: skip
def rated_twice(prose: Prose, params) -> Iterator[Judgement]:
    rates = [one for one in prose.mentions if one.kind == PERCENT and one.exact and _is_of_all(prose, one)]
    for other in rates[1:]:
        if _rounds_alike(rates[0], other):
            yield held((rates[0].span, other.span))
        else:
            yield differ(prose, other, rates[0], "预算执行率")


def _rounds_alike(one: Mention, other: Mention) -> bool:
    """Return whether two rates are the same, one perhaps printed with fewer places."""
    slack = max(one.step, other.step) / 2 if one.step != other.step else 0
    return abs(one.value - other.value) <= slack


def _is_of_all(prose: Prose, one: Mention) -> bool:
    """Return whether a rate is that of all spending: named so, in no numbered item, its sentence on nothing narrower."""
    if not _RATES.search(one.clause) or one.quantity not in ("", "total") or one.year not in (None, prose.year):
        return False
    heading = next(iter(prose.structure.path(one.start)), None)
    if heading and heading.mark and RANKS[heading.mark.style] > RANKS["section"]:
        return False
    if any(each.kind == COUNT for each in prose.between(one.sentence, one.start)):  # 计划10期，完成12期，完成率120%
        return False
    return not _NARROWER.search(prose.plain, max(one.sentence, one.start - _NEAR), one.start)


_PROJECT = re.compile("项目|专项|工程|经费|资金|建设|活动")
_ECONOMIC = re.compile("^其他|工资|补助|保险|公积金|基本支出|项目支出|三公|预算|收入|公用经费|人员经费|工会经费")
_SHORTEST = 7  # characters: what has a shorter name may be the name of many things


@rule(
    "M608", WARNING, "同名项目金额前后一致", kind="cross_reference_mismatch", source=SOURCE, yields_to=("M606",),
    how="不同句子里完全同名（7 字以上）的项目、专项，同为支出数或同为预算数的，金额应相等；所在列举的合计是预算或到位数的，按预算数看。",
    mend="核对项目台账，统一为一个数。",
    fails="一、使用情况\n农村宣传业务专项经费44.16万元，用于会议。\n二、组织情况\n"
    "全年专项支出共150.00万元，其中农村宣传业务专项经费41.46万元，主要用于办公。",
    passes="一、使用情况\n农村宣传业务专项经费44.16万元，用于会议。\n二、组织情况\n"
    "全年专项支出共150.00万元，其中农村宣传业务专项经费44.16万元，主要用于办公。",
)  # fmt: skip
def projects_twice(prose: Prose, params) -> Iterator[Judgement]:
    wholes = totals(prose)
    for item, stated in prose.by_name.items():
        if len(stated) < 2 or len(item) < _SHORTEST or not _PROJECT.search(item) or _ECONOMIC.search(item):
            continue
        roles: dict[str, list[Mention]] = defaultdict(list)
        for one in stated:
            if one.exact and one.year in (None, prose.year):
                roles[role_within(one, wholes) or "actual"].append(one)
        for same in roles.values():
            yield from compare(prose, same, f"“{item}”", across=True)


RULES = (stated_twice, scored_twice, rated_twice, projects_twice)
