"""Values as they were printed and as people read them; the figure found again in its sentence."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Any, NamedTuple

from lib.display import show
from lib.money import NotAnAmountError, parse_number, to_wan

SUFFIX = {"wan": " 万元", "score": " 分", "percent": ""}
_UNITS = {"元": 1, "百元": 100, "千元": 1000, "万元": 10_000, "百万元": 1_000_000, "亿元": 100_000_000}
_FIGURE = re.compile(r"\s*([+\-−]?[\d,，]*\.?\d+)\s*([^\d\s]*)\s*")
BEFORE, AFTER = 16, 26  # characters shown around a figure


class Marked(NamedTuple):
    """A sentence in three: what stands before the figure, the figure, what stands after."""

    before: str
    figure: str
    after: str


def shown(value: Any, unit: str) -> str:
    """Return *value* with its unit as people read it; every place of an amount that counts, at least two."""
    if unit == "wan" and isinstance(value, Decimal):
        whole, _, places = f"{to_wan(value):f}".partition(".")
        return f"{whole}.{places.rstrip('0').ljust(2, '0')} 万元"
    return f"{show(value, unit)}{SUFFIX.get(unit, '')}"


def parsed(printed: str, unit: str, fact_unit: str) -> Any:
    """Return the value of a figure as *printed* for a fact of *fact_unit*, *unit* its own; None where it is none."""
    match = _FIGURE.fullmatch(unicodedata.normalize("NFKC", printed))
    if fact_unit == "text" or match is None:
        return printed if fact_unit == "text" else None
    try:
        number = parse_number(match[1])
    except NotAnAmountError:
        return None
    if fact_unit == "wan":
        return (number * _UNITS.get(match[2] or unit, 10_000)).quantize(Decimal("0.01"))
    if fact_unit == "percent":
        return number / 100
    return int(number) if fact_unit in ("count", "year") and number == int(number) else number


def same(one: Any, other: Any) -> bool:
    """Return whether two values say the same; blanks and the forms of a character say nothing."""
    if isinstance(one, str) and isinstance(other, str):
        return unicodedata.normalize("NFC", one).split() == unicodedata.normalize("NFC", other).split()
    return bool(one == other)


def marked(where: str, printed: str) -> Marked:
    """Return the words around the figure *printed* in *where*; all of them before nothing where it is not found."""
    where = " ".join(where.split())
    figure = re.search(rf"(?<![\d.]){re.escape(printed)}(?![\d]|\.\d)", where) if printed else None
    if figure is None:
        return Marked(where[: BEFORE + AFTER] + ("……" if len(where) > BEFORE + AFTER else ""), "", "")
    start, end = figure.span()
    before, after = where[max(0, start - BEFORE) : start], where[end : end + AFTER]
    return Marked(
        ("……" if start > BEFORE else "") + before, figure[0], after + ("……" if len(where) - end > AFTER else "")
    )
