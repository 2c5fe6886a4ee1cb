"""Single facts by address, whichever table holds them, as forms: what the page of a schedule is made of.

A schedule quotes facts from everywhere. Each row it quotes from becomes one small form over the quoted columns; the
stored rows are read one query a table, however many cells there are.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django import forms
from django.db.models import Field, Model
from django.forms import modelform_factory

import budgets.forms
from budgets import models as money
from budgets import snapshot as money_pictures
from budgets.classifications import SCHEMES, label_of
from indicators import models as results
from indicators import snapshot as result_pictures
from lib.fields import PercentField
from lib.forms import FactForm
from reports import filing as pictures
from reports import models
from reports.models import Report
from units import models as units
from units import snapshot as unit_pictures

Steps = tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Where the rows at one kind of address are: their model and picture, what tells lists apart, whose they are."""

    model: type[Model]
    picture: type
    group: str = ""  # the column that holds the list's name: scheme, fund, group
    report_s: bool = False  # the report's rows; others are the unit and year's
    may_begin: bool = False  # a row nobody has stored yet may be written


SINGLE = {
    "profile": Table(units.Profile, unit_pictures.Profile, may_begin=True),
    "three_public_counts": Table(money.ThreePublicCounts, money_pictures.ThreePublicCounts, may_begin=True),
    "assets": Table(money.Assets, money_pictures.Assets, may_begin=True),
    "performance": Table(results.Performance, result_pictures.Performance, may_begin=True),
}
LISTED = {
    "projects": Table(money.Project, money_pictures.Project),
    "goals": Table(results.Goal, result_pictures.Goal),
    "indicators": Table(results.Indicator, result_pictures.Indicator),
    "project_indicators": Table(results.Indicator, result_pictures.ProjectIndicator),
    "declared": Table(models.Declared, pictures.Declared, report_s=True, may_begin=True),
}
GROUPED = {
    "budget": Table(money.BudgetLine, money_pictures.Line, "scheme", may_begin=True),
    "funds": Table(money.FundLine, money_pictures.FundLine, "fund"),
    "staffing": Table(units.StaffCount, unit_pictures.StaffCount, "group", may_begin=True),
}


def table_of(steps: Steps) -> Table | None:
    """Return the table that holds the row at *steps*, None for what this page does not write."""
    match steps:
        case (name,):
            return SINGLE.get(name)
        case (name, _):
            return LISTED.get(name)
        case (name, _, _):
            return GROUPED.get(name)
    return None


def may_write(at: str) -> bool:
    """Return whether the fact at *at* is a stored one this page can write: a column of the row's model."""
    *row, name = at.split(".")
    table = table_of(tuple(row))
    return table is not None and name in stored_names(table.picture) and name not in ("label", "parent", "project")


@cache
def stored_names(picture: type) -> frozenset[str]:
    return frozenset(one.name for one in dataclasses.fields(picture))


class FactForms:
    """The forms of the facts at *addresses*, one for each row they are of; *labels* name rows that are not stored yet."""

    def __init__(
        self, report: Report, addresses: Sequence[str], data: Any = None, labels: Mapping[str, str] | None = None
    ) -> None:
        self.report, self.data, self.labels = report, data, labels or {}
        wanted: dict[Steps, list[str]] = {}
        for at in dict.fromkeys(addresses):
            *row, name = at.split(".")
            if may_write(at):
                wanted.setdefault(tuple(row), []).append(name)
        self._stored: dict[Table, dict[Steps, Model]] = {}
        self.forms = [form for steps, names in wanted.items() if (form := self._form(steps, names)) is not None]
        self.fields = {at: bound for form in self.forms for at, bound in form.facts().items()}

    def _form(self, steps: Steps, names: Sequence[str]) -> FactForm | None:
        table = table_of(steps)
        row = self._row(table, steps) if table else None
        if table is None or row is None:
            return None
        at = ".".join(steps)
        return form_class(table, tuple(names))(self.data, instance=row, at=at, prefix=at)

    def _row(self, table: Table, steps: Steps) -> Model | None:
        if table not in self._stored:
            self._stored[table] = self._read(table)
        found = self._stored[table].get(steps[1:])
        return found or (self._begun(table, steps) if table.may_begin else None)

    def _read(self, table: Table) -> dict[Steps, Model]:
        rows = table.model._default_manager.filter(**self._owner(table))
        return {_key(table, row): row for row in rows}

    def _owner(self, table: Table) -> dict[str, Any]:
        return {"report": self.report} if table.report_s else {"unit_year": self.report.unit_year}

    def _begun(self, table: Table, steps: Steps) -> Model:
        """Return a row nobody has stored yet, named as the schedule or the classification names it."""
        row = table.model(**self._owner(table))
        if len(steps) == 1:
            return row
        called = self.labels.get(".".join(steps), "")[:100]
        values: dict[str, Any] = {"key": steps[-1], "label": called, "position": len(self._stored[table])}
        if table.group:
            values[table.group] = steps[1]
        if steps[0] == "budget":
            values |= _named_line(steps[1], steps[2], called)
        for name, value in values.items():
            setattr(row, name, value)
        return row


def _key(table: Table, row: Any) -> Steps:
    if table.group:
        return (getattr(row, table.group), row.key)
    return (row.key,) if hasattr(row, "key") else ()


def _named_line(scheme: str, code: str, called: str) -> dict[str, str]:
    """Return label and parent of a line of the budget; the sources of a project belong to the project."""
    if scheme == "project_source":
        return {"label": called, "parent": code.partition("-")[0]}
    parents = {category.code: category.parent for category in SCHEMES[scheme]}
    return {"label": label_of(scheme, code) or called, "parent": parents.get(code.split("-")[0], "")}


@cache
def form_class(table: Table, names: tuple[str, ...]) -> type[FactForm]:
    """Return the form over some columns of a table; the label and the list of a row are never posted."""
    made = modelform_factory(table.model, form=FactForm, fields=names, formfield_callback=formfield)
    return type(made.__name__, (made,), {"picture": table.picture})


def formfield(column: Field, **options: Any) -> forms.Field | None:
    if column.name == "percent":
        return PercentField(required=False, places=4, signed=True, **options)
    if column.name == "number":
        return budgets.forms.formfield(column, required=False, **options)
    return budgets.forms.formfield(column, **options)
