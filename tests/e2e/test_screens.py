"""The main screens of the demo at a desk and on a phone; with ZIPING_SCREENS=1 their pictures go to docs/screens/."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Page, ViewportSize, expect

from reports.assessment import assess
from reports.exports.making import FULL
from reports.models import Export, ExportItem, Notice, Report, Submission
from reports.services import explain
from tests.e2e.people import field
from tests.factories import make_user
from units.models import Role, User

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

PICTURES = Path(__file__).parents[2] / "docs" / "screens" if os.environ.get("ZIPING_SCREENS") else None
# Colours do not change with the width, and comparing them is most of the work: once, at the desk.
RULES: dict = {"resultTypes": ["violations"]}
RULES_PHONE: dict = {**RULES, "rules": {"color-contrast": {"enabled": False}}}
HOUR = timedelta(hours=1)
DESK: ViewportSize = {"width": 1366, "height": 768}
PHONE: ViewportSize = {"width": 390, "height": 844}

# What else a clerk may open, in general and of one report
EVERYONES = ("/reports/", "/notices/", "/password/", "/help/")
STEPS = ("staffing", "three_public", "assets", "goals", "projects")
OF_A_REPORT = (
    *(f"edit/{step}/" for step in STEPS),
    "missing/", "evidence/", "import/", "library/", "sharing/", "versions/",
)  # fmt: skip


@pytest.fixture
def window(new_context, live_server):
    """Open a window in which a person, by account, has already logged in."""

    def opened(username: str = "") -> Page:
        context = new_context(base_url=live_server.url)
        if username:
            client = Client()
            client.force_login(User.objects.get(username=username))
            name = settings.SESSION_COOKIE_NAME
            context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        return context.new_page()

    return opened


def test_main_screens_hold_at_a_desk_and_on_a_phone(window):
    call_command("demo", if_empty=True)
    draft, clean, returned, doubtful = (
        Report.objects.get(unit_year__unit__name=name)
        for name in ("沅江市科学技术协会", "沅江市档案馆", "邵东市档案馆", "怀化市图书馆")
    )

    visit(window(), "/login/", "login")
    anyone, filed = window(), Submission.objects.latest("pk")
    visit(anyone, f"/check/{filed.receipt_number}/{filed.sha256[:16]}/", "check")
    visit(anyone, f"/check/{filed.receipt_number}/{'0' * 16}/")

    clerk = window("keyuan1")
    two_save_the_same_step(clerk, window(make_user(Role.CLERK, draft.unit, name="陈会计").username), draft)
    look(clerk, "conflict")
    choose_mine(clerk)
    visit(clerk, f"/reports/{draft.pk}/history/", "history")
    visit(clerk, "/", "home-clerk")
    for step in ("profile", "narrative", "attachments"):
        visit(clerk, f"/reports/{draft.pk}/edit/{step}/")
    visit(clerk, f"/reports/{draft.pk}/edit/budget/", "edit-budget")
    visit(clerk, f"/reports/{draft.pk}/preview/", "preview")
    visit(window("dangan1"), f"/reports/{clean.pk}/edit/indicators/", "edit-indicators")

    for address in EVERYONES:
        visit(clerk, address)
    for address in OF_A_REPORT:
        visit(clerk, f"/reports/{draft.pk}/{address}")
    visit(clerk, f"/notices/{draft.notice_id}/")
    earlier = clerk.get_by_role("link", name="查看这一版")
    for state in (earlier.first, earlier.last):
        clerk.goto(f"/reports/{draft.pk}/history/")
        state.click()
        look(clerk)
    clerk.goto("/reports/0/preview/")
    look(clerk)
    head = window("keyuan9")
    for address in ("/", "/reports/", *(f"/reports/{draft.pk}/{page}/" for page in ("preview", "sharing", "evidence"))):
        visit(head, address)

    file_again(window("shaodong2"), returned)
    bureau = window("shenhe5")
    visit(bureau, f"/reports/{returned.pk}/review/")
    visit(bureau, f"/reports/{returned.pk}/opinion/")
    published = Submission.objects.get(report__unit_year__unit__name="沅江市图书馆")
    boss = window("yewu1")
    visit(boss, f"/notices/{draft.notice_id}/rules/?open=A102", "rules")
    visit(boss, f"/notices/{draft.notice_id}/rules/I205/")
    visit(boss, f"/notices/{draft.notice_id}/trial/")
    visit(boss, "/library/")
    export_everything(boss, published.report.notice)
    reviewer = window("shenhe3")
    visit(reviewer, "/", "home-reviewer")
    visit(reviewer, f"/reports/{doubtful.pk}/review/", "review")
    visit(window("tushu1"), f"/submissions/{published.pk}/", "submission")
    visit(window("xitong"), "/accounts/")
    visit(window("shenji"), "/events/")


def visit(page: Page, address: str, name: str = "") -> None:
    answer = page.goto(address)
    assert answer and answer.status == 200, address
    look(page, name)


def look(page: Page, name: str = "") -> None:
    """Judge what is shown at both widths, and keep the picture under *name* when pictures are wanted."""
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        where = f"{page.url} at {size['width']}"
        assert page.locator("h1").count() == 1, where
        primary = page.locator(".btn-primary:visible:enabled").all_inner_texts()
        assert len(primary) <= 1, f"{where}: {primary}"
        over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert over <= 0, f"{where}: {over} px too wide"
        found = Axe().run(page, options=RULES if size is DESK else RULES_PHONE).response["violations"]
        assert not found, f"{where}: {[(one['id'], [node['html'][:200] for node in one['nodes']]) for one in found]}"
    if PICTURES and name:
        page.screenshot(path=PICTURES / f"{name}.png")


def export_everything(page: Page, notice: Notice) -> None:
    """Order an export, see it begun, stopped and done."""
    page.goto(f"/notices/{notice.pk}/exports/")
    look(page, "exports")
    page.get_by_text("只导出部分单位").click()
    page.get_by_label("PDF").uncheck()
    page.get_by_role("button", name="生成压缩包").click()
    expect(page.get_by_text("请至少选一种格式")).to_be_visible()
    look(page)
    page.get_by_label("纯文本").check()
    page.get_by_role("button", name="生成压缩包").click()
    expect(page.get_by_role("link", name="下载压缩包")).to_be_visible()
    look(page, "export")
    export = Export.objects.get()
    items = ExportItem.objects.filter(exported__export=export)
    items.update(rendering=None)
    for finished_at, reason, halted in ((None, "", ""), (None, "", FULL), (export.at, "段落太长，请分开后重试。", "")):
        items.update(reason=reason)
        Export.objects.update(finished_at=finished_at, halted=halted, leased_until=None if halted else export.at + HOUR)
        page.goto(f"/notices/{notice.pk}/exports/{export.pk}/")
        look(page)
    visit(page, f"/notices/{notice.pk}/exports/")


def two_save_the_same_step(mine: Page, theirs: Page, report: Report) -> None:
    """Two clerks change one figure each to something else, and one more each that the other leaves alone."""
    address = f"/reports/{report.pk}/edit/budget/"
    mine.goto(address)
    theirs.goto(address)
    # Typed after theirs is saved: a slow machine would save mine by itself before.
    type_and_save(theirs, "227.09", "project", "136.64")
    expect(theirs.locator("[data-save-line]")).to_contain_text("已保存")
    type_and_save(mine, "217.56", "total", "456.01")
    expect(mine.locator("h1")).to_contain_text("刚保存过这一步")


def type_and_save(page: Page, wages: str, line: str, amount: str) -> None:
    field(page, "budget.economic.301.actual").fill(wages)
    field(page, f"budget.nature.{line}.revised_budget").fill(amount)
    save(page)


def save(page: Page) -> None:
    page.get_by_role("button", name="保存", exact=True).last.click()


def choose_mine(page: Page) -> None:
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="保存合并结果").click()
    expect(page.locator("[data-save-line]")).to_contain_text("已保存")


def file_again(page: Page, report: Report) -> None:
    """Correct what the report came back for, say what else is doubtful, and file it a second time."""
    page.goto(f"/reports/{report.pk}/edit/budget/")
    field(page, "budget.nature.project.actual").fill("40.00")
    save(page)
    expect(page.locator("[data-save-line]")).to_contain_text("已保存")
    clerk = User.objects.get(username="shaodong2")
    for finding in assess(Report.objects.get(pk=report.pk)).open_findings:
        explain(report, fingerprint=finding.fingerprint, text="已与决算报表和人事部门核对，按实填写。", by=clerk)
    page.goto(f"/reports/{report.pk}/preview/")
    page.locator("button.btn-primary", has_text="送审到").click()
    expect(page.locator("body")).to_contain_text("待审核")
