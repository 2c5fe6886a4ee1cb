"""The goals of a text: overall and annual ones, then tasks, each followed by its items."""

from __future__ import annotations

import re

from indicators.snapshot import Goal
from reports.importers.loaded import Draft, keyed
from reports.importers.text.items import Item, is_answer, items
from reports.importers.text.partition import Part
from reports.importers.text.source import Source

KEYS = frozenset({"goals", "goal_setting", "key_tasks"})
_OVERALL = re.compile("总目标|(?:总体|长期|整体)(?:绩效)?目标")
_ANNUAL = re.compile("年度")
# A sentence that states the goal of the year: what it is stands behind the colon.
_STATED = re.compile(r"(?P<stated>[^。；，：\n]{0,12}目标)(?:(?:[为是]|设定为)?：|，即)(?P<goal>[^。\n]{8,}。?)")
_FEWEST = 3  # characters of a goal


class _Goals:
    """Goals being gathered; the same goal told in two chapters is one."""

    def __init__(self, source: Source, draft: Draft) -> None:
        self.source, self.draft = source, draft
        self.rows: list[Goal] = []
        self.known: set[str] = set()

    def add(self, kind: str, item: Item, parent: str = "") -> str:
        """Add the goal an item tells; return its key."""
        text = "".join(self.source.given(item.start, item.end).split("\n"))
        self.rows.append(Goal(kind, parent, text))
        key = str(len(self.rows))
        label = self.source.given(item.mark.start, item.mark.end) if item.mark else ""
        self.draft.read(f"goals.{key}", number_label=label, where=text)
        return key

    def is_new(self, words: str) -> bool:
        """Return whether these words were told by no chapter before; they are told now."""
        plain = "".join(words.split())
        new = plain not in self.known
        self.known.add(plain)
        return new


def read_goals(source: Source, draft: Draft) -> dict[str, Goal]:
    """Return the goals of a text: overall and annual ones, then tasks, each followed by its items."""
    goals = _Goals(source, draft)
    for part in source.parts:
        if part.key in KEYS:
            _part(goals, part)
    return keyed(goals.rows)


def _part(goals: _Goals, part: Part) -> None:
    plain = goals.source.plain
    found = [one for one in items(goals.source, part.body, part.end) if one.end - one.start >= _FEWEST]
    listed = [one for one in found if one.mark]
    if part.key == "key_tasks" and len(listed) > 1:
        _tasks(goals, listed)
        return
    for match in _STATED.finditer(plain, part.body, part.end):
        if goals.is_new(match["goal"]):
            goals.add("overall" if _OVERALL.search(match["stated"]) else "annual", Item(None, *match.span("goal")))
    kind = _kind(part)
    for item in listed:
        if part.key != "key_tasks" and not is_answer(goals.source, item) and goals.is_new(plain[item.start : item.end]):
            goals.add(kind, item)


def _kind(part: Part) -> str:
    title = part.heading.title if part.heading else ""
    return "overall" if _OVERALL.search(title) and not _ANNUAL.search(title) else "annual"


def _tasks(goals: _Goals, listed: list[Item]) -> None:
    """Add tasks and, below each, its items: those with a deeper mark."""
    top = min(one.rank for one in listed)
    task = ""
    for item in listed:
        if item.rank == top:
            task = goals.add("task", item)
        else:
            goals.add("task", item, task)
