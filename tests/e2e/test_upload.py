"""Files come in beside what they prove, with how far they are, and without losing what is being typed."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.e2e.people import field, log_in
from tests.factories import make_report, make_user
from tests.lib.files import pdf, png
from units.models import Role

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
PICTURE = {"name": "现场照片.png", "mimeType": "image/png", "buffer": png()}
BROKEN = {"name": "坏.pdf", "mimeType": "application/pdf", "buffer": b"no pdf"}


@pytest.fixture
def report(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    return make_report()


@pytest.fixture
def clerk(new_context, live_server, report):
    def opened(path, **options):
        page = log_in(new_context, live_server, make_user(Role.CLERK, report.unit), **options)
        page.goto(f"{live_server.url}/reports/{report.pk}/{path}")
        return page

    return opened


def test_files_are_sent_from_the_line_of_their_indicator(clerk, report):
    page = clerk("edit/indicators/")
    field(page, "indicators.3.actual_value").fill("77")
    page.locator("tr.has-more", has=field(page, "indicators.3.label")).locator("+ tr summary").click()
    box = page.locator('[data-proofs="indicators.3"]')
    box.locator("input[type=file]").set_input_files([PICTURE, BROKEN])
    expect(box.get_by_role("link", name="现场照片.png")).to_be_visible()
    expect(box.locator("[role=status]")).to_contain_text("已上传 1 份；坏.pdf 没有收下")
    expect(box.locator("img.thumb")).to_have_js_property("complete", True)
    assert box.locator("img.thumb").evaluate("one => one.naturalWidth") > 0
    expect(page.locator('[data-proof-count="indicators.3"]')).to_have_text("1 份")
    assert field(page, "indicators.3.actual_value").input_value() == "77"
    found = Axe().run(page).response["violations"]
    assert not found, [(each["id"], [node["html"] for node in each["nodes"]]) for each in found]


def test_several_files_are_dropped_on_the_page_of_all(clerk, report):
    page = clerk("evidence/?of=indicators.3")
    page.locator("#files").set_input_files(
        [PICTURE, {"name": "台账.pdf", "mimeType": "application/pdf", "buffer": pdf()}]
    )
    expect(page.locator(".choose")).to_contain_text("选择文件现场照片.png、台账.pdf")
    page.get_by_role("button", name="上传文件").click()
    expect(page.get_by_role("link", name="台账.pdf")).to_be_visible()
    assert report.evidence.count() == 2
    page.locator("#files").set_input_files(BROKEN)
    page.get_by_role("button", name="上传文件").click()
    expect(page.locator("[data-upload-status]")).to_contain_text("坏.pdf 没有收下")
    expect(page.locator(".choose")).to_contain_text("未选择文件")
    expect(page.get_by_role("button", name="上传文件")).to_be_enabled()


def test_files_are_sent_without_script(clerk, report):
    page = clerk("evidence/?of=indicators.3", java_script_enabled=False)
    page.locator("#files").set_input_files(PICTURE)
    page.get_by_role("button", name="上传文件").click()
    expect(page.get_by_role("link", name="现场照片.png")).to_be_visible()
