"""What waits for a unit's person on one report, how far each step is, and what was filed before."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Max
from django.urls import reverse

from reports import charts, steps, worklist
from reports.assessment import Assessment, assess
from reports.checks import Finding, Severity
from reports.figures import figures
from reports.models import Event, Report, Status, Submission
from reports.newer import newer
from reports.reviewing import history
from reports.workflow import offered
from units.models import Role, User

MOST = 5
YEARS = 4
SENT_BACK = {"return": "财政部门退回修改", "decline": "单位负责人退回"}


@dataclass(frozen=True)
class Item:
    """One thing to do: what it is, the fact in a line, and the one link that leads to it."""

    icon: str
    tone: str
    word: str
    title: str
    detail: str
    url: str
    action: str
    quote: str = ""


@dataclass(frozen=True)
class StepLine:
    """One editing step: how much is filled in, what is doubtful, who saved it last."""

    title: str
    url: str
    filled: int
    total: int
    errors: int
    warnings: int
    saved_by: str

    @property
    def missing(self) -> int:
        return self.total - self.filled


def agenda(report: Report, reader: User) -> dict:
    """Return the context of the unit's home page for *report*."""
    editing = report.status in (Status.DRAFT, Status.RETURNED, Status.SIGNING)
    assessment = assess(report) if editing else None
    lines = step_lines(report, assessment) if assessment else []
    last = report.events.select_related("actor").last()
    filed = list(report.submissions.defer("content"))
    items = waiting(report, reader, assessment, lines, last) if assessment else []
    offered_versions = _offered(report, reader)
    drawn = spending(report, assessment)
    offers = {offer.transition.action: offer for offer in offered(reader, report)} if not report.is_editable else {}
    return {
        "report": report,
        "state": worklist.pill(report),
        "items": [*items[: MOST - len(offered_versions)], *offered_versions],
        "steps": lines,
        "filled": sum(line.filled for line in lines),
        "total": sum(line.total for line in lines),
        "next": next((line for line in lines if line.missing), None) if report.is_editable else None,
        "may_edit": reader.role == Role.CLERK and report.is_editable,
        "last_saved": _last_saved(report) if editing else "",
        "events": history(report, reader) if last and assessment is None else [],
        "withdraw": offers.get("withdraw"),
        "key": uuid.uuid4(),
        "figures": figures(filed[-1].frozen) if filed and assessment is None else None,
        "filed": filed[::-1],
        "bars": drawn,
        "bars_height": charts.ROW * len(drawn),
    }


def _last_saved(report: Report) -> str:
    saved = report.sections.exclude(saved_at=None).aggregate(last=Max("saved_at"))["last"]
    return charts.moment(saved) if saved else ""


def step_lines(report: Report, assessment: Assessment) -> list[StepLine]:
    """Return one line for each editing step; a finding is counted where its first field is edited."""
    doubts: dict[str, Counter] = {}
    for finding in assessment.open_findings:
        doubts.setdefault(steps.step_of(finding.addresses[0]).key, Counter())[finding.severity] += 1
    savers = _savers(report)
    return [_step_line(report, step, assessment, doubts.get(step.key, Counter()), savers) for step in steps.STEPS]


def _savers(report: Report) -> dict[str, str]:
    """Return who saved each step last; a step of several sections was saved by who saved any of them last."""
    saved = report.sections.exclude(saved_at=None).order_by("saved_at").values_list("key", "saved_by__name")
    return {key.partition(".")[0]: name for key, name in saved}


def _step_line(
    report: Report, step: steps.Step, assessment: Assessment, doubts: Counter, savers: dict[str, str]
) -> StepLine:
    filled, total = steps.filled(assessment.filing, step, assessment.outline)
    url = reverse("reports:edit", args=[report.pk, step.key])
    errors, warnings = doubts[Severity.ERROR], doubts[Severity.WARNING]
    return StepLine(step.title, url, filled, total, errors, warnings, savers.get(step.key, ""))


def waiting(
    report: Report, reader: User, assessment: Assessment, lines: Sequence[StepLine], last: Event | None
) -> list[Item]:
    """Return what *reader* has to do, most pressing first; empty when it is somebody else's turn."""
    check = reverse("reports:preview", args=[report.pk])
    if report.status == Status.SIGNING:
        url = reverse("reports:sign", args=[report.pk])
        detail = "看过全文和疑点后，同意送审，或退回填报人。"
        sign = Item("pencil-square", "note", "签批", "报告等您签批", detail, url, "去签批")
        return [sign] if reader.role == Role.HEAD else []
    if reader.role != Role.CLERK:
        return []
    sent_back, blanks = [*_sent_back(last, check), *_given(report, reader)], _unfilled(lines)
    if assessment.open_findings or sent_back:
        return [*sent_back, *_doubts(report, assessment), *blanks]
    # What is still blank hinders nobody: whoever has nothing to say there must not take it for a refusal
    title = "没有待更正的疑点，可以送审" if blanks else "各步骤已填齐，没有待更正的疑点"
    detail = "请通读一遍预览；下面还空着的，有内容就补上。" if blanks else "请通读一遍预览，再送审。"
    return [Item("check-circle", "ok", "完成", title, detail, check, "去送审"), *blanks]


