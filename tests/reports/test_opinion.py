"""The 审核意见: what the sheet of one submission says, who may read it when, and where it is offered."""

import uuid

import pytest
from django.urls import reverse

from lib.address import replace
from reports.assessment import assess
from reports.checks.examples import CASES
from reports.models import Event, Explanation, Report, Status, Submission
from reports.opinion import opinion
from reports.services import decide, freeze
from reports.workflow import perform
from tests.factories import make_jurisdiction, make_notice, make_report, make_unit, make_user
from units.models import Role

pytestmark = pytest.mark.django_db
RECEPTION = replace(CASES["A115"][0].filing, "three_public_counts.reception_batches", None)  # C110 warns, A115 errs


@pytest.fixture
def notice():
    return make_notice(make_jurisdiction())


@pytest.fixture
def report(notice):
    """Return a report under review: an error and a warning, both explained by the unit."""
    report = make_report(make_unit(notice.jurisdiction), notice, RECEPTION)
    clerk = make_user(Role.CLERK, report.unit)
    for finding in assess(report).findings:
        Explanation.objects.create(
            report=report, code=finding.code, at=finding.addresses[0], fingerprint=finding.fingerprint,
            text=f"{finding.code} 已核对凭证", by=clerk,
        )  # fmt: skip
    perform(report, "submit", by=clerk, key=uuid.uuid4())
    return Report.objects.whole().get(pk=report.pk)


@pytest.fixture
def reviewer(notice):
    return make_user(Role.REVIEWER, notice.jurisdiction)


def send_back(report, reviewer, note="请更正资产总额。"):
    perform(report, "return", by=reviewer, note=note, key=uuid.uuid4())


def sheet(client, user, report):
    client.force_login(user)
    return client.get(reverse("reports:opinion", args=[report.pk]))


def text(response):
    return " ".join(response.content.decode().split())


# --- what it says ---------------------------------------------------------------------------------------------------


def test_findings_stand_by_step_gravest_first_numbered_through(report):
    told = opinion(report.submissions.get())
    items = [item for group in told.groups for item in group.items]
    assert [(group.title, [one.finding.code for one in group.items]) for group in told.groups] == [
        ("“三公”经费", ["C110"]), ("资产", ["A115"]),
    ]  # fmt: skip
    assert [one.finding.number for one in items] == [1, 2]
    assert told.counts == [("错误", 1), ("警示", 1)] and told.decision is None


def test_each_finding_tells_place_arithmetic_remedy_explanation_and_decision(client, report, reviewer):
    decide(report.explanations.get(code="C110"), accepted=True, by=reviewer)
    decide(report.explanations.get(code="A115"), accepted=False, by=reviewer)
    send_back(report, reviewer)
    html = text(sheet(client, reviewer, report))
    for words in (
        "资产·资产总额", "资产总额填报 96.50 万元，各类资产合计 31.20 + 60.30 = 91.50 万元，多 5.00 万元。",
        "填报数 96.50；2 类资产相加 91.50；多出 5.00", "核对资产负债表；有无形资产等时填入其他资产。", "A115 已核对凭证",
        "不认可说明，请更正", "已认可说明", "请更正资产总额。", "退回修改", report.unit.name, report.notice.number,
        "第 1 次送审", report.submissions.get().receipt_number, f"审核人：{reviewer.name}",
        "错误 1 处、警示 1 处", report.notice.jurisdiction.finance_bureau,
    ):  # fmt: skip
        assert words in html, words


def test_quoted_words_stand_at_their_place(report):
    submission = report.submissions.get()
    content = submission.frozen
    content["findings"][0] |= {"addresses": ["narrative.problems.text"], "quotes": ["支出12万元"]}
    told = opinion(submission)
    item = next(one for group in told.groups for one in group.items if one.quotes)
    assert (item.place, item.quotes) == ("九、存在的主要问题及原因分析", ["支出12万元"])


def test_submission_frozen_before_findings_had_quotes_still_has_its_sheet(report):
    submission = report.submissions.get()
    for kept in submission.frozen["findings"]:
        del kept["quotes"], kept["places"]
    assert sum(len(group.items) for group in opinion(submission).groups) == 2


