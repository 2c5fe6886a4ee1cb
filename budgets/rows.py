"""Between the stored lines, projects, counts and assets and their frozen picture."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

from budgets import models, snapshot
from budgets.classifications import FUNDS, SCHEMES
from lib.rows import freeze, freeze_all, replace_rows, thaw
from units.models import UnitYear

SINGLES: list[tuple[str, type[Model], type]] = [
    ("three_public_counts", models.ThreePublicCounts, snapshot.ThreePublicCounts),
    ("assets", models.Assets, snapshot.Assets),
]


def take(unit_year: UnitYear) -> dict[str, Any]:
    """Return the parts of a filing that hold money, by field name; five queries."""
    lines = list(unit_year.budget_lines.all())
    schemes = {scheme: freeze_all(snapshot.Line, (row for row in lines if row.scheme == scheme)) for scheme in SCHEMES}
    singles = {
        name: freeze(kind, model._default_manager.filter(unit_year=unit_year).first()) for name, model, kind in SINGLES
    }
    projects = freeze_all(snapshot.Project, models.Project.objects.filter(unit_year=unit_year))
    held = list(unit_year.fund_lines.all())
    funds = {fund: freeze_all(snapshot.FundLine, (row for row in held if row.fund == fund)) for fund, _ in FUNDS}
    return {"budget": snapshot.Budget(**schemes), "projects": projects, "funds": snapshot.Funds(**funds), **singles}


def store(unit_year: UnitYear, filing: Any) -> None:
    """Make the unit's money rows exactly what *filing* says."""
    for scheme in SCHEMES:
        replace_rows(models.BudgetLine, getattr(filing.budget, scheme), unit_year=unit_year, scheme=scheme)
    replace_rows(models.Project, filing.projects, unit_year=unit_year)
    for fund, _ in FUNDS:
        replace_rows(models.FundLine, getattr(filing.funds, fund), unit_year=unit_year, fund=fund)
    for name, model, _ in SINGLES:
        model._default_manager.filter(unit_year=unit_year).delete()
        thaw(model, getattr(filing, name), unit_year=unit_year).save()
