"""A later version, offered to a report that has begun: what would differ, and the unit's decision to take it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from lib.denied import Denied, WrongMoment
from reports import editions, publishing
from reports.newer import chapters_added, chapters_lost, newer
from reports.permissions import check_can_edit, check_can_read_draft, get_report
from reports.rows import take
from reports.worklist import pill


@require_http_methods(["GET", "HEAD", "POST"])
def versions(request, pk: int) -> HttpResponse:
    """Show how the versions the notice has now differ from the report's, or take them over."""
    report = get_report(request.user, pk)
    check_can_read_draft(request.user, report)
    if request.method == "POST":
        return _switch(request, report)
    old, new, filing = editions.outline(report.outline), editions.outline(report.notice.outline), take(report)
    context = {
        "report": report,
        "state": pill(report),
        "newer": newer(report),
        "expected": editions.digest(editions.pinned(report.notice)),
        "lost": chapters_lost(filing, old, new),
        "added": chapters_added(filing, old, new),
        "hindrance": _hindrance(request.user, report),
    }
    return render(request, "reports/versions.html", context)


def _hindrance(user, report) -> str:
    try:
        check_can_edit(user, report)
    except Denied as refusal:
        return str(refusal)
    return ""


def _switch(request, report) -> HttpResponse:
    expected = request.POST.get("expected", "")
    if not expected:
        raise WrongMoment("请先看过有哪些不同，再从那里改用。")
    changed = publishing.switch(report, by=request.user, expected=expected)
    names = "、".join(f"{one.label}“{one.new_name}”" for one in changed)
    messages.success(request, f"已改用{names}，填写的内容都在。" if changed else "报告用的已是通知现在的版本。")
    return redirect("reports:preview", report.pk)
