"""What a term means is one key away, and what is missing leads to its field; both work without a script."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.e2e.people import field, log_in
from tests.factories import make_report, make_user
from units.models import Role

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def report():
    return make_report()


@pytest.fixture
def clerk(new_context, live_server, report):
    def opened(path, **options):
        page = log_in(new_context, live_server, make_user(Role.CLERK, report.unit), **options)
        page.goto(f"{live_server.url}/reports/{report.pk}/{path}")
        return page

    return opened


def violations(page):
    found = Axe().run(page).response["violations"]
    return [(each["id"], [node["html"] for node in each["nodes"]]) for each in found]


def test_a_term_is_explained_on_hover_and_focus_and_goes_with_escape(clerk):
    page = clerk("edit/budget/")
    tip, head = page.get_by_role("tooltip"), page.locator("thead").first.get_by_role("link", name="决算数", exact=True)
    head.hover()
    expect(tip).to_contain_text("年度终了后")
    expect(head).to_have_attribute("aria-describedby", "term-tip")
    page.mouse.move(5, 5)
    expect(tip).to_be_hidden()
    head.focus()
    expect(tip).to_be_visible()
    assert not violations(page)
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    expect(head).to_be_focused()


def test_f1_explains_the_row_and_the_column_of_a_cell(clerk):
    page = clerk("edit/budget/")
    cell = field(page, "budget.nature.basic.actual")
    cell.focus()
    page.keyboard.press("F1")
    tip = page.get_by_role("tooltip")
    expect(tip).to_contain_text("基本支出：保障机构正常运转")
    expect(tip).to_contain_text("决算数：年度终了后")
    page.keyboard.press("Enter")
    expect(tip).to_be_hidden()


def test_tab_goes_from_cell_to_cell_past_the_terms(clerk):
    page = clerk("edit/budget/")
    field(page, "budget.nature.basic.actual").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id").startswith("budget.nature.personnel.")


def test_without_script_a_term_leads_to_its_entry(clerk):
    page = clerk("edit/assets/", java_script_enabled=False)
    with page.expect_popup() as opened:
        page.get_by_role("link", name="资产总额", exact=True).click()
    entry = opened.value.locator("#assets")
    expect(entry).to_contain_text("年末资产负债表上的资产合计")


def test_what_is_missing_leads_to_its_field(clerk, report):
    page = clerk("edit/assets/")
    for name in ("total", "current"):
        field(page, f"assets.{name}").fill("")
    page.locator("[data-save]").click()
    page.wait_for_load_state()
    page.goto(page.url.replace("edit/assets", "missing"))
    assert not violations(page)
    page.get_by_role("link", name="资产·资产总额").click()
    page.wait_for_url("**/edit/assets/#assets.total")
    page.locator("#lacks + ul").get_by_role("link", name="资产·流动资产").click()
    expect(page).to_have_url(page.url)
    assert page.url.endswith("#assets.current")


@pytest.mark.parametrize("width", [1366, 390])
def test_the_glossary_is_accessible(new_context, live_server, width):
    page = new_context().new_page()
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{live_server.url}/help/glossary/")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert not violations(page)
