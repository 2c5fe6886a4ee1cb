"""What people wrote, as a spreadsheet takes it: never a formula, never an escape of the file format, never too long."""

from __future__ import annotations

import re
from collections.abc import Collection

LIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # what a program may take for a formula
LONGEST = 32_767  # characters a cell takes, counted as UTF-16
LONGEST_NAME = 31
CUT = "……（单元格写不下，其余见报告正文）"
RESERVED = ("history",)  # a name Excel keeps for itself

_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NAME = re.compile(r"[\[\]:*?/\\\s]+")


def inert(text: str) -> str:
    """Return *text* as a cell of a CSV file: with an apostrophe before it where a spreadsheet would work it out."""
    return f"'{text}" if text.startswith(LIVE) or text.lstrip().startswith(LIVE) else text


def clean(text: str) -> str:
    """Return *text* without the characters XML forbids, with plain ends of lines, cut where a cell ends and saying so."""
    kept = _ILLEGAL.sub("", text)
    if "\r" in kept:
        kept = kept.replace("\r\n", "\n").replace("\r", "\n")
    if len(kept) * 2 > LONGEST and _length(kept) > LONGEST:
        kept = _cut(kept, LONGEST - len(CUT)) + CUT
    return kept


def name_of(said: str, taken: Collection[str] = ()) -> str:
    """Return a name for a sheet: *said* as far as names go, and none of those *taken*, whatever their case."""
    base = _cut(_ILLEGAL.sub("", _NAME.sub(" ", said)).strip("' "), LONGEST_NAME).strip("' ") or "表"
    used = {name.casefold() for name in (*taken, *RESERVED)}
    if base.casefold() not in used:
        return base
    numbered = (f"{_cut(base, LONGEST_NAME - 4)} {number}" for number in range(2, len(used) + 3))
    return next(name for name in numbered if name.casefold() not in used)


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _cut(text: str, longest: int) -> str:
    """Return the beginning of *text*, no character of two halves torn."""
    return text.encode("utf-16-le")[: longest * 2].decode("utf-16-le", "ignore")
