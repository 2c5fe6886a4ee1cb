"""A workbook as its cells: what is there by row and column, from 0, and which cells are one."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, cached_property
from typing import NamedTuple

Place = tuple[int, int]  # row and column, from 0
LETTERS = 26


class Cell(NamedTuple):
    """One cell: a Decimal, date, bool or text; an error it shows, or a formula nobody worked out, has no value.

    *manner* says how its number is shown where that changes what a reader sees: percent, or scaled by a power of ten.
    """

    value: Decimal | datetime.date | bool | str | None
    manner: str = ""
    problem: str = ""

    @property
    def text(self) -> str:
        """Return the words of the cell, blank where it holds something else."""
        return self.value if isinstance(self.value, str) else ""

    @property
    def is_number(self) -> bool:
        return isinstance(self.value, Decimal)


EMPTY = Cell(None)


@dataclass(frozen=True)
class Page:
    """One sheet; *refusal* says why it was not read, and then it has no cells."""

    name: str
    cells: Mapping[Place, Cell] = field(default_factory=dict)
    merged: Sequence[tuple[int, int, int, int]] = ()  # first row and column, last row and column
    hidden: bool = False
    refusal: str = ""

    def at(self, row: int, column: int) -> Cell:
        """Return the cell at a place, an empty one where there is nothing."""
        return self.cells.get((row, column), EMPTY)

    def shown(self, row: int, column: int) -> Cell:
        """Return what is seen at a place: of merged cells their first."""
        return self.at(*self._first.get((row, column), (row, column)))

    def where(self, row: int, column: int) -> str:
        """Return how people call the cell: 决算表!C7."""
        return f"{self.name}!{name_of(row, column)}"

    @cached_property
    def _first(self) -> Mapping[Place, Place]:
        held = {span: span[:2] for span in self.merged}
        return {
            (row, column): first
            for (top, left, bottom, right), first in held.items()
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        }

    @cached_property
    def rows(self) -> Mapping[int, Sequence[int]]:
        """Return the columns that hold something by row, both in order."""
        found: dict[int, list[int]] = {}
        for row, column in sorted(self.cells):
            found.setdefault(row, []).append(column)
        return found


@dataclass(frozen=True)
class Book:
    pages: Sequence[Page] = ()

    def page(self, name: str) -> Page | None:
        return next((page for page in self.pages if page.name == name), None)


@cache
def column_name(column: int) -> str:
    """Return the letters of a column, counted from 0."""
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, LETTERS)
        letters = chr(ord("A") + letter) + letters
    return letters


def name_of(row: int, column: int) -> str:
    """Return the name of a cell as sheets show it: (6, 2) is C7."""
    return f"{column_name(column)}{row + 1}"
