"""Batch export: ordering a notice's filed reports, watching them being made, taking them away as one ZIP."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import Count, Max, OuterRef, QuerySet, Subquery
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lib.denied import Denied, WrongMoment
from reports import pace, tasks, worklist
from reports.exports import orders
from reports.exports.archive import Archive
from reports.exports.form import ExportForm
from reports.filed import documents
from reports.models import Export, ExportDownload, Notice, Report, Scope
from reports.models.exports import STATUSES
from reports.permissions import check_can_export, check_can_read_exports, get_export, get_notice
from reports.render import FORMATS
from reports.views.evidence import INERT

SHOWN = 30  # exports listed
LOST = "有 {} 份做好的文件在文件库里不见了，或者不完整，压缩包没有送出。请回到导出页面查看是哪几份。"

logger = logging.getLogger("ziping.exports")


@require_http_methods(["GET", "HEAD", "POST"])
def exports(request, pk: int) -> HttpResponse:
    """List the exports of a notice and take an order for another."""
    notice = get_notice(request.user, pk)
    check_can_read_exports(request.user)
    reports = list(orders.filed(notice, request.user))
    if request.method != "POST":
        return _list(request, notice, reports, None)
    check_can_export(request.user, notice)
    form = ExportForm(reports, request.POST)
    if not form.is_valid():
        return _list(request, notice, reports, form)
    given = form.cleaned_data
    export = orders.order(
        notice=notice, scope=Scope(given["scope"]), kinds=given["kinds"], by=request.user,
        only=given["only"], key=given["request_key"],
    )  # fmt: skip
    tasks.start_export(export)
    return redirect("reports:export", pk, export.pk)


def _list(request, notice: Notice, reports: list[Report], form: ExportForm | None) -> HttpResponse:
    known = Export.objects.visible_to(request.user).filter(notice=notice).order_by("-pk")
    context = {
        "notice": notice,
        "form": form,
        "may_order": _may_order(request.user, notice),
        "reports": [(report, worklist.pill(report)) for report in reports],
        "scopes": [(one, one.label, sum(report.status in STATUSES[one] for report in reports)) for one in Scope],
        "formats": [(kind, made.label) for kind, made in FORMATS.items()],
        "chosen": _chosen(form, reports),
        "request_key": uuid.uuid4(),
        "exports": [(one, labels(one.kinds)) for one in _counted(known)],
    }
    return render(request, "reports/exports.html", context, status=422 if form else 200)


def _counted(known: QuerySet[Export]) -> QuerySet[Export]:
    """Return the latest exports, each with its units, documents and downloads.

    Downloads are counted apart: joined, every one of them would multiply the documents.
    """
    taken = ExportDownload.objects.filter(export=OuterRef("pk")).order_by().values("export")
    return known.filter(pk__in=list(known.values_list("pk", flat=True)[:SHOWN])).select_related("by", "notice").annotate(
        units=Count("exported", distinct=True), total=Count("exported__items"),
        made=Count("exported__items__rendering"),
        taken=Subquery(taken.annotate(times=Count("pk")).values("times")),
        taken_at=Subquery(taken.annotate(last=Max("at")).values("last")),
    )  # fmt: skip


def _chosen(form: ExportForm | None, reports: Collection) -> dict[str, Collection[str] | str]:
    """Return what stands ticked: what was posted, else approved reports where there are any, as PDF."""
    if form is not None:
        posted: Any = form.data
        return {"scope": posted.get("scope", ""), "kinds": posted.getlist("kinds"), "reports": posted.getlist("ticked")}
    approved = any(report.status in STATUSES[Scope.APPROVED] for report in reports)
    return {"scope": Scope.APPROVED if approved else Scope.FILED, "kinds": ["pdf"], "reports": []}


def _may_order(user, notice: Notice) -> bool:
    try:
        check_can_export(user, notice)
    except Denied:
        return False
    return True


def labels(kinds: Collection[str]) -> str:
    return "、".join(made.label for kind, made in FORMATS.items() if kind in kinds)


@require_safe
def export(request, pk: int, number: int) -> HttpResponse:
    """Show how far an export is; a page that asks again and again gets only the part that changes."""
    shown = get_export(request.user, pk, number)
    template = "reports/export_progress.html" if request.htmx else "reports/export.html"
    return render(request, template, _context(request, shown))


def _context(request, shown: Export) -> dict:
    progress = orders.progress(shown)
    return {
        "notice": shown.notice,
        "export": shown,
        "progress": progress,
        "units": shown.exported.count(),
        "formats": labels(shown.kinds),
        "doing": FORMATS[progress.next.kind].label if progress.next else "",
        "failed": [(item, FORMATS[item.kind].label) for item in orders.failed(shown)],
        "archive": Archive(shown) if progress.deliverable else None,
        "downloads": shown.downloads.select_related("by"),
        "may_order": _may_order(request.user, shown.notice),
        "opened": not request.htmx,
    }


@require_POST
def go_on(request, pk: int, number: int) -> HttpResponse:
    """Try again what failed, and have a stopped export made further; one that is being made is left to it."""
    shown = get_export(request.user, pk, number)
    check_can_export(request.user, shown.notice)
    orders.ask_again(shown)
    tasks.start_export(shown)
    return redirect("reports:export", pk, number)


@require_safe
def file(request, pk: int, number: int) -> HttpResponse | StreamingHttpResponse:
    """Send the ZIP; who took it and when is kept."""
    shown = get_export(request.user, pk, number)
    orders.check_deliverable(shown)
    archive = Archive(shown)
    if lost := archive.lost():
        orders.give_up(lost)
        raise WrongMoment(LOST.format(len(lost)))
    headers = {
        **INERT,
        "Content-Disposition": content_disposition_header(True, archive.name) or "attachment",
        "Content-Length": str(archive.size),
    }
    if request.method == "HEAD":
        return HttpResponse(content_type="application/zip", headers=headers)
    pace.take(request.user, "download")
    ExportDownload.objects.create(export=shown, by=request.user)
    logger.info("export %s taken by %s", shown.pk, request.user.pk)
    return StreamingHttpResponse(_sent(archive), content_type="application/zip", headers=headers)


def _sent(archive: Archive) -> Iterator[bytes]:
    """Yield the ZIP; where a file turns out to be damaged the sending breaks off, and the page says which one it was."""
    try:
        yield from archive.chunks()
    except documents.DamagedError:
        orders.give_up(archive.damaged())
        raise
