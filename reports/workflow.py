"""A report's way as one table, so that buttons, gate, history and diagram cannot disagree (domain/workflow.md §3)."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial

from django.db import transaction
from django.utils import timezone

from lib.denied import Denied, NotAccepted, WrongMoment
from reports import tasks
from reports.assessment import Assessment, assess
from reports.models import EDITABLE, Event, Report, Status, Submission
from reports.permissions import latest_submission
from reports.services import freeze, locked, seen
from units.models import Role, User


@dataclass
class Case:
    """One report before one person. How it stands is worked out once, when a guard asks, unless it is *known*."""

    report: Report
    by: User
    known: Assessment | None = None

    @cached_property
    def assessment(self) -> Assessment:
        return self.known or assess(self.report)


Guard = Callable[[Case], None]


@dataclass(frozen=True)
class Transition:
    """One way from a state to another: who may take it, what must hold, whether it freezes the report."""

    action: str
    label: str
    sources: tuple[Status, ...]
    target: Status
    roles: frozenset[str]
    guards: tuple[Guard, ...] = ()
    note_required: bool = False
    freezes: bool = False


def no_open_findings(case: Case) -> None:
    """Errors and warnings must be mended or explained before anything is filed."""
    found = case.assessment.open_findings
    if found:
        counts = [(label, sum(1 for one in found if one.severity.label == label)) for label in ("错误", "警示")]
        listed = "、".join(f"{count} 处{label}" for label, count in counts if count)
        raise Denied(f"还有{listed}没有更正或说明，暂不能送审")


def errors_excused(case: Case) -> None:
    """A reviewer must have excused each error of what was filed, and refused no explanation."""
    submission = latest_submission(case.report)
    decided = dict(case.report.explanations.values_list("fingerprint", "accepted"))
    findings = submission.frozen["findings"] if submission else []
    errors = [one for one in findings if one["severity"] == "error" and decided.get(one["fingerprint"]) is not True]
    refused = [one for one in findings if decided.get(one["fingerprint"]) is False]
    if errors:
        raise Denied(f"还有 {len(errors)} 处错误没有免于更正，请退回修改或逐条认可说明")
    if refused:
        raise Denied(f"有 {len(refused)} 条说明未被认可，请退回修改")


def signs_for_itself(case: Case) -> None:
    if case.report.unit.needs_sign_off:
        raise Denied("本单位须由负责人签批后送审，请先提交签批")


def has_someone_to_sign(case: Case) -> None:
    if not case.report.unit.needs_sign_off:
        raise Denied("本单位不需要负责人签批，可以直接送审")


def not_under_review(case: Case) -> None:
    """What a reviewer has begun to judge is not pulled away from under them; a sign-off is the unit's own affair."""
    submission = latest_submission(case.report) if case.report.status == Status.SUBMITTED else None
    if submission and case.report.explanations.filter(decided_at__gt=submission.submitted_at).exists():
        raise WrongMoment("财政审核已经开始，不能撤回；需要修改时请联系审核人退回")


def another_filed(case: Case) -> None:
    """Nobody judges what they filed: people change posts, and their role with them."""
    if case.report.submissions.filter(submitted_by=case.by).exists():
        raise Denied("您曾为这份报告送审，须由他人审核和公开")


def another_approved(case: Case) -> None:
    """Nobody publishes what they approved."""
    if case.report.events.filter(action="approve", submission=latest_submission(case.report), actor=case.by).exists():
        raise Denied("审核通过和公开须由两个人办理")


JUDGED = (Status.SUBMITTED, Status.APPROVED)
CLERK, HEAD, BUREAU = frozenset({Role.CLERK}), frozenset({Role.HEAD}), frozenset({Role.BUREAU})

TRANSITIONS = (
    Transition("submit", "送审", EDITABLE, Status.SUBMITTED, CLERK, (signs_for_itself, no_open_findings), freezes=True),
    Transition("request_sign_off", "提交签批", EDITABLE, Status.SIGNING, CLERK, (has_someone_to_sign, no_open_findings)),
    Transition("sign", "签批并送审", (Status.SIGNING,), Status.SUBMITTED, HEAD, (no_open_findings,), freezes=True),
    Transition("decline", "退回填报人", (Status.SIGNING,), Status.DRAFT, HEAD, note_required=True),
    Transition("withdraw", "撤回", (Status.SIGNING, Status.SUBMITTED), Status.DRAFT, Role.UNIT_SIDE, (not_under_review,)),
    Transition("return", "退回修改", (Status.SUBMITTED,), Status.RETURNED, Role.BUREAU_SIDE, note_required=True),
    Transition("approve", "审核通过", (Status.SUBMITTED,), Status.APPROVED, Role.BUREAU_SIDE, (another_filed, errors_excused)),
    Transition("publish", "公开", (Status.APPROVED,), Status.PUBLISHED, BUREAU, (another_filed, another_approved)),
)  # fmt: skip
BY_ACTION = {transition.action: transition for transition in TRANSITIONS}