def test_rule_that_is_no_longer_kept_leaves_its_finding_in_words(report):
    submission = report.submissions.get()
    submission.frozen["findings"][0]["code"] = "Z999"
    items = [one for group in opinion(submission).groups for one in group.items]
    assert [one.mend for one in items if one.finding.code == "Z999"] == [""]


def test_sheet_without_findings_says_so_and_waits_for_a_hand(client, notice, reviewer):
    clean = make_report(make_unit(notice.jurisdiction), notice)
    perform(clean, "submit", by=make_user(Role.CLERK, clean.unit), key=uuid.uuid4())
    html = text(sheet(client, reviewer, clean))
    assert "没有发现疑点" in html and "审核中，尚未作出决定" in html and "签字：" in html


def test_words_of_the_unit_and_the_reviewer_are_shown_as_words(client, report, reviewer):
    Explanation.objects.update(text="<b>核对</b>")
    send_back(report, reviewer, note="<script>alert(1)</script>")
    html = text(sheet(client, reviewer, report))
    assert "<script>alert" not in html and "&lt;script&gt;alert(1)" in html


# --- who may read it, and when --------------------------------------------------------------------------------------


def test_unit_reads_the_opinion_once_there_is_one(client, report, reviewer):
    clerk = make_user(Role.CLERK, report.unit)
    refused = sheet(client, clerk, report)
    assert refused.status_code == 409 and "还没有提出审核意见" in refused.content.decode()
    send_back(report, reviewer)
    assert sheet(client, clerk, report).status_code == 200


def test_unit_reads_the_last_opinion_while_it_has_filed_again(client, report, reviewer):
    send_back(report, reviewer)
    clerk = make_user(Role.CLERK, report.unit)
    report = Report.objects.whole().get(pk=report.pk)
    Explanation.objects.update(accepted=None)
    perform(report, "submit", by=clerk, key=uuid.uuid4())
    assert "第 1 次送审" in text(sheet(client, clerk, report))
    assert "第 2 次送审" in text(sheet(client, reviewer, report))


def test_nobody_outside_reads_it(client, report, reviewer):
    send_back(report, reviewer)
    outsiders = [make_user(Role.CLERK), make_user(Role.REVIEWER), make_user(Role.SYSTEM)]
    assert [sheet(client, one, report).status_code for one in outsiders] == [404, 404, 404]
    assert sheet(client, make_user(Role.AUDITOR), report).status_code == 200


def test_report_that_was_never_filed_has_none(client, notice, reviewer):
    draft = make_report(make_unit(notice.jurisdiction), notice)
    assert sheet(client, reviewer, draft).status_code == 409


# --- where it is offered ----------------------------------------------------------------------------------------------


def offers(client, user, name, pk, report):
    client.force_login(user)
    page = client.get(reverse(f"reports:{name}", args=[pk])).content.decode()
    return reverse("reports:opinion", args=[report.pk]) in page


def test_sheet_is_offered_where_people_look_for_it(client, report, reviewer):
    clerk, submission = make_user(Role.CLERK, report.unit), report.submissions.get()
    assert offers(client, reviewer, "review", report.pk, report)
    assert not offers(client, clerk, "submission", submission.pk, report)
    send_back(report, reviewer)
    assert offers(client, clerk, "preview", report.pk, report)
    assert offers(client, clerk, "submission", submission.pk, report)


def test_head_s_own_refusal_offers_no_opinion(client, notice):
    draft = make_report(make_unit(notice.jurisdiction, needs_sign_off=True), notice)
    clerk, head = make_user(Role.CLERK, draft.unit), make_user(Role.HEAD, draft.unit)
    perform(draft, "request_sign_off", by=clerk, key=uuid.uuid4())
    perform(Report.objects.get(pk=draft.pk), "decline", by=head, note="再核对一遍", key=uuid.uuid4())
    assert not offers(client, clerk, "preview", draft.pk, draft)
    assert Event.objects.filter(action="decline").exists() and not Submission.objects.exists()


def test_an_older_submission_does_not_offer_the_sheet_of_another(client, report, reviewer):
    first = report.submissions.get()
    send_back(report, reviewer)
    report = Report.objects.whole().get(pk=report.pk)
    freeze(report, by=make_user(Role.CLERK, report.unit))
    Report.objects.filter(pk=report.pk).update(status=Status.SUBMITTED)
    assert not offers(client, reviewer, "submission", first.pk, report)
