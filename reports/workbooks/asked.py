"""What the pages of the steps ask, taken from their own forms: whatever a page shows, the template has too."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField

from lib.address import known
from lib.building import kind_at, unit_of
from lib.forms import FactForm
from lib.grids import Grid, Row, Sheet
from reports.filing import Filing
from reports.importers.sheets.marks import KEY, LED, VALUE, Mark
from reports.models import Report
from reports.outline import Outline
from reports.steps import STEPS, Scene

LEFT_OUT = ("schedules", "narrative", "attachments")  # forms of a place, long texts and files have their own ways
OWNERS = ("unit_year", "report", "scheme", "group", "fund")  # what an address says already
COUNT = "count"  # of people: amounts have a column of their own for last year's
SPARE = 6  # empty rows below a list that may grow
SPARE_ITEMS = 2  # below each class
Value = Decimal | datetime.date | int | bool | str | None


@dataclass(frozen=True)
class Slot:
    """One input: its name, the unit of its fact, what it holds, and what may be chosen."""

    name: str
    label: str
    unit: str
    value: Value = None
    choices: tuple[tuple[str, str], ...] = ()
    of: str = ""  # the class and name its choices are kept under
    help: str = ""
    locked: bool = False
    signed: bool = False


@dataclass(frozen=True)
class Line:
    """One row: what it is about, the words that lead it or nothing, and its inputs by name."""

    mark: Mark | None
    lead: str = ""
    slots: dict[str, Slot] = field(default_factory=dict)
    css: str = ""
    total: bool = False  # the sum of the rows above it
    before: Value = None  # what the fact was last year

    @property
    def is_led(self) -> bool:
        """Return whether words of ours lead the row, and no input."""
        return self.mark is None or LED in self.mark.given


@dataclass(frozen=True)
class Part:
    """One block of a page: single facts one below the other, or a table whose columns are *columns*."""

    title: str
    note: str
    lines: list[Line]
    columns: tuple[Slot, ...] = ()
    lead: str = ""


@dataclass(frozen=True)
class Page:
    title: str
    parts: list[Part]


def pages(report: Report, outline: Outline, filing: Filing, before: Filing | None) -> list[Page]:
    """Return the pages the template has: one for each step, and one for each project with indicators of its own."""
    found = []
    for step in (one for one in STEPS if one.key not in LEFT_OUT):
        chapters = [("", step.title)] if step.whole else []
        chapters += [(one.key, f"指标 {one.label}") for one in step.chapters(outline, filing) if one.begun]
        for chapter, title in chapters:
            blocks = step.build(Scene(report, outline, filing, chapter=chapter))
            found.append(Page(title, [_part(block, filing, before) for block in blocks]))
    return found


def _part(block: Any, filing: Filing, before: Filing | None) -> Part:
    return _single(block, filing, before) if isinstance(block, Sheet) else _table(block, before)


def _single(sheet: Sheet, filing: Filing, before: Filing | None) -> Part:
    lines = [
        Line(Mark(at, False, {}), slots={VALUE: _alone(at, form, bound, filing)}, before=_was(before, at))
        for form in sheet.forms
        for at, bound in form.facts().items()
    ]
    return Part(sheet.title, sheet.note, lines)


def _alone(at: str, form: FactForm, bound: BoundField, filing: Filing) -> Slot:
    """Return a fact that stands alone: what the report says, which need not be what its form has stored."""
    row, _, name = at.rpartition(".")
    unit = unit_of(kind_at(Filing, row), name)
    slot = _slot(form, bound)
    return replace(slot, unit=unit, value=filing[at] if known(filing, at) else slot.value)


def _was(before: Filing | None, at: str) -> Value:
    return before[at] if before is not None and known(before, at) else None


def _table(grid: Grid, before: Filing | None) -> Part:
    lines = [line for body in grid.bodies for line in _body(grid, body.rows, body.prefix, before)]
    shown = {name: slot for line in lines for name, slot in line.slots.items()}
    order = [name for _, row in grid.blanks for name in _names(row)] + [column.name for column in grid.columns]
    columns = [shown[name] for name in dict.fromkeys([*order, *shown]) if name in shown]
    if "parent" in shown:
        columns.insert(0, Slot(KEY, "序号", "text", locked=True))
    return Part(grid.title, grid.note, lines, tuple(columns), grid.lead)


def _names(row: Row) -> Iterator[str]:
    return (
        bound.name for bound in (row.lead.bound, *(cell.bound for cell in row.cells), *row.detail) if bound is not None
    )


def _body(grid: Grid, rows: Sequence[Row], prefix: str, before: Filing | None) -> Iterator[Line]:
    """Yield the rows of one body and, where it may grow, empty ones."""
    sets = {one.prefix: one for one in grid.formsets}
    for row in rows:
        if row.form is None:
            yield Line(None, row.lead.text, css=row.css, total=any(cell.sum for cell in row.cells))
        elif row.form.instance.key:
            given = _given(sets[_prefix(row.form)].owner) | ({LED: "1"} if row.lead.bound is None else {})
            counted = _was(before, f"{row.form.at}.{COUNT}")
            yield Line(Mark(row.form.at, False, given), row.lead.text, _slots(row), row.css, before=counted)
    blank = dict(grid.blanks).get(prefix)
    if blank is not None and prefix in sets:
        own = sets[prefix]
        spare = SPARE_ITEMS if own.owner.get("parent") else SPARE
        yield from [Line(Mark(own.at, True, _given(own.owner)), "", _slots(blank), blank.css)] * spare


def _prefix(form: FactForm) -> str:
    return str(form.prefix).rpartition("-")[0]


def _given(owner: dict[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in owner.items() if name not in OWNERS and value}


def _slots(row: Row) -> dict[str, Slot]:
    form = row.form
    assert form is not None
    bounds = [row.lead.bound, *(cell.bound for cell in row.cells), *row.detail]
    return {bound.name: _slot(form, bound) for bound in bounds if bound is not None}


def _slot(form: FactForm, bound: BoundField) -> Slot:
    name, given = bound.name, bound.field
    choices: tuple[tuple[str, str], ...] = ()
    if name != "parent" and isinstance(given, forms.ChoiceField):
        choices = tuple((str(code), str(label).strip()) for code, label in given.choices if code)  # type: ignore[misc,union-attr]
    label = "上级（填序号）" if name == "parent" else str(bound.label)
    return Slot(
        name, label, unit_of(form.picture, name), getattr(form.instance, name, None), choices,
        f"{form.picture.__name__}.{name}", str(given.help_text), given.disabled, getattr(given, "signed", False),
    )  # fmt: skip
