"""Between the stored goals, indicators, outputs and result and their frozen picture."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

from indicators import models, snapshot
from lib.rows import freeze, freeze_all, replace_rows, thaw
from units.models import UnitYear

LISTS: list[tuple[str, type[Model], type]] = [
    ("goals", models.Goal, snapshot.Goal),
    ("outputs", models.Output, snapshot.Output),
]

# One table holds both: a row without a project is of the unit's own tree.
TREES: list[tuple[str, type[Model], type]] = [
    ("indicators", models.Indicator, snapshot.Indicator),
    ("project_indicators", models.Indicator, snapshot.ProjectIndicator),
]


def take(unit_year: UnitYear) -> dict[str, Any]:
    """Return the parts of a filing that say how well, by field name; four queries."""
    lists = {name: freeze_all(kind, model._default_manager.filter(unit_year=unit_year)) for name, model, kind in LISTS}
    result = models.Performance.objects.filter(unit_year=unit_year).first()
    return {"performance": freeze(snapshot.Performance, result), **trees(unit_year), **lists}


def trees(unit_year: UnitYear) -> dict[str, Any]:
    """Return the unit's own tree of indicators and those of its projects; one query."""
    rows = list(models.Indicator.objects.filter(unit_year=unit_year))
    return {
        name: freeze_all(kind, (row for row in rows if bool(row.project) is (name == "project_indicators")))
        for name, _, kind in TREES
    }


def store(unit_year: UnitYear, filing: Any) -> None:
    """Make the unit's performance rows exactly what *filing* says."""
    for name, model, _ in LISTS:
        replace_rows(model, getattr(filing, name), unit_year=unit_year)
    replace_rows(models.Indicator, {**filing.indicators, **filing.project_indicators}, unit_year=unit_year)
    models.Performance.objects.filter(unit_year=unit_year).delete()
    thaw(models.Performance, filing.performance, unit_year=unit_year).save()
