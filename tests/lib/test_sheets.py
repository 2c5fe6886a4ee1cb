"""Written workbooks, read back by another library."""

import datetime
import io
import zipfile
from decimal import Decimal
from xml.etree.ElementTree import fromstring

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from lib.sheets import UNDATED, Book
from lib.spreadsheet_text import CUT, LONGEST, clean, name_of

PLAIN = {"align": "left"}
WORDS = [
    "=1+1",
    "_x0041_",
    "a\nb",
    " 前后 ",
    "<&>\"'",
    "བོད་ཡིག",
    "ئۇيغۇرچە",
    "👨‍👩‍👧‍👦",
    "𬭎",
    "＝1",
    "'x",
    "1e5",
    "007",
    "https://example.com/",
    "internal:A1",
    "{=1}",
    "<r><t>x</t></r>",
    "<r>a & b</r>",
]


def book(*contents, **options):
    made = Book()
    made.tell(UNDATED, {})
    sheet = made.sheet("表")
    for row, content in enumerate(contents):
        sheet.put(row, 0, content, PLAIN, **options)
    return made.content()


def read(content):
    """Return the first column as two readers see it, which must agree on words."""
    fields = [field[0] for field in load_workbook(io.BytesIO(content)).worksheets[0].iter_rows()]
    return fields, [
        row[0] for row in CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    ]


def test_words_come_back_as_they_were_and_nothing_of_them_lives():
    fields, seen = read(book(*WORDS))
    assert seen == WORDS
    assert {field.data_type for field in fields} == {"s"} and not any(field.hyperlink for field in fields)
    assert [field.value for field in fields if field.quotePrefix] == ["=1+1", "＝1"]


def test_characters_xml_has_no_room_for_are_left_out():
    assert read(book("a\x00\x0b\ud800b\ufffe\x1f"))[1] == ["ab"]


@pytest.mark.parametrize("longest", ["长" * 40_000, "👍" * 20_000])
def test_a_cell_too_long_for_a_sheet_is_cut_and_says_so(longest):
    cut = clean(longest)
    assert cut.endswith(CUT) and len(cut.encode("utf-16-le")) // 2 in (LONGEST, LONGEST - 1)
    assert clean("长" * LONGEST) == "长" * LONGEST


def test_numbers_and_days_are_numbers_and_days():
    fields, _ = read(book(Decimal("273.7700"), Decimal("-0.05"), 0, 10**14, datetime.date(2023, 12, 31)))
    assert [field.value for field in fields] == [273.77, -0.05, 0, 10**14, 45291]
    assert {field.data_type for field in fields} == {"n"}


def test_a_day_no_sheet_can_count_stands_in_words():
    assert read(book(datetime.date(1850, 1, 1), datetime.date(1900, 2, 28)))[1] == ["1850-01-01", "1900-02-28"]


def test_a_formula_has_its_value_beside_it():
    content = book(Decimal("3.50"), "a<b", formula='IF(1<2,"a<b",3)')
    assert read(content)[1] == [3.5, "a<b"]
    assert [field.value for field in read(content)[0]] == ['=IF(1<2,"a<b",3)'] * 2


def test_names_of_sheets_keep_the_rules_programs_have():
    assert name_of("附件1：[整体]*支出/自评?表\\") == "附件1： 整体 支出 自评 表"
    assert name_of("'“三公”'") == "“三公”" and name_of("\x00 ") == "表" and name_of("History") == "History 2"
    assert name_of("Ab", ["aB", "AB 2"]) == "Ab 3"
    for said in ("长" * 40, "👍" * 20):
        assert len(name_of(said, [name_of(said)]).encode("utf-16-le")) <= 62


def test_a_number_without_end_is_written_as_far_as_programs_read():
    assert read(book(Decimal(1) / Decimal(3)))[1] == [1 / 3]


def test_a_file_without_properties_of_its_own_has_no_part_for_them():
    with zipfile.ZipFile(io.BytesIO(book("a"))) as parts:
        assert "docProps/custom.xml" not in parts.namelist()
        assert not [name for name in parts.namelist() if b"custom" in parts.read(name)]


def test_ends_of_lines_are_plain():
    assert read(book("a\r\nb\rc"))[1] == ["a\nb\nc"]


def test_what_a_sheet_is_set_to_is_in_the_file():
    made = Book()
    sheet = made.sheet("a'b & c")
    made.sheet("二 '三")
    sheet.put(0, 0, "题", {"border": 1}, rows=2, columns=3)
    sheet.link(0, 0, "题", "二 '三", PLAIN)
    sheet.set_footer("&R— &P —")
    sheet.even_footer = "&L— &P —"
    found = load_workbook(io.BytesIO(made.content()))["a'b & c"]
    assert found.merged_cells.ranges.pop().coord == "A1:C2" and found["C2"].border.right.style == "thin"
    assert found["A1"].hyperlink.location == "'二 ''三'!A1" and found["A1"].value == "题"
    assert found.HeaderFooter.differentOddEven
    assert (found.oddFooter.right.text, found.evenFooter.left.text) == ("— &P —", "— &P —")


def test_cells_that_overlap_are_not_merged():
    made = Book()
    sheet = made.sheet("表")
    sheet.put(0, 0, "甲", PLAIN, columns=3)
    sheet.put(0, 2, "乙", PLAIN, rows=2)
    found = load_workbook(io.BytesIO(made.content()))["表"]
    assert [one.coord for one in found.merged_cells.ranges] == ["A1:C1"]


def test_what_a_file_says_of_itself():
    moment = datetime.datetime(2024, 3, 20, 9, 2, 3, tzinfo=datetime.timezone(datetime.timedelta(hours=8)))
    made = Book()
    made.sheet("表")
    own = {"回执编号": "2024-1", "摘要": "ab&"}
    made.tell(moment, own, title="报告 <1>\x00", author="科协", keywords="科协，绩效", comments="自评通")
    found = load_workbook(io.BytesIO(made.content()))
    told = found.properties
    assert (told.title, told.creator, told.keywords, told.description) == ("报告 <1>", "科协", "科协，绩效", "自评通")
    assert told.created == told.modified == datetime.datetime(2024, 3, 20, 1, 2, 3)
    assert {one.name: one.value for one in found.custom_doc_props.props} == own


def test_every_part_is_well_formed_and_without_the_time_of_day():
    content = book(*WORDS)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert all(fromstring(parts.read(name)) is not None for name in parts.namelist())
    assert book(*WORDS) == content
