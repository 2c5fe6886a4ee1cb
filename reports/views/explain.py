"""Why a finding may stand, said by the person who fills in the report."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from lib.denied import NotAccepted
from reports import services
from reports.forms import ExplainForm
from reports.models import Report
from reports.permissions import check_can_edit, get_report
from reports.steps import BY_KEY, page_url


@require_POST
def explain(request, pk: int):
    """Keep why a finding may stand, and go back to the page it was written on."""
    report = get_report(request.user, pk)
    check_can_edit(request.user, report)
    form = ExplainForm(request.POST)
    if "fingerprint" in form.errors:
        raise BadRequest("explanation of nothing")
    if not form.is_valid():
        raise NotAccepted(f"情况说明没有保存：{'；'.join(map(str, form.errors['text']))}。")
    services.explain(report, by=request.user, **form.cleaned_data)
    messages.success(request, "情况说明已保存，随报告一并送审。")
    return redirect(_back(report, request.POST.get("back", "")))


def _back(report: Report, back: str) -> str:
    step, _, chapter = back.partition(".")
    if step not in BY_KEY:
        return reverse("reports:preview", args=[report.pk])
    plain = chapter.isascii() and chapter.replace("-", "").replace("_", "").isalnum()
    return page_url(report, BY_KEY[step], chapter if plain else "")
