"""The first page of each role: what waits for this person, and one link to each thing."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from lib.denied import Denied, WrongMoment
from reports import charts, services, worklist
from reports.agenda import agenda
from reports.intake import untouched
from reports.models import Event, Notice, Report, Status, Submission
from reports.starting import last_year, start_from
from reports.steps import STEPS
from reports.workflow import BY_ACTION
from units.models import Role, Unit, User

PER_PAGE = 20
BEGUN = "已从{}年度报告开始：文字、项目和指标沿用过来，金额、完成值和得分没有带入。标出的是上年的话，改过才消失。"


@require_safe
def home(request) -> HttpResponse:
    if request.user.role in Role.UNIT_SIDE:
        return _unit_home(request)
    if request.user.role == Role.SYSTEM:
        return _system_home(request)
    return _board(request)


def _unit_home(request) -> HttpResponse:
    unit = request.user.unit
    notice = Notice.objects.visible_to(request.user).select_related("jurisdiction").first()
    if notice is None:
        return render(request, "reports/home_quiet.html", {"unit": unit})
    report = Report.objects.visible_to(request.user).whole().filter(notice=notice).first()
    due_at = timezone.localtime(notice.due_at)
    context = {
        "unit": unit,
        "notice": notice,
        "line": charts.due_line(notice.issued_on, due_at, timezone.localtime()),
        "contact": notice.jurisdiction.contact,
        "may_open": request.user.role == Role.CLERK,
    }
    if report is None:
        context["last"] = last_year(unit, notice.fiscal_year, request.user)
        return render(request, "reports/home_start.html", context)
    shown = agenda(report, request.user)
    if shown["may_edit"] and not shown["last_saved"] and untouched(report):
        context["last"] = last_year(unit, notice.fiscal_year, request.user)
    return render(request, "reports/home_unit.html", {**context, **shown})


def _system_home(request) -> HttpResponse:
    people = User.objects.filter(is_active=True).count()
    return render(request, "reports/home_system.html", {"people": people, "units": Unit.objects.count()})


@require_POST
def open_report(request, pk: int) -> HttpResponse:
    """Begin the unit's report; pressing twice leads to the same one."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    if request.user.role != Role.CLERK:
        raise Denied("报告由本单位填报人开始填写")
    if notice.issued_on > timezone.localdate():
        raise WrongMoment(f"通知自 {charts.day(notice.issued_on)} 起开始填报")
    report = services.open_report(notice=notice, unit=request.user.unit)
    if request.POST.get("begin") == "last_year":
        _begin(request, report)
    if request.POST.get("begin") == "file":
        return redirect("reports:imports", report.pk)
    return redirect("reports:edit", report.pk, STEPS[0].key)


def _begin(request, report: Report) -> None:
    """Let the report begin with last year's; pressing twice, or coming too late, changes nothing."""
    old = last_year(report.unit, report.notice.fiscal_year, request.user)
    if old is None:
        raise WrongMoment("没有本单位上一年度的报告，请从空白开始，或导入上年的文件。")
    if untouched(report):
        start_from(report, old, by=request.user)
        messages.success(request, BEGUN.format(old.notice.fiscal_year))


@require_safe
def reports(request) -> HttpResponse:
    """List a unit's reports of all years; for everyone else the list is the board."""
    if request.user.role == Role.SYSTEM:
        raise Denied("系统管理员管理账号，不查看报告")
    if request.user.role not in Role.UNIT_SIDE:
        return _board(request)
    own = Report.objects.visible_to(request.user).whole().order_by("-notice__fiscal_year")
    filed = own.prefetch_related(Prefetch("submissions", Submission.objects.defer("content")))
    listed = [(report, worklist.pill(report)) for report in filed]
    return render(request, "reports/reports.html", {"reports": listed, "unit": request.user.unit})


@require_safe
def events(request) -> HttpResponse:
    """List every step anybody took, newest first: the auditor's page."""
    if request.user.role not in Role.ALL_PLACES:
        raise Denied("办理记录总表供审计员查看；每份报告的记录在报告页面上")
    known = Event.objects.filter(report__in=Report.objects.visible_to(request.user)).order_by("-pk")
    joined = known.select_related("actor", "submission", "report__unit_year__unit", "report__notice")
    page = Paginator(joined.defer("submission__content"), 50).get_page(request.GET.get("page"))
    labels = {action: transition.label for action, transition in BY_ACTION.items()}
    steps = [(event, labels.get(event.action, event.action)) for event in page]
    return render(request, "reports/events.html", {"page": page, "steps": steps})


def _board(request) -> HttpResponse:
    """Show the jurisdiction's reports on one notice by state, with search; the longest waiting first."""
    notices = list(Notice.objects.visible_to(request.user).select_related("jurisdiction"))
    notice = _chosen(notices, request.GET.get("notice", ""))
    reports = Report.objects.visible_to(request.user).filter(notice=notice).select_related("unit_year__unit")
    absent = worklist.not_begun(Unit.objects.visible_to(request.user), notice)
    counts = worklist.counts(reports, absent.count())
    tab = worklist.BY_KEY.get(request.GET.get("state", ""), worklist.TABS[0])
    words = request.GET.get("q", "").strip()[:50]
    context = {
        "notices": notices, "notice": notice, "tabs": counts, "tab": tab, "words": words,
        "total": sum(count for _, count in counts), **_listed(request, reports, absent, tab, words),
    }  # fmt: skip
    if notice:
        context["line"] = charts.due_line(notice.issued_on, timezone.localtime(notice.due_at), timezone.localtime())
    return render(request, "reports/home_board.html", context)


def _listed(request, reports, absent, tab: worklist.Tab, words: str) -> dict:
    """Return one page of the tab: units where none has begun, else reports with their submissions."""
    if tab is worklist.ABSENT:
        found = absent.filter(worklist.matching(words)) if words else absent
        page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
        return {"page": page, "units": page.object_list}
    found = worklist.listed(worklist.search(reports, words), tab)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return {"page": page, "rows": worklist.rows(page.object_list), "decided": tab.statuses[0] != Status.DRAFT}


def _chosen(notices: list[Notice], wanted: str) -> Notice | None:
    """Return the notice asked for by number, else the newest."""
    named = [notice for notice in notices if str(notice.pk) == wanted]
    return next(iter(named or notices), None)
