"""The workbook: real numbers, formulas that give what is printed, nobody's text alive."""

import datetime
import io
import time
import zipfile
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from lib import canonical, display
from lib.money import to_yuan
from reports.assemble import assemble
from reports.document import Annex, Cell, Document, Row, Table, Text, Value, values
from reports.filling import fill
from reports.outline import load_outline
from reports.render import FORMATS, Origin, Receipt
from reports.sample import SAMPLE
from reports.schedule import load_schedule, schedules
from tests.reports.rich import RICH
from tests.spreadsheets import Program

ANNEXES = [annex for key in schedules() for annex in fill(load_schedule(key), RICH)]
HOSTILE = ("=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0")


def book(*children, draft=False):
    document = Document("自评报告", "云溪县科协", children=children)
    return load_workbook(io.BytesIO(FORMATS["xlsx"].render(document, Origin(draft=draft))))


def sheet(*children, **options):
    return next(one for one in book(*children, **options) if one.title != "目录" or not children)


def printed(program, field):
    """Return what a cell shows once its formula is worked out."""
    return in_format(program.value(field.coordinate), field.number_format)


def shown(field):
    """Return what a cell of a workbook read for its values shows."""
    number = isinstance(field.value, int | float) and not isinstance(field.value, bool)
    return in_format(Decimal(str(field.value)) if number else field.value, field.number_format)


def in_format(worth, number_format):
    """Return a number in its format, words as they are."""
    if isinstance(worth, datetime.date):
        return display.date(worth)
    if not isinstance(worth, Decimal):
        return "" if worth is None else str(worth)
    match number_format:
        case "0.00":
            return display.wan(to_yuan(round(worth, 6)))
        case "0.00%":
            return display.percent(worth)
    return display.number(worth)


def one_cell(*nodes, **options):
    return Table(widths=(100,), body=(Row((Cell(nodes, **options),)),))


@pytest.mark.parametrize("annex", ANNEXES, ids=lambda annex: annex.key)
def test_every_value_is_in_the_workbook_formulas_worked_out(annex):
    found = sheet(annex)
    program = Program(found)
    shown = [printed(program, field) for row in found.iter_rows() for field in row]
    assert all(any(value.text in text for text in shown) for value in values(annex))


@pytest.mark.parametrize("annex", ANNEXES, ids=lambda annex: annex.key)
def test_every_formula_of_a_form_is_alive_and_gives_what_is_printed(annex):
    found = sheet(annex)
    program = Program(found)
    alive = [printed(program, field) for row in found.iter_rows() for field in row if field.data_type == "f"]
    expected = [
        cell.children[0].text
        for table in annex.children
        if isinstance(table, Table)
        for row in (*table.head, *table.body)
        for cell in row.children
        if cell.formula
    ]
    assert alive == expected


def test_formulas_point_at_the_cells_they_name():
    annex = fill(load_schedule("national/basic_data"), RICH)[0]
    found = sheet(annex)
    rows = {str(found.cell(row, 1).value): row for row in range(1, found.max_row + 1)}
    total = found.cell(rows["三公经费"], 2).value
    for part in ("1、公务用车购置和维护经费", "2、出国经费", "3、公务接待"):
        assert f"B{rows[part]}" in total
    rate = next(field for field in found[rows["财政供养人员情况"] + 1] if field.data_type == "f")
    assert rate.value.count(f"D{rate.row}") and rate.value.count(f"B{rate.row}") and rate.number_format == "0.00%"


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_wrote_is_never_a_formula(text):
    for node in (Text(text), Value(text, "profile.name", text)):
        field = next(field for row in sheet(one_cell(node)).iter_rows() for field in row if field.value == text)
        assert field.data_type == "s" and field.quotePrefix


def test_a_formula_nobody_can_read_leaves_the_number():
    value = Value("3", "", Decimal(3), "score")
    found = [field for row in sheet(one_cell(value, formula="=SUM(A1)")).iter_rows() for field in row if field.value]
    assert [(field.value, field.data_type) for field in found] == [(3, "n")]


def test_amounts_are_numbers_in_the_unit_of_the_paper():
    found = sheet(one_cell(Value("273.77", "a", Decimal("2737700.00"), "wan")))
    field = next(field for row in found.iter_rows() for field in row if field.value is not None)
    assert (field.value, field.number_format) == (273.77, "0.00")


