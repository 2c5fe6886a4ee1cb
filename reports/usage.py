"""Which notices and how many reports go by each version of a definition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lib import canonical
from reports import editions
from reports.models import Definition, Notice, Report
from units.models import User

Version = tuple[str, str]  # kind and reference


@dataclass
class Usage:
    """Notices by the version that counts for them now, and the number of reports by the version they began with."""

    notices: dict[Version, list[Notice]] = field(default_factory=dict)
    reports: Counter[Version] = field(default_factory=Counter)

    def of(self, edition: editions.Edition) -> tuple[list[Notice], int]:
        """Return the notices one version counts for and the number of reports that go by it."""
        version = (edition.kind, edition.ref)
        return self.notices.get(version, []), self.reports[version]


def usage(user: User) -> Usage:
    """Return what goes by which version among the notices and reports *user* may know of."""
    found = Usage()
    seen: dict[str, set[Version]] = {}
    for notice in Notice.objects.visible_to(user).select_related("jurisdiction"):
        for version in _versions(notice, seen):
            found.notices.setdefault(version, []).append(notice)
    for report in Report.objects.visible_to(user).only("outline", "scheme", "schedules"):
        found.reports.update(_versions(report, seen))
    return found


def _versions(holder: Notice | Report, seen: dict[str, set[Version]]) -> set[Version]:
    """Return the versions of *holder*; most share theirs, so each set is worked out once."""
    key = canonical.text(editions.pinned(holder))
    if key not in seen:
        seen[key] = {(kind, ref) for (kind, _), ref in editions.in_use(holder).items()}
    return seen[key]


def listed(user: User, kind: str) -> Iterator[editions.Edition]:
    """Yield the own versions *user* may know of, newest of each name first, then the built-in ones."""
    own = Definition.objects.visible_to(user).filter(kind=kind).select_related("jurisdiction", "saved_by")
    yield from (editions.Edition(kind, row.ref, row.text, row) for row in own)
    yield from (editions.built_in(kind, key) for key in editions.KINDS[kind].built_in())
