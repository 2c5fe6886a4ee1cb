"""One earlier state of a section: what it would change, and the way back to it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from lib.denied import WrongMoment
from lib.digits import whole
from reports import revisions, services
from reports.models import FactChange, Report
from reports.permissions import check_can_edit, check_can_read_draft, get_report, may_edit
from reports.steps import BY_KEY, page_url
from reports.views.desk import NO_REVISION
from reports.views.history import Line, title_of


@require_http_methods(["GET", "HEAD", "POST"])
def revision(request, pk: int, change: int) -> HttpResponse:
    """Show what differs between the section as it was after *change* and as it is, or make it so again."""
    report = get_report(request.user, pk)
    check_can_read_draft(request.user, report)
    found = get_object_or_404(report.fact_changes.select_related("by"), pk=change)
    if found.section.partition(".")[0] not in BY_KEY:
        raise Http404
    return _restore(request, report, found) if request.method == "POST" else _page(request, report, found)


def _page(request, report: Report, change: FactChange) -> HttpResponse:
    later = revisions.since(change)
    back = [FactChange(label=last.label, unit=last.unit, old=last.new, new=first.old) for first, last in later.values()]
    section = report.sections.filter(key=change.section).first()
    context = {
        "report": report,
        "change": change,
        "title": title_of(change.section),
        "url": _url(report, change.section),
        "lines": [Line(one) for one in back],
        "revision": section.revision if section else 0,
        "may_restore": bool(back) and may_edit(request.user, report),
    }
    return render(request, "reports/revision.html", context)


def _restore(request, report: Report, change: FactChange) -> HttpResponse:
    check_can_edit(request.user, report)
    posted = whole(request.POST.get("revision", ""), 9)
    revision = NO_REVISION if posted is None else posted
    try:
        revisions.restore(change, revision=revision, by=request.user)
    except services.StaleError as stale:
        raise WrongMoment(
            f"{stale.section.saved_by or '有人'}刚保存过这一步，没有恢复。请重新打开这一版，看过不同之处再恢复。"
        ) from stale
    when = timezone.localtime(change.changed_at)
    messages.success(
        request,
        f"已恢复到 {when.month}月{when.day}日 {when:%H:%M} 的内容。恢复前的内容也在保存记录里，可以再恢复回来。",
    )
    return redirect(_url(report, change.section))


def _url(report: Report, section: str) -> str:
    step, _, chapter = section.partition(".")
    return page_url(report, BY_KEY[step], chapter)
