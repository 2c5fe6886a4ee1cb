"""From what a cell holds to the value of a fact: amounts, counts, dates and words, however they were typed."""

from __future__ import annotations

import datetime
import re
import unicodedata
from decimal import Decimal
from typing import Any, NamedTuple

from lib.money import LARGEST_WAN, YUAN_PER_WAN, NotAnAmountError, parse_number, round_half_up
from lib.workbooks import Cell

BLANKS = {"", "-", "--", "—", "——", "–", "/", "\\", "无", "…", "……", "*", "×"}
SCALES = {"元": Decimal(1), "千元": Decimal(1000), "万元": YUAN_PER_WAN, "万": YUAN_PER_WAN, "亿元": Decimal(10) ** 8}
LARGEST_COUNT = 2_147_483_647
SCALED = "单元格设了缩小显示的格式，表里存的数比看到的大，请核对"
ROUNDED = "小数超过到分的位数，已四舍五入"
NEGATIVE = "金额是负数，请核对"

_NUMBER = re.compile(r"(?P<number>[+-]?[\d,]*\.?\d+)\s*(?P<unit>[^\d\s]*)")
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_BRACKETED = re.compile(r"[(（]\s*([\d,.]+)\s*[)）]")


class Value(NamedTuple):
    """One value: what it is, how it was printed with its unit, and why to look again; None is a blank."""

    value: Any
    printed: str = ""
    unit: str = ""
    doubt: str = ""


class NoValueError(ValueError):
    """The cell holds something, but nothing of the kind asked for; the message says so in Chinese."""


BLANK = Value(None)


def fold(text: str) -> str:
    """Return *text* in half width, without blanks at its ends."""
    return unicodedata.normalize("NFKC", text).strip()


def plain(value: Decimal) -> str:
    """Return a number as it is written, without exponent and idle zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown(cell: Cell) -> str:
    """Return what a reader sees in a cell, in one line of words."""
    value = cell.value
    if isinstance(value, Decimal):
        return f"{plain(value * 100)}%" if cell.manner == "percent" else plain(value)
    if isinstance(value, datetime.date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, bool):
        return "是" if value else "否"
    return value or ""


def is_blank(cell: Cell) -> bool:
    return not cell.problem and (cell.value is None or (isinstance(cell.value, str) and fold(cell.value) in BLANKS))


def amount(cell: Cell, unit: str) -> Value:
    """Return an amount in 元 read as *unit* unless the cell names its own; raise NoValueError."""
    number, own, printed = _number(cell)
    if number is None:
        return BLANK
    if own and own not in SCALES:
        raise NoValueError("不是金额")
    unit = own or unit
    exact = number * SCALES[unit]
    yuan = round_half_up(exact)
    if abs(yuan) > LARGEST_WAN * YUAN_PER_WAN:
        raise NoValueError("数字过大，请核对单位")
    doubts = [SCALED] * (cell.manner == "scaled") + [ROUNDED] * (yuan != exact)
    return Value(yuan, printed, unit, "；".join(doubts))


def count(cell: Cell) -> Value:
    """Return a whole number of people or things; raise NoValueError."""
    number, unit, printed = _number(cell)
    if number is None:
        return BLANK
    if number != number.to_integral_value() or not 0 <= number <= LARGEST_COUNT or unit in SCALES or unit == "%":
        raise NoValueError("应为整数")
    return Value(int(number), printed, unit)


def score(cell: Cell) -> Value:
    """Return points with two decimals; raise NoValueError."""
    number, unit, printed = _number(cell)
    if number is None:
        return BLANK
    if unit not in ("", "分") or abs(number) >= 100_000:
        raise NoValueError("应为分数")
    rounded = round_half_up(number)
    return Value(rounded, printed, "分", "小数超过两位，已四舍五入" if rounded != number else "")


def day(cell: Cell) -> Value:
    """Return a date, also one written as text; raise NoValueError."""
    if isinstance(cell.value, datetime.date):
        return Value(cell.value, shown(cell))
    found = _DATE.fullmatch("".join(fold(shown(cell)).split()))
    if is_blank(cell):
        return BLANK
    try:
        return Value(datetime.date(*map(int, found.groups())), shown(cell)) if found else _no_day()
    except ValueError as error:
        raise NoValueError("应为日期，例如 2023年12月31日") from error


def words(cell: Cell) -> Value:
    """Return words as they stand, numbers and dates as a reader sees them."""
    if cell.problem:
        raise NoValueError(cell.problem)
    text = shown(cell).strip()
    return Value(text or None, text, "", SCALED if cell.manner == "scaled" else "")


def _no_day() -> Value:
    raise ValueError


def _number(cell: Cell) -> tuple[Decimal | None, str, str]:
    """Return the number of a cell, the unit written behind it and how it is printed; None where the cell is blank."""
    if cell.problem:
        raise NoValueError(cell.problem)
    if is_blank(cell):
        return None, "", ""
    if isinstance(cell.value, Decimal):
        return cell.value, "%" if cell.manner == "percent" else "", plain(cell.value)
    if not isinstance(cell.value, str):
        raise NoValueError("不是数字")
    text = "".join(fold(cell.value).split()).lstrip("¥￥").replace("−", "-").replace("－", "-")
    bracketed = _BRACKETED.fullmatch(text)
    found = _NUMBER.fullmatch(f"-{bracketed[1]}" if bracketed else text)
    if not found:
        raise NoValueError("不是数字")
    try:
        return parse_number(found["number"]), found["unit"], found["number"]
    except NotAnAmountError as error:
        raise NoValueError(str(error)) from error
