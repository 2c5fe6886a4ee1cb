"""What a spreadsheet program makes of the formulas of a sheet, as far as ours go: written from its rules, not from ours.

COUNT and SUM pass over text and blanks in cells; a text handed to SUM, or added, is an error; N makes 0 of a text; an
empty cell counts as 0 in arithmetic.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

_TOKEN = re.compile(
    r'\s*("[^"]*"|\d+(?:\.\d+)?|\$?[A-Z]{1,3}\d+(?::[A-Z]{1,3}\d+)?|[A-Z]+(?=\()|<=|>=|<>|[-+*/(),=<>])'
)


class SheetError(ArithmeticError):
    """#VALUE! or #DIV/0!"""


class Area(list):
    """The values of cells that were referred to."""


class Program:
    """Evaluates the formulas of one openpyxl sheet."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet
        self.known: dict[str, Any] = {}

    def value(self, cell: str) -> Any:
        """Return what *cell* shows: a number, a text, or None for an empty one."""
        if cell not in self.known:
            field = self.sheet[cell]
            if field.data_type == "f":
                self.known[cell] = _single(_Formula(self, field.value[1:]).whole())
            else:
                self.known[cell] = (
                    Decimal(str(field.value)) if field.data_type == "n" and field.value is not None else field.value
                )
        return self.known[cell]

    def area(self, reference: str) -> Area:
        first, _, last = reference.partition(":")
        if not last:
            return Area([self.value(first)])
        return Area(self.value(field.coordinate) for row in self.sheet[reference] for field in row)


class _Formula:
    def __init__(self, program: Program, text: str) -> None:
        self.program = program
        self.tokens = _TOKEN.findall(text)
        assert "".join(self.tokens) == text.replace(" ", ""), text
        self.tokens.append("")

    def whole(self) -> Any:
        found = self.comparison()
        assert self.tokens == [""], self.tokens
        return found

    def comparison(self) -> Any:
        left = self.sum()
        if self.tokens[0] in ("=", "<"):
            sign, right = self.tokens.pop(0), self.sum()
            return _number(left) == _number(right) if sign == "=" else _number(left) < _number(right)
        return left

    def sum(self) -> Any:
        found = self.product()
        while self.tokens[0] in ("+", "-"):
            sign, right = self.tokens.pop(0), self.product()
            found = _arithmetic(found, right, _plus if sign == "+" else _minus)
        return found

    def product(self) -> Any:
        found = self.factor()
        while self.tokens[0] in ("*", "/"):
            sign, right = self.tokens.pop(0), self.factor()
            found = _arithmetic(found, right, _times if sign == "*" else _divided)
        return found

    def factor(self) -> Any:
        token = self.tokens.pop(0)
        if token in ("-", "+"):
            inner = self.factor()
            return _arithmetic(Decimal(0), inner, _plus if token == "+" else _minus)
        if token == "(":
            found = self.comparison()
            assert self.tokens.pop(0) == ")"
            return found
        if token.startswith('"'):
            return token.strip('"')
        if token[0].isdigit():
            return Decimal(token)
        if self.tokens[0] == "(":
            return self.call(token)
        return self.program.area(token)

    def call(self, function: str) -> Any:
        self.tokens.pop(0)
        given = []
        while self.tokens[0] != ")":
            given.append(self.comparison())
            if self.tokens[0] == ",":
                self.tokens.pop(0)
        self.tokens.pop(0)
        return FUNCTIONS[function](*given)


def _arithmetic(left: Any, right: Any, apply: Callable[[Decimal, Decimal], Any]) -> Any:
    """Return the result, or the error as a value: a function around it may catch it."""
    for side in (left, right):
        if isinstance(side, SheetError):
            return side
    try:
        return apply(_number(left), _number(right))
    except SheetError as error:
        return error


def _plus(left: Decimal, right: Decimal) -> Decimal:
    return left + right


def _minus(left: Decimal, right: Decimal) -> Decimal:
    return left - right


def _times(left: Decimal, right: Decimal) -> Decimal:
    return left * right


def _divided(left: Decimal, right: Decimal) -> Decimal:
    if not right:
        raise SheetError("#DIV/0!")
    return left / right


def _single(value: Any) -> Any:
    return value[0] if isinstance(value, Area) else value


def _number(value: Any) -> Decimal:
    value = _single(value)
    if isinstance(value, SheetError):
        raise value
    if isinstance(value, str):
        raise SheetError("#VALUE!")
    return Decimal(0) if value is None else value


def _numbers(given: tuple[Any, ...]) -> list[Decimal]:
    """Return the numbers of the arguments; text counts only where it is handed over itself, and is then an error."""
    found: list[Decimal] = []
    for one in given:
        found += [value for value in one if isinstance(value, Decimal)] if isinstance(one, Area) else [_number(one)]
    return found


def _count(*given: Any) -> Decimal:
    cells = [value for one in given for value in (one if isinstance(one, Area) else [one])]
    return Decimal(sum(isinstance(value, Decimal) for value in cells))


def _safe(function: Callable[..., Any]) -> Callable[..., Any]:
    def call(*given: Any) -> Any:
        try:
            return function(*given)
        except SheetError as error:
            return error

    return call


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "SUM": _safe(lambda *given: sum(_numbers(given), Decimal(0))),
    "COUNT": _count,
    "MIN": _safe(lambda *given: min(_numbers(given))),
    "MAX": _safe(lambda *given: max(_numbers(given))),
    "N": lambda value: value if isinstance(_single(value), Decimal | SheetError) else Decimal(0),
    "ROUND": _safe(lambda value, places: _number(value).quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP)),
    "IF": lambda asked, yes, no: asked if isinstance(asked, SheetError) else yes if asked else no,
    "IFERROR": lambda value, instead: instead if isinstance(_single(value), SheetError) else value,
}
