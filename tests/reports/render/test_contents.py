"""The contents of a long PDF: when there are any, where they lead, what those hear who do not see them."""

import io

import pikepdf
import pytest

from reports.document import Annex, Cover, Document, Heading, Paragraph, Row, Table, Text
from reports.document import Cell as C
from reports.render.contents import MOST
from reports.render.pdf import document_pdf
from tests.measuring import measure

PAGE = "科普活动进乡村进校园" * 56  # with its heading 22 lines


def report(pages: int, *before, after=()):
    text = [(Heading(1, f"{n}、", f"第{n}章"), Paragraph((Text(PAGE),))) for n in range(1, pages + 1)]
    return Document("试", children=(*before, *(node for pair in text for node in pair), *after))


ANNEX = Annex(
    "a", "附件1", (Text("情况表"),), children=(Table(widths=(100,), body=(Row((C((Text("甲"),)),)),)),), landscape=True
)


@pytest.fixture(scope="module")
def content() -> bytes:
    return document_pdf(report(9, Cover((Text("报告"),)), after=(ANNEX,)), draft=True)


def test_nine_pages_have_no_contents_and_a_cover_is_not_counted():
    for document in (report(9), report(9, Cover((Text("报告"),)))):
        assert not any(page.body[0].text == "目录" for page in measure(document_pdf(document)))


def test_contents_stand_behind_the_cover_without_a_number(content):
    pages = measure(content)
    assert pages[1].body[0].text == "目录"
    assert [line.text for line in pages[1].outside] == ["草稿"]
    assert "—1—" in [line.text for line in pages[2].lines]
    assert "附件1情况表" in pages[1].body[-1].text and pages[1].body[-1].text.endswith("10")


@pytest.mark.parametrize(("more", "listed"), [(0, MOST), (1, 9)])
def test_sections_are_listed_where_all_fit_on_a_page(more, listed):
    sections = tuple(Heading(2, "（一）", "节") for _ in range(MOST - 9 + more - 1))
    pages = measure(document_pdf(report(9, Heading(2, "（一）", "前"), Paragraph((Text(PAGE),)), after=sections)))
    assert len(pages[0].body) == 1 + listed and pages[1].body[0].text != "目录"


def test_every_entry_leads_to_its_page(content):
    with pikepdf.open(io.BytesIO(content)) as document:
        where = {page.objgen: number for number, page in enumerate(document.pages)}
        names = document.Root.Names.Dests.Names
        places = {str(names[n]): where[names[n + 1][0].objgen] for n in range(0, len(names), 2)}
        links = [one.Dest for one in document.pages[1].Annots]
        assert [places[one] for one in dict.fromkeys(map(str, links))] == list(
            range(2, 12)
        )  # its words, dots and number


def test_contents_are_tagged_as_such(content):
    with pikepdf.open(io.BytesIO(content)) as document:
        tags = [str(one.S) for one in document.objects if isinstance(one, pikepdf.Dictionary) and "/S" in one]
    assert (tags.count("/TOC"), tags.count("/TOCI"), tags.count("/Link")) == (1, 10, 10)


def test_a_document_without_headings_has_none():
    assert measure(document_pdf(Document("试", children=(Paragraph((Text(PAGE * 11),)),))))[0].body[0].text != "目录"
