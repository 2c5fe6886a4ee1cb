"""What each field was last year stands beside it: read, never typed, and nowhere that nothing was."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports import prior
from reports.models import Status
from reports.services import open_report
from reports.starting import start_from
from tests.factories import make_notice, make_report, make_unit, make_user
from tests.reports.editing import Clerk
from tests.reports.rich import RICH
from units.models import Role

pytestmark = pytest.mark.django_db
BASIC = "budget.nature.basic"


@pytest.fixture
def old():
    return make_report(filing=RICH, status=Status.APPROVED)


@pytest.fixture
def report(old):
    notice = make_notice(old.notice.jurisdiction, fiscal_year=2024)
    return start_from(open_report(notice=notice, unit=old.unit), old, by=make_user(Role.CLERK, old.unit))


def was(page) -> list[str]:
    """Return the cells of last year on *page*, blank ones left out."""
    return [one for one in re.findall(r'<td[^>]*class="was num[^"]*"[^>]*>([^<]*)</td>', page.text) if one]


@pytest.mark.parametrize(
    ("step", "head", "cell"),
    [
        ("budget", "2023年决算", "268.00"), ("projects", "2023年决算", "95.00"), ("staffing", "2023年人数", "12"),
        ("three_public", "2023年决算", "1.50"), ("indicators", "2023年", "93.5"), ("funds", "2023年支出", "9.00"),
    ],
)  # fmt: skip
def test_each_table_shows_what_its_lines_were(report, step, head, cell):
    page = Clerk(report).open(step)
    assert f">{head}</th>" in page.text
    assert any(cell in one for one in was(page)), was(page)


def test_single_facts_tell_it_under_the_field(report):
    words = Clerk(report).open("assets").words
    assert "上年 2023年12月31日" in words and "上年 96.50" in words


def test_it_is_no_input_and_a_save_keeps_what_is_stored(report):
    desk = Clerk(report)
    page = desk.save("budget", {f"{BASIC}.actual": "270.00"})
    assert page.status == 302 and f"{BASIC}.prior_actual" not in desk.open("budget").ids
    line = report.unit_year.budget_lines.get(scheme="nature", key="basic")
    assert (line.prior_actual, line.actual) == (RICH[f"{BASIC}.actual"], 2700000)


def test_what_this_report_says_otherwise_stays_an_input(report):
    report.unit_year.budget_lines.filter(scheme="nature", key="basic").update(prior_actual=None)
    page = Clerk(report).open("budget")
    assert f"{BASIC}.prior_actual" in page.ids
    assert (
        re.search(r'placeholder="268.00"[^>]*id="budget.nature.basic.prior_actual"', page.text)
        or 'placeholder="268.00"' in page.text
    )


def test_what_a_finding_blames_can_be_corrected(report):
    report.unit_year.budget_lines.filter(scheme="nature", key="total").update(prior_actual=1)
    page = Clerk(report).open("budget")
    assert f"{BASIC}.prior_actual" in page.ids and "budget.economic.301.prior_actual" not in page.ids


def test_rows_of_other_keys_are_found_by_name(report):
    before = was(Clerk(report).open("staffing"))
    for number, row in enumerate(report.unit_year.staff_counts.exclude(key="total"), 70):
        report.unit_year.staff_counts.filter(pk=row.pk).update(key=str(number))
    assert was(Clerk(report).open("staffing")) == before


def test_without_last_year_there_is_no_column():
    page = Clerk(make_report()).open("staffing")
    assert "2022年" not in page.words and not was(page)


def test_another_units_year_is_nobodys_last_year(old):
    stranger = make_report(make_unit(old.unit.jurisdiction), make_notice(old.notice.jurisdiction, fiscal_year=2024))
    assert prior.last_year_of(stranger, "budget") is None


def test_a_step_takes_six_queries_more_whatever_last_year_holds(report):
    with CaptureQueriesContext(connection) as queries:
        prior.last_year_of(report, "budget")
    assert len(queries) == 6
    with CaptureQueriesContext(connection) as queries:
        prior.last_year_of(report, "narrative")
    assert not queries
