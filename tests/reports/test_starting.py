"""A report begun from last year's: who may, when, and what then stands where."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from lib.address import replace
from lib.denied import Denied, WrongMoment
from reports import rows
from reports.assessment import assess
from reports.models import FactChange, Report, Section, Status
from reports.sample import SAMPLE
from reports.services import freeze, open_report
from reports.starting import last_year, said, start_from
from tests.factories import make_notice, make_report, make_unit, make_user
from tests.racing import kinds, together
from tests.reports.editing import Clerk
from units.models import Role

pytestmark = pytest.mark.django_db
BASIC, COST = "budget.nature.basic", "narrative.cost.text"
OLD = replace(SAMPLE, COST, "2023年基本支出268.00万元，收到捐书1200册。")


@pytest.fixture
def old():
    return make_report(filing=OLD, status=Status.APPROVED)


@pytest.fixture
def notice(old):
    return make_notice(
        old.notice.jurisdiction, fiscal_year=2024, title="关于2024年度自评的通知", number="云财〔2025〕9号"
    )


@pytest.fixture
def clerk(old):
    return make_user(Role.CLERK, old.unit)


@pytest.fixture
def report(old, notice):
    return open_report(notice=notice, unit=old.unit)


def test_structure_and_words_come_over_without_figures(report, old, clerk):
    filing = rows.take(start_from(report, old, by=clerk))
    assert filing.projects["1"].label == OLD.projects["1"].label and filing.projects["1"].actual is None
    assert filing[f"{BASIC}.prior_actual"] == OLD[f"{BASIC}.actual"] and filing[f"{BASIC}.actual"] is None
    assert filing[COST] == f"{{fiscal_year}}年基本支出{{{BASIC}.actual}}万元，收到捐书1200册。"
    assert filing.basis.number == "云财〔2025〕9号" and filing.fiscal_year == 2024


def test_what_is_lit_survives_saving(report, old, clerk):
    start_from(report, old, by=clerk)
    assert "收到捐书1200册" in [row.words for row in rows.take(Report.objects.get(pk=report.pk)).rolled.values()]


def test_what_was_filed_counts_not_what_was_typed_after(old):
    freeze(old, by=make_user(Role.CLERK, old.unit))
    old.unit_year.budget_lines.filter(scheme="nature", key="basic").update(actual=1)
    assert said(old)[f"{BASIC}.actual"] == OLD[f"{BASIC}.actual"]


def test_history_names_who_began_and_every_section_moves_on(report, old, clerk):
    start_from(report, old, by=clerk)
    assert set(FactChange.objects.filter(report=report).values_list("by", flat=True)) == {clerk.pk}
    assert set(Section.objects.filter(report=report).values_list("revision", flat=True)) == {1}
    assert {"budget", "narrative.cost", "projects"} <= set(report.sections.values_list("key", flat=True))


def test_begun_work_is_never_overwritten(report, old, clerk):
    start_from(report, old, by=clerk)
    with pytest.raises(WrongMoment):
        start_from(report, old, by=clerk)


def test_only_the_same_unit_and_the_year_before_will_do(report, old, clerk):
    stranger = make_report(make_unit(old.unit.jurisdiction), old.notice)
    for wrong in (stranger, report):
        with pytest.raises(Denied):
            start_from(report, wrong, by=clerk)


def test_only_a_clerk_of_the_unit_begins(report, old):
    for person in (make_user(Role.HEAD, old.unit), make_user(Role.CLERK)):
        with pytest.raises(Denied):
            start_from(report, old, by=person)
    assert rows.take(report)[COST] if COST in rows.take(report).narrative else not report.narratives.exists()


def test_another_units_report_is_nobodys_last_year(old, notice):
    other = make_user(Role.CLERK, make_unit(old.unit.jurisdiction))
    assert last_year(old.unit, 2024, other) is None
    assert last_year(old.unit, 2024, make_user(Role.CLERK, old.unit)) == old
    assert last_year(old.unit, 2025, make_user(Role.CLERK, old.unit)) is None


def test_a_blank_report_knows_what_its_lines_were(report):
    assert report.unit_year.budget_lines.get(scheme="nature", key="basic").prior_actual == Decimal("2680000.00")


# --- the page ----------------------------------------------------------------------------------------------------


def test_the_first_page_offers_last_years_report(client, clerk, notice):
    client.force_login(clerk)
    page = client.get(reverse("home")).content.decode()
    assert "从 2023年度报告开始" in page and "从空白开始" in page
    answer = client.post(reverse("reports:open", args=[notice.pk]), {"begin": "last_year"})
    report = Report.objects.get(notice=notice)
    assert answer["Location"] == reverse("reports:edit", args=[report.pk, "profile"])
    assert report.narratives.filter(text__contains="fiscal_year").exists()


def test_pressing_twice_begins_once(client, clerk, notice):
    client.force_login(clerk)
    for _ in range(2):
        assert client.post(reverse("reports:open", args=[notice.pk]), {"begin": "last_year"}).status_code == 302
    assert set(Section.objects.values_list("revision", flat=True)) == {1}


def test_without_last_year_there_is_nothing_to_begin_from(client):
    unit = make_unit()
    notice = make_notice(unit.jurisdiction)
    client.force_login(make_user(Role.CLERK, unit))
    assert "从上年报告开始" not in client.get(reverse("home")).content.decode()
    assert client.post(reverse("reports:open", args=[notice.pk]), {"begin": "last_year"}).status_code == 409


def test_every_step_of_a_begun_report_opens_and_saves(report, old, clerk):
    start_from(report, old, by=clerk)
    desk = Clerk(report)
    for step in ("profile", "staffing", "budget", "projects", "goals", "indicators", "narrative.cost", "attachments"):
        assert desk.save(step).status == 302, step


# --- until somebody has looked -------------------------------------------------------------------------------------


@pytest.fixture
def desk(report, old, clerk):
    start_from(report, old, by=clerk)
    return Clerk(report)


def lit(report):
    return [row.words for row in rows.take(Report.objects.get(pk=report.pk)).rolled.values() if row.stands == COST]


def test_chapter_lists_what_is_last_years_and_the_paper_lights_it(desk):
    page = desk.open("narrative.cost")
    assert "上年的话 1 处" in page.words and "收到捐书1200册" in page.words
    preview = desk.get("preview").text
    assert re.search(r'class="hit old"[^>]*title="上年的话，改过才消失"><mark>1200册</mark>', preview)


def test_said_to_be_right_it_is_lit_no_more(desk, report):
    page = desk.open("narrative.cost")
    key = re.search(r'name="right" value="(\d+)"', page.text)[1]
    assert desk.send(page, "narrative.cost", right=key).status == 302
    assert lit(report) == [] and "上年的话" not in desk.open("narrative.cost").words
    assert FactChange.objects.filter(
        report=report, section="narrative.cost", label__contains="上年的话", new=""
    ).exists()


def test_nobody_says_it_of_another_page(desk, report):
    other = desk.open("narrative.problems")
    desk.send(other, "narrative.problems", right="all")
    assert lit(report) == ["收到捐书1200册"]


def test_a_report_with_last_years_words_is_not_filed_unnoticed(desk, report):
    assert [one.code for one in assess(report).open_findings if one.addresses == (COST,)] == ["N105"]


def test_a_report_opened_blank_by_mistake_may_still_begin_from_last_year(client, clerk, report, notice):
    client.force_login(clerk)
    assert "从 2023年度报告开始" in client.get(reverse("home")).content.decode()
    client.post(reverse("reports:open", args=[notice.pk]), {"begin": "last_year"})
    assert report.sections.exists() and "从 2023年度报告开始" not in client.get(reverse("home")).content.decode()


def test_two_who_save_the_same_page_merge_whatever_was_said_to_be_right(desk, report):
    colleague = Clerk(report)
    late = colleague.open("narrative.cost")
    page = desk.open("narrative.cost")
    desk.send(page, "narrative.cost", right="all")
    answer = colleague.send(late, "narrative.cost", {COST: "全年运转正常。"})
    assert answer.status == 409 and "全年运转正常。" in answer.words


@pytest.mark.django_db(transaction=True)
def test_two_who_begin_at_once_begin_one_report(report, old, clerk):
    answers = together(*[lambda: start_from(report, old, by=clerk)] * 3)
    assert kinds(answers) == ["Report", "WrongMoment", "WrongMoment"]
    assert set(Section.objects.filter(report=report).values_list("revision", flat=True)) == {1}


def test_the_list_follows_what_is_typed(desk):
    page = desk.open("narrative.cost")
    way = reverse("reports:typed_chapter", args=[desk.report.pk, "narrative", "cost"])
    posted = page.fields | {page.ids[COST]: page.fields[page.ids[COST]].replace("1200册", "1300册")}
    before, after = (desk.client.post(way, data).json()["findings"] for data in (page.fields, posted))
    assert "上年的话 1 处" in before and "N105" not in before and "上年的话" not in after
