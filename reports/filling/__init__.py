"""Filling a schedule from a filing: fill() gives the pages to bind behind a report, lay_out() the cells they are made of.

All of it is pure; a schedule is expected to be valid (reports.schedule.validate).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from budgets.classifications import SCHEMES, label_of
from lib.address import UnknownAddressError, called, describe
from reports.blocks.grid import widths
from reports.document import Annex, Cell, Inline, Paragraph, Row, Table
from reports.filing import Filing
from reports.filling.layout import Draft, lay
from reports.filling.scope import Scope, single_projects
from reports.filling.values import Filled, Values
from reports.schedule.model import Schedule
from reports.sentences import listing

__all__ = ["Entry", "Filled", "Sheet", "fill", "lay_out", "lay_out_one", "quoted", "subjects"]
GAP = "　" * 4  # room to sign in

Lines = tuple[tuple[Filled, ...], ...]


@dataclass(frozen=True)
class Sheet:
    """One filled form: *project* is the key of the project it is about, sections are (head, body) lines of cells."""

    key: str
    project: str
    title: tuple[Inline, ...]
    lead: tuple[Inline, ...]
    sections: tuple[tuple[Lines, Lines], ...]
    signs: tuple[Inline, ...] = ()

    def cells(self) -> Iterator[Filled]:
        """Yield every cell in reading order."""
        return (cell for head, body in self.sections for line in (*head, *body) for cell in line)


@dataclass(frozen=True)
class Entry:
    """A stored fact a form quotes: its address, Chinese name, unit and value, and its place r<row>c<column>."""

    at: str
    label: str
    unit: str
    value: object
    place: str


def fill(schedule: Schedule, filing: Filing) -> list[Annex]:
    """Return the forms *filing* makes of *schedule*: one, one for each project, or none where there is nothing to print."""
    annexes = [_annex(schedule, sheet) for sheet in lay_out(schedule, filing) if _is_wanted(schedule, sheet)]
    if annexes or not schedule.none:
        return annexes
    scope = Scope(filing)
    said = Paragraph(scope.words(schedule.none))
    return [Annex(schedule.key, "", scope.words(schedule.title), children=(said,))]


def lay_out(schedule: Schedule, filing: Filing) -> list[Sheet]:
    """Return the filled cells of *schedule*, once or for each project that has none below it."""
    return [lay_out_one(schedule, filing, project) for project in subjects(schedule, filing)]


def lay_out_one(schedule: Schedule, filing: Filing, project: str) -> Sheet:
    """Return the filled cells of one project's sheet, of the schedule itself where *project* is blank."""
    return _sheet(schedule, Scope(filing, project))


def quoted(schedule: Schedule, filing: Filing) -> list[Entry]:
    """Return the stored facts *schedule* quotes, each once, in reading order: what a person can enter there."""
    found: dict[str, Entry] = {}
    for sheet in lay_out(schedule, filing):
        for cell in sheet.cells():
            if cell.stored and cell.at not in found:
                place = f"r{cell.line}c{cell.column}"
                found[cell.at] = Entry(cell.at, _called(filing, cell), cell.unit, cell.raw, place)
    return list(found.values())


def subjects(schedule: Schedule, filing: Filing) -> Sequence[str]:
    """Return the projects *schedule* is laid out for, one blank name where it is laid out once."""
    return list(single_projects(filing)) if schedule.per == "project" else [""]


def _sheet(schedule: Schedule, scope: Scope) -> Sheet:
    sections = lay(schedule, scope)
    drafts = [draft for head, body in sections for line in (*head, *body) for draft in line]
    values = Values(schedule, scope, drafts)
    filled = tuple((_filled(values, head), _filled(values, body)) for head, body in sections)
    title, lead = scope.words(schedule.title), scope.words(schedule.lead)
    return Sheet(schedule.key, scope.project, title, lead, filled, _signs(schedule, scope))


def _filled(values: Values, lines: Sequence[Sequence[Draft]]) -> Lines:
    return tuple(tuple(values.fill(draft) for draft in line) for line in lines)


def _signs(schedule: Schedule, scope: Scope) -> tuple[Inline, ...]:
    """Return the lines to sign side by side, with room behind each."""
    return listing((scope.words(words) for words in schedule.signs), GAP)


def _is_wanted(schedule: Schedule, sheet: Sheet) -> bool:
    """Return whether a form is printed: always, or if some amount it quotes is not zero (如有)."""
    return schedule.when == "always" or any(cell.unit == "wan" and cell.raw for cell in sheet.cells())


def _annex(schedule: Schedule, sheet: Sheet) -> Annex:
    shares = widths(schedule.widths)
    tables = [
        Table(widths=shares, head=tuple(map(_row, head)), body=tuple(map(_row, body))) for head, body in sheet.sections
    ]
    return Annex(
        key="/".join(filter(None, (schedule.key, sheet.project))),
        title=sheet.title,
        lead=sheet.lead,
        note=schedule.note,
        landscape=schedule.landscape,
        children=(*tables, *((Paragraph(sheet.signs, role="signs"),) if sheet.signs else ())),
    )


def _called(filing: Filing, cell: Filled) -> str:
    """Return the Chinese name of a quoted fact; a row the filing does not have yet is named by its standard label."""
    try:
        return cell.label if cell.at.startswith("declared.") else describe(filing, cell.at)
    except UnknownAddressError:
        steps = cell.at.split(".")
        line = label_of(steps[1], steps[2]) if steps[0] == "budget" and steps[1] in SCHEMES else ""
        return called([name for name in (line, cell.label) if name])


def _row(line: Sequence[Filled]) -> Row:
    return Row(
        tuple(Cell(one.children, one.align, one.kind, one.indent, one.columns, one.rows, one.formula) for one in line)
    )
