"""Several people of one unit on one report: who is where, who does what until when, what they tell each other."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from lib.denied import NotAccepted
from reports import services
from reports.assessment import Assessment
from reports.models import Assignment, Note, Presence, Report
from reports.permissions import check_can_organise, check_can_talk
from reports.steps import STEPS, section_key
from units.models import Role, User

HERE = datetime.timedelta(seconds=75)  # pages say so every 25 seconds
ANEW = datetime.timedelta(seconds=20)


def mark(report: Report, user: User, section: str) -> None:
    """Say that *user* has this section open; at most one write in twenty seconds."""
    now = timezone.now()
    place: dict[str, Any] = {"report": report, "user": user, "section": section}
    if not Presence.objects.filter(**place, seen_at__gt=now - ANEW).exists():
        Presence.objects.bulk_create(
            [Presence(**place, seen_at=now)],
            update_conflicts=True,
            unique_fields=list(place),
            update_fields=["seen_at"],
        )


def present(report: Report, but: User) -> dict[str, list[str]]:
    """Return the names of the others who have a section open now, by section."""
    fresh = report.presences.filter(seen_at__gt=timezone.now() - HERE).exclude(user=but).order_by("user__name")
    found: dict[str, list[str]] = defaultdict(list)
    for section, name in fresh.values_list("section", "user__name"):
        found[section].append(name)
    return dict(found)


def at_steps(assignments: Iterable[Assignment], present: Mapping[str, list[str]]) -> dict[str, str]:
    """Return who is at each step now, else to whom it or its chapters are given, in words, by the step's key."""
    given: dict[str, list[str]] = defaultdict(list)
    here: dict[str, list[str]] = defaultdict(list)
    for one in assignments:
        if one.done_at is None:
            given[one.section.partition(".")[0]].append(one.to.name)
    for section, names in present.items():
        here[section.partition(".")[0]] += names
    told = {step: f"分给{'、'.join(dict.fromkeys(names))}" for step, names in given.items()}
    return told | {step: f"{'、'.join(dict.fromkeys(names))}正在填" for step, names in here.items()}


def sections(assessment: Assessment) -> list[tuple[str, str]]:
    """Return the key and the title of every section that can be given to somebody: steps, and the chapters of the text."""
    found = []
    for step in STEPS:
        chapters = step.chapters(assessment.outline, assessment.filing)
        if step.whole:
            found.append((step.key, step.title))
        if step.key == "narrative":
            found += [(section_key(step.key, one.key), f"{step.title}：{one.label}") for one in chapters]
    return found


def colleagues(report: Report) -> list[User]:
    """Return the people who can fill in the report."""
    return list(
        User.objects.filter(unit=report.unit_year.unit_id, role=Role.CLERK, is_active=True).order_by("name", "pk")
    )


@transaction.atomic
def assign(report: Report, wanted: Mapping[str, tuple[User | None, datetime.date | None]], *, by: User) -> None:
    """Give sections to colleagues, each with the day it is due; None takes a section back. The same again changes nothing."""
    report = services.locked(report)
    check_can_organise(by, report)
    held = {one.section: one for one in report.assignments.all()}
    for section, (to, due_on) in wanted.items():
        one = held.get(section)
        if to is None:
            report.assignments.filter(section=section).delete()
        elif one is None or (one.to_id, one.due_on) != (to.pk, due_on):
            values = {"to": to, "due_on": due_on, "by": by, "done_at": None}
            Assignment.objects.update_or_create(report=report, section=section, defaults=values)


@transaction.atomic
def done(report: Report, section: str, *, by: User) -> None:
    """Say that a section is done; only whom it was given to says so."""
    report = services.locked(report)
    check_can_organise(by, report)
    if not report.assignments.filter(section=section, to=by, done_at=None).update(done_at=timezone.now()):
        raise NotAccepted("这一步没有分给您，或者已经办完。")


def add_note(report: Report, section: str, text: str, *, by: User) -> Note:
    check_can_talk(by, report)
    return Note.objects.create(report=report, section=section, text=text, by=by)


def settle(note: Note, *, by: User) -> None:
    """Say that what a note is about is settled; saying so twice changes nothing."""
    check_can_talk(by, note.report)
    Note.objects.filter(pk=note.pk, settled_at=None).update(settled_by=by, settled_at=timezone.now())
