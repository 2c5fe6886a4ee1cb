"""The first letters of Chinese words as people type them, without a dictionary."""

from __future__ import annotations

import bisect

# GB 2312 orders its 3,755 commonest characters by pronunciation; these are the first code of each initial.
_STARTS = [
    (0xB0A1, "a"), (0xB0C5, "b"), (0xB2C1, "c"), (0xB4EE, "d"), (0xB6EA, "e"), (0xB7A2, "f"), (0xB8C1, "g"),
    (0xB9FE, "h"), (0xBBF7, "j"), (0xBFA6, "k"), (0xC0AC, "l"), (0xC2E8, "m"), (0xC4C3, "n"), (0xC5B6, "o"),
    (0xC5BE, "p"), (0xC6DA, "q"), (0xC8BB, "r"), (0xC8F6, "s"), (0xCBFA, "t"), (0xCDDA, "w"), (0xCEF4, "x"),
    (0xD1B9, "y"), (0xD4D1, "z"), (0xD7FA, ""),
]  # fmt: skip
_CODES = [code for code, _ in _STARTS]


def initial(character: str) -> str:
    """Return the first letter of a common character's pinyin (云 → y), or "" for any other character."""
    code = int.from_bytes(character.encode("gb2312", "ignore").rjust(2, b"\0"), "big")
    place = bisect.bisect_right(_CODES, code) - 1
    return _STARTS[place][1] if place >= 0 else ""


def initials(text: str) -> list[str]:
    """Return the runs of first letters in *text* (云溪县科协 → ["yxxkx"]); a rare character parts two runs."""
    return "".join(initial(character) or " " for character in text).split()
