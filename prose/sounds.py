"""Characters that sound alike: the commonest slip of the pen writes one for another."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from lib.pinyin import syllable


def sound(character: str) -> str:
    """Return how a character sounds to those who do not part zh from z or ing from in; "" for a rare one."""
    said = syllable(character)
    if said[1:2] == "h":
        said = said[0] + said[2:]
    return said[:-1] if said.endswith(("ang", "eng", "ing")) else said


def alike(left: str, right: str) -> bool:
    """Return whether two characters sound alike."""
    return bool(sound(left)) and sound(left) == sound(right)


def _common() -> Iterator[str]:
    """Yield the characters whose sound is known: the first level of GB 2312."""
    for high in range(0xB0, 0xD8):
        yield from bytes(byte for low in range(0xA1, 0xFF) for byte in (high, low)).decode("gb2312", "ignore")


def _table() -> dict[int, int]:
    spoken: dict[str, int] = {}
    return {ord(one): spoken.setdefault(said, ord(one)) for one in _common() if (said := sound(one))}


_SPOKEN = _table()


@lru_cache(maxsize=2)  # two rules ask for the sound of one text
def spoken(text: str) -> str:
    """Return *text* with one character for all that sound alike, position for position."""
    return text.translate(_SPOKEN)
