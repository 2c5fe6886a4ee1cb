import re
from decimal import Decimal

import pytest
from django.urls import reverse

from lib.address import replace
from reports import rows, services
from reports.assessment import assess
from reports.models import Report, Status
from reports.reviewing import findings
from reports.sample import SAMPLE
from reports.workflow import perform
from tests.factories import make_report, make_unit, make_user
from units.models import Role

pytestmark = pytest.mark.django_db
MISTAKE = replace(SAMPLE, "budget.nature.total.actual", Decimal("4110000.00"))


@pytest.fixture
def unit():
    return make_unit()


@pytest.fixture
def clerk(unit):
    return make_user(Role.CLERK, unit)


@pytest.fixture
def reviewer(unit):
    return make_user(Role.REVIEWER, unit.jurisdiction)


def file(report, clerk):
    """File the report as it stands, with an explanation of everything doubtful."""
    report = Report.objects.whole().get(pk=report.pk)
    for finding in assess(report).open_findings:
        services.explain(report, fingerprint=finding.fingerprint, text="年末追加，见批复。", by=clerk)
    return perform(report, "submit", by=clerk).submission


@pytest.fixture
def report(unit, clerk):
    report = make_report(unit, filing=MISTAKE)
    file(report, clerk)
    return report


def page(client, user, report, status=200):
    client.force_login(user)
    response = client.get(reverse("reports:review", args=[report.pk]))
    assert response.status_code == status
    return response.content.decode()


