"""The Word file: its words, its styles, its pages, and that nothing in it needs repair."""

import datetime
import io
import re
from dataclasses import replace
from decimal import Decimal

import docx
import pytest
from django.test import override_settings
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from hypothesis import given, settings

from lib import canonical
from lib.address import flatten
from prose.word import read_docx
from reports.annexes import with_schedules
from reports.assemble import assemble
from reports.document import (
    Annex,
    AttachmentList,
    Cell,
    Closing,
    Cover,
    Document,
    Heading,
    Paragraph,
    Row,
    Table,
    Text,
    Title,
    values,
)
from reports.importers import read_file
from reports.outline import load_outline
from reports.render import FORMATS, Origin, Receipt
from reports.render.text import render_text
from reports.render.word.sections import UPRIGHT
from reports.render.word.styles import WIDTH
from reports.sample import SAMPLE
from tests.reports.render.ooxml import faults, parts
from tests.reports.rich import RICH
from tests.reports.strategies import filings

COVERED = assemble(SAMPLE, with_schedules(load_outline("yuanjiang/2023")))
LETTER = assemble(RICH, with_schedules(load_outline("huaihua/2020")))
RECEIPT = Receipt(
    "ZP2023-0001", "0f" * 32, "https://x.example/c", datetime.datetime(2024, 3, 8, 9, 30, tzinfo=datetime.UTC)
)
EM = 320
MONEY = ("budget.", "projects.", "assets.")
FIELDS = "(initial_budget|revised_budget|actual)"
WHOLE = (
    rf"budget[.](nature|three_public)[.].*[.](prior_actual|{FIELDS})|budget[.]economic[.]3..[.]{FIELDS}"
    rf"|budget[.]economic.*[.]actual|projects[.].*[.]{FIELDS}"
)
LEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # what XML has no place for
MM = 36000  # English metric units


def made(document=COVERED, **origin):
    return FORMATS["docx"].render(document, Origin(canonical.plain(SAMPLE), **origin))


def opened(document=COVERED, **origin):
    return docx.Document(io.BytesIO(made(document, **origin)))


def letter(*blocks):
    return Document("试", "云溪县科协", "zh-CN", blocks)


def said(content):
    """Return the words of a Word file in their order without blanks and contents: paragraphs, and tables cell by cell."""
    body = docx.Document(io.BytesIO(content)).element.body
    blocks = [node for node in body if not node.xpath("w:pPr/w:pStyle[starts-with(@w:val, 'TOC')]")]
    return "".join("".join(node.itertext(qn("w:t"))) for node in blocks).translate({32: None, 0x3000: None})


def written(document):
    """Return the words of the plain text in the same way."""
    marks = str.maketrans("", "", " \n|　")
    return render_text(document).translate(marks)


@pytest.mark.parametrize("document", [COVERED, LETTER], ids=["cover", "letter"])
def test_it_says_what_the_document_says_in_its_order(document):
    assert said(made(document)) == written(document).replace(" ", "")
    assert values(document)


@pytest.mark.parametrize("document", [COVERED, LETTER], ids=["cover", "letter"])
@pytest.mark.parametrize("numbering", ["literal", "fields"])
@pytest.mark.parametrize("origin", [{"draft": True}, {"receipt": RECEIPT}], ids=["draft", "filed"])
def test_nothing_in_it_needs_repair(document, numbering, origin):
    with override_settings(WORD_NUMBERING=numbering):
        assert faults(made(document, **origin)) == []


def test_the_same_report_is_the_same_bytes():
    assert made(receipt=RECEIPT) == made(receipt=RECEIPT) != made()


def test_the_file_says_what_it_is():
    about = opened(receipt=RECEIPT).core_properties
    assert (about.title, about.author, about.language) == (COVERED.title, COVERED.author, "zh-CN")
    assert about.subject == "部门整体支出绩效自评" and about.category == "绩效自评报告"
    assert "绩效自评" in about.keywords and about.created == RECEIPT.submitted_at
    custom = parts(made(receipt=RECEIPT))["docProps/custom.xml"].decode()
    assert all(one in custom for one in (RECEIPT.number, RECEIPT.digest, RECEIPT.address))


