"""The official forms bound behind a report: which they are, their numbers, and their names in the list of annexes. Pure."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from reports.blocks.words import listed
from reports.document import Annex, Cell, Row, Table, Text
from reports.filing import Filing
from reports.filling import fill
from reports.outline import narrative_fields
from reports.outline_parts import Outline
from reports.schedule import Schedule, load_schedule

EVIDENCE = "佐证材料目录"
WIDTHS = (10, 45, 45)


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
    made.append(Bound(EVIDENCE, _evidence(filing, outline)))
    return [one for one in made if one.forms]


def _evidence(filing: Filing, outline: Outline) -> tuple[Annex, ...]:
    """Return the list of the files that prove what the report says, nothing where there are none."""
    if not filing.evidence:
        return ()
    chapters = {f"narrative.{one.key}": one.label for one in narrative_fields(outline)}
    body = tuple(
        _line(str(number), _proved(filing, row.proves, chapters), row.label)
        for number, row in enumerate(filing.evidence.values(), 1)
    )
    heads = Row(tuple(Cell((Text(words),), "center", "head") for words in ("序号", "所证内容", "文件名")))
    return (Annex("evidence", title=(Text(EVIDENCE),), children=(Table(EVIDENCE, "", WIDTHS, (heads,), body),)),)


def _line(number: str, proved: str, name: str) -> Row:
    return Row((Cell((Text(number),), "center"), Cell((Text(proved),)), Cell((Text(name),))))


def _proved(filing: Filing, at: str, chapters: Mapping[str, str]) -> str:
    """Return the name of what a file proves: an indicator's or a chapter's."""
    listed, _, key = at.partition(".")
    trees = {"indicators": filing.indicators, "project_indicators": filing.project_indicators}
    row = trees.get(listed, {}).get(key)
    return row.label if row else chapters.get(at, "—")


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
