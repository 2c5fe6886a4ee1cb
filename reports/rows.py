"""Between the stored rows of a report and its Filing."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

import budgets.rows
import indicators.rows
import units.rows
from lib.address import flatten
from lib.rows import freeze_all, replace_rows
from reports import filing as pictures
from reports import models
from reports.filing import Basis, Filing

LISTS: list[tuple[str, type[Model], type]] = [
    ("narrative", models.Narrative, pictures.Narrative),
    ("declared", models.Declared, pictures.Declared),
    ("evidence", models.Evidence, pictures.Evidence),
    ("attachments", models.Attachment, pictures.Attachment),
    ("restatements", models.Restatement, pictures.Restatement),
    ("rolled", models.Rolled, pictures.Rolled),
]


def take(report: models.Report) -> Filing:
    """Return everything *report* says now; the number of queries does not depend on the number of rows."""
    notice = report.notice
    parts: dict[str, Any] = {
        name: freeze_all(kind, model._default_manager.filter(report=report)) for name, model, kind in LISTS
    }
    for app in (units.rows, budgets.rows, indicators.rows):
        parts |= app.take(report.unit_year)
    return Filing(
        fiscal_year=notice.fiscal_year,
        title=report.title,
        basis=Basis(
            report.basis_title or notice.title,
            report.basis_number or notice.number,
            report.addressee or notice.jurisdiction.finance_bureau,
        ),
        **parts,
    )


def store(report: models.Report, filing: Filing) -> None:
    """Make the rows of *report* exactly what *filing* says: ``take`` gives it back."""
    for part in (units.rows, budgets.rows, indicators.rows):
        part.store(report.unit_year, filing)
    for name, model, _ in LISTS:
        replace_rows(model, getattr(filing, name), report=report)
    report.title = filing.title
    report.basis_title, report.basis_number, report.addressee = _cited(report.notice, filing.basis)
    report.save(update_fields=["title", "basis_title", "basis_number", "addressee"])
    report.unit_year.last_key = max([report.unit_year.last_key, *_numbers(filing)])
    report.unit_year.save(update_fields=["last_key"])


def _numbers(filing: Filing) -> list[int]:
    """Return the numeric row keys in use, so that new rows get others; account codes are no such keys."""
    places = (at.split(".") for at in flatten(filing) if not at.startswith("budget."))
    return [int(step) for place in places for step in place if step.isdecimal()]


def _cited(notice: models.Notice, basis: Basis) -> tuple[str, str, str]:
    """Return what the report cites where it differs from the notice, blank where it does not."""
    official = (notice.title, notice.number, notice.jurisdiction.finance_bureau)
    title, number, addressee = (
        "" if own == given else own
        for own, given in zip((basis.title, basis.number, basis.addressee), official, strict=True)
    )
    return title, number, addressee
