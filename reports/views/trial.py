"""The rules of a notice tried on one report: every answer, with the numbers it rests on."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lib.digits import whole
from reports import editions
from reports.assessment import Assessment, assess
from reports.document import Document, load
from reports.models import Notice, Report
from reports.permissions import check_can_read_draft, get_notice, get_report, latest_submission
from reports.rule_settings import settings_of
from reports.scoring import scored
from reports.thawing import thaw
from reports.trial import answers, counts, of_verdict
from units.models import Role, User

MOST_OFFERED = 600


@require_safe
def trial(request, pk: int) -> HttpResponse:
    """Show what every rule of the notice answers of one report (``?on=`` its number) as the rules hold now.

    The unit tries its report as it stands; the bureau what was filed last, as it reads no drafts.
    """
    notice = get_notice(request.user, pk)
    offered = _offered(request.user, notice)
    chosen = request.GET.get("on", "") or _only(offered)
    context = {"notice": notice, "offered": offered, "chosen": chosen, "verdict": request.GET.get("verdict", "")}
    context["for_unit"] = request.user.role in Role.UNIT_SIDE
    if chosen:
        report = _report(request.user, notice, chosen)
        told = answers(*_looked_at(request.user, report))
        context |= {"report": report, "counts": counts(told), "answers": of_verdict(told, context["verdict"])}
    return render(request, "reports/trial.html", context)


def _offered(user: User, notice: Notice) -> QuerySet[Report]:
    theirs = Report.objects.visible_to(user).filter(notice=notice).whole().order_by("unit_year__unit__name")
    filed = theirs if user.role in Role.UNIT_SIDE else theirs.filter(submissions__isnull=False).distinct()
    return filed[:MOST_OFFERED]


def _only(offered: QuerySet[Report]) -> str:
    """Return the number of the report there is to choose where it is the only one."""
    return str(offered[0].pk) if len(offered) == 1 else ""


def _report(user: User, notice: Notice, number: str) -> Report:
    report = get_report(user, whole(number) or 0)
    if report.notice_id != notice.pk:
        raise Http404
    return report


def _looked_at(user: User, report: Report) -> tuple[Assessment, Document]:
    if user.role in Role.UNIT_SIDE:
        check_can_read_draft(user, report)
        live = assess(report)
        return live, live.document
    submission = latest_submission(report)
    if submission is None:
        raise Http404
    rules = editions.rules_of(report)
    filing = scored(thaw(submission.frozen["facts"]), rules.scheme)
    filed = Assessment(filing, rules.outline, rules.scheme, settings=settings_of(report.notice))
    return filed, load(submission.frozen["document"])