def _given(report: Report, reader: User) -> list[Item]:
    """Return one item for each section a colleague gave *reader* that is not done yet, the most urgent first."""
    items = []
    for one in report.assignments.filter(to=reader, done_at=None).select_related("by").order_by("due_on", "pk"):
        step, _, chapter = one.section.partition(".")
        due = f"，{one.due_on.month}月{one.due_on.day}日前办完" if one.due_on else ""
        title = f"{steps.BY_KEY[step].title}分给您办理"
        url = steps.page_url(report, steps.BY_KEY[step], chapter)
        items.append(Item("user", "note", "分工", title, f"{one.by.name}分配{due}", url, "去填写"))
    return items


def _offered(report: Report, reader: User) -> list[Item]:
    """Return the later versions a clerk may take over; they hinder nothing, so they come with what waits."""
    found = newer(report) if reader.role == Role.CLERK and report.is_editable else []
    if not found:
        return []
    names = "、".join(f"{one.label}“{one.new_name}”" for one in found)
    url = reverse("reports:versions", args=[report.pk])
    return [
        Item(
            "arrow-path",
            "note",
            "新版",
            "财政部门发布了新的版本",
            f"{names}。看过不同之处，再决定是否改用。",
            url,
            "去比较",
        )
    ]


def _sent_back(last: Event | None, url: str) -> list[Item]:
    if last is None or last.action not in SENT_BACK:
        return []
    when = f"{last.actor.name}，{charts.moment(last.happened_at)}"
    return [Item("arrow-uturn-left", "warn", "退回", SENT_BACK[last.action], when, url, "去修改", last.note)]


def _doubts(report: Report, assessment: Assessment) -> list[Item]:
    """Return one item for all errors and one for all warnings, as many as the preview counts; each leads to the first
    that is said of something filled in, as what is blank is listed by step."""
    found = sorted(assessment.open_findings, key=lambda one: one.is_gap)
    errors = [one for one in found if one.severity is Severity.ERROR]
    warnings = [one for one in found if one.severity is Severity.WARNING]
    items = []
    if errors:
        title = f"{len(errors)} 处错误须先更正才能送审"
        way = _field(report, assessment, errors[0])
        items.append(Item("x-circle", "err", "错误", title, _first(errors), way, "去更正"))
    if warnings:
        title = f"{len(warnings)} 处警示须更正或说明"
        way = _field(report, assessment, warnings[0])
        items.append(Item("exclamation-triangle", "warn", "警示", title, _first(warnings), way, "去核对"))
    return items


def _first(found: Sequence[Finding]) -> str:
    more = f"；另有 {len(found) - 1} 处" if len(found) > 1 else ""
    return f"{found[0].message.rstrip('。')}{more}"


def _field(report: Report, assessment: Assessment, finding: Finding) -> str:
    return steps.location(report, finding.addresses[0], assessment.filing)


def _unfilled(lines: Sequence[StepLine]) -> list[Item]:
    """Return one item for each step with blanks: those not begun are told apart from those begun."""
    items = []
    for line in lines:
        if line.missing:
            title = f"{line.title}还有 {line.missing} 项没有填" if line.filled else f"{line.title}还没有填"
            detail = f"已填 {line.filled} / {line.total} 项" if line.filled else f"{line.total} 项"
            items.append(Item("minus-circle", "last", "未填", title, detail, line.url, "去填写"))
    return items


def spending(report: Report, assessment: Assessment | None) -> list[charts.Bar]:
    """Return the year's spending of each year filed, and of this one; nothing to compare is no chart."""
    unit = report.unit_year.unit_id
    earlier = Submission.objects.filter(report__unit_year__unit=unit).order_by("report__notice__fiscal_year", "number")
    joined = earlier.select_related("report__notice")
    years = {one.report.notice.fiscal_year: figures(one.frozen).actual for one in joined}
    this = report.notice.fiscal_year
    if assessment:
        total = assessment.filing.budget.nature.get("total")
        years[this] = total.actual if total else None
        if total and total.prior_actual is not None:
            years.setdefault(this - 1, total.prior_actual)
    told = [
        (_year(year, this, report), amount, year == this)
        for year, amount in sorted(years.items())
        if amount is not None
    ]
    return charts.bars(told[-YEARS:]) if len(told) > 1 else []


def _year(year: int, this: int, report: Report) -> str:
    return f"{year} {report.get_status_display()}" if year == this else str(year)
