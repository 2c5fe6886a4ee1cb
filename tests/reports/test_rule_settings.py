"""What a bureau sets for the rules of one notice: who may, what then happens to reports, and what is kept of it."""

import uuid

import pytest
from django.db import IntegrityError, transaction

from lib.address import replace
from lib.denied import Denied, NotAccepted
from reports.assessment import assess
from reports.checks.examples import CASES
from reports.checks.settings import NOTHING_SET, Settings
from reports.models import Report, RuleSetting, Status
from reports.rule_settings import StaleSettingError, set_rule, settings_of, standing
from reports.sample import SAMPLE
from reports.workflow import perform
from tests.factories import make_jurisdiction, make_notice, make_report, make_unit, make_user
from tests.racing import kinds, together
from units.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice():
    return make_notice(make_jurisdiction())


@pytest.fixture
def boss(notice):
    return make_user(Role.BUREAU, notice.jurisdiction)


def put(notice, by, code="A115", *, severity="", params=None, revision=0, reason="本地通知另有规定"):
    return set_rule(notice, code, revision=revision, severity=severity, params=params or {}, reason=reason, by=by)


def broken_report(notice):
    """Return a draft whose assets do not add up: rule A115 finds an error, and no other anything."""
    return make_report(make_unit(notice.jurisdiction), notice, CASES["A115"][0].filing)


def found(report, code="A115"):
    return [one.severity.value for one in assess(report).findings if one.code == code]


# --- what a setting does -----------------------------------------------------------------------------------------


def test_rule_is_switched_off_for_the_reports_of_its_notice_alone(notice, boss):
    report, elsewhere = broken_report(notice), broken_report(make_notice())
    put(notice, boss, severity="off")
    assert (found(report), found(elsewhere)) == ([], ["error"])


def test_rule_is_given_another_weight(notice, boss):
    report = broken_report(notice)
    put(notice, boss, severity="warning")
    assert found(report) == ["warning"]


def test_rule_is_given_other_parameters_and_keeps_only_what_differs(notice, boss):
    filing = replace(SAMPLE, "indicators.3.label", "每周科普活动")
    report = make_report(make_unit(notice.jurisdiction), notice, filing)
    assert found(report, "I205") == ["warning"]
    row = put(notice, boss, "I205", params={"frequencies": [["每周", 40]]})
    assert found(report, "I205") == [] and row.params == {"frequencies": [["每周", 40]]}
    own = [["每日", 240], ["每天", 240], ["每周", 48], ["每月", 12], ["每季", 4]]
    assert put(notice, boss, "I205", params={"frequencies": own}, revision=1).params == {}
    assert found(report, "I205") == ["warning"]


def test_parameters_the_scheme_says_are_not_set_here(notice, boss):
    with pytest.raises(NotAccepted):
        put(notice, boss, "I101", params={"weight_total": 90})


def test_outline_s_switch_is_overruled_by_a_severity():
    own = {"off": ["A115", "A102"], "severity": {"A103": "notice"}}
    told = Settings(on=frozenset({"A115"}), off=frozenset({"A104"}), severity={"A115": "warning"}).over(own)
    assert told["off"] == {"A102", "A104"}
    assert told["severity"] == {"A103": "notice", "A115": "warning"}


def test_settings_of_rules_and_parameters_there_are_no_more_do_no_harm(notice, boss):
    RuleSetting.objects.create(notice=notice, code="Z999", number=1, params={"x": 1}, reason="旧规则", by=boss)
    RuleSetting.objects.create(notice=notice, code="I205", number=1, params={"gone": 1}, reason="旧参数", by=boss)
    assert settings_of(notice).over({})["I205"] == {}
    assert found(make_report(make_unit(notice.jurisdiction), notice)) == []


def test_explanation_outlives_another_weight(notice, boss):
    report = broken_report(notice)
    before = assess(report).findings[0].fingerprint
    put(notice, boss, severity="warning")
    assert assess(report).findings[0].fingerprint == before


# --- rules are frozen with a submission (product.md, rule 7) -------------------------------------------------------


def test_what_was_filed_keeps_the_rules_of_its_moment_until_it_is_filed_again(notice, boss):
    put(notice, boss, severity="off")
    report = broken_report(notice)
    clerk, reviewer = make_user(Role.CLERK, report.unit), make_user(Role.REVIEWER, notice.jurisdiction)
    perform(report, "submit", by=clerk, key=uuid.uuid4())
    put(notice, boss, severity="", revision=1)
    first = report.submissions.get()
    assert first.frozen["findings"] == [] and first.found == {}
    assert first.frozen["rules"] == {"off": ["A115"], "on": [], "severity": {}, "params": {}}
    perform(Report.objects.get(pk=report.pk), "return", by=reviewer, note="请核对合计", key=uuid.uuid4())
    with pytest.raises(Denied, match="1 处错误"):
        perform(Report.objects.get(pk=report.pk), "submit", by=clerk, key=uuid.uuid4())


