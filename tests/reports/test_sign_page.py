"""The head's page: everything one has to see, and one decision."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from lib.address import replace
from reports.assessment import assess
from reports.figures import beside
from reports.models import Event, Report, Status
from reports.sample import SAMPLE
from reports.services import explain
from reports.workflow import perform
from tests.factories import make_notice, make_report, make_user
from tests.reports.editing import Clerk
from units.models import Role

pytestmark = pytest.mark.django_db
BASIC = "budget.nature.basic.actual"


@pytest.fixture
def report():
    """Return a report with one finding that its clerk has explained, waiting for the head."""
    waiting = make_report(filing=replace(SAMPLE, "narrative.cost.text", "本年度基本支出决算286.00万元。"))
    waiting.unit.needs_sign_off = True
    waiting.unit.save()
    clerk = make_user(Role.CLERK, waiting.unit, name="陈敏")
    for finding in assess(waiting).open_findings:
        explain(waiting, fingerprint=finding.fingerprint, text="正文按初稿填写。", by=clerk)
    perform(waiting, "request_sign_off", by=clerk)
    return Report.objects.whole().get(pk=waiting.pk)


@pytest.fixture
def head(report):
    return Clerk(report, Role.HEAD)


def press(head, page, action, **more):
    form = next(one for one in re.findall(r"<form.*?</form>", page.text, re.S) if f'value="{action}"' in one)
    data = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form)) | more
    return head.client.post(reverse("reports:transition", args=[head.report.pk]), data)


def test_page_shows_who_asked_the_text_the_doubt_and_what_was_said(head):
    page = head.get("sign")
    assert "陈敏" in page.words and "正文按初稿填写。" in page.words and "N101" in page.words
    assert 'class="paper sm"' in page.text and "268.00" in page.words


def test_one_decision_and_nothing_else_to_press(head):
    page = head.get("sign")
    assert re.findall(r'name="action" value="(\w+)"', page.text) == ["decline", "sign"]
    assert page.text.count("btn-primary") == 1 and "/edit/" not in page.text


def test_agreeing_files_the_version_that_was_seen(head, report):
    answer = press(head, head.get("sign"), "sign")
    assert answer.status_code == 302 and Report.objects.get(pk=report.pk).status == Status.SUBMITTED
    assert Event.objects.last().action == "sign" and report.submissions.count() == 1


def test_a_version_nobody_saw_is_not_signed(head, report):
    page = head.get("sign")
    Report.objects.filter(pk=report.pk).update(addressee="云溪县财政局绩效股")
    assert press(head, page, "sign").status_code == 409
    assert not report.submissions.exists()


def test_giving_it_back_needs_words_and_the_clerk_reads_them(head, report):
    assert press(head, head.get("sign"), "decline", note=" ").status_code >= 400
    assert press(head, head.get("sign"), "decline", note="请核对基本支出。").status_code == 302
    assert Report.objects.get(pk=report.pk).status == Status.DRAFT
    assert "请核对基本支出。" in Clerk(report).get("preview").words


def test_an_open_finding_hinders_and_says_so(head, report):
    report.explanations.all().delete()
    page = head.get("sign")
    assert re.search(r"btn-primary[^>]*disabled", page.text) and "没有更正或说明" in page.words


def test_figures_stand_beside_last_years(report, head):
    old = replace(SAMPLE, "budget.nature.total.actual", Decimal("4000000"))
    make_report(report.unit, make_notice(report.notice.jurisdiction, fiscal_year=2022), old, Status.APPROVED)
    words = head.get("sign").words
    assert "400.00" in words and "2023年度 上年 变化" in words


def test_at_another_moment_the_preview_says_where_it_stands(head, report):
    Report.objects.filter(pk=report.pk).update(status=Status.DRAFT)
    answer = head.client.get(reverse("reports:sign", args=[report.pk]))
    assert answer["Location"] == reverse("reports:preview", args=[report.pk])


def test_first_page_and_preview_lead_the_head_here(head, report):
    way = reverse("reports:sign", args=[report.pk])
    assert f'href="{way}"' in head.client.get(reverse("home")).content.decode()
    assert head.client.get(reverse("reports:preview", args=[report.pk]))["Location"] == way


def test_page_takes_a_fixed_number_of_queries(head, django_assert_max_num_queries):
    with django_assert_max_num_queries(45):
        assert head.get("sign").status == 200


# --- the five figures ----------------------------------------------------------------------------------------------


def changes(filing, before):
    return [one.change for one in beside(filing, before)]


def test_amounts_move_by_a_share_rates_and_scores_by_themselves():
    before = SAMPLE
    for at, value in {"total.actual": "3728181.82", "total.revised_budget": "4100000"}.items():
        before = replace(before, f"budget.nature.{at}", Decimal(value))
    before = replace(before, "performance.total_score", Decimal("90"))
    told = changes(SAMPLE, before)
    assert (
        told[1].startswith("+") and told[1].endswith("%") and told[2].endswith(" 个百分点") and told[4].endswith(" 分")
    )


def test_nothing_that_is_unknown_has_moved():
    blank = replace(SAMPLE, "budget.nature.total.actual", None)
    assert changes(blank, SAMPLE)[1] == "" and beside(blank, SAMPLE)[1].now == "未填"


def test_the_same_is_no_change():
    assert changes(SAMPLE, SAMPLE) == ["持平"] * 5


def test_without_last_years_report_its_own_words_count():
    told = beside(SAMPLE, None)
    total = SAMPLE["budget.nature.total"]
    assert told[1].before == ("—" if total.prior_actual is None else f"{total.prior_actual / 10000:.2f}")
    assert told[0].before == told[4].before == "—"
