import datetime
import uuid
from decimal import Decimal

import pytest
from django.db import transaction
from django.utils import timezone

from lib import canonical
from lib.address import replace
from lib.denied import Denied, WrongMoment
from reports import rows, services
from reports.assessment import assess
from reports.models import Event, Explanation, Notice, Report, Status, Submission
from reports.sample import SAMPLE
from reports.workflow import BY_ACTION, TRANSITIONS, check, offered, perform
from tests.factories import make_notice, make_report, make_unit, make_user
from tests.racing import kinds, together
from units.models import Role, Unit

pytestmark = pytest.mark.django_db

DRAFT, SIGNING, SUBMITTED, RETURNED, APPROVED, PUBLISHED = Status
CLERK, HEAD, REVIEWER, BUREAU = Role.CLERK, Role.HEAD, Role.REVIEWER, Role.BUREAU

# Written from the state table, not from the code: (action, from, to, who).
WAYS = [
    ("submit", [DRAFT, RETURNED], SUBMITTED, [CLERK]),
    ("request_sign_off", [DRAFT, RETURNED], SIGNING, [CLERK]),
    ("sign", [SIGNING], SUBMITTED, [HEAD]),
    ("decline", [SIGNING], DRAFT, [HEAD]),
    ("withdraw", [SIGNING, SUBMITTED], DRAFT, [CLERK, HEAD]),
    ("return", [SUBMITTED], RETURNED, [REVIEWER, BUREAU]),
    ("approve", [SUBMITTED], APPROVED, [REVIEWER, BUREAU]),
    ("publish", [APPROVED], PUBLISHED, [BUREAU]),
]
EXPECTED = {(source, action, role): to for action, sources, to, who in WAYS for source in sources for role in who}
SIGNED = {"request_sign_off", "sign", "decline"}  # only where the unit's head signs
MISTAKE = replace(SAMPLE, "budget.nature.total.actual", Decimal("4110000.00"))


@pytest.fixture
def unit():
    return make_unit()


@pytest.fixture
def people(unit):
    """One person of every role in the right place."""
    places = dict.fromkeys(Role.UNIT_SIDE, unit) | dict.fromkeys(Role.BUREAU_SIDE, unit.jurisdiction)
    return {role: make_user(role, places.get(role)) for role in Role}


def filed(unit, filing=SAMPLE, status=SUBMITTED, by=None) -> Report:
    """Return a report that stands at *status* with one submission of *filing*."""
    notice = Notice.objects.filter(jurisdiction=unit.jurisdiction).first()
    report = make_report(unit, notice, filing=filing)
    services.freeze(report, by=by or make_user(CLERK, unit))
    Report.objects.filter(pk=report.pk).update(status=status)
    report.refresh_from_db()
    return report


def explained(report, by, accepted=None) -> None:
    for finding in assess(report).findings:
        Explanation.objects.create(
            report=report, code=finding.code, at=finding.addresses[0], fingerprint=finding.fingerprint,
            text="决算数已核对。", by=by, accepted=accepted, decided_at=timezone.now() if accepted is not None else None,
        )  # fmt: skip


# --- the table ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", Status)
def test_every_way_and_no_other(unit, people, status):
    report = filed(unit, status=status)
    for action in BY_ACTION:
        Unit.objects.filter(pk=unit.pk).update(needs_sign_off=action in SIGNED)
        for role in Role:
            target = EXPECTED.get((status, action, role))
            assert attempt(report, action, people[role]) == (target or status), (status, action, role)


def attempt(report, action, by) -> str:
    """Return the state *report* is in after *by* tried *action*; nothing of it stays."""
    with transaction.atomic():
        try:
            assert perform(report, action, by=by, note="请核对金额").target == BY_ACTION[action].target
        except Denied:
            assert not Event.objects.filter(report=report).exists()
        reached = Report.objects.get(pk=report.pk).status
        transaction.set_rollback(True)
    return reached


def test_the_table_says_what_the_state_table_says():
    found = {(source, t.action, role): t.target for t in TRANSITIONS for source in t.sources for role in t.roles}
    assert found == EXPECTED


@pytest.mark.parametrize("action", ["", "delete", "SUBMIT", "approve "])
def test_an_unknown_action_is_refused(unit, people, action):
    with pytest.raises(Denied):
        perform(make_report(unit), action, by=people[CLERK])


@pytest.mark.parametrize("role", [CLERK, HEAD, REVIEWER, BUREAU])
def test_people_of_another_place_move_nothing(unit, role):
    outsider = make_user(role)
    for status in Status:
        report = filed(make_unit(unit.jurisdiction), status=status)
        for action in BY_ACTION:
            assert attempt(report, action, outsider) == status


@pytest.mark.parametrize("action", ["return", "decline"])
@pytest.mark.parametrize("note", ["", "  \n\t"])
def test_a_report_goes_back_only_with_words(unit, people, action, note):
    report = filed(unit, status=BY_ACTION[action].sources[0])
    with pytest.raises(Denied, match="须写明意见"):
        perform(report, action, by=people[HEAD if action == "decline" else REVIEWER], note=note)


