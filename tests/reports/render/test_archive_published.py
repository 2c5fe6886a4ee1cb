"""The five published reports and SAMPLE as an archive takes them: the profile, the reading order, the heads, the marks."""

import datetime
import re
from functools import cache
from html.parser import HTMLParser
from io import BytesIO

import pypdfium2
import pytest

from lib import canonical
from reports.assemble import assemble
from reports.document import Annex, Document, Heading, Table, Text, Title, walk
from reports.filling import fill
from reports.outline import load_outline
from reports.render import FORMATS, Origin, Receipt
from reports.render.html import page_html
from reports.sample import SAMPLE
from reports.schedule import load_schedule, schedules
from tests import published
from tests.pdf_profile import complaints
from tests.pdf_profile.reading import File, children
from tests.reports.rich import RICH
from tests.reports.test_published_outlines import PLACES, filing_of

FILED = datetime.datetime(2024, 6, 28, 8, 20, tzinfo=datetime.UTC)
RECEIPT = Receipt("R-1", "0123456789abcdef" * 4, "https://jixiao.example.gov.cn/check/", FILED)
NAMES = [pytest.param(name, marks=published.needs_reports) for name in PLACES]
NAMES += map(pytest.param, ("sample national/2020", "sample yuanjiang/2023 draft", "every form"))


@cache
def document_of(name: str) -> Document:
    if name == "every form":
        forms = (annex for key in schedules() for annex in fill(load_schedule(key), RICH))
        return Document("自评表", "云溪县科协", children=(Title((Text("自评表"),)), *forms))
    if name.startswith("sample"):
        return assemble(SAMPLE, load_outline(name.split()[1]))
    return assemble(filing_of(name), load_outline(PLACES[name]))


@cache
def content_of(name: str) -> bytes:
    draft = name.endswith("draft")
    origin = Origin(canonical.plain(SAMPLE), draft=draft, receipt=None if draft else RECEIPT)
    return FORMATS["pdf"].render(document_of(name), origin)


@cache
def file_of(name: str) -> File:
    return File(content_of(name))


class Words(HTMLParser):
    """The words of a page's body, without what names a drawing."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said, self.off = "", 0
        self.feed(page.partition("<body")[2].partition(">")[2])

    def handle_starttag(self, tag, attrs):
        self.off += tag == "svg"

    def handle_endtag(self, tag):
        self.off -= tag == "svg"

    def handle_data(self, data):
        self.said += "" if self.off else re.sub(r"\s", "", data)


@pytest.mark.parametrize("name", NAMES)
def test_the_file_keeps_to_the_profile(name):
    assert complaints(file_of(name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_tags_read_as_the_page_does(name):
    """Word for word in the page's order: no page number, no repeated head, no 草稿 between them."""
    draft = name.endswith("draft")
    page = page_html(document_of(name), draft=draft, receipt=None if draft else RECEIPT)
    assert "".join(said for role, said in parts_of(file_of(name)) if role != "TOC") == Words(page).said


def parts_of(file: File) -> list[tuple[str, str]]:
    """Return role and words, without blanks, of each part of the document; the title of the contents is left out."""
    (document,) = children(file.root.StructTreeRoot)
    parts = [(file.role(tag), re.sub(r"\s", "", file.words(tag))) for tag in children(document)]
    return [part for part in parts if part != ("H1", "目录")]


@pytest.mark.parametrize("name", NAMES)
def test_contents_are_tagged_as_such(name):
    """Each entry is a link, one a line: words and number, no leader."""
    file = file_of(name)
    said = [said for role, said in parts_of(file) if role == "TOC"]
    entries = [tag for tag in file.tags if file.role(tag) == "TOCI"]
    lines = [(page.objgen, one.Rect[1]) for page, one in file.annotations]
    assert len(said) == bool(entries) and len(set(lines)) == len(lines) >= len(entries)
    for entry in entries:
        (link,) = (tag for paragraph in children(entry) for tag in children(paragraph))
        assert file.role(link) == "Link" and re.fullmatch(r"\D.*[^.\d]\d+", file.words(link))


@pytest.mark.parametrize("name", NAMES)
def test_page_numbers_and_marks_and_repeated_heads_are_artifacts(name):
    file, heads = file_of(name), heads_of(document_of(name))
    for number in range(len(file.pdf.pages)):
        left = re.sub(r"\s", "", file.artifacts(number))
        for head in heads:
            left = left.replace(head, "", 1)
        assert re.fullmatch(r"(草稿)?(—\d+—|[.…]+)?", left), (number, left)


@pytest.mark.parametrize("name", NAMES)
def test_pages_are_called_what_is_printed_on_them(name):
    file, document = file_of(name), pypdfium2.PdfDocument(BytesIO(content_of(name)))
    for number in range(len(file.pdf.pages)):
        printed = re.search(r"—(\d+)—", re.sub(r"\s", "", file.artifacts(number)))
        assert document.get_page_label(number) in ([printed[1]] if printed else ["封面", "目录"])


def heads_of(document: Document) -> list[str]:
    """Return the words of each table's head."""
    tables = [node for node in walk(document) if isinstance(node, Table)]
    said = (
        "".join(one.text for row in table.head for cell in row.children for one in cell.children) for table in tables
    )
    return sorted({re.sub(r"\s", "", one) for one in said} - {""}, key=len, reverse=True)


@pytest.mark.parametrize("name", NAMES)
def test_bookmarks_are_the_headings(name):
    marks = [(mark.level, mark.get_title()) for mark in pypdfium2.PdfDocument(BytesIO(content_of(name))).get_toc()]
    assert marks == list(headings(document_of(name)))


@pytest.mark.parametrize("name", NAMES)
def test_headings_are_tagged_as_headings(name):
    file = file_of(name)
    tagged = [file.words(tag) for tag in file.tags if re.fullmatch(r"H\d", file.role(tag))]
    title, *rest = (one for one in (re.sub(r"\s", "", said) for said in tagged) if one != "目录")
    assert title == document_of(name).title and rest == [
        re.sub(r"\s", "", text) for _, text in headings(document_of(name))
    ]


def headings(document: Document):
    """Yield (depth, words) of each heading and annex of a document; one that skips a level stands under the one above."""
    above: list[int] = []
    for node in document.children:
        if isinstance(node, Heading | Annex):
            level = node.level if isinstance(node, Heading) else 1
            above = [*(one for one in above if one < level), level]
            said = node.number + node.text if isinstance(node, Heading) else "".join(one.text for one in node.title)
            yield len(above) - 1, said


@pytest.mark.parametrize("name", NAMES)
def test_every_table_is_one_tag_with_its_heads(name):
    file, document = file_of(name), document_of(name)
    tables = [node for node in walk(document) if isinstance(node, Table)]
    tagged = [tag for tag in file.tags if file.role(tag) == "Table"]
    assert len(tagged) == len(tables)
    for table, tag in zip(tables, tagged, strict=True):
        rows = [row for group in children(tag) for row in children(group)]
        assert [[file.role(cell) for cell in children(row)] for row in rows] == [
            *(["TH"] * len(row.children) for row in table.head),
            *(["TH" if cell.kind == "head" else "TD" for cell in row.children] for row in table.body),
        ]
