"""What a cell of the document is worth in a sheet: a number that shows as it is printed, a living formula, or words."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from lib import display
from lib.formulas import Expression, FormulaError, parse
from lib.money import YUAN_PER_WAN, round_half_up, to_wan
from lib.sheets import FIRST_DAY
from reports.document import Cell, Value, words

DAY = 'yyyy"年"m"月"d"日"'
MANNERS = {"wan": "0.00", "percent": "0.00%"}
PLACES = {"score": 2}  # decimals a number is printed with at most, where its manner does not say it
GENERAL = "General"
WORDS = ("date", "flag")  # units nothing is a number in
DIGITS = 15  # a spreadsheet counts in binary and keeps no more
LONGEST_FORMULA = 8192  # characters a cell takes

Place = tuple[int, int]  # row and column of the document's table, from 1
Reference = Callable[[Place], str]

_CELL = re.compile(r"r(\d{1,5})c(\d{1,4})")
_reading = lru_cache(4096)(parse)


class Worth(NamedTuple):
    """A cell's content, the number format it shows in, and the formula it comes from, without its equals sign."""

    content: Decimal | datetime.date | str
    manner: str = GENERAL
    formula: str = ""


class Worths:
    """The cells of one form, each worth what is printed; formulas count on what the others are worth."""

    def __init__(self, cells: Iterable[tuple[Place, Cell]], reference: Reference) -> None:
        self._cells = dict(cells)
        self._reference = reference
        self._formulas = {place: found for place, cell in self._cells.items() if (found := _formula(cell))}
        self._numbers: dict[Place, Decimal | None] = {}

    def of(self, place: Place) -> Worth:
        """Return what the cell at *place* is worth; a formula that gives another number than is printed is left out."""
        cell = self._cells[place]
        value = _value(cell)
        number = self._number(place)
        if value is None or number is None:
            day = _day(value) if value else None
            return Worth(day, DAY) if day else Worth(words(cell))
        formula = self._written(place) if place in self._formulas else ""
        return Worth(number, _manner(value, alive=bool(formula)), formula)

    def _number(self, place: Place) -> Decimal | None:
        """Return the number in the sheet's cell: what its formula gives where that prints alike, else what is printed."""
        if place not in self._numbers:
            value = _value(self._cells[place]) if place in self._cells else None
            self._numbers[place] = None  # what a circle comes back to
            computed = self._computed(place, value.unit) if value and place in self._formulas else None
            if value and computed is not None and _shown(computed, value.unit) == value.text:
                self._numbers[place] = computed
            else:
                self._formulas.pop(place, None)
                self._numbers[place] = _printed(value) if value else None
        return self._numbers[place]

    def _computed(self, place: Place, unit: str) -> Decimal | None:
        try:
            found = self._formulas[place].evaluate(lambda name: self._number(_place(name)))
        except (FormulaError, ArithmeticError):
            return None
        if found is None or not _fits(found, rounded=True):
            return None
        return round_half_up(found, PLACES[unit]) if unit in PLACES else found

    def _written(self, place: Place) -> str:
        text = self._formulas[place].excel(lambda name: self._reference(_place(name)))
        value = _value(self._cells[place])
        if value and value.unit in PLACES:
            text = f'IFERROR(ROUND({text},{PLACES[value.unit]}),"")'
        return text if len(text) < LONGEST_FORMULA else ""


def _formula(cell: Cell) -> Expression | None:
    """Return the cell's formula; None where it has none that can be read and counts on cells alone."""
    if not cell.formula or not _value(cell):
        return None
    try:
        found = _reading(cell.formula)
    except FormulaError:
        return None
    return found if all(map(_CELL.fullmatch, found.names)) else None


def _place(name: str) -> Place:
    found = _CELL.fullmatch(name)
    if not found:
        raise FormulaError(f"没有这一格：{name}")
    return int(found[1]), int(found[2])


def _value(cell: Cell) -> Value | None:
    single = cell.children[0] if len(cell.children) == 1 else None
    return single if isinstance(single, Value) else None


def _day(value: Value) -> datetime.date | None:
    """Return the day a value is, where a sheet can hold it and shows it as it is printed."""
    raw = value.raw
    if not isinstance(raw, datetime.date) or raw < FIRST_DAY:
        return None
    return raw if display.date(raw) == value.text else None


def _printed(value: Value) -> Decimal | None:
    """Return the number a value is, 万元 for amounts, where a sheet can hold it and shows it as it is printed."""
    raw = value.raw
    if isinstance(raw, bool) or not isinstance(raw, Decimal | int) or value.unit in WORDS:
        return None
    number = Decimal(raw)
    if value.unit == "wan" and number.is_finite():
        number = to_wan(number)
    if not _fits(number):
        return None
    number = round_half_up(number, PLACES[value.unit]) if value.unit in PLACES else number
    return number if _shown(number, value.unit) == value.text else None


def _fits(number: Decimal, *, rounded: bool = False) -> bool:
    """Return whether a sheet keeps every digit of *number*; one that was divided need not, having no last digit."""
    if not number.is_finite() or abs(number) >= 10**DIGITS:
        return False
    return rounded or len(number.normalize().as_tuple().digits) <= DIGITS or number != round(number, 4)


def _shown(number: Decimal, unit: str) -> str:
    """Return *number* as the document prints it."""
    return display.show(number * YUAN_PER_WAN if unit == "wan" else number, unit)


def _manner(value: Value, *, alive: bool) -> str:
    """Return the number format that shows a number as it is printed; what is alive may come to more decimals."""
    if value.unit in MANNERS:
        return MANNERS[value.unit]
    if alive and value.unit in PLACES:
        return GENERAL
    places = len(value.text.partition(".")[2])
    return f"0.{'0' * places}" if places else "0"