def test_the_event_tells_who_moved_what_from_where_to_where(unit, people):
    report = filed(unit)
    event = perform(report, "return", by=people[REVIEWER], note=" 请补充项目金额 \n")
    assert (event.actor, event.source, event.target, event.note) == (
        people[REVIEWER],
        SUBMITTED,
        RETURNED,
        "请补充项目金额",
    )
    assert event.submission == report.submissions.get()


def test_who_comes_too_late_reads_what_happened(unit, people):
    report = filed(unit)
    perform(report, "return", by=people[REVIEWER], note="请补充")
    with pytest.raises(WrongMoment, match=f"已由{people[REVIEWER].name}于 .*退回修改，现在是“已退回”"):
        perform(report, "approve", by=people[BUREAU])


# --- guards ------------------------------------------------------------------------------------------------------


def test_sign_off_is_asked_for_only_where_someone_signs(unit, people):
    report = make_report(unit)
    with pytest.raises(Denied, match="不需要负责人签批"):
        check(report, "request_sign_off", by=people[CLERK])
    Unit.objects.filter(pk=unit.pk).update(needs_sign_off=True)
    with pytest.raises(Denied, match="须由负责人签批"):
        check(Report.objects.get(pk=report.pk), "submit", by=people[CLERK])


@pytest.mark.parametrize("action", ["submit", "request_sign_off", "sign"])
def test_nothing_is_filed_over_an_open_error(unit, people, action):
    Unit.objects.filter(pk=unit.pk).update(needs_sign_off=action != "submit")
    report = make_report(Unit.objects.get(pk=unit.pk), filing=MISTAKE, status=BY_ACTION[action].sources[0])
    by = people[HEAD if action == "sign" else CLERK]
    with pytest.raises(Denied, match="没有更正或说明"):
        check(report, action, by=by)
    explained(report, people[CLERK])
    assert check(report, action, by=by)


def test_a_refused_explanation_explains_nothing(unit, people):
    report = make_report(unit, filing=MISTAKE, status=RETURNED)
    explained(report, people[CLERK], accepted=False)
    with pytest.raises(Denied, match="没有更正或说明"):
        check(report, "submit", by=people[CLERK])


def test_an_explanation_lapses_with_the_value_it_excused(unit, people):
    report = make_report(unit, filing=MISTAKE)
    explained(report, people[CLERK])
    assert not assess(report).open_findings
    rows.store(report, replace(MISTAKE, "budget.nature.total.actual", Decimal("4120000.00")))
    assert assess(Report.objects.get(pk=report.pk)).open_findings


@pytest.mark.parametrize(("accepted", "reason"), [(None, "没有免于更正"), (False, "没有免于更正"), (True, "")])
def test_only_excused_errors_pass(unit, people, accepted, reason):
    report = make_report(unit, filing=MISTAKE)
    explained(report, people[CLERK])
    services.freeze(report, by=people[CLERK])
    Report.objects.filter(pk=report.pk).update(status=SUBMITTED)
    report.explanations.update(accepted=accepted)
    offers = {offer.transition.action: offer.hindrance for offer in offered(people[REVIEWER], Report.objects.get())}
    assert (reason in offers["approve"]) if reason else offers["approve"] == ""
    assert offers["return"] == ""


def test_what_is_under_review_is_not_pulled_away(unit, people):
    report = filed(unit, MISTAKE, by=people[CLERK])
    explained(report, people[CLERK])
    services.decide(report.explanations.all()[0], accepted=True, by=people[REVIEWER])
    with pytest.raises(WrongMoment, match="审核已经开始"):
        check(report, "withdraw", by=people[CLERK])


def test_a_judgement_on_an_earlier_submission_holds_no_sign_off_back(unit, people):
    report = filed(unit, MISTAKE, by=people[CLERK])
    explained(report, people[CLERK])
    services.decide(report.explanations.all()[0], accepted=False, by=people[REVIEWER])
    Report.objects.filter(pk=report.pk).update(status=SIGNING)
    assert check(Report.objects.get(pk=report.pk), "withdraw", by=people[CLERK])


def test_withdraw_is_refused_once_decided(unit, people):
    report = filed(unit)
    perform(report, "approve", by=people[REVIEWER])
    with pytest.raises(WrongMoment, match="审核通过"):
        perform(report, "withdraw", by=people[CLERK])


def test_nobody_publishes_what_they_approved(unit, people):
    report = filed(unit)
    perform(report, "approve", by=people[BUREAU])
    with pytest.raises(Denied, match="两个人"):
        perform(report, "publish", by=people[BUREAU])
    assert perform(report, "publish", by=make_user(BUREAU, unit.jurisdiction)).target == PUBLISHED


@pytest.mark.parametrize(("action", "status"), [("approve", SUBMITTED), ("publish", APPROVED)])
def test_nobody_judges_what_they_filed_in_an_earlier_post(unit, people, action, status):
    report = filed(unit, status=status, by=people[BUREAU])
    with pytest.raises(Denied, match="他人"):
        check(report, action, by=people[BUREAU])


