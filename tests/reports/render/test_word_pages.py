"""The Word file laid out by LibreOffice: it opens, says the same, on as many pages as the PDF, in lines as long."""

import re
from collections.abc import Iterator
from itertools import pairwise

import pypdfium2
import pytest
from django.test import override_settings

from reports.document import Annex, Cell, Cover, Heading, Paragraph, Table, Text, Title, walk, words
from reports.render import FORMATS, Origin
from reports.render.word.contents import LONG, entries
from reports.render.word.pages import pages
from tests import office, published
from tests.measuring import LEFT, MM, RIGHT, measure
from tests.reports.render.ooxml import faults, parts
from tests.reports.render.reports import document_of, file_of
from tests.reports.render.test_word import COVERED, LETTER, letter, row, said

# LibreOffice, unlike Word and our PDF, puts a gap between Chinese and digits and lets a comma hang in the margin: lines
# break elsewhere, and over some fifteen pages that can come to one.
TOLERANCE = 1
FOOTER = re.compile(r"—\s*(\d+)\s*—\s*$")
LINE = "科普活动进乡村进校园" * 30
RARE = "㵲䶮喆堃犇"
NAMES = f"湖南{RARE}同志、བསྟན་འཛིན།、ئابدۇللا、😀"
TORN = "".join(map(chr, range(32))) + "\ufffe\uffff"


def block(text, **how):
    return Paragraph((Text(text),), **how)


WIDE = Annex(
    "w", "附件", (Text("宽表"),), landscape=True, note="单位：万元",
    children=(Table("", "", (10,) * 10, (row(*"甲乙丙丁戊己庚辛壬癸"),), (row(*"1234567890"),) * 60), block("填表人：", role="signs")),
)  # fmt: skip
BAD = letter(
    Title((Text("试" * 60),)),
    Heading(1, "一、", ""),
    Heading(1, "二、", "没有内容的一章"),
    block(NAMES),
    block("x" * 3000),
    block(f"前{TORN}后"),
    Table("长格", "", (50, 50), (row("甲", "乙"),), (row("字" * 5000, "短"),)),
    Table("长表", "单位：万元", (12,) * 7 + (16,), (row(*"ABCDEFGH"),), (row(*"12345678"),) * 200),
    *[block("长叙述。" * 300)] * 33,
)
DOCUMENTS = {
    "cover": COVERED, "letter": LETTER, "full": letter(*[block(LINE)] * 3), "wide": letter(block("正文"), WIDE), "bad": BAD,
}  # fmt: skip


@pytest.fixture(scope="module")
def laid():
    """Return what LibreOffice makes of each document and of the published reports."""
    files = {name: FORMATS["docx"].render(document, Origin()) for name, document in DOCUMENTS.items()}
    with override_settings(WORD_NUMBERING="fields"):
        files["counted"] = FORMATS["docx"].render(COVERED, Origin())
    if published.FOLDER.is_dir():
        files |= {name: file_of(name, "docx") for name in published.NAMES}
    return office.pages(files)


def squeezed(text):
    """Return the words and figures of *text*: marks that hang in the margin come out of a PDF in another place."""
    return re.sub(r"[\W_㎡]", "", text)


def pieces(node) -> Iterator[str]:
    """Yield the words of a document paragraph by paragraph and cell by cell, in reading order."""
    match node:
        case Heading() | Paragraph():
            yield node.number + words(node)
        case Cell() | Title():
            yield words(node)
        case Annex() | Cover():
            yield from (getattr(node, "label", ""), "".join(one.text for one in node.title))
            yield from ("".join(one.text for one in getattr(node, "lead", ())), getattr(node, "note", ""))
        case Table():
            yield from (node.caption, node.note)
            yield from (piece for line in (*node.head, *node.body) for piece in pieces(line))
            return
    if not isinstance(node, Cell | Heading | Paragraph | Title):
        yield from (piece for child in node.children for piece in pieces(child))


def lost(document, text):
    """Return the pieces of *document* that do not stand in *text* behind the one before.

    The words of a cell over several rows stand in its middle, behind some of the rows beside it.
    """
    high = {squeezed(words(one)) for one in walk(document) if isinstance(one, Cell) and one.rows > 1}
    missing, position = [one for one in high if one not in text], 0
    for piece in filter(lambda one: one and one not in high, map(squeezed, pieces(document))):
        found = text.find(piece, position)
        if found < 0:
            missing.append(piece)
        else:
            position = found + len(piece)
    return missing


@pytest.mark.parametrize("name", ["cover", "letter", "wide"])
def test_all_words_stand_in_their_order(laid, name):
    assert lost(DOCUMENTS[name], laid_words(laid[name])) == []


def test_numbers_are_counted_as_the_document_has_them(laid):
    assert lost(COVERED, laid_words(laid["counted"])) == []


