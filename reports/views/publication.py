"""A version tried on the sample or on what was filed, and its publication for a notice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from lib.denied import NotAccepted, WrongMoment
from lib.digits import whole
from reports import editions, publishing
from reports.document import Document
from reports.editions import Edition
from reports.filing import Filing
from reports.forms import PublishForm
from reports.kinds import KINDS
from reports.models import Notice, Report
from reports.permissions import check_can_edit_definitions, get_edition, get_report, latest_submission
from reports.render.html import render_html
from reports.sample import SAMPLE
from reports.thawing import thaw
from reports.views.cards import card
from reports.views.definitions import address, around

MOST_OFFERED = 600  # reports one can choose to try a version on


@require_safe
def preview(request, kind: str, place: str, name: str) -> HttpResponse:
    """Show what a version prints for the sample, or for what one unit filed last (``?on=`` the report's number)."""
    shown = get_edition(request.user, kind, f"{place}/{name}")
    chosen = request.GET.get("on", "")
    filing = _filed(request.user, chosen) if chosen else SAMPLE
    try:
        drawn = KINDS[kind].draw(shown.made, filing)
    except (ValueError, LookupError) as error:
        raise WrongMoment(f"这一版不能预览，请先更正：{error}") from error
    filed = Report.objects.visible_to(request.user).filter(submissions__isnull=False).distinct()
    context = {
        **around(request, shown),
        "paper": render_html(drawn) if isinstance(drawn, Document) else None,
        "cards": [] if isinstance(drawn, Document) else [card(tree) for tree in drawn],
        "unit": filing.profile.name,
        "chosen": chosen,
        "reports": filed.whole()[:MOST_OFFERED],
    }
    return render(request, "definitions/preview.html", context)


def _filed(user, number: str) -> Filing:
    """Return the facts of the report's last submission; the bureau reads no drafts."""
    submission = latest_submission(get_report(user, whole(number) or 0))
    if submission is None:
        raise Http404
    return thaw(submission.frozen["facts"])


@dataclass(frozen=True)
class Choice:
    """A notice a version could count for: what counts now, how that differs, how many reports have begun with it."""

    notice: Notice
    present: str
    present_name: str
    differences: Sequence[str]
    begun: int
    is_current: bool

    @property
    def value(self) -> str:
        return f"{self.notice.pk}:{self.present}"


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request, kind: str, place: str, name: str) -> HttpResponse:
    """Freeze a draft and choose the notice it is to count for; later choices leave reports already begun alone."""
    shown = get_edition(request.user, kind, f"{place}/{name}")
    check_can_edit_definitions(request.user, shown.row.jurisdiction_id if shown.row else request.user.jurisdiction_id)
    if request.method != "POST":
        return _page(request, shown)
    form = PublishForm(request.POST)
    if not form.is_valid():
        return _page(request, shown, str(form.errors.get("notice", ["请重新选择"])[0]))
    number, present = form.cleaned_data["notice"]
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=number) if number else None
    if shown.row:
        publishing.publish(
            shown.row, by=request.user, expected=form.cleaned_data["expected"], notice=notice, present=present
        )
    elif notice:
        publishing.use(shown, notice=notice, present=present, by=request.user)
    else:
        raise NotAccepted("内置的版本不用发布，请选择用于哪份通知")
    messages.success(request, _done(shown, notice))
    return redirect(address("definition", shown))


def _done(shown: Edition, notice: Notice | None) -> str:
    begun = notice.reports.count() if notice else 0
    kept = f"已经开始的 {begun} 份报告仍用原来的版本，由单位比较后决定是否改用。" if begun else ""
    frozen = f"“{shown.title}”已发布，内容不再改变。" if shown.is_draft else ""
    return f"{frozen}{f'“{notice}”从现在起用它。' if notice else ''}{kept}"


def _page(request, shown: Edition, refused: str = "") -> HttpResponse:
    context: dict[str, Any] = {
        **around(request, shown),
        "choices": choices(request.user, shown),
        "slot": editions.slot_of(shown.kind, shown.ref),
        "refused": refused,
    }
    return render(request, "definitions/publish.html", context, status=422 if refused else 200)


def choices(user, shown: Edition) -> list[Choice]:
    """Return the notices of *user*'s jurisdiction that have a place for this version, newest first."""
    slot = (shown.kind, editions.slot_of(shown.kind, shown.ref))
    found = []
    for notice in Notice.objects.visible_to(user).select_related("jurisdiction"):
        present = editions.in_use(notice).get(slot)
        if present is not None:
            found.append(_choice(notice, present, shown))
    return found


def _choice(notice: Notice, present: str, shown: Edition) -> Choice:
    try:
        differences = editions.differences(shown.kind, present, shown.ref)
    except editions.UnknownEditionError:
        differences = []
    name = editions.called(shown.kind, present)
    return Choice(notice, present, name, differences, notice.reports.count(), present == shown.ref)
