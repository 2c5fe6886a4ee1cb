import uuid
from decimal import Decimal
from functools import partial

import pytest

from lib import canonical
from lib.address import replace
from lib.denied import Denied, WrongMoment
from reports import rows, services
from reports.assessment import assess
from reports.models import FactChange, Report, Section, Status, Submission
from reports.sample import SAMPLE
from reports.workflow import perform
from tests.factories import make_jurisdiction, make_notice, make_report, make_unit, make_user
from tests.racing import kinds, together
from units.models import Profile, Role, UnitYear

pytestmark = pytest.mark.django_db
MISTAKE = replace(SAMPLE, "budget.nature.total.actual", Decimal("4110000.00"))


@pytest.fixture
def report():
    return make_report()


@pytest.fixture
def clerk(report):
    return make_user(Role.CLERK, report.unit)


@pytest.fixture
def reviewer(report):
    return make_user(Role.REVIEWER, report.unit.jurisdiction)


def rename(report, name):
    """Return the writing a form of the unit's profile would do."""
    return lambda: Profile.objects.filter(unit_year=report.unit_year).update(head_name=name)


# --- opening -----------------------------------------------------------------------------------------------------


def test_opening_twice_leads_to_the_same_report():
    notice = make_notice()
    unit = make_unit(notice.jurisdiction)
    first = services.open_report(notice=notice, unit=unit)
    assert services.open_report(notice=notice, unit=unit) == first
    assert first.unit_year.profile.name == unit.name


def test_a_unit_answers_only_its_own_bureau():
    with pytest.raises(Denied, match="不是下达给本单位"):
        services.open_report(notice=make_notice(make_jurisdiction()), unit=make_unit())
    assert not UnitYear.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_people_opening_at_once_open_one_report():
    notice = make_notice()
    unit = make_unit(notice.jurisdiction)
    answers = together(*[lambda: services.open_report(notice=notice, unit=unit)] * 4)
    assert {answer.pk for answer in answers} == {Report.objects.get().pk}


# --- saving ------------------------------------------------------------------------------------------------------


def test_a_save_tells_what_changed_who_and_from_what(report, clerk):
    services.save_section(report, "profile", revision=0, by=clerk, save=rename(report, "李强"))
    change = FactChange.objects.get()
    assert (change.at, change.label, change.old, change.new) == (
        "profile.head_name",
        "单位概况·单位负责人",
        "周明",
        "李强",
    )
    assert change.by == clerk


def test_what_was_known_before_another_save_is_read_again(report, clerk):
    known = report.last_change, rows.take(report)
    services.save_section(report, "staffing", revision=0, by=clerk, save=rename(report, "李明"))
    services.save_section(report, "profile", revision=0, by=clerk, save=rename(report, "王芳"), known=known)
    assert FactChange.objects.get(section="profile").old == "李明"


def test_a_save_at_an_older_revision_is_stale_and_writes_nothing(report, clerk):
    services.save_section(report, "profile", revision=0, by=clerk, save=rename(report, "李强"))
    with pytest.raises(services.StaleError) as stale:
        services.save_section(report, "profile", revision=0, by=clerk, save=rename(report, "王芳"))
    assert stale.value.section.saved_by == clerk
    assert rows.take(report).profile.head_name == "李强"


def test_sections_do_not_stand_in_each_others_way(report, clerk):
    services.save_section(report, "profile", revision=0, by=clerk, save=rename(report, "李强"))
    assert services.save_section(report, "duties", revision=0, by=clerk, save=lambda: None).revision == 1


def test_a_page_of_several_sections_is_stale_once_any_of_them_was_saved(report, clerk):
    services.save_section(report, "profile", revision=0, by=clerk, save=rename(report, "李强"))
    write = partial(services.save_section, report, "schedules", by=clerk, also=["profile", "budget"])
    with pytest.raises(services.StaleError) as stale:
        write(revision=0, save=rename(report, "王芳"))
    assert stale.value.section.key == "profile"
    write(revision=1, save=rename(report, "王芳"))
    assert dict(Section.objects.values_list("key", "revision")) == {"profile": 2, "schedules": 1, "budget": 1}


def test_a_page_of_several_sections_makes_the_others_stale(report, clerk):
    services.save_section(
        report, "schedules", revision=0, by=clerk, save=rename(report, "王芳"), also=["profile"],
        section_of=lambda at: at.partition(".")[0],
    )  # fmt: skip
    assert FactChange.objects.get().section == "profile"
    with pytest.raises(services.StaleError):
        services.save_section(report, "profile", revision=0, by=clerk, save=rename(report, "李强"))


def test_a_save_that_fails_leaves_neither_revision_nor_history(report, clerk):
    def fail():
        rename(report, "李强")()
        raise ValueError

    with pytest.raises(ValueError):
        services.save_section(report, "profile", revision=0, by=clerk, save=fail)
    assert not FactChange.objects.exists() and not Section.objects.exists()
    assert rows.take(report).profile.head_name == "周明"


@pytest.mark.parametrize("status", [Status.SIGNING, Status.SUBMITTED, Status.APPROVED, Status.PUBLISHED])
def test_what_is_out_of_hand_is_not_saved(report, clerk, status):
    Report.objects.filter(pk=report.pk).update(status=status)
    with pytest.raises(WrongMoment):
        services.save_section(report, "profile", revision=0, by=clerk, save=rename(report, "李强"))


@pytest.mark.parametrize("role", [role for role in Role if role != Role.CLERK])
def test_only_the_clerk_saves(report, role):
    place = report.unit if role in Role.UNIT_SIDE else report.unit.jurisdiction if role in Role.BUREAU_SIDE else None
    with pytest.raises(Denied):
        services.save_section(report, "profile", revision=0, by=make_user(role, place), save=rename(report, "李强"))


