"""Text that goes into a table for spreadsheets: none of it may become a formula there."""

from __future__ import annotations

LIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def inert(text: str) -> str:
    """Return *text* as a cell of a CSV file: with an apostrophe before it where a spreadsheet would work it out."""
    return f"'{text}" if text.startswith(LIVE) or text.lstrip().startswith(LIVE) else text
