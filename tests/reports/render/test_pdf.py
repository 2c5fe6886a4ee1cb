"""The PDF: its process, its limits, its pages. One worker makes them all."""

import ctypes
import os
import re
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw
import pytest
from weasyprint.urls import FatalURLFetchingError

from lib import canonical
from lib.address import replace
from reports.assemble import assemble
from reports.document import Document, Heading, Paragraph, Text, values, words
from reports.outline import load_outline
from reports.render import FORMATS, Origin, pdf_worker, processes
from reports.render.assets import ASSETS, AbsentFontError, AssetFetcher
from reports.render.html import page_html
from reports.render.order import Order
from reports.render.pdf import document_pdf, render_pdf
from reports.render.processes import RenderError
from reports.sample import SAMPLE
from tests.measuring import RIGHT, measure
from tests.published import pdf_text

ROOT = Path(__file__).parent.parent.parent.parent
DOCUMENT = assemble(SAMPLE, load_outline("yuanjiang/2023"))
MM = 72 / 25.4
RARE = "㵲䶮喆堃犇"


@pytest.fixture(scope="module")
def content() -> bytes:
    return FORMATS["pdf"].render(DOCUMENT, Origin(canonical.plain(SAMPLE)))


@pytest.fixture(scope="module")
def alone():
    """Return a worker outside the pool, which would end it for refusing a page."""
    worker = processes.Worker()
    yield worker
    worker.end()


def pages(content):
    return list(pypdfium2.PdfDocument(content))


def fonts_of(page, character):
    """Return the families in which *character* is set on *page*."""
    textpage = page.get_textpage()
    count = textpage.count_chars()
    return {font_name(textpage, n) for n in range(count) if chr(raw.FPDFText_GetUnicode(textpage, n)) == character}


def font_name(textpage, index):
    buffer, flags = ctypes.create_string_buffer(100), ctypes.c_int()
    raw.FPDFText_GetFontInfo(textpage, index, buffer, 100, flags)
    return buffer.value.decode().partition("+")[2]


def letter(*lines, **options):
    body = tuple(Paragraph((Text(line),)) for line in lines)
    return Document("试", "云溪县科协", "zh-CN", body, **options)


def test_every_value_is_in_the_pdf(content):
    found = pdf_text(content)
    assert all(value.text.replace(" ", "") in found for value in values(DOCUMENT))


def test_the_same_page_gives_the_same_bytes(content):
    assert FORMATS["pdf"].render(DOCUMENT, Origin(canonical.plain(SAMPLE))) == content


def test_every_page_of_ours_is_well_formed():
    for odd in ("\"><&'", "\u3000", "䶮", "]]>"):
        page = page_html(Document(title=odd, author=odd, children=(Paragraph((Text(odd),)),)))
        assert pdf_worker._well_formed(page) is not None
    assert pdf_worker._well_formed(page_html(DOCUMENT)) is not None
    assert pdf_worker._well_formed("<p>甲") is None


def test_the_file_says_what_it_is(content):
    document = pypdfium2.PdfDocument(content)
    about = document.get_metadata_dict()
    assert (about["Title"], about["Author"]) == ("2023年度部门整体支出绩效自评报告", "云溪县科学技术协会")
    marks = [(mark.level, mark.get_title()) for mark in document.get_toc()]
    headings = [(n.level - 1, n.number + n.text) for n in DOCUMENT.children if isinstance(n, Heading)]
    assert marks == headings
    assert raw.FPDFCatalog_IsTagged(document)


def test_pages_are_a4_and_the_text_stays_in_its_area(content):
    for page in pages(content)[1:]:
        assert [round(side / MM) for side in page.get_size()] == [210, 297]
        for run in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            left, bottom, right, top = run.get_bounds()
            if bottom > 35 * MM:  # below it stands the page number
                assert left > 27 * MM and right < 185 * MM and top < 261 * MM


def test_a_full_page_has_22_lines_of_28_characters_that_end_at_the_edge():
    page = measure(document_pdf(letter(*["科普活动进乡村进校园" * 30] * 3)))[0]
    assert len(page.body) == 22
    assert [len(line.text) for line in page.body[:11]] == [26, *[28] * 9, 22]
    assert all(abs(line.right - RIGHT) < 0.5 for line in page.body[:10])


def number_on(page):
    """Return the page number and where it begins, in mm; None without one."""
    textpage = page.get_textpage()
    for run in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        left, bottom, right, top = run.get_bounds()
        if top < 35 * MM:
            return textpage.get_text_bounded(left, bottom, right, top).strip(), left / MM, right / MM
    return None


def test_page_numbers_begin_after_the_cover_odd_right_even_left(content):
    assert number_on(pages(content)[0]) is None
    shown = [number_on(page) for page in pages(content)[1:]]
    assert [text for text, _, _ in shown] == [f"— {n} —" for n in range(1, len(shown) + 1)]
    for n, (_, left, right) in enumerate(shown, 1):
        assert abs(right - 178.4) < 1 if n % 2 else abs(left - 33.6) < 1


def test_without_a_cover_the_first_page_is_one():
    shown = number_on(pages(document_pdf(letter("一段话。")))[0])
    assert shown is not None and shown[0] == "— 1 —" and abs(shown[2] - 178.4) < 1


def test_a_draft_says_so_on_every_page(content):
    assert all("草稿" in page.get_textpage().get_text_bounded() for page in pages(document_pdf(DOCUMENT, draft=True)))
    assert not any("草稿" in page.get_textpage().get_text_bounded() for page in pages(content))


