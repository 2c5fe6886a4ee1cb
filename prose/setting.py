"""Where a report sets up its indicators and projects: chapters of goals, indicator tables, numbered items."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from prose.mentions import AMOUNT, COUNT, PERCENT, TIME, Mention, Span
from prose.quantities import name_in
from prose.roles import GRANTED
from prose.subjects import BUDGET, PLANNED, RATE, RESULT, SHORTEST, SPENT, TARGET, Told, is_goal, named
from prose.tables import Table

if TYPE_CHECKING:
    from prose.reading import Prose

_MEASURED = (COUNT, PERCENT, TIME)
_DONE = re.compile(r"实际|完成(?!率|年度|目标|预算)")
_OF_TARGET = re.compile("之比|完成[^，]{0,4}目标|达到目标")
_TARGET_ITSELF = re.compile("年度目标|目标的")
_NAME_ENDS = re.compile(r"[，。：；（(、\n\d]|指标(?!值)|数(?=[，。：（(])|预算|决算|实际|年初|安排|支出(?=[\d为共])")
_LONGEST_NAME = 24
_SATISFIED = re.compile("满意度")
_AS_DEMANDED = re.compile("以?上?的?(?:要求|目标)")
_DEMANDED = re.compile("目标(?:值)?(?:为|是)?$")
_TARGET_COLUMN = re.compile("目标值|指标值|计划")
_RESULT_COLUMN = re.compile("实际|完成值|完成情况")


def set_up(prose: Prose) -> list[Told]:
    """Return every figure told of an indicator or a project where it is set up."""
    return [*_goals(prose), *_tables(prose), *_items(prose), *_satisfaction(prose)]


def _goals(prose: Prose) -> Iterator[Told]:
    """Yield the goals set: figures with a name of their own in a chapter on goals."""
    for one in prose.mentions:
        if one.kind not in _MEASURED or PLANNED.search(one.clause) or "实际" in one.clause:
            continue
        if one.kind == PERCENT and (one.exact or "之比" in one.clause):
            continue
        name = named(one.clause)
        if len(name) >= SHORTEST and is_goal(prose, one):
            yield Told(name, TARGET, one, True)


def _tables(prose: Prose) -> Iterator[Told]:
    """Yield the rows of indicator tables: 指标名称, 年度指标值, 实际完成值."""
    for table in prose.tables:
        columns = [(at, role) for at, title in enumerate(table.titles) if (role := _column(title))]
        if len({role for _, role in columns}) == 2:
            yield from _rows(prose, table, columns)


def _column(title: str) -> str:
    if _TARGET_COLUMN.search(title):
        return TARGET
    return RESULT if _RESULT_COLUMN.search(title) and not RATE.search(title) else ""


def _rows(prose: Prose, table: Table, columns: Sequence[tuple[int, str]]) -> Iterator[Told]:
    for row in table.rows:
        name = named(row[0].words)
        for at, role in columns:
            inside = prose.between(*row[at].span)
            if len(name) >= SHORTEST and len(inside) == 1:
                yield Told(name, role, inside[0], True)


def _items(prose: Prose) -> Iterator[Told]:
    """Yield the numbered items on single indicators or projects: “修复道路指标，实际值5公里，指标值5公里”."""
    for start, end in _spans(prose):
        stop = _NAME_ENDS.search(prose.plain, start, end)
        name = named(prose.plain[start : stop.start()]) if stop else ""
        if SHORTEST <= len(name) <= _LONGEST_NAME and not name_in(name, AMOUNT):
            yield from _first_of_each_role(prose, name, start, end)


def _first_of_each_role(prose: Prose, name: str, start: int, end: int) -> Iterable[Told]:
    first: dict[str, Told] = {}
    for one in prose.between(start, end):
        if role := _role(prose, one):
            first.setdefault(role, Told(name, role, one, True))
    return first.values()


def _spans(prose: Prose) -> Iterator[Span]:
    """Yield the numbered items inside and at the beginning of paragraphs, each to the next mark of the paragraph."""
    marks = [*prose.structure.inline, *(one.mark for one in prose.structure.headings if one.mark)]
    starts = sorted(mark.end for mark in marks)
    for start, following in pairwise([*starts, len(prose.plain)]):
        line = prose.plain.find("\n", start, following)
        yield start, line if line >= 0 else following


def _role(prose: Prose, one: Mention) -> str:
    """Return what a figure in an item says of it, "" where it says nothing certain."""
    if is_goal(prose, one):
        return ""
    if one.kind == AMOUNT:
        return BUDGET if one.role in GRANTED else SPENT if one.role == "actual" else ""
    return _measured_role(one.clause, one.kind) if one.kind in _MEASURED else ""


def _measured_role(clause: str, kind: str) -> str:
    if PLANNED.search(clause):
        return "" if _OF_TARGET.search(clause) else TARGET
    if kind == PERCENT and RATE.search(clause):
        return ""
    return RESULT if _DONE.search(clause) and not _TARGET_ITSELF.search(clause) else ""


def _satisfaction(prose: Prose) -> Iterator[Told]:
    """Yield what a text with one satisfaction goal says of it: “满意度达95.3%，达到不低于90%的要求”."""
    shares = [one for one in prose.mentions if one.kind == PERCENT and _is_of_satisfaction(prose, one)]
    goals = [one for one in shares if is_goal(prose, one)]
    if len(goals) == 1:
        again = [one for one in shares if one is not goals[0] and _is_demanded(prose, one)]
        yield Told("满意度", TARGET, goals[0], True)
        yield from (Told("满意度", TARGET, one, False) for one in again)


def _is_of_satisfaction(prose: Prose, one: Mention) -> bool:
    part = max(one.sentence, prose.plain.rfind("；", one.sentence, one.start))
    return _SATISFIED.search(prose.plain, part, one.start) is not None


def _is_demanded(prose: Prose, one: Mention) -> bool:
    after = prose.plain[one.end : one.end + 6]
    return _AS_DEMANDED.match(after) is not None or _DEMANDED.search(one.clause) is not None
