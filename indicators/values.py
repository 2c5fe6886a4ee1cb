"""What a target or an actual value says: numbers, ranges and dates out of the words people write; never a guess.

「300余」is at least 300, 「不足5」at most 5, 「约300」no bound at all: such a value is an interval, and a score that depends
on where in it the truth lies is not computed.
"""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from decimal import Decimal

from lib.money import NotAnAmountError, fold_number, parse_number

_AT_LEAST = "超过|超出|突破|高于|大于|多于|不少于|不低于|不小于|至少|超|≥|>="
_AT_MOST = "不超过|不高于|不多于|不大于|低于|少于|小于|不足|不到|至多|≤|<="
_ABOUT = "大约|约|接近|将近|近"
_BEFORE = re.compile(rf"(?:(?P<least>{_AT_LEAST}|>)|(?P<most>{_AT_MOST}|<)|(?P<about>{_ABOUT})|达到|达|=)?")
_DIGITS = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?")
_AFTER = re.compile(
    r"(?P<some>余|多)?(?P<scale>万|亿)?(?P<more>余|多)?(?P<percent>%)?(?:(?P<least>(?:及|或)?以上)|(?P<most>(?:及|或)?(?:以下|以内))|(?P<about>左右|上下))?"
)
_SCALES = {None: 1, "万": 10_000, "亿": 100_000_000}
_RANGE = re.compile(r"(\d[\d,.]*)(\D{0,6}?)(?:-|~|〜|至|到)(\d[\d,.]*)(\D{0,6}?)(?:之间)?")
_CHINESE_DATE = re.compile(r"(?:(\d{4})年)?(?:(\d{1,2})月(?:(\d{1,2})[日号])?)?(底|末)?(之前|以前|前)?(?:完成)?")
_PLAIN_DATE = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})()(之前|以前|前)?")


@dataclass(frozen=True)
class Quantity:
    """A number between *low* and *high*, equal where it is exact; None on a side that is open."""

    low: Decimal | None
    high: Decimal | None
    is_percent: bool = False

    @property
    def limit(self) -> Decimal | None:
        """The number itself, of a half-open one its end; None where nothing is certain."""
        return self.high if self.low is None else self.low

    @property
    def sign(self) -> str:
        """The sign its words imply: ≥ for 10次以上, ≤ for 5%以内, none for a plain number."""
        return "" if self.low is not None and self.high is not None else "≥" if self.low is not None else "≤"


@dataclass(frozen=True)
class Span:
    """A day that lies from *first* to *last*: one day where it is written out."""

    first: datetime.date
    last: datetime.date


def read_quantity(text: str, unit: str = "") -> Quantity | None:
    """Return the number *text* says, with the words of its vagueness; None for other words and blanks.

    *unit* may stand behind the number; of 万 and 亿 the plain number is returned.
    """
    folded, counted = fold_number(text), fold_number(unit)
    before = _BEFORE.match(folded)
    digits = _DIGITS.match(folded, before.end()) if before else None
    if not before or not digits:
        return None
    rest = folded[digits.end() :]
    after = _AFTER.fullmatch(rest.replace(counted, "", 1) if counted else rest)
    if after is None:
        return None
    number = _number(digits[0])
    if number is None:
        return None
    value = number * _SCALES[after["scale"]]
    return Quantity(*_bounds(value, before, after), counted == "%" or after["percent"] is not None)


def _bounds(value: Decimal, before: re.Match[str], after: re.Match[str]) -> tuple[Decimal | None, Decimal | None]:
    least = bool(before["least"] or after["least"] or after["some"] or after["more"])
    most = bool(before["most"] or after["most"])
    if before["about"] or after["about"] or (least and most):
        return None, None
    return (None if most else value), (None if least else value)


def _number(digits: str) -> Decimal | None:
    try:
        return parse_number(digits)
    except NotAnAmountError:
        return None


def read_range(text: str, unit: str = "") -> tuple[Quantity, Quantity] | None:
    """Return the two ends of 80～90 or 80%至90%, the lower first; None where *text* is no range or falls."""
    matched = _RANGE.fullmatch(fold_number(text).removeprefix("="))
    if not matched:
        return None
    upper = read_quantity(matched[3] + matched[4], unit)
    lower = read_quantity(matched[1] + (matched[2] or matched[4]), unit)
    if lower is None or upper is None or lower.sign or upper.sign or lower.limit is None or upper.limit is None:
        return None
    return (lower, upper) if lower.limit <= upper.limit else None


def read_date(text: str, year: int | None = None) -> Span | None:
    """Return the days *text* can mean: 2023年12月31日, 12月底前, 2023-12-31; None where it is no date.

    A date without a year is of *year*, or of a leap year of its own (4) where none is known. 前 opens the beginning.
    """
    folded = fold_number(text)
    matched = _PLAIN_DATE.fullmatch(folded) or _CHINESE_DATE.fullmatch(folded)
    if not matched or not (matched[2] or (matched[1] and matched[4])):
        return None
    stated = int(matched[1]) if matched[1] else year or 4
    try:
        return _span(stated, *matched.groups()[1:])
    except ValueError:
        return None


def has_year(text: str) -> bool:
    """Return whether a date says its year itself."""
    return re.match(r"\d{4}", fold_number(text)) is not None


def _span(year: int, month: str | None, day: str | None, end: str | None, before: str | None) -> Span:
    """Return the days meant; raise ValueError for a 32nd or a 13th month."""
    months = (int(month), int(month)) if month else (12, 12)
    last_day = int(day) if day else calendar.monthrange(year, _month(months[1]))[1]
    last = datetime.date(year, months[1], last_day)
    first = last if day or end else last.replace(day=1)
    return Span(datetime.date(year, 1, 1) if before else first, last)


def _month(number: int) -> int:
    if not 1 <= number <= 12:
        raise ValueError(f"no month {number}")
    return number
