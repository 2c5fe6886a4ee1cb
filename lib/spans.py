"""Where the cells of a table stand when some reach over several columns and rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar


class Spanning(Protocol):
    """A cell that takes *columns* columns and *rows* rows."""

    @property
    def columns(self) -> int: ...
    @property
    def rows(self) -> int: ...


C = TypeVar("C", bound=Spanning)


def place(rows: Iterable[Sequence[C]]) -> list[list[tuple[int, C]]]:
    """Return the cells of each row with the column each begins in, from 0, as a browser lays them out."""
    placed: list[list[tuple[int, C]]] = []
    taken: dict[int, int] = {}  # column → rows it is still covered from above
    for cells in rows:
        line: list[tuple[int, C]] = []
        column = 0
        below = {covered: left - 1 for covered, left in taken.items() if left > 1}
        for cell in cells:
            while column in taken:
                column += 1
            line.append((column, cell))
            if cell.rows > 1:
                below.update(dict.fromkeys(range(column, column + cell.columns), cell.rows - 1))
            column += cell.columns
        placed.append(line)
        taken = below
    return placed


def misfits(rows: Sequence[Sequence[Spanning]], width: int) -> list[tuple[int, int]]:
    """Return (row, columns it takes) for each row that does not fill *width* columns exactly, both from 0.

    A row whose cells reach below the last row is among them, with the columns that hang over.
    """
    found: list[tuple[int, int]] = []
    hanging: dict[int, int] = {}
    for number, line in enumerate(place(rows)):
        covered = [column for column, left in hanging.items() if left]
        own = [column for start, cell in line for column in range(start, start + cell.columns)]
        if sorted([*covered, *own]) != list(range(width)):
            found.append((number, len(covered) + len(own)))
        hanging = {column: left - 1 for column, left in hanging.items() if left > 1}
        for start, cell in line:
            hanging.update({column: cell.rows - 1 for column in range(start, start + cell.columns) if cell.rows > 1})
    return found if not hanging else [*found, (len(rows), len(hanging))]
