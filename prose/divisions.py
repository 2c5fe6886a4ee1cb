"""A percentage and the two figures it was worked out from: whether it is their quotient, and how that is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from prose.figures import HALF, hides, rate, said
from prose.mentions import Mention
from prose.names import label, name
from prose.reading import Prose
from prose.registry import NOTICE, Judgement, found, held, unjudged

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Division:
    """A share and what it may be of: *part* over one of *wholes*; *certain* where the words leave no other."""

    share: Mention
    part: Mention
    wholes: tuple[Mention, ...]
    certain: bool


def fits(share: Mention, quotient: Decimal) -> bool:
    """Return whether *quotient* (in percent) rounds to the printed share."""
    return abs(quotient - share.value) <= share.step * HALF


def nearly(share: Mention, part: Mention, whole: Decimal, quotient: Decimal) -> bool:
    """Return whether cutting off instead of rounding, or what the printed amounts hide, explains the difference."""
    if share.value <= quotient < share.value + share.step:
        return True
    hidden = hides(part) / whole * HUNDRED * 2
    return abs(quotient - share.value) <= share.step * HALF + hidden


def quotient_of(part: Mention, whole: Mention) -> Decimal:
    """Return *part* in percent of *whole*, which is not zero."""
    return part.value / whole.value * HUNDRED


def fitting(division: Division) -> Mention | None:
    """Return the first of the wholes whose quotient is the printed share, or None."""
    wholes = (one for one in division.wholes if one.value > 0)
    return next((one for one in wholes if fits(division.share, quotient_of(division.part, one))), None)


def judge(prose: Prose, division: Division, wrong: str = "百分比与金额不符") -> Judgement:
    """Return whether the share is the quotient of its part and one of its wholes; *wrong* is the title where it is not."""
    share, part = division.share, division.part
    whole = fitting(division)
    if whole is not None:
        return held((share.span, part.span, whole.span))
    whole = next((one for one in division.wholes if one.value > 0), None)
    if whole is None or not division.certain or share.bound or part.bound:
        return unjudged((share.span, part.span), "百分比的基数不能确定")
    return _mismatch(prose, share, part, whole, wrong)


def _mismatch(prose: Prose, share: Mention, part: Mention, whole: Mention, wrong: str) -> Judgement:
    quotient = quotient_of(part, whole)
    shown = rate(share, quotient)
    near = nearly(share, part, whole.value, quotient)
    return found(
        (share.span, part.span, whole.span),
        f"{'百分比末位不符' if near else wrong}：{said(share)} 与 {shown}",
        f"{name(part, prose)} {said(part)} ÷ {name(whole, prose)} {said(whole)} = {shown}，文中写作 {said(share)}。",
        working=working(prose, part, whole, share), severity=NOTICE if near else None,
    )  # fmt: skip


def working(prose: Prose, part: Mention, whole: Mention, share: Mention) -> Sequence[tuple[str, str]]:
    """Return the division as a column."""
    return [
        (label(part, prose), said(part)),
        (label(whole, prose), said(whole)),
        ("相除", f"{quotient_of(part, whole).quantize(Decimal('0.0001'))}%"),
        ("报告所写", said(share)),
    ]
