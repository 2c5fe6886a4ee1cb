"""The pages of official forms: what they show is stored once, whoever writes it, and nobody is overwritten."""

from decimal import Decimal

import pytest

from reports.annexes import with_schedules
from reports.models import FactChange
from reports.outline import load_outline
from reports.rows import take
from reports.sample import SAMPLE
from reports.schedule_pages import pages
from tests.factories import make_notice, make_report
from tests.reports.editing import Clerk

pytestmark = pytest.mark.django_db
OUTLINE = with_schedules(load_outline("national/2020"))
BASIC = "schedules.national-basic_data"
PROJECT = "schedules.national-project_self_evaluation-1"
RECEPTION = "budget.three_public.reception.actual"


@pytest.fixture
def report():
    return make_report(notice=make_notice(outline="national/2020"))


@pytest.fixture
def clerk(report):
    return Clerk(report)


def test_each_project_has_a_page_of_its_own():
    listed = {page.key: page.project for page in pages(OUTLINE, SAMPLE)}
    assert [key for key, project in listed.items() if project] == [
        f"national-project_self_evaluation-{n}" for n in "12"
    ]
    assert "national-basic_data" in listed


@pytest.mark.parametrize("page", [page.key for page in pages(OUTLINE, SAMPLE)])
def test_untouched_page_changes_nothing(clerk, report, page):
    assert clerk.save(f"schedules.{page}").status == 302
    assert take(report) == SAMPLE
    assert not FactChange.objects.exists()


def test_a_fact_is_the_same_on_its_own_page_and_on_the_form(clerk, report):
    clerk.save(BASIC, {RECEPTION: "1.4"})
    assert take(report)[RECEPTION] == Decimal(14000)
    page = clerk.open("three_public")
    assert page.fields[page.ids[RECEPTION]] == "1.40"
    assert FactChange.objects.get().section == "three_public"


def test_what_a_form_alone_asks_for_is_kept_under_its_name(clerk, report):
    declared = [at for at in clerk.open(BASIC).ids if at.startswith("declared.") and at.endswith(".amount")]
    clerk.save(BASIC, {declared[0]: "30.66"})
    row = report.declared.get()
    assert (row.amount, bool(row.label)) == (Decimal(306600), True)
    assert declared[0] in FactChange.objects.values_list("at", flat=True)


def test_a_page_opened_before_another_page_saved_its_fact_merges_what_only_one_changed(clerk, report):
    stale = clerk.open(BASIC)
    clerk.save("three_public", {RECEPTION: "1.3"})
    answer = clerk.send(stale, BASIC, {"staffing.serving_staff.total.count": "12"})
    assert answer.status == 409
    assert take(report)["staffing.serving_staff.total.count"] == 11


def test_the_form_makes_its_own_pages_stale_too(clerk, report):
    stale = clerk.open("three_public")
    clerk.save(BASIC, {RECEPTION: "1.3"})
    assert clerk.send(stale, "three_public", {RECEPTION: "1.2"}).status == 409
    assert take(report)[RECEPTION] == Decimal(13000)


def test_letters_in_an_amount_are_refused_at_their_cell(clerk, report):
    answer = clerk.save(PROJECT, {"projects.1.actual": "九十五"})
    assert answer.status == 422 and "请只填数字" in answer.words
    assert take(report) == SAMPLE


def test_sources_of_a_projects_money_are_entered_on_its_form(clerk, report):
    at = next(
        at for at in clerk.open(PROJECT).ids if at.startswith("budget.project_source.1-") and at.endswith(".actual")
    )
    clerk.save(PROJECT, {at: "95"})
    assert take(report)[at] == Decimal(950000)


def test_a_place_without_forms_has_no_such_step(client, db):
    report = make_report(notice=make_notice(outline="zengcheng/2021"))
    clerk = Clerk(report)
    assert clerk.open("schedules").status == 302
    assert clerk.open("schedules.national-basic_data").status == 404


def test_the_page_of_another_unit_is_not_found(report):
    other = Clerk(make_report())
    other.report = report
    assert other.open(BASIC).status == 404
