"""A step's form opened with what a file says, unsaved: tinted inputs, each with its source, for the person to save."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.http import Http404

from lib.denied import WrongMoment
from lib.digits import whole
from reports import importing
from reports.acceptance import note_saved
from reports.filling_in import Page, pages_of
from reports.merging import as_query, parts
from reports.models import Import
from reports.proposals import Entry, Proposals, Verdict
from reports.rows import take
from reports.sources import brief, holding, said
from reports.steps import anchor, section_of
from reports.views.desk import Desk

MARK = "read"
SHORT = 16  # characters that have room at the end of a line


@dataclass(frozen=True)
class Source:
    """Where a fact on this page comes from: what it is called, the id of its input, the value read, the words."""

    label: str
    anchor: str
    where: str
    value: str = ""
    note: str = ""


@dataclass(frozen=True)
class Prefilled:
    """The forms of a step filled in from *imported*, and where each value came from."""

    imported: Import
    blocks: list[Any]
    sources: list[Source]
    differing: list[Source]


def prefilled(desk: Desk) -> Prefilled | None:
    """Return the step filled in from the import asked for, None where none is or it has nothing for this page."""
    number = desk.request.GET.get("reading", "")
    if not number:
        return None
    imported = _named(desk, number)
    if imported is None:
        raise Http404
    importing.check_confirmed(desk.report, imported)
    filing = take(desk.report)
    proposals = importing.proposals_of(desk.report, imported, filing)
    page = _page(desk, proposals, filing)
    if page is None:
        return None
    page.fill()
    blocks = desk.blocks(as_query(page.data))
    entries = {one.id: one for one in page.entries}
    where = {name: _source(entries[ids[0]]).where for name, ids in page.placed.items() if ids[0] in entries}
    _tint(blocks, where)
    _beside(blocks, lambda form, bound: where.get(bound.html_name, ""))
    differing = [_source(one) for one in proposals.of(Verdict.DIFFERS) if section_of(one.at, filing) == desk.section]
    return Prefilled(imported, blocks, [_source(entries[id]) for id in entries if id in page.done], differing)


def _named(desk: Desk, number: str) -> Import | None:
    visible = Import.objects.visible_to(desk.request.user).filter(report=desk.report).defer("content", "text")
    return visible.filter(pk=whole(number)).first()


def _page(desk: Desk, proposals: Proposals, filing: Any) -> Page | None:
    wanted = [one for one in proposals.of(Verdict.SURE, Verdict.DOUBT) if one.name != "imported"]
    pages = pages_of(desk.report, filing, proposals, wanted, {})
    return next((page for page in pages if page.section == desk.section), None)


def _tint(blocks: list[Any], where: Mapping[str, str]) -> None:
    """Tint the inputs that hold what was read, and say on each where it stood."""
    inputs = (bound for part in parts(blocks) for form in getattr(part, "forms", [part]) for bound in form)
    for bound in inputs:
        if bound.html_name in where:
            attrs = bound.field.widget.attrs
            attrs["class"] = f"{attrs.get('class', '')} {MARK}".strip()
            attrs["title"] = f"来源：{where[bound.html_name] or '导入的文件'}"


def _beside(blocks: Sequence[Any], where: Callable[[Any, Any], str]) -> None:
    """Say beside each field where its fact was read: in a grid at the end of the line, in as few words as a cell takes."""
    for block in blocks:
        rows = [row for row in getattr(block, "rows", ()) if row.form is not None]
        for row in rows:
            told = dict.fromkeys(where(row.form, bound) for bound in row.form)
            row.source = "、".join([one for one in told if one and len(one) <= SHORT][:2])
        for form in block.forms if not rows and not hasattr(block, "rows") else ():
            for bound in form:
                said = where(form, bound)
                if said:
                    bound.field.help_text = "；".join(filter(None, [str(bound.field.help_text), f"来源：{said}"]))


def _source(entry: Entry) -> Source:
    choice = entry.choices[0]
    return Source(entry.label, anchor(entry.at) if entry.at else "", brief(choice.where), choice.shown, entry.note)


def sources(desk: Desk, blocks: Sequence[Any]) -> list[Source]:
    """Return where the facts on this page came from, as far as they still stand as they were taken; say it beside them."""
    filing = desk.assessment.filing
    mine = [one for one in holding(desk.report, filing) if section_of(one.at, filing) == desk.section]
    where = {one.at: said(one) for one in mine}
    if where:
        _beside(blocks, lambda form, bound: where.get(form.address(bound.name), ""))
    return [Source(importing.called(filing, one.at), anchor(one.at), said(one)) for one in mine]


def noted(desk: Desk) -> None:
    """After a save: the facts just written that a file says, if the form was filled in from one, came from there."""
    imported = _named(desk, desk.request.POST.get("reading", ""))
    if imported is not None:
        with suppress(WrongMoment):  # discarded meanwhile: what was saved stays saved
            note_saved(desk.report, imported, since=desk.posted_seen)
