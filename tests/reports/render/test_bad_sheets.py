"""What nobody expects in a report, through the workbook, the data and the text: whole files, all words, nothing alive."""

import datetime
import io
import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook
from openpyxl.worksheet.cell_range import CellRange

from lib.spreadsheet_text import CUT, clean
from reports.document import Annex, Cell, Document, Paragraph, Row, Table, Text, Value, load, walk, words
from reports.render import FORMATS, Origin
from tests.reports.strategies import DOCUMENTS

STRANGE = [
    "བོད་ཡིག་གི་མིང",
    "ئابدۇرېھىم ئۆتكۈر",
    "👨‍👩‍👧‍👦🇨🇳",
    "𬭎㵲䶮",
    "a\x00b\x0bc\ufffe",
    "_x000D_",
    "=1+1",
    "\t＝2",
    "前\n后",
]


def line(*contents, **options):
    return Row(tuple(Cell((one if isinstance(one, Value) else Text(one),), **options) for one in contents))


def table(*rows, caption="表", widths=()):
    return Table(caption, "", widths or (100 // len(rows[0].children),) * len(rows[0].children), body=rows)


def files(document):
    """Return the workbook's sheets, the document out of the data, and the text."""
    origin = Origin(draft=True)
    book = load_workbook(io.BytesIO(FORMATS["xlsx"].render(document, origin)))
    data = json.loads(FORMATS["json"].render(document, origin))
    return book, load(data["document"]), FORMATS["txt"].render(document, origin).decode()


def texts(sheet):
    return [field.value for row in sheet.iter_rows() for field in row if field.value is not None]


def test_strange_words_are_in_every_file_and_none_of_them_lives():
    book, data, text = files(Document("报告", children=(table(*(line(one) for one in STRANGE)),)))
    assert texts(book["表"])[2:] == [clean(one) for one in STRANGE]
    assert all(field.data_type == "s" for row in book["表"].iter_rows(min_row=3) for field in row)
    assert [words(cell) for cell in walk(data) if isinstance(cell, Cell)] == STRANGE
    assert all(one in text for one in STRANGE)


def test_five_thousand_characters_in_a_cell_can_be_read_to_the_end():
    long = "科普活动覆盖乡镇。" * 556
    book, _, text = files(Document("报告", children=(table(line("一", long), line("二", "短"), widths=(20, 80)),)))
    sheet = book["表"]
    assert sheet["B3"].value == long and long in text
    assert all(height.height <= 409 for height in sheet.row_dimensions.values())
    merged = next(one for one in sheet.merged_cells.ranges if one.coord.startswith("B3"))
    room = sum(sheet.row_dimensions[row].height for row in range(merged.min_row, merged.max_row + 1))
    width = sheet.column_dimensions["B"].width
    assert room / 13.5 >= len(long) * 2 / width
    assert sheet.cell(merged.max_row + 1, 2).value == "短"


def test_what_no_cell_takes_is_cut_and_says_so():
    book, data, text = files(Document("报告", children=(table(line("长" * 40_000)),)))
    assert book["表"]["A3"].value.endswith(CUT) and "长" * 40_000 in text
    assert len(words(data)) == 40_000


def test_two_hundred_rows_of_eight():
    rows = [
        line(*(Value(f"{row}.{n:02}", "", Decimal(f"{row}.{n:02}") * 10_000, "wan") for n in range(8)))
        for row in range(200)
    ]
    book, _, text = files(
        Document("报告", children=(Table("表", "单位：万元", (12,) * 8, (line(*"甲乙丙丁戊己庚辛"),), tuple(rows)),))
    )
    sheet = book["表"]
    assert [field.value for field in sheet[204]] == [float(f"199.0{n}") for n in range(8)]
    assert sheet.print_title_rows == "$4:$4" and sheet.freeze_panes == "A5" and "| 199.07\n" in text


def test_forms_of_one_name_of_forbidden_names_and_without_any():
    forms = [Annex(label="附件", title=(Text(title),)) for title in ("[甲]*?/\\:", "[甲]*?/\\:", "", "'乙'", "目录")]
    book, data, _ = files(Document("报告", children=tuple(forms)))
    assert book.sheetnames == ["目录", "附件 甲", "附件 甲 2", "附件", "附件 '乙", "附件 目录"]
    assert len(data.children) == 5


def test_a_document_of_nothing():
    book, data, text = files(Document())
    assert book.sheetnames == ["目录"] and "本报告没有表格。" in texts(book["目录"])
    assert data == Document() and text == "\ufeff【草稿】\n"


@pytest.mark.parametrize(
    "raw", [Decimal("1e30"), Decimal("-0.00001"), 10**40, datetime.date(1850, 1, 1), True, Decimal("NaN")]
)
@pytest.mark.parametrize("unit", ["wan", "percent", "count", "score", "number", "date", "", "anything"])
def test_a_value_no_sheet_can_hold_stands_as_it_is_printed(raw, unit):
    book, _, text = files(Document("报告", children=(table(line(Value("印出来的", "", raw, unit))),)))
    assert book["表"]["A3"].value == "印出来的" and "印出来的" in text


@given(DOCUMENTS)
@settings(max_examples=40, deadline=None)
def test_any_document_gives_a_workbook_programs_open(document):
    book, _, text = files(document)
    for sheet in book:
        ranges = [CellRange(one.coord) for one in sheet.merged_cells.ranges]
        assert not [1 for n, one in enumerate(ranges) for other in ranges[:n] if not one.isdisjoint(other)]
    assert all(words(one) in text for one in walk(document) if isinstance(one, Paragraph) and words(one).isalnum())
