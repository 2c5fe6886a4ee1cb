"""Rows of a list change places: by the buttons of a page without script, and by the places a script posts."""

import re

import pytest

from budgets.models import Project
from indicators.models import Indicator
from reports.rows import take
from tests.factories import make_report
from tests.reports.editing import Clerk, Page
from tests.reports.test_conflict import chosen

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return make_report()


@pytest.fixture
def clerk(report):
    return Clerk(report)


def order(report, listed="projects"):
    return [row.label for row in getattr(take(report), listed).values()]


def button(page: Page, at: str, by: int) -> str:
    """Return the value of the button that moves the row at *at*."""
    return page.ids[f"{at}.label"].removesuffix("-label") + f":{by}"


def three_projects(report):
    Project.objects.filter(unit_year=report.unit_year).delete()
    Project.objects.bulk_create(
        Project(unit_year=report.unit_year, key=str(n), label=name, position=0) for n, name in enumerate("甲乙丙")
    )


def test_a_row_is_moved_without_script_and_saved_where_it_stands(clerk, report):
    three_projects(report)
    page = clerk.open("projects")
    moved = clerk.send(page, "projects", move=button(page, "projects.2", -1))
    assert "还没有保存" in moved.words and order(report) == ["甲", "乙", "丙"]
    assert [*map(moved.text.index, ('value="甲"', 'value="丙"', 'value="乙"'))] == sorted(
        map(moved.text.index, ('value="甲"', 'value="丙"', 'value="乙"'))
    )
    clerk.send(moved, "projects")
    assert order(report) == ["甲", "丙", "乙"]


def test_the_first_row_moves_no_further(clerk, report):
    three_projects(report)
    page = clerk.open("projects")
    clerk.send(clerk.send(page, "projects", move=button(page, "projects.0", -1)), "projects")
    assert order(report) == ["甲", "乙", "丙"]


@pytest.mark.parametrize("wanted", ["", "projects-9:1", "projects-0:99", "projects-0", "nature-0:1", "projects:1"])
def test_a_button_nobody_drew_moves_nothing(clerk, report, wanted):
    three_projects(report)
    page = clerk.send(clerk.open("projects"), "projects", move=wanted)
    assert page.status == 200
    clerk.send(page, "projects")
    assert order(report) == ["甲", "乙", "丙"]


def test_places_only_sort_whatever_is_posted_as_such(clerk, report):
    three_projects(report)
    clerk.save("projects", **{"projects-0-ORDER": "7", "projects-1-ORDER": "-1", "projects-2-ORDER": "３"})
    assert sorted(order(report)) == sorted("甲乙丙") and order(report)[-1] == "甲"


def test_a_new_row_stands_where_it_was_moved_to(clerk, report):
    three_projects(report)
    page = clerk.send(clerk.open("projects"), "projects", add="projects")
    page = clerk.send(page, "projects", **{"projects-3-label": "丁"})
    assert order(report) == ["甲", "乙", "丙", "丁"]
    page = clerk.send(clerk.open("projects"), "projects", add="projects")
    clerk.send(page, "projects", **{"projects-4-label": "戊", "projects-4-ORDER": "0", "projects-0-ORDER": "1"})
    assert order(report).index("戊") == 0


def test_a_heading_moves_among_headings_with_what_stands_under_it(clerk, report):
    year = report.unit_year
    Indicator.objects.filter(unit_year=year).delete()
    Indicator.objects.bulk_create(
        Indicator(unit_year=year, key=key, label=key, parent=parent, position=n)
        for n, (key, parent) in enumerate([("a", ""), ("a1", "a"), ("a2", "a"), ("b", ""), ("b1", "b")])
    )
    page = clerk.open("indicators")
    page = clerk.send(page, "indicators", move=button(page, "indicators.b", -1))
    shown = [page.text.index(f'id="indicators.{key}"') for key in ("b", "b1", "a", "a1", "a2")]
    assert shown == sorted(shown)
    clerk.send(page, "indicators", move=button(page, "indicators.a1", 1))
    clerk.send(page, "indicators")
    assert order(report, "indicators").index("b") < order(report, "indicators").index("a")


def test_lines_that_have_their_place_offer_no_move(clerk):
    page = clerk.open("three_public")
    assert 'name="move"' not in page.text and "-ORDER" not in page.text


def test_my_order_and_the_other_persons_amount_are_both_kept(report):
    three_projects(report)
    li, chen = Clerk(report, name="李会计"), Clerk(report, name="陈敏")
    opened = chen.open("projects")
    li.save("projects", {"projects.0.actual": "3"})
    moved = chen.send(opened, "projects", move=button(opened, "projects.2", -1))
    page = chen.send(moved, "projects")
    assert page.status == 409 and "行的顺序" in page.words
    chen.client.post(chen.url("projects"), chosen(page))
    assert order(report) == ["甲", "丙", "乙"] and take(report)["projects.0.actual"] == 30000


def test_buttons_say_which_row_they_move(clerk, report):
    three_projects(report)
    buttons = re.findall(r'<button[^>]*name="move"[^>]*>.*?</button>', clerk.open("projects").text, re.S)
    assert sum("上移乙" in one for one in buttons) == 1 == sum("下移乙" in one for one in buttons)
