"""A bureau writes its own outline in the browser, publishes it, and a unit takes it over; with and without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from reports.models import Definition, Notice, Report
from tests.e2e.people import log_in
from tests.e2e.test_screens import look
from tests.factories import make_jurisdiction, make_notice, make_report, make_unit, make_user
from units.models import Role

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
MISTAKE = '\n[[chapter]]\nkey = "more"\nheading = "其他"\n[[chapter.block]]\nkind = "ornament"\n'
MENDED = MISTAKE.replace('"ornament"', '"sentence"\ntext = "本章由本地增加。"')


@pytest.fixture
def people(db):
    place = make_jurisdiction()
    unit = make_unit(place)
    make_report(unit, make_notice(place))
    return make_user(Role.BUREAU, place), make_user(Role.CLERK, unit)


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_an_own_outline_is_written_published_and_taken_over(people, new_context, live_server, script):
    bureau, clerk = people
    desk = log_in(new_context, live_server, bureau, java_script_enabled=script)
    desk.get_by_role("link", name="提纲与方案").click()
    desk.get_by_role("link", name="沅江市2023年度提纲").click()
    desk.get_by_role("button", name="复制为本地稿").click()
    expect(desk.locator("h1")).to_contain_text("第 1 版")

    write(desk, desk.get_by_role("textbox", name="内容").input_value() + MISTAKE)
    expect(desk.get_by_role("alert")).to_contain_text("没有保存，有 1 处错误")
    if script:
        look(desk)
        desk.get_by_role("link", name="行").click()
        chosen = "document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)"
        assert desk.evaluate(chosen) == 'kind = "ornament"'
    write(desk, desk.get_by_role("textbox", name="内容").input_value().replace(MISTAKE.strip(), MENDED.strip()))
    expect(desk.get_by_text("已保存的稿子没有错误")).to_be_visible()

    desk.get_by_role("link", name="在示例上预览").click()
    expect(desk.locator("article.paper")).to_contain_text("本章由本地增加。")
    desk.get_by_role("link", name="发布，用于通知").click()
    desk.get_by_role("radio").first.check()
    desk.get_by_role("button", name="发布", exact=True).click()
    expect(desk.get_by_text("内容不再改变").first).to_be_visible()
    assert Notice.objects.get().outline == Definition.objects.get().ref != Report.objects.get().outline

    filing = log_in(new_context, live_server, clerk, java_script_enabled=script)
    filing.get_by_role("link", name="去比较").click()
    expect(filing.locator(".differences")).to_contain_text("其他")
    if script:
        look(filing)
    filing.get_by_role("button", name="改用新版").click()
    expect(filing.locator("article.paper")).to_contain_text("本章由本地增加。")


def write(page: Page, text: str) -> None:
    page.get_by_role("textbox", name="内容").fill(text)
    page.get_by_role("button", name="保存草稿").click()


def test_numbers_follow_what_is_typed(people, new_context, live_server):
    bureau, _ = people
    desk = log_in(new_context, live_server, bureau)
    desk.goto(f"{live_server.url}/definitions/outline/national/2020/")
    desk.get_by_role("button", name="复制为本地稿").click()
    desk.get_by_role("textbox", name="内容").fill("\n".join(["# 一行"] * 60))
    expect(desk.locator(".gutter span")).to_have_count(60)
    expect(desk.locator("[data-save-line]")).to_contain_text("还没有保存")
