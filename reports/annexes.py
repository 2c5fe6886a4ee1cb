"""The official forms bound behind a report: which they are, their numbers, and their names in the list of annexes. Pure."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reports.blocks.words import listed
from reports.document import Annex
from reports.filing import Filing
from reports.filling import fill
from reports.outline_parts import Outline
from reports.schedule import Schedule, load_schedule


@dataclass(frozen=True)
class Bound:
    """The forms one schedule makes of a filing, under the *name* they have in the list of annexes."""

    name: str
    forms: tuple[Annex, ...]

    @property
    def entry(self) -> str:
        """Return the line of the list: the name, and how many there are where it is one for each project."""
        return self.name if len(self.forms) == 1 else f"{self.name}（每个项目一张，共{len(self.forms)}张）"


def with_schedules(outline: Outline, find: Callable[[str], Schedule] = load_schedule) -> Outline:
    """Return *outline* with the schedules it names; *find* raises LookupError for one that is not there."""
    return dataclasses.replace(outline, annexes=tuple(find(key) for key in outline.schedules))


def bind(filing: Filing, outline: Outline) -> list[Bound]:
    """Return the forms of the outline's schedules that have something to print, in its order."""
    made = [Bound(schedule.name, tuple(fill(schedule, filing))) for schedule in outline.annexes]
    return [one for one in made if one.forms]


def numbered(bound: Sequence[Bound], filing: Filing) -> list[Annex]:
    """Return every form with its label: 附件 alone, 附件1 … among several, 附件3-2 for the second project."""
    several = len(listed([one.name for one in bound], filing)) > 1
    found: list[Annex] = []
    for number, one in enumerate(bound, 1):
        label = f"附件{number}" if several else "附件"
        many = len(one.forms) > 1
        found += [
            dataclasses.replace(form, label=f"{label}-{n}" if many else label) for n, form in enumerate(one.forms, 1)
        ]
    return found
