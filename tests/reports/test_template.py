"""The template in Excel: what the report says is in it, and comes back as it was."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from openpyxl import Workbook, load_workbook

from indicators.snapshot import ProjectIndicator
from lib import address
from lib.address import flatten, metadata
from reports.assessment import assess
from reports.filing import Filing
from reports.importers import Loaded, read_file
from reports.importers.sheets import marks
from reports.rows import store, take
from reports.sample import SAMPLE
from reports.steps import STEPS
from reports.workbooks import template_xlsx
from tests.factories import make_report, make_user
from tests.reports.strategies import filings
from units.models import Role

pytestmark = pytest.mark.django_db
# Long texts, files and official forms have ways of their own; a parent of a line of money is its scheme's.
ELSEWHERE = ("narrative.", "attachments.", "restatements.", "evidence.", "declared.")


def made(report, before=None) -> bytes:
    return template_xlsx(report, assess(report).outline, take(report), before)


def opened(report, before=None) -> Workbook:
    return load_workbook(io.BytesIO(made(report, before)))


def loaded(book: Workbook) -> Loaded:
    stream = io.BytesIO()
    book.save(stream)
    return read_file("模板.xlsx", stream.getvalue())


def held(filing: Filing) -> Filing:
    """Return *filing* with scores its columns can hold."""
    for at, value in flatten(filing).items():
        if isinstance(value, Decimal) and metadata(filing, at).get("unit") == "score":
            filing = address.replace(filing, at, value % 1000)
    return filing


def marked(book: Workbook, mark: str) -> tuple:
    """Return the first row of the book with *mark*, and its sheet."""
    return next(
        (sheet, row)
        for sheet in book.worksheets
        for row in range(1, sheet.max_row + 1)
        if sheet.cell(row, 1).value == mark
    )


def column(sheet, row: int, name: str) -> int:
    """Return the column called *name* in the head above *row*."""
    head = max(r for r in range(1, row) if sheet.cell(r, 1).value == marks.HEAD)
    return next(cell.column for cell in sheet[head] if cell.value == name)


def shown(book: Workbook, filing) -> dict:
    """Return the facts of *filing* whose address the book marks, with its columns."""
    found: dict[str, None] = {}
    for sheet in book.worksheets:
        for row in range(1, sheet.max_row + 1):
            mark = str(sheet.cell(row, 1).value or "")
            if mark in (marks.HEAD, marks.WORDS, "") or ".+" in mark or not sheet.cell(row, 1).value:
                continue
            at = mark.partition("?")[0]
            heads = [r for r in range(1, row) if sheet.cell(r, 1).value == marks.HEAD]
            names = [cell.value for cell in sheet[max(heads)] if cell.value] if heads else []
            names = [name for name in names if name != "label" or f"{marks.LED}=" not in mark]
            found |= dict.fromkeys([at] if marks.VALUE in names else [f"{at}.{name}" for name in names])
    facts = flatten(filing)
    return {at: facts[at] for at in found if at in facts}


def test_every_fact_of_the_steps_comes_back():
    report = make_report()
    read = flatten(read_file("模板.xlsx", made(report)).filing)
    own = {at: value for at, value in flatten(take(report)).items() if not at.startswith(ELSEWHERE)}
    assert [(at, value) for at, value in own.items() if value not in (None, "", read.get(at))] == []


@settings(
    max_examples=12,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(filing=filings())
def test_whatever_is_shown_comes_back_as_it_was(filing):
    report = make_report(filing=None)
    store(report, held(filing))
    content = made(report)
    told = read_file("模板.xlsx", content)
    facts, read = shown(load_workbook(io.BytesIO(content)), take(report)), flatten(told.filing)
    lost = [(at, value, read.get(at)) for at, value in facts.items() if value not in (None, "", False, read.get(at))]
    assert (lost[:3], told.unread[:3]) == ([], ())


def test_the_sheets_are_the_steps():
    names = [sheet.title for sheet in opened(make_report()).worksheets]
    assert names == [
        "填报说明",
        *(step.title for step in STEPS if step.key not in ("schedules", "narrative", "attachments")),
        marks.SHEET,
    ]


def test_only_inputs_may_be_changed():
    sheet, row = marked(opened(make_report()), "budget.nature.basic?_=1")
    assert sheet.protection.sheet
    assert not sheet.cell(row, column(sheet, row, "actual")).protection.locked
    assert sheet.cell(row, 2).protection.locked


def test_a_changed_cell_is_read_with_its_place():
    book = opened(make_report())
    sheet, row = marked(book, "budget.nature.basic?_=1")
    sheet.cell(row, column(sheet, row, "actual")).value = 268.5
    found = loaded(book)
    one = next(one for one in found.readings if one.at == "budget.nature.basic.actual")
    assert found.filing["budget.nature.basic.actual"] == Decimal("2685000") and one.where.startswith(f"{sheet.title}!")


def test_new_rows_get_keys_of_their_own_even_among_the_others():
    book = opened(make_report())
    sheet, row = marked(book, "projects.2")
    sheet.insert_rows(row)
    sheet.cell(row, 2).value = "插入的项目"
    spare = next(r for r in range(row, 99) if sheet.cell(r, 1).value == "projects.+")
    sheet.cell(spare, 2).value = "末尾的项目"
    labels = {key: one.label for key, one in loaded(book).filing.projects.items()}
    assert labels["1"] == "科普活动专项" and labels["2"] == "科技馆运行经费"
    assert {labels["3"], labels["4"]} == {"插入的项目", "末尾的项目"}


def test_a_new_item_of_a_class_gets_its_standard_code():
    book = opened(make_report())
    sheet, row = marked(book, "budget.economic.+?parent=302")
    sheet.cell(row, 2).value, sheet.cell(row, column(sheet, row, "actual")).value = "印刷费", 1.5
    line = loaded(book).filing.budget.economic["30202"]
    assert (line.label, line.parent, line.actual) == ("印刷费", "302", Decimal("15000"))


def test_a_new_row_without_a_name_is_told():
    book = opened(make_report())
    sheet, row = marked(book, "projects.+")
    sheet.cell(row, column(sheet, row, "actual")).value = 5
    assert [one.reason for one in loaded(book).unread] == ["新的一行没有名称"]


def test_letters_in_an_amount_are_told_by_cell():
    book = opened(make_report())
    sheet, row = marked(book, "budget.nature.basic?_=1")
    cell = sheet.cell(row, column(sheet, row, "actual"))
    cell.value = "约268"
    assert [(one.where, one.reason) for one in loaded(book).unread] == [(f"收支决算!{cell.coordinate}", "不是数字")]


def test_words_that_look_like_a_formula_stay_words():
    report = make_report()
    filing = replace(SAMPLE, duties={"1": replace(SAMPLE.duties["1"], text="=HYPERLINK(1)")})
    store(report, filing)
    book = opened(report)
    sheet, row = marked(book, "duties.1")
    assert sheet.cell(row, 2).data_type == "s"
    assert loaded(book).filing.duties["1"].text == "=HYPERLINK(1)"


def test_names_no_sheet_can_have_lose_what_it_cannot_hold():
    report = make_report()
    projects = {key: replace(one, label=f"科\x0b普/[{key}]") for key, one in SAMPLE.projects.items()}
    trees = {"1": ProjectIndicator(label="场次", project=next(iter(projects)))}
    store(report, replace(SAMPLE, projects=projects, project_indicators=trees))
    report.unit_year.unit.name = "科\x0b协"
    book = opened(report)
    assert any(name.startswith("指标 科 普") for name in book.sheetnames)
    assert book["填报说明"]["A2"].value == "填报单位：科协"


def test_last_years_figures_stand_grey_beside():
    book = opened(make_report(), SAMPLE)
    sheet, row = marked(book, "assets.total")
    assert sheet.cell(row, 4).value == 96.5 and sheet.cell(row, 4).protection.locked
    staff, row = marked(book, "staffing.serving_staff.1")
    assert staff.cell(row, 4).value == 5 and staff.cell(row, 4).protection.locked


def test_choices_are_words_in_the_sheet_and_codes_in_the_report():
    book = opened(make_report())
    sheet, row = marked(book, "profile.level")
    assert sheet.cell(row, 3).value == "县"
    sheet.cell(row, 3).value = "市辖区"
    assert loaded(book).filing.profile.level == "district"


def test_the_clerk_downloads_the_template_of_the_own_report(client):
    report = make_report()
    client.force_login(make_user(Role.CLERK, report.unit_year.unit))
    answer = client.get(reverse("reports:template", args=[report.pk]))
    assert answer["Content-Type"].endswith("spreadsheetml.sheet") and "attachment" in answer["Content-Disposition"]
    assert read_file("a.xlsx", answer.content).filing.profile == take(report).profile


def test_a_line_without_a_name_keeps_its_amounts():
    report = make_report(filing=None)
    store(report, address.replace(SAMPLE, "budget.three_public.total.label", ""))
    read = read_file("模板.xlsx", made(report)).filing
    assert read.budget.three_public["total"].prior_actual == Decimal("20000")
