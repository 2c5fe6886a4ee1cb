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
from prose.quantities import name_in
from prose.tables import Table

if TYPE_CHECKING:
    from prose.reading import Prose

TARGET, RESULT, BUDGET, SPENT = "target", "result", "budget", "spent"
LABELS = {TARGET: "目标值", RESULT: "完成值", BUDGET: "预算数", SPENT: "支出数"}
SHORTEST = 5
_GOALS = re.compile("目标|指标")
_TASKS = re.compile("任务|计划")
_PROFILE = re.compile("概况|基本情况|概述")
_TOLD = re.compile("完成|实现|情况分析|成效|结果|结论|评价")
_LEADING = re.compile(
    r"^(?:[\d.、()（）①-⑳]+|全年|年内|年度内|本年度?|先后|累计|共计?|已|实际|至年末|今年以来|一年来|我[局会市县区镇乡校院馆]|本单位|其中|并|以及)+"
)
_TRAILING = re.compile(
    r"(?:指标|的?数量|的?次数|的?人数|的?个数|数|总数|工作)?(?:达到?|为|是|共|了|不低于|不少于|：|≥|>=|>)*$"
)
_PLANNED = re.compile(r"计划|目标(?!完成|之比)|指标值|年度?指标$|预期")
_DONE = re.compile(r"实际|完成(?!率|年度|目标|预算)")
_RATE = re.compile(r"率|与目标之比|达到目标")
_BUDGETED = ("initial", "revised", "budget", "received")
_ENDS = re.compile(r"[，。：；（(、\n\d]|指标(?!值)|数(?=[，。：（(])|预算|决算|实际|年初|安排|支出(?=[\d为共])")
_SPENT = re.compile(r"(?:共?支出|用款|使用|开支|列支|花费)(?:资金|为|了|共)*$")
_EXAMPLE = re.compile(r"^(?:另如|例如|比如|如|以|其中|有|和|及|、|，)+|(?:为例)$")
_STOPS = re.compile("[，。；：、（）()\n]")


@dataclass(frozen=True, slots=True)
class Told:
    """One figure told of the thing *name*: its *role* among LABELS, and the *mention*. *listed*: by its own list or table."""

    name: str
    role: str
    mention: Mention
    listed: bool


def named(words: str) -> str:
    """Return the name of an indicator as it is compared: without what leads to it and the words for a number."""
    return _TRAILING.sub("", _LEADING.sub("", words.strip('“”" '))).replace(" ", "")


def told(prose: Prose) -> tuple[Told, ...]:
    """Return every figure told of an indicator or a project of the text."""
    listed = [*_goals(prose), *_tables(prose), *_items(prose), *_satisfaction(prose)]
    names = {one.name for one in listed}
    taken = {one.mention for one in listed}
    return (*listed, *_elsewhere(prose, names, taken))


def _goals(prose: Prose) -> Iterator[Told]:
    """The goals set: figures with a name of their own in a chapter on goals."""
    for one in prose.mentions:
        if one.kind in (COUNT, PERCENT, TIME) and not _PLANNED.search(one.clause) and "实际" not in one.clause:
            name = named(one.clause)
            if one.kind == PERCENT and (one.exact or "之比" in one.clause):
                continue
            if len(name) >= SHORTEST and _is_goal(prose, one):
                yield Told(name, TARGET, one, True)


def _is_goal(prose: Prose, one: Mention) -> bool:
    """Return whether the nearest heading that speaks of goals or of results speaks of goals alone."""
    for heading in prose.structure.path(one.start):
        if one.start < heading.body:  # the item itself: 5.完成改造面积30亩以上
            continue
        if _TOLD.search(heading.title):
            return False
        if _GOALS.search(heading.title):
            return True
    return False


def is_planned(prose: Prose, one: Mention) -> bool:
    """Return whether a figure is told of the tasks of the year in the chapter on the unit itself: it is yet to come."""
    path = prose.structure.path(one.start)
    return bool(path) and _PROFILE.search(path[-1].title) is not None and any(_TASKS.search(at.title) for at in path)


