"""The bureau's notices: which outline applies, until when, and how far the units are."""

from __future__ import annotations

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from reports import charts, editions
from reports.models import Notice, Report
from reports.worklist import TABS
from units.models import Role, Unit

ON_BOARD = 5  # what fits beside the login


@require_safe
def notices(request) -> HttpResponse:
    """List the notices with how many units stand in each state; three queries, and one for each outline of the bureau's own."""
    shown = list(Notice.objects.visible_to(request.user).select_related("jurisdiction"))
    counted = zip(shown, _counts(request.user, shown), strict=True)
    context = {
        "notices": [(one, editions.called("outline", one.outline), counts) for one, counts in counted],
        "tabs": TABS,
        "counts_shown": _counts_shown(request.user),
    }
    return render(request, "reports/notices.html", context)


@require_safe
def notice(request, pk: int) -> HttpResponse:
    shown = get_object_or_404(Notice.objects.visible_to(request.user).select_related("jurisdiction"), pk=pk)
    own = Report.objects.visible_to(request.user).filter(notice=shown)
    due_at, now = timezone.localtime(shown.due_at), timezone.localtime()
    context = {
        "notice": shown,
        "line": charts.due_line(shown.issued_on, due_at, now),
        "report": own.first() if request.user.role in Role.UNIT_SIDE else None,
        "may_open": request.user.role == Role.CLERK,
        "counts": _counts(request.user, [shown])[0] if _counts_shown(request.user) else [],
        "tabs": TABS,
        "contact": shown.jurisdiction.contact,
        "outline": editions.called("outline", shown.outline),
    }
    return render(request, "reports/notice.html", context)


def arrangement() -> list[dict[str, str | int]]:
    """Return the notices now open, the nearest deadline first: what a notice board tells everyone, and no more."""
    now = timezone.localtime()
    listed = Notice.objects.filter(issued_on__lte=now.date(), due_at__gte=now).order_by("due_at", "pk")
    told = listed.values_list("jurisdiction__name", "fiscal_year", "due_at")[:ON_BOARD]
    return [
        {"place": place, "year": year, "due": charts.deadline(due), "left": charts.left(due, now)}
        for place, year, due in ((place, year, timezone.localtime(due_at)) for place, year, due_at in told)
    ]


def _counts_shown(user) -> bool:
    """Other units' progress is the bureau's business."""
    return user.role in Role.BUREAU_SIDE | Role.ALL_PLACES


def _counts(user, shown: list[Notice]) -> list[list[int]]:
    """Return for each notice the number of units under each tab, in the order of TABS."""
    if not _counts_shown(user):
        return [[] for _ in shown]
    grouped = Report.objects.filter(notice__in=shown).order_by().values_list("notice", "status").annotate(Count("pk"))
    reports = {(notice_pk, status): count for notice_pk, status, count in grouped}
    places = {notice.jurisdiction_id for notice in shown}
    units = dict(
        Unit.objects.filter(jurisdiction__in=places).order_by().values_list("jurisdiction").annotate(Count("pk"))
    )
    return [_counted(one, reports, units.get(one.jurisdiction_id, 0)) for one in shown]


def _counted(one: Notice, reports: dict[tuple[int, str], int], units: int) -> list[int]:
    begun = [sum(reports.get((one.pk, status), 0) for status in tab.statuses) for tab in TABS if tab.statuses]
    return [*begun, units - sum(begun)]
