"""A fact as a text would print it: what it is worth in the measure of a figure, and how it is shown with its unit. Pure."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from lib.address import describe
from lib.display import count, percent, score
from reports.checks.consistency import unit_of
from reports.checks.names import worth
from reports.checks.registry import value_at
from reports.checks.sums import WAN
from reports.filing import Filing

CLASSES = "budget.economic."  # of basic expenditure; those of projects are filed apart, and texts name both together


class Fact(NamedTuple):
    """What stands at *at*: 元, percent, heads or points; *shown* is 268.00 万元."""

    at: str
    worth: Decimal
    shown: str
    unit: str

    @property
    def printed(self) -> Decimal:
        """Return what it is worth as far as it prints: a share has two decimals."""
        return Decimal(percent(self.worth / 100).rstrip("%")) if self.unit == "percent" else self.worth


def fact_at(filing: Filing, at: str) -> Fact | None:
    """Return the number filed at *at*, None where there is none."""
    value = value_at(filing, at)
    if value is None or value == "":
        return None
    match unit_of(filing, at):
        case "wan":
            return Fact(at, value, WAN.say(value), "wan")
        case "percent":
            return Fact(at, value * 100, percent(value), "percent")
        case "count":
            return Fact(at, Decimal(value), f"{count(value)} {_measure(at)}".strip(), "count")
        case "score":
            return Fact(at, value, f"{score(value)} 分", "score")
    return _told(filing, at, value)


def _told(filing: Filing, at: str, value: str) -> Fact | None:
    """Return a figure that is kept as it was typed, with the unit its row gives it."""
    row = filing[at.rpartition(".")[0]]
    unit = getattr(row, "actual_unit", "") or row.unit
    number = worth(value, unit)
    return None if number is None else Fact(at, number, f"{value}{unit}" if unit == "%" else f"{value} {unit}", "text")


def wider(filing: Filing, fact: Fact) -> Fact | None:
    """Return a class of basic expenditure with that of the projects added, which a text may mean; None where there is none."""
    if not fact.at.startswith(CLASSES):
        return None
    other = value_at(filing, f"budget.economic_project.{fact.at.removeprefix(CLASSES)}")
    return None if other is None else fact._replace(worth=fact.worth + other)


def label(filing: Filing, at: str) -> str:
    """Return what people call the fact: 在职人员 for the total of a group."""
    return describe(filing, at).removesuffix("·合计·人数").removesuffix("·人数")


def _measure(at: str) -> str:
    return "人" if at.startswith("staffing.") else ""
