"""How wide text stands where a Chinese character takes two places: sheets, and plain text in a fixed-width font."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_NARROW = ("N", "Na", "H")
_NOTHING = ("Mn", "Me", "Cf")  # marks that stand on another character, and joiners


def width(text: str) -> int:
    """Return how many places *text* takes; what is narrow in some faces and wide in Chinese ones, “ — ”, counts as wide."""
    return len(text) if text.isascii() else sum(map(_places, text))


def em(text: str) -> float:
    """Return the same in characters of Chinese: how wide *text* is where figures and Latin letters are half as wide."""
    return width(text) / 2


@lru_cache(8192)
def _places(character: str) -> int:
    if unicodedata.category(character) in _NOTHING:
        return 0
    return 1 if unicodedata.east_asian_width(character) in _NARROW else 2
