"""Between the unit's stored rows and their frozen picture."""

from __future__ import annotations

import dataclasses
from typing import Any

from django.db.models import Model

from lib.rows import freeze, freeze_all, replace_rows, thaw, thaw_all
from units import models, snapshot


def take(unit_year: models.UnitYear) -> dict[str, Any]:
    """Return the parts of a filing that describe the unit, by field name; five queries."""
    lists = {name: freeze_all(kind, model._default_manager.filter(unit_year=unit_year)) for name, model, kind in LISTS}
    profile = models.Profile.objects.filter(unit_year=unit_year).first()
    return {"profile": freeze(snapshot.Profile, profile), "staffing": staffing(unit_year), **lists}


def staffing(unit_year: models.UnitYear) -> snapshot.Staffing:
    """Return the head counts of one unit and year; one query."""
    counts = list(unit_year.staff_counts.all())
    groups = {group: [row for row in counts if row.group == group] for group, _ in models.StaffCount.GROUPS}
    return snapshot.Staffing(**{g: freeze_all(snapshot.StaffCount, found) for g, found in groups.items()})


def store(unit_year: models.UnitYear, filing: Any) -> None:
    """Make the unit's rows exactly what *filing* says."""
    models.Profile.objects.filter(unit_year=unit_year).delete()
    thaw(models.Profile, filing.profile, unit_year=unit_year).save()
    for name, model, _ in LISTS:
        replace_rows(model, getattr(filing, name), unit_year=unit_year)
    unit_year.staff_counts.all().delete()
    for field in dataclasses.fields(filing.staffing):
        counts = getattr(filing.staffing, field.name)
        models.StaffCount.objects.bulk_create(
            thaw_all(models.StaffCount, counts, unit_year=unit_year, group=field.name)
        )


LISTS: list[tuple[str, type[Model], type]] = [
    ("duties", models.Duty, snapshot.Duty),
    ("departments", models.Department, snapshot.Department),
    ("subordinate_units", models.SubordinateUnit, snapshot.SubordinateUnit),
]
