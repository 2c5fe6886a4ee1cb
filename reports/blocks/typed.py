"""A table people typed into a chapter as a node of the document: its head, how its columns stand and how wide they are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lib.ruled import Span
from reports.blocks.grid import widths
from reports.document import Cell, Row, Table
from reports.quoting import Told

NARROWEST, WIDEST = 4, 24  # characters a column counts as when the width is shared out
_FIGURE = re.compile(r"[-−+]?\d[\d,]*(?:\.\d+)?(?:%|％|[\u4e00-\u9fff]{1,2})?")
_TOTAL = re.compile(r"[合总小共]\s*计")


def table(rows: Sequence[Sequence[Span]], at: str, words: Told) -> Table:
    """Return the *rows* of a table in the *words* kept at *at*; the first is its head where there is no figure in it.

    A column of figures stands at the right. Rows that are short of cells are filled up with blank ones.
    """
    count = max(map(len, rows))
    said = [[words.words[start:end] for start, end in row] + [""] * (count - len(row)) for row in rows]
    headed = not any(_FIGURE.fullmatch(one) for one in said[0])
    columns = list(zip(*said[headed:], strict=True))
    aligned = ["right" if _is_figures(column) else "left" for column in columns]
    made = [
        Row(tuple(_cell(place, at, words, align) for place, align in zip(_filled(row, count), aligned, strict=True)))
        for row in rows[headed:]
    ]
    head = [Row(tuple(_cell(row, at, words, "center", "head") for row in _filled(rows[0], count)))] if headed else []
    return Table(widths=_widths(list(zip(*said, strict=True))), head=tuple(head), body=tuple(map(_total, made)))


def _filled(row: Sequence[Span], count: int) -> list[Span | None]:
    return [*row, *[None] * (count - len(row))]


def _is_figures(column: Sequence[str]) -> bool:
    said = [one for one in column if one not in ("", "—", "-", "/")]
    return bool(said) and all(_FIGURE.fullmatch(one) for one in said)


def _cell(place: Span | None, at: str, words: Told, align: str, kind: str = "") -> Cell:
    if place is None or place[0] == place[1]:
        return Cell(align=align, kind=kind)
    start, _ = words.kept(*place)
    return Cell(words.nodes(*place), align, kind, at=at, start=start)


def _total(row: Row) -> Row:
    """Return a row with its cells marked as a total's where its first words say so."""
    first = "".join(node.text for node in row.children[0].children)
    if not _TOTAL.fullmatch(first):
        return row
    return Row(tuple(Cell(one.children, one.align, "total", at=one.at, start=one.start) for one in row.children))


def _widths(columns: Sequence[Sequence[str]]) -> tuple[int, ...]:
    return widths([min(max(NARROWEST, *map(len, column)), WIDEST) for column in columns])
