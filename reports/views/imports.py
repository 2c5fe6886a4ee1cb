"""Importing: a file is handed over, what it says is looked at, and what a person picks goes into the report."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from lib.digits import whole
from reports import importing, pace
from reports.acceptance import StaleReadingsError, Taken, accept
from reports.import_form import ImportForm
from reports.importers import UnreadableError
from reports.models import Import, Report
from reports.permissions import LARGEST_ID, check_can_edit, get_report
from reports.proposals import Proposals, Verdict
from reports.rows import take
from reports.steps import BY_KEY, step_of
from reports.views.readings import place_of, readings


@require_http_methods(["GET", "HEAD", "POST"])
def imports(request, pk: int) -> HttpResponse:
    """Ask for a file or words, or read what was handed over; list what was read before."""
    report = get_report(request.user, pk)
    check_can_edit(request.user, report)
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if form.is_valid():
        pace.take(request.user, "import")
        name, content = form.cleaned_data["name"], form.cleaned_data["content"]
        try:
            return redirect(
                "reports:import", pk, importing.keep(report, name=name, content=content, by=request.user).pk
            )
        except UnreadableError as refusal:
            form.add_error("file", f"{name}：{refusal}")
    context = {
        "report": report,
        "form": form,
        "earlier": report.imports.light().select_related("by"),
    }
    return render(request, "reports/imports.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def one(request, pk: int, number: int) -> HttpResponse:
    """Show what a file says beside what the report says, or take what was picked."""
    report, imported = _found(request, pk, number)
    return _press(request, report, imported) if request.method == "POST" else _page(request, report, imported)


@require_POST
def confirm(request, pk: int, number: int) -> HttpResponse:
    """Keep that the file is wanted, and of which year it is where it does not say."""
    _, imported = _found(request, pk, number)
    importing.confirm(imported, year=whole(request.POST.get("year", "")), by=request.user)
    return redirect("reports:import", pk, number)


@require_POST
def discard(request, pk: int, number: int) -> HttpResponse:
    """Forget the file; a second time there is nothing to forget."""
    _, imported = _found(request, pk, number)
    importing.discard(imported, by=request.user)
    messages.success(request, f"已丢弃“{imported}”。采纳过的内容仍在报告里。")
    return redirect("reports:imports", pk)


def _found(request, pk: int, number: int) -> tuple[Report, Import]:
    report = get_report(request.user, pk)
    check_can_edit(request.user, report)
    visible = Import.objects.visible_to(request.user).filter(report=report).defer("content")
    imported = visible.filter(pk=number).first() if 0 < number <= LARGEST_ID else None
    if imported is None:
        raise Http404
    return report, imported


def _press(request, report: Report, imported: Import) -> HttpResponse:
    picks = _picks(request.POST, importing.proposals_of(report, imported, take(report)))
    if not picks:
        messages.warning(request, "没有勾选，也没有选数。请先勾选要采纳的，再采纳。")
        return redirect(request.path)
    try:
        taken = accept(report, imported, picks, seen=_seen(request.POST, report), by=request.user)
    except StaleReadingsError as moved:
        return _page(request, report, imported, status=409, picks=picks, moved=moved)
    _tell(request, taken)
    return redirect(_way(request, report, imported))


def _picks(post: Any, proposals: Proposals) -> dict[str, int]:
    """Return what the pressed button takes: the sure ones, of all or of one step, or those ticked and chosen."""
    press, _, step = post.get("press", "ticked").partition(":")
    if press == "sure":
        sure = proposals.of(Verdict.SURE)
        return {entry.id: 0 for entry in sure if not step or step_of(place_of(entry, proposals)).key == step}
    picks = dict.fromkeys(post.getlist("take"), 0)
    for name, value in post.items():
        number = whole(value, 2)
        if name.startswith("pick:") and number is not None:
            picks[name.removeprefix("pick:")] = number
    known = {entry.id for entry in proposals.entries}
    return {id: number for id, number in picks.items() if id in known}


def _seen(post: Any, report: Report) -> int:
    """Return the last change the page knew of; a page that does not say so knows of everything."""
    seen = whole(post.get("seen", ""))
    return report.last_change if seen is None else seen


def _tell(request, taken: Taken) -> None:
    if taken.count:
        steps = "、".join(step.title for key, step in BY_KEY.items() if key in taken.steps)
        messages.success(request, f"已采纳 {taken.count} 项，写入：{steps}。之后仍可修改。")
    elif not taken.refused:
        messages.info(request, "这些内容报告里已经有了，没有重复写入。")
    if taken.refused:
        messages.warning(request, f"有 {len(taken.refused)} 项表单不接受，没有写入，原因写在各项下面。")


def _way(request, report: Report, imported: Import) -> str:
    only = "?only=open" if request.GET.get("only") == "open" else ""
    return reverse("reports:import", args=[report.pk, imported.pk]) + only


def _page(
    request, report: Report, imported: Import, *, status: int = 200, picks: dict[str, int] | None = None,
    moved: StaleReadingsError | None = None,
) -> HttpResponse:  # fmt: skip
    odd = importing.strangeness(report, imported)
    context = {
        "report": report,
        "imported": imported,
        "odd": odd if odd and not imported.confirmed else None,
        "year": report.notice.fiscal_year,
        "prior": report.notice.fiscal_year - 1,
        "moved": moved.changes if moved else [],
        "seen": report.last_change,
        "only": request.GET.get("only") == "open",
        **readings(report, imported, picks),
    }
    return render(request, "reports/import.html", context, status=status)
