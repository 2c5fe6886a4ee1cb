"""A real Word file gives all its words once, in order, and says what in it is no words."""

import re
import time
from random import Random

import pytest

from lib.uploads import RefusedFileError, inspect
from prose.source import UnreadableError, read_bytes, read_words
from prose.word import FORMULA, OBJECT, PART, PICTURE, Unread, read_docx
from tests.lib.files import docx, office, relation, word_parts
from tests.lib.words import p, plain, styled, table
from tests.published import FOLDER, NAMES, needs_reports

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
SHEET = "<w:r><w:object><w:OLEObject/></w:object></w:r>"


def lines(body, **parts):
    return read_docx(docx(body, **parts)).text.split("\n")


def run(inner):
    return f"<w:p><w:r><w:t>支出</w:t></w:r>{inner}<w:r><w:t>合计</w:t></w:r></w:p>"


def box(words, kind="pict"):
    return f"<w:r><w:{kind}><w:txbxContent>{p(words)}</w:txbxContent></w:{kind}></w:r>"


# --- what belongs to the text ------------------------------------------------------------------------------------------


def test_text_box_stands_behind_its_paragraph():
    assert lines(run(box("框中的话")) + p("末")) == ["支出合计", "框中的话", "末"]


def test_text_box_saved_in_two_forms_is_read_once():
    both = f"<mc:AlternateContent><mc:Choice>{box('框', 'drawing')}</mc:Choice><mc:Fallback>{box('框')}</mc:Fallback></mc:AlternateContent>"
    assert lines(run(both)) == ["支出合计", "框"]


def test_text_box_in_a_cell_stays_in_its_row():
    assert lines(table((f"<w:p>{box('框')}</w:p>", "12"))) == ["框\t12"]


@pytest.mark.parametrize("note", ["footnote", "endnote"])
def test_note_stands_behind_its_paragraph(note):
    part = f'<w:{note} w:id="0" w:type="separator"/><w:{note} w:id="2">{p("不含上级补助")}</w:{note}>'
    body = run(f'<w:r><w:{note}Reference w:id="2"/></w:r><w:r><w:{note}Reference w:id="2"/></w:r>')
    assert lines(body, **{f"{note}s": part}) == ["支出合计", "注：不含上级补助"]


def test_insertions_are_read_and_deletions_are_not():
    tracked = "<w:ins><w:r><w:t>共</w:t></w:r></w:ins><w:del><w:r><w:delText>约</w:delText></w:r></w:del>"
    assert lines(run(tracked)) == ["支出共合计"]


def test_comments_are_left_out():
    part = f'<w:comment w:id="1">{p("请核对")}</w:comment>'
    marks = '<w:commentRangeStart w:id="1"/><w:r><w:commentReference w:id="1"/></w:r><w:commentRangeEnd w:id="1"/>'
    assert lines(run(marks), comments=part) == ["支出合计"]


@pytest.mark.parametrize(
    ("switch", "read"), [("", "支出合计"), (' w:val="0"', "支出藏合计"), (' w:val="false"', "支出藏合计")]
)
def test_hidden_words_are_left_out_unless_switched_on_again(switch, read):
    assert lines(run(f"<w:r><w:rPr><w:vanish{switch}/></w:rPr><w:t>藏</w:t></w:r>")) == [read]


# --- tables ------------------------------------------------------------------------------------------------------------


def cell(words, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(words)}</w:tc>"


def rows(*all_rows):
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in all_rows)}</w:tbl>"


def test_merged_cells_keep_the_columns_of_the_others():
    wide, tall = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>'
    body = rows(
        cell("项目", wide) + cell("金额"),
        cell("基本支出", tall) + cell("人员") + cell("1"),
        cell("基本支出", "<w:vMerge/>") + cell("公用") + cell("2"),
        "<w:trPr><w:gridBefore w:val='1'/></w:trPr>" + cell("合计") + cell("3"),
    )
    assert lines(body) == ["项目\t\t金额", "基本支出\t人员\t1", "\t公用\t2", "\t合计\t3"]


