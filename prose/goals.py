"""Which figures of a text are goals, and which figures tell of the same thing as a goal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prose.mentions import Mention
from prose.units import PERSONS

if TYPE_CHECKING:
    from prose.reading import Prose

RUN = 6  # characters two statements must share in a row to tell of one thing
REACH = 24  # characters behind a figure that still speak of it
_GOALS = re.compile("目标|指标值|计划任务|重点任务|年度任务|工作任务|工作计划")
_RESULTS = re.compile("完成|情况分析|成效|结果")
_COLUMN = re.compile(
    "目标值|指标值|实际值|完成值|计划(?!生育)|实际"
)  # a goal and its result side by side: no goal to be answered
_STOPS = re.compile("[，。；\n]")
_NOISE = re.compile('[“”"《》·、，：()\\d]')
_SESSIONS = frozenset(("场", "次", "场次"))


def is_goal(prose: Prose, one: Mention) -> bool:
    """Return whether a figure is a goal: under a heading on goals, named in its clause, no column of a table."""
    if len(one.clause) < RUN or _COLUMN.search(one.clause):
        return False
    titles = (heading.title for heading in prose.structure.path(one.start))
    return any(_GOALS.search(title) and not _RESULTS.search(title) for title in titles)


def runs(prose: Prose, one: Mention) -> set[str]:
    """Return the runs of characters around a figure, each side on its own, without signs and digits."""
    behind = _STOPS.split(prose.plain[one.end : one.end + REACH])[0]
    return {run for side in (one.clause, behind) for run in runs_in(without_signs(side), RUN)}


def runs_in(words: str, length: int) -> set[str]:
    """Return every run of *length* characters of *words*."""
    return {words[at : at + length] for at in range(len(words) - length + 1)}


def without_signs(words: str) -> str:
    return _NOISE.sub("", words)


def measured_alike(one: Mention, other: Mention) -> bool:
    """Return whether two counts count the same kind of thing: 人 and 名, 场 and 次."""
    units = {one.unit.lstrip("万余"), other.unit.lstrip("万余")}
    return len(units) == 1 or units <= {*PERSONS} - {"人次"} or units <= _SESSIONS
