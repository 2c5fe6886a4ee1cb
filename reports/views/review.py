"""A reviewer reads what was filed, judges the explanations and decides. Only submissions, never a live draft."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from lib.denied import Denied, WrongMoment
from reports import services
from reports.copies import copies
from reports.document import load
from reports.figures import figures
from reports.models import Report, Status, Submission
from reports.permissions import get_report, latest_submission
from reports.render.html import render_html
from reports.reviewing import findings, history, onto_paper, previous, since_last, suggested_note
from reports.workflow import offered
from reports.worklist import neighbours, pill, since, waiting
from units.models import Role

JUDGEMENTS = {"yes": True, "no": False}


def check_reads_as_reviewer(user) -> None:
    """Let the bureau and auditors in; the unit reads its own submission on that one's page."""
    if user.role not in Role.BUREAU_SIDE | Role.ALL_PLACES:
        raise Denied("审核由财政部门办理；本单位的送审稿请在“我的报告”里查看")


@require_safe
def queue(request) -> HttpResponse:
    """Lead to the report that has waited longest."""
    check_reads_as_reviewer(request.user)
    first = waiting(Report.objects.visible_to(request.user)).first()
    if first is None:
        messages.info(request, "现在没有等您审核的报告。")
        return redirect("home")
    return redirect("reports:review", first.pk)


@require_safe
def review(request, pk: int) -> HttpResponse:
    report = get_report(request.user, pk)
    check_reads_as_reviewer(request.user)
    submission = latest_submission(report)
    if submission is None:
        raise WrongMoment("这个单位还没有送审，送审后才能查看")
    return render(request, "reports/review.html", _context(request, report, submission))


def _context(request, report: Report, submission: Submission) -> dict:
    document = load(submission.frozen["document"])
    shared = copies(submission, request.user, document)
    judged, marks, lit = onto_paper(findings(submission), document, shared.lit)
    before = previous(submission)
    earlier = load(before.frozen["document"]) if before else None
    comparison = since_last(submission, before)
    queue = list(waiting(Report.objects.visible_to(request.user)).values_list("pk", flat=True))
    return {
        "report": report,
        "submission": submission,
        "state": pill(report),
        "waited": since(submission.submitted_at),
        "figures": figures(submission.frozen),
        "paper": render_html(
            document, marks, {at: f"#finding-{found[0][0]}" for at, found in marks.items()}, earlier, lit
        ),
        "findings": judged,
        "copies": shared,
        "comparison": comparison,
        "before": before,
        "events": history(report, request.user),
        "queue": neighbours(queue, report.pk),
        "offers": {offer.transition.action: offer for offer in offered(request.user, report)},
        "keys": {action: uuid.uuid4() for action in ("return", "approve", "publish")},
        "may_decide": report.status == Status.SUBMITTED and request.user.role in Role.BUREAU_SIDE,
        "suggested_note": suggested_note(judged),
    }


@require_POST
def decide(request, pk: int) -> HttpResponse:
    """Accept or refuse what the unit says about one finding."""
    report = get_report(request.user, pk)
    explanation = get_object_or_404(report.explanations, fingerprint=request.POST.get("fingerprint", ""))
    accepted = JUDGEMENTS.get(request.POST.get("accepted", ""))
    if accepted is None:
        raise BadRequest("a judgement that is neither")
    expected = request.POST.get("expected", "")
    if not expected and request.user.role in Role.BUREAU_SIDE:
        raise WrongMoment("请先打开报告看过全文，再从那里办理。")
    services.decide(explanation, accepted=accepted, by=request.user, expected=expected)
    return redirect(f"{reverse('reports:review', args=[pk])}#{_anchor(request)}")


def _anchor(request) -> str:
    number = request.POST.get("number", "")
    return f"finding-{number}" if number.isascii() and number.isdigit() else "findings"
