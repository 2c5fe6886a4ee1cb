"""Tables one types into, made ready for templates/forms/grid.html: a cell is an input, a text or a computed sum."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from django.forms import BoundField
from django.utils.safestring import SafeString

from lib import grid_drawing
from lib.drawing import entry, entry_cell, joined, labelled
from lib.forms import FactForm, RowFormSet
from lib.quick_inputs import attributes

NOTHING = SafeString("")


@dataclass(frozen=True)
class Column:
    """One column: the field it edits, its head and how it is set."""

    name: str
    label: str
    css: str = ""  # of the input cells: w as wide as there is room, s narrow
    numeric: bool = False


@dataclass
class Cell:
    """One cell: an input, or a text; *sum* names the parts a script adds up here."""

    bound: BoundField | None = None
    text: str = ""
    css: str = ""
    sum: str = ""
    id: str = ""
    part: str = ""  # the sum a text counts for
    places: str = ""  # decimals its sum shows at least, two when blank
    rate: str = ""  # the two columns of this row whose ratio a script keeps here, ``actual/revised_budget``

    @property
    def html(self) -> SafeString:
        """Return the cell of a table."""
        if self.bound is not None:
            return entry_cell(self.bound, self.css)
        given = {
            "id": self.id or False, "class": self.css, "data-sum": self.sum or False, "data-part": self.part or False,
            "data-rate": self.rate or False, "data-places": self.places or False,
        }  # fmt: skip
        return SafeString(f"<td{attributes(given)}>{escape(self.text)}</td>")


@dataclass(frozen=True)
class Check:
    """By how much the amounts of a row differ from their parts, in *words*; a script finds the parts by *name*.

    Blank parts count as nothing where the list is *loose*; else what is missing may be in them.
    """

    name: str
    noun: str  # what the parts are called: 细目
    loose: bool = False
    words: str = ""
    columns: Sequence[tuple[str, str]] = ()  # those compared, and how each is called in the words


@dataclass
class Row:
    """One line: its lead cell names it, *detail* opens under it; *verdicts* are put there by whoever checks."""

    lead: Cell
    cells: list[Cell]
    form: FactForm | None = None
    id: str = ""
    css: str = ""
    removable: bool = False
    detail: list[BoundField] = field(default_factory=list)
    about: str = ""  # what the detail is about
    verdicts: list[Any] = field(default_factory=list)
    add: Add | None = None
    working: SafeString = NOTHING  # how what the line says comes about
    proof: SafeString = NOTHING  # the way to what proves it
    proofs: SafeString = NOTHING  # the files that prove it, in the detail
    urgent: bool = False  # the detail asks for something
    movable: bool = False
    depth: int = 0  # below how many others it stands
    check: Check | None = None
    source: str = ""  # where its facts were read

    @property
    def mistakes(self) -> list[tuple[str, str, str]]:
        """Return the label, message and message id of every refused input of this line."""
        if self.form is None or not self.form.is_bound or self.form.is_removed:
            return []
        own = [("", str(message), "") for message in self.form.non_field_errors()]
        fields = [(str(one.label), str(message), f"{one.auto_id}_error") for one in self.form for message in one.errors]
        return own + fields

    @property
    def inputs(self) -> SafeString:
        return joined(cell.html for cell in self.cells)

    @property
    def called(self) -> str:
        """Return what stands in the lead cell."""
        return self.lead.text or _spoken(self.lead)

    @property
    def fields(self) -> SafeString:
        """Return the inputs of the detail under their labels."""
        return joined(map(labelled, self.detail))

    @property
    def opened(self) -> bool:
        """Return whether the detail has something to show at once."""
        inside = {self.form.address(one.name) for one in self.detail} if self.form is not None else set()
        blamed = any(one.addresses[0] in inside for one in self.verdicts)
        return self.urgent or blamed or any(one.errors for one in self.detail)


@dataclass(frozen=True)
class Add:
    """The button that makes one more row: without script it posts *value*, with it the row *prefix* is copied."""

    prefix: str
    label: str
    parent: str = ""

    @property
    def value(self) -> str:
        return f"{self.prefix}:{self.parent}" if self.parent else self.prefix


@dataclass
class Body:
    """Lines that belong together; those of *prefix* may grow."""

    rows: list[Row]
    prefix: str = ""


@dataclass
class Grid:
    """A table and the form sets in it; *id* is the address its facts begin with."""

    id: str
    title: str
    lead: str
    columns: Sequence[Column]
    bodies: list[Body]
    formsets: Sequence[RowFormSet]
    note: str = ""
    last: str = ""  # head of the column of verdicts and removals, none when blank
    blanks: Sequence[tuple[str, Row]] = ()
    adds: Sequence[Add] = ()
    options: Sequence[tuple[str, Sequence[str]]] = ()  # lists of proposed words by id
    legend: bool = False
    figures: SafeString = NOTHING  # sums that stand beside the title
    draw: Callable[[Row, Grid], SafeString] = grid_drawing.stacked
    template = "forms/grid.html"

    @property
    def forms(self) -> Sequence[RowFormSet]:
        return self.formsets

    @property
    def counters(self) -> SafeString:
        """Return the hidden inputs that say how many rows each form set has."""
        return joined(entry(field) for formset in self.formsets for field in formset.management_form)

    @property
    def drawn_bodies(self) -> SafeString:
        """Return the lines of the table as HTML."""
        filled = [body for body in self.bodies if body.rows or body.prefix]
        return joined(self._drawn(body) for body in filled)

    def _drawn(self, body: Body) -> SafeString:
        rows = joined(self.draw(row, self) for row in body.rows)
        return SafeString(f"<tbody{attributes({'data-rows': body.prefix or False})}>{rows}</tbody>")

    @property
    def drawn_blanks(self) -> SafeString:
        """Return the rows a script copies."""
        return joined(
            SafeString(f"<template{attributes({'data-row': prefix})}>{self.draw(row, self)}</template>")
            for prefix, row in self.blanks
        )

    @property
    def drawn_adds(self) -> SafeString:
        return joined(map(grid_drawing.add_button, self.adds))

    @property
    def rows(self) -> list[Row]:
        return [row for body in self.bodies for row in body.rows]

    def lead_with(self, column: Column, cell_of: Callable[[Row], Cell]) -> None:
        """Put a column of texts before all others."""
        self.columns = [column, *self.columns]
        for row in (*self.rows, *(row for _, row in self.blanks)):
            row.cells.insert(0, cell_of(row))

    @property
    def width(self) -> int:
        return len(self.columns) + 1 + bool(self.last)


@dataclass
class Sheet:
    """One form of single facts."""

    id: str
    title: str
    form: FactForm
    note: str = ""
    alone: bool = False  # the page's own heading says what it is
    wide: bool = False  # words rather than figures
    others: Sequence[FactForm] = ()  # more of the same kind under one title
    template = "forms/sheet.html"

    @property
    def forms(self) -> Sequence[FactForm]:
        return [self.form, *self.others]

    @property
    def fields(self) -> SafeString:
        """Return the inputs under their labels."""
        return joined(labelled(bound) for form in self.forms for bound in form)


def row_of(form: FactForm, lead: Cell, columns: Sequence[Column], *, called: str = "", **options: Any) -> Row:
    """Return the line of *form*, each input named for those who do not see the column heads."""
    called = called or lead.text or _spoken(lead) or "新的一行"
    cells = [_input(form, column, called) for column in columns]
    if lead.bound is not None:
        lead.bound.field.widget.attrs["aria-label"] = f"{called}·{lead.bound.label}"
    removable = options.pop("removable", "DELETE" in form.fields)
    movable = options.pop("movable", "ORDER" in form.fields)
    return Row(lead, cells, form, id=form.at, removable=removable, movable=movable, **options)


def _input(form: FactForm, column: Column, called: str) -> Cell:
    form.fields[column.name].widget.attrs["aria-label"] = f"{called}·{column.label}"
    return Cell(form[column.name], css=column.css)


def _spoken(lead: Cell) -> str:
    """Return what stands in the lead cell; of a list the words that are chosen, not what they are stored as."""
    if lead.bound is None:
        return ""
    value = str(lead.bound.value() or "")
    choices = getattr(lead.bound.field, "choices", None)
    return str(dict(choices).get(value, "")) if value and choices is not None else value


def simple_grid(
    formset: RowFormSet, *, title: str, columns: Sequence[Column], add: str, note: str = "",
    details: Sequence[str] = (),
) -> Grid:  # fmt: skip
    """Return the grid of one list whose first column leads its rows."""
    lead, *others = columns

    def row(form: FactForm, number: int = 0) -> Row:
        cell = Cell(form[lead.name], css=lead.css)
        called = _spoken(cell) or (f"第 {number} 行" if number else "")
        return row_of(form, cell, others, called=called, detail=[form[name] for name in details])

    body = Body([row(form, number) for number, form in enumerate(formset.forms, 1)], formset.prefix)
    return Grid(
        formset.at, title, lead.label, others, [body], [formset], note=note, last="删除",
        blanks=[(formset.prefix, row(formset.blank_row))], adds=[Add(formset.prefix, add)],
    )  # fmt: skip
