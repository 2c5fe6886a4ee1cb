"""What the page of a chapter has besides its box: what can quote a fact, its first draft, the facts it may quote."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.contrib import messages

from reports.checks.facts import fact_at, label
from reports.excerpts import Excerpt, excerpt
from reports.filing import Filing
from reports.offers import Offer, offers, quotable, taken_up
from reports.quotables import quotables
from reports.quoting import kept, named
from reports.views.desk import Desk
from reports.views.first_draft import NAME, first_draft
from reports.views.workspace import Shown


def context(desk: Desk) -> dict[str, Any]:
    """Return what the templates of a chapter need, nothing on other pages."""
    if desk.step.key != "narrative":
        return {}
    return {
        "imported": _imported(desk),
        "offers": _offers(desk),
        "draft": first_draft(desk),
        "facts": quotables(desk.assessment.filing),
        "offers_field": f"#{text_at(desk)}",
    }


def text_at(desk: Desk) -> str:
    return f"narrative.{desk.chapter}.text"


def put_quotations(desk: Desk) -> None:
    """Put quotations into the posted chapter where the person asked for them; what is gone meanwhile is left as it is."""
    post = desk.request.POST.copy()
    filing = desk.assessment.filing
    text = taken_up(filing, text_at(desk), kept(filing, post.get(NAME, "")), post["quote"])
    if text is None:
        messages.info(desk.request, "这个数已经改动，没有换成引用；其他内容照常保存。")
    else:
        post[NAME] = named(filing, text)
        desk.request.POST = post


def with_quotations(desk: Desk, findings: list[Shown], filing: Filing | None = None) -> list[Shown]:
    """Return the findings, those of a number that contradicts its fact with the quotation that mends them."""
    if desk.step.key != "narrative":
        return findings
    filing = filing or desk.assessment.filing
    mending = {one.place: one for one in quotable(filing, text_at(desk)) if not one.same}
    return [_mended(filing, one, (mending[place] for place in one.places if place in mending)) for one in findings]


def _mended(filing: Filing, finding: Shown, ways: Iterable[Offer]) -> Shown:
    for one in ways:
        if one.at in finding.addresses and (fact := fact_at(filing, one.at)):
            return replace(finding, quotation=(one.key, fact.shown))
    return finding


def _imported(desk: Desk) -> str:
    row = desk.assessment.filing.narrative.get(desk.chapter)
    return row.imported if row and row.imported != row.text else ""


def _offers(desk: Desk) -> list[tuple[Offer, str, Excerpt]]:
    """Return the numbers of this chapter that can quote a fact, each with the fact's name and its words."""
    filing = desk.assessment.filing
    return [(one, label(filing, one.at), excerpt(filing, one.place)) for one in offers(filing, text_at(desk))]
