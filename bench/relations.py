"""Relations between the numbers of a text, and whether they still hold once a number is changed: exact arithmetic.

What a relation must come to (the offset of a year, the constant of a sum) is taken from the text as it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bench.numbers import Number
from lib.money import round_half_up


@dataclass(frozen=True, slots=True)
class Operand:
    """Where one number of a relation stands, and what it does there: total, part, minus, left, right, pct, num, den …"""

    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Relation:
    """Numbers of one text that belong together. *type* is a key of AGREES; *name* finds it in the list of misses."""

    type: str
    operands: tuple[Operand, ...]
    strength: str = "strong"
    name: str = ""


@dataclass(frozen=True)
class Source:
    """A text and the relations that hold in it."""

    name: str
    text: str
    relations: tuple[Relation, ...]


def agrees(type: str, before: Sequence[Number], after: Sequence[Number]) -> bool:
    """Return whether the numbers *after* a change may still be read as the relation that held *before* it.

    A relation that agrees is no contradiction: what its printed digits leave open is open to every reader.
    """
    return AGREES[type](before, after)


def _total(numbers: Sequence[Number], *roles: str) -> Decimal:
    return sum((number.value for number in numbers if number.role in roles), Decimal(0))


def _hidden(numbers: Sequence[Number], *roles: str) -> Decimal:
    """Return what rounding may hide in the numbers of these roles: half the last place for each one with decimals."""
    finest = max(number.places for number in numbers if number.role in roles)
    fractional = sum(1 for number in numbers if number.role in roles and number.places)
    return Decimal(5).scaleb(-finest - 1) * fractional


def _sum(before: Sequence[Number], after: Sequence[Number]) -> bool:
    def balance(numbers: Sequence[Number]) -> Decimal:
        return _total(numbers, "total") - _total(numbers, "part") + _total(numbers, "minus")

    printed = any(number.role == "total" for number in before)
    due = Decimal(0) if printed else balance(before)
    return abs(balance(after) - due) <= _hidden(before, "part", "minus")


def _equal(before: Sequence[Number], after: Sequence[Number]) -> bool:
    coarsest = min(number.places for number in after)
    return len({round_half_up(number.value, coarsest) for number in after}) == 1


def _ratio(before: Sequence[Number], after: Sequence[Number]) -> bool:
    """Judge num ÷ den against the percentage: both as wide as printed, truncation in the last place allowed."""
    num, den = _total(after, "num"), _total(after, "den")
    fraction = max(number.places for number in before if number.role != "pct")
    hidden = Decimal(5).scaleb(-fraction - 1) if fraction else Decimal(0)
    if den <= hidden:
        return num <= hidden  # nothing of nothing may be any share; something of nothing is none
    last = Decimal(1).scaleb(-next(number.places for number in before if number.role == "pct"))
    low, high = (num - hidden) / (den + hidden) * 100, (num + hidden) / (den - hidden) * 100
    return low - last <= _total(after, "pct") <= high + last


def _at_most(before: Sequence[Number], after: Sequence[Number]) -> bool:
    # One number beside one: rounding keeps their order. Only sums may pass the bound by what it hides.
    slack = _hidden(before, "left", "right") if len(before) > 2 else Decimal(0)
    return _total(after, "left") - _total(after, "right") <= slack


def _year(before: Sequence[Number], after: Sequence[Number]) -> bool:
    def offset(numbers: Sequence[Number]) -> Decimal:
        return _total(numbers, "mention") - _total(numbers, "fiscal_year")

    return offset(before) == offset(after)


def _same(before: Sequence[Number], after: Sequence[Number]) -> bool:
    return [number.value for number in before] == [number.value for number in after]


def _product(before: Sequence[Number], after: Sequence[Number]) -> bool:
    """Judge product = unit × times, the power of ten between their units as it was."""
    product, unit, times = (_total(before, role) for role in ("product", "unit", "times"))
    scale = Decimal(1).scaleb(int(round_half_up((product / unit / times).log10(), 0)))
    hidden = _hidden(before, "product") + _hidden(before, "unit") * times * scale
    return abs(_total(after, "product") - _total(after, "unit") * _total(after, "times") * scale) <= hidden


AGREES: dict[str, Callable[[Sequence[Number], Sequence[Number]], bool]] = {
    "sum": _sum, "equal": _equal, "ratio": _ratio, "product": _product, "le": _at_most, "year": _year,
    "count": _same, "sequence": _same, "checksum": lambda before, after: not _total(after, "code"),
}  # fmt: skip