def test_a_submission_counts_its_findings_by_rule(notice, boss):
    put(notice, boss, severity="notice")
    report = broken_report(notice)
    perform(report, "submit", by=make_user(Role.CLERK, report.unit), key=uuid.uuid4())
    assert report.submissions.get().found == {"A115": 1}


# --- who, in which order, and what is kept -------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.CLERK, Role.HEAD, Role.SYSTEM, Role.AUDITOR])
def test_only_the_administrator_sets_rules(notice, role):
    place = make_unit(notice.jurisdiction) if role in Role.UNIT_SIDE else notice.jurisdiction
    with pytest.raises(Denied):
        put(notice, make_user(role, place if role in Role.UNIT_SIDE | Role.BUREAU_SIDE else None), severity="off")
    assert not RuleSetting.objects.exists()


def test_administrator_of_another_bureau_sets_nothing(notice):
    with pytest.raises(Denied):
        put(notice, make_user(Role.BUREAU), severity="off")


def test_every_change_is_a_row_that_says_who_when_and_why(notice, boss):
    put(notice, boss, severity="off", reason="试点")
    put(notice, boss, severity="notice", revision=1, reason="恢复为提示")
    rows = list(RuleSetting.objects.values_list("number", "severity", "reason", "by"))
    assert rows == [(1, "off", "试点", boss.pk), (2, "notice", "恢复为提示", boss.pk)]
    assert standing(notice)["A115"].number == 2
    assert settings_of(notice) == Settings(on=frozenset({"A115"}), severity={"A115": "notice"})


def test_back_to_the_rule_s_own_is_no_setting(notice, boss):
    put(notice, boss, severity="off")
    put(notice, boss, severity="", revision=1)
    assert settings_of(notice) == NOTHING_SET


def test_stale_setting_is_refused_and_says_who_was_first(notice, boss):
    first = put(notice, boss, severity="off")
    with pytest.raises(StaleSettingError) as refused:
        put(notice, make_user(Role.BUREAU, notice.jurisdiction), severity="notice")
    assert refused.value.row == first and RuleSetting.objects.count() == 1


def test_the_same_post_twice_is_one_setting(notice, boss):
    assert put(notice, boss, severity="off") == put(notice, boss, severity="off")
    assert RuleSetting.objects.count() == 1


def test_setting_that_changes_nothing_is_not_kept(notice, boss):
    with pytest.raises(NotAccepted):
        put(notice, boss)
    put(notice, boss, severity="off")
    with pytest.raises(NotAccepted):
        put(notice, boss, severity="off", revision=1, reason="再说一遍")


@pytest.mark.parametrize(
    "values", [{"severity": "loud"}, {"reason": ""}, {"number": 1}], ids=["severity", "reason", "number"]
)
def test_database_refuses_what_no_form_sends(notice, boss, values):
    sound = {"code": "A115", "number": 2, "severity": "off", "reason": "试点", "by": boss}
    put(notice, boss, severity="off")
    with pytest.raises(IntegrityError), transaction.atomic():
        RuleSetting.objects.create(notice=notice, **sound | values)


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_told(notice, boss):
    other = make_user(Role.BUREAU, notice.jurisdiction)
    answers = together(
        lambda: put(notice, boss, severity="off"), lambda: put(notice, other, severity="notice", reason="另一人")
    )
    assert kinds(answers) == ["RuleSetting", "StaleSettingError"]
    assert RuleSetting.objects.count() == 1


def test_a_report_that_is_signed_meanwhile_is_looked_at_again(notice, boss):
    report = broken_report(notice)
    report.unit.needs_sign_off = True
    report.unit.save()
    put(notice, boss, severity="off")
    clerk, head = make_user(Role.CLERK, report.unit), make_user(Role.HEAD, report.unit)
    perform(report, "request_sign_off", by=clerk, key=uuid.uuid4())
    put(notice, boss, severity="", revision=1)
    with pytest.raises(Denied, match="1 处错误"):
        perform(Report.objects.get(pk=report.pk), "sign", by=head, key=uuid.uuid4())
    assert Report.objects.get(pk=report.pk).status == Status.SIGNING
