"""Tables built from columns: a column says which fact of a row it shows, how wide it is and how it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lib.address import Row as Facts
from reports.document import Cell, Inline, Row, Table
from reports.filing import Filing
from reports.sentences import cell, text

Content = Callable[[Filing, Any], tuple[Inline, ...]]


@dataclass(frozen=True)
class Column:
    """*weight*: its share of the width, in whatever measure the others use. *align*: left, right, center."""

    label: str
    content: Content
    weight: int = 10
    align: str = "right"


def shows(name: str, label: str, weight: int = 10, align: str = "right") -> Column:
    """Return a column of the fact *name* of each row; blank ones print as —."""
    return Column(label, lambda filing, row: cell(row, name), weight, align)


def answered(rows: Iterable[Facts], name: str) -> bool:
    """Return whether the fact *name* of any of *rows* is there."""
    return any(getattr(row, name) not in (None, "") for row in rows)


def table(
    filing: Filing,
    caption: str,
    columns: Sequence[Column],
    rows: Sequence[Facts],
    *,
    note: str = "",
    depths: Sequence[int] = (),
    kinds: Sequence[str] = (),
    formulas: Mapping[tuple[int, int], str] | None = None,
) -> Table:
    """Return a table with one line for each of *rows*; *depths* indent the first column, *kinds* mark totals.

    *formulas*: how figures come about, by row and column from 1, the head counted (reports/blocks/counting.py).
    """
    formulas = formulas or {}
    depths, kinds = depths or [0] * len(rows), kinds or [""] * len(rows)
    head = Row(tuple(Cell(text(column.label), "center", "head") for column in columns))
    body = [
        Row(
            tuple(
                _cell(filing, column, row, kind, 0 if n > 1 else depth, formulas.get((number, n), ""))
                for n, column in enumerate(columns, 1)
            )
        )
        for number, (row, depth, kind) in enumerate(zip(rows, depths, kinds, strict=True), 2)
    ]
    return Table(caption, note, widths([column.weight for column in columns]), (head,), tuple(body))


def widths(weights: Sequence[int]) -> tuple[int, ...]:
    """Return whole percentages in the proportion of *weights* that sum to 100; the widest takes what is left over."""
    shares = [100 * weight // sum(weights) for weight in weights]
    shares[shares.index(max(shares))] += 100 - sum(shares)
    return tuple(shares)


def depths(rows: Any) -> list[int]:
    """Return how deep each row of a mapping stands below the rows it names as parent."""
    return [_depth(rows, key) for key in rows]


def _depth(rows: Any, key: str) -> int:
    seen, depth = {key}, 0
    while (key := rows[key].parent) in rows and key not in seen:
        seen.add(key)
        depth += 1
    return depth


def _cell(filing: Filing, column: Column, row: Facts, kind: str, depth: int, formula: str) -> Cell:
    return Cell(column.content(filing, row), column.align, kind, depth, formula=formula)
