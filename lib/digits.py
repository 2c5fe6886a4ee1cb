"""Whole numbers as browsers send them."""

from __future__ import annotations

LONGEST = 18  # digits every column of ids has room for


def whole(text: str, longest: int = LONGEST) -> int | None:
    """Return the number of at most *longest* plain digits *text* is, None for anything else.

    ``int`` alone would take full-width digits and underscores, and raises on several thousand.
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) <= longest else None
