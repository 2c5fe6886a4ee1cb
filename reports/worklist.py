"""The bureau's list: who is where, who waits longest, and what each latest submission says."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from reports.figures import Figures, figures
from reports.models import Notice, Report, Status, Submission
from units.models import Unit


@dataclass(frozen=True)
class Tab:
    """One state in the words of the list; *statuses* is empty for units that have not begun."""

    key: str
    label: str
    icon: str
    tone: str
    statuses: tuple[Status, ...]


ABSENT = Tab("absent", "未开始", "minus-circle", "last", ())
TABS = (
    Tab("submitted", "待审核", "clock", "note", (Status.SUBMITTED,)),
    Tab("returned", "已退回", "arrow-uturn-left", "warn", (Status.RETURNED,)),
    Tab("approved", "已通过", "check-circle", "ok", (Status.APPROVED,)),
    Tab("published", "已公开", "globe-alt", "ok", (Status.PUBLISHED,)),
    Tab("draft", "填报中", "pencil", "note", (Status.DRAFT, Status.SIGNING)),
    ABSENT,
)
BY_KEY = {tab.key: tab for tab in TABS}


@dataclass(frozen=True)
class Pill:
    """A state as templates/partials/state.html draws it."""

    label: str
    icon: str
    tone: str


def pill(report: Report) -> Pill:
    tab = next(tab for tab in TABS if report.status in tab.statuses)
    return Pill(report.get_status_display(), tab.icon, tab.tone)


@dataclass(frozen=True)
class Row:
    """One report in the list with its latest submission, if there is one that counts."""

    report: Report
    submission: Submission | None
    figures: Figures | None
    waited: str


def latest(reports: QuerySet[Report]) -> QuerySet[Any]:
    """Add the id and the time of each report's last submission."""
    last = Submission.objects.filter(report=OuterRef("pk")).order_by("-number")
    return reports.annotate(
        last_id=Subquery(last.values("pk")[:1]),
        last_at=Subquery(last.values("submitted_at")[:1]),
    )


def waiting(reports: QuerySet[Report]) -> QuerySet[Report]:
    """Return what waits for a reviewer, longest first."""
    return latest(reports.filter(status=Status.SUBMITTED)).order_by("last_at", "pk")


def listed(reports: QuerySet[Report], tab: Tab) -> QuerySet[Report]:
    """Return the reports of one tab: what waits, longest first; what is decided, newest first; drafts by unit."""
    if tab.key == "submitted":
        return waiting(reports)
    order = ["unit_year__unit__code"] if tab.key == "draft" else ["-last_at", "pk"]
    return latest(reports.filter(status__in=tab.statuses)).order_by(*order)


def rows(page: Iterable[Any]) -> list[Row]:
    """Return the rows of one page; one query for all submissions. Drafts show none: they may differ from it."""
    reports = list(page)
    wanted = [report.last_id for report in reports if report.last_id and report.status not in BY_KEY["draft"].statuses]
    found = Submission.objects.in_bulk(wanted)
    return [_row(report, found.get(report.last_id)) for report in reports]


def _row(report: Report, submission: Submission | None) -> Row:
    if submission is None:
        return Row(report, None, None, "")
    return Row(report, submission, figures(submission.frozen), since(submission.submitted_at))


def since(moment: datetime.datetime) -> str:
    """Return how many days ago a moment was, 今天 or 3 天."""
    days = (timezone.localdate() - timezone.localdate(moment)).days
    return f"{days} 天" if days else "今天"


def search(reports: QuerySet[Report], words: str) -> QuerySet[Report]:
    return reports.filter(matching(words, "unit_year__unit__")) if words else reports


def matching(words: str, path: str = "") -> Q:
    """Return the condition that a unit's name, short name or code contains *words*."""
    fields = ("name", "short_name", "code")
    return Q(*((f"{path}{field}__icontains", words) for field in fields), _connector=Q.OR)


def counts(reports: QuerySet[Report], absent: int) -> list[tuple[Tab, int]]:
    """Return every tab with how many stand there."""
    by_status = dict(reports.order_by().values_list("status").annotate(Count("pk")))
    return [(tab, sum(by_status.get(status, 0) for status in tab.statuses) if tab.statuses else absent) for tab in TABS]


def not_begun(units: QuerySet[Unit], notice: Notice | None) -> QuerySet[Unit]:
    """Return the units that owe a report on *notice* and have not opened one."""
    if notice is None:
        return units.none()
    begun = Report.objects.filter(notice=notice).values("unit_year__unit")
    return units.filter(jurisdiction_id=notice.jurisdiction_id).exclude(pk__in=begun)


def neighbours(queue: Sequence[int], pk: int) -> dict[str, int | None]:
    """Return the place of report *pk* in the queue with the one before and after it; the first ones when it has left."""
    if pk not in queue:
        return {"place": None, "total": len(queue), "before": None, "after": queue[0] if queue else None}
    place = queue.index(pk)
    after = queue[place + 1] if place + 1 < len(queue) else None
    return {"place": place + 1, "total": len(queue), "before": queue[place - 1] if place else None, "after": after}
