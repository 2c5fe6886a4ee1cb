"""The 审核意见 of a report as a sheet of paper."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.opinion import opinion, readable
from reports.permissions import get_report
from units.models import Role


@require_safe
def sheet(request, pk: int) -> HttpResponse:
    """Show what was found in a submission and decided about it; the unit reads it once it is decided."""
    report = get_report(request.user, pk)
    submission = readable(request.user, report)
    context = {"report": report, "opinion": opinion(submission), "for_unit": request.user.role in Role.UNIT_SIDE}
    return render(request, "reports/opinion.html", context)
