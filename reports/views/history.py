"""Everything that was changed in a report, by whom and when; and what could not be saved and was kept."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe

from reports import publishing
from reports.filing import Filing
from reports.history import displayed, suffix
from reports.models import FactChange, Report
from reports.permissions import check_can_read_draft, get_report
from reports.quoting import named
from reports.revisions import Revision, revisions
from reports.rows import take
from reports.steps import BY_KEY, EVIDENCE, STEPS
from reports.workflow import BY_ACTION
from reports.worklist import pill
from units.models import Role

PER_PAGE = 50
KEPT_SHOWN = 20
TITLES = {**{step.key: step.title for step in STEPS}, EVIDENCE[0]: EVIDENCE[1], publishing.SECTION: "版本"}


@dataclass(frozen=True)
class Line:
    """One change in words; what they quote goes by the names of *filing*'s facts."""

    change: FactChange
    filing: Filing | None = None
    revision: Revision | None = None  # the state of its section that this is the newest change of

    @cached_property
    def step(self) -> str:
        return title_of(self.change.section)

    @property
    def restorable(self) -> bool:
        """Return whether the section is a page one can go back to an earlier state of."""
        return self.change.section.partition(".")[0] in BY_KEY

    @property
    def unit(self) -> str:
        return suffix(self.change.unit)

    @property
    def old(self) -> str:
        return self._named(self.change.old)

    @property
    def new(self) -> str:
        return self._named(self.change.new)

    def _named(self, text: str) -> str:
        return displayed(named(self.filing, text) if self.filing else text, self.change.unit)


def title_of(section: str) -> str:
    return TITLES.get(section.partition(".")[0], section)


@require_safe
def history(request, pk: int):
    report = get_report(request.user, pk)
    check_can_read_draft(request.user, report)
    chosen = request.GET.get("step", "")
    changes = report.fact_changes.select_related("by")
    if chosen in TITLES:
        changes = changes.filter(section__regex=rf"^{chosen}(\.|$)")
    page = Paginator(changes, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "report": report,
        "state": pill(report),
        "page": page,
        "lines": _lines(report, list(page)),
        "steps": list(TITLES.items()),
        "chosen": chosen,
        "events": events(report),
        "kept": kept(report, request.user),
    }
    return render(request, "reports/history.html", context)


def _lines(report: Report, changes: list[FactChange]) -> list[Line]:
    """Return the changes in words; the facts are looked up only where some words quote one."""
    quoting = any("{" in one.old + one.new for one in changes)
    filing = take(report) if quoting else None
    newest = {one.last: one for one in revisions(report)}
    return [Line(change, filing, newest.get(change.pk)) for change in changes]


def events(report: Report) -> list[tuple[str, object]]:
    """Return the report's way, newest first, each step with its word."""
    rows = report.events.select_related("actor", "submission")
    return [(BY_ACTION[one.action].label if one.action in BY_ACTION else one.action, one) for one in reversed(rows)]


def kept(report: Report, reader) -> list[tuple[str, object]]:
    """Return what the unit's people typed onto a moved version; nobody else's business."""
    if reader.role not in Role.UNIT_SIDE:
        return []
    rows = report.set_asides.select_related("by")[:KEPT_SHOWN]
    return [(title_of(one.section), one) for one in rows]
