"""The public check page: does what somebody holds agree with what was filed? No login, nothing kept."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from lib.uploads import display_name
from reports import pace
from reports.check_form import FileForm, NumberForm
from reports.filed import receipts
from reports.filed.receipts import Agreement

ASKED = ("receipt", "digits")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def check(request) -> HttpResponse:
    """Ask for a number or a file, or say whether it agrees."""
    if request.method == "POST":
        return _of_file(request)
    if not any(name in request.GET for name in ASKED):
        return _page(request, NumberForm())
    return _of_number(request, NumberForm(request.GET))


@login_not_required
@require_safe
def check_receipt(request, receipt: str, digits: str) -> HttpResponse:
    """Answer the QR code of a report."""
    return _of_number(request, NumberForm({"receipt": receipt, "digits": digits}))


def _of_number(request, form: NumberForm) -> HttpResponse:
    if not form.is_valid():
        return _page(request, form, status=422)
    pace.take_from(request.client_address, "check")
    found = receipts.agreeing(form.cleaned_data["receipt"], form.cleaned_data["digits"])
    return _answer(request, form, FileForm(), found, asked="number")


def _of_file(request) -> HttpResponse:
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, NumberForm(), form, status=422)
    pace.take_from(request.client_address, "check")
    upload = form.cleaned_data["file"]
    found = receipts.agreeing_file(upload.sha256)
    return _answer(request, NumberForm(), form, found, asked="file", name=display_name(upload.name))


def _answer(
    request, number: NumberForm, file: FileForm, found: Agreement | None, *, asked: str, name: str = ""
) -> HttpResponse:
    return _page(request, number, file, answer={"found": found, "asked": asked, "name": name})


def _page(
    request,
    number: NumberForm,
    file: FileForm | None = None,
    *,
    answer: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"form": number, "file_form": file or FileForm(), "answer": answer}
    response = render(request, "reports/check.html", context, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response
