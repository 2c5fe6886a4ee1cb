import datetime
import re
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from lib.address import replace
from reports import charts, services, worklist
from reports.models import Event, Report, Status
from reports.sample import SAMPLE
from reports.workflow import perform
from tests.factories import make_notice, make_report, make_unit, make_user
from units.models import Role

pytestmark = pytest.mark.django_db
MISTAKE = replace(SAMPLE, "budget.nature.total.actual", Decimal("4110000.00"))
NOON = datetime.datetime(2024, 6, 18, 12, 0, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def unit():
    return make_unit()


@pytest.fixture
def clerk(unit):
    return make_user(Role.CLERK, unit)


@pytest.fixture
def reviewer(unit):
    return make_user(Role.REVIEWER, unit.jurisdiction)


def shown(client, user, url=None, status=200):
    """Return the words of a page as *user* sees it, without the words of its menu."""
    client.force_login(user)
    response = client.get(url or reverse("home"))
    assert response.status_code == status
    return response.content.decode()


def text(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


# --- the unit ----------------------------------------------------------------------------------------------------


def test_without_a_notice_the_page_says_what_will_be_here(client, clerk):
    assert "还没有下达自评通知" in shown(client, clerk)


def test_a_clerk_opens_the_report_from_the_notice(client, unit, clerk):
    notice = make_notice(unit.jurisdiction)
    assert "开始填报 2023年度报告" in shown(client, clerk)
    for _ in range(2):
        assert client.post(reverse("reports:open", args=[notice.pk])).status_code == 302
    assert Report.objects.get().unit == unit
    assert "继续填报" in shown(client, clerk)


def test_a_notice_of_another_place_opens_nothing(client, clerk):
    client.force_login(clerk)
    assert client.post(reverse("reports:open", args=[make_notice().pk])).status_code == 404
    assert not Report.objects.exists()


@pytest.mark.parametrize("role", [Role.HEAD, Role.REVIEWER, Role.BUREAU])
def test_only_the_clerk_opens_a_report(client, unit, role):
    notice = make_notice(unit.jurisdiction)
    client.force_login(make_user(role, unit if role in Role.UNIT_SIDE else unit.jurisdiction))
    assert client.post(reverse("reports:open", args=[notice.pk])).status_code == 403


def test_a_notice_opens_on_its_day(client, unit, clerk):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    client.force_login(clerk)
    url = reverse("reports:open", args=[make_notice(unit.jurisdiction, issued_on=tomorrow).pk])
    assert client.post(url).status_code == 409


def test_errors_come_first_with_one_link_to_the_field(client, unit, clerk):
    report = make_report(unit, filing=MISTAKE)
    page = shown(client, clerk)
    assert "处错误须先更正才能送审" in page
    assert f"/reports/{report.pk}/" in page.split("处错误须先更正")[1]


def test_no_more_than_five_things_wait(client, unit, clerk):
    services.open_report(notice=make_notice(unit.jurisdiction), unit=unit)
    page = shown(client, clerk)
    assert page.count('class="go"') == 5
    assert "未开始" in page


def test_the_reviewers_words_stand_at_the_top(client, unit, clerk, reviewer):
    report = make_report(unit)
    services.freeze(report, by=clerk)
    Report.objects.filter(pk=report.pk).update(status=Status.SUBMITTED)
    perform(report, "return", by=reviewer, note="请补充<项目>金额")
    page = shown(client, clerk)
    assert "财政部门退回修改" in page and "请补充&lt;项目&gt;金额" in page
    assert page.index("财政部门退回修改") < page.index("填报进度")


def test_nothing_is_said_to_be_wrong_with_a_clean_report(client, unit, clerk):
    make_report(unit)
    page = shown(client, clerk)
    assert "处错误" not in page and "处警示" not in page


def test_the_head_is_asked_to_sign_and_to_nothing_else(client, unit):
    make_report(unit, filing=MISTAKE, status=Status.SIGNING)
    assert "报告等您签批" in shown(client, make_user(Role.HEAD, unit))
    Report.objects.update(status=Status.DRAFT)
    assert "填报人正在填写" in shown(client, make_user(Role.HEAD, unit))


def test_what_is_filed_can_be_taken_back_from_home(client, unit, clerk):
    report = make_report(unit, status=Status.SUBMITTED)
    services.freeze(report, by=clerk)
    page = shown(client, clerk)
    assert "报告已送审，等财政部门审核" in page and 'value="withdraw"' in page


@pytest.mark.parametrize(
    ("status", "words"),
    [(Status.SIGNING, "等单位负责人办理"), (Status.APPROVED, "审核通过"), (Status.PUBLISHED, "报告已公开")],
)
def test_when_it_is_anothers_turn_the_page_says_whose(client, unit, clerk, status, words):
    make_report(unit, status=status)
    assert words in shown(client, clerk)


def test_spending_is_drawn_only_where_there_is_something_to_compare(client, unit, clerk):
    make_report(unit, filing=None)
    assert "历年全年支出" not in shown(client, clerk)


def test_last_years_spending_stands_beside_this_years(client, unit, clerk):
    make_report(unit)
    assert "2022 371.40，2023 填报中 410.00 万元" in text(shown(client, clerk))


def test_a_unit_lists_its_own_reports_only(client, unit, clerk):
    report = make_report(unit)
    submission = services.freeze(report, by=clerk)
    foreign = services.freeze(make_report(), by=clerk)
    page = shown(client, clerk, reverse("reports:list"))
    assert submission.receipt_number in page and foreign.receipt_number not in page


# --- the bureau --------------------------------------------------------------------------------------------------


def filed(notice, name, days, status=Status.SUBMITTED, filing=SAMPLE):
    unit = make_unit(notice.jurisdiction, name=name)
    report = make_report(unit, notice, filing=filing, status=status)
    arrived = timezone.now() - datetime.timedelta(days=days)
    services.freeze(report, by=make_user(Role.CLERK, unit), arrived=arrived)
    return report


@pytest.fixture
def notice(unit):
    return make_notice(unit.jurisdiction)


def test_who_waits_longest_comes_first_with_figures(client, notice, reviewer):
    filed(notice, "云溪县水利局", 1)
    filed(notice, "云溪县教育局", 5)
    page = text(shown(client, reviewer))
    assert page.index("云溪县教育局") < page.index("云溪县水利局")
    assert "第 1 次 5 天 无 410.00 97.62% 97.26 PDF" in page


@pytest.mark.parametrize(
    ("status", "tab"),
    [
        (Status.SUBMITTED, "submitted"), (Status.RETURNED, "returned"), (Status.APPROVED, "approved"),
        (Status.PUBLISHED, "published"), (Status.DRAFT, "draft"), (Status.SIGNING, "draft"),
    ],
)  # fmt: skip
def test_every_state_has_its_tab(client, notice, reviewer, status, tab):
    filed(notice, "云溪县教育局", 2, status)
    for key in worklist.BY_KEY:
        assert ("云溪县教育局" in shown(client, reviewer, f"/?state={key}")) == (key == tab)


def test_units_that_have_not_begun_are_listed(client, unit, notice, reviewer):
    filed(notice, "云溪县教育局", 2)
    page = shown(client, reviewer, "/?state=absent")
    assert unit.name in page and "云溪县教育局" not in page


def test_a_draft_shows_no_figures_not_even_of_what_was_withdrawn(client, notice, reviewer):
    filed(notice, "云溪县教育局", 2, Status.DRAFT)
    page = shown(client, reviewer, "/?state=draft")
    assert "410.00" not in page and "/review/" not in page.split("<main")[1]


@pytest.mark.parametrize(("words", "found"), [("教育", True), ("水利", False), ("100%", False)])
def test_units_are_found_by_name(client, notice, reviewer, words, found):
    filed(notice, "云溪县教育局", 2)
    assert ("云溪县教育局" in shown(client, reviewer, f"/?q={words}")) == found


def test_another_bureau_sees_nothing_of_it(client, notice):
    filed(notice, "云溪县教育局", 2)
    stranger = make_user(Role.REVIEWER)
    make_notice(stranger.jurisdiction)
    for key in worklist.BY_KEY:
        assert "云溪县教育局" not in shown(client, stranger, f"/?state={key}&notice={notice.pk}")


def test_queries_do_not_grow_with_rows(client, notice, reviewer, django_assert_max_num_queries):
    filed(notice, "云溪县教育局", 2)
    client.force_login(reviewer)
    client.get("/")
    with django_assert_max_num_queries(11):
        client.get("/")
    for n in range(5):
        filed(notice, f"云溪县第{n}局", n)
    with django_assert_max_num_queries(11):
        client.get("/")


@pytest.mark.parametrize("query", ["?state=nonsense", "?notice=9999", "?notice=%E4%B8%80", "?page=-1", "?page=x"])
def test_odd_questions_are_answered_with_the_list(client, notice, reviewer, query):
    filed(notice, "云溪县教育局", 2)
    assert "云溪县教育局" in shown(client, reviewer, f"/{query}")


def test_without_notices_the_bureau_reads_what_comes(client):
    assert "还没有下达过自评通知" in shown(client, make_user(Role.BUREAU))


# --- system and audit --------------------------------------------------------------------------------------------


def test_the_system_administrator_is_led_to_the_accounts(client, notice):
    filed(notice, "云溪县教育局", 2)
    page = shown(client, make_user(Role.SYSTEM))
    assert reverse("accounts") in page and "云溪县教育局" not in page


def test_the_auditor_sees_all_places_and_every_step(client, notice):
    report = filed(notice, "云溪县教育局", 2)
    auditor = make_user(Role.AUDITOR)
    assert "云溪县教育局" in shown(client, auditor)
    perform(report, "return", by=make_user(Role.REVIEWER, notice.jurisdiction), note="请补充")
    page = text(shown(client, auditor, reverse("reports:events")))
    assert "云溪县教育局 2023 退回修改 第 1 次" in page and "请补充" in page


@pytest.mark.parametrize("role", [role for role in Role if role != Role.AUDITOR])
def test_the_list_of_all_steps_is_the_auditors(client, role):
    shown(client, make_user(role), reverse("reports:events"), status=403)
    assert not Event.objects.exists()


# --- the top bar -------------------------------------------------------------------------------------------------


def test_the_bar_counts_what_waits_for_the_reviewer(client, notice, reviewer):
    filed(notice, "云溪县教育局", 2)
    assert ">审核 1</a>" in shown(client, reviewer)


def test_anonymous_visitors_cost_one_query_for_the_notices(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get(reverse("login"))
    assert "主导航" not in response.content.decode()


def test_login_names_places_and_deadlines_of_open_notices_and_no_unit(client, notice, clerk):
    past = timezone.now() - datetime.timedelta(minutes=1)
    closed = make_notice(notice.jurisdiction, fiscal_year=notice.fiscal_year - 1, due_at=past)
    page = client.get(reverse("login")).content.decode()
    assert notice.jurisdiction.name in page and f"{notice.fiscal_year}年度" in page and "还有 " in page
    assert f"{closed.fiscal_year}年度" not in page
    assert clerk.unit.name not in page and notice.title not in page


# --- notices -----------------------------------------------------------------------------------------------------


def test_the_bureau_reads_how_far_the_units_are(client, notice, reviewer):
    filed(notice, "云溪县教育局", 2)
    page = text(shown(client, reviewer, reverse("reports:notices")))
    assert "1 0 0 0 0 1" in page  # one submitted, one not begun


def test_a_unit_reads_the_notice_but_not_how_far_others_are(client, notice, clerk):
    page = shown(client, clerk, reverse("reports:notice", args=[notice.pk]))
    assert notice.number in page and "各单位进度" not in page and "开始填报" in page
    assert "待审核" not in shown(client, clerk, reverse("reports:notices"))


def test_the_notice_of_another_place_is_not_found(client, clerk):
    shown(client, clerk, reverse("reports:notice", args=[make_notice().pk]), status=404)


# --- the deadline's line -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "hours", "headline"),
    [(12, 5, "还有 12 天"), (0, 5, "今天 17:00 截止"), (0, -2, "今天已截止"), (-3, 0, "已过 3 天")],
)
def test_the_days_left_are_said_in_words(days, hours, headline):
    due_at = NOON + datetime.timedelta(days=days, hours=hours)
    line = charts.due_line(datetime.date(2024, 5, 20), due_at, NOON)
    assert line.headline == headline
    assert line.late == headline.startswith(("已过", "今天已"))


def test_today_stands_between_the_notice_and_the_deadline():
    due_at = NOON.replace(month=6, day=30, hour=17, minute=30)
    line = charts.due_line(datetime.date(2024, 5, 20), due_at, NOON)
    assert line.due == "6月30日（星期日）17:30 截止送审"
    assert 4 < float(line.x_today) < float(line.x_due) == 302


def test_bars_start_at_nought():
    drawn = charts.bars([("2022", Decimal("100.00"), False), ("2023", Decimal("400.00"), True)])
    assert [bar.width for bar in drawn] == ["40.0", "160.0"]
    assert charts.bars([("2023", Decimal(0), True)])[0].width == "0.0"