def test_what_is_blank_is_no_nought():
    found = sheet(one_cell(Value("—", "a", None, "wan")))
    assert [field.value for row in found.iter_rows() for field in row if field.value is not None] == ["—"]


def test_a_form_is_set_up_for_paper():
    annex = fill(load_schedule("national/government_fund"), RICH)[0]
    found = sheet(annex)
    assert found.page_setup.orientation == "landscape" and found.page_setup.fitToHeight == 0
    assert found.sheet_properties.pageSetUpPr.fitToPage
    assert found.print_title_rows == "$3:$4" and found.freeze_panes == "A5"
    assert "E3:G3" in {str(merged) for merged in found.merged_cells.ranges}
    assert found["A3"].border.left.style == "thin" and found.column_dimensions["B"].width > 20


def test_sheets_have_names_of_their_own_that_programs_take():
    title = (Text("部门[整体]支出：绩效*自评/表？" + "很长" * 20),)
    names = book(*[Annex(label="附件1", title=title)] * 12).sheetnames[1:]
    assert len(set(map(str.casefold, names))) == 12
    assert all(len(name) <= 31 and not set("[]:*?/\\") & set(name) for name in names)


def test_a_whole_report_gives_a_sheet_for_each_of_its_tables():
    document = assemble(SAMPLE, load_outline("national/2020"))
    content = FORMATS["xlsx"].render(document, Origin(canonical.plain(SAMPLE)))
    found = load_workbook(io.BytesIO(content))
    captions = [child.caption for child in document.children if isinstance(child, Table)]
    assert found.sheetnames == ["目录", *captions] and found.properties.creator == SAMPLE.profile.name


def test_a_report_without_tables_is_a_sheet_with_its_title():
    assert sheet()["A1"].value == "自评报告"


def test_a_draft_says_so():
    assert sheet(ANNEXES[0], draft=True)["A1"].value == "草稿"


def test_one_report_gives_the_same_bytes_whenever_it_is_made(monkeypatch):
    document = Document("自评报告", "云溪县科协", children=tuple(ANNEXES))
    receipt = Receipt("20240320-001", "0" * 64, "", datetime.datetime(2024, 3, 20, 1, 2, 3, tzinfo=datetime.UTC))
    first = FORMATS["xlsx"].render(document, Origin(receipt=receipt))
    monkeypatch.setattr(time, "time", lambda: 2e9)
    assert FORMATS["xlsx"].render(document, Origin(receipt=receipt)) == first
    with zipfile.ZipFile(io.BytesIO(first)) as book:
        assert {part.date_time for part in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = load_workbook(io.BytesIO(first)).properties
    assert properties.created == properties.modified == datetime.datetime(2024, 3, 20, 1, 2, 3)


def test_a_filed_report_says_its_receipt_and_a_draft_that_it_is_one():
    receipt = Receipt("ZP2023-0001", "0f" * 32, "", datetime.datetime(2024, 3, 8, tzinfo=datetime.UTC))
    document = Document("自评报告", "云溪县科协", children=tuple(ANNEXES))
    filed = load_workbook(io.BytesIO(FORMATS["xlsx"].render(document, Origin(receipt=receipt))))
    told = {"回执号": "ZP2023-0001", "校验码": "0f0f 0f0f 0f0f 0f0f", "摘要（SHA-256）": "0f" * 32}
    assert {one.name: one.value for one in filed.custom_doc_props.props} == told
    assert "回执号：ZP2023-0001" in [field.value for field in filed["目录"]["A"]]
    draft = load_workbook(io.BytesIO(FORMATS["xlsx"].render(document, Origin(draft=True))))
    assert [(one.name, one.value) for one in draft.custom_doc_props.props] == [("状态", "草稿")]
    assert all("草稿" in sheet.oddFooter.center.text and sheet.evenFooter.center.text for sheet in draft)


def test_the_list_of_forms_leads_to_each_and_tells_those_of_one_name_by_their_project():
    found = book(*ANNEXES)
    links = [field.hyperlink.location for field in found["目录"]["B"] if field.hyperlink]
    assert links == [f"'{name}'!A1" for name in found.sheetnames[1:]]
    named = [field.value for field in found["目录"]["B"] if field.hyperlink]
    assert len(named) == len(ANNEXES) and any("科普活动专项" in name for name in named)
