"""What a text says of its own indicators and projects, by name: target, result, budget and spending, wherever told.

Names come from the lists that set them up: goals, indicator tables, numbered items. A sentence elsewhere speaks of an
indicator only where its words end in that very name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from prose.mentions import AMOUNT, COUNT, PERCENT, TIME, Mention
from prose.tables import Table

if TYPE_CHECKING:
    from prose.reading import Prose

TARGET, RESULT, BUDGET, SPENT = "target", "result", "budget", "spent"
LABELS = {TARGET: "目标值", RESULT: "完成值", BUDGET: "预算数", SPENT: "支出数"}
SHORTEST = 5
_GOALS = re.compile("目标|指标")
_TOLD = re.compile("完成|实现|情况分析|成效|结果|结论|评价")
_LEADING = re.compile(
    r"^(?:[\d.、()（）①-⑳]+|全年|年内|年度内|本年度?|先后|累计|共计?|已|实际|至年末|今年以来|一年来|我[局会市县区镇乡校院馆]|本单位|其中|并|以及)+"
)
_TRAILING = re.compile(r"(?:指标|的?数量|的?次数|的?人数|的?个数|数|总数|工作)?(?:达到?|为|是|共|了|不低于|不少于|：|≥|>=|>)*$")
_PLANNED = re.compile(r"计划|目标(?!完成|之比)|指标值|年度?指标$|预期")
_DONE = re.compile(r"实际|完成(?!率|年度|目标|预算)")
_RATE = re.compile(r"率|与目标之比|达到目标")
_BUDGETED = ("initial", "revised", "budget", "received")
_ENDS = re.compile(r"[，。：；（(、\n]|指标(?!值)|数(?=[，。：（(])")


@dataclass(frozen=True, slots=True)
class Told:
    """One figure told of the thing *name*: its *role* among LABELS, and the *mention*. *listed*: by its own list or table."""

    name: str
    role: str
    mention: Mention
    listed: bool


def named(words: str) -> str:
    """Return the name of an indicator as it is compared: without what leads to it and the words for a number."""
    return _TRAILING.sub("", _LEADING.sub("", words.strip("“”\" "))).replace(" ", "")


def told(prose: Prose) -> tuple[Told, ...]:
    """Return every figure told of an indicator or a project of the text."""
    listed = [*_goals(prose), *_tables(prose), *_items(prose)]
    names = {one.name for one in listed}
    taken = {one.mention for one in listed}
    return (*listed, *_elsewhere(prose, names, taken))


def _goals(prose: Prose) -> Iterator[Told]:
    """The goals set: figures with a name of their own in a chapter on goals."""
    for one in prose.mentions:
        if one.kind in (COUNT, PERCENT, TIME) and not _PLANNED.search(one.clause) and not _DONE.search(one.clause):
            name = named(one.clause)
            if len(name) >= SHORTEST and _is_goal(prose, one):
                yield Told(name, TARGET, one, True)


def _is_goal(prose: Prose, one: Mention) -> bool:
    path = prose.structure.path(one.start)
    return any(_GOALS.search(at.title) for at in path) and not any(_TOLD.search(at.title) for at in path)


def _tables(prose: Prose) -> Iterator[Told]:
    """The rows of indicator tables: 指标名称, 年度指标值, 实际完成值."""
    for table in prose.tables:
        columns = [(at, role) for at, title in enumerate(table.titles) if (role := _column(title))]
        if len({role for _, role in columns}) == 2:
            yield from _rows(prose, table, columns)


def _column(title: str) -> str:
    if re.search("目标值|指标值|计划", title):
        return TARGET
    return RESULT if re.search("实际|完成值|完成情况", title) and not _RATE.search(title) else ""


def _rows(prose: Prose, table: Table, columns: Sequence[tuple[int, str]]) -> Iterator[Told]:
    for row in table.rows:
        name = named(row[0].words)
        for at, role in columns:
            inside = prose.between(row[at].start, row[at].end)
            if len(name) >= SHORTEST and len(inside) == 1:
                yield Told(name, role, inside[0], True)


def _items(prose: Prose) -> Iterator[Told]:
    """The numbered items on single indicators or projects: “修复道路指标，实际值5公里，指标值5公里”."""
    for start, end in _spans(prose):
        stop = _ENDS.search(prose.plain, start, end)
        name = named(prose.plain[start : stop.start()]) if stop else ""
        if not SHORTEST <= len(name) <= 24:
            continue
        seen: set[str] = set()
        for one in prose.between(start, end):
            role = _role(one)
            if role and role not in seen:
                seen.add(role)
                yield Told(name, role, one, True)


def _spans(prose: Prose) -> Iterator[tuple[int, int]]:
    """Yield the numbered items inside and at the beginning of paragraphs, each to the next mark of the paragraph."""
    starts = sorted([*(one.end for one in prose.structure.inline), *(one.mark.end for one in prose.structure.headings if one.mark)])
    for index, start in enumerate(starts):
        line = prose.plain.find("\n", start)
        end = line if line >= 0 else len(prose.plain)
        following = starts[index + 1] if index + 1 < len(starts) else end
        yield start, min(end, following)


def _role(one: Mention) -> str:
    if one.kind == AMOUNT:
        return BUDGET if one.role in _BUDGETED else SPENT if one.role == "actual" else ""
    if one.kind not in (COUNT, PERCENT, TIME) or (one.kind == PERCENT and _RATE.search(one.clause) and not _PLANNED.search(one.clause)):
        return ""
    if _PLANNED.search(one.clause):
        return TARGET
    return RESULT if _DONE.search(one.clause) and not re.search("年度目标|目标的", one.clause) else ""


def _elsewhere(prose: Prose, names: set[str], taken: set[Mention]) -> Iterator[Told]:
    for one in prose.mentions:
        if one in taken or one.kind not in (COUNT, AMOUNT) or _is_goal(prose, one) or (one.year not in (None, prose.year)):
            continue
        name = named(one.clause.removesuffix("支出").removesuffix("("))
        if name in names and not _PLANNED.search(one.clause):
            yield Told(name, SPENT if one.kind == AMOUNT else RESULT, one, False)
