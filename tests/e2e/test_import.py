"""Last year's Word file and this year's figures, read and taken in the browser: with scripts and without, at a desk and on a phone."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

from reports import services
from reports.rows import take
from tests.e2e.people import field, log_in
from tests.e2e.test_screens import look
from tests.factories import make_notice, make_unit, make_user
from tests.lib.words import plain
from tests.published import FOLDER, needs_reports
from units.models import Role

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

FIGURES = {
    "fiscal_year": "2023",
    "budget": {
        "total": {
            "actual": "410.41",
            "restatements": [{"field": "actual", "amount": "410.42", "quote": "又作 410.42"}],
        },
        "basic_expenditure": {"actual": "273.77"},
    },
}


@pytest.fixture
def report():
    unit = make_unit(name="云溪县文化馆")
    return services.open_report(notice=make_notice(unit.jurisdiction), unit=unit)


@pytest.fixture
def clerk(report):
    return make_user(Role.CLERK, report.unit)


def hand_over(page: Page, name: str, content: bytes) -> None:
    page.locator("#id_file").set_input_files({"name": name, "mimeType": "", "buffer": content})
    page.get_by_role("button", name="读出内容").click()


@needs_reports
def test_word_file_of_last_year_is_read_and_taken(new_context, live_server, report, clerk):
    text = (FOLDER / "yuanjiang-2023.txt").read_text(encoding="utf-8")
    page = log_in(new_context, live_server, clerk)
    page.get_by_role("link", name="从文件导入").first.click()
    look(page, "import")
    hand_over(page, "上年自评报告.docx", plain(text))
    expect(page.get_by_role("alert")).to_contain_text("沅江市科学技术协会")
    look(page, "import-odd")
    page.get_by_role("button", name="仍用这份文件").click()
    expect(page.get_by_role("heading", name="没能读出")).to_be_visible()
    look(page, "import-readings")
    page.get_by_role("button", name="采纳无疑问的").first.click()
    expect(page.locator("[data-messages]")).to_contain_text("已采纳")
    assert take(report).duties
    look(page)


def test_doubtful_figure_is_chosen_and_its_source_stays_beside_the_field(new_context, live_server, report, clerk):
    page = log_in(new_context, live_server, clerk)
    page.goto(f"{live_server.url}/reports/{report.pk}/import/")
    hand_over(page, "决算.json", json.dumps(FIGURES, ensure_ascii=False).encode())
    ticked = page.locator("[data-ticked]")
    expect(ticked).to_have_text("1")
    page.get_by_label("整体支出·决算数 采用 410.42 万元").check()
    expect(ticked).to_have_text("2")
    page.get_by_label("勾选整节：收支决算").uncheck()
    expect(ticked).to_have_text("1")
    page.get_by_label("勾选整节：收支决算").check()
    page.get_by_role("button", name="采纳勾选的 2 项").click()
    expect(page.locator("[data-messages]")).to_contain_text("已采纳 2 项")
    page.goto(f"{live_server.url}/reports/{report.pk}/edit/budget/")
    expect(field(page, "budget.nature.total.actual")).to_have_value("410.42")
    expect(page.get_by_role("heading", name="数据来源")).to_be_visible()


def test_readings_open_in_the_form_unsaved_without_scripts(new_context, live_server, report, clerk):
    page = log_in(new_context, live_server, clerk, java_script_enabled=False)
    page.goto(f"{live_server.url}/reports/{report.pk}/import/")
    hand_over(page, "决算.json", json.dumps(FIGURES, ensure_ascii=False).encode())
    page.get_by_role("link", name="在表单中核对").click()
    expect(field(page, "budget.nature.basic.actual")).to_have_value("273.77")
    expect(page.get_by_role("main")).to_contain_text("还没有保存")
    assert take(report)["budget.nature.basic.actual"] is None
    page.get_by_role("button", name="保存", exact=True).click()
    assert take(report)["budget.nature.basic.actual"] == 2737700


def test_pasted_words_of_no_year_ask_for_it_by_keyboard(new_context, live_server, report, clerk):
    page = log_in(new_context, live_server, clerk)
    page.goto(f"{live_server.url}/reports/{report.pk}/import/")
    page.get_by_label("或粘贴文字").fill("一、单位概况\n基本支出273.77万元。")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="列出读出的内容")).to_be_visible()
    look(page, "import-year")
    page.get_by_label("2023年度，填入今年各栏").check()
    page.get_by_role("button", name="列出读出的内容").click()
    expect(page.locator("h1")).to_have_text("核对从文件读出的内容")
    look(page)
