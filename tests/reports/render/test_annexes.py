"""Forms bound behind the report: the same cells on screen, on paper and as text."""

import dataclasses
import re
from typing import get_args

import pypdfium2
import pytest

from reports.document import (
    Annex,
    AttachmentList,
    Block,
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
from reports.filling import fill
from reports.render.html import page_html, render_html
from reports.render.pdf import document_pdf
from reports.render.text import render_text
from reports.schedule import load_schedule, schedules
from tests.measuring import measure
from tests.published import pdf_text
from tests.reports.render.test_html import Reader
from tests.reports.rich import RICH

MM = 72 / 25.4
ANNEXES = [annex for key in schedules() for annex in fill(load_schedule(key), RICH)]


def bound(*annexes):
    return Document("自评报告", "云溪县科协", children=(Paragraph((Text("正文。"),)), *annexes))


@pytest.mark.parametrize("annex", ANNEXES, ids=lambda annex: annex.key)
def test_every_value_is_on_the_page_and_in_the_text(annex):
    page, text = Reader(render_html(annex)).words, render_text(bound(annex))
    assert all(value.text in page and value.text in text for value in values(annex))


SAID = Paragraph((Text("见此"),))
TABLE = Table(widths=(100,), body=(Row((Cell(SAID.children),)),))
BLOCKS: tuple[Block, ...] = (
    SAID, Heading(text="见此"), TABLE, Cover(children=(SAID,)), Title(SAID.children), AttachmentList((SAID,)),
    Closing((SAID,)), Annex(children=(TABLE,)),
)  # fmt: skip


@pytest.mark.parametrize("render", [render_html, render_text])
def test_no_block_is_left_out(render):
    assert {type(block) for block in BLOCKS} == set(get_args(Block))
    assert all("见此" in render(Document(children=(block,))) for block in BLOCKS)


def test_spans_and_the_label_are_drawn():
    wide = Cell((Text("宽"),), columns=2, rows=3)
    table = Table(widths=(50, 50), head=(Row((wide,)),), body=(Row((wide, Cell((Text("甲"),)))),))
    html = render_html(Annex(label="附件1", title=(Text("表"),), children=(table,), landscape=True))
    assert '<th scope="col" colspan="2" rowspan="3">宽</th>' in html
    assert '<td colspan="2" rowspan="3">宽</td><td>甲</td>' in html
    assert '<section class="annex wide">' in html and '<p class="annex-label">附件1</p>' in html
    assert html.count('aria-label="表"') == 2


def test_a_table_without_a_caption_has_no_empty_line_above_it():
    assert "caption" not in render_html(Annex(children=(Table(widths=(100,)),)))


def test_no_form_carries_a_style_of_its_own():
    assert not re.search(r"\sstyle=", page_html(bound(*ANNEXES)))


def test_each_form_begins_a_page_and_wide_ones_lie_on_their_side():
    upright, wide = (
        fill(load_schedule("national/basic_data"), RICH)[0],
        fill(load_schedule("national/government_fund"), RICH)[0],
    )
    content = document_pdf(bound(upright, wide))
    pages = list(pypdfium2.PdfDocument(content))
    assert [page.get_width() > page.get_height() for page in pages] == [False, False, True]
    found = pdf_text(content)
    assert all(value.text in found for annex in (upright, wide) for value in values(annex))


def test_the_number_of_a_wide_page_stands_where_it_stands_on_upright_ones():
    """At the foot of the sheet held upright, right on odd pages, left on even ones (GB/T 9704, domain/gbt9704.md §5)."""
    annex = fill(load_schedule("national/government_fund"), RICH)[0]
    odd, even = list(pypdfium2.PdfDocument(document_pdf(bound(annex, annex))))[2:0:-1]
    # The sheet's foot is the left edge of the lying page, its right side the lower end of that edge.
    for page, number, low in ((odd, "3", True), (even, "2", False)):
        textpage = page.get_textpage()
        place = textpage.search(f"— {number} —").get_next()
        left, bottom, right, _ = textpage.get_charbox(place[0] + 2)
        assert 20 * MM < left < right <= 28 * MM
        assert (bottom < 60 * MM) is low


def test_a_long_form_repeats_its_head():
    head, line = (Row((Cell((Text(words),)),)) for words in ("三级指标", "科普活动场次"))
    content = document_pdf(bound(Annex(children=(Table(widths=(100,), head=(head,), body=(line,) * 60),))))
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content)][1:]
    assert len(pages) > 1 and all("三级指标" in page for page in pages)


@pytest.mark.parametrize(
    "key, middle, right", [("national/basic_data", 106, 184), ("national/government_fund", 147.5, 260)]
)
def test_an_annex_has_its_mark_at_the_left_and_its_title_in_the_middle(key, middle, right):
    """附件 in 黑体 flush left on the first line, the title centred below it, upright and lying (GB/T 9704 7.3.4)."""
    annex = dataclasses.replace(fill(load_schedule(key), RICH)[0], label="附件1")
    page = measure(document_pdf(bound(annex)))[1]
    mark, title = [line for line in page.lines if line.size in (16, 22)][:2]
    assert (mark.text, mark.faces, mark.size) == ("附件1", {"Hei"}, 16)
    assert abs(mark.left - (right - (225 if page.lying else 156))) < 0.5
    assert title.size == 22 and abs((title.left + title.right) / 2 - middle) < 1
    assert max(line.right for line in page.lines) < right + 0.6


def test_a_form_that_goes_on_overleaf_is_closed_at_the_foot_and_opened_at_the_head():
    """Also where a cell goes on with it, and where its second table begins the page."""
    head, line = (Row((Cell((Text(words),)), Cell((Text("甲"),)))) for words in ("三级指标", "科普活动场次"))
    first = Row((Cell((Text("产出指标"),), rows=60), Cell((Text("乙"),))))
    rest = (Row((Cell((Text("丙"),)),)),) * 59
    long = Table(widths=(50, 50), head=(head,), body=(first, *rest))
    short = Table(widths=(50, 50), body=(line,) * 36)
    high = Table(widths=(50, 50), body=(line, Row((Cell((Text("字" * 1500),)), Cell()))))
    for tables in ((long,), (short, long), (short, Table(widths=(50, 50), body=(line,) * 9)), (short, high)):
        pages = list(pypdfium2.PdfDocument(document_pdf(bound(Annex(children=tables)))))[1:]
        assert len(pages) > 1
        assert all(ruled(page) == (True, True) for page in pages[1:])
        assert ruled(pages[0])[1]


def ruled(page):
    """Return whether the first and the last line of ink on the paper's text is a rule as wide as the text."""
    picture = page.render(scale=4, grayscale=True).to_pil().crop((0, 36 * MM * 4, page.get_width() * 4, 263 * MM * 4))
    ink = picture.point(lambda shade: 255 * (shade < 160))
    _, top, _, bottom = ink.getbbox()
    return tuple(ink.crop((0, at, ink.width, at + 1)).histogram()[255] > 150 * MM * 4 for at in (top + 1, bottom - 2))
