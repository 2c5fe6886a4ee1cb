"""A person of the bureau exports a notice's reports and takes them away, with scripts and without."""

import zipfile

import pytest
from playwright.sync_api import Page, expect

from reports.exports import orders
from reports.models import Export, Scope, Status
from tests.e2e.people import log_in
from tests.factories import make_filed, make_notice, make_unit, make_user
from units.models import Role

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def place(settings, tmp_path):
    """A bureau whose notice has three approved reports and one that waits."""
    settings.MEDIA_ROOT = tmp_path / "files"
    notice = make_notice()
    make_filed(notice, 3)
    make_filed(notice, 1, Status.SUBMITTED)
    make_unit(notice.jurisdiction)
    return notice


def taken(page: Page, tmp_path) -> list[str]:
    """Press the download and return what is in the ZIP, which opens and whose parts are sound."""
    with page.expect_download() as download:
        page.get_by_role("link", name="下载压缩包").click()
    assert download.value.suggested_filename.startswith("2023年度_云溪县_自评报告_")
    download.value.save_as(tmp_path / "taken.zip")
    with zipfile.ZipFile(tmp_path / "taken.zip") as opened:
        assert opened.testzip() is None
        return opened.namelist()


def test_a_bureau_exports_a_notice_and_gets_the_zip(new_context, live_server, place, tmp_path):
    page = log_in(new_context, live_server, make_user(Role.BUREAU, place.jurisdiction), accept_downloads=True)
    page.get_by_role("link", name="通知", exact=True).click()
    page.get_by_role("link", name="批量导出").click()
    page.get_by_label("Excel 表格").check()
    page.get_by_role("button", name="生成压缩包").click()
    expect(page.locator("h1")).to_have_text("3 家单位的自评报告")
    expect(page.get_by_text("6 份文件全部做好。")).to_be_visible()
    names = taken(page, tmp_path)
    assert len(names) == 3 * 2 + 2 and sum(name.endswith(".pdf") for name in names) == 3
    page.reload()
    expect(page.get_by_role("heading", name="下载记录")).to_be_visible()


def test_without_scripts_pressing_and_reloading_do_it(new_context, live_server, place, tmp_path):
    reviewer = make_user(Role.REVIEWER, place.jurisdiction)
    page = log_in(new_context, live_server, reviewer, accept_downloads=True, java_script_enabled=False)
    page.goto(f"{live_server.url}/notices/{place.pk}/exports/")
    page.get_by_label("全部已送审").check()
    page.get_by_label("PDF").uncheck()
    page.get_by_role("button", name="生成压缩包").click()
    expect(page.get_by_text("请至少选一种格式")).to_be_visible()
    page.get_by_label("纯文本").check()
    page.get_by_text("只导出部分单位").click()
    page.locator("label", has_text="待审核").get_by_role("checkbox").check()
    page.get_by_role("button", name="生成压缩包").click()
    until_done(page)
    assert len(taken(page, tmp_path)) == 1 + 2


def until_done(page: Page) -> None:
    for _ in range(100):
        if page.get_by_role("link", name="下载压缩包").count():
            return
        page.wait_for_timeout(100)
        page.reload()
    raise AssertionError(page.inner_text("main"))


def test_opening_the_page_of_a_stopped_export_has_it_made_further(new_context, live_server, place):
    bureau = make_user(Role.BUREAU, place.jurisdiction)
    export = orders.order(notice=place, scope=Scope.FILED, kinds=["txt"], by=bureau)
    Export.objects.update(worker=export.request_key, leased_until=export.at)
    page = log_in(new_context, live_server, bureau)
    page.goto(f"{live_server.url}/notices/{place.pk}/exports/{export.pk}/")
    expect(page.get_by_text("4 份文件全部做好。")).to_be_visible()
