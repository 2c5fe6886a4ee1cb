"""Every number a published report prints, by the key it stands under; every fact a filing holds or computes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from decimal import Decimal
from typing import Any

from lib.address import computed, flatten

AMOUNTS = {
    "initial_budget", "adjusted_budget", "adjusted_budget_special_funds", "revenue", "actual", "budget", "received",
    "amount", "grant", "current", "fixed", "accumulated_depreciation", "overseas", "vehicle", "vehicle_purchase",
    "vehicle_operation", "official_reception",
}  # fmt: skip
COUNTS = {
    "count", "establishment_total", "on_post_total", "contract", "retired", "internal_department_count",
    "subordinate_unit_count", "overseas_groups", "overseas_person_times", "reception_groups", "reception_person_times",
    "vehicles_kept",
}  # fmt: skip
PERCENTS = {"execution_rate", "percent"}
SCORES = {"weight", "score"}
TOLD = {"target", "actual", "value", "budget"}  # as the report words them, of indicators and outputs
YEARS = {"fiscal_year", "actual_stated_year"}

# Part of the JSON → the parts of the filing that must hold its numbers.
PLACES = {
    "budget.total.prior_year_comparison.amount": ("budget.nature.total.change",),
    "budget.total.prior_year_comparison.parts": ("budget.nature.",),
    "budget.total.restatements": ("restatements.",),
    "budget.total.revenue": ("budget.revenue.",),
    "budget.total.adjusted_budget_special_funds": ("budget.nature.special_funds.",),
    "budget.total": ("budget.nature.total.",),
    "budget.basic_expenditure.groups": ("budget.economic.", "budget.nature.personnel.", "budget.nature.operating."),
    "budget.basic_expenditure": ("budget.nature.basic.",),
    "budget.project_expenditure.groups": ("projects.",),
    "budget.project_expenditure.items": ("projects.",),
    "budget.project_expenditure.restatements": ("restatements.",),
    "budget.project_expenditure": ("budget.nature.project.",),
    "budget.three_public_expenses.counts": ("three_public_counts.",),
    "budget.three_public_expenses": ("budget.three_public",),
    "budget.assets": ("assets.",),
    "unit_profile.staffing": ("staffing.",),
    "unit_profile": ("profile.",),
    "indicators": ("indicators.",),
    "scoring.total": ("performance.",),
    "scoring": ("indicators.",),
    "reported_outputs": ("outputs.",),
    "actual_stated_year": ("restatements.",),
    "fiscal_year": ("fiscal_year",),
}


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield (path, key, text) of every leaf."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from leaves(inner, f"{path}[{number}]")
    else:
        yield path, re.sub(r"\[\d+\]$", "", path.rsplit(".", 1)[-1]), str(value)


def kind_of(path: str, key: str) -> str:
    """Return the class of number that stands under a key: amount, count, percent, score, told or year; or blank."""
    if path.startswith(("indicators", "reported_outputs")):
        return "score" if key in SCORES else "told" if key in TOLD else ""
    if path.startswith("scoring"):
        return "score" if key in SCORES | {"total"} else ""
    if key in PERCENTS or ".shares." in path:
        return "percent"
    if path.startswith("budget.") and (key in AMOUNTS or key == "total"):
        return "amount"
    return "count" if key in COUNTS else "year" if key in YEARS else ""


def place_of(path: str, key: str) -> tuple[str, ...]:
    """Return the address prefixes the number at *path* belongs under; the longest matching part decides."""
    plain = re.sub(r"\[\d+\]", "", path)
    if key == "actual_stated_year":
        return PLACES[key]
    return PLACES[max((part for part in PLACES if plain.startswith(part)), key=len)]


def value_of(kind: str, text: str) -> Any:
    """Return the printed number as the filing holds it."""
    match kind:
        case "amount":
            return Decimal(text) * 10_000
        case "told":
            return text
    return Decimal(text)


def facts(filing: Any) -> dict[str, Any]:
    """Return every stored fact by address, whole numbers as Decimal, changes without their sign."""
    found = {at: value for at, value in flatten(filing).items() if value is not None and not isinstance(value, bool)}
    plain = {at: Decimal(value) if isinstance(value, int) else value for at, value in found.items()}
    return {at: abs(value) if at.endswith(".change") else value for at, value in plain.items()}


def rates(value: Any, at: str = "") -> Iterator[tuple[str, Decimal]]:
    """Yield (address, fraction) of everything computed under *value*."""
    for name in dir(type(value)):
        if isinstance(getattr(type(value), name), computed):
            yield from _numbers(getattr(value, name), f"{at}.{name}")
    inner = value.items() if isinstance(value, Mapping) else vars(value).items() if is_dataclass(value) else ()
    for name, child in inner:
        if isinstance(child, Mapping) or is_dataclass(child):
            yield from rates(child, f"{at}.{name}".lstrip("."))


def _numbers(value: Any, at: str) -> Iterator[tuple[str, Decimal]]:
    rows = value.items() if isinstance(value, Mapping) else [("", value)]
    yield from ((f"{at}.{name}".strip("."), number) for name, number in rows if number is not None)
