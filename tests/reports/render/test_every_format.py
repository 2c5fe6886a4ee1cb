"""The five published reports through every format: the same numbers to the last digit, in order, and no other.

Sentences and tables are in all formats but the workbook, which holds the tables: what stands in sentences only is not
in it. The JSON holds the document itself.
"""

import io
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn
from openpyxl import load_workbook

from lib import canonical
from reports.document import Annex, Cell, Cover, Heading, Paragraph, Table, Title, load, values, walk, words
from tests import published
from tests.reports.render.reports import document_of, file_of
from tests.reports.render.test_excel import shown
from tests.reports.test_published_outlines import PLACES

NUMBER = re.compile(r"\d+(?:\.\d+)?%?")
pytestmark = [published.needs_reports, pytest.mark.parametrize("name", PLACES)]


def printed(node, *, leads=True) -> Iterator[str]:
    """Yield what a document prints, part by part, in reading order; *leads*: what stands above forms at the left, too."""
    for one in walk(node):
        match one:
            case Heading() | Paragraph():
                yield one.number + words(one)
            case Cell() | Title():
                yield words(one)
            case Table():
                yield from (one.caption, one.note)
            case Annex():
                yield from (one.label, said(one.title), said(one.lead) if leads else "", one.note)
            case Cover():
                yield said(one.title)


def said(inline) -> str:
    return "".join(one.text for one in inline)


class Page(HTMLParser):
    """The words of a page's body, part by part."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.parts: list[str] = [""]
        self.feed(content[content.index("<body") :])

    def handle_starttag(self, tag, attrs):
        if tag in ("p", "td", "th", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "div", "section"):
            self.parts.append("")

    def handle_data(self, data):
        self.parts[-1] += data


def _pdf(content):
    document = pypdfium2.PdfDocument(content)
    return [page.get_textpage().get_text_bounded() for page in document]


def _docx(content):
    paragraphs = docx.Document(io.BytesIO(content)).element.body.iter(qn("w:p"))
    return ["".join(one.itertext(qn("w:t"))) for one in paragraphs]


READERS = {
    "pdf": _pdf,
    "docx": _docx,
    "html": lambda content: Page(content.decode()).parts,
    "txt": lambda content: content.decode().splitlines(),
}
PAGED = ("pdf", "docx")  # those that number pages and list contents with them


def numbers(parts) -> list[str]:
    return [one for part in parts for one in NUMBER.findall(part)]


def out_of_order(expected, found) -> list[str]:
    """Return the first number of *expected* that does not come in *found* after the one before, and those around it."""
    rest = iter(found)
    for place, one in enumerate(expected):
        if not any(one == other for other in rest):
            return expected[max(0, place - 3) : place + 2]
    return []


@pytest.mark.parametrize("kind", READERS)
def test_every_number_is_there_in_order_and_no_other(name, kind):
    expected, found = numbers(printed(document_of(name))), numbers(READERS[kind](file_of(name, kind)))
    # A PDF draws the line above a form last: where it is read is told by its tags (test_archive_published.py)
    drawn = numbers(printed(document_of(name), leads=kind != "pdf"))
    assert len(expected) > 50
    assert out_of_order(drawn, found) == []
    assert set(expected) <= set(found)
    pages = {str(page) for page in range(1, 60)} if kind in PAGED else set()
    assert set(found) <= {*expected, *pages}


def test_the_workbook_holds_the_numbers_of_the_tables_and_nothing_that_stands_in_sentences_only(name):
    forms = [child for child in document_of(name).children if isinstance(child, Annex | Table)]
    book = load_workbook(io.BytesIO(file_of(name, "xlsx")), data_only=True)
    sheets = [sheet for sheet in book if sheet.title != "目录" and forms]
    for sheet, form in zip(sheets, forms, strict=True):
        texts = [shown(field) for row in sheet.iter_rows() for field in row if field.value is not None]
        assert numbers(texts) == numbers(sheet_of(form))
        amounts = [one for one in values(form) if one.unit == "wan" and one.raw is not None]
        assert sum(isinstance(field.value, int | float) for row in sheet.iter_rows() for field in row) >= len(amounts)


def sheet_of(form) -> Iterator[str]:
    """Yield what a form prints in the order of its sheet: what stands above it, its cells, the lines to sign."""
    above = (form.label, said(form.title), said(form.lead)) if isinstance(form, Annex) else (form.caption,)
    yield from (*above, form.note)
    yield from (words(one) for one in walk(form) if isinstance(one, Cell))
    yield from (words(one) for one in walk(form) if isinstance(one, Paragraph))


def test_the_data_hold_every_value_with_its_fact(name):
    content = json.loads(file_of(name, "json"), parse_float=pytest.fail)
    assert load(content["document"]) == document_of(name)
    facts = canonical.flatten_plain(content["facts"])
    quoted = [one for one in values(document_of(name)) if one.unit == "wan" and one.at in facts]
    assert all(facts[one.at] == (None if one.raw is None else f"{one.raw:f}") for one in quoted)


def test_headings_are_the_bookmarks_of_the_pdf_and_the_outline_of_the_word_file(name):
    headings = [one.number + one.text for one in document_of(name).children if isinstance(one, Heading)]
    document = docx.Document(io.BytesIO(file_of(name, "docx")))
    outline = [one.text for one in document.paragraphs if one.style.name.startswith("Heading ")]
    bookmarks = [one.get_title() for one in pypdfium2.PdfDocument(file_of(name, "pdf")).get_toc()]
    assert len(headings) > 5
    assert [one for one in outline if one in headings] == headings
    assert [one for one in bookmarks if one in headings] == headings
