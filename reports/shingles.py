"""What every report says as it was last filed, in the database: its characters, and a row for each of its shingles.

All processes ask the same index (prose/winnowing.py says what it never misses), on either database; a submission is
taken in by the transaction that files it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from reports import editions
from reports.models import Report, Shingle, Submission, Written
from reports.wording import Wording, form_wording, wording
from units.models import User

FORMULA = 200  # reports: what so many have is everybody's wording, neither kept for more of them nor told
MOST = 1000  # reports of all places, those that share most, among which are looked for those one may see


def own_wording(submission: Submission) -> Wording:
    """Return what people wrote in *submission*, without the wording of the form it answers."""
    try:
        form = form_wording(editions.outline(submission.report.outline))
    except editions.UnknownEditionError:
        form = ""
    return wording(submission.frozen["facts"], form)


def learn(submission: Submission) -> None:
    """Know the report by *submission* from now on, no more by its earlier ones; inside the caller's transaction."""
    own, report = own_wording(submission), submission.report
    Written.objects.update_or_create(report=report, defaults={"characters": own.row.row})
    Shingle.objects.filter(report=report).delete()
    rare = own.values - _formulas(_holders(own.values))
    Shingle.objects.bulk_create(Shingle(value=value, report=report) for value in rare)


class Sharing(NamedTuple):
    """The reports that have shingles of one, those with most first, as (report, unit), and its *formulas*."""

    reports: list[tuple[int, int]]
    formulas: set[int]


def sharing(report: Report, values: Collection[int], reader: User) -> Sharing:
    """Return which others *reader* may see have some of *values*; two queries.

    Reports of later years are not among them: what these say was written after *report*.
    """
    # Who has them is asked first and alone: joined to what may be seen, SQLite would walk through all that may.
    holders = _holders(values)
    formulas = _formulas(holders)
    held = Counter(pk for value, who in holders.items() if value not in formulas for pk in who if pk != report.pk)
    most = dict(held.most_common(MOST))
    visible = Report.objects.visible_to(reader).filter(notice__fiscal_year__lte=report.notice.fiscal_year)
    units = visible.filter(pk__in=most).values_list("pk", "unit_year__unit")
    return Sharing(sorted(units, key=lambda pair: (-most[pair[0]], -pair[0])), formulas)


def _holders(values: Collection[int]) -> dict[int, list[int]]:
    """Return the reports that have each of *values*."""
    found: dict[int, list[int]] = defaultdict(list)
    for value, report in Shingle.objects.filter(value__in=values).values_list("value", "report"):
        found[value].append(report)
    return found


def _formulas(holders: Mapping[int, Sequence[int]]) -> set[int]:
    """Return the shingles that as many reports have as are ever kept."""
    return {value for value, who in holders.items() if len(who) >= FORMULA}
