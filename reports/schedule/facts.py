"""What stands at an address, known from the shape of a filing alone: a schedule names facts no filing may have yet.

Besides the filing's own addresses a schedule knows

    .name                  a fact of the row an ``each`` is about; of an indicator also .target and .achieved (as they
                           print, with sign and unit) and .level1.name, .level2.name, .level3.name (the rows above it)
    project.name           of the project a schedule is about (per = "project")
    source.key.name        of one source of that project's money: budget.project_source.<project>-<key>
    project.indicators     its indicators; project.sources its lines of money, for ``each``
    execution.name         of the indicator that scores budget execution, the project's own or the unit's
    budget.economic.30205+30206.actual    the sum of several lines, also of one kept for both (30205-30206)
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

from budgets.classifications import SCHEMES
from budgets.snapshot import Line, Project
from indicators.snapshot import Indicator, ProjectIndicator
from lib.address import computed
from reports.filing import Declared, Filing

PROJECT, SOURCE, EXECUTION = "project.", "source.", "execution."
ROWS: dict[str, type] = {"project.indicators": ProjectIndicator, "project.sources": Line}
LEVELS = ("level1", "level2", "level3")
COMPOSED = {"target": "target_value", "achieved": "actual_value"}
LEVEL_FACTS = ("label", "weight", "score")


class Meaning(NamedTuple):
    """A fact's Chinese label, its display unit, and whether it is stored (else it is computed)."""

    label: str
    unit: str
    stored: bool


@cache
def row_kind(each: str) -> type | None:
    """Return the dataclass of the rows at *each*; None where there are no rows."""
    if each in ROWS:
        return ROWS[each]
    kind = _walk(Filing, each.split("."))
    return get_args(kind)[1] if get_origin(kind) is Mapping else None


def meaning(
    at: str, row: type | None = None, *, per: str = "", declared: Mapping[str, str] | None = None
) -> Meaning | None:
    """Return what the fact at *at* is, None where a schedule can name no such fact.

    *row*: the rows an ``each`` is about. *per*: what the schedule is about. *declared*: label by address of the facts
    the schedule brings.
    """
    steps = at.split(".")
    if not steps[0]:
        return None if row is None else _of_row(row, steps[1:])
    if steps[0] == "declared":
        label = (declared or {}).get(at)
        return _fact(Declared, steps[2])._replace(label=label) if label else None  # type: ignore[union-attr]
    if at.startswith(EXECUTION):
        return _fact(Indicator, at.removeprefix(EXECUTION))
    if at.startswith((PROJECT, SOURCE)):
        return _of_project(steps) if per == "project" else None
    return _fact(*_parent(steps)) if _is_coded(steps) else None


def codes(step: str) -> frozenset[str]:
    """Return the codes of a step such as 30205+30206, of a line kept for both (30205-30206), or the one it is."""
    return frozenset(step.replace("-", "+").split("+"))


def _of_row(row: type, steps: list[str]) -> Meaning | None:
    if not issubclass(row, Indicator):
        return _fact(row, ".".join(steps))
    if len(steps) == 2 and steps[0] in LEVELS:
        return _fact(row, steps[1]) if steps[1] in LEVEL_FACTS else None
    return _fact(row, COMPOSED.get(steps[0], steps[0])) if len(steps) == 1 else None


def _of_project(steps: list[str]) -> Meaning | None:
    if steps[0] == "project":
        return _fact(Project, ".".join(steps[1:]))
    return _fact(Line, steps[2]) if len(steps) == 3 else None


def _is_coded(steps: list[str]) -> bool:
    """Return whether a line of a classification is one its scheme has; schemes without codes take any."""
    if steps[0] != "budget" or len(steps) != 4:
        return True
    known = {category.code for category in SCHEMES.get(steps[1], ())}
    return not known or codes(steps[2]) <= known


def _parent(steps: list[str]) -> tuple[Any, str]:
    return _walk(Filing, steps[:-1]), steps[-1]


def _walk(kind: Any, steps: list[str]) -> Any:
    for step in steps:
        kind = get_args(kind)[1] if get_origin(kind) is Mapping else _hints(kind).get(step)
        if kind is None:
            return None
    return kind


def _fact(kind: Any, name: str) -> Meaning | None:
    """Return the fact *name* of a dataclass; None for what is no fact, a row or a mapping of rows among them."""
    return _facts(kind).get(name)


@cache
def _facts(kind: Any) -> Mapping[str, Meaning]:
    """Return the facts of a dataclass by name, the computed ones too, none of anything else; a page asks for hundreds."""
    if not dataclasses.is_dataclass(kind):
        return {}
    stored = {field.name: field.metadata for field in dataclasses.fields(kind)}
    derived = {name: one.metadata for name in dir(kind) if isinstance(one := getattr(kind, name, None), computed)}
    return {
        name: Meaning(found["label"], found["unit"], name in stored)
        for name, found in {**stored, **derived}.items()
        if found.get("unit", "rows") != "rows"
    }


@cache
def _hints(kind: Any) -> Mapping[str, Any]:
    return get_type_hints(kind) if dataclasses.is_dataclass(kind) else {}
