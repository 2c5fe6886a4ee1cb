"""The page saves itself: what was typed is in the report, or still in the browser, whatever happens in between."""

import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, Route, expect

from budgets.models import Project
from reports.models import FactChange, Narrative
from reports.rows import take
from tests.e2e.people import field, log_in
from tests.factories import PASSWORD, make_report, make_user
from units.models import Role

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
BASIC, PROJECT = "budget.nature.basic.actual", "budget.nature.project.actual"
TEXT = "一、人手不足。\n" + "绩效" * 1500
SAVES = "**/autosave/**"


@pytest.fixture
def report(transactional_db):
    return make_report()


@pytest.fixture
def clerk(report):
    return make_user(Role.CLERK, report.unit, name="陈敏")


@pytest.fixture
def open_step(new_context, live_server, report, clerk):
    """Open a step of the report in a window of its own, logged in as somebody of the unit."""

    def opened(step: str, user=None) -> Page:
        page = log_in(new_context, live_server, user or clerk)
        page.goto(f"{live_server.url}/reports/{report.pk}/edit/{step}/")
        return page

    return opened


def again(page: Page) -> Page:
    """Return the same address in another window of the same browser."""
    other = page.context.new_page()
    other.goto(page.url)
    return other


def line(page: Page):
    return page.locator("[data-save-text]").first


def saved(page: Page) -> None:
    expect(line(page)).to_have_text(re.compile(r"^已保存 \d\d:\d\d$"))


def test_pause_is_enough_to_be_saved(open_step, report):
    page = open_step("budget")
    field(page, BASIC).fill("270.50")
    expect(line(page)).to_have_text("有改动，稍后自动保存")
    saved(page)
    assert take(report)[BASIC] == 2705000
    page.reload()
    expect(page.locator("[data-messages]")).to_have_text("")
    expect(field(page, BASIC)).to_have_value("270.50")


def test_what_is_typed_while_a_save_is_on_its_way_is_saved_next(open_step, report):
    page = open_step("budget")
    held: list[Route] = []
    page.route(SAVES, lambda route: held.append(route) if not held else route.continue_())
    field(page, BASIC).fill("270.50")
    expect(line(page)).to_have_text("正在保存…")
    field(page, PROJECT).fill("140")
    held[0].continue_()
    saved(page)
    assert take(report)[BASIC] == 2705000 and take(report)[PROJECT] == 1400000


def test_new_row_is_added_once_and_found_by_its_address(open_step, report):
    page = open_step("projects")
    before = Project.objects.count()
    page.get_by_role("button", name="加一个项目").click()
    name = page.locator(f'[name="projects-{before}-label"]')
    name.fill("科普大篷车")
    saved(page)
    key = Project.objects.get(label="科普大篷车").key
    field(page, f"projects.{key}.label").fill("科普大篷车巡展")
    expect(line(page)).to_have_text("有改动，稍后自动保存")
    saved(page)
    page.locator("[data-save]").click()
    expect(field(page, f"projects.{key}.label")).to_have_value("科普大篷车巡展")
    assert Project.objects.count() == before + 1


def test_letters_in_an_amount_are_named_and_the_rest_is_saved(open_step, report):
    page = open_step("budget")
    field(page, BASIC).fill("很多")
    field(page, PROJECT).fill("140")
    expect(line(page)).to_have_text(re.compile(r"^已保存 \d\d:\d\d，1 处未保存$"))
    expect(page.locator("[data-refused]")).to_contain_text("请只填数字")
    expect(field(page, BASIC)).to_have_value("很多")
    assert take(report)[PROJECT] == 1400000
    field(page, BASIC).fill("270.50")
    saved(page)
    expect(page.locator("[data-refused]")).to_be_hidden()
    assert take(report)[BASIC] == 2705000


def test_crash_brings_the_text_back(open_step, report):
    page = open_step("narrative/problems")
    page.evaluate("() => { window.fetch = () => new Promise(() => {}); }")  # nothing leaves this page any more
    page.wait_for_timeout(300)
    page.locator("textarea.editor").fill(TEXT)
    page.close(run_before_unload=False)
    page = again(page)
    expect(page.locator("[data-messages]")).to_contain_text("已找回您上次没来得及保存的 1 处内容")
    expect(page.locator("textarea.editor")).to_have_value(TEXT)


