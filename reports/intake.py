"""A file becomes a draft: what an importer read is stored whole, with the file itself and where each fact stood."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterator, Mapping
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models, transaction

import budgets.models
import budgets.rows
import indicators.models
import indicators.rows
import reports.rows
import units.models
import units.rows
from budgets.classifications import FUNDS, SCHEMES, label_of
from budgets.snapshot import Budget, Line
from lib.address import Row, UnknownAddressError, describe, replace
from lib.denied import WrongMoment
from lib.rows import thaw, thaw_all
from reports import importers
from reports.filing import Filing, Restatement
from reports.importers import Loaded, UnreadableError
from reports.importers.loaded import keyed
from reports.models import Import, Notice, Presence, Reading, Report, Status
from reports.rows import take
from reports.services import locked, open_report, stored_text
from units.models import Unit

# What an import writes itself; anything more is somebody's work.
# Having looked at a page is none.
OWN = (*(model for _, model, _ in reports.rows.LISTS), Import, Reading, Presence)


@transaction.atomic
def take_in(loaded: Loaded, *, name: str, content: bytes, notice: Notice, unit: Unit) -> Report:
    """Return the unit's draft saying what *loaded* says, its file *content* kept under *name*.

    Raise UnreadableError where a value does not fit its column, WrongMoment when somebody has worked on the report.
    """
    check_fits(loaded)
    report = locked(open_report(notice=notice, unit=unit))
    if not untouched(report):
        raise WrongMoment(f"{report}已经开始填报（编号 {report.pk}），不能用文件覆盖")
    fill(report, loaded.filing)
    report.imports.all().delete()
    sha256 = hashlib.sha256(content).hexdigest()
    source = Import.objects.create(report=report, name=name[-120:], content=content, sha256=sha256, confirmed=True)
    said = take(report)
    Reading.objects.bulk_create(
        Reading(report=report, of=source, holds=_held(said, reading.at), **_kept(reading))
        for reading in loaded.readings
    )
    return report


def fill(report: Report, filing: Filing) -> None:
    """Make *report* say what *filing* says, and what it leaves out stay as every form offers it."""
    dated = _dated(filing, report.notice.fiscal_year)
    reports.rows.store(report, _completed(dated, take(report)))


def untouched(report: Report) -> bool:
    """Return whether nobody has saved, said or decided anything: a new draft, or an import nobody went on with."""
    if report.status != Status.DRAFT or report.imports.exclude(by=None).exists():
        return False
    others = [link for link in Report._meta.related_objects if link.related_model not in OWN]
    found = (link.related_model._default_manager.filter(**{link.field.name: report}) for link in others)
    return not any(rows.exists() for rows in found)


def check_fits(loaded: Loaded) -> None:
    """Raise UnreadableError naming the first fact that its column cannot hold: too long, too large, unknown choice."""
    for at, row in _columns(loaded):
        try:
            row.clean_fields(exclude=[field.name for field in row._meta.fields if field.is_relation])
        except ValidationError as error:
            name, reasons = next(iter(error.message_dict.items()))
            raise UnreadableError(f"{at}.{name}：{reasons[0]}") from error


def fitted(loaded: Loaded) -> tuple[Loaded, list[str]]:
    """Return *loaded* without the facts their columns cannot hold, and those facts in Chinese, each with the reason."""
    filing, told, unfit = loaded.filing, [], set()
    for at, row in _columns(loaded):
        try:
            row.clean_fields(exclude=[field.name for field in row._meta.fields if field.is_relation])
        except ValidationError as error:
            unfit.add(at)
            for name, reasons in error.message_dict.items() if not isinstance(row, Reading) else ():
                value = getattr(row, name)
                told.append(f"{describe(filing, f'{at}.{name}')}：{str(value)[:40]}，{reasons[0]}")
                filing = _without(filing, at, name, may_be_blank=getattr(row._meta.get_field(name), "blank", False))
    kept = tuple(one for one in loaded.readings if one.at not in unfit)
    return dataclasses.replace(loaded, filing=filing, readings=kept), told


def _without(filing: Filing, at: str, name: str, *, may_be_blank: bool) -> Filing:
    """Return *filing* with the fact blank; without its row where that is nothing then."""
    if may_be_blank:
        blank = "" if isinstance(filing[f"{at}.{name}"], str) else None
        return replace(filing, f"{at}.{name}", blank)
    listed, _, key = at.rpartition(".")
    return replace(filing, listed, {one: row for one, row in filing[listed].items() if one != key})


def _columns(loaded: Loaded) -> Iterator[tuple[str, models.Model]]:
    """Yield every row *loaded* would make, unsaved, with its address."""
    filing = loaded.filing
    yield "profile", thaw(units.models.Profile, filing.profile)
    yield "performance", thaw(indicators.models.Performance, filing.performance)
    for name, model, _ in budgets.rows.SINGLES:
        yield name, thaw(model, getattr(filing, name))
    for name, model, _ in [*units.rows.LISTS, *indicators.rows.LISTS, *indicators.rows.TREES, *reports.rows.LISTS]:
        yield from _addressed(name, model, getattr(filing, name))
    yield from _addressed("projects", budgets.models.Project, filing.projects)
    for scheme in SCHEMES:
        lines = getattr(filing.budget, scheme)
        yield from _addressed(f"budget.{scheme}", budgets.models.BudgetLine, lines, scheme=scheme)
    for fund, _ in FUNDS:
        yield from _addressed(f"funds.{fund}", budgets.models.FundLine, getattr(filing.funds, fund), fund=fund)
    for group, _ in units.models.StaffCount.GROUPS:
        counts = getattr(filing.staffing, group)
        yield from _addressed(f"staffing.{group}", units.models.StaffCount, counts, group=group)
    for reading in loaded.readings:
        yield reading.at, Reading(**_kept(reading))


def _held(filing: Filing, at: str) -> str:
    """Return the fact at *at* as history keeps it, blank for a whole row and for what is not stored."""
    try:
        value = filing[at]
    except UnknownAddressError:
        return ""
    return "" if isinstance(value, Row | Mapping) else stored_text(value)


def _kept(reading: importers.Reading) -> dict[str, str]:
    """Return the columns of *reading*: doubts are settled when it is accepted, and are not kept."""
    return {name: getattr(reading, name) for name in ("at", "value", "unit", "number_label", "where")}


def _addressed(name: str, model: type[models.Model], pictures: Mapping, **given) -> Iterator[tuple[str, models.Model]]:
    yield from ((f"{name}.{row.key}", row) for row in thaw_all(model, pictures, **given))


def _dated(filing: Filing, year: int) -> Filing:
    """Return *filing* for the notice's *year*; a file that says another one says so as a second statement."""
    if filing.fiscal_year in (0, year):  # 0: it names no year
        return dataclasses.replace(filing, fiscal_year=year)
    other = Restatement(repeats="fiscal_year", value=Decimal(filing.fiscal_year), quote=filing.title)
    return dataclasses.replace(filing, fiscal_year=year, restatements=keyed([*filing.restatements.values(), other]))


def _completed(filing: Filing, held: Filing) -> Filing:
    """Return *filing* with the blank lines every form shows and the unit's registered names where it says none."""
    schemes = {
        scheme: _with_offered(scheme, getattr(filing.budget, scheme), getattr(held.budget, scheme))
        for scheme in SCHEMES
    }
    own = filing.profile
    names = {name: getattr(own, name) or getattr(held.profile, name) for name in ("name", "short_name", "region")}
    return dataclasses.replace(filing, budget=Budget(**schemes), profile=dataclasses.replace(own, **names))


def _with_offered(scheme: str, read: Mapping[str, Line], held: Mapping[str, Line]) -> dict[str, Line]:
    """Return what was read and, blank, the offered lines it leaves out; short schemes in their standard order."""
    codes = [category.code for category in SCHEMES[scheme] if not category.parent or not scheme.startswith("economic")]
    lines = {code: Line(label_of(scheme, code), held[code].parent) for code in codes if code in held} | dict(read)
    order = list(read) if scheme.startswith("economic") else codes
    return {code: lines[code] for code in dict.fromkeys([*order, *lines]) if code in lines}
