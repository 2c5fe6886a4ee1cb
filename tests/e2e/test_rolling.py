"""A clerk begins with last year's report: last year beside each field, last year's words lit until touched."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize, expect

from lib.address import replace
from reports.models import Status
from reports.sample import SAMPLE
from tests.e2e.people import field, log_in
from tests.factories import make_notice, make_report, make_user
from units.models import Role

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
COST = "narrative.cost.text"
WORDS = "2023年度基本支出268.00万元，收到捐书1200册，发放600册。"
SIZES: tuple[ViewportSize, ...] = ({"width": 390, "height": 844}, {"width": 1366, "height": 768})


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_clerk_begins_with_last_years_report(new_context, live_server, javascript):
    old = make_report(filing=replace(SAMPLE, COST, WORDS), status=Status.APPROVED)
    make_notice(old.notice.jurisdiction, fiscal_year=2024)
    clerk = make_user(Role.CLERK, old.unit)
    page = log_in(new_context, live_server, clerk, java_script_enabled=javascript)
    page.get_by_role("button", name="从上年报告开始").click()
    expect(page.locator(".msg").first).to_contain_text("已从2023年度报告开始")

    page.goto(re.sub(r"edit/.*", "edit/budget/", page.url))
    expect(page.locator("td.was", has_text="268.00").first).to_be_visible()
    expect(field(page, "budget.nature.basic.actual")).to_have_value("")
    field(page, "budget.nature.basic.actual").fill("270.00")
    save(page)
    judge(page, javascript)

    page.goto(re.sub(r"edit/.*", "edit/narrative/cost/", page.url))
    expect(page.locator("#old-words")).to_have_text("上年的话 2 处")
    judge(page, javascript)
    page.get_by_role("button", name="仍然正确：收到捐书1200册").click()
    expect(page.locator("#old-words")).to_have_text("上年的话 1 处")
    box = page.locator(f'textarea[id="{COST}"]')
    box.fill(box.input_value().replace("发放600册", "发放650册"))
    save(page)
    expect(page.locator("#old-words")).to_have_count(0)

    page.goto(re.sub(r"edit/.*", "preview/", page.url))
    expect(page.locator(".paper").first).to_contain_text("2024年度基本支出270.00万元，收到捐书1200册，发放650册。")


def save(page: Page) -> None:
    page.get_by_role("button", name="保存", exact=True).last.click()
    expect(page.locator("[data-save-line]").first).to_contain_text("已保存")


def judge(page: Page, javascript: bool) -> None:
    """Nothing is amiss at either width."""
    for size in SIZES if javascript else ():
        page.set_viewport_size(size)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        assert not found, [(one["id"], [node["target"] for node in one["nodes"]]) for one in found]