def test_line_says_that_the_network_is_gone_and_saves_when_it_is_back(open_step, report):
    page, down = open_step("budget"), [True]

    def answer(route: Route) -> None:
        route.abort("internetdisconnected") if down[0] else route.continue_()

    page.route(SAVES, answer)
    field(page, BASIC).fill("270.50")
    expect(line(page)).to_have_text("未保存：网络不通，内容已存在本机，联网后自动重试")
    assert take(report)[BASIC] == 2680000
    field(page, BASIC).fill("271")
    down[0] = False
    page.evaluate("window.dispatchEvent(new Event('online'))")
    saved(page)
    expect(line(page)).to_have_text(re.compile("^已保存"))
    page.wait_for_timeout(4000)
    assert take(report)[BASIC] == 2710000


def test_answer_lost_on_the_way_is_no_second_row_and_no_conflict(open_step, report):
    page = open_step("projects")
    lost: list[object] = []

    def answer(route: Route) -> None:
        if lost:
            route.continue_()
        else:
            lost.append(route.fetch())
            route.abort("connectionreset")

    page.route(SAVES, answer)
    before = Project.objects.count()
    page.get_by_role("button", name="加一个项目").click()
    page.locator(f'[name="projects-{before}-label"]').fill("科普大篷车")
    expect(line(page)).to_have_text(re.compile("网络不通"))
    assert Project.objects.count() == before + 1
    page.locator(f'[name="projects-{before}-label"]').fill("科普大篷车巡展")
    page.locator("[data-save]").click()
    expect(page.locator('[value="科普大篷车巡展"]').first).to_be_visible()
    assert Project.objects.count() == before + 1


def test_session_that_ends_while_typing_loses_nothing(open_step, report, clerk):
    page = open_step("narrative/problems")
    Session.objects.all().delete()
    page.locator("textarea.editor").fill(TEXT)
    expect(line(page)).to_have_text("未保存：登录已过期，内容已存在本机")
    with page.expect_popup() as opened:
        page.get_by_role("link", name="在新窗口登录").click()
    opened.value.get_by_label("账号").fill(clerk.username)
    opened.value.get_by_label("密码").fill(PASSWORD)
    opened.value.get_by_role("button", name="登录").click()
    expect(opened.value.get_by_label("密码")).to_have_count(0)
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    saved(page)
    assert Narrative.objects.get(key="problems").text == TEXT


def test_login_in_another_tab_changes_the_token_and_saving_goes_on(open_step, report, clerk):
    page = open_step("budget")
    other = again(page)
    other.goto(page.url.split("/reports")[0])
    other.locator(".who > summary").click()
    other.get_by_role("button", name="退出").click()
    other.get_by_label("账号").fill(clerk.username)
    other.get_by_label("密码").fill(PASSWORD)
    other.get_by_role("button", name="登录").click()
    expect(other.get_by_label("密码")).to_have_count(0)
    field(page, BASIC).fill("270.50")
    saved(page)
    assert take(report)[BASIC] == 2705000


def test_two_people_on_one_step_are_led_to_both_versions(open_step, report):
    li = make_user(Role.CLERK, report.unit, name="李会计")
    chen, other = open_step("budget"), open_step("budget", li)
    field(other, BASIC).fill("270.50")
    saved(other)
    field(chen, BASIC).fill("273.77")
    expect(line(chen)).to_have_text(re.compile(r"^未保存：李会计 \d\d:\d\d 保存过这一步$"))
    chen.get_by_role("button", name="对照两份内容，合并后保存").click()
    for words in ("李会计", "268.00", "270.50", "273.77"):
        expect(chen.locator("main")).to_contain_text(words)
    assert take(report)[BASIC] == 2705000
    chen.get_by_label(re.compile("273.77")).check()
    chen.get_by_role("button", name=re.compile("保存合并结果")).click()
    expect(field(chen, BASIC)).to_have_value("273.77")
    expect(chen.locator("[data-messages]")).not_to_contain_text("找回")


def test_leaving_at_once_saves_and_asks_nothing(open_step, report):
    page = open_step("budget")
    asked: list[object] = []
    page.on("dialog", lambda dialog: asked.append(dialog.message))
    field(page, BASIC).press_sequentially("1")
    page.get_by_role("link", name=re.compile("人员编制")).first.click()
    expect(page.get_by_role("heading", name="人员编制", level=2)).to_be_visible()
    for _ in range(100):
        if FactChange.objects.filter(at=BASIC).exists():
            break
        page.wait_for_timeout(100)
    assert not asked and FactChange.objects.filter(at=BASIC).exists()
