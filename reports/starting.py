"""How a report begins: from the unit's report of the year before, which also tells what each figure was then."""

from __future__ import annotations

from django.db import transaction

from lib.address import flatten
from lib.denied import Denied, WrongMoment
from reports import rows, steps
from reports.filing import Filing
from reports.intake import fill, untouched
from reports.models import Report
from reports.permissions import latest_submission
from reports.rolling import roll
from reports.services import locked, save_section
from reports.thawing import thaw
from units.models import Unit


def last_year(unit: Unit, year: int, user) -> Report | None:
    """Return the report of *unit* for the year before *year*, None where there is none *user* may know of."""
    known = Report.objects.visible_to(user).whole()
    return known.filter(unit_year__unit=unit, unit_year__fiscal_year=year - 1).first()


def said(report: Report) -> Filing:
    """Return what *report* says to those after it: as it was filed last, as it stands where it never was."""
    submission = latest_submission(report)
    return thaw(submission.frozen["facts"]) if submission else rows.take(report)


@transaction.atomic
def start_from(report: Report, old: Report, *, by) -> Report:
    """Make *report*, which nobody has worked on, begin with what *old*, the unit's report of the year before, says.

    Raise Denied where *old* is another unit's or year's, WrongMoment where somebody has begun already.
    """
    report = locked(report)
    if (old.unit_year.unit_id, old.notice.fiscal_year) != (report.unit_year.unit_id, report.notice.fiscal_year - 1):
        raise Denied("只能从本单位上一年度的报告开始")
    if not untouched(report):
        raise WrongMoment("报告已经开始填报，不能再用上年报告覆盖。需要的内容可以打开上年报告对照填写。")
    held = rows.take(report)
    begun = roll(said(old), report.notice.fiscal_year, held.basis)
    sections = {at: steps.section_of(at, begun) for at in (*flatten(begun), *flatten(held))}
    first, *others = dict.fromkeys(sections.values())
    save_section(
        report, first, revision=0, by=by, save=lambda: fill(report, begun), also=others,
        section_of=lambda at: sections.get(at, first),
    )  # fmt: skip
    return report
