"""PDFs: warm beside headless Chromium and stock WeasyPrint on the same HTML, cold from command to file, and by the hundred.

The reports are made up (bench/papers.py) and as long as the figure says, whatever the style sheets are.
"""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from bench.core import Figure, figure

if TYPE_CHECKING:
    from reports.document import Document
    from reports.render.order import Order

ROUNDS = 9
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--allow-file-access-from-files"]
FASTER = 2.2  # than Chromium
WARM_15, WARM_21 = 300, 450  # milliseconds
COLD = 1500
EMBEDDING = 1.1  # times what the same report takes without its data inside
DOCUMENTS, A_SECOND, RESIDENT = 200, 4, 250  # the last in MiB


def pages15() -> list[Figure]:
    """A report of fifteen pages with its annexes against Chromium printing the same HTML with the same faces."""
    from bench import papers
    from reports.render.pdf import render_pdf

    order = _filed(papers.of_pages(15, papers.short_report, _pages))
    bare = replace(order, attachments=())
    with _chromium(order.html) as chromium:
        ours, theirs, ratio = _in_turn(lambda: render_pdf(order), chromium)
    full, empty, more = _in_turn(lambda: render_pdf(order), lambda: render_pdf(bare))
    return [
        figure("pdf.pages15", ours, theirs, unit="ms", bar=1 / FASTER, ratio=ratio, note="against warm Chromium"),
        figure("pdf.pages15.time", ours, WARM_15, unit="ms", bar=1, note="against the time allowed"),
        figure("pdf.pages15.data", full, empty, unit="ms", bar=EMBEDDING, ratio=more, note="against no data inside"),
    ]


def cells776() -> list[Figure]:
    """A report of 21 pages with 776 cells in its forms against WeasyPrint as it comes."""
    from bench import papers, stock
    from reports.render.pdf import render_pdf

    order = _filed(papers.of_pages(21, papers.long_report, _pages))
    with stock.pool() as pool:
        ours, theirs, ratio = _in_turn(lambda: render_pdf(order), lambda: pool.submit(stock.write, order.html).result())
    return [
        figure("pdf.cells776", ours, WARM_21, unit="ms", bar=1, note="against the time allowed"),
        figure("pdf.cells776.stock", ours, theirs, unit="ms", bar=1, ratio=ratio, note="against stock WeasyPrint"),
    ]


def cold() -> list[Figure]:
    """The largest report of the demo from ``manage.py export_report`` to the file."""
    from bench.pages import _clerk

    command = [sys.executable, "manage.py", "export_report", str(_clerk()[1].pk), "--format", "pdf", "--output"]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.pdf"
        times = [
            _milliseconds(lambda: subprocess.run([*command, file], check=True, capture_output=True)) for _ in range(5)
        ]
    return [figure("pdf.cold", statistics.median(times), COLD, unit="ms", bar=1, note="against the time allowed")]


def batch() -> list[Figure]:
    """Two hundred different reports of 21 pages from Document to PDF, through the two processes there are."""
    from bench import papers
    from reports.render import pdf, processes

    like = papers.of_pages(21, papers.long_report, _pages)
    paragraphs = sum(1 for block in like.children if block.name == "paragraph")
    documents = [papers.long_report(paragraphs, seed) for seed in range(DOCUMENTS)]
    began = time.perf_counter()
    with ThreadPoolExecutor(processes.MOST) as threads:
        for content in threads.map(lambda document: pdf.render_pdf(_filed(document)), documents):
            assert content.startswith(b"%PDF")
    rate = DOCUMENTS / (time.perf_counter() - began)
    resident = max(_resident(worker.process.pid) for worker in processes.POOL._idle)
    return [
        figure("pdf.batch", rate, A_SECOND, unit="/s", bar=1, ratio=A_SECOND / rate, note="against those wanted"),
        figure("pdf.batch.memory", resident, RESIDENT, unit="MiB", bar=1, note="peak RSS of the larger process"),
    ]


def _filed(document: Document) -> Order:
    """Return what the process is handed for a filed report: the page, and its data as files inside."""
    from lib import canonical
    from reports.render import Origin
    from reports.render.html import page_html
    from reports.render.order import Order
    from reports.render.pdf import attachments
    from reports.sample import SAMPLE

    return Order(page_html(document), attachments(document, Origin(canonical.plain(SAMPLE))))


def _pages(document: Document) -> int:
    import pypdfium2

    from reports.render.pdf import document_pdf

    return len(pypdfium2.PdfDocument(document_pdf(document)))


def _in_turn(ours: Callable[[], object], theirs: Callable[[], object]) -> tuple[float, float, float]:
    """Return the median milliseconds of both, run A B A B …, and the median of the ratios of the pairs."""
    for warm_up in (ours, theirs) * 3:
        warm_up()
    pairs = [(_milliseconds(ours), _milliseconds(theirs)) for _ in range(ROUNDS)]
    first, second = (statistics.median(column) for column in zip(*pairs, strict=True))
    return first, second, statistics.median(one / other for one, other in pairs)


def _milliseconds(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return (time.perf_counter() - began) * 1000


def _resident(pid: int) -> float:
    """Return the most memory a process ever had resident, shared pages included, in MiB."""
    found = re.search(r"^VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text(), re.M)
    assert found
    return int(found.group(1)) / 1024


@contextmanager
def _chromium(html: str) -> Iterator[Callable[[], None]]:
    """Give a function that lets a running browser open the page and print it."""
    from reports.render.assets import ASSETS

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        copy = Path(folder) / "report.html"
        copy.write_text(_with_files(html, ASSETS), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=FLAGS)
        page = browser.new_page()

        def chromium() -> None:
            page.goto(copy.as_uri())
            assert len(page.pdf(prefer_css_page_size=True)) > 10_000

        yield chromium
        browser.close()


def _with_files(html: str, assets: dict[str, Path]) -> str:
    """Return the page with asset: addresses as files, those inside style sheets too."""
    for name, path in assets.items():
        if name.endswith(".css"):
            html = html.replace(
                f'<link rel="stylesheet" href="asset:{name}"/>', f"<style>{path.read_text(encoding='utf-8')}</style>"
            )
    for name, path in assets.items():
        html = html.replace(f"asset:{name}", path.as_uri())
    return html
