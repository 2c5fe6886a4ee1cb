"""The shingles by which every report's last submission is known, in the database: one row for each (prose/winnowing.py).

All processes and both databases ask the same index; a submission is taken in with the transaction that files it.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Count

from reports import editions
from reports.models import Report, Shingle, Submission
from reports.wording import Wording, form_wording, wording
from units.models import User

FORMULA = 200  # submissions: what so many have is everybody's wording, neither kept for more of them nor told


def own_wording(submission: Submission) -> Wording:
    """Return what people wrote in *submission*, without the wording of the form it answers."""
    try:
        form = form_wording(editions.outline(submission.report.outline))
    except editions.UnknownEditionError:
        form = ""
    return wording(submission.frozen["facts"], form)


def learn(submission: Submission) -> None:
    """Know the report by *submission* from now on, no more by its earlier ones; inside the caller's transaction."""
    Shingle.objects.filter(submission__in=submission.report.submissions.all()).delete()
    values = own_wording(submission).values
    Shingle.objects.bulk_create(Shingle(value=value, submission=submission) for value in values - formulas(values))


def formulas(values: Collection[int]) -> set[int]:
    """Return those of *values* that as many submissions have as are ever kept."""
    held = Shingle.objects.filter(value__in=values).values("value").annotate(held=Count("submission"))
    return set(held.filter(held__gte=FORMULA).values_list("value", flat=True))


def sharing(report: Report, values: Collection[int], reader: User) -> list[tuple[int, int]]:
    """Return (submission, unit) of other reports *reader* may see that have some of *values*, most first.

    Reports of later years are not among them: what these say was written after *report*.
    """
    visible = Report.objects.visible_to(reader).filter(notice__fiscal_year__lte=report.notice.fiscal_year)
    rows = Shingle.objects.filter(value__in=values, submission__report__in=visible.exclude(pk=report.pk))
    units = rows.values_list("submission", "submission__report__unit_year__unit").annotate(held=Count("value"))
    return [(pk, unit) for pk, unit, _ in units.order_by("-held", "-submission")]
