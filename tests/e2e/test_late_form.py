"""A form whose session ended while it was being filled in."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.factories import make_user

pytestmark = [pytest.mark.e2e, pytest.mark.urls("tests.gate_urls"), pytest.mark.django_db(transaction=True)]
TEXT = "本年度预算执行情况：" + "绩效" * 1500


def log_in(context, client, live_server, user):
    """Put a session into the browser as a login in another window would: a new session and a new token."""
    client.force_login(user)
    cookies = [{"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value}]
    context.clear_cookies()
    context.add_cookies([{**cookie, "url": live_server.url} for cookie in cookies])


@pytest.mark.parametrize("scripts", [True, False])
def test_typed_text_survives_an_expired_session(new_context, client, live_server, scripts):
    context = new_context(java_script_enabled=scripts)
    user = make_user()
    log_in(context, client, live_server, user)
    page = context.new_page()
    page.goto(live_server.url + "/edit")
    page.get_by_label("说明").fill(TEXT)
    client.logout()
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("heading", name="登录已过期，内容仍在")).to_be_visible()

    log_in(context, client, live_server, user)
    context.new_page().goto(live_server.url + "/edit")
    page.get_by_role("button", name="再次提交").click()
    if not scripts:
        expect(page.get_by_role("heading", name="登录状态已更新")).to_be_visible()
        page.get_by_role("button", name="再次提交").click()
    expect(page.locator("body")).to_have_text(TEXT)
