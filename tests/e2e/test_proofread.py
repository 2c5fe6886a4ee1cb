"""A manuscript proofread in the browser: dropped or pasted, with scripts and without, at a desk and on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.people import log_in
from tests.e2e.test_screens import look
from tests.factories import make_unit, make_user
from units.models import Role

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

TEXT = (
    "2023年度部门整体支出绩效自评报告\n本单位按职能开展工作。\n"
    + "\n" * 60
    + "2023年支出合计100.00万元，其中基本支出60.00万元，项目支出50.00万元。\n"
)
DROP = """([zone, text]) => {
    const files = new DataTransfer();
    files.items.add(new File([text], "自评报告.txt"));
    for (const kind of ["dragover", "drop"])
        zone.dispatchEvent(new DragEvent(kind, { dataTransfer: files, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def clerk():
    return make_user(Role.CLERK, make_unit())


def test_dropped_file_is_read_and_a_finding_leads_to_its_words_and_back(new_context, live_server, clerk):
    page = log_in(new_context, live_server, clerk)
    page.get_by_role("link", name="校对文稿").click()
    expect(page.get_by_text("也可以把文件拖到这里")).to_be_visible()
    look(page)
    page.evaluate(DROP, [page.locator("[data-drop]").element_handle(), TEXT])
    page.get_by_role("button", name="校对文稿").click()
    expect(page.locator(".bar")).to_contain_text("自评报告.txt")
    page.get_by_role("link", name="第 63 行：100.00万元").click()
    words = page.locator("a.hit", has_text="100.00万元")
    expect(words).to_be_in_viewport()
    words.click()
    expect(page.locator("#f1:target")).to_be_in_viewport()
    look(page)


def test_page_does_its_job_without_scripts(new_context, live_server, clerk):
    page = log_in(new_context, live_server, clerk, java_script_enabled=False)
    page.goto(f"{live_server.url}/proofread/")
    expect(page.get_by_text("也可以把文件拖到这里")).to_be_hidden()
    send(page, "或粘贴文字", TEXT, "校对文稿")
    expect(page.locator("#h-found")).to_have_text("疑点 1 处")
    send(page, "文字", TEXT.replace("100.00", "110.00"), "再校对一次")
    expect(page.get_by_text("未发现问题。")).to_be_visible()


def send(page: Page, label: str, text: str, button: str) -> None:
    page.get_by_label(label, exact=True).fill(text)
    page.get_by_role("button", name=button).click()
