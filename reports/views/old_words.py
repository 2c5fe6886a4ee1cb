"""Beside a step: last year's words on it that nobody has touched, and the way to say that they are still right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reports.assessment import Assessment
from reports.checks.leftovers import CODE, Leftover, leftovers
from reports.excerpts import Excerpt, excerpt
from reports.models import Rolled
from reports.steps import anchor, section_of
from reports.views.desk import Desk
from reports.views.workspace import Shown

ALL = "all"


def listed(desk: Desk, seen: Assessment) -> list[tuple[Leftover, Excerpt, str]]:
    """Return the clauses of this page, as *seen*, with their words and the way to their field."""
    here = _here(desk, seen)
    return [(one, excerpt(seen.filing, one.place), f"#{anchor(one.stands)}") for one in here]


def others(findings: Sequence[Shown], old: Sequence[Any]) -> list[Shown]:
    """Return what is found besides the words that are listed by themselves."""
    return [one for one in findings if not old or one.code != CODE]


def settle(desk: Desk) -> None:
    """Take from the list what the person who saves this page says is right this year as well."""
    said = desk.request.POST.get("right", "")
    keys = [one.key for one in _here(desk, desk.assessment) if said in (one.key, ALL)] if said else []
    Rolled.objects.filter(report=desk.report, key__in=keys).delete()


def _here(desk: Desk, seen: Assessment) -> list[Leftover]:
    """Return the clauses that stand on this page of the step."""
    found = leftovers(seen.filing, seen.params["chapter_titles"]) if seen.filing.rolled else []
    return [one for one in found if section_of(one.stands, seen.filing) == desk.section]
