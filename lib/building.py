"""The way back from facts by address to the frozen root they came from: build(kind, flatten(root)) == root.

What is not among the facts takes its default; rows come in the order in which their first fact does.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from lib.address import UnknownAddressError


def build(kind: type, facts: Mapping[str, Any]) -> Any:
    """Return the *kind* that says *facts*; raise UnknownAddressError for an address it has no place for."""
    nested: dict[str, Any] = {}
    for at, value in facts.items():
        *way, name = at.split(".")
        place = nested
        for step in way:
            place = place.setdefault(step, {})
        place[name] = value
    return _row(kind, nested, "")


def _row(kind: type, content: Mapping[str, Any], at: str) -> Any:
    hints = _hints(kind)
    strange = next((name for name in content if name not in hints), None)
    if strange is not None:
        raise UnknownAddressError(f"{at}{strange}")
    return kind(**{name: _value(hints[name], value, f"{at}{name}.") for name, value in content.items()})


def _value(hint: Any, content: Any, at: str) -> Any:
    if get_origin(hint) is Mapping:
        return {key: _row(get_args(hint)[1], row, f"{at}{key}.") for key, row in content.items()}
    return _row(hint, content, at) if dataclasses.is_dataclass(hint) and isinstance(hint, type) else content


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in dataclasses.fields(kind)}


def kind_at(kind: type, at: str) -> type:
    """Return the class of the row at the address *at* below a *kind*; raise UnknownAddressError."""
    steps = at.split(".") if at else []
    while steps:
        hint = _hints(kind).get(steps.pop(0))
        if get_origin(hint) is Mapping and steps:
            steps.pop(0)
            hint = get_args(hint)[1]
        if not (isinstance(hint, type) and dataclasses.is_dataclass(hint)):
            raise UnknownAddressError(at)
        kind = hint
    return kind


@cache
def unit_of(kind: type, name: str) -> str:
    """Return the display unit of the stored fact *name* of a *kind*, blank where it has no such fact."""
    return next((one.metadata.get("unit", "") for one in dataclasses.fields(kind) if one.name == name), "")