@pytest.mark.parametrize("name", ["cover", "letter", "full", "wide"])
def test_it_has_as_many_pages_as_the_pdf(laid, name):
    ours = numbered(FORMATS["pdf"].render(DOCUMENTS[name], Origin()))
    assert abs(numbered(laid[name]) - ours) <= TOLERANCE * (ours >= LONG)


@published.needs_reports
@pytest.mark.parametrize("name", published.NAMES)
def test_the_published_reports_say_all_of_it_on_as_many_pages(name, laid):
    assert lost(document_of(name), laid_words(laid[name])) == []
    assert abs(numbered(laid[name]) - numbered(file_of(name, "pdf"))) <= TOLERANCE


def test_a_full_page_has_22_lines_of_28_characters(laid):
    lines = measure(laid["full"])[0].body
    assert len(lines) == 22
    assert [len(line.text) for line in lines[1:10]] == [28] * 9 and len(lines[0].text) == 26
    assert {round((below.baseline - above.baseline) * MM, 1) for above, below in pairwise(lines)} == {28.9, 29.0}
    assert all(abs(line.right - RIGHT) < 1 for line in lines[1:10]) and abs(lines[1].left - LEFT) < 0.5


def test_numbers_stand_outside_odd_right_even_left(laid):
    odd, even = (next(line for line in page.outside if "—" in line.text) for page in measure(laid["full"])[:2])
    assert (odd.text, even.text) == ("—1—", "—2—")
    assert abs(odd.right - (RIGHT - 5.6)) < 1 and abs(even.left - (LEFT + 5.6)) < 1


def test_wide_forms_are_lying_and_repeat_their_head(laid):
    text, *lying = measure(laid["wide"])
    assert not text.lying and all(page.lying for page in lying) and len(lying) > 1
    assert all("甲乙丙丁戊己庚辛壬癸" in {line.text for line in page.lines} for page in lying)


def test_the_contents_name_the_page_of_each_heading(laid):
    """Estimated from the words; LibreOffice's gaps beside digits can move a heading over the edge of a page."""
    found = entries(COVERED)
    assert len(found) > 20 and entries(letter(block(LINE))) == {}
    texts = {number: text for text in texts_of(laid["cover"]) if (number := number_of(text))}
    assert abs(pages(COVERED)[1] - max(texts)) <= TOLERANCE
    for entry in found.values():
        near = [text for number, text in texts.items() if abs(number - entry.page) <= TOLERANCE]
        assert any(squeezed(entry.text) in squeezed(text) for text in near), entry


def test_contents_longer_than_a_page_name_the_chapters_only():
    chapter = (Heading(1, "一、", "章"), *[Heading(2, "（一）", "节"), block(LINE)] * 12)
    for chapters, levels, deepest in ((2, {1, 2}, "1-2"), (3, {1}, "1-1")):
        document = letter(*chapter * chapters, *[block(LINE)] * 20)
        assert {entry.level for entry in entries(document).values()} == levels
        assert (
            f"TOC \\o &quot;{deepest}&quot;"
            in parts(FORMATS["docx"].render(document, Origin()))["word/document.xml"].decode()
        )


# --- bad input ---------------------------------------------------------------------------------------------------


def test_bad_input_needs_no_repair_and_opens(laid):
    content = FORMATS["docx"].render(BAD, Origin(draft=True))
    assert faults(content) == []
    written = said(content)
    for whole in (NAMES, "x" * 3000, "字" * 5000, "长叙述。" * 9900, "12345678" * 200, "没有内容的一章"):
        assert re.sub(r"\s", "", whole) in written
    assert "前" in written and "\x00" not in written
    assert len(pypdfium2.PdfDocument(laid["bad"])) > 75


def test_scripts_no_chinese_face_has_are_set_in_faces_windows_has():
    body = parts(FORMATS["docx"].render(letter(block(NAMES)), Origin()))["word/document.xml"].decode()
    tibetan, uyghur = (re.search(rf"<w:r><w:rPr>([^/]*{face}.*?)</w:rPr>.*?<w:t[^>]*>(.*?)</w:t>", body) for face in
                       ("Himalaya", "Uighur"))  # fmt: skip
    assert tibetan[2] == "བསྟན་འཛིན།" and uyghur[2] == "ئابدۇللا" and "<w:rtl/>" in uyghur[1]


def numbered(content):
    """Return how many pages with a number a PDF has: not its cover, nor its contents."""
    return sum(number_of(text) > 0 for text in texts_of(content))


def texts_of(content):
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content)]


def number_of(text):
    """Return the number of a page, 0 where it has none."""
    found = FOOTER.search(text)
    return int(found[1]) if found else 0


def laid_words(content):
    """Return the words of a PDF without its page numbers."""
    return squeezed("".join(FOOTER.sub("", text) for text in texts_of(content)))
