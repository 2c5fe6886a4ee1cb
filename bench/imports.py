"""Importing into a report: the page of readings, and taking them all through the steps' forms."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse

from bench.core import Figure, against
from bench.pages import _clerk, _get, _logged_in, _queries

ROUNDS = 7


def readings() -> list[Figure]:
    """The page that sets every fact of the largest report beside a blank one."""
    report, imported, _ = _blank()
    client = _logged_in("clerk", unit=report.unit)
    url = reverse("reports:import", args=[report.pk, imported.pk])
    queries = _queries(client, url)
    note = f"{queries} queries; the yardstick makes as many and shows nothing"
    return [against("import.page", _get(client, url), _get(client, f"/bare/{queries}/"), rounds=20, bar=8, note=note)]


def taking() -> list[Figure]:
    """All of it taken in one press, checked and recorded fact by fact, against its bare rows written at once."""
    from reports import rows
    from reports.acceptance import accept
    from reports.importing import proposals_of

    report, imported, filing = _blank()
    by = report.unit.people.get(role="clerk")
    picks = dict.fromkeys((one.id for one in proposals_of(report, imported, rows.take(report)).entries), 0)

    def press() -> None:
        with transaction.atomic():
            assert accept(report, imported, picks, seen=0, by=by).count > len(picks) * 0.9
            transaction.set_rollback(True)

    def bare() -> None:
        with transaction.atomic():
            rows.store(report, filing)
            transaction.set_rollback(True)

    return [against("import.take", press, bare, rounds=ROUNDS, bar=40, note=f"{len(picks)} readings")]


def _blank():
    """Return a blank report, an import that says what the largest report says, and that filing."""
    from reports.importers import Loaded
    from reports.importing import packed
    from reports.models import Import
    from reports.rows import take
    from reports.services import open_report
    from units.models import Unit, User

    _, largest = _clerk()
    filing, place = take(largest), largest.notice.jurisdiction
    unit, made = Unit.objects.get_or_create(jurisdiction=place, code="bench-import", defaults={"name": "导入单位"})
    if made:
        User.objects.create_user(
            username="bench-import", name="导入", role="clerk", unit=unit, must_change_password=False
        )
    report = open_report(notice=largest.notice, unit=unit)
    loaded, year = packed(Loaded(filing)), largest.notice.fiscal_year
    imported, _ = Import.objects.get_or_create(
        report=report,
        sha256="0" * 64,
        defaults={"name": "今年.json", "loaded": loaded, "year": year, "confirmed": True},
    )
    return report, imported, filing