@pytest.mark.parametrize("span", ["9999999", "-1", "x", "100"])
def test_absurd_spans_do_no_harm(span):
    found = lines(rows(cell("甲", f'<w:gridSpan w:val="{span}"/>') + cell("乙")))
    assert found[0].split() == ["甲", "乙"] and len(found[0]) < 70


def test_deleted_cell_is_left_out():
    assert lines(rows(cell("甲") + cell("删", "<w:cellDel/>") + cell("乙"))) == ["甲\t乙"]


# --- what is no words ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inner", "kind"),
    [
        (SHEET, OBJECT),
        ("<w:r><w:drawing><w:blip/></w:drawing></w:r>", PICTURE),
        ("<m:oMath xmlns:m='m'><m:t>x</m:t></m:oMath>", FORMULA),
    ],
)
def test_what_is_no_words_is_named_with_its_line(inner, kind):
    assert read_docx(docx(p("概况") + run(inner))) == ("概况\n支出合计", (Unread(2, kind),))


def test_a_file_inside_the_file_is_named():
    assert read_docx(docx(p("概况") + '<w:altChunk r:id="r1" xmlns:r="r"/>')).unread == (Unread(1, PART),)


EMBEDDED = {"word/embeddings/oleObject1.bin": OLE}


def test_embedded_object_is_passed_over_by_who_reads_words_and_refused_by_who_keeps_the_file():
    parts = {**word_parts(run(SHEET)), **EMBEDDED}
    content = office(parts=parts, relation=relation("oleObject", "embeddings/oleObject1.bin"))
    assert read_words(content, "报告.docx") == ("支出合计", (Unread(1, OBJECT),))
    with pytest.raises(RefusedFileError, match="嵌入"):
        inspect("报告.docx", content)


@pytest.mark.parametrize(
    ("parts", "relation"),
    [
        ({"word/oleObject1.bin": OLE}, ""),
        ({"word/media/a.png": OLE}, ""),
        ({"word/embeddings/vbaProject.bin": OLE}, ""),
        (EMBEDDED, relation("oleObject", "file:///c:/a.xlsx", "External")),
        (EMBEDDED, relation("control", "activeX1.xml")),
        ({"word/embeddings/oleObject1.bin": OLE + bytes(120 << 20)}, ""),
    ],
    ids=["elsewhere", "disguised", "macros", "linked", "control", "bomb"],
)
def test_what_may_act_stays_refused(parts, relation):
    with pytest.raises(UnreadableError):
        read_bytes(office(parts={**word_parts(run(SHEET)), **parts}, relation=relation), "报告.docx")


# --- size --------------------------------------------------------------------------------------------------------------


def test_five_hundred_pages_are_read():
    random = Random(1)
    words = ["".join(chr(random.randrange(0x4E00, 0x9FA5)) for _ in range(75)) for _ in range(4000)]
    began = time.process_time()
    text = read_words(plain("\n".join(words)), "报告.docx", 400_000).text
    assert text.split("\n") == words and time.process_time() - began < 10


@pytest.mark.parametrize("part", ["document", "styles"])
def test_a_part_beyond_all_measure_is_refused(part, monkeypatch):
    monkeypatch.setattr("prose.word.LARGEST_BODY", 100)
    monkeypatch.setattr("prose.word.LARGEST_PART", 100)
    content = docx(p("概况" * 100)) if part == "document" else docx("", styles="<w:style/>" * 100)
    with pytest.raises(RefusedFileError, match="请"):
        read_docx(content)


def test_elements_without_words_are_counted_not_read_to_the_end(monkeypatch):
    monkeypatch.setattr("prose.word.MOST_ELEMENTS", 1000)
    assert lines(p("概况") * 200) == ["概况"] * 200
    with pytest.raises(RefusedFileError, match="过长"):
        read_docx(docx(f"<w:p>{'<w:r/>' * 1000}</w:p>"))


# --- the published reports -----------------------------------------------------------------------------------------------


def bare(text):
    return "".join(text.split())


@needs_reports
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("save", [plain, styled])
def test_text_saved_in_word_is_the_same_text(save, name):
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    again = read_bytes(save(text), "报告.docx")
    assert bare(again) == bare(re.sub(r"(?m)^ ?- (?=\d{1,2}[.、])", "", text) if save is styled else text)
