"""What makes WeasyPrint fast changes no byte of a file, whatever is in it."""

import json
import subprocess
import sys
from dataclasses import replace

import pypdfium2
import pytest
from PIL import ImageChops
from weasyprint.layout import inline

from bench import papers
from reports.assemble import assemble
from reports.document import Annex, Block, Cell, Document, Heading, Paragraph, Row, Table, Text
from reports.filling import fill
from reports.outline import load_outline
from reports.render import fast, pdf_worker
from reports.render.fast import leaders
from reports.render.html import page_html
from reports.render.order import Order
from reports.sample import SAMPLE
from reports.schedule import load_schedule, schedules
from tests.reports.render.test_pdf import ROOT
from tests.reports.rich import RICH

STOCK_STYLE = """<style>
td { text-align: justify; text-indent: 1em } th { vertical-align: top; background: #eee; border-radius: 2pt }
table { border-collapse: separate } data { padding-left: 2pt; border-bottom: 1pt dotted red; position: relative; top: 1pt }
td:nth-child(2) { float: right; box-sizing: border-box } td:nth-child(3) { letter-spacing: 1pt; direction: rtl }
@page :nth(2) { margin-top: 50mm } p::before { content: "·" } h3 { transform: rotate(1deg) }
td:nth-child(4) { text-overflow: ellipsis; overflow: hidden; font-style: italic; vertical-align: sub }
</style></head>"""

BORDERS = """<style>
td { border: 1pt inset red } td:nth-child(2) { border: 1pt outset blue } td:nth-child(3) { border: 2pt double green }
td:nth-child(4) { border-style: hidden dotted groove ridge } tr:nth-child(3n) td { border: 3px dashed } table { border: 2px solid }
</style></head>"""
ROW_BORDERS = "<style>tr:nth-child(2n) { border: 3pt ridge red } col { border: 4pt solid }</style></head>"


def table(*rows, widths, head=()):
    return Table(widths=widths, head=tuple(map(row, head)), body=tuple(map(row, rows)))


def row(words):
    return Row(tuple(Cell((Text(one),)) for one in words))


def odd_cells():
    """Return a table of what a cell may hold: nothing, long and broken words, blanks, line feeds, other scripts."""
    odd = (
        "", " ", "　全角", " 前后 ", "一行\n又一行", "很长的说明" * 12, "无" * 200, "W" * 90, "12345678901234567890.12",
        "བོད་ཡིག", "ئۇيغۇرچە", "😀👍", "㵲䶮喆堃犇", "a\u200bb\u00adc\u2028d", "e\u0301ﬁ", "(万元)", "—", "①②", "\tx",
    )  # fmt: skip
    return table(
        *[(one, one[::-1], "0.00", one) for one in odd], widths=(25, 25, 25, 25), head=[("甲", "乙", "丙", "丁")]
    )


def spans():
    wide = Row((Cell((Text("跨两列"),), columns=2, kind="total"), Cell((Text("跨两行"),), rows=2, align="center")))
    return Table(widths=(30, 30, 40), body=(wide, row(("1.00", "2.00"))) * 9)


def documents():
    """Yield documents that between them hold all a report may."""
    for name in ("national/2020", "yuanjiang/2023"):
        yield page_html(assemble(SAMPLE, load_outline(name)))
    forms = tuple(annex for key in sorted(schedules())[::4] for annex in fill(load_schedule(key), RICH))
    yield page_html(Document("附表", "某单位", children=(Paragraph((Text("正文。"),)), *forms)), draft=True)
    yield page_html(papers.report(7, 9, (30, 5, False), (20, 8, True)))
    bad = Annex(title=(Text("杂"),), landscape=True, children=(odd_cells(), spans()))
    words = [Paragraph((Text(one * 30),)) for one in ("无标点", "word", "😀", "བོད་", "句。")]
    blocks: tuple[Block, ...] = (
        Heading(1, "一、", "空章"),
        Heading(2, "（一）", "又一空章"),
        *words,
        bad,
        replace(bad, landscape=False),
    )
    mixed = Document("", "", "zh-CN", blocks)
    yield page_html(mixed, draft=True)
    for style in (STOCK_STYLE, BORDERS, ROW_BORDERS):
        yield page_html(mixed).replace("</head>", style)
    yield "<!DOCTYPE html><title>x</title><p>甲 <b>乙</b> <a href='#p' id=p>丙</a><ol><li>丁<li>戊</ol><img src=''>"


@pytest.fixture(scope="module")
def pages():
    return list(documents())


def digests(how, pages):
    command = [sys.executable, "-m", "tests.reports.render.alone", how]
    done = subprocess.run(command, cwd=ROOT, input=json.dumps(pages), text=True, capture_output=True, check=True)
    return done.stdout.split()


def test_no_shortcut_changes_a_byte(pages):
    stock, ours = digests("stock", pages), digests("fast", pages)
    assert len(stock) == len(pages)
    assert ours == stock


def test_dots_of_contents_stand_where_they_stood(monkeypatch):
    style = '<style>p::after { content: leader(dotted) "12" } p { font-size: 16pt; margin: 0 }</style>'
    order = Order(
        f"<!DOCTYPE html><html><head><title>目录</title>{style}</head><body>{'<p>概况</p>' * 9}</body></html>"
    )
    stock = pypdfium2.PdfDocument(pdf_worker.make_pdf(order))[0]
    monkeypatch.setattr(inline, "handle_leader", leaders.handle_leader)
    ours = pypdfium2.PdfDocument(pdf_worker.make_pdf(order))[0]
    assert ours.get_textpage().get_text_bounded() == stock.get_textpage().get_text_bounded()
    assert ours.get_textpage().get_text_bounded().count(".") > 500
    difference = ImageChops.difference(*(page.render(scale=2).to_pil().convert("L") for page in (stock, ours)))
    assert not any(difference.histogram()[128:])  # the edge of a dot, never a dot


def test_an_unknown_weasyprint_is_left_alone(monkeypatch):
    from weasyprint.layout import block

    before = block.block_container_layout
    monkeypatch.setattr(fast, "KNOWN", False)
    fast.install()
    assert block.block_container_layout is before
