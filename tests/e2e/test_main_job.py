"""沅江 2023 from the first field to the PDF, by three people in a browser."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from reports.models import Report, Status
from reports.outline import load_outline, narrative_fields
from tests import published
from tests.e2e.people import add_row, fill, log_in, save_and_go_on
from tests.factories import make_jurisdiction, make_notice, make_unit, make_user
from tests.reports.test_published_document import CHAPTERS, chapter_of
from units.models import Role

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True), published.needs_reports]

CLASSES = {"工资福利支出": "301", "商品服务支出": "302", "对个人和家庭的补助支出": "303", "资本性支出": "310"}


@pytest.fixture
def people(db):
    place = make_jurisdiction(code="yuanjiang", name="沅江市", finance_bureau="沅江市财政局")
    unit = make_unit(place, name="沅江市科学技术协会", short_name="市科协")
    make_notice(place)
    return make_user(Role.CLERK, unit), make_user(Role.REVIEWER, place), make_user(Role.BUREAU, place)


def test_a_report_is_filed_returned_approved_and_exported(people, new_context, live_server, tmp_path):
    clerk, reviewer, bureau = people
    data = published.load("yuanjiang-2023")

    filing = log_in(new_context, live_server, clerk)
    filing.get_by_role("button", name=re.compile("开始填报")).click()
    type_report(filing, data)

    refused_by_findings(filing)
    explain_everything(filing)
    filing.get_by_role("button", name=re.compile("^送审到")).click()
    expect(filing.locator("body")).to_contain_text("待审核")

    reviewing = log_in(new_context, live_server, reviewer)
    open_waiting(reviewing)
    reviewing.locator("summary", has_text="退回修改").click()
    reviewing.get_by_label("退回意见").fill("请核对工资福利支出。")
    reviewing.get_by_role("button", name=re.compile("^退回给")).click()
    expect(reviewing.locator("body")).to_contain_text("已退回")

    report = Report.objects.get()
    filing.goto(f"{live_server.url}/reports/{report.pk}/preview/")
    expect(filing.locator("body")).to_contain_text("请核对工资福利支出。")
    filing.get_by_role("button", name=re.compile("^送审到")).click()

    open_waiting(reviewing)
    excuse_every_error(reviewing)
    reviewing.get_by_role("button", name="审核通过").click()
    expect(reviewing.locator("body")).to_contain_text("已通过")

    report.refresh_from_db()
    assert report.status == Status.APPROVED
    exporting = log_in(new_context, live_server, bureau)
    exporting.goto(f"{live_server.url}/submissions/{report.submissions.last().pk}/")
    with exporting.expect_download() as download:
        exporting.get_by_role("link", name=re.compile("PDF")).first.click()
    assert download.value.suggested_filename.endswith(".pdf")
    pdf = tmp_path / "report.pdf"
    download.value.save_as(pdf)
    every_amount_stands_in_its_chapter(published.pdf_text(pdf.read_bytes()), data)


def type_report(page: Page, data: dict) -> None:
    """Type every figure of the report, step by step, and our own words where chapters ask for them."""
    for step in (
        profile, skip, budget, sources, skip, projects, three_public, skip, goals, indicators,
    ):  # fmt: skip
        step(page, data)
        save_and_go_on(page)
    chapters(page)
    annexes(page, data)
    page.locator("button[name=next]").click()
    expect(page.locator(".paper").first).to_be_visible()


def skip(page: Page, data: dict) -> None:
    """The published report says nothing here."""


def profile(page: Page, data: dict) -> None:
    unit = data["unit_profile"]
    counts = {"department": unit["internal_department_count"], "subordinate": unit["subordinate_unit_count"]}
    fill(page, {f"profile.{name}_count": value for name, value in counts.items()})
    add_row(page, "duties", {"text": "普及科学知识，服务科技工作者。"})
    for row in unit["internal_departments"]:
        add_row(page, "departments", {"name": row["name"]})
    for row in unit["subordinate_units"]:
        add_row(page, "subordinate_units", {"name": row["name"], "kind": row["type"]})


def budget(page: Page, data: dict) -> None:
    money = data["budget"]
    fill(page, {
        "budget.nature.total.initial_budget": money["total"]["initial_budget"],
        "budget.nature.total.actual": money["total"]["actual"],
        "budget.nature.basic.actual": money["basic_expenditure"]["actual"],
        "budget.nature.project.actual": money["project_expenditure"]["actual"],
    })  # fmt: skip
    for group in money["basic_expenditure"]["groups"]:
        code = CLASSES[group["name"]]
        fill(page, {f"budget.economic.{code}.actual": group["actual"]})
        for item in group["items"]:
            add_row(page, f"economic-{code}", {"label": item["name"], "actual": item["actual"]})


def sources(page: Page, data: dict) -> None:
    funds = ("government_fund_budget", "state_capital_operations_budget", "social_insurance_fund_budget")
    fill(page, {f"budget.source.{fund}.actual": "0" for fund in funds})


def projects(page: Page, data: dict) -> None:
    for item in data["budget"]["project_expenditure"]["items"]:
        add_row(page, "projects", {"label": item["name"], **({"grant": item["grant"]} if "grant" in item else {})})


def three_public(page: Page, data: dict) -> None:
    actual = data["budget"]["three_public_expenses"]["actual"]
    fill(page, {
        "budget.three_public.reception.actual": actual["official_reception"],
        "budget.three_public.vehicle_operation.actual": actual["vehicle_operation"],
    })  # fmt: skip


def goals(page: Page, data: dict) -> None:
    add_row(page, "goals-annual", {"text": "办好全年科普活动。"})


def indicators(page: Page, data: dict) -> None:
    for family in dict.fromkeys(row["dimension"] for row in data["indicators"]):
        parent = page.locator(f'input[value="{family}"]').get_attribute("id").split(".")[1]
        for row in (row for row in data["indicators"] if row["dimension"] == family):
            facts = {
                "label": row["name"],
                "operator": row.get("operator"),
                "target_value": row.get("target", row.get("budget")),
                "actual_value": row.get("actual"),
                "unit": row.get("unit", row.get("unit_as_printed")),
            }
            add_row(page, f"indicators:{parent}", {name: value for name, value in facts.items() if value})


def chapters(page: Page) -> None:
    """Write a few words of our own into every chapter, one page after the other."""
    listed = narrative_fields(load_outline("yuanjiang/2023"))
    while "/narrative/" not in page.url:
        page.get_by_role("link", name=re.compile("报告正文")).click()
    page.goto(re.sub(r"narrative/.*", f"narrative/{listed[0].key}/", page.url))
    for _ in listed:
        page.locator("textarea").first.fill("按年初安排完成，情况属实。")
        save_and_go_on(page)


def annexes(page: Page, data: dict) -> None:
    for row in data["attachments"]:
        add_row(page, "attachments", {"label": row["name"]})
    for where, part in (("total", "total"), ("project", "project_expenditure")):
        for again in data["budget"][part]["restatements"]:
            add_row(page, "restatements", {"repeats": f"budget.nature.{where}.actual", "value": again["amount"]})


def refused_by_findings(page: Page) -> None:
    expect(page.get_by_role("button", name=re.compile("^送审到"))).to_be_disabled()
    expect(page.locator("body")).to_contain_text("工资福利支出比细目合计多 56.21")
    expect(page.locator("body")).to_contain_text("217.56")


def explain_everything(page: Page) -> None:
    """Explain each finding in turn: every saved one closes, and its form is gone."""
    unexplained = page.locator("details.explain summary", has_text=re.compile("^写情况说明"))
    while remaining := unexplained.count():
        unexplained.first.click()
        form = page.locator("details.explain[open]")
        form.get_by_role("textbox").fill("已与决算报表核对，按公开的数字填报。")
        form.get_by_role("button", name="保存说明").click()
        expect(unexplained).to_have_count(remaining - 1)


def open_waiting(page: Page) -> None:
    page.get_by_role("link", name=re.compile("^审核")).first.click()
    expect(page.locator(".paper").first).to_be_visible()


def excuse_every_error(page: Page) -> None:
    buttons = page.get_by_role("button", name=re.compile("免于更正"))
    while remaining := buttons.count():
        # By key: the page scrolls to the finding just judged, and a pointer would miss what moves under it.
        buttons.first.press("Enter")
        expect(buttons).to_have_count(remaining - 1)


def every_amount_stands_in_its_chapter(text: str, data: dict) -> None:
    found = published.chapters(text, CHAPTERS)
    by_chapter: dict[str, list[tuple[str, str]]] = {}
    for path, printed in published.amounts(data):
        if "three_public" in path:  # the form has its own order
            assert f"{Decimal(printed):.2f}" in found[chapter_of(path)], path
        else:
            by_chapter.setdefault(chapter_of(path), []).append((path, printed))
    missing = {chapter: published.missing_in_order(pairs, found[chapter]) for chapter, pairs in by_chapter.items()}
    assert not any(missing.values()), missing
