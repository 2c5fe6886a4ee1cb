"""元 ↔ 万元, rounding, and sums compared as they are printed. Decimal only; rounding is half up, here and nowhere else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

YUAN_PER_WAN = Decimal(10_000)
FEN = Decimal("0.01")
PLACE_WAN = Decimal("0.01")  # 万元 with two decimals on paper: tables.md, head
LARGEST_WAN = Decimal("999999999999.99")  # what the amount columns hold: numeric(18, 2) 元

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?")
_DASHES = {"−": "-", "－": "-", "–": "-", "—": "-"}


class NotAnAmountError(ValueError):
    """The text is no amount that can be stored; the message says why, in Chinese."""


def round_half_up(value: Decimal, places: int = 2) -> Decimal:
    """Return *value* rounded half up to *places* decimals; what rounds to nought has no sign."""
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return rounded if rounded else abs(rounded)


def to_wan(yuan: Decimal) -> Decimal:
    """Return an amount of 元 in 万元, exact."""
    return yuan / YUAN_PER_WAN


def to_yuan(wan: Decimal) -> Decimal:
    """Return an amount of 万元 in 元 with two decimals; raise NotAnAmountError when it is no whole 分."""
    # Asked of the number as it stands: a product is cut to 28 digits before anyone could see what was beyond.
    if wan != wan.quantize(FEN / YUAN_PER_WAN, ROUND_HALF_UP):
        raise NotAnAmountError("金额最多精确到分，按万元填写时小数不超过 6 位")
    return (wan * YUAN_PER_WAN).quantize(FEN)


def fold_number(text: str) -> str:
    """Return typed digits in half width, without thousands separators, blanks and the yuan sign."""
    folded = unicodedata.normalize("NFKC", text)
    for dash, minus in _DASHES.items():
        folded = folded.replace(dash, minus)
    folded = "".join(folded.split()).lstrip("¥￥")
    return folded.replace(",", "") if _GROUPED.fullmatch(folded) else folded


def parse_number(text: str) -> Decimal:
    """Return the number typed in *text*; raise NotAnAmountError for letters, exponents, NaN or 20 digits."""
    folded = fold_number(text)
    if not _NUMBER.fullmatch(folded):
        raise NotAnAmountError("请只填数字，例如 273.77")
    number = Decimal(folded)
    if abs(number) > LARGEST_WAN:
        raise NotAnAmountError("数字过大，请核对单位是否为万元")
    return number


def parse_wan(text: str) -> Decimal:
    """Return the 元 of an amount typed in 万元; raise NotAnAmountError."""
    return to_yuan(parse_number(text))


def sum_slack(parts: Iterable[Decimal]) -> Decimal:
    """Return by how many 元 a printed total may differ from its printed parts.

    Each part printed with two decimals of 万元 hides up to half of the last place; whole 万元 hide nothing.
    """
    fractional = sum(1 for part in parts if part % YUAN_PER_WAN)
    return PLACE_WAN * YUAN_PER_WAN / 2 * fractional


def sums_agree(total: Decimal, parts: Iterable[Decimal]) -> bool:
    """Return whether *total* (元) is the sum of *parts* (元) within what printing in 万元 hides."""
    listed = list(parts)
    return abs(total - sum(listed, Decimal(0))) <= sum_slack(listed)


def agree_as_printed(total: Decimal, parts: Iterable[Decimal]) -> bool:
    """Return whether *total* and the sum of *parts* (元) are the same on paper: within the slack, or rounded alike."""
    listed = list(parts)
    added = sum(listed, Decimal(0))
    return sums_agree(total, listed) or round_half_up(to_wan(total)) == round_half_up(to_wan(added))


def gap(total: Decimal | None, parts: Iterable[Decimal | None], *, loose: bool = False) -> Decimal | None:
    """Return by how many 元 *total* exceeds its *parts*; None where they agree or cannot be compared yet.

    A blank part may hold what is missing, so a total above the others is left open; in a *loose* list blanks are usual.
    """
    listed = list(parts)
    given = [one for one in listed if one is not None]
    if total is None or not given or agree_as_printed(total, given):
        return None
    over = total - sum(given, Decimal(0))
    return None if over > 0 and len(given) < len(listed) and not loose else over
