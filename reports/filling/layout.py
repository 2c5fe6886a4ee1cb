"""A schedule laid out for one filing: repeated rows written out, merged cells measured, every cell in its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lib.spans import place
from reports.filling.scope import Instance, Scope
from reports.schedule.facts import LEVELS
from reports.schedule.model import REST, CellSpec, RowSpec, Schedule, SectionSpec
from reports.schedule.naming import Key


@dataclass
class Draft:
    """A cell before it is filled. *covers*: which of its row's repetitions it is about; *line* and *column* from 1."""

    key: Key
    spec: CellSpec
    instance: Instance | None = None
    covers: range = range(1)
    columns: int = 1
    rows: int = 1
    line: int = 0
    column: int = 0
    place: str = ""  # r<line>c<column>


Lines = list[list[Draft]]


def lay(schedule: Schedule, scope: Scope) -> list[tuple[Lines, Lines]]:
    """Return the head and the body of each section, every cell placed."""
    sections = [_section(section, number, scope) for number, section in enumerate(schedule.sections)]
    every = [line for head, body in sections for line in (*head, *body)]
    for number, placed in enumerate(place(every), 1):
        for column, draft in placed:
            draft.line, draft.column, draft.place = number, column + 1, f"r{number}c{column + 1}"
    return sections


def _section(section: SectionSpec, number: int, scope: Scope) -> tuple[Lines, Lines]:
    heads, rows = len(section.head), section.rows
    parts: tuple[Lines, Lines] = ([], [])
    for line, row in enumerate((*section.head, *rows)):
        parts[line >= heads].extend(_row(row, Key(number, line, 0), scope))
    for part in parts:
        for begun, drafts in enumerate(part):
            for draft in drafts:
                draft.rows = draft.rows if draft.rows != REST else len(part) - begun
    return parts


def _row(row: RowSpec, key: Key, scope: Scope) -> Iterator[list[Draft]]:
    """Yield the lines a row becomes; a cell about a level above stands once for all lines below that level."""
    if not row.each:
        yield [
            Draft(key._replace(cell=n), cell, None, range(1), cell.columns, cell.rows)
            for n, cell in enumerate(row.cells)
        ]
        return
    instances = scope.instances(row)
    levels = [_level(cell) for cell in row.cells]
    for number, instance in enumerate(instances):
        line: list[Draft] = []
        for n, (cell, level) in enumerate(zip(row.cells, levels, strict=True)):
            group = _group(level, instances, number)
            if group.start == number:
                rows = len(group) if level else cell.rows
                line.append(Draft(key._replace(cell=n), cell, instance, group, cell.columns, rows))
        yield line


def _group(level: int, instances: Sequence[Instance], number: int) -> range:
    """Return the numbers of the lines that are under the same *level* as line *number*; 0: that line alone."""
    if not level or not instances[number].at:
        return range(number, number + 1)
    own = instances[number].levels[:level]
    first = last = number
    while first and instances[first - 1].levels[:level] == own:
        first -= 1
    while last + 1 < len(instances) and instances[last + 1].levels[:level] == own:
        last += 1
    return range(first, last + 1)


def _level(cell: CellSpec) -> int:
    """Return which level above a line the cell is about, 0 for none."""
    name = cell.at.removeprefix(".").partition(".")[0]
    return LEVELS.index(name) + 1 if cell.at.startswith(".") and name in LEVELS[:2] else 0
