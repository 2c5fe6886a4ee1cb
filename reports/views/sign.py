"""The page on which a unit's head signs a report off: the document, what is doubtful, last year, one decision."""

from __future__ import annotations

import uuid

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from reports.assessment import assess
from reports.figures import beside
from reports.models import Status
from reports.permissions import check_can_sign, get_report
from reports.render.html import render_html
from reports.reviewing import history
from reports.starting import last_year, said
from reports.views import workspace
from reports.views.preview import in_order, lit, marks
from reports.workflow import offered
from reports.worklist import pill


@require_safe
def sign(request, pk: int):
    """Show a report that waits for its head; at any other moment the preview says where it stands."""
    report = get_report(request.user, pk)
    check_can_sign(request.user, report)
    if report.status != Status.SIGNING:
        return redirect("reports:preview", report.pk)
    assessment = assess(report)
    findings = in_order(workspace.shown(report, assessment, by=request.user, editable=False), assessment)
    before = last_year(report.unit, report.notice.fiscal_year, request.user)
    figures = beside(assessment.filing, said(before) if before else None)
    context = {
        "report": report,
        "state": pill(report),
        "paper": render_html(assessment.document, marks(findings), lit=lit(findings, None)),
        "figures": figures,
        "compared": any(one.change for one in figures),
        "findings": [one for one in findings if one.severity != "notice"],
        "notices": [one for one in findings if one.severity == "notice"],
        "counts": workspace.counts(findings),
        "offers": {one.transition.action: one for one in offered(request.user, report, assessment)},
        "digest": assessment.sha256,
        "keys": {action: uuid.uuid4() for action in ("sign", "decline")},
        "events": history(report, request.user),
        "asked": report.events.select_related("actor").filter(target=Status.SIGNING).last(),
    }
    return render(request, "reports/sign.html", context)
