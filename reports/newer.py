"""A later version, offered to a report that has begun: what its notice goes by now, and what that would change."""

from __future__ import annotations

from dataclasses import dataclass

from reports import editions
from reports.filing import Filing
from reports.kinds import KINDS
from reports.models import Report
from reports.outline import Outline, narrative_fields


@dataclass(frozen=True)
class Newer:
    """One definition a report could take over from its notice; blank where it has none, or would have none any more."""

    kind: str
    old: str
    new: str

    @property
    def label(self) -> str:
        return KINDS[self.kind].label

    @property
    def old_name(self) -> str:
        return editions.called(self.kind, self.old) if self.old else "（无）"

    @property
    def new_name(self) -> str:
        return editions.called(self.kind, self.new) if self.new else "（不再使用）"

    @property
    def differences(self) -> list[str]:
        return editions.differences(self.kind, self.old, self.new) if self.old and self.new else []


def newer(report: Report) -> list[Newer]:
    """Return where the report's notice goes by other versions now, in the order outline, scheme, schedules."""
    if editions.pinned(report.notice) == editions.pinned(report):
        return []
    mine, offered = editions.in_use(report), editions.in_use(report.notice)
    places = [*offered, *(place for place in mine if place not in offered)]
    found = [Newer(place[0], mine.get(place, ""), offered.get(place, "")) for place in places]
    return [one for one in found if one.old != one.new]


def chapters_lost(filing: Filing, old: Outline, new: Outline) -> list[str]:
    """Return the places, under *old*, of written chapters that *new* would no longer print."""
    kept = {part.key for part in narrative_fields(new)}
    written = {key for key, row in filing.narrative.items() if row.text.strip()}
    return [part.label for part in narrative_fields(old) if part.key in written - kept]


def chapters_added(filing: Filing, old: Outline, new: Outline) -> list[str]:
    """Return the places of chapters that *new* requires and nobody has written yet, as *old* does not ask for them."""
    known = {part.key for part in narrative_fields(old)}
    written = {key for key, row in filing.narrative.items() if row.text.strip()}
    return [part.label for part in narrative_fields(new) if part.required and part.key not in known | written]
