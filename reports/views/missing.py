"""What is missing: everything a report is asked for and does not say yet, step by step."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from reports.assessment import assess
from reports.missing import all_blanks
from reports.permissions import check_can_edit, get_report
from reports.views import workspace


@require_safe
def missing(request, pk: int) -> HttpResponse:
    """List what is not filled in yet, each with the way to its field."""
    report = get_report(request.user, pk)
    check_can_edit(request.user, report)
    assessment = assess(report)
    findings = workspace.shown(report, assessment, by=request.user, editable=True)
    lacking = all_blanks(report, assessment)
    context = {
        **workspace.bar(report, report.sections.select_related("saved_by"), request.user),
        **workspace.rail(report, assessment, findings, "missing", editable=True),
        "step": {"title": "还缺什么"},
        "lacking": lacking,
        "count": sum(len(blanks) for _, _, blanks in lacking),
        "preview_url": reverse("reports:preview", args=[pk]),
    }
    return render(request, "reports/missing.html", context)
