"""The session ends, a second tab is open, a button is pressed twice: what was typed stays, what is done is done once."""

import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from reports.models import Event, Narrative, Submission
from reports.rows import take
from tests.e2e.people import field, log_in
from tests.factories import PASSWORD, make_report, make_user
from units.models import Role

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
TEXT = "一、人手不足。\n" + "绩效" * 1500
BASIC = "budget.nature.basic.actual"


@pytest.fixture(autouse=True)
def no_files(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@pytest.fixture
def report(transactional_db):
    return make_report()


@pytest.fixture
def clerk(report):
    return make_user(Role.CLERK, report.unit)


def goto(page: Page, live_server, report, path: str) -> Page:
    page.goto(f"{live_server.url}/reports/{report.pk}/{path}")
    return page


def second_tab(page: Page, live_server, report, path: str) -> Page:
    return goto(page.context.new_page(), live_server, report, path)


def save(page: Page) -> None:
    page.get_by_role("button", name="保存", exact=True).click()


def send_button(page: Page):
    return page.get_by_role("button", name=re.compile("^送审到"))


def session_runs_out(page: Page, live_server) -> None:
    Session.objects.all().delete()


def logs_out_in_another_tab(page: Page, live_server) -> None:
    other = page.context.new_page()
    other.goto(live_server.url)
    other.locator(".who > summary").click()
    other.get_by_role("button", name="退出").click()
    expect(other.get_by_label("密码")).to_be_visible()


@pytest.mark.parametrize("end", [session_runs_out, logs_out_in_another_tab])
def test_chapter_typed_into_an_ended_session_is_saved_after_a_new_login(new_context, live_server, report, clerk, end):
    page = goto(log_in(new_context, live_server, clerk), live_server, report, "edit/narrative/problems/")
    page.locator("textarea.editor").fill(TEXT)
    end(page, live_server)
    save(page)
    expect(page.get_by_role("heading", name="登录已过期，内容仍在")).to_be_visible()
    expect(page.locator("textarea")).to_have_value(TEXT)

    with page.expect_popup() as opened:
        page.get_by_role("link", name="在新窗口登录").click()
    opened.value.get_by_label("账号").fill(clerk.username)
    opened.value.get_by_label("密码").fill(PASSWORD)
    opened.value.get_by_role("button", name="登录").click()
    expect(opened.value.get_by_label("密码")).to_have_count(0)

    page.get_by_role("button", name="再次提交").click()
    expect(page.locator("textarea.editor")).to_have_value(TEXT)
    assert Narrative.objects.get(key="problems").text == TEXT


def test_two_tabs_on_one_step_lead_to_a_page_with_both_values(new_context, live_server, report, clerk):
    first = goto(log_in(new_context, live_server, clerk), live_server, report, "edit/budget/")
    second = second_tab(first, live_server, report, "edit/budget/")
    field(first, BASIC).fill("270.50")
    with first.expect_navigation():
        save(first)
    expect(field(first, BASIC)).to_have_value("270.50")
    field(second, BASIC).fill("273.77")
    save(second)
    for words in ("268.00", "270.50", "273.77"):
        expect(second.locator("main")).to_contain_text(words)
    assert take(report)[BASIC] == 2705000

    second.get_by_label(re.compile("273.77")).check()
    second.get_by_role("button", name=re.compile("保存")).click()
    expect(field(second, BASIC)).to_have_value("273.77")
    assert take(report)[BASIC] == 2737700


@pytest.mark.parametrize("scripts", [True, False])
def test_double_click_on_sending_files_once(new_context, live_server, report, clerk, scripts):
    page = log_in(new_context, live_server, clerk, java_script_enabled=scripts)
    goto(page, live_server, report, "preview/")
    send_button(page).dblclick()
    expect(page.locator("body")).to_contain_text("待审核")
    expect(page.locator("body")).to_contain_text(Submission.objects.get().receipt_number)
    assert Event.objects.count() == 1


def test_going_back_after_sending_offers_nothing_to_send_again(new_context, live_server, report, clerk):
    page = goto(log_in(new_context, live_server, clerk), live_server, report, "preview/")
    left_open = second_tab(page, live_server, report, "preview/")
    send_button(page).click()
    expect(page.locator("body")).to_contain_text("待审核")
    page.go_back()
    expect(page.locator("body")).to_contain_text("待审核")
    expect(send_button(page)).to_have_count(0)

    send_button(left_open).click()
    expect(left_open.locator("body")).to_contain_text(f"报告已由{clerk.name}于")
    expect(left_open.locator("body")).to_contain_text("现在是“待审核”")
    assert Submission.objects.count() == Event.objects.count() == 1


def test_the_same_button_pressed_again_gives_the_first_answer(new_context, live_server, report, clerk):
    page = goto(log_in(new_context, live_server, clerk), live_server, report, "preview/")
    again = page.locator("form", has=send_button(page)).evaluate("form => [...new FormData(form)]")
    send_button(page).click()
    expect(page.locator("body")).to_contain_text("待审核")
    answer = page.request.post(
        f"{live_server.url}/reports/{report.pk}/transition/", form=dict(again), headers={"Origin": live_server.url}
    )
    assert answer.status == 200 and Submission.objects.get().receipt_number in answer.text()
    assert Event.objects.count() == 1
