"""Budget, total and basic expenditure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from prose.mentions import Mention
from prose.outline.seen import Seen, amounts, clause_of, headed, is_budget, none_said, row
from prose.reading import Prose
from prose.registry import ERROR, Span

_PARTS = re.compile(
    r"三公|接待|出国|用车|公车|车辆|基本|项目|专项|人员|公用|工资|商品|服务|补助|资本|采购|会议|培训|运行|收入|经费|费$"
)
_TOTAL = re.compile(
    r"(?:整体|总|全年|本年|当年|年度|全部|累计|合计|部门|单位|财政拨款|一般公共预算|实际)[^：]{0,8}(?:支出|开支|支付|使用|执行)"
    r"|支出(?:总|合计|决算|规模|共计|完成)|支总|决算(?:数|总|支出)|执行(?:数|金额)|^(?:[我本全][^：]{0,4})?支出"
)
_SUM = re.compile(r"(?:两[项者]|二者)?(?:合计|共计|总计|相加)")
_CELL = r"[：]?[ \t]?\n?(?!\d{1,2}[、.．)])(?!(?:19|20)\d\d年)\d[\d.]*(?![\d.万亿元%年])"
_TOTAL_ROW = re.compile(
    r"(?:整体支出|支出[合总]计|总支出|支出总额|本年支出|支出决算|全年执行数|全年支出)(?:合计|总额|数)?" + _CELL
)
_BASIC_ROW = re.compile(r"(?:基本支出|人员(?:支出|经费))(?:合计|小计)?" + _CELL)
_BUDGET_ROW = re.compile(r"预算数?" + _CELL)
_HALVES = (("personnel", "operating"), ("wages", "goods"))


def budget(prose: Prose) -> Seen:
    shown = next((one.span for one in amounts(prose) if is_budget(one)), None)
    return Seen(shown or row(_BUDGET_ROW, prose), headed(prose, "spending"))


def total(prose: Prose) -> Seen:
    """Return the expenditure of the whole year; its halves without their sum are only half a miss."""
    sized = [one for one in amounts(prose) if one.year in (None, prose.year)]
    shown = next((one.span for one in totals(prose)), None) or row(_TOTAL_ROW, prose)
    if shown:
        return Seen(shown)
    near = headed(prose, "spending")
    spent, planned = _spans(sized, spent=True), _spans(sized, spent=False)
    if spent:
        return Seen(None, (*near, *spent), "只有分项支出，没有印出合计")
    return Seen(None, (*planned, *near), "只有预算安排，没有实际支出" if planned else "", ERROR)


def totals(prose: Prose) -> Iterator[Mention]:
    """Yield the amounts that are the expenditure of the whole unit in the year, also where it is only called 合计."""
    for one in amounts(prose):
        if one.year in (None, prose.year) and (_is_total(one) or _adds_up(prose, one)):
            yield one


def _spans(sized: Sequence[Mention], *, spent: bool) -> list[Span]:
    """Return the first amounts of basic and project expenditure that were spent, or else of anything planned."""
    halves = [one for one in sized if re.search("基本支出|(?:项目|专项)支出", one.clause)]
    return [one.span for one in (halves if spent else sized) if is_budget(one) != spent][:2]


def _is_total(one: Mention) -> bool:
    return (
        one.role not in ("income", "received")
        and _TOTAL.search(one.clause) is not None
        and _PARTS.search(one.clause) is None
        and not is_budget(one)
    )


def _adds_up(prose: Prose, one: Mention) -> bool:
    """Return whether an amount is what a sentence on basic and project expenditure comes to."""
    return (
        _SUM.match(one.clause) is not None and "基本支出" in prose.plain[max(one.sentence, one.start - 100) : one.start]
    )


def basic(prose: Prose) -> Seen:
    """Return basic expenditure itself, or both of the sorts it consists of."""
    sized = list(amounts(prose))
    whole = next((one.span for one in sized if one.quantity == "basic" or "基本支出" in one.clause), None)
    shown = whole or _halves(sized) or row(_BASIC_ROW, prose)
    if shown:
        return Seen(shown)
    return Seen(none_said(prose, "基本支出"), clause_of(prose, "基本支出") or headed(prose, "basic", "spending"))


def _halves(sized: Sequence[Mention]) -> Span | None:
    for pair in _HALVES:
        first = [next((one.span for one in sized if one.quantity == key), None) for key in pair]
        if all(first):
            return first[0]
    return None
