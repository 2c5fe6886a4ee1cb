"""The earlier states of a section: history played back. What a fact was is the old value of the first change since.

Every save leaves its changes with the revision it made, and they are never altered, so each state can be told exactly
and written again. A run of saves the page made by itself counts as one revision: nobody looks for what stood there
three seconds earlier.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import BooleanField, Model

from indicators import models as results
from indicators import snapshot as result_pictures
from lib.rows import freeze
from reports import filing as pictures
from reports import models, services
from reports.fact_forms import SINGLE, Steps, Table, stored_names, table_of
from reports.models import FactChange, Report, Section
from units import models as units
from units import snapshot as unit_pictures

RUN = datetime.timedelta(minutes=10)
MORE = {
    "duties": Table(units.Duty, unit_pictures.Duty),
    "departments": Table(units.Department, unit_pictures.Department),
    "subordinate_units": Table(units.SubordinateUnit, unit_pictures.SubordinateUnit),
    "outputs": Table(results.Output, result_pictures.Output),
    "narrative": Table(models.Narrative, pictures.Narrative, report_s=True),
    "attachments": Table(models.Attachment, pictures.Attachment, report_s=True),
    "restatements": Table(models.Restatement, pictures.Restatement, report_s=True),
}
CITED = {"title": "title", "basis.title": "basis_title", "basis.number": "basis_number", "basis.addressee": "addressee"}


@dataclass
class Revision:
    """One state of a section: its *last* change, how many there were since the state before, who made it and when."""

    section: str
    number: int
    last: int
    count: int
    by: str
    at: datetime.datetime
    auto: bool
    began: datetime.datetime


def revisions(report: Report) -> list[Revision]:
    """Return the states of all sections, the newest first; words are not read."""
    found: list[Revision] = []
    open_ones: dict[str, Revision] = {}
    columns = ("pk", "section", "revision", "auto", "by__name", "changed_at")
    for pk, section, number, auto, by, at in report.fact_changes.order_by("-pk").values_list(*columns):
        newer = open_ones.get(section)
        if newer is None or not _joins(newer, number, auto, by, at):
            newer = open_ones[section] = Revision(section, number, pk, 0, by, at, auto, at)
            found.append(newer)
        newer.count, newer.number, newer.began = newer.count + 1, number, at
    return found


def _joins(newer: Revision, number: int, auto: bool, by: str, at: datetime.datetime) -> bool:
    return newer.number == number or (newer.auto and auto and newer.by == by and newer.at - at < RUN)


def since(change: FactChange) -> dict[str, tuple[FactChange, FactChange]]:
    """Return the first and the last change of each fact of the section after *change*."""
    later = FactChange.objects.filter(report=change.report_id, section=change.section, pk__gt=change.pk)
    found: dict[str, tuple[FactChange, FactChange]] = {}
    for one in later.order_by("pk"):
        found[one.at] = (found.get(one.at, (one, one))[0], one)
    return {at: pair for at, pair in found.items() if pair[0].old != pair[1].new and _writable(at)}


def restore(change: FactChange, *, revision: int, by) -> Section:
    """Make the section what it was after *change*, as one more save; raise StaleError when it has moved on meanwhile."""
    report = Report.objects.whole().get(pk=change.report_id)
    values = {at: first.old for at, (first, _) in since(change).items()}
    return services.save_section(report, change.section, revision=revision, by=by, save=partial(write, report, values))


def write(report: Report, values: Mapping[str, str]) -> None:
    """Give the facts at some addresses the values history kept as text; a row of which nothing is left goes."""
    rows: dict[Steps, dict[str, str]] = {}
    for at, text in values.items():
        *steps, name = at.split(".")
        if at in CITED:
            _cite(report, CITED[at], text)
        elif _writable(at):
            rows.setdefault(tuple(steps), {})[name] = text
    for place, facts in rows.items():
        _write_row(report, place, facts)


def _writable(at: str) -> bool:
    *steps, name = at.split(".")
    table = _table(tuple(steps))
    return at in CITED or (table is not None and name in stored_names(table.picture))


def _table(steps: Steps) -> Table | None:
    return MORE.get(steps[0]) if len(steps) == 2 and steps[0] in MORE else table_of(steps)


def _cite(report: Report, column: str, text: str) -> None:
    """Write a title or what is cited; what agrees with the notice is not stored a second time."""
    notice = report.notice
    official = {
        "basis_title": notice.title, "basis_number": notice.number, "addressee": notice.jurisdiction.finance_bureau,
    }  # fmt: skip
    Report.objects.filter(pk=report.pk).update(**{column: "" if text == official.get(column) else text})


def _write_row(report: Report, steps: Steps, facts: Mapping[str, str]) -> None:
    table = _table(steps)
    assert table is not None
    owner: dict[str, Any] = {"report": report} if table.report_s else {"unit_year": report.unit_year}
    key = {} if steps[0] in SINGLE else {"key": steps[-1]} | ({table.group: steps[1]} if table.group else {})
    rows = table.model._default_manager.filter(**owner)
    row = rows.filter(**key).first() or table.model(**owner, **key, **({"position": rows.count()} if key else {}))
    for name, text in facts.items():
        setattr(row, name, _value(table.model._meta.get_field(name), text))
    if key and _is_blank(table, row):
        if row.pk:
            row.delete()
    else:
        row.save()


def _value(column: Any, text: str) -> Any:
    if text == "":
        return None if column.null else column.default if isinstance(column, BooleanField) else ""
    return column.to_python(text)


def _is_blank(table: Table, row: Model) -> bool:
    return not any(
        getattr(freeze(table.picture, row), name) not in (None, "", False) for name in stored_names(table.picture)
    )
