"""The workbook of a report of fifteen pages: its two forms, and the official ones with formulas, against bare openpyxl."""

from __future__ import annotations

import dataclasses
import io
from typing import TYPE_CHECKING

from bench.core import Figure, against, figure

if TYPE_CHECKING:
    from reports.document import Document

ROUNDS = 15
ALLOWED = 200  # milliseconds
RATIO = 3  # looks, merged cells, formulas and print set-up included
FORMS = ("national/overall_self_evaluation", "national/basic_data")


def excel() -> list[Figure]:
    """From the document to the bytes, against openpyxl writing the same words into cells without any look."""
    from reports.render import Origin
    from reports.render.excel import xlsx_file

    document = _document()
    rows = _rows(document)
    note = f"{sum(map(len, rows))} cells; against openpyxl, write-only, words alone"
    ours = against(
        "pdf.excel", lambda: xlsx_file(document, Origin()), lambda: _bare(rows), rounds=ROUNDS, bar=RATIO, note=note
    )
    return [ours, figure("pdf.excel.time", ours.value, ALLOWED, unit="ms", bar=1, note="against the time allowed")]


def _document() -> Document:
    from bench import papers
    from reports.filling import fill
    from reports.sample import SAMPLE
    from reports.schedule import load_schedule

    forms = [form for name in FORMS for form in fill(load_schedule(name), SAMPLE)]
    document = papers.short_report(60)
    return dataclasses.replace(document, children=(*document.children, *forms))


def _rows(document: Document) -> list[list[str]]:
    from reports.document import Row, walk, words

    return [[words(cell) for cell in row.children] for row in walk(document) if isinstance(row, Row)]


def _bare(rows: list[list[str]]) -> bytes:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("表")
    for row in rows:
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
