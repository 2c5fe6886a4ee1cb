"""Which cells a formula means. A name is, in this order,

    score            another cell of the same row by its id
    total            a cell with that id in a row that has none itself
    lines            the cell of the row ``lines`` that has the same id as the formula's own
    lines.actual     the cell ``actual`` of the row ``lines``

A row with ``each`` stands for all the rows it becomes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reports.schedule.model import CellSpec, RowSpec, Schedule


class Key(NamedTuple):
    """A cell of a schedule by the numbers of its section, its row (heads first) and itself, from 0."""

    section: int
    row: int
    cell: int


class Site(NamedTuple):
    key: Key
    row: RowSpec
    cell: CellSpec

    @property
    def name(self) -> str:
        """Return what other rows call it, blank where they cannot."""
        return f"{self.row.id}.{self.cell.id}" if self.row.id and self.cell.id else self.cell.id


def sites(schedule: Schedule) -> Iterator[Site]:
    for number, section in enumerate(schedule.sections):
        for line, row in enumerate(section.all_rows):
            for place, cell in enumerate(row.cells):
                yield Site(Key(number, line, place), row, cell)


class Names:
    """The names of a schedule's cells."""

    def __init__(self, schedule: Schedule) -> None:
        self.sites = {site.key: site for site in sites(schedule)}
        self.named = {site.name: site.key for site in self.sites.values() if site.name}

    def find(self, key: Key, name: str) -> Key | None:
        """Return the cell that the formula of the cell *key* means by *name*, None where there is no such cell."""
        site = self.sites[key]
        beside = next((Key(*key[:2], n) for n, cell in enumerate(site.row.cells) if cell.id == name), None)
        return beside or self.named.get(name) or self.named.get(f"{name}.{site.cell.id}")

    def stands_for(self, key: Key, name: str) -> list[str]:
        """Return as many names as cells may be meant by *name* in the formula of *key*: one, or several for ``each``."""
        site, found = self.sites[key], self.find(key, name)
        beside = found is not None and found[:2] == key[:2]
        over = site.cell.at.startswith((".level1.", ".level2."))  # such a cell is about several lines of its row
        several = found is not None and bool(self.sites[found].row.each) and (not beside or over)
        return [name, name] if several else [name]

    def needs(self, key: Key) -> list[Key]:
        """Return the cells the formula of a cell asks for, without those that do not exist."""
        formula = self.sites[key].cell.formula
        found = [self.find(key, name) for name in formula.names] if formula else []
        return [one for one in found if one is not None]
