"""Any file handed over becomes its text, or one sentence that says what to do."""

from __future__ import annotations

import time

import pytest

from prose.proofreading import LARGEST
from prose.source import LARGEST_FILE, UnreadableError, read_bytes
from tests.lib.files import docx, jpeg, office, packed, pdf, png
from tests.lib.words import family, level, lists, numbered, p, table

WORDS = "本年度支出合计380.16万元，其中基本支出297.26万元。\n人员经费占七成。"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def refusal(content: bytes, name: str) -> str:
    """Return the sentence a file is refused with; it is short, in one line, and says what to do."""
    with pytest.raises(UnreadableError) as refused:
        read_bytes(content, name)
    sentence = str(refused.value)
    assert "\n" not in sentence and len(sentence) < 60 and "请" in sentence
    return sentence


# --- text --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gbk", "gb18030"])
def test_text_is_read_in_every_encoding_notepad_writes(encoding):
    assert read_bytes(WORDS.encode(encoding), "报告.TXT") == WORDS


def test_text_of_big_endian_utf_16_is_read():
    assert read_bytes(b"\xfe\xff" + WORDS.encode("utf-16-be"), "a.txt") == WORDS


def test_text_keeps_its_line_ends_and_inner_blanks():
    text = "一、概况\r\n\r\n　　支出 766. 17万元\xa0。\r\n"
    assert read_bytes(text.encode(), "a.txt") == text


def test_rare_characters_of_gb18030_are_read():
    assert read_bytes("单位负责人：㑇镕𠮷，科长王某。".encode("gb18030"), "a.txt") == "单位负责人：㑇镕𠮷，科长王某。"


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "a.txt", "空的"),
        (b"  \r\n\t", "a.txt", "没有文字"),
        (OLE, "a.doc", ".doc"),
        (OLE, "a.txt", ".doc"),
        (OLE, "a.docx", ".doc"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "密码"),
        (b"<html>x</html>", "a.doc", ".doc"),
        (pdf(), "a.pdf", "PDF"),
        (pdf(), "a.txt", "PDF"),
        (pdf(), "a.docx", "PDF"),
        (png(), "a.txt", "图片"),
        (jpeg(), "a.jpg", "图片"),
        (b"{\\rtf1\\ansi x}", "a.docx", "RTF"),
        (office(), "a.txt", "扩展名"),
        (packed({"a.txt": "x"}), "a.docx", "扩展名不符"),
        (packed({"a.txt": "x"}), "a.zip", "只收"),
        (b"Rar!\x1a\x07\x00", "a.rar", "压缩包"),
        (WORDS.encode(), "a", "只收"),
        (WORDS.encode(), "a.wps", "只收"),
        (WORDS.encode(), "a.docx", "扩展名"),
        (b"abc\0def", "a.txt", "不是文字"),
        (WORDS.encode("utf-16-le"), "a.txt", "不是文字"),
        ("支出\0合计".encode("utf-16"), "a.txt", "不是文字"),
        (WORDS.encode("utf-16")[:-1], "a.txt", "编码"),
        (b"\xff\xfe\x00\xd8a\x00", "a.txt", "编码"),
        (b"\xef\xbb\xbf\xff\xff", "a.txt", "编码"),
        ("縣委宣傳部負責全縣的宣傳思想工作，年度預算支出合計三百萬元。".encode("big5"), "a.txt", "编码"),
        (bytes(range(1, 256)) * 9, "a.txt", "编码"),
        (office(parts={"word/vbaProject.bin": b"x"}), "a.docx", "宏"),
        (office(parts={"word/document.xml": '<!DOCTYPE r [<!ENTITY e "x">]><r>&e;</r>'}), "a.docx", "DOCTYPE"),
        (office(parts={"word/media/a.bin": b"0" * (40 << 20)}), "a.docx", "压缩比"),
        (office(parts={"word/document.xml": "<w:document"}), "a.docx", "损坏"),
        (office()[:200], "a.docx", "损坏"),
        (docx(""), "a.docx", "没有文字"),
        (docx("<w:p/>" * 3), "a.docx", "没有文字"),
        (docx("<w:sdt><w:sdtContent>" * 5000 + "</w:sdtContent></w:sdt>" * 5000), "a.docx", "套得过深"),
        (b"a" * (LARGEST_FILE + 1), "a.txt", "MB"),
        ("总".encode() * (LARGEST + 1), "a.txt", "万字"),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else "",
)
def test_what_is_no_report_is_refused_with_what_to_do(content, name, said):
    began = time.process_time()
    assert said in refusal(content, name)
    assert time.process_time() - began < 2


# --- Word --------------------------------------------------------------------------------------------------------


CHAPTERS = family(
    level(0, "chineseCounting", "%1、"), level(1, "japaneseCounting", "（%2）"), level(2, "decimal", "%3.")
) + lists(1)  # fmt: skip


def lines(body: str, **parts: str) -> list[str]:
    return read_bytes(docx(body, **parts), "报告.docx").split("\n")


def test_paragraphs_and_table_rows_come_in_order():
    body = p("概况") + table(("项目", "金额"), ("基本支出", "297.26")) + p("", "") + p("完")
    assert lines(body) == ["概况", "项目\t金额", "基本支出\t297.26", "", "完"]


def test_paragraphs_of_one_cell_share_the_line_and_those_of_a_frame_do_not():
    both = p("第一段") + p("第二段")
    assert lines(table((both, "金额"), (both,))) == ["第一段 第二段\t金额", "第一段", "第二段"]


def test_headings_carry_the_numbers_word_counts():
    body = "".join(
        [
            numbered("概况"),
            numbered("职能", 1),
            numbered("机构", 1),
            numbered("办公室", 2),
            numbered("支出"),
            numbered("基本", 1),
        ]
    )
    assert lines(body, numbering=CHAPTERS) == [
        "一、概况",
        "（一）职能",
        "（二）机构",
        "1. 办公室",
        "二、支出",
        "（一）基本",
    ]