def test_a_draft_says_so_at_the_head_of_every_page():
    sections = opened(draft=True).sections
    for header in (sections[0].header, sections[0].even_page_header):
        assert [one.text for one in header.paragraphs] == ["草稿"]
    assert all(one.header.is_linked_to_previous for one in list(sections)[1:])
    assert "草稿" in opened(draft=True).core_properties.keywords
    assert "docProps/custom.xml" not in parts(made(draft=True)) and "word/header1.xml" not in parts(made())


def test_headings_make_the_outline():
    found = [
        (int(one.style.name.removeprefix("Heading ")), one.text)
        for one in opened().paragraphs
        if one.style.name.startswith("Heading ")
    ]
    assert found == [(n.level, n.number + n.text) for n in COVERED.children if isinstance(n, Heading)]


@pytest.mark.parametrize(
    "style, face, points",
    [
        ("Normal", "仿宋_GB2312", None),
        ("Title", "方正小标宋简体", 22),
        ("Heading 1", "黑体", None),
        ("Heading 2", "楷体_GB2312", None),
        ("Heading 3", "仿宋_GB2312", None),
        ("Heading 4", "仿宋_GB2312", None),
        ("footer", "宋体", 14),
    ],
)
def test_levels_have_their_faces_in_every_script(style, face, points):
    found = opened().styles[style]
    fonts = found.element.rPr.rFonts if found.element.rPr is not None else None
    if fonts is None:
        fonts = opened().styles.element.find(f"{qn('w:docDefaults')}//{qn('w:rFonts')}")
    assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")} == {face}
    assert found.font.size is None or found.font.size.pt == points


def test_pages_are_those_of_the_standard():
    cover, text, *_ = opened().sections
    for one in (cover, text):
        assert [round(side / MM) for side in (one.page_width, one.page_height)] == [210, 297]
        margins = (one.top_margin, one.right_margin, one.bottom_margin, one.left_margin)
        assert [round(side / MM) for side in margins] == [37, 26, 35, 28]
    assert "".join(text.footer._element.itertext(qn("w:t"))) == "— 1 —"
    assert not any(one.text for one in cover.footer.paragraphs)
    odd, even = text.footer.paragraphs[0], text.even_page_footer.paragraphs[0]
    assert (odd.alignment, even.alignment) == (2, 0)
    assert odd.paragraph_format.right_indent == even.paragraph_format.left_indent == EM * 635


def test_22_lines_of_28_characters_fit_the_type_area():
    assert UPRIGHT.text == WIDTH
    normal = opened().styles["Normal"]
    section = opened().sections[0]
    room = section.page_height - section.top_margin - section.bottom_margin
    assert 22 <= room / normal.paragraph_format.line_spacing < 23
    width = section.page_width - section.left_margin - section.right_margin
    assert 28 <= width / 635 / (EM - 5) < 29


def test_wide_forms_lie_on_their_side_and_only_they():
    wide = Annex(
        "a", "附件1", (Text("宽表"),), landscape=True, children=(Table("", "", (50, 50), (), (row("甲", "乙"),)),)
    )
    narrow = replace(wide, label="附件2", landscape=False)
    sections = opened(letter(Paragraph((Text("正文"),)), wide, replace(wide, label="附件3"), narrow)).sections
    assert [one.orientation for one in sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]
    lying = sections[1]
    assert [round(side / MM) for side in (lying.page_width, lying.page_height)] == [297, 210]


def row(*words, **how):
    return Row(tuple(Cell((Text(one),), **how) for one in words))


def test_heads_are_repeated_rows_stay_whole_and_columns_are_fixed():
    long = Row((Cell((Text("字" * 301),)), Cell((Text("短"),))))
    table = opened(letter(Table("表", "单位：万元", (30, 70), (row("甲", "乙"),), (row("1", "2"), long)))).tables[0]
    properties = [[one.tag for one in line._tr.trPr] if line._tr.trPr is not None else [] for line in table.rows]
    assert properties == [[qn("w:cantSplit"), qn("w:tblHeader")], [qn("w:cantSplit")], []]
    assert [one.width.twips if one.width else 0 for one in table.columns] == [2654, 6191]
    assert table._tbl.tblPr.find(qn("w:tblLayout")).get(qn("w:type")) == "fixed"


