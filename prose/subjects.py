"""A report's own indicators and projects: how they are named, and where it speaks of their goals.

Names come from the lists that set them up: goals, indicator tables, numbered items. A sentence elsewhere speaks of an
indicator only where its words end in that very name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from prose.mentions import Mention

if TYPE_CHECKING:
    from prose.reading import Prose

TARGET, RESULT, BUDGET, SPENT = "target", "result", "budget", "spent"
LABELS = {TARGET: "目标值", RESULT: "完成值", BUDGET: "预算数", SPENT: "支出数"}
SHORTEST = 5  # characters: what has a shorter name may be the name of many things
PLANNED = re.compile(r"计划|目标(?!完成|之比)|指标值|年度?指标$|预期")
RATE = re.compile(r"率|与目标之比|达到目标")
_GOALS = re.compile("目标|指标")
_TOLD = re.compile("完成|实现|情况分析|成效|结果|结论|评价")
_TASKS = re.compile("任务|计划")
_PROFILE = re.compile("概况|基本情况|概述")
_LEADING = re.compile(
    r"^(?:[\d.、()（）①-⑳]+|全年|年内|年度内|本年度?|先后|累计|共计?|已|实际|至年末|今年以来|一年来|我[局会市县区镇乡校院馆]|本单位"
    r"|其中|并|以及)+"
)
_TRAILING = re.compile(
    r"(?:指标|的?数量|的?次数|的?人数|的?个数|数|总数|工作)?(?:达到?|为|是|共|了|不低于|不少于|：|≥|>=|>)*$"
)


@dataclass(frozen=True, slots=True)
class Told:
    """One figure told of the thing *name*: its *role* among LABELS, and the *mention*. *listed*: by its own list or table."""

    name: str
    role: str
    mention: Mention
    listed: bool


@lru_cache(maxsize=4096)
def named(words: str) -> str:
    """Return the name of an indicator as it is compared: without what leads to it and the words for a number."""
    return _TRAILING.sub("", _LEADING.sub("", words.strip('“”" '))).replace(" ", "")


def is_goal(prose: Prose, one: Mention) -> bool:
    """Return whether the nearest heading that speaks of goals or of results speaks of goals alone."""
    # The item itself is no heading: 5.完成改造面积30亩以上.
    above = (heading for heading in prose.structure.path(one.start) if one.start >= heading.body)
    return next((sort for heading in above if (sort := _sort(heading.title))), "") == TARGET


def is_planned(prose: Prose, one: Mention) -> bool:
    """Return whether a figure is told of the tasks of the year in the chapter on the unit itself: it is yet to come."""
    path = prose.structure.path(one.start)
    return bool(path) and _PROFILE.search(path[-1].title) is not None and any(_TASKS.search(at.title) for at in path)


@lru_cache(maxsize=1024)
def _sort(title: str) -> str:
    """Return what a title says its text speaks of: RESULT, TARGET, or "" for neither."""
    if _TOLD.search(title):
        return RESULT
    return TARGET if _GOALS.search(title) else ""
