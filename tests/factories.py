"""Plain functions that make rows with sensible defaults; give what a test is about, leave the rest."""

from __future__ import annotations

import datetime
import itertools

from django.utils import timezone

from lib import canonical
from reports import editions, rows, services
from reports.models import Definition, Notice, Report, Status, Submission
from reports.sample import SAMPLE
from units.models import Jurisdiction, Role, Unit, UnitYear, User

PASSWORD = "Zhanghao-2024"
_numbers = itertools.count(1)


def make_jurisdiction(**given) -> Jurisdiction:
    n = next(_numbers)
    return Jurisdiction.objects.create(
        **{"code": f"yunxi{n}", "name": "云溪县", "finance_bureau": "云溪县财政局", **given}
    )


def make_unit(jurisdiction: Jurisdiction | None = None, **given) -> Unit:
    n = next(_numbers)
    jurisdiction = jurisdiction or make_jurisdiction()
    return Unit.objects.create(
        **{"jurisdiction": jurisdiction, "code": f"{n:06d}", "name": f"云溪县第{n}单位", **given}
    )


def make_user(role: str = Role.CLERK, place: Unit | Jurisdiction | None = None, **given) -> User:
    """Return an account with PASSWORD that may go straight to work; *place* as the role needs it."""
    n = next(_numbers)
    if place is None and role in Role.UNIT_SIDE:
        place = make_unit()
    if place is None and role in Role.BUREAU_SIDE:
        place = make_jurisdiction()
    where = {"unit": place} if role in Role.UNIT_SIDE else {"jurisdiction": place} if place else {}
    values = {"username": f"{role}{n}", "name": f"人员{n}", "must_change_password": False, **where, **given}
    return User.objects.create_user(role=role, password=PASSWORD, **values)


def make_notice(jurisdiction: Jurisdiction | None = None, **given) -> Notice:
    values = {
        "jurisdiction": jurisdiction or make_jurisdiction(),
        "fiscal_year": 2023,
        "title": SAMPLE.basis.title,
        "number": SAMPLE.basis.number,
        "outline": "yuanjiang/2023",
        "issued_on": datetime.date(2024, 5, 20),
        "due_at": timezone.now() + datetime.timedelta(days=12),
        **given,
    }
    return Notice.objects.create(**values)


def make_report(unit: Unit | None = None, notice: Notice | None = None, filing=SAMPLE, status=Status.DRAFT) -> Report:
    """Return a report that says *filing*; its status is set without the history a real one would have."""
    unit = unit or make_unit()
    notice = notice or make_notice(unit.jurisdiction)
    year = UnitYear.objects.create(unit=unit, fiscal_year=notice.fiscal_year)
    report = Report.objects.create(notice=notice, unit_year=year, status=status, **editions.pinned(notice))
    if filing is not None:
        rows.store(report, filing)
    return report


def make_filed(notice: Notice, count: int, status=Status.APPROVED) -> list[Report]:
    """Return so many units' filed reports: all say what the first does, which alone has rows to say it."""
    by = make_user(Role.REVIEWER, notice.jurisdiction)
    first = make_report(make_unit(notice.jurisdiction), notice, status=status)
    others = [make_report(make_unit(notice.jurisdiction), notice, None, status) for _ in range(count - 1)]
    frozen = services.freeze(first, by=by)
    Submission.objects.bulk_create(
        Submission(
            report=report, number=1, content=frozen.content, sha256=frozen.sha256, found=frozen.found, submitted_by=by
        )
        for report in others
    )
    return [first, *others]


def make_definition(jurisdiction: Jurisdiction | None = None, text: str = "", **given) -> Definition:
    """Return a draft of a bureau's own, an outline with the text of a built-in one unless told otherwise."""
    jurisdiction = jurisdiction or make_jurisdiction()
    kind = given.pop("kind", "outline")
    text = text or editions.built_in(kind, "national/2020").text
    values = {
        "jurisdiction": jurisdiction,
        "kind": kind,
        "name": f"云溪县{next(_numbers)}",
        "base": "national/2020",
        "text": text,
        "sha256": canonical.digest(text),
        "saved_by": make_user(Role.BUREAU, jurisdiction),
        "bases": editions.bases(kind, text) if given.get("published_at") else {},
        **given,
    }
    return Definition.objects.create(**values)
