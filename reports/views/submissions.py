"""What was filed: its receipt, its text as it was, and the files made from it."""

from __future__ import annotations

from io import BufferedReader

from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lib.denied import WrongMoment
from lib.filenames import safe_name
from lib.files import is_full
from reports import evidence
from reports.document import load
from reports.filed import documents
from reports.models import Submission
from reports.opinion import readable
from reports.permissions import get_submission
from reports.proofs import is_picture
from reports.render import FORMATS
from reports.render.html import render_html
from reports.render.processes import RenderError
from reports.reviewing import findings, history
from reports.views.evidence import INERT
from reports.worklist import pill
from units.models import Role, User

RETRY_SECONDS = 10


@require_safe
def submission(request, pk: int) -> HttpResponse:
    shown = get_submission(request.user, pk)
    context = {
        "submission": shown,
        "report": shown.report,
        "state": pill(shown.report),
        "paper": render_html(load(shown.frozen["document"])),
        "findings": findings(shown),
        "events": history(shown.report, request.user),
        "evidence": [one | {"picture": is_picture(one["label"])} for one in evidence.filed(shown)],
        "downloads": [(kind, made.label) for kind, made in FORMATS.items()],
        "for_review": request.user.role not in Role.UNIT_SIDE,
        "opinion_url": _opinion(request.user, shown),
        "others": shown.report.submissions.exclude(pk=pk).defer("content"),
    }
    return render(request, "reports/submission.html", context)


def _opinion(user: User, shown: Submission) -> str:
    """Return where the opinion about *shown* stands; blank where the sheet is about another submission, or not yet there."""
    try:
        about = readable(user, shown.report)
    except WrongMoment:
        return ""
    return reverse("reports:opinion", args=[shown.report_id]) if about.pk == shown.pk else ""


@require_safe
def download(request, pk: int, kind: str) -> HttpResponseBase:
    if kind not in FORMATS:
        raise Http404
    wanted = get_submission(request.user, pk, whole=False)
    try:
        stream = documents.opened(documents.rendering(wanted, kind))
    except RenderError as error:
        return _not_made(request, wanted, kind, str(error), status=503)
    except documents.DamagedError:
        return _not_made(request, wanted, kind, "", status=500)
    except OSError as error:
        if not is_full(error):
            raise
        return _not_made(request, wanted, kind, "服务器的存储空间不足，文件放不下。", status=507)
    return _attachment(stream, kind, file_name(wanted, kind))


def file_name(wanted: Submission, kind: str) -> str:
    """Return 单位_年度_自评报告.pdf, in which nothing separates folders or ends a header on any system."""
    report = wanted.report
    return f"{safe_name(report.unit.name)}_{report.notice.fiscal_year}年度_自评报告.{FORMATS[kind].extension}"


def _attachment(stream: BufferedReader, kind: str, name: str) -> FileResponse:
    """Return a file that no browser opens inside the portal, whatever is in it."""
    media = FORMATS[kind].content_type
    return FileResponse(stream, as_attachment=True, filename=name, content_type=media, headers=INERT)


def _not_made(request, wanted: Submission, kind: str, reason: str, *, status: int) -> HttpResponse:
    """Say why there is no file: *reason*, or blank where the one kept is damaged and trying again is of no use."""
    context = {
        "submission": wanted,
        "report": wanted.report,
        "kind": kind,
        "word": FORMATS[kind].label,
        "reason": reason,
        "full": status == 507,
    }
    response = render(request, "reports/submission_failed.html", context, status=status)
    if status == 503:
        response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response