@dataclass(frozen=True)
class Offer:
    """A button: the transition, and why it cannot be pressed now (blank when it can)."""

    transition: Transition
    hindrance: str = ""


def check(report: Report, action: str, *, by: User, note: str = "") -> Transition:
    """Return the transition *by* may take now; raise Denied or WrongMoment with the reason."""
    return _check(Case(report, by), action, note)


def _check(case: Case, action: str, note: str) -> Transition:
    transition = BY_ACTION.get(action)
    if transition is None or case.by.role not in transition.roles:
        raise Denied("您没有进行此项操作的权限")
    if not Report.objects.visible_to(case.by).filter(pk=case.report.pk).exists():
        raise Denied("这份报告不在您的范围内")
    if case.report.status not in transition.sources:
        raise WrongMoment(_since(case.report))
    for guard in transition.guards:
        guard(case)
    if transition.note_required and not note.strip():
        raise NotAccepted(f"{transition.label}须写明意见")
    return transition


def offered(user: User, report: Report, assessment: Assessment | None = None) -> list[Offer]:
    """Return the buttons of this person at this moment, blocked ones with their reason.

    *assessment* is how the report stands, where the page has looked already.
    """
    case = Case(report, user, assessment)
    here = (one for one in TRANSITIONS if user.role in one.roles and report.status in one.sources)
    return [_offer(case, transition) for transition in here]


def _offer(case: Case, transition: Transition) -> Offer:
    try:
        _check(case, transition.action, "有" if transition.note_required else "")
    except Denied as refusal:
        return Offer(transition, str(refusal))
    return Offer(transition)


@transaction.atomic
def perform(
    report: Report,
    action: str,
    *,
    by: User,
    note: str = "",
    key: uuid.UUID | None = None,
    expected: str = "",
    arrived: datetime.datetime | None = None,
) -> Event:
    """Move *report* along one transition and return the event; raise Denied or WrongMoment if it cannot.

    A second call with the same *key* returns the event of the first. *expected* is the digest of what the person saw:
    of the report as it stands where it is frozen now, of its last submission where that is judged. *arrived* is when
    the request reached the server, which decides about lateness.
    """
    report = locked(report)
    answered = Event.objects.filter(actor=by, request_key=key).first() if key else None
    if answered:
        return _same_request(answered, report, action)
    case = Case(report, by)
    transition = _check(case, action, note)
    if transition.freezes:
        submission: Submission | None = freeze(
            report, by=by, assessment=case.assessment, expected=expected, arrived=arrived
        )
    else:
        submission = seen(report, expected if report.status in JUDGED else "")
    if not Report.objects.filter(pk=report.pk, status=report.status).update(status=transition.target):
        raise WrongMoment(_since(report))
    event = Event.objects.create(
        report=report, action=action, actor=by, note=note.strip(), source=report.status, target=transition.target,
        submission=submission, request_key=key or uuid.uuid4(),
    )  # fmt: skip
    if transition.freezes and submission:
        transaction.on_commit(partial(tasks.render_submission.enqueue, submission.pk))
    return event


def _same_request(answered: Event, report: Report, action: str) -> Event:
    """Return the first answer; a key that was used for something else answers nothing."""
    if (answered.report_id, answered.action) != (report.pk, action):
        raise WrongMoment("这个页面已经办理过另一件事，请刷新后再试")
    return answered


def _since(report: Report) -> str:
    """Say what the report is now, and who made it so when."""
    last = report.events.select_related("actor").last()
    if last is None:
        return f"报告现在是“{report.get_status_display()}”，不能进行此项操作"
    when = timezone.localtime(last.happened_at)
    return f"报告已由{last.actor.name}于 {when.month}月{when.day}日 {when:%H:%M} {BY_ACTION[last.action].label}，现在是“{report.get_status_display()}”"
