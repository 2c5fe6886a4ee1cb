"""A chapter against the facts in the browser: the words are found in the box, quoted with one press, lit on the paper."""

import pytest
from playwright.sync_api import expect

from reports.models import Narrative
from tests.e2e.people import field, log_in
from tests.e2e.test_screens import look
from tests.factories import make_report, make_user
from units.models import Role

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
AT = "narrative.cost.text"
LONG = "支出按季调度，逐笔核对。\n" * 40
TEXT = f"{LONG}本年度基本支出决算286.00万元，项目支出决算142万元，我们我们都尽力了。"
SELECTED = "() => window.getSelection().toString()"


@pytest.fixture
def report(transactional_db):
    return make_report()


def test_words_are_found_quoted_and_lit(new_context, live_server, report):
    page = log_in(new_context, live_server, make_user(Role.CLERK, report.unit))
    chapter = f"{live_server.url}/reports/{report.pk}/edit/narrative/cost/"
    page.goto(chapter)
    field(page, AT).fill(TEXT)
    page.get_by_role("button", name="保存", exact=True).click()
    finding = page.locator("[data-finding]", has_text="正文 286万元")
    finding.locator("a[data-find]").click()
    assert page.evaluate(SELECTED) == "本年度基本支出决算286.00万元"
    expect(page.locator("[data-chapter] p").last).to_be_in_viewport()
    look(page)

    page.get_by_role("button", name="改为引用项目支出·决算数").press("Enter")  # by keyboard alone
    expect(page.get_by_text("可改为引用")).to_be_hidden()
    assert "项目支出决算{budget.nature.project.actual}万元" in Narrative.objects.get(report=report, key="cost").text
    expect(field(page, AT)).to_have_value(TEXT.replace("142", "{项目支出·决算数}"))

    page.goto(f"{live_server.url}/reports/{report.pk}/preview/")
    words = page.get_by_role("link", name="本年度基本支出决算286.00万元")
    page.get_by_role("article").filter(has_text="正文 286万元").get_by_role("link", name="看原文").click()
    expect(words).to_be_in_viewport()
    look(page)
    page.emulate_media(media="print")
    expect(page.locator(".paper a.tag").first).to_be_hidden()
    page.emulate_media(media="screen")
    words.press("Enter")
    expect(page).to_have_url(f"{chapter}#{AT}")


def test_without_scripts_the_same_is_done(new_context, live_server, report):
    page = log_in(new_context, live_server, make_user(Role.CLERK, report.unit), java_script_enabled=False)
    page.goto(f"{live_server.url}/reports/{report.pk}/edit/narrative/cost/")
    field(page, AT).fill("本年度基本支出决算268万元，项目支出决算124万元。")
    page.get_by_role("button", name="保存", exact=True).click()
    page.locator("[data-finding] a[data-find]").click()
    expect(page).to_have_url(f"{live_server.url}/reports/{report.pk}/edit/narrative/cost/#{AT}")
    page.get_by_role("button", name="改为引用基本支出·决算数").click()
    expect(field(page, AT)).to_have_value("本年度基本支出决算{基本支出·决算数}万元，项目支出决算124万元。")
