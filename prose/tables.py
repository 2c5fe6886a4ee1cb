"""Tables in a text: lines of cells parted by tabs, with the titles of their columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from prose.pieces import Span
from prose.structure import Structure

_VALUE = re.compile(r"(-?\d+(?:\.\d+)?)(?:万元|元|分|%|[个项人次场件])?")
_TOTAL = re.compile("(?:合计|总计|小计|总和|共计)")


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands at plain[start:end] of a row; *value* where it is one number, *places* its digits behind the point."""

    start: int
    end: int
    words: str
    value: Decimal | None
    places: int

    @property
    def span(self) -> Span:
        """Return where the cell stands."""
        return self.start, self.end


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one table, all with as many cells; *titles* are those of the first row where it holds no number."""

    titles: tuple[str, ...]
    rows: tuple[Row, ...]

    def column(self, index: int) -> list[Cell]:
        """Return the cells of one column, its title left out."""
        return [row[index] for row in self.rows]

    @property
    def totals(self) -> list[int]:
        """Return the indices of the rows that sum others up."""
        return [at for at, row in enumerate(self.rows) if _TOTAL.fullmatch(row[0].words.replace(" ", ""))]


def tables(built: Structure) -> Iterator[Table]:
    """Yield the tables of a text in order."""
    rows: list[Row] = []
    for start, end in built.lines:
        row = tuple(_cells(built.plain, start, end)) if "\t" in built.plain[start:end] else ()
        if rows and len(row) != len(rows[0]):
            yield from _table(rows)
            rows = []
        if len(row) > 1:
            rows.append(row)
    yield from _table(rows)


def _cells(plain: str, start: int, end: int) -> Iterator[Cell]:
    at = start
    for words in plain[start:end].split("\t"):
        value = _VALUE.fullmatch(words.strip())
        number = value[1] if value else ""
        yield Cell(at, at + len(words), words, Decimal(number) if number else None, len(number.partition(".")[2]))
        at += len(words) + 1


def _table(rows: Sequence[Row]) -> Iterator[Table]:
    if len(rows) < 2:
        return
    headed = all(cell.value is None for cell in rows[0])
    yield Table(tuple(cell.words for cell in rows[0]) if headed else (), tuple(rows[1:] if headed else rows))