def test_rare_characters_are_set_in_a_song_face_and_can_be_copied():
    heading = Heading(2, "（一）", f"{RARE}情况")
    page = pages(document_pdf(Document("试", "", "zh-CN", (heading, Paragraph((Text(f"湖南{RARE}同志"),))))))[0]
    assert page.get_textpage().get_text_bounded().count(RARE) == 2
    for character in RARE:
        assert {re.sub("[- ]", "", name)[:13] for name in fonts_of(page, character)} == {"NotoSerifCJKS"}


def test_levels_have_their_faces(content):
    page = pages(content)[1]
    face = ASSETS["FandolFang-Regular.otf"]
    if face.with_name("unavailable").exists():
        pytest.skip("set-up could not fetch the faces of official documents")
    assert face.is_file(), "run bin/test once: set-up fetches the faces"
    assert fonts_of(page, "一") >= {"Hei"} and fonts_of(page, "协") == {"Fang"}


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/hostname",
        "http://127.0.0.1:9/x",
        "data:text/css,p{}",
        "asset:../x",
        "asset:%2e%2e/x",
        "asset:",
        "/etc/hostname",
    ],
)
def test_the_fetcher_hands_out_nothing_else(url):
    with pytest.raises(FatalURLFetchingError):
        AssetFetcher().fetch(url)


def test_a_face_that_is_not_there_is_passed_over(monkeypatch):
    monkeypatch.setitem(ASSETS, "simfang.ttf", Path("/nowhere"))
    with pytest.raises(AbsentFontError):
        AssetFetcher().fetch("asset:simfang.ttf")


@pytest.mark.parametrize(
    "markup",
    ['<img src="file:///etc/hostname">', '<link rel="attachment" href="file:///etc/hostname">',
     '<style>@import "http://127.0.0.1:9/x";</style>', '<style>p { background: url("asset:../x") }</style>',
     '<object data="data:text/html,x"></object>', '<link rel="attachment" href="asset:paper.css">',
     '<a rel="attachment" href="asset:paper.css">甲</a>'],
)  # fmt: skip
def test_a_page_that_asks_for_more_is_refused(markup, alone):
    with pytest.raises(RenderError, match="不允许"):
        alone.make(Order(f"<!doctype html><p>甲</p>{markup}"))


def test_a_worker_that_refused_is_not_used_again():
    with pytest.raises(RenderError, match="不允许"):
        render_pdf(Order('<p>甲<img src="file:///etc/hostname">'))
    assert not processes.POOL._idle and render_pdf(Order("<p>甲")).startswith(b"%PDF")


def test_a_typed_attachment_is_words():
    filing = replace(SAMPLE, "narrative.problems.text", "<link rel=attachment href=file:///etc/hostname>")
    document = assemble(filing, load_outline("yuanjiang/2023"))
    (typed,) = (node for node in document.children if isinstance(node, Paragraph) and "attachment" in words(node))
    content = document_pdf(Document(children=(typed,)))
    assert pypdfium2.PdfDocument(content).count_attachments() == 0
    assert "<linkrel=attachment" in pdf_text(content)


def test_a_page_that_takes_too_long_is_given_up_and_the_next_works(monkeypatch):
    monkeypatch.setattr(processes, "SECONDS", 0)
    with pytest.raises(RenderError, match="超过 0 秒"):
        render_pdf(Order(page_html(DOCUMENT)))
    monkeypatch.undo()
    assert render_pdf(Order("<p>甲")).startswith(b"%PDF")


def test_a_worker_stands_ready_once_prepared():
    processes.POOL.close()
    processes.POOL.prepare()
    (ready,) = processes.POOL._idle
    processes.POOL.prepare()
    assert processes.POOL._idle == [ready]
    render_pdf(Order("<p>甲"))
    assert processes.POOL._idle == [ready]


def test_a_worker_that_died_is_replaced():
    render_pdf(Order("<p>甲"))
    for worker in processes.POOL._idle:
        worker.process.kill()
        worker.process.wait()
    assert render_pdf(Order("<p>甲")).startswith(b"%PDF")


def test_idle_workers_end(settings):
    settings.PDF_IDLE_SECONDS = 0.1
    render_pdf(Order("<p>甲"))
    (worker,) = processes.POOL._idle[-1:]
    worker.process.wait(timeout=10)
    assert not processes.POOL._idle


def test_a_worker_has_one_gibibyte():
    render_pdf(Order("<p>甲"))
    limits = Path(f"/proc/{processes.POOL._idle[-1].process.pid}/limits").read_text()
    assert re.search(r"Max address space +1073741824 +1073741824", limits)


def test_the_worker_knows_no_django():
    code = "import reports.render.pdf_worker, sys; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=os.environ, check=False).returncode == 0


def test_a_caption_stays_with_its_table(content):
    for made in (content, document_pdf(assemble(SAMPLE, load_outline("national/2020")))):
        for page in pages(made):
            lines = page.get_textpage().get_text_bounded().split()
            body = [line for line in lines if not re.fullmatch(r"[—\d]+", line)]
            assert not body[-1].endswith("情况表") or "附件" in "".join(body)


def test_a_worker_starts_before_django_is_set_up():
    code = (
        "from reports.render.processes import POOL; POOL.prepare(); import sys; sys.exit('django.apps' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=os.environ, check=False).returncode == 0
