"""Numbers as they are printed in reports: digits in any dress, Chinese numerals, credit codes."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from lib.money import NotAnAmountError, parse_number

_DIGITS = {**{digit: n for n, digit in enumerate("零一二三四五六七八九")}, "〇": 0, "两": 2}
_SIZES = {"十": 10, "百": 100, "千": 1000}
_CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100-2015: no I, O, S, V, Z
_WEIGHTS = [pow(3, place, 31) for place in range(17)] + [1]


class UnreadableError(ValueError):
    """The place holds no number that can be changed."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed: *value*, and how many decimals were printed of it."""

    role: str
    value: Decimal
    places: int = 0


def read(role: str, word: str) -> Number:
    """Return the number a *word* prints; of a credit code the remainder its check leaves, of a list's item one."""
    if role == "item":
        return Number(role, Decimal(1))
    if role == "code":
        return Number(role, Decimal(remainder(word)))
    if is_chinese(word):
        return _numeral(role, "".join(word.split()))
    try:
        value = parse_number(word)
    except NotAnAmountError as error:
        raise UnreadableError(word) from error
    return Number(role, value, _places(value))


def is_chinese(word: str) -> bool:
    """Return whether *word* is a number in Chinese numerals: 十二, 八十五点五, 百分之三十."""
    body = "".join(word.split()).removeprefix("百分之").replace("点", "", 1)
    return bool(body) and not set(body) - _DIGITS.keys() - _SIZES.keys()


def _numeral(role: str, word: str) -> Number:
    whole, _, fraction = word.removeprefix("百分之").partition("点")
    value, digit = 0, 0
    for one in whole:
        if one in _SIZES:
            value, digit = value + (digit or 1) * _SIZES[one], 0
        else:
            digit = _DIGITS[one]
    decimals = int("".join(str(_DIGITS[one]) for one in fraction) or 0)
    return Number(role, value + digit + Decimal(decimals).scaleb(-len(fraction)), len(fraction))


def remainder(code: str) -> int:
    """Return what is left of a 统一社会信用代码 modulo 31: 0 when its check character is right (GB 32100-2015)."""
    if len(code) != 18 or set(code) - set(_CODE):
        return 1
    return sum(weight * _CODE.index(one) for weight, one in zip(_WEIGHTS, code, strict=True)) % 31


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0
