"""What was changed, as people read it: stored texts of facts back into the manner of their unit."""

from __future__ import annotations

import datetime
from decimal import Decimal, InvalidOperation

from lib.display import show

BLANK = "未填"
NUMBERS = ("wan", "percent", "score")


def displayed(text: str, unit: str) -> str:
    """Return a fact as kept by ``services.stored_text`` in the manner of *unit*; 未填 where it was blank."""
    if text == "":
        return BLANK
    try:
        if unit in NUMBERS:
            return show(Decimal(text), unit)
        if unit == "date":
            return show(datetime.date.fromisoformat(text), unit)
    except (InvalidOperation, ValueError):
        return text
    return show(text == "True", unit) if unit == "flag" else text


def suffix(unit: str) -> str:
    """Return the words that belong behind a shown value of *unit*."""
    return {"wan": "万元", "score": "分"}.get(unit, "")
