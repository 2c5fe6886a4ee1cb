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

from lib.money import LARGEST_WAN, fold_number

_AT_LEAST = "超过|超出|突破|高于|大于|多于|不少于|不低于|不小于|至少|超|≥|>="
_AT_MOST = "不超过|不高于|不多于|不大于|低于|少于|小于|不足|不到|至多|≤|<="
_ABOUT = "大约|约|接近|将近|近"
_BEFORE = re.compile(rf"(?:(?P<least>{_AT_LEAST}|>)|(?P<most>{_AT_MOST}|<)|(?P<about>{_ABOUT})|达到|达|=)?")
_DIGITS = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?")
_AFTER = re.compile(
    r"(?P<some>余|多)?(?P<scale>万|亿)?(?P<more>余|多)?(?P<percent>%)?(?:(?P<least>(?:及|或)?以上)|(?P<most>(?:及|或)?(?:以下|以内))|(?P<about>左右|上下))?"
)
# Most values are plain numbers: a look at the text spares them the closer readings.
_PLAIN = re.compile(r"([0-9]{1,15}(?:\.[0-9]+)?)(%?)")
_JOINED = re.compile(r"\d\D{0,6}[-~〜～至到–—－−]")
_DATED = re.compile(r"[年月]|\d{4}[-./．－／–—−]")
_PERCENT = ("%", "％")
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
    """A day that lies from *first* to *last*: one day where it is written out; *has_year* where it says its year."""

    first: datetime.date
    last: datetime.date
    has_year: bool = True


def read_quantity(text: str, unit: str = "") -> Quantity | None:
    """Return the number *text* says, with the words of its vagueness; None for other words and blanks.

    *unit* may stand behind the number; of 万 and 亿 the plain number is returned.
    """
    plain = _PLAIN.fullmatch(text)
    if plain:
        return _exact(Decimal(plain[1]), bool(plain[2]) or unit in _PERCENT)
    folded = fold_number(text)
    before = _BEFORE.match(folded)
    digits = _DIGITS.match(folded, before.end()) if before else None
    if not before or not digits:
        return None
    rest = folded[digits.end() :]
    after = _AFTER.fullmatch(rest.replace(fold_number(unit), "", 1) if rest and unit else rest)
    number = Decimal(digits[0].replace(",", ""))
    if after is None or abs(number) > LARGEST_WAN:
        return None
    is_percent = unit in _PERCENT or after["percent"] is not None
    return Quantity(*_bounds(number * _SCALES[after["scale"]], before, after), is_percent)


def _exact(value: Decimal, is_percent: bool) -> Quantity | None:
    return Quantity(value, value, is_percent) if value <= LARGEST_WAN else None


def _bounds(value: Decimal, before: re.Match[str], after: re.Match[str]) -> tuple[Decimal | None, Decimal | None]:
    least = bool(before["least"] or after["least"] or after["some"] or after["more"])
    most = bool(before["most"] or after["most"])
    if before["about"] or after["about"] or (least and most):
        return None, None
    return (None if most else value), (None if least else value)


def read_range(text: str, unit: str = "") -> tuple[Quantity, Quantity] | None:
    """Return the two ends of 80～90 or 80%至90%, the lower first; None where *text* is no range or falls."""
    if not _JOINED.search(text):
        return None
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
    if not _DATED.search(text):
        return None
    folded = fold_number(text)
    matched = _PLAIN_DATE.fullmatch(folded) or _CHINESE_DATE.fullmatch(folded)
    if not matched or not (matched[2] or (matched[1] and matched[4])):
        return None
    stated = int(matched[1]) if matched[1] else year or 4
    try:
        first, last = _days(stated, *matched.groups()[1:])
    except ValueError:
        return None
    return Span(first, last, bool(matched[1]))


def _days(
    year: int, month: str | None, day: str | None, end: str | None, before: str | None
) -> tuple[datetime.date, datetime.date]:
    """Return the first and last day meant; raise ValueError for a 32nd or a 13th month."""
    number = _month(int(month or 12))
    last = datetime.date(year, number, int(day) if day else calendar.monthrange(year, number)[1])
    first = last if day or end else last.replace(day=1)
    return datetime.date(year, 1, 1) if before else first, last


def _month(number: int) -> int:
    if not 1 <= number <= 12:
        raise ValueError(f"no month {number}")
    return number
