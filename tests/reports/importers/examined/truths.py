"""What a person reads in an examined file, as filings: the facts that must arrive, and those that may."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from budgets.classifications import SCHEMES, label_of
from lib.address import Row
from reports.filing import Filing

FOLDER = Path(__file__).parent
TEN_THOUSAND = 10_000


def truths(name: str) -> tuple[Filing, Filing]:
    """Return of the file *name* the filing that must arrive and the one of facts that may arrive as well."""
    told = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    return filed(told["truth"]), filed(told.get("also", {}))


def filed(told: Mapping[str, Any]) -> Filing:
    """Return what *told* says as a filing; lines under a code of the standard carry its name."""
    for scheme, lines in told.get("budget", {}).items():
        parents = {category.code: category.parent for category in SCHEMES[scheme]}
        for code, line in lines.items():
            line.setdefault("label", label_of(scheme, code))
            line.setdefault("parent", parents.get(code, ""))
    return _built(Filing, told)


def _built(kind: Any, told: Any) -> Any:
    """Return *told* as a value of the type *kind*: rows from tables, amounts from text."""
    if get_origin(kind) is not None and get_origin(kind) is not Mapping:
        kind = next(one for one in get_args(kind) if one is not type(None))
        return _built(kind, told)
    if get_origin(kind) is Mapping:
        return {key: _built(get_args(kind)[1], row) for key, row in told.items()}
    if isinstance(kind, type) and issubclass(kind, Row):
        hints = get_type_hints(kind)
        return kind(**{name: _built(hints[name], value) for name, value in told.items()})
    return amount(told) if kind is Decimal else told


def amount(told: str | int) -> Decimal:
    """Return *told* in 元; what ends in 万 is in 万元."""
    words = str(told)
    return Decimal(words.removesuffix("万")) * (TEN_THOUSAND if words.endswith("万") else 1)
