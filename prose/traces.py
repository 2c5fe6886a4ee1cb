"""Traces of numbers that no mark shows: a list is only said to lack a number when its text holds it in no shape at all."""

from __future__ import annotations

import re
from collections.abc import Iterable

from prose.marks import CIRCLES, numeral

# What people write for 一是, 二是 … when they do not write that.
_FIRST = "首先|第一|其一|一方面|一来|一则|一要"
_SAID = {1: _FIRST, 2: "其次|第二|其二|另一方面|二来|二则|二要", 3: "再次|第三|其三|此外|三要", 4: "最后|第四|四要"}


def traced(plain: str, start: int, end: int, style: str, numbers: Iterable[int]) -> bool:
    """Return whether plain[start:end] holds one of *numbers* as a mark of any make."""
    return any(re.compile(_trace(number, style)).search(plain, start, end) for number in numbers)


_ANEW = {
    "part": "第一部分", "chapter": "一、", "section": r"一\)", "ordinal": "一[是要]|首先", "circle": "①", "bracket": r"(?<!\d)1\)",
}  # fmt: skip


def begun_anew(plain: str, start: int, end: int, style: str) -> bool:
    """Return whether plain[start:end] holds a first number of *style*, even where no mark would stand."""
    return re.compile(_ANEW.get(style, r"(?<![\d.(])1[.、．](?!\d)")).search(plain, start, end) is not None


def _trace(number: int, style: str) -> str:
    word = rf"(?<![〇一二三四五六七八九十百第]){numeral(number)}"
    if style in ("part", "chapter"):
        return rf"{word}、|第{numeral(number)}(?:[，、]|部分|章)"
    chinese = rf"{word}[、.)是]|第{numeral(number)}[，、]"
    circle = CIRCLES[number - 1] if number <= len(CIRCLES) else "\0"
    if style in ("section", "ordinal"):
        return rf"{chinese}|{_SAID.get(number, circle)}" if style == "ordinal" else chinese
    return rf"{chinese}|{circle}|\({number}\)|(?<![\d.]){number}[.、．)](?!\d(?!0\d\d年))"
