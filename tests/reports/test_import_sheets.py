"""Workbooks through the import: a template proposes what was changed in it, accounts go into the forms' own rows."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from reports import services
from reports.assessment import assess
from reports.importers import published
from reports.importing import confirm, keep, proposals_of
from reports.models import Import
from reports.proposals import Verdict
from reports.rows import take
from reports.workbooks import template_xlsx
from tests.factories import make_notice, make_report, make_unit, make_user
from tests.published import NAMES, load, needs_reports
from tests.reports.importers.books import Accounts
from tests.reports.test_importing import press
from units.models import Role

pytestmark = pytest.mark.django_db
OPEN = (Verdict.SURE, Verdict.DOUBT, Verdict.DIFFERS)  # all but what the report says already


def offered(report, content: bytes) -> list:
    """Return what is proposed from the file *content*, confirmed to be this report's."""
    clerk = make_user(Role.CLERK, report.unit_year.unit)
    imported = keep(report, name="文件.xlsx", content=content, by=clerk)
    confirm(imported, year=report.notice.fiscal_year, by=clerk)
    Import.objects.filter(pk=imported.pk).update(year=report.notice.fiscal_year)
    imported.refresh_from_db()
    return proposals_of(report, imported, take(report)).of(*OPEN)


def template(report) -> bytes:
    return template_xlsx(report, assess(report).outline, take(report))


def test_an_untouched_template_proposes_nothing():
    report = make_report()
    assert [one.id for one in offered(report, template(report))] == []


def test_a_changed_cell_is_what_is_proposed():
    report = make_report()
    book = load_workbook(io.BytesIO(template(report)))
    sheet = book["项目支出"]
    row = next(row for row in range(1, 40) if sheet.cell(row, 1).value == "projects.2")
    head = next(row for row in range(row, 1, -1) if sheet.cell(row, 1).value == "#")
    column = next(cell.column for cell in sheet[head] if cell.value == "actual")
    sheet.cell(row, column).value = 48
    stream = io.BytesIO()
    book.save(stream)
    assert [one.id for one in offered(report, stream.getvalue())] == ["projects.2.actual"]


@needs_reports
@pytest.mark.parametrize("name", NAMES)
def test_accounts_of_a_published_report_go_through_the_forms(name):
    unit = make_unit()
    report = services.open_report(notice=make_notice(unit.jurisdiction), unit=unit)
    clerk = make_user(Role.CLERK, unit)
    content = Accounts(published.read(load(name)).filing).content()
    imported = keep(report, name="决算.xlsx", content=content, by=clerk)
    confirm(imported, year=report.notice.fiscal_year, by=clerk)
    Import.objects.filter(pk=imported.pk).update(year=report.notice.fiscal_year)
    imported.refresh_from_db()
    taken = press(report, imported, clerk, None, *OPEN)
    report.refresh_from_db()
    left = proposals_of(report, imported, take(report)).of(*OPEN)
    assert not [one.id for one in left if one.id not in taken.refused]
    assert not taken.refused  # the optional lines among them
