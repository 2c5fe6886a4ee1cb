"""How wide words are, in characters of Chinese: Latin letters and digits are half as wide."""

from __future__ import annotations

import math
import re

_NARROW = re.compile("[\u0000-\u02ff\u1e00-\u1fff\u0600-\u06ff\u0f00-\u0fff]")


def wide(text: str) -> float:
    """Return the width of *text* in characters."""
    return len(text) - len(_NARROW.findall(text)) / 2


def lines(text: str, room: float, indent: float = 0) -> int:
    """Return how many lines of *room* characters *text* takes, the first of them shorter by *indent*."""
    return max(1, math.ceil((wide(text) + indent) / room))
