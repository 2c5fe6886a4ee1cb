"""How a fact becomes text, once, for every output. None becomes “—”; rounding is half up."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from lib.money import round_half_up, to_wan

ABSENT = "—"
# The marks of headings by level 1…4 (GB/T 9704-2012): a pattern holds one numeral of the kind it counts in.
NUMBERING = ("一、", "（一）", "1.", "（1）")
_DIGITS = "零一二三四五六七八九"
_ONES = "一1①"


def wan(yuan: Decimal | None) -> str:
    """Return 元 as 万元 with two decimals, ``273.77``."""
    return ABSENT if yuan is None else f"{round_half_up(to_wan(yuan)):f}"


def percent(fraction: Decimal | None) -> str:
    """Return a fraction as a percentage with two decimals, ``86.37%``."""
    return ABSENT if fraction is None else f"{round_half_up(fraction * 100):f}%"


def count(number: int | None) -> str:
    """Return a whole number as it stands."""
    return ABSENT if number is None else str(number)


def score(points: Decimal | None) -> str:
    """Return points with at most two decimals and no idle zeros, ``88.48`` or ``4``."""
    if points is None:
        return ABSENT
    text = f"{round_half_up(points):f}"
    return text.rstrip("0").rstrip(".")


def number(value: Decimal | None) -> str:
    """Return a number with the decimals it has and no idle zeros, ``1280.5``."""
    return ABSENT if value is None else f"{value.normalize():f}" if value else "0"


def date(day: datetime.date | None) -> str:
    """Return ``2023年12月31日``."""
    return ABSENT if day is None else f"{day.year}年{day.month}月{day.day}日"


def text(value: Any) -> str:
    """Return words as they are; blank ones as “—”."""
    return ABSENT if value in (None, "") else str(value)


def direction(change: Decimal | int | None) -> str:
    """Return the word of a change: 增加, 减少 or 持平."""
    if change is None:
        return ABSENT
    return "持平" if not change else "增加" if change > 0 else "减少"


FORMATS: dict[str, Callable[[Any], str]] = {
    "wan": wan, "percent": percent, "count": count, "score": score, "number": number, "date": date, "text": text, "year": text,
    "direction": direction,
    "flag": lambda value: ABSENT if value is None else "是" if value else "否",
}  # fmt: skip


def show(value: Any, unit: str) -> str:
    """Return *value* as text in the manner of *unit* (a key of FORMATS)."""
    return FORMATS.get(unit, text)(value)


def chinese(number: int) -> str:
    """Return 1…99 in Chinese numerals, 一 … 九十九; raise ValueError beyond."""
    if not 1 <= number <= 99:
        raise ValueError(f"no chapter numeral for {number}")
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[ones] if ones else "")


def is_mark(pattern: str) -> bool:
    """Return whether *pattern* can number headings: short, with exactly one numeral, 一, 1 or ①."""
    return len(pattern) <= 6 and sum(pattern.count(one) for one in _ONES) == 1


def heading_number(level: int, number: int, numbering: Sequence[str] = NUMBERING) -> str:
    """Return the number of a heading, 一、（一）1.（1）by level 1…4 or in the style of *numbering*; ValueError below that."""
    if not 1 <= level <= len(numbering):
        raise ValueError(f"no heading of level {level}")
    pattern = numbering[level - 1]
    one = next(one for one in _ONES if one in pattern)
    return pattern.replace(one, _numeral(one, number))


def _numeral(one: str, number: int) -> str:
    """Return *number* in the kind of numeral *one* is; in digits where that kind does not reach."""
    if one == "一" and number <= 99:
        return chinese(number)
    return chr(ord("①") + number - 1) if one == "①" and number <= 20 else str(number)
