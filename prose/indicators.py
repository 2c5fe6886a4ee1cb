"""Indicators as they are answered: target and result side by side, the rate worked out from them, the marks they earned."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from prose.mentions import COUNT, PERCENT, SCORE, TIME, Mention, Span
from prose.tables import Cell, Table

if TYPE_CHECKING:
    from prose.reading import Prose

_PLANNED = re.compile(r"计划(?!生育)|目标(?!完成|的|之比)|指标值|任务数|预期值?|应(?:完成|达到?)|要求")
_DONE = re.compile(r"实际|完成|达到?|实现|结果|得到|为")
_RATE = re.compile(
    r"(?:完成|达成|实现)(?:比例|率|度)(?:约?为|达到?|是|：)*$"
    r"|(?:完成|达到?|实现|占|为)(?:了|到)?(?:年度|全年|年初|既定|预期|原|该项)*(?:目标|计划|任务|指标)(?:[值数量]|任务)?的?(?:比例|比重)?(?:为|达到?)?$"
    r"|(?:目标|计划|指标)[值数]?之比(?:为|达到?|是)?$"
)
_GOT = re.compile("得|自?评|实得|计$")
_NEAR = 40  # characters between target and result
_NO_REASON = re.compile(r"(?:无|没有|/|-|—)*")
_COLUMNS = {
    "target": re.compile("目标值|指标值|计划值?|年度目标"), "actual": re.compile("完成值|实际值|完成情况|实际完成"),
    "weight": re.compile("分值|权重|满分"), "score": re.compile("得分|自评分"), "reason": re.compile("原因|偏差|改进"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Indicator:
    """A *target* and the *actual* result in one statement, plain[start:end].

    *rate* is the printed quotient, *weight* and *score* the marks to be had and earned, where they are printed; *excused*
    says that a table gives a reason in its own column.
    """

    target: Mention
    actual: Mention
    rate: Mention | None
    weight: Mention | None
    score: Mention | None
    start: int
    end: int
    excused: bool = False


def indicators(prose: Prose) -> Iterator[Indicator]:
    """Yield every indicator answered in a sentence or in a row of a table, in order of both."""
    yield from _in_sentences(prose)
    for table in prose.tables:
        yield from _in_rows(prose, table)


def _in_sentences(prose: Prose) -> Iterator[Indicator]:
    pairs = [(one, next_, both) for one, next_ in pairwise(prose.mentions) if (both := _pair(one, next_))]
    for at, (first, last, (target, actual)) in enumerate(pairs):
        start, end = _extent(prose, first, last)
        if at + 1 < len(pairs):
            end = min(end, max(pairs[at + 1][0].start, last.end))
        weight, score = _marks(prose, (start, first.start), (last.end, end))
        yield Indicator(target, actual, _rate(prose, last), weight, score, start, end)


def _marks(prose: Prose, before: Span, behind: Span) -> tuple[Mention | None, Mention | None]:
    """Return what an indicator may bring and what it got: the first both behind it, or the first mark in a bracket before."""
    full = [one for one in prose.between(*before) if one.kind == SCORE and prose.plain.startswith(")", one.end)]
    marks = [*full[-1:], *(one for one in prose.between(*behind) if one.kind == SCORE)][:2]
    if len(marks) < 2 or not _GOT.search(marks[1].clause) or _GOT.search(marks[0].clause):
        return None, None
    return marks[0], marks[1]


def _pair(one: Mention, other: Mention) -> tuple[Mention, Mention] | None:
    """Return (target, result) where two figures of one measure stand together, one planned and one done."""
    if one.kind != other.kind or one.unit != other.unit or one.kind not in (COUNT, PERCENT, TIME):
        return None
    if one.sentence != other.sentence or other.start - one.end > _NEAR or one.role.endswith("crease"):
        return None
    planned = [_PLANNED.search(each.clause) is not None for each in (one, other)]
    if planned[0] == planned[1] or _RATE.search(one.clause) or _RATE.search(other.clause):
        return None
    target, actual = (one, other) if planned[0] else (other, one)
    return (target, actual) if _DONE.search(actual.clause) else None


def _rate(prose: Prose, last: Mention) -> Mention | None:
    """Return the share right behind a pair that is said to be its quotient."""
    behind = next(iter(prose.between(last.end, last.end + _NEAR)), None)
    if behind is None or behind.kind != PERCENT or behind.sentence != last.sentence:
        return None
    return behind if _RATE.search(behind.clause) else None


def _extent(prose: Prose, first: Mention, last: Mention) -> tuple[int, int]:
    """Return what is said of one indicator: its item, or the rest of its line."""
    plain, inline = prose.plain, prose.structure.inline
    line, stop = plain.rfind("\n", 0, first.start) + 1, plain.find("\n", last.end)
    at = bisect_right(inline, first.start, key=lambda mark: mark.start)
    start = max(line, inline[at - 1].start if at else 0)
    end = inline[at].start if at < len(inline) else len(plain)
    return start, min(end, stop if stop >= 0 else len(plain))


def _in_rows(prose: Prose, table: Table) -> Iterator[Indicator]:
    columns = {key: at for key, words in _COLUMNS.items() if (at := _column(table.titles, words)) is not None}
    if not {"target", "actual"} <= columns.keys():
        return
    for row in table.rows:
        figures = {key: _figure(prose, row[at]) for key, at in columns.items() if key != "reason"}
        target, actual = figures["target"], figures["actual"]
        if target and actual and target.kind == actual.kind and target.unit == actual.unit:
            reason = row[columns["reason"]].words.strip() if "reason" in columns else ""
            yield Indicator(
                target, actual, None, figures.get("weight"), figures.get("score"), row[0].start, row[-1].end,
                not _NO_REASON.fullmatch(reason),
            )  # fmt: skip


def _column(titles: Sequence[str], words: re.Pattern[str]) -> int | None:
    return next((at for at, title in enumerate(titles) if words.search(title)), None)


def _figure(prose: Prose, cell: Cell) -> Mention | None:
    """Return the only figure of a cell."""
    figures = prose.between(cell.start, cell.end)
    return figures[0] if len(figures) == 1 else None
