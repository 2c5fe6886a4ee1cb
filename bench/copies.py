"""Asking who shares passages with one report among 100,000 in the database, and taking one in.

Milliseconds are judged; the yardstick is one SELECT of a row by its key, through the same models.
"""

from __future__ import annotations

import datetime
import json
import random
from collections.abc import Callable, Collection
from dataclasses import replace
from functools import cache, partial
from typing import Any

from bench.core import Figure, against

PLACES, UNITS, YEARS = 100, 100, 10
REPORTS = PLACES * UNITS * YEARS
EACH = 200  # shingles of 3,300 characters: a long report, the published ones have 134 on average
LENGTH = 6000  # characters of the report asked for
COPIERS, COPIED = 24, 150  # units that copied from it, and how many characters each
HOLDERS = 5  # reports elsewhere that have one of its shingles
ALLOWED = 150  # milliseconds
ROUNDS = 20
_FIRST = 0x4E00
_FILL = """
INSERT INTO reports_shingle (value, report_id)
WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < %s)
SELECT n * %s, n %% %s + %s FROM numbers
"""


def ask() -> list[Figure]:
    """Return the time to find those who share passages with one report and to compare the words."""
    from reports.copies import READ, SHOWN, copies
    from reports.document import load

    submission, reader = _filled()
    document = load(submission.frozen["document"])
    found = copies(submission, reader, document).others
    assert len(found.passages) == SHOWN and found.unread >= COPIERS - READ, "the copied passages are not found"
    return [_within("proof.copies", lambda: copies(submission, reader, document), submission)]


def learn() -> list[Figure]:
    """Return the time that filing a report again spends on the index."""
    from django.db import transaction

    from reports import shingles

    submission, _ = _filled()
    return [_within("proof.copies.learn", partial(transaction.atomic(shingles.learn), submission), submission)]


def _within(name: str, run: Callable[[], object], submission: Any) -> Figure:
    """Return a figure judged by the milliseconds allowed."""
    select = partial(type(submission).objects.values_list("sha256").get, pk=submission.pk)
    note = f"{REPORTS:,} reports, against one SELECT by key; {ALLOWED} ms allowed"
    shown = against(name, run, select, rounds=ROUNDS, bar=1, note=note)
    return replace(shown, bar=round(ALLOWED / shown.yardstick, 2), ok=shown.value <= ALLOWED)


@cache
def _filled() -> tuple[Any, Any]:
    """Return a submission among 100,000 and its reviewer; COPIERS of the same place and year copied from it."""
    from reports import shingles
    from reports.models import Submission
    from units.models import Role, User

    pattern = Submission.objects.order_by("pk")[0]
    places = [_fill_place(number, pattern) for number in range(PLACES)]
    first = places[0][0].report_id
    _fill_index(first)
    asked, *copiers = places[-1][-COPIERS - 1 :]
    rng = random.Random(1)
    text = _invented(rng, LENGTH)
    _say(asked, pattern, text)
    for number, copier in enumerate(copiers):
        _say(copier, pattern, text[200 * number :][:COPIED] + _invented(rng, LENGTH // 2))
    _spread(shingles.own_wording(asked).values, first, shingles.FORMULA - COPIERS - 2)
    return asked, User(role=Role.REVIEWER, jurisdiction=asked.report.notice.jurisdiction)


def _fill_place(number: int, pattern: Any) -> list[Any]:
    """Return the submissions of a new place: one of each unit for each year, year by year, all without words."""
    from reports.models import Notice, Report, Submission
    from units.models import Jurisdiction, Unit, UnitYear

    day = datetime.datetime(2024, 6, 30, tzinfo=datetime.UTC)
    place = Jurisdiction.objects.create(code=f"copies{number}", name=f"第{number}县", finance_bureau="财政局")
    given = {"jurisdiction": place, "title": "通知", "outline": "national/2020", "issued_on": day, "due_at": day}
    notices = Notice.objects.bulk_create(Notice(fiscal_year=2014 + n, **given) for n in range(YEARS))
    units = Unit.objects.bulk_create(Unit(jurisdiction=place, code=f"{n}", name=f"第{n}单位") for n in range(UNITS))
    pairs = [(notice, unit) for notice in notices for unit in units]
    years = UnitYear.objects.bulk_create(UnitYear(unit=unit, fiscal_year=notice.fiscal_year) for notice, unit in pairs)
    joined = zip(pairs, years, strict=True)
    reports = Report.objects.bulk_create(
        Report(notice=notice, unit_year=year, outline=notice.outline) for (notice, _), year in joined
    )
    said = {"number": 1, "content": _content(pattern, ""), "submitted_by": pattern.submitted_by}
    return Submission.objects.bulk_create(Submission(report=report, **said) for report in reports)


def _fill_index(first: int) -> None:
    """Give every report from *first* on its shingles, as many and as far apart as real ones."""
    from django.db import connection

    rows = REPORTS * EACH
    connection.disable_constraint_checking()  # each row would be looked up
    with connection.cursor() as cursor:
        cursor.execute(_FILL, [rows - 1, (1 << 61) // 33 // rows, REPORTS, first])
    connection.enable_constraint_checking()


def _say(submission: Any, pattern: Any, text: str) -> None:
    """Have *submission* filed with *text*."""
    from reports import shingles

    submission.content = _content(pattern, text)
    submission.save(update_fields=["content"])
    shingles.learn(submission)


def _content(pattern: Any, text: str) -> str:
    """Return the content of *pattern* with *text* as its only chapter; without a text nothing but that."""
    rows = [{"key": "problems", "text": text}]
    if not text:
        return json.dumps({"facts": {"narrative": rows}})
    return json.dumps({**pattern.frozen, "facts": {**pattern.frozen["facts"], "narrative": rows}})


def _spread(values: Collection[int], first: int, many: int) -> None:
    """Have other places use some of *values* too: one in ten as formulas do, the others now and then."""
    from reports.models import Shingle

    rng = random.Random(2)
    for number, value in enumerate(sorted(values)):
        holders = rng.sample(range(first, first + REPORTS // 2), HOLDERS if number % 10 else many)
        Shingle.objects.bulk_create(Shingle(value=value, report_id=holder) for holder in holders)


def _invented(rng: random.Random, size: int) -> str:
    return "".join(chr(_FIRST + rng.randrange(3000)) for _ in range(size))
