"""From the indicator library into the unit's tree or a project's: choose, add, go on filling in."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from indicators import catalogue, picking
from indicators.catalogue import Entry
from indicators.forms_library import EntryFilter
from reports import services
from reports.permissions import check_can_edit, get_report
from reports.steps import BY_KEY
from reports.views import workspace
from reports.views.desk import Desk


@require_http_methods(["GET", "HEAD", "POST"])
def pick(request, pk: int) -> HttpResponse:
    """Show what may be taken over, or add what was ticked; ``for`` names the project, blank for the unit's tree."""
    report = get_report(request.user, pk)
    check_can_edit(request.user, report)
    given = request.POST if request.method == "POST" else request.GET
    desk = Desk(request, report, BY_KEY["indicators"], given.get("for", ""))
    if desk.chapter and desk.chapter not in {one.key for one in desk.listed}:
        raise Http404
    entries = catalogue.offered(report.notice.jurisdiction_id)
    return _take(desk, entries) if request.method == "POST" else _page(desk, entries)


def _take(desk: Desk, entries: list[Entry]) -> HttpResponse:
    ticked = set(desk.request.POST.getlist("entry"))
    chosen = [one for one in entries if one.key in ticked]
    if not chosen:
        messages.warning(desk.request, "还没有选指标。请先勾选，再加入指标表。")
        return _page(desk, entries, status=422)
    year, fresh = desk.report.unit_year, _fresh(desk, chosen)
    if not fresh:
        messages.info(desk.request, "所选的指标已经在表中，没有重复加入。")
        return redirect(desk.url)
    try:
        services.save_section(
            desk.report, desk.section, revision=desk.posted_revision, by=desk.request.user,
            save=partial(picking.add, year, desk.chapter, fresh),
        )  # fmt: skip
    except services.StaleError as stale:
        saver = stale.section.saved_by
        who = "您在另一个窗口" if saver == desk.request.user else saver or "别人"
        messages.warning(desk.request, f"{who}刚保存过这张指标表，所选的还没有加入，勾选都在。请核对后再加入一次。")
        return _page(Desk(desk.request, desk.report, desk.step, desk.chapter), entries, ticked, status=409)
    messages.success(desk.request, f"已加入 {len(fresh)} 项指标，请填分值，核对指标值。")
    return redirect(desk.url)


def _fresh(desk: Desk, entries: list[Entry]) -> list[Entry]:
    return picking.missing(picking.tree(desk.report.unit_year, desk.chapter), entries)


def _page(desk: Desk, entries: list[Entry], ticked: Collection[str] = (), *, status: int = 200) -> HttpResponse:
    request, report = desk.request, desk.report
    findings = workspace.shown(report, desk.assessment, by=request.user, editable=True)
    form, fresh = EntryFilter(request.GET, entries), {one.key for one in _fresh(desk, entries)}
    context = {
        **workspace.bar(report, desk.sections.values(), request.user),
        **workspace.rail(report, desk.assessment, findings, desk.step.key, editable=True),
        "desk": desk,
        "step": desk.step,
        "chapter": next((one for one in desk.listed if one.key == desk.chapter), None),
        "form": form,
        "entries": [(one, one.key in fresh, one.key in ticked) for one in form.chosen(entries)],
        "filtered": any(request.GET.get(name) for name in form.fields),
        "preview_url": reverse("reports:preview", args=[report.pk]),
    }
    return render(request, "reports/edit/library.html", context, status=status)
