"""A unit's head with a phone: reads what is asked of them, gives it back with words, then agrees."""

import re

import pytest
from playwright.sync_api import expect

from lib.address import replace
from reports.assessment import assess
from reports.models import Report, Status
from reports.sample import SAMPLE
from reports.services import explain
from reports.workflow import perform
from tests.e2e.people import log_in
from tests.e2e.test_screens import PHONE, look
from tests.factories import make_report, make_user
from units.models import Role

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_head_signs_off_on_a_phone(new_context, live_server, javascript):
    report = make_report(filing=replace(SAMPLE, "narrative.cost.text", "本年度基本支出决算286.00万元。"))
    report.unit.needs_sign_off = True
    report.unit.save()
    clerk, head = make_user(Role.CLERK, report.unit, name="陈敏"), make_user(Role.HEAD, report.unit, name="周主席")
    asks(report, clerk)

    page = log_in(new_context, live_server, head, java_script_enabled=javascript, has_touch=True)
    page.set_viewport_size(PHONE)
    page.get_by_role("link", name=re.compile("^去签批")).click()
    expect(page.locator("main, section").first).to_contain_text("签批")
    expect(page.get_by_text("正文按初稿填写。")).to_be_visible()
    expect(page.get_by_role("button", name="同意送审")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth") if javascript else True
    if javascript:
        look(page)
        page.set_viewport_size(PHONE)

    page.get_by_text("退回填报人").click()
    page.get_by_label("请写明要改什么").fill("请核对基本支出。")
    page.get_by_role("button", name="退回给陈敏").click()
    expect(page.locator("body")).to_contain_text("已退回填报人")
    report.refresh_from_db()
    assert report.status == Status.DRAFT

    perform(report, "request_sign_off", by=clerk)
    page.goto(f"{live_server.url}/reports/{report.pk}/preview/")
    page.get_by_role("button", name="同意送审").click()
    expect(page.locator("body")).to_contain_text("回执号")
    assert Report.objects.get(pk=report.pk).status == Status.SUBMITTED


def asks(report, clerk) -> None:
    """Explain what is doubtful and hand the report to the head."""
    for finding in assess(report).open_findings:
        explain(report, fingerprint=finding.fingerprint, text="正文按初稿填写。", by=clerk)
    perform(report, "request_sign_off", by=clerk)
