"""What each field of a step was last year, set grey beside it: nothing one types, nothing that is carried over.

It is read from the unit's own rows of the year before. A list's rows find theirs by key where the name is the same, as
in a report begun from last year's, else by name.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import budgets.rows
import indicators.rows
import units.rows
from budgets.classifications import SCHEMES, label_of
from lib.address import flatten, metadata
from lib.display import show
from lib.grids import Cell, Column, Grid, Row, Sheet
from reports.checks.registry import value_at
from reports.filing import Filing
from reports.models import Report
from units.models import UnitYear

# What of last year is read for a step, by its key; other steps have no counterpart.
PARTS: Mapping[str, Callable[[UnitYear], dict[str, Any]]] = {
    **dict.fromkeys(("budget", "sources", "funds", "projects", "three_public", "assets"), budgets.rows.take),
    "staffing": lambda year: {"staffing": units.rows.staffing(year)},
    "indicators": indicators.rows.trees,
}
# The fact of a list's rows that stands beside them, and what its column is called behind the year.
MEANT = (
    ("budget", "actual", "决算"), ("projects", "actual", "决算"), ("funds", "spent", "支出"), ("staffing", "count", "人数"),
    ("indicators", "actual_value", ""), ("project_indicators", "actual_value", ""),  # no room for more
)  # fmt: skip
BEFORE = "prior_actual"  # the fact of this year's report that says the same


def last_year_of(report: Report, step: str) -> Filing | None:
    """Return what the step *step* said in the unit's report of the year before, None where nothing did."""
    if step not in PARTS:
        return None
    here = report.unit_year
    year = UnitYear.objects.filter(unit=here.unit_id, fiscal_year=here.fiscal_year - 1, report__isnull=False).first()
    return Filing(fiscal_year=year.fiscal_year, **PARTS[step](year)) if year else None


def set_beside(blocks: Sequence[Any], before: Filing, blamed: Collection[str]) -> None:
    """Put what each field was in *before* beside the inputs of *blocks*; what a finding has *blamed* can be corrected."""
    for block in blocks:
        if isinstance(block, Grid):
            _in_grid(block, before, blamed)
        elif isinstance(block, Sheet):
            _in_sheet(block, before)


def _in_grid(grid: Grid, before: Filing, blamed: Collection[str]) -> None:
    at = grid.formsets[0].at if grid.formsets else ""
    name, called = next(((name, called) for part, name, called in MEANT if at.partition(".")[0] == part), ("", ""))
    rows = {id(row): _counterpart(row, before) for row in grid.rows}
    if not name or not any(getattr(one, name, None) not in (None, "") for one in rows.values()):
        return
    column = Column(BEFORE, f"{before.fiscal_year}年{called}", "was", numeric=True)
    place = next((n for n, one in enumerate(grid.columns) if one.name == BEFORE), None)
    if place is None:
        grid.lead_with(column, lambda row: _text(row, rows.get(id(row)), name))
        return
    grid.columns = [
        dataclasses.replace(one, label=column.label) if n == place else one for n, one in enumerate(grid.columns)
    ]
    for row in grid.rows:
        _settle(row, place, getattr(rows[id(row)], name, None), blamed)


def _settle(row: Row, place: int, spent: Any, blamed: Collection[str]) -> None:
    """Print what the year before was where this report says the same; else it stays an input that hints at it."""
    cell = row.cells[place]
    if cell.bound is None or row.form is None or spent is None:
        return
    widget = cell.bound.field.widget
    if row.form.is_bound or getattr(row.form.instance, BEFORE) != spent or row.form.address(BEFORE) in blamed:
        widget.attrs["placeholder"] = show(spent, "wan")
        return
    part = widget.attrs.get("data-part", "")
    row.cells[place] = Cell(text=show(spent, "wan"), css="was num", id=row.form.address(BEFORE), part=part)


def _text(row: Row, before: Any, name: str) -> Cell:
    """Return what *before* said; its unit only where the line has another one now."""
    value = getattr(before, name, None)
    if value in (None, ""):
        return Cell(css="was num")
    now = getattr(row.form.instance, "unit", "") if row.form is not None else ""
    behind = getattr(before, "actual_unit", "") or getattr(before, "unit", "")
    unit = metadata(before, name)["unit"]
    shown = show(value, unit)
    css = "was num told" if unit == "text" else "was num"  # as typed, it may be long
    return Cell(text=shown if behind == now else f"{shown}{behind}", css=css)


def _counterpart(row: Row, before: Filing) -> Any:
    """Return the row of *before* that is this one's: of the same key, or of the same name in its list."""
    if row.form is None or not row.form.at:
        return None
    listed, _, key = row.form.at.rpartition(".")
    rows, mine = value_at(before, listed) or {}, row.form.instance
    own = rows.get(key)
    if own is not None and (own.label == mine.label or _is_standard(listed, key)):
        return own
    named = (one for one in rows.values() if mine.label and one.label == mine.label)
    return next((one for one in named if getattr(one, "project", "") == getattr(mine, "project", "")), None)


def _is_standard(listed: str, key: str) -> bool:
    """Return whether the key is a code, which means the same whatever the line is called."""
    scheme = listed.removeprefix("budget.")
    return key == "total" or (scheme in SCHEMES and label_of(scheme, key) != "")


def _in_sheet(sheet: Sheet, before: Filing) -> None:
    facts = flatten(before)
    for form in sheet.forms:
        for name in form.fields:
            at = form.address(name)
            value = facts.get(at)
            if value not in (None, ""):
                hint = f"上年 {show(value, metadata(before, at)['unit'])}"
                form.fields[name].help_text = "；".join(filter(None, (str(form.fields[name].help_text), hint)))
