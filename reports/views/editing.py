"""One view edits every step: it shows the forms of a step, saves them, or hands a conflict over to be merged."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from lib.denied import WrongMoment
from reports import charts, services, together
from reports.merging import Merge, Merger, parts, post_of
from reports.missing import blanks
from reports.models import Assignment
from reports.permissions import check_can_edit, get_report
from reports.prior import last_year_of, set_beside
from reports.proofs import Proofs
from reports.reviewing import rule_page
from reports.scoring import composition
from reports.step_rules import rules_by_step
from reports.steps import BY_KEY, Chapter, page_url
from reports.views import chapter, old_words, workspace
from reports.views.autosave import caught_up
from reports.views.desk import Desk
from reports.views.fields import mark, mistakes
from reports.views.first_draft import draft_others, keep, put_in
from reports.views.prefilling import Prefilled, noted, prefilled, sources
from reports.views.rows import rearranged


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, pk: int, step: str, chapter: str = ""):
    """Show or save one step of the report."""
    report = get_report(request.user, pk)
    if step not in BY_KEY:
        raise Http404
    desk = Desk(request, report, BY_KEY[step], chapter)
    _check_moment(desk)
    if not chapter and not desk.step.whole:
        return redirect(_first_chapter(desk))
    if chapter and chapter not in {one.key for one in desk.listed}:
        raise Http404
    if request.method == "POST":
        return save(desk)
    reading = prefilled(desk)
    return page(desk, reading.blocks, posted=True, reading=reading) if reading else page(desk, desk.blocks())


def _check_moment(desk: Desk) -> None:
    """Refuse what may not be edited now; what was typed meanwhile is kept for the person who typed it."""
    try:
        check_can_edit(desk.request.user, desk.report)
    except WrongMoment as refusal:
        if desk.request.method != "POST":
            raise
        _keep(desk)
        raise WrongMoment(f"{refusal} 您这次填写的内容没有写入报告，已另存在“保存记录”里。") from refusal


def _first_chapter(desk: Desk) -> str:
    """Return the first chapter still to be written, or the first of all."""
    written = {key for key, one in desk.assessment.filing.narrative.items() if one.text}
    open_ones = [one for one in desk.listed if one.key not in written] or desk.listed
    if not open_ones:
        raise Http404
    return page_url(desk.report, desk.step, open_ones[0].key)


def page(
    desk: Desk, blocks: Sequence[Any], *, status: int = 200, posted: bool = False, reading: Prefilled | None = None
) -> HttpResponse:
    """Return the workspace with the forms of the step in the middle; *reading* is the file they were filled in from."""
    request, report = desk.request, desk.report
    findings = workspace.shown(report, desk.assessment, by=request.user, editable=True)
    mine = chapter.with_quotations(desk, workspace.of_step(findings, desk.step, desk.chapter, desk.assessment.filing))
    if before := last_year_of(report, desk.step.key):
        set_beside(blocks, before, {at for one in mine if one.is_open for at in one.addresses})
    mark(blocks, mine)
    old = old_words.listed(desk, desk.assessment)
    assignments = list(report.assignments.select_related("to").order_by("pk"))
    present = together.present(report, request.user)
    context = {
        **workspace.bar(report, desk.sections.values(), request.user),
        **workspace.rail(
            report,
            desk.assessment,
            findings,
            desk.step.key,
            editable=True,
            people=together.at_steps(assignments, present),
        ),
        "desk": desk,
        "step": desk.step,
        "back": desk.section,
        "blocks": blocks,
        "findings": old_words.others(mine, old),
        "old_words": old,
        "counts": workspace.counts(mine),
        "rules": [(one, rule_page(report, one.code)) for one in rules_by_step().get(desk.step.key, ())],
        "lacks": blanks(report, desk.assessment, desk.step, desk.chapter),
        "chapter": next((one for one in desk.listed if one.key == desk.chapter), None),
        "chapters": _chapters(desk, findings),
        "written": [] if desk.chapter else workspace.written(desk.assessment, desk.step),
        **chapter.context(desk),
        **_composition(desk),
        **_ways(desk),
        "preview_url": reverse("reports:preview", args=[report.pk]),
        "saved_key": request.session.pop("saved", "") if "saved" in request.session else "",
        "posted": posted,
        "present": present.get(desk.section, []),
        "together": _together(desk, next((one for one in assignments if one.section == desk.section), None)),
        **({"save_line": "还没有保存", "off": True} if posted else {}),
        "revision": desk.posted_revision if posted and not reading else desk.revision,
        "seen": desk.posted_seen if posted and not reading else desk.seen,
        "reading": reading,
        "reading_number": reading.imported.pk if reading else request.POST.get("reading", ""),
        "sources": [] if reading else sources(desk, blocks),
        "mistakes": mistakes(blocks) if status == 422 else [],
    }
    return render(request, "reports/edit/page.html", context, status=status)


def _together(desk: Desk, given: Assignment | None) -> dict[str, Any]:
    """Return to whom this page is given and what is noted about it; being here is noted too."""
    user, report = desk.request.user, desk.report
    if desk.request.method == "GET":
        together.mark(report, user, desk.section)
    notes = list(report.notes.filter(section=desk.section).select_related("by"))
    return {
        "assignment": given,
        "mine": given is not None and given.to_id == user.pk and given.done_at is None,
        "notes": [one for one in notes if one.settled_at is None],
        "settled": sum(one.settled_at is not None for one in notes),
    }


def _chapters(desk: Desk, findings: Sequence[workspace.Shown]) -> list[tuple[Chapter, str, dict[str, int]]]:
    """Return the chapters of this step with their addresses and what is open in each; nothing on other pages."""
    if not desk.chapter:
        return []
    open_ones = workspace.by_chapter(findings, desk.step, desk.assessment.filing)
    return [(one, url, open_ones.get(one.key, {})) for one, url in desk.links]


def _composition(desk: Desk) -> dict[str, Any]:
    """Return the bars of the tree on this page, and what keeps a score from being counted; nothing on other pages."""
    shown = [one for one in desk.assessment.scores if one.project == desk.chapter and desk.step.key == "indicators"]
    bars = [bar for one in shown for bar in charts.score_bars(composition(one))]
    entries = [entry for one in shown for entry in one.card.entries.values() if entry.mode and entry.counted is None]
    open_ones = [(one.label, one.computed.problem or "还没有评分") for one in entries]
    return {"composition": bars, "composition_height": charts.ROW * len(bars), "uncounted": open_ones}


def _ways(desk: Desk) -> dict[str, Any]:
    """Return the ways to the library of a tree, and to the files that prove a chapter."""
    pk = desk.report.pk
    if desk.step.key == "indicators":
        return {"library_url": reverse("reports:library", args=[pk]) + f"?for={desk.chapter}"}
    if desk.step.key != "narrative":
        return {}
    called = next((one.label for one in desk.listed if one.key == desk.chapter), "")
    return {"proof": Proofs(pk, desk.assessment.filing).of(f"narrative.{desk.chapter}", called)}


def save(desk: Desk) -> HttpResponse:
    """Save the step as posted; a version that has moved on leads to the merge page."""
    desk.request.POST = caught_up(desk)
    if "quote" in desk.request.POST and desk.step.key == "narrative":
        chapter.put_quotations(desk)
    drafted = put_in(desk) if "draft" in desk.request.POST else ""
    post = desk.request.POST
    if "add" in post or "move" in post:
        return page(desk, desk.blocks(rearranged(post, lambda: parts(desk.blocks(post)))), posted=True)
    unchosen = [name for name in post.getlist("choose") if name not in post]
    if unchosen:
        return _ask_again(desk, unchosen)
    blocks = desk.blocks(post)
    if not all(getattr(part, "is_whole", True) for part in parts(blocks)):
        return _torn(desk, blocks)
    if desk.revision != desk.posted_revision:
        return conflict(desk)
    if not all(part.is_valid() for part in parts(blocks)):
        return page(desk, blocks, status=422, posted=True)
    try:
        desk.save(blocks, then=partial(_besides, desk, drafted))
    except services.StaleError:
        return conflict(Desk(desk.request, desk.report, desk.step, desk.chapter))
    noted(desk)
    return _saved(desk)


def _torn(desk: Desk, blocks: Sequence[Any]) -> HttpResponse:
    """Show the step for a post that lost the number of its rows: which of them were meant nobody can tell."""
    _keep(desk)
    messages.warning(desk.request, "收到的页面内容不完整，没有保存。收到的部分已另存在“保存记录”里。")
    return page(desk, blocks, status=422, posted=True)


def _besides(desk: Desk, drafted: str) -> None:
    """Write what the button said beside the facts: the draft that was put in, old words that are right this year too."""
    if drafted:
        keep(desk, drafted)
    old_words.settle(desk)


def _saved(desk: Desk) -> HttpResponse:
    desk.request.session["saved"] = desk.buffer_key
    if desk.request.POST.get("draft") == "all" and desk.step.key == "narrative":
        written = draft_others(Desk(desk.request, desk.report, desk.step, desk.chapter))
        messages.success(desk.request, f"起草稿已写入本章和另外 {written} 章，请逐章看过、修改。")
    if "quote" in desk.request.POST:
        return redirect(f"{desk.url}#offers")
    if "right" in desk.request.POST:
        return redirect(f"{desk.url}#old-words")
    return redirect(desk.neighbours[1][1] if "next" in desk.request.POST else desk.url)


def _ask_again(desk: Desk, unchosen: Sequence[str]) -> HttpResponse:
    """Show the step with what is stored where nothing was chosen; nothing is saved."""
    present: dict[str, str] = {}
    for part in parts(desk.blocks()):
        present |= post_of(part)
    data = desk.request.POST.copy()
    for name in unchosen:
        if name in present:
            data[name] = present[name]
    words = f"有 {len(unchosen)} 处没有选用谁的，这里先放的是现有的内容。还没有保存，请核对后保存。"
    messages.warning(desk.request, words)
    return page(desk, desk.blocks(data), status=422, posted=True)


def conflict(desk: Desk) -> HttpResponse:
    """Show what both changed side by side; where only one did, the merge is made already."""
    merge = _merged(desk)
    section = desk.sections.get(desk.section)
    other = section.saved_by if section else None
    if not merge.choices and not merge.mine:
        messages.info(desk.request, f"{other or '另一个窗口'}刚保存过这一步，内容与您填的一致，不用再保存。")
        return _saved(desk)
    context = {
        "desk": desk,
        "report": desk.report,
        "step": desk.step,
        "merge": merge,
        "other": other if other != desk.request.user else None,
        "section": section,
        "kept": _keep(desk, merge),
        "next": "next" in desk.request.POST,
        "now": timezone.localtime(),
    }
    return render(desk.request, "reports/conflict.html", context, status=409)


def _merged(desk: Desk) -> Merge:
    merger = Merger(desk.report, desk.assessment.filing, [desk.section, *desk.also], desk.posted_seen)
    merge = merger.merge(list(parts(desk.blocks(desk.request.POST))), list(parts(desk.blocks())))
    for choice in merge.choices:
        merge.data.pop(choice.name, None)
    return merge


def _keep(desk: Desk, merge: Merge | None = None) -> Any:
    """Keep what was posted, as the browser sent it and in words."""
    fields = {name: value for name, value in desk.request.POST.items() if name != "csrfmiddlewaretoken"}
    posted = {"fields": fields, "words": merge.words if merge else []}
    return services.set_aside(desk.report, desk.section, posted=posted, by=desk.request.user)
