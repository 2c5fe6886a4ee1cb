"""Reading the cells of Excel files: what is in them, what they show, and what is refused."""

from __future__ import annotations

import datetime
import io
import zipfile
from decimal import Decimal

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart

from lib.uploads.refusal import RefusedFileError
from lib.workbooks import Cell, open_book
from lib.workbooks.book import column_name, name_of
from lib.workbooks.look import manner_of
from lib.workbooks.opening import SHOWN_ERROR, UNCALCULATED
from tests.lib.xls import xls


def content(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def one(value, form: str = "General"):
    book = Workbook()
    book.active["B2"] = value
    book.active["B2"].number_format = form
    return open_book("xlsx", content(book)).pages[0].at(1, 1)


def repacked(source: bytes, part: str, text: bytes) -> bytes:
    """Return the archive with one part written anew."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, text if name == part else old.read(name))
    return stream.getvalue()


def test_cells_are_read_as_what_they_are():
    assert one(273.77) == Cell(Decimal("273.77"))
    assert one("2,737,700.00") == Cell("2,737,700.00")
    assert one(datetime.date(2023, 12, 31), "yyyy-mm-dd") == Cell(datetime.date(2023, 12, 31))
    assert one(True) == Cell(True)
    assert one(0) == Cell(Decimal(0))
    assert one("=1+1").problem == UNCALCULATED


def test_leavings_of_binary_fractions_are_not_shown():
    assert one(0.1 + 0.2).value == Decimal("0.3")


def test_a_percentage_is_told_from_a_fraction():
    assert one(0.95, "0.00%") == Cell(Decimal("0.95"), "percent")
    assert one(0.95, '0.00"%"') == Cell(Decimal("0.95"))


@pytest.mark.parametrize("form", ["0!.0000", "0\\.00", "#,##0,", "0.00,"])
def test_a_format_that_shows_another_number_is_told(form):
    assert one(2737700, form).manner == "scaled"


@pytest.mark.parametrize("form", ["#,##0.00", "0.00", "@", '#,##0.00"元"', "[$¥-804]#,##0.00"])
def test_ordinary_formats_show_the_number_itself(form):
    assert manner_of("170", {"170": form}) == ""


def test_an_error_is_told_with_its_cell():
    book = Workbook()
    book.active["C3"] = "#REF!"
    page = open_book("xlsx", content(book)).pages[0]
    assert page.at(2, 2).problem == SHOWN_ERROR and page.where(2, 2) == "Sheet!C3"


def test_merged_cells_show_their_first():
    book = Workbook()
    book.active["A1"] = "决算数"
    book.active.merge_cells("A1:C2")
    page = open_book("xlsx", content(book)).pages[0]
    assert page.shown(1, 2).text == "决算数" and page.at(1, 2).text == ""


def test_hidden_sheets_say_so():
    book = Workbook()
    book.create_sheet("底稿").sheet_state = "hidden"
    book["底稿"]["A1"] = 1
    assert [page.hidden for page in open_book("xlsx", content(book)).pages] == [False, True]


def test_a_sheet_of_a_chart_shifts_nothing():
    book = Workbook()
    book.active["A1"] = Decimal("0.5")
    book.active["A1"].number_format = "0%"
    book.create_chartsheet("图", 0).add_chart(BarChart())
    assert [page.at(0, 0).manner for page in open_book("xlsx", content(book)).pages] == ["percent"]


def test_one_cell_in_the_last_corner_costs_nothing():
    book = Workbook()
    book.active["A1"], book.active["XFD1048576"] = "决算数", 1
    page = open_book("xlsx", content(book)).pages[0]
    assert page.refusal.startswith("内容一直到第 1,048,576 行") and not page.cells


def test_a_million_empty_rows_are_passed_over():
    source = content(Workbook())
    rows = b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (n, n) for n in range(2, 60_001))
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1"><v>5</v></c></row>' + rows + b'<row r="1048576"><c r="XFD1048576" s="0"/></row>'
        b"</sheetData></worksheet>"
    )
    page = open_book("xlsx", repacked(source, "xl/worksheets/sheet1.xml", sheet)).pages[0]
    assert page.refusal == "" and page.cells == {(0, 0): Cell(Decimal(5))}


def test_too_many_rows_refuse_the_sheet_and_not_the_file():
    book = Workbook()
    book.active["A20001"] = 1
    book.create_sheet("另一张")["A1"] = 2
    first, second = open_book("xlsx", content(book)).pages
    assert "20,000" in first.refusal and second.at(0, 0).value == 2


def test_a_macro_workbook_is_refused():
    source = content(Workbook())
    stream = io.BytesIO(source)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    with pytest.raises(RefusedFileError, match="宏"):
        open_book("xlsx", stream.getvalue())


@pytest.mark.parametrize("cut", [100, 1000, -200])
def test_a_cut_file_is_refused(cut):
    with pytest.raises(RefusedFileError, match=r"损坏|不符"):
        open_book("xlsx", content(Workbook())[:cut])


def test_broken_xml_is_refused():
    with pytest.raises(RefusedFileError, match="损坏"):
        open_book("xlsx", repacked(content(Workbook()), "xl/worksheets/sheet1.xml", b"<worksheet><row"))


def test_a_workbook_of_excel_97_is_read():
    page = open_book("xls", xls({"决算表": [["项目", "决算数"], ["基本支出", 273.77]]})).pages[0]
    assert page.name == "决算表" and page.at(1, 0).text == "基本支出" and page.at(1, 1).value == Decimal("273.77")


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (b"PK\x03\x04....", "改为 .xlsx"),
        (b"\xef\xbb\xbf<html>", "网页"),
        (b"abc", "改过扩展名"),
        (xls({"a": [[1]]}, also=["EncryptedPackage"]), "密码"),
        (xls({"a": [[1]]}, also=["_VBA_PROJECT_CUR"]), "宏"),
        (xls({"a": [[1]]}, also=["\x01Ole10Native"]), "对象"),
        (xls({"a": [[1]]})[:600], "损坏|不是"),
    ],
)
def test_an_xls_that_is_none_says_what_it_is(said, reason):
    with pytest.raises(RefusedFileError, match=reason):
        open_book("xls", said)


def test_columns_are_named_as_sheets_name_them():
    assert [column_name(n) for n in (0, 25, 26, 701, 702, 16383)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
    assert name_of(6, 2) == "C7"
