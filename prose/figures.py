"""How figures of a text are compared and shown: what printing hides, what a slip of the pen can explain. Decimal only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from lib.display import number
from lib.money import round_half_up, to_wan
from prose.mentions import AMOUNT, COUNT, PERCENT, Mention

HALF = Decimal("0.5")
FEWEST_DIGITS = 4  # of a figure in which a single wrong one is evidence
FEWEST_TELLING = 3  # of one whose point may have slipped
UNIT_SLIP = "单位可能有误（元与万元）"
INEXACT = "数字带“约”“余”等字样，不是准数"


def said(mention: Mention, value: Decimal | None = None) -> str:
    """Return a figure, or another *value* of its kind, in the unit it is printed in: 273.77万元, 14人."""
    amount = mention.value if value is None else value
    if not mention.unit and value is None:
        return "零"
    if mention.kind == PERCENT and value is None:
        return f"{mention.value:f}%"  # as printed: 10.50% says more than 10.5%
    if mention.kind == AMOUNT:
        return f"{number(amount)}元" if mention.unit == "元" else f"{number(to_wan(amount))}万元"
    return f"{number(amount)}{_measure(mention)}"


def rate(share: Mention, quotient: Decimal) -> str:
    """Return a quotient in percent with as many places as the printed *share* has."""
    return f"{round_half_up(quotient, share.places):f}%"


def _measure(mention: Mention) -> str:
    return "%" if mention.kind == PERCENT else mention.unit.lstrip("万亿千百十")


def slack(parts: Sequence[Mention]) -> Decimal:
    """Return by how much a sum of *parts* may differ from its total: half a second decimal of every part with decimals.

    0.3 is 0.30 with its zero dropped; whole numbers and counts are exact.
    """
    return sum((hides(part) for part in parts), Decimal(0))


def coarse(total: Mention, parts: Sequence[Mention]) -> Decimal:
    """Return what a total printed without decimals beside parts with decimals may have been rounded by, else 0."""
    rounded = total.kind == AMOUNT and not total.places and any(part.places for part in parts)
    return total.step * HALF if rounded else Decimal(0)


def hides(mention: Mention) -> Decimal:
    """Return what printing may have cut off a figure: half of its second decimal, or of its last one if there are more."""
    if not mention.places or mention.kind == COUNT:
        return Decimal(0)
    return mention.step * HALF / (10 if mention.places == 1 else 1)


def are_exact(*figures: Mention) -> bool:
    """Return whether no figure is only about, at least or at most what is printed."""
    return all(one.exact for one in figures)


def total_of(mentions: Iterable[Mention]) -> Decimal:
    """Return the sum of figures of one kind."""
    return sum((mention.value for mention in mentions), Decimal(0))


def slip(mention: Mention, needed: Decimal) -> str:
    """Return how one slip of the pen turns *needed* into what is printed, in Chinese; "" when none does.

    Only figures of several digits are judged: between round numbers a single digit is no evidence.
    """
    if needed <= 0 or not mention.step:
        return ""
    if mention.kind == AMOUNT and _is_times(mention.value, needed, 10_000):
        return UNIT_SLIP
    if _is_times(mention.value, needed, 10) and _telling(needed) >= FEWEST_TELLING:
        return "小数点可能错位"
    if needed % mention.step:
        return ""
    was, now = (str(int(value / mention.step)) for value in (needed, mention.value))
    return _typed(was, now) if min(len(was), len(now)) >= FEWEST_DIGITS else ""


def _is_times(value: Decimal, needed: Decimal, factor: int) -> bool:
    return value == needed * factor or needed == value * factor


def _telling(value: Decimal) -> int:
    """Return how many digits of a value tell it from others: 3 for 27300 and 0.273."""
    return len(f"{value.normalize():f}".strip("0").replace(".", ""))


def _typed(was: str, now: str) -> str:
    """Return what became of the digits *was* when *now* was typed, or "" when more than one slip did."""
    if len(was) != len(now):
        return "可能多写或少写了一位数字" if _lacks_one(*sorted((was, now), key=len)) else ""
    wrong = [at for at in range(len(was)) if was[at] != now[at]]
    if len(wrong) == 1:
        return "可能有一位数字写错"
    swapped = len(wrong) == 2 and was[wrong[0] :][:2] == now[wrong[0] :][1::-1]
    return "可能有两位数字颠倒" if swapped else ""


def _lacks_one(shorter: str, longer: str) -> bool:
    """Return whether *shorter* is *longer* without one digit."""
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