def test_numbers_go_on_in_another_list_of_the_family_and_begin_anew_where_told():
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering = CHAPTERS + lists(2) + lists(3, more=anew)
    body = numbered("甲") + numbered("乙", number=2) + numbered("丙", number=3) + numbered("丁", number=3)
    assert lines(body, numbering=numbering) == ["一、甲", "二、乙", "五、丙", "六、丁"]


def test_number_of_a_style_is_that_of_its_paragraphs_and_zero_takes_it_away():
    styles = (
        '<w:style w:styleId="base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="h2"><w:basedOn w:val="base"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="loop"><w:basedOn w:val="loop"/></w:style>'
    )
    body = (
        p("概况", '<w:pStyle w:val="base"/>') + p("职能", '<w:pStyle w:val="h2"/>') + p("无", '<w:pStyle w:val="loop"/>')
        + p("附", '<w:pStyle w:val="base"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    )  # fmt: skip
    assert lines(body, numbering=CHAPTERS, styles=styles) == ["一、概况", "（一）职能", "无", "附"]


@pytest.mark.parametrize(
    ("kind", "printed"),
    [
        ("decimal", "2. 支出"), ("decimalEnclosedCircleChinese", "②. 支出"), ("decimalFullWidth", "２. 支出"),
        ("upperLetter", "B. 支出"), ("lowerRoman", "ii. 支出"), ("ideographTraditional", "乙. 支出"), ("bullet", "支出"),
        ("unheardOf", "2. 支出"), ("none", ". 支出"), ("decimalZero", "02. 支出"), ("ideographDigital", "二. 支出"),
    ],
)  # fmt: skip
def test_every_kind_of_numeral_is_written(kind, printed):
    numbering = family(level(0, kind, "%1.")) + lists(1)
    assert lines(numbered("概况") + numbered("支出"), numbering=numbering)[1] == printed


@pytest.mark.parametrize(
    ("kind", "tenth"), [("chineseCounting", "十"), ("ideographDigital", "一〇"), ("lowerRoman", "x")]
)
def test_numerals_go_beyond_nine(kind, tenth):
    numbering = family(level(0, kind, "%1、")) + lists(1)
    assert lines("".join(numbered("支出") for _ in range(10)), numbering=numbering)[9] == f"{tenth}、支出"


def test_number_of_many_levels_is_printed_whole_and_legal_ones_in_digits():
    numbering = family(level(0, "chineseCounting", "第%1章"), level(1, "decimal", "%1.%2", "<w:isLgl/>")) + lists(1)
    assert lines(numbered("概况") + numbered("职能", 1), numbering=numbering) == ["第一章 概况", "1.1 职能"]


def test_word_in_pieces_is_joined_and_signs_become_text():
    body = "<w:p><w:r><w:t>支出</w:t></w:r><w:r><w:tab/><w:t>合计</w:t><w:br/><w:t>380</w:t></w:r></w:p>"
    assert lines(body) == ["支出\t合计", "380"]


@pytest.mark.parametrize(
    "unread",
    [
        "<w:del><w:r><w:delText>删</w:delText><w:t>删</w:t></w:r></w:del>",
        "<w:moveFrom><w:r><w:t>移</w:t></w:r></w:moveFrom>",
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>",
        "<w:r><w:drawing><w:t>图</w:t></w:drawing></w:r>",
        '<w:r><w:footnoteReference w:id="2"/></w:r>',
        "<w:r><w:instrText>PAGE</w:instrText></w:r>",
    ],
)
def test_what_the_page_does_not_say_is_left_out(unread):
    assert lines(f"<w:p><w:r><w:t>支出</w:t></w:r>{unread}<w:ins><w:r><w:t>合计</w:t></w:r></w:ins></w:p>") == [
        "支出合计"
    ]


def test_of_two_forms_of_one_thing_the_newer_is_read():
    both = "<mc:AlternateContent><mc:Choice><w:t>新</w:t></mc:Choice><mc:Fallback><w:t>旧</w:t></mc:Fallback></mc:AlternateContent>"
    assert lines(f"<w:p><w:r>{both}</w:r></w:p>") == ["新"]


def test_paragraph_whose_mark_is_deleted_goes_on_in_the_next():
    body = p("支出", "<w:rPr><w:del/></w:rPr>") + p("合计") + p("末", "<w:rPr><w:del/></w:rPr>")
    assert lines(body) == ["支出合计", "末"]


def test_deleted_row_is_left_out_and_controls_are_seen_through():
    row = "<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>删</w:t></w:r></w:p></w:tc></w:tr>"
    body = f"<w:sdt><w:sdtContent>{p('目录')}</w:sdtContent></w:sdt><w:tbl>{row}</w:tbl>"
    assert lines(body) == ["目录"]


def test_document_is_found_where_its_contents_say():
    main = "wordprocessingml.document.main+xml"
    types = f'<Types><Override PartName="/word/document2.xml" ContentType="application/x.{main}"/></Types>'
    body = f'<w:document xmlns:w="w"><w:body>{p("在这里")}</w:body></w:document>'
    content = office(parts={"[Content_Types].xml": types, "word/document2.xml": body})
    assert read_bytes(content, "a.docx") == "在这里"


def test_a_long_document_is_read_in_time():
    rich = "".join(
        numbered(f"第{number}项工作按计划完成，支出{number}.50万元，已全部支付到位。") for number in range(2000)
    )
    began = time.process_time()
    assert len(lines(rich, numbering=CHAPTERS)) == 2000
    assert time.process_time() - began < 2
