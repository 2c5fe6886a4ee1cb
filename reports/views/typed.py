"""What the report would print, and what would be doubtful in it, if what is typed into a page were saved."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST

from reports.assessment import Assessment
from reports.checks.facts import label
from reports.document import Document
from reports.fragments import fragment, sections_of
from reports.merging import parts
from reports.offers import Offer, quotable
from reports.pending import pending
from reports.permissions import check_can_edit, get_report
from reports.quoting import named, place_named
from reports.render.html import render_html
from reports.render.lighting import Order
from reports.rows import take
from reports.scoring import scored
from reports.steps import BY_KEY, step_of
from reports.views import old_words, workspace
from reports.views.chapter import with_quotations
from reports.views.desk import Desk
from reports.views.preview import links, lit, marks


@require_POST
def typed(request, pk: int, step: str, chapter: str = ""):
    """Return the paper and the findings of one page as JSON; nothing is written."""
    report = get_report(request.user, pk)
    check_can_edit(request.user, report)
    if step not in BY_KEY:
        raise Http404
    desk = Desk(request, report, BY_KEY[step], chapter)
    if (chapter or not desk.step.whole) and chapter not in {one.key for one in desk.listed}:
        raise Http404
    assessment = _assessed(desk)
    part = _part(desk, assessment)
    findings = _findings(desk, assessment, part)
    ways = links(report, assessment)
    old = old_words.listed(desk, assessment)
    context = {
        "findings": old_words.others(findings, old), "old_words": old, "counts": workspace.counts(findings),
        "report": report, "back": desk.section,
    }  # fmt: skip
    return JsonResponse(
        {
            "paper": render_html(part, marks(findings), ways, lit=lit(findings, ways)) if part.children else "",
            "findings": render_to_string("reports/edit/findings.html", context, request),
            "counts": render_to_string("reports/edit/counts.html", context),
            "marks": _marks(findings),
            **_loose(desk, assessment),
        }
    )


def _assessed(desk: Desk) -> Assessment:
    """Return the assessment of the report with what was posted in the place of what is stored."""
    stored = desk.assessment
    # From the facts alone: a score that was worked out from what was there before must not pass for one that was stated
    filing = pending(take(desk.report), list(parts(desk.blocks(desk.request.POST))))
    return replace(stored, filing=scored(filing, stored.scheme))


def _marks(findings: list[workspace.Shown]) -> dict[str, str]:
    """Return how the inputs the findings blame are marked, by address: as fields.mark marks those of the saved page."""
    found: dict[str, str] = {}
    for one in findings:
        if one.is_open and found.get(one.addresses[0]) != "bad":
            found[one.addresses[0]] = "bad" if one.severity == "error" else "warned"
    return found


def _part(desk: Desk, assessment: Assessment) -> Document:
    """Return what the document says of this page: its chapter, the sections that quote its facts, or its form."""
    if desk.step.key == "narrative":
        at = f"narrative.{desk.chapter}.text"
        return fragment(assessment.text, at.__eq__, depth=1, keys=sections_of(assessment.outline, desk.chapter))
    document = assessment.document if desk.step.key == "schedules" else assessment.text
    if desk.step.key == "schedules":
        sheets = [one for one in document.children if getattr(one, "key", "").replace("/", "-") == desk.chapter]
        return replace(document, children=tuple(sheets))
    return fragment(document, lambda at: _is_here(desk, at))


def _is_here(desk: Desk, at: str) -> bool:
    return step_of(at) is desk.step and desk.step.chapter_of(at, desk.assessment.filing) == desk.chapter


def _findings(desk: Desk, assessment: Assessment, part: Document) -> list[workspace.Shown]:
    """Return the findings of this page, numbered in the order they are met on the paper."""
    shown = workspace.shown(desk.report, assessment, by=desk.request.user, editable=True)
    order = Order(part)
    mine = sorted(workspace.of_step(shown, desk.step, desk.chapter, assessment.filing), key=order.of)
    numbered = [replace(one, number=number) for number, one in enumerate(mine, 1)]
    return with_quotations(desk, numbered, assessment.filing)


def _loose(desk: Desk, assessment: Assessment) -> dict[str, Any]:
    """Return the text as it was understood, and the numbers in it that can quote a fact; nothing on other pages."""
    if desk.step.key != "narrative":
        return {}
    filing, at = assessment.filing, f"narrative.{desk.chapter}.text"
    text = filing.narrative[desk.chapter].text if desk.chapter in filing.narrative else ""
    place = place_named(filing, text)
    return {"text": named(filing, text), "loose": [_told(filing, place, one) for one in quotable(filing, at)]}


def _told(filing: Any, place: Any, one: Offer) -> dict[str, Any]:
    return {
        "start": place(one.start), "end": place(one.end), "instead": named(filing, one.instead),
        "name": label(filing, one.at), "same": one.same, "key": one.key,
    }  # fmt: skip
