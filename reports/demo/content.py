"""The demo's own data, read from the files beside it."""

from __future__ import annotations

import dataclasses
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from budgets.classifications import SCHEMES, label_of
from budgets.snapshot import Line
from lib.money import parse_wan
from reports.filing import Filing, Narrative
from reports.importers.published import read

FOLDER = Path(__file__).parent


class Person(NamedTuple):
    """One account: its role, how it logs in, and the unit (by code) or place it belongs to."""

    role: str
    username: str
    password: str
    name: str
    unit: str
    place: str


@cache
def places() -> dict[str, Any]:
    """Return places.toml."""
    return tomllib.loads((FOLDER / "places.toml").read_text(encoding="utf-8"))


def people() -> list[Person]:
    """Return every account, by role in the order of places.toml."""
    data = places()
    return [
        Person(role, one["username"], data["passwords"][role], one["name"], one.get("unit", ""), one.get("place", ""))
        for role, listed in data["people"].items()
        for one in listed
    ]


def filings() -> list[str]:
    """Return the names of all filings."""
    return sorted(path.stem for path in (FOLDER / "reports").glob("*.toml"))


def filing(name: str) -> Filing:
    """Return one filing: its figures in the keys of a published report, its chapters under ``words``.

    ``lines`` and ``grade`` hold what those keys have no place for.
    """
    data = tomllib.loads((FOLDER / "reports" / f"{name}.toml").read_text(encoding="utf-8"))
    words = {key: Narrative(text) for key, text in data.pop("words").items()}
    lines, grade = data.pop("lines", {}), data.pop("grade", "")
    found = read(data).filing
    schemes = {scheme: {**getattr(found.budget, scheme), **_lines(scheme, given)} for scheme, given in lines.items()}
    return dataclasses.replace(
        found,
        budget=dataclasses.replace(found.budget, **schemes),
        performance=dataclasses.replace(found.performance, grade=grade),
        narrative={**found.narrative, **words},
    )


def _lines(scheme: str, given: dict[str, dict[str, str]]) -> dict[str, Line]:
    """Return lines of a short scheme from amounts in 万元."""
    parents = {category.code: category.parent for category in SCHEMES[scheme]}
    return {
        code: Line(label_of(scheme, code), parents[code], **{name: parse_wan(text) for name, text in amounts.items()})
        for code, amounts in given.items()
    }
