"""Tables one types into, made ready for templates/forms/grid.html: a cell is an input, a text or a computed sum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.forms import BoundField

from lib.forms import FactForm, RowFormSet


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

    @property
    def mistakes(self) -> list[tuple[str, str, str]]:
        """Return the label, message and message id of every refused input of this line."""
        if self.form is None or not self.form.is_bound or self.form.is_removed:
            return []
        own = [("", str(message), "") for message in self.form.non_field_errors()]
        fields = [(str(one.label), str(message), f"{one.auto_id}_error") for one in self.form for message in one.errors]
        return own + fields

    @property
    def opened(self) -> bool:
        """Return whether the detail has something to show at once."""
        return any(one.errors for one in self.detail) or bool(self.verdicts and self.detail)


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
    template = "forms/grid.html"

    @property
    def forms(self) -> Sequence[RowFormSet]:
        return self.formsets

    @property
    def rows(self) -> list[Row]:
        return [row for body in self.bodies for row in body.rows]

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
    template = "forms/sheet.html"

    @property
    def forms(self) -> Sequence[FactForm]:
        return [self.form]


def row_of(form: FactForm, lead: Cell, columns: Sequence[Column], *, called: str = "", **options: Any) -> Row:
    """Return the line of *form*, each input named for those who do not see the column heads."""
    called = called or lead.text or _spoken(lead) or "新的一行"
    cells = [_input(form, column, called) for column in columns]
    if lead.bound is not None:
        lead.bound.field.widget.attrs["aria-label"] = f"{called}·{lead.bound.label}"
    removable = options.pop("removable", "DELETE" in form.fields)
    return Row(lead, cells, form, id=form.at, removable=removable, **options)


def _input(form: FactForm, column: Column, called: str) -> Cell:
    form.fields[column.name].widget.attrs["aria-label"] = f"{called}·{column.label}"
    return Cell(form[column.name], css=column.css)


def _spoken(lead: Cell) -> str:
    return str(lead.bound.value() or "") if lead.bound is not None else ""


def simple_grid(
    formset: RowFormSet, *, title: str, columns: Sequence[Column], add: str, note: str = "",
    details: Sequence[str] = (),
) -> Grid:  # fmt: skip
    """Return the grid of one list whose first column leads its rows."""
    lead, *others = columns

    def row(form: FactForm) -> Row:
        return row_of(form, Cell(form[lead.name], css=lead.css), others, detail=[form[name] for name in details])

    body = Body([row(form) for form in formset.forms], formset.prefix)
    return Grid(
        formset.at, title, lead.label, others, [body], [formset], note=note, last="删除",
        blanks=[(formset.prefix, row(formset.blank_row))], adds=[Add(formset.prefix, add)],
    )  # fmt: skip