def text(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


# --- what is shown -----------------------------------------------------------------------------------------------


def test_the_findings_stand_with_working_and_the_units_words(client, report, reviewer):
    words = text(page(client, reviewer, report))
    assert "错误" in words and "411.00" in words and "单位说明： 年末追加，见批复。" in words


def test_a_blocked_approval_says_why_beside_the_grey_button(client, report, reviewer):
    html = page(client, reviewer, report)
    assert "处错误没有免于更正" in html
    assert re.search(r'<button[^>]*disabled aria-describedby="why-approve"[^>]*>审核通过', html)


def test_the_note_of_a_return_begins_with_what_is_open(client, report, reviewer):
    html = page(client, reviewer, report)
    note = re.search(r"<textarea[^>]*>(.*?)</textarea>", html, re.S).group(1)
    assert note.strip().startswith("1.")
    assert "required" in re.search(r"<textarea[^>]*>", html).group()


def test_a_first_submission_is_compared_with_nothing(client, report, reviewer):
    assert "比上次" not in page(client, reviewer, report)


def test_the_second_shows_what_changed(client, report, clerk, reviewer):
    perform(report, "return", by=reviewer, note="请核对合计")
    rows.store(report, replace(SAMPLE, "projects.1.usage", ""))
    file(report, clerk)
    html = page(client, reviewer, report)
    paper, beside = html.split('class="rv-f"')
    for part in (paper, beside):  # struck and inserted on the paper and in the list
        assert "<del>411.00</del>" in part and "<ins>410.00</ins>" in part
    assert "第 1 次 → 第 2 次：改 1 个数、改 1 处文字" in html and "请核对合计" in html


def test_a_reviewer_never_sees_what_the_unit_is_writing(client, report, reviewer):
    perform(report, "return", by=reviewer, note="请核对合计")
    rows.store(report, replace(MISTAKE, "narrative.problems.text", "尚未送审的草稿内容"))
    html = page(client, reviewer, report)
    assert "尚未送审的草稿内容" not in html
    assert "没有等您办理的事" in html and "退回给" not in html


def test_the_units_own_sign_off_stays_its_own(client, report, clerk, reviewer):
    perform(report, "return", by=reviewer, note="请核对合计")
    type(report.unit).objects.update(needs_sign_off=True)
    perform(report, "request_sign_off", by=clerk)
    perform(report, "decline", by=make_user(Role.HEAD, report.unit), note="内部意见")
    assert "内部意见" not in page(client, reviewer, report)


def test_what_was_never_filed_is_no_page_yet(client, unit, reviewer):
    page(client, reviewer, make_report(unit), status=409)


@pytest.mark.parametrize(("role", "status"), [(Role.CLERK, 403), (Role.HEAD, 403), (Role.SYSTEM, 404)])
def test_others_have_no_review_page(client, report, role, status):
    page(client, make_user(role, report.unit if role in Role.UNIT_SIDE else None), report, status=status)


def test_the_auditor_reads_and_decides_nothing(client, report):
    html = page(client, make_user(Role.AUDITOR), report)
    assert "411.00" in html
    assert "审核通过</button>" not in html and 'name="accepted"' not in html and "退回给" not in html


def test_a_reviewer_of_another_place_finds_nothing(client, report):
    page(client, make_user(Role.REVIEWER), report, status=404)


def test_what_people_wrote_is_never_markup(client, unit, clerk, reviewer):
    hostile = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'
    report = make_report(unit, filing=replace(MISTAKE, "narrative.problems.text", hostile))
    for finding in assess(report).open_findings:
        services.explain(report, fingerprint=finding.fingerprint, text=hostile, by=clerk)
    perform(report, "submit", by=clerk)
    html = page(client, reviewer, report)
    assert "<script>alert" not in html and "<img src=x" not in html and "&lt;script&gt;" in html


# --- judging explanations ----------------------------------------------------------------------------------------


def judge(client, user, report, accepted="yes", **given):
    client.force_login(user)
    filed = report.submissions.last()
    values = {
        "fingerprint": findings(filed)[0].fingerprint,
        "accepted": accepted,
        "number": "1",
        "expected": filed.sha256,
    }
    values |= given
    return client.post(reverse("reports:decide", args=[report.pk]), values)


@pytest.mark.parametrize(("accepted", "word"), [("yes", "已免于更正"), ("no", "不认可")])
def test_a_judgement_is_shown_with_who_made_it(client, report, reviewer, accepted, word):
    response = judge(client, reviewer, report, accepted)
    assert response.url.endswith("#finding-1")
    words = text(page(client, reviewer, report))
    assert f"{word} {reviewer.name}" in words


def test_all_errors_excused_the_report_can_pass(client, report, reviewer):
    report.explanations.update(accepted=True)
    assert "why-approve" not in page(client, reviewer, report)


@pytest.mark.parametrize("expected", ["0" * 64, ""], ids=["another", "none seen"])
def test_a_judgement_about_another_submission_is_not_taken(client, report, reviewer, expected):
    assert judge(client, reviewer, report, expected=expected).status_code == 409
    assert report.explanations.filter(accepted=None).exists()


@pytest.mark.parametrize(("place", "status"), [("own", 403), ("foreign", 404)])
def test_others_judge_nothing(client, report, clerk, place, status):
    user = clerk if place == "own" else make_user(Role.REVIEWER)
    assert judge(client, user, report).status_code == status
    assert not report.explanations.exclude(accepted=None).exists()


@pytest.mark.parametrize("fingerprint", ["", "0" * 32, "' OR 1=1"])
def test_an_unknown_finding_is_not_found(client, report, reviewer, fingerprint):
    assert judge(client, reviewer, report, fingerprint=fingerprint).status_code == 404


@pytest.mark.parametrize("number", ["", "1#x", "//evil.example", "²"])
def test_a_judgement_leads_back_to_this_page_only(client, report, reviewer, number):
    assert judge(client, reviewer, report, number=number).url.endswith("/review/#findings")


def test_looking_judges_nothing(client, report, reviewer):
    client.force_login(reviewer)
    assert client.get(reverse("reports:decide", args=[report.pk])).status_code == 405


# --- one after the other -----------------------------------------------------------------------------------------


def test_the_queue_leads_to_who_has_waited_longest(client, report, reviewer):
    client.force_login(reviewer)
    assert client.get(reverse("reports:queue")).url == reverse("reports:review", args=[report.pk])
    Report.objects.update(status=Status.APPROVED)
    assert client.get(reverse("reports:queue")).url == reverse("home")


def test_the_bureau_publishes_what_another_approved(client, report, reviewer):
    report.explanations.update(accepted=True)
    bureau = make_user(Role.BUREAU, report.unit.jurisdiction)
    perform(report, "approve", by=reviewer)
    assert 'value="publish"' in page(client, bureau, report)
    assert 'value="publish"' not in page(client, reviewer, report)


def test_queries_do_not_grow_with_findings(client, report, reviewer, django_assert_max_num_queries):
    client.force_login(reviewer)
    url = reverse("reports:review", args=[report.pk])
    client.get(url)
    with django_assert_max_num_queries(16):
        client.get(url)


def test_one_nought_in_two_words_is_no_change(client, report, clerk, reviewer):
    perform(report, "return", by=reviewer, note="请核对合计")
    rows.store(report, replace(MISTAKE, "profile.head_name", "李强"))
    file(report, clerk)
    paper = page(client, reviewer, report).split('class="rv-f"')[0]
    assert re.findall(r"<del>(.*?)</del>", paper) == ["周明"]


def test_a_return_from_this_page_reaches_the_unit_once_with_its_words(client, report, clerk, reviewer):
    html = page(client, reviewer, report)
    form = next(found for found in re.findall(r"<form.*?</form>", html, re.S) if 'value="return"' in found)
    values = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
    values |= {"note": "请核对合计"}
    url = reverse("reports:transition", args=[report.pk])
    assert [client.post(url, values).status_code for _ in range(2)] == [302, 302]
    assert report.events.filter(action="return").count() == 1
    client.force_login(clerk)
    assert "请核对合计" in client.get(reverse("home")).content.decode()


def test_a_refused_explanation_is_open_again_for_the_unit(client, report, clerk, reviewer):
    judge(client, reviewer, report, "no")
    perform(report, "return", by=reviewer, note="请核对合计")
    client.force_login(clerk)
    assert "1 处错误须先更正才能送审" in client.get(reverse("home")).content.decode()


def test_words_of_a_submission_are_lit_and_lead_to_their_finding(client, unit, clerk, reviewer):
    contradicting = replace(SAMPLE, "narrative.cost.text", "本年度基本支出决算286.00万元。")
    report = make_report(unit, filing=contradicting)
    file(report, clerk)
    html = page(client, reviewer, report)
    number = re.search(
        r'href="#finding-(\d+)" class="hit" id="words-\1"><mark>本年度基本支出决算286.00万元</mark></a>', html
    )[1]
    assert f'href="#words-{number}">看正文' in html
    assert html.count(f'href="#finding-{number}"') == 1
