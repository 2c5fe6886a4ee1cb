"""Which heads a cell of a table stands under, as a browser finds them (HTML, forming relationships between cells)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lib.spans import place

ROW, COLUMN = "Row", "Column"


@dataclass(eq=False)
class Field:
    """A cell over *columns* columns and *rows* rows; *head* is ROW or COLUMN for a head, "" else.

    *heads* are the heads it stands under, those of the row first, nearest first; a head itself has none.
    """

    columns: int = 1
    rows: int = 1
    head: str = ""
    column: int = 0
    row: int = 0
    heads: list[Field] = field(default_factory=list)


def relate(rows: Sequence[Sequence[Field]]) -> None:
    """Set where each cell stands and which heads it is under."""
    grid: dict[tuple[int, int], Field] = {}
    for number, line in enumerate(place(rows)):
        for column, cell in line:
            cell.row, cell.column = number, column
            grid.update(dict.fromkeys(_area(cell), cell))
    for cell in (one for line in rows for one in line if not one.head):
        beside = _found(ROW, [(row, cell.column) for row in _span(cell.row, cell.rows)], grid)
        above = _found(COLUMN, [(cell.row, column) for column in _span(cell.column, cell.columns)], grid)
        cell.heads = list(dict.fromkeys([*beside, *above]))


def is_simple(rows: Sequence[Sequence[Field]]) -> bool:
    """Return whether scopes alone say it all: heads of columns in the first row, none over several rows or columns."""
    heads = [one for line in rows for one in line if one.head]
    return all(one.head == COLUMN and one.row == 0 and one.columns == one.rows == 1 for one in heads)


def _found(kind: str, starts: list[tuple[int, int]], grid: dict[tuple[int, int], Field]) -> Iterator[Field]:
    """Yield the heads of *kind* met on the way from each start to the edge.

    One that lies behind other cells is hidden by a nearer head of its own size.
    """
    for start in starts:
        hidden: set[tuple[int, int]] = set()
        block: set[tuple[int, int]] = set()
        for one in _way(start, kind, grid):
            if not one.head:
                hidden |= block
                block = set()
                continue
            block.add(_size(one, kind))
            if one.head == kind and _size(one, kind) not in hidden:
                yield one


def _way(start: tuple[int, int], kind: str, grid: dict[tuple[int, int], Field]) -> Iterator[Field]:
    row, column = start
    places = (
        [(row, n) for n in range(column - 1, -1, -1)] if kind == ROW else [(n, column) for n in range(row - 1, -1, -1)]
    )
    return iter(dict.fromkeys(grid[one] for one in places if one in grid))


def _size(one: Field, kind: str) -> tuple[int, int]:
    return (one.row, one.rows) if kind == ROW else (one.column, one.columns)


def _area(cell: Field) -> list[tuple[int, int]]:
    return [(row, column) for row in _span(cell.row, cell.rows) for column in _span(cell.column, cell.columns)]


def _span(start: int, length: int) -> range:
    return range(start, start + length)
