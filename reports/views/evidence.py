"""Evidence: the files of a report under what they prove; sending, reading and removing them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from indicators.catalogue import hints
from lib.uploads import EXTENSIONS, thumbnails
from reports import evidence as files
from reports.assessment import Assessment, assess
from reports.filing import Filing
from reports.models import Evidence, Report, Submission
from reports.permissions import check_can_edit, check_can_read_draft, get_report, get_submission, may_edit
from reports.proofs import ACCEPTED, Proofs, is_picture
from reports.steps import EVIDENCE, location
from reports.views import workspace

# Whatever is in a file, no browser opens it as part of the portal.
INERT = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cache-Control": "private, no-store",
}


@require_http_methods(["GET", "HEAD", "POST"])
def evidence(request, pk: int) -> HttpResponse:
    """List the report's files, or take new ones for the fact at ``proves``."""
    report = get_report(request.user, pk)
    check_can_read_draft(request.user, report)
    if request.method != "POST":
        return _page(request, report, assess(report), request.GET.get("of", ""))
    check_can_edit(request.user, report)
    assessment, proves = assess(report), request.POST.get("proves", "")
    files.check_provable(proves, assessment.filing, assessment.outline)
    taken = files.add(report, files=request.FILES.getlist("files"), proves=proves, by=request.user)
    if "application/json" in request.headers.get("Accept", ""):
        return _answer(report, taken, proves)
    _tell(request, taken)
    if taken.refused:
        return _page(request, report, assess(report), proves, taken.refused)
    return redirect(f"{reverse('reports:evidence', args=[pk])}?of={proves}")


def _answer(report: Report, taken: files.Taken, proves: str) -> JsonResponse:
    """Tell a script what became of its files."""
    proofs = Proofs(report.pk, Filing())
    made = [
        {
            "name": row.label, "url": proofs.file(row.key), "size": filesizeformat(row.size),
            "thumb": proofs.small(row.key) if is_picture(row.label) else "",
        }
        for row in taken.rows
    ]  # fmt: skip
    told = {"files": made, "known": taken.known, "refused": taken.refused, "page": f"{proofs.url}?of={proves}"}
    return JsonResponse(told, status=422 if taken.refused and not made else 200)


def _tell(request, taken: files.Taken) -> None:
    if taken.rows:
        messages.success(request, f"已上传 {len(taken.rows)} 份佐证材料。")
    if taken.known:
        messages.info(request, f"{'、'.join(taken.known)} 已经上传过，没有重复保存。")
    if not (taken.rows or taken.known or taken.refused):
        messages.warning(request, "没有选文件。请先选择文件，再上传。")


def _page(
    request, report: Report, assessment: Assessment, chosen: str, refused: list[tuple[str, str]] | None = None
) -> HttpResponse:
    findings = workspace.shown(report, assessment, by=request.user, editable=True)
    editable = may_edit(request.user, report)
    groups = files.provable(assessment.filing, assessment.outline)
    labels = {at: label for _, listed in groups for at, label in listed}
    context = {
        **workspace.bar(report, report.sections.select_related("saved_by"), request.user),
        **workspace.rail(report, assessment, findings, EVIDENCE[0], editable),
        "step": {"title": EVIDENCE[1]},
        "pk": report.pk,
        "proofs": _proofs(report, assessment, groups, editable),
        "groups": groups,
        "chosen": chosen if chosen in labels else "",
        "hint": hints(report.notice.jurisdiction_id).get(labels.get(chosen, ""), ""),
        "may_edit": editable,
        "refused": refused or [],
        "accept": ACCEPTED,
        "room": files.MOST_FILES,
        "preview_url": reverse("reports:preview", args=[report.pk]),
    }
    return render(request, "reports/evidence.html", context, status=422 if refused else 200)


def _proofs(
    report: Report, assessment: Assessment, groups: list[Any], editable: bool
) -> list[tuple[str, str, str, list[Evidence]]]:
    """Return group, label, address in the browser and files of every fact that has some; last those of nothing left."""
    held: dict[str, list[Evidence]] = {}
    for row in report.evidence.select_related("by"):
        held.setdefault(row.proves, []).append(row)
    found = [
        (heading, label, location(report, at, assessment.filing) if editable else "", held.pop(at))
        for heading, listed in groups
        for at, label in listed
        if at in held
    ]
    return [*found, *(("", "所证的内容已经删除", "", rows) for rows in held.values())]


@require_safe
def download(request, pk: int, key: str) -> FileResponse:
    """Send a file of the draft to those who may read the draft."""
    report = get_report(request.user, pk)
    check_can_read_draft(request.user, report)
    row = report.evidence.filter(key=key).first()
    if row is None:
        raise Http404
    return _sent(files.path_of(report, row.stored), row.label)


@require_safe
def small(request, pk: int, key: str) -> HttpResponse:
    """Show the small picture of a picture to those who may read the draft."""
    report = get_report(request.user, pk)
    check_can_read_draft(request.user, report)
    row = report.evidence.filter(key=key).first()
    return _small(report, row.stored if row and is_picture(row.label) else "")


@require_safe
def filed(request, pk: int, key: str) -> FileResponse:
    """Send a file as it was filed."""
    return _sent(*_filed(get_submission(request.user, pk), key))


@require_safe
def filed_small(request, pk: int, key: str) -> HttpResponse:
    """Show the small picture of a picture as it was filed."""
    submission = get_submission(request.user, pk)
    path, name = _filed(submission, key)
    return _small(submission.report, path.name if is_picture(name) else "")


def _filed(submission: Submission, key: str) -> tuple[Path, str]:
    """Return where a filed file lies and what it is called, or raise Http404."""
    row = next((one for one in files.filed(submission) if one["key"] == key), None)
    path = files.filed_path(submission, row["sha256"]) if row else None
    if row is None or path is None:
        raise Http404
    return path, row["label"]


def _small(report: Report, stored: str) -> HttpResponse:
    picture = files.small(report, stored) if stored else None
    if picture is None:
        raise Http404
    return HttpResponse(picture, content_type=thumbnails.CONTENT_TYPE, headers=INERT)


def _sent(path: Path, name: str) -> FileResponse:
    if not path.is_file():
        raise Http404
    kind = EXTENSIONS[name.rpartition(".")[2].lower()]
    return FileResponse(
        path.open("rb"), as_attachment=True, filename=name, content_type=kind.content_type, headers=INERT
    )


@require_POST
def remove(request, pk: int, key: str) -> HttpResponse:
    """Take a file out of the draft; a second time nothing more happens."""
    report = get_report(request.user, pk)
    check_can_edit(request.user, report)
    name = files.remove(report, key=key, by=request.user)
    if name:
        messages.success(request, f"已移除“{name}”。")
    elif not report.fact_changes.filter(at=f"{EVIDENCE[0]}.{key}.label").exists():
        raise Http404
    return redirect("reports:evidence", pk)