# --- freezing ----------------------------------------------------------------------------------------------------


def test_a_submission_keeps_facts_document_and_findings_under_their_digest(unit, people):
    report = make_report(unit)
    submission = perform(report, "submit", by=people[CLERK]).submission
    assert canonical.digest(submission.content) == submission.sha256
    assert submission.frozen["facts"] == canonical.plain(rows.take(report))
    assert set(submission.frozen) == {
        "algorithm", "outline", "scheme", "schedules", "facts", "document", "findings", "rules",
    }  # fmt: skip
    assert (submission.number, submission.submitted_by) == (1, people[CLERK])


def test_the_second_submission_leaves_the_first_alone(unit, people):
    report = filed(unit, status=RETURNED, by=people[CLERK])
    first = report.submissions.get()
    rows.store(report, replace(SAMPLE, "profile.head_name", "李强"))
    second = perform(report, "submit", by=people[CLERK]).submission
    assert second.number == 2 and second.sha256 != first.sha256
    assert Submission.objects.get(pk=first.pk).content == first.content


def test_what_changed_after_the_look_is_not_filed(unit, people):
    report = make_report(unit)
    looked_at = assess(report).sha256
    rows.store(report, replace(SAMPLE, "profile.head_name", "李强"))
    with pytest.raises(WrongMoment, match="又有改动"):
        perform(report, "submit", by=people[CLERK], expected=looked_at)
    assert not report.submissions.exists()
    assert perform(report, "submit", by=people[CLERK], expected=assess(Report.objects.get()).sha256)


@pytest.mark.parametrize("action", ["approve", "return"])
def test_a_reviewer_judges_only_the_submission_they_looked_at(unit, people, action):
    report = filed(unit, by=people[CLERK])
    looked_at = report.submissions.get().sha256
    perform(report, "withdraw", by=people[CLERK])
    rows.store(report, replace(SAMPLE, "profile.head_name", "李强"))
    perform(report, "submit", by=people[CLERK])
    with pytest.raises(WrongMoment, match="重新送审"):
        perform(report, action, by=people[REVIEWER], note="请核对", expected=looked_at)
    assert Report.objects.get().status == SUBMITTED


@pytest.mark.parametrize(("seconds", "late"), [(-1, False), (0, False), (1, True)])
def test_arrival_decides_about_lateness_not_the_line_before_the_server(unit, people, seconds, late):
    due_at = timezone.now() - datetime.timedelta(minutes=1)
    report = make_report(unit, make_notice(unit.jurisdiction, due_at=due_at))
    arrived = due_at + datetime.timedelta(seconds=seconds)
    submission = perform(report, "submit", by=people[CLERK], arrived=arrived).submission
    assert (submission.late, submission.submitted_at) == (late, arrived)


# --- the same request twice --------------------------------------------------------------------------------------


def test_the_same_request_is_answered_with_the_first_event(unit, people):
    report, key = make_report(unit), uuid.uuid4()
    first = perform(report, "submit", by=people[CLERK], key=key)
    assert perform(report, "submit", by=people[CLERK], key=key) == first
    assert report.submissions.count() == 1


def test_a_used_key_answers_for_nothing_else(unit, people):
    report, key = filed(unit), uuid.uuid4()
    perform(report, "return", by=people[REVIEWER], note="请补充", key=key)
    other = filed(make_unit(unit.jurisdiction))
    for elsewhere, action in ((other, "return"), (report, "approve")):
        with pytest.raises(WrongMoment):
            perform(elsewhere, action, by=people[REVIEWER], note="请补充", key=key)


def test_the_key_of_another_person_is_no_answer(unit, people):
    report, key = filed(unit), uuid.uuid4()
    perform(report, "return", by=people[REVIEWER], note="请补充", key=key)
    with pytest.raises(WrongMoment):
        perform(report, "return", by=people[BUREAU], note="请补充", key=key)


# --- at the same moment ------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_of_approval_and_withdrawal_one_wins(unit, people):
    report = filed(unit, by=people[CLERK])
    for n in range(20):
        Report.objects.filter(pk=report.pk).update(status=SUBMITTED)
        answers = together(
            lambda: perform(report, "approve", by=people[REVIEWER]),
            lambda: perform(report, "withdraw", by=people[CLERK]),
        )
        assert kinds(answers) == ["Event", "WrongMoment"], answers
        won = next(answer for answer in answers if isinstance(answer, Event))
        assert Report.objects.get(pk=report.pk).status == won.target
        assert report.events.count() == n + 1


@pytest.mark.django_db(transaction=True)
def test_eight_posts_of_one_request_have_one_effect(unit, people, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    report, key = make_report(unit), uuid.uuid4()
    answers = together(*[lambda: perform(report, "submit", by=people[CLERK], key=key)] * 8)
    assert {answer.pk for answer in answers} == {report.events.get().pk}
    assert {answer.submission_id for answer in answers} == {report.submissions.get().pk}
