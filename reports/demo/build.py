"""Filling an empty database with the demo: rows are stored, states are reached through the real workflow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from lib.address import replace as replace_fact
from lib.money import parse_wan
from reports import editions
from reports.assessment import assess
from reports.demo import content
from reports.filing import Filing
from reports.intake import fill
from reports.models import Notice, Report
from reports.services import decide, explain, open_report
from reports.workflow import perform
from units.models import Jurisdiction, Role, Unit, User

# How a report comes into a state: the actions in order.
WAYS = {
    "draft": (),
    "signing": ("request_sign_off",),
    "submitted": ("submit",),
    "returned": ("submit", "return"),
    "approved": ("submit", "approve"),
    "published": ("submit", "approve", "publish"),
}
DATES = ("assets.date", "three_public_counts.vehicle_stock_date")
ACTORS = {
    "submit": Role.CLERK, "request_sign_off": Role.CLERK,
    "return": Role.REVIEWER, "approve": Role.REVIEWER, "publish": Role.BUREAU,
}  # fmt: skip


def is_empty() -> bool:
    """Return whether nobody has used this database."""
    return not User.objects.exists() and not Jurisdiction.objects.exists()


def existing_logins() -> Iterator[content.Person]:
    """Yield the demo's accounts that are here and still have the password they were made with."""
    listed = {person.username: person for person in content.people()}
    for user in User.objects.filter(username__in=listed, is_active=True).order_by("pk"):
        person = listed[user.username]
        if user.role == person.role and user.password_changed_at - user.date_joined < timedelta(minutes=1):
            yield person


@transaction.atomic
def build() -> int:
    """Make everything and return the number of reports."""
    places = content.places()["place"]
    for place in places:
        _make_place(place)
    for person in content.people():
        _make_person(person)
    told = [(unit, place) for place in places for unit in place["units"] if "filing" in unit]
    for unit, place in told:
        _make_report(unit, place["code"])
    return len(told)


def _make_place(place: dict[str, Any]) -> None:
    named = {name: place[name] for name in ("code", "name", "finance_bureau", "contact")}
    jurisdiction = Jurisdiction.objects.create(**named)
    notice = dict(place["notice"])
    notice["scheme"] = editions.outline(notice["outline"]).scheme
    evening = timezone.localtime().replace(hour=18, minute=0, second=0, microsecond=0)
    due_at = evening + timedelta(days=notice.pop("due_in_days"))
    Notice.objects.create(jurisdiction=jurisdiction, due_at=due_at, **notice)
    for unit in place["units"]:
        values = {name: value for name, value in unit.items() if name not in ("filing", "state", "edits")}
        Unit.objects.create(jurisdiction=jurisdiction, **values)


def _make_person(person: content.Person) -> None:
    User.objects.create_user(
        username=person.username,
        password=person.password,
        name=person.name,
        role=person.role,
        unit=Unit.objects.get(code=person.unit) if person.unit else None,
        jurisdiction=Jurisdiction.objects.get(code=person.place) if person.place else None,
        must_change_password=False,
    )


def _make_report(unit: dict[str, Any], place: str) -> None:
    owner = Unit.objects.get(code=unit["code"])
    report = open_report(notice=Notice.objects.get(jurisdiction__code=place), unit=owner)
    fill(report, _own(content.filing(unit["filing"]), report, unit.get("edits", {})))
    for action in WAYS[unit["state"]]:
        actor = _actor(report, ACTORS[action])
        if action in PREPARED:
            PREPARED[action](report, actor)
        perform(report, action, by=actor, note=content.places()["notes"].get(action, ""))


def _own(filing: Filing, report: Report, edits: dict[str, str]) -> Filing:
    """Return *filing* as this unit's own: its names, the notice's year, and amounts (万元) where it differs."""
    unit, year = report.unit, report.notice.fiscal_year
    names = {"name": unit.name, "short_name": unit.short_name, "region": unit.jurisdiction.name}
    filing = replace(filing, profile=replace(filing.profile, **names), fiscal_year=year)
    for at in DATES:
        if day := filing[at]:
            filing = replace_fact(filing, at, day.replace(year=year))
    for at, amount in edits.items():
        filing = replace_fact(filing, at, parse_wan(amount))
    return filing


def _actor(report: Report, role: Role) -> User:
    """Return the person of this role who acts for the report's unit or bureau."""
    where = {"unit": report.unit} if role in Role.UNIT_SIDE else {"jurisdiction": report.unit.jurisdiction}
    return User.objects.filter(role=role, **where).earliest("pk")


def _explain_all(report: Report, clerk: User) -> None:
    """Explain what the published figures leave doubtful, so that the report may be filed."""
    words = content.places()["explanations"]
    for finding in assess(report).open_findings:
        explain(report, fingerprint=finding.fingerprint, text=words.get(finding.kind, words["other"]), by=clerk)


def _accept_all(report: Report, reviewer: User) -> None:
    for explanation in report.explanations.all():
        decide(explanation, accepted=True, by=reviewer)


PREPARED: dict[str, Callable[[Report, User], None]] = {
    "submit": _explain_all,
    "request_sign_off": _explain_all,
    "approve": _accept_all,
}
