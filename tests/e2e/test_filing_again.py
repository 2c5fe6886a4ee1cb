"""沅江 2024 filed from last year's Word file and one workbook of the accounts, every action counted: as people work, by keyboard
alone, and without scripts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reports.models import Report, Status
from reports.rows import take
from tests.e2e import story
from tests.e2e.hands import Hands, Keyboard, Scriptless
from tests.e2e.people import log_in
from tests.factories import make_user
from tests.published import needs_reports
from units.models import Role

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True), needs_reports]

MOST_ACTIONS = 120


@pytest.fixture
def clerk(db):
    return story.make_clerk()


def test_a_year_is_filed_from_last_years_word_file_and_one_workbook(clerk, new_context, live_server, record_property):
    hands = Hands(log_in(new_context, live_server, clerk))
    story.begin(hands)
    story.fill_in(hands)
    story.file(hands)
    is_filed(hands, record_property, "as people work")
    assert hands.actions < MOST_ACTIONS, hands.counted


def test_a_year_is_filed_by_keyboard_alone(clerk, new_context, live_server, record_property):
    page = new_context().new_page()
    page.goto(f"{live_server.url}/login/")
    hands = Keyboard(page)
    story.log_in(hands, clerk)
    story.begin(hands)
    story.fill_in(hands)
    story.list_annexes(hands)
    story.file(hands)
    is_filed(hands, record_property, "by keyboard alone")


def test_a_year_is_filed_without_scripts(clerk, new_context, live_server, record_property):
    clerk.unit.needs_sign_off = True
    clerk.unit.save()
    head = make_user(Role.HEAD, clerk.unit, name="周主席")
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_server.url}/login/")
    hands = Scriptless(page)
    story.log_in(hands, clerk)
    story.begin(hands)
    story.fill_in(hands)
    story.list_annexes(hands)
    story.ask_for_signature(hands)

    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_server.url}/login/")
    signing = Scriptless(page)
    story.log_in(signing, head)
    story.sign(signing)
    is_filed(hands, record_property, "without scripts")


def is_filed(hands: Hands, record_property, how: str) -> None:
    report = Report.objects.get()
    assert report.status == Status.SUBMITTED
    assert take(report)["budget.nature.total.actual"] == Decimal(story.TOTAL[2])
    record_property("filed", f"{how}: {hands.counted}")