def test_cells_reach_over_others_as_they_do_on_paper():
    rows = (
        Row((Cell((Text("项目"),), rows=2), Cell((Text("预算"),), columns=2))),
        row("年初", "全年"),
        Row((Cell((Text("合计"),), kind="total"), Cell((Text("1"),), "right"), Cell((Text("2"),), "right"))),
    )
    table = opened(letter(Table("", "", (40, 30, 30), rows[:2], rows[2:]))).tables[0]
    assert [[cell.text for cell in line.cells] for line in table.rows] == [
        ["项目", "预算", "预算"],
        ["项目", "年初", "全年"],
        ["合计", "1", "2"],
    ]
    last = [cell.paragraphs[0] for cell in table.rows[2].cells]
    assert last[0].style.name == "表格合计" and [one.alignment for one in last[1:]] == [2, 2]


@pytest.mark.parametrize(
    "rows", [(Row(),), (row("甲", "乙", "丙"),), (Row((Cell((Text("甲"),), rows=3),)),), ()], ids=str
)
def test_rows_that_do_not_fill_the_table_do_no_harm(rows):
    assert faults(made(letter(Table("", "", (50, 50), (), rows)))) == []


def test_the_date_stands_four_characters_from_the_edge_and_the_unit_over_its_middle():
    closing = Closing((Paragraph((Text("云溪县科学技术协会"),)), Paragraph((Text("2024年3月8日"),))))
    found = [one for one in opened(letter(closing)).paragraphs if one.style.name == "Signature"]
    assert [one.paragraph_format.right_indent.twips for one in found] == [4 * EM] * 2
    assert [UPRIGHT.text - one.paragraph_format.left_indent.twips - 4 * EM for one in found] == [9 * EM] * 2
    assert found[0].style.paragraph_format.alignment == 1


def test_numbers_of_attachments_stand_under_each_other():
    names = AttachmentList((Paragraph((Text("基础数据表"),), "1."), Paragraph((Text("自评表"),), "2.")))
    first, second = (one for one in opened(letter(names)).paragraphs if one.style.name == "附件说明")
    assert first.text == "附件：1.基础数据表" and second.text == "2.自评表"
    hanging = first.paragraph_format
    assert (hanging.left_indent.twips, hanging.first_line_indent.twips) == (5 * EM, -3 * EM)
    assert second.style.paragraph_format.left_indent.twips == 5 * EM


def test_lines_of_a_title_are_kept():
    for block in (Title((Text("云溪县\n自评报告"),)), Cover((Text("云溪县\n自评报告"),))):
        assert opened(letter(block)).paragraphs[0].text == "云溪县\n自评报告"


# --- numbers -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("document", [COVERED, LETTER], ids=["cover", "letter"])
def test_numbers_counted_by_word_are_those_of_the_document(document):
    literal = read_docx(made(document)).text.replace(" ", "")
    with override_settings(WORD_NUMBERING="fields"):
        counted = made(document)
    assert b"<w:numPr>" in parts(counted)["word/document.xml"] + parts(counted)["word/styles.xml"]
    assert read_docx(counted).text.replace(" ", "") == literal


# --- and back ----------------------------------------------------------------------------------------------------


def test_amounts_of_a_file_of_ours_come_back_when_it_is_imported():
    """Single items come back as spent; what was budgeted for them has to come from the workbook."""
    given, back = flatten(SAMPLE), flatten(read_file("报告.docx", made()).filing)
    amounts = {at: worth for at, worth in given.items() if at.startswith(MONEY) and isinstance(worth, Decimal)}
    assert not [at for at, worth in amounts.items() if back.get(at) not in (None, worth)]
    found = {at for at in amounts if back.get(at) is not None}
    assert found >= {at for at in amounts if re.fullmatch(WHOLE, at)} and len(found) > 90


@pytest.mark.parametrize("blocks", [(), (Cover(),), (Title(),), (Closing(),), (AttachmentList(),), (Annex(),)], ids=str)
def test_a_document_with_nothing_in_it_opens(blocks):
    assert faults(made(letter(*blocks))) == []


@given(filings())
@settings(max_examples=15, deadline=None)
def test_whatever_is_filed_it_opens_and_says_all(filing):
    document = assemble(filing, with_schedules(load_outline("national/2020")))
    content = made(document)
    assert faults(content) == []
    assert blankless(said(content)).replace("|", "") == blankless(LEGAL.sub("", written(document)))


def blankless(text):
    return re.sub(r"\s", "", text)