def test_the_clerk_of_another_unit_saves_nothing(report):
    with pytest.raises(Denied):
        services.save_section(report, "profile", revision=0, by=make_user(), save=rename(report, "李强"))


@pytest.mark.django_db(transaction=True)
def test_of_five_editors_one_saves_and_four_are_told(report, clerk):
    editors = [clerk, *(make_user(Role.CLERK, report.unit) for _ in range(4))]

    def job(editor):
        write = rename(report, editor.name)
        return lambda: services.save_section(report, "profile", revision=0, by=editor, save=write)

    for _ in range(5):
        Section.objects.all().delete()
        answers = together(*map(job, editors))
        assert kinds(answers) == ["Section", *["StaleError"] * 4], answers
        saved = next(answer for answer in answers if isinstance(answer, Section))
        assert rows.take(report).profile.head_name == saved.saved_by.name


@pytest.mark.django_db(transaction=True)
def test_a_save_and_a_submission_never_interleave(report, clerk, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    for n in range(6):
        Report.objects.filter(pk=report.pk).update(status=Status.RETURNED)
        Section.objects.all().delete()
        seen = assess(Report.objects.whole().get(pk=report.pk)).sha256
        write = rename(report, f"第{n}人")
        saved, filed = together(
            partial(services.save_section, report, "profile", revision=0, by=clerk, save=write),
            partial(perform, report, "submit", by=clerk, expected=seen, key=uuid.uuid4()),
        )
        assert kinds([saved, filed]) in (["Event", "WrongMoment"], ["Section", "WrongMoment"]), (saved, filed)
        if not isinstance(filed, WrongMoment):
            assert Submission.objects.get(pk=filed.submission_id).sha256 == seen


# --- explaining and deciding -------------------------------------------------------------------------------------


@pytest.fixture
def doubtful():
    return make_report(filing=MISTAKE)


def first_finding(report):
    return assess(report).findings[0]


def test_an_explanation_is_tied_to_a_standing_finding(doubtful):
    by = make_user(Role.CLERK, doubtful.unit)
    finding = first_finding(doubtful)
    services.explain(doubtful, fingerprint=finding.fingerprint, text=" 年末追加。 ", by=by)
    assert doubtful.explanations.get().text == "年末追加。"
    with pytest.raises(WrongMoment):
        services.explain(doubtful, fingerprint="0" * 32, text="年末追加。", by=by)
    with pytest.raises(Denied, match="请写明"):
        services.explain(doubtful, fingerprint=finding.fingerprint, text="  ", by=by)


def test_a_rewritten_explanation_is_judged_anew(doubtful):
    by = make_user(Role.CLERK, doubtful.unit)
    fingerprint = first_finding(doubtful).fingerprint
    services.explain(doubtful, fingerprint=fingerprint, text="年末追加。", by=by)
    doubtful.explanations.update(accepted=False)
    services.explain(doubtful, fingerprint=fingerprint, text="上级年末追加专项，见批复。", by=by)
    assert doubtful.explanations.get().accepted is None


def explained_and_filed(doubtful):
    by = make_user(Role.CLERK, doubtful.unit)
    explanation = services.explain(doubtful, fingerprint=first_finding(doubtful).fingerprint, text="年末追加。", by=by)
    submission = services.freeze(doubtful, by=by)
    Report.objects.filter(pk=doubtful.pk).update(status=Status.SUBMITTED)
    return explanation, submission


def test_a_reviewer_decides_and_is_named(doubtful):
    explanation, submission = explained_and_filed(doubtful)
    by = make_user(Role.REVIEWER, doubtful.unit.jurisdiction)
    services.decide(explanation, accepted=True, by=by, expected=submission.sha256)
    explanation.refresh_from_db()
    assert (explanation.accepted, explanation.decided_by) == (True, by)


def test_a_decision_about_another_submission_is_not_taken(doubtful):
    explanation, _ = explained_and_filed(doubtful)
    by = make_user(Role.REVIEWER, doubtful.unit.jurisdiction)
    with pytest.raises(WrongMoment, match="重新送审"):
        services.decide(explanation, accepted=True, by=by, expected="0" * 64)


@pytest.mark.parametrize("status", [status for status in Status if status != Status.SUBMITTED])
def test_only_what_is_submitted_is_decided(doubtful, status):
    explanation, _ = explained_and_filed(doubtful)
    Report.objects.filter(pk=doubtful.pk).update(status=status)
    with pytest.raises(WrongMoment):
        services.decide(explanation, accepted=True, by=make_user(Role.REVIEWER, doubtful.unit.jurisdiction))


@pytest.mark.parametrize("role", [Role.CLERK, Role.HEAD, Role.SYSTEM, Role.AUDITOR])
def test_nobody_else_decides(doubtful, role):
    explanation, _ = explained_and_filed(doubtful)
    with pytest.raises(Denied):
        services.decide(
            explanation, accepted=True, by=make_user(role, doubtful.unit if role in Role.UNIT_SIDE else None)
        )


def test_a_reviewer_of_another_place_decides_nothing(doubtful):
    explanation, _ = explained_and_filed(doubtful)
    with pytest.raises(Denied):
        services.decide(explanation, accepted=True, by=make_user(Role.REVIEWER))


def test_the_frozen_explanation_is_the_one_that_was_filed(doubtful):
    _, submission = explained_and_filed(doubtful)
    assert next(kept["explanation"] for kept in submission.frozen["findings"]) == "年末追加。"
    assert canonical.digest(submission.content) == submission.sha256
