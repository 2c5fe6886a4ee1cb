"""The Word file of a report of fifteen pages beside python-docx writing the same words and cells through its own objects."""

from __future__ import annotations

import io
import statistics
import time
from typing import TYPE_CHECKING

from bench.core import Figure, figure

if TYPE_CHECKING:
    from reports.document import Document, Table

ROUNDS = 9
ALLOWED = 200  # milliseconds
PAGES = 15


def word() -> list[Figure]:
    """From the Document to the bytes of the .docx, its contents and their page numbers among them."""
    from bench import papers
    from reports.render import FORMATS, Origin
    from reports.render.word.pages import pages

    document = papers.of_pages(PAGES, papers.short_report, lambda one: pages(one)[1])
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(_milliseconds(lambda: FORMATS["docx"].render(document, Origin())))
        theirs.append(_milliseconds(lambda: _python_docx(document)))
    ratio = statistics.median(one / other for one, other in zip(ours, theirs, strict=True))
    own, other = statistics.median(ours), statistics.median(theirs)
    return [
        figure("pdf.word", own, ALLOWED, unit="ms", bar=1, note="against the time allowed"),
        figure("pdf.word.rows", own, other, unit="ms", bar=1, ratio=ratio, note="against python-docx"),
    ]


def _milliseconds(run) -> float:
    began = time.perf_counter()
    run()
    return (time.perf_counter() - began) * 1000


def _python_docx(document: Document) -> bytes:
    """Return the same words and cells without any of the layout."""
    import docx

    from reports.document import Annex, Table, words

    file = docx.Document()
    for child in document.children:
        blocks = child.children if isinstance(child, Annex) else (child,)
        for block in blocks:
            if isinstance(block, Table):
                _table(file, block)
            else:
                file.add_paragraph(words(block))
    content = io.BytesIO()
    file.save(content)
    return content.getvalue()


def _table(file, node: Table) -> None:
    from reports.document import words

    rows = (*node.head, *node.body)
    table = file.add_table(len(rows), len(node.widths))
    for row, line in zip(rows, table.rows, strict=True):
        for cell, place in zip(row.children, line.cells, strict=False):
            place.text = words(cell)
