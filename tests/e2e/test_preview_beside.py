"""The paper beside a form: opened and closed by key and remembered, true to what is typed, and each number a way to its field."""

import pytest
from playwright.sync_api import expect

from reports.models import FactChange, Narrative
from tests.e2e.people import field, log_in
from tests.e2e.test_screens import DESK, PHONE, look
from tests.factories import make_report, make_user
from units.models import Role

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
BASIC = "budget.nature.basic.actual"


@pytest.fixture
def page(new_context, live_server, transactional_db):
    report = make_report()
    page = log_in(new_context, live_server, make_user(Role.CLERK, report.unit))
    page.goto(f"{live_server.url}/reports/{report.pk}/edit/budget/")
    return page


def test_the_paper_says_what_is_typed_and_leads_to_the_field(page):
    paper, pane = page.locator("[data-paper]"), page.get_by_role("complementary", name="预览")
    expect(pane).to_be_hidden()
    page.keyboard.press("Alt+p")
    expect(paper.locator(f'[data-at="{BASIC}"]').first).to_have_text("268.00")
    changes = FactChange.objects.filter(new="2990000.00").count()
    field(page, BASIC).fill("299")
    expect(paper.locator(f'[data-at="{BASIC}"]').first).to_have_text("299.00")
    expect(paper.locator(f'[data-at="{BASIC}"]').first).to_be_in_viewport()
    expect(paper.locator(".tag").first).to_be_visible()
    assert FactChange.objects.filter(new="2990000.00").count() == changes == 0
    look(page)

    page.set_viewport_size(DESK)
    page.keyboard.press("Home")
    paper.locator("a", has_text="142.00").first.click()
    expect(field(page, "budget.nature.project.actual")).to_be_focused()


def test_it_is_remembered_and_not_shown_on_a_phone(page):
    page.keyboard.press("Alt+p")
    expect(page.locator("[data-paper]")).to_be_visible()
    field(page, BASIC).fill("268.00")
    page.reload()
    expect(page.locator("[data-paper]")).to_be_visible()
    page.set_viewport_size(PHONE)
    expect(page.locator("[data-paper]")).to_be_hidden()
    page.get_by_role("link", name="预览全文").click()
    expect(page).to_have_url(page.url.replace("edit/budget", "preview"))
    page.set_viewport_size(DESK)
    page.go_back()
    page.get_by_role("link", name="收起预览").click()
    expect(page.locator("[data-paper]")).to_be_hidden()
    expect(page.locator("[data-finding], #findings").first).to_be_visible()


def test_what_is_found_in_a_short_chapter_is_seen_below_its_text(new_context, live_server, transactional_db):
    report = make_report()
    Narrative.objects.filter(report=report, key="cost").update(text="全年支出总额410.42万元。")
    page = log_in(new_context, live_server, make_user(Role.CLERK, report.unit))
    page.goto(f"{live_server.url}/reports/{report.pk}/edit/narrative/cost/")
    expect(page.locator("[data-paper]")).to_be_visible()
    expect(page.locator("[data-finding] h3").first).to_be_in_viewport()
    assert page.locator("[data-finding] h3").first.bounding_box()["y"] < page.locator(".actions").bounding_box()["y"]
    page.keyboard.press("Alt+p")
    expect(page.locator("form #proofs")).to_be_visible()
