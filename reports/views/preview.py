"""The report as paper with everything doubtful beside it, and the step that sends it on."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from lib import canonical
from lib.address import flatten
from lib.denied import NotAccepted, WrongMoment
from reports.assessment import Assessment, assess
from reports.forms import TransitionForm
from reports.models import EDITABLE, Report, Status
from reports.newer import newer
from reports.permissions import check_can_read_draft, get_report, may_edit
from reports.render import FORMATS, Origin
from reports.render.html import render_html
from reports.render.lighting import Lit, Order, by_address
from reports.render.processes import RenderError
from reports.steps import location
from reports.views import workspace
from reports.workflow import BY_ACTION, Offer, offered, perform
from units.models import Role, User

UNFILED = (*EDITABLE, Status.SIGNING)
SIGN_OFF = {True: "submit", False: "request_sign_off"}  # the one of the two that does not apply to a unit


@require_safe
def preview(request, pk: int):
    """Show the draft as it would print, and what may be done with it now."""
    report = get_report(request.user, pk)
    check_can_read_draft(request.user, report)
    if request.user.role == Role.HEAD and report.status == Status.SIGNING:
        return redirect("reports:sign", report.pk)
    assessment = assess(report)
    editable = may_edit(request.user, report)
    sections = list(report.sections.select_related("saved_by"))
    findings = in_order(workspace.shown(report, assessment, by=request.user, editable=editable), assessment)
    ways = links(report, assessment) if editable else None
    context = {
        **workspace.bar(report, sections, request.user),
        **workspace.rail(report, assessment, findings, "preview", editable),
        "back": "preview",
        "findings": findings,
        "open": [one for one in findings if one.is_open],
        "counts": workspace.counts(findings),
        "paper": render_html(assessment.document, marks(findings), ways, lit=lit(findings, ways)),
        "editable": editable,
        "offers": applicable(request.user, report, assessment),
        "bureau": report.notice.jurisdiction.finance_bureau,
        "digest": assessment.sha256,
        "request_key": uuid.uuid4(),
        "unfiled": report.status in UNFILED,
        "newer": newer(report) if editable else [],
        "filed": report.submissions.defer("content").last(),
    }
    return render(request, "reports/preview.html", context)


def in_order(findings: Iterable[workspace.Shown], assessment: Assessment) -> list[workspace.Shown]:
    """Return the findings in the order their first words stand on the paper, numbered anew; others last."""
    order = Order(assessment.document)
    ordered = sorted(findings, key=order.of)
    return [_placed(replace(one, number=number), order) for number, one in enumerate(ordered, 1)]


def _placed(finding: workspace.Shown, order: Order) -> workspace.Shown:
    """Return the finding with the way to its words where the paper has them."""
    way = order.way(finding, lit=not finding.settled)
    return replace(finding, links=(*finding.links, ("看原文", way))) if way else finding


def marks(findings: Iterable[workspace.Shown]) -> dict[str, list[tuple[int, str]]]:
    """Return numbers and severities of the open findings at the address each blames first; of texts their words are lit."""
    found: dict[str, list[tuple[int, str]]] = {}
    for one in findings:
        if one.is_open and not one.places:
            found.setdefault(one.addresses[0], []).append((one.number, one.severity))
    return found


def lit(findings: Iterable[workspace.Shown], ways: Callable[[str], str | None] | None) -> dict[str, list[Lit]]:
    """Return the words of the findings nobody has explained, each with the way to its field, else to the finding."""
    return by_address(
        (one for one in findings if not one.settled), lambda one, at: (ways(at) if ways else None) or f"#{one.id}"
    )


def links(report: Report, assessment: Assessment) -> Callable[[str], str | None]:
    """Return what tells the way to the field of a stored fact: asked for the few that stand on the paper."""
    stored = flatten(assessment.filing).keys()
    return lambda at: location(report, at, assessment.filing) if at in stored else None


def applicable(user: User, report: Report, assessment: Assessment) -> list[Offer]:
    """Return the buttons of this person; of two ways to the same end only the one that is meant."""
    offers = offered(user, report, assessment)
    dropped = {SIGN_OFF[report.unit.needs_sign_off]}
    return [offer for offer in offers if offer.transition.action not in dropped]


@require_POST
def transition(request, pk: int):
    """Move the report along; the same post a second time gets the first answer."""
    report = get_report(request.user, pk)
    form = TransitionForm(request.POST)
    if not form.is_valid():
        if set(form.errors) == {"note"}:
            raise NotAccepted(f"没有办理：{'；'.join(map(str, form.errors['note']))}。")
        raise BadRequest("decision without its key")
    chosen = form.cleaned_data
    action = BY_ACTION.get(chosen["action"])
    judged = request.user.role in Role.BUREAU_SIDE
    if action and (action.freezes or judged) and not chosen["expected"]:
        raise WrongMoment("请先打开报告看过全文，再从那里办理。")
    event = perform(
        report, chosen["action"], by=request.user, note=chosen["note"], key=chosen["request_key"],
        expected=chosen["expected"], arrived=getattr(request, "arrived_at", None),
    )  # fmt: skip
    messages.success(request, done(event))
    return redirect("reports:review" if judged else "reports:preview", report.pk)


def done(event: Any) -> str:
    """Return what has happened, with the number to quote where something was filed."""
    label = BY_ACTION[event.action].label
    if BY_ACTION[event.action].freezes:
        event.submission.report = event.report
        return f"已{label}。回执号 {event.submission.receipt_number}，财政部门收到后开始审核。"
    return f"已{label}。"


@require_safe
def draft(request, pk: int, kind: str):
    """Send the draft as a file (*kind*: pdf, docx, xlsx); every page says 草稿."""
    report = get_report(request.user, pk)
    check_can_read_draft(request.user, report)
    if report.status not in UNFILED:
        raise WrongMoment("报告已经送审，请下载送审稿的文件。")
    assessment, made = assess(report), FORMATS[kind]
    try:
        content = made.render(assessment.document, Origin(canonical.plain(assessment.filing), draft=True))
    except RenderError as error:
        messages.error(request, f"草稿（{made.label}）没有生成，报告内容不受影响。{error}仍不行时，请联系系统管理员。")
        return redirect("reports:preview", report.pk)
    name = f"{report}（草稿）.{made.extension}"
    headers = {"Content-Disposition": content_disposition_header(True, name)}
    return HttpResponse(content, content_type=made.content_type, headers=headers)
