"""A report checked in the browser by somebody nobody knows: by its number, by a dropped file, and without scripts."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from playwright.sync_api import expect

from reports.filed import documents
from reports.models import Status
from reports.services import freeze
from tests.e2e.test_screens import look
from tests.factories import make_report, make_unit, make_user

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

DROP = """([zone, content]) => {
    const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
    const files = new DataTransfer();
    files.items.add(new File([bytes], "自评报告.pdf"));
    for (const kind of ["dragover", "drop"])
        zone.dispatchEvent(new DragEvent(kind, { dataTransfer: files, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def submission():
    report = make_report(make_unit(name="云溪县科学技术协会"), status=Status.SUBMITTED)
    return freeze(report, by=make_user(place=report.unit))


def test_a_dropped_report_agrees_and_a_changed_one_does_not(new_context, live_server, submission):
    content = documents.read(documents.rendering(submission, "pdf"))
    page = new_context(base_url=live_server.url).new_page()
    page.goto("/login/")
    page.get_by_role("link", name="核验报告").click()
    for sent, answer in ((content, "核验一致"), (content[:-1] + b"x", "核验不一致")):
        page.evaluate(DROP, [page.locator("[data-drop]").element_handle(), base64.b64encode(sent).decode()])
        expect(page.locator("[data-drop]")).to_contain_text("自评报告.pdf")
        page.get_by_role("button", name="核验文件").click()
        expect(page.locator("#h-answer")).to_have_text(answer)
    look(page)


def test_it_does_its_job_without_scripts(new_context, live_server, submission, tmp_path):
    page = new_context(base_url=live_server.url, java_script_enabled=False).new_page()
    page.goto("/check/")
    page.get_by_label("回执号", exact=True).fill(submission.receipt_number)
    page.get_by_label("校验码", exact=True).fill(submission.sha256[:16])
    page.get_by_role("button", name="核验回执号").click()
    expect(page.locator(".answer")).to_contain_text("云溪县科学技术协会")
    file = Path(tmp_path) / "报告.txt"
    file.write_bytes(documents.read(documents.rendering(submission, "txt")))
    page.get_by_label("报告文件", exact=True).set_input_files(file)
    page.get_by_role("button", name="核验文件").click()
    expect(page.locator("#h-answer")).to_have_text("核验一致")