def _tables(prose: Prose) -> Iterator[Told]:
    """The rows of indicator tables: 指标名称, 年度指标值, 实际完成值."""
    for table in prose.tables:
        columns = [(at, role) for at, title in enumerate(table.titles) if (role := _column(title))]
        if len({role for _, role in columns}) == 2:
            yield from _rows(prose, table, columns)


_SATISFIED = re.compile("满意度")


def _satisfaction(prose: Prose) -> Iterator[Told]:
    """What a text with one satisfaction goal says of it: “满意度达95.3%，达到不低于90%的要求”."""
    shares = [
        one
        for one in prose.mentions
        if one.kind == PERCENT
        and _SATISFIED.search(prose.plain, max(one.sentence, prose.plain.rfind("；", 0, one.start)), one.start)
    ]
    goals = [one for one in shares if _is_goal(prose, one)]
    if len(goals) != 1:
        return
    yield Told("满意度", TARGET, goals[0], True)
    for one in shares:
        after = prose.plain[one.end : one.end + 6]
        if one is not goals[0] and (
            re.match("以?上?的?(?:要求|目标)", after) or re.search("目标(?:值)?(?:为|是)?$", one.clause)
        ):
            yield Told("满意度", TARGET, one, False)


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
            role = "" if name_in(name, AMOUNT) or _is_goal(prose, one) else _role(one)
            if role and role not in seen:
                seen.add(role)
                yield Told(name, role, one, True)


def _spans(prose: Prose) -> Iterator[tuple[int, int]]:
    """Yield the numbered items inside and at the beginning of paragraphs, each to the next mark of the paragraph."""
    starts = sorted(
        [*(one.end for one in prose.structure.inline), *(one.mark.end for one in prose.structure.headings if one.mark)]
    )
    for index, start in enumerate(starts):
        line = prose.plain.find("\n", start)
        end = line if line >= 0 else len(prose.plain)
        following = starts[index + 1] if index + 1 < len(starts) else end
        yield start, min(end, following)


def _role(one: Mention) -> str:
    if one.kind == AMOUNT:
        return BUDGET if one.role in _BUDGETED else SPENT if one.role == "actual" else ""
    if one.kind not in (COUNT, PERCENT, TIME) or (
        one.kind == PERCENT and _RATE.search(one.clause) and not _PLANNED.search(one.clause)
    ):
        return ""
    if _PLANNED.search(one.clause):
        return "" if re.search("之比|完成[^，]{0,4}目标|达到目标", one.clause) else TARGET
    return RESULT if _DONE.search(one.clause) and not re.search("年度目标|目标的", one.clause) else ""


def _elsewhere(prose: Prose, names: set[str], taken: set[Mention]) -> Iterator[Told]:
    totals = {part: listing.total for listing in prose.listings for part in listing.parts}
    for one in prose.mentions:
        if (
            one in taken
            or one.kind not in (COUNT, AMOUNT)
            or _is_goal(prose, one)
            or one.year not in (None, prose.year)
        ):
            continue
        name = _name_before(prose, one, names)
        if is_planned(prose, one):
            continue
        if one.kind == AMOUNT and _is_budgeted(one, totals):
            continue
        if name and not _PLANNED.search(one.clause):
            yield Told(name, SPENT if one.kind == AMOUNT else RESULT, one, False)


def _is_budgeted(one: Mention, totals: dict[Mention, Mention]) -> bool:
    """Return whether an amount is a budget: as it says itself, else as the totals of the lists it stands in say."""
    above: Mention | None = one
    for _ in range(4):  # lists within lists
        if above is None or above.role:
            break
        above = totals.get(above)
    return above is not None and above.role in _BUDGETED


def _name_before(prose: Prose, one: Mention, names: set[str]) -> str:
    """Return the known name right before a figure: in its clause, before its bracket, or in the clause before 支出."""
    own = named(_EXAMPLE.sub("", _SPENT.sub("", one.clause)))
    if own in names:
        return own
    if one.kind != AMOUNT or len(_SPENT.sub("", one.clause)) > 3:
        return ""
    words = [
        part
        for part in _STOPS.split(prose.plain[max(one.sentence, one.start - 60) : one.start - len(one.clause)])
        if part
    ]
    before = named(_EXAMPLE.sub("", words[-1])) if words else ""
    return next((name for name in names if before.endswith(name)), "")
