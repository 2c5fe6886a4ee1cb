"""Characters made alike: digits and signs of one width, and the blanks and commas that say nothing taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from prose.pieces import Span

_BLANKS = "\x0b\x0c\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_BREAKS = "\u2028\u2029\x85\x1c\x1d\x1e\r"
_WEIGHTLESS = [*range(9), *range(14, 28), 31, 127, 0xAD, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F),
               *range(0x2060, 0x2070), *range(0xD800, 0xE000)]  # fmt: skip
_GONE = "\0"  # stands for a character of no width until it goes
_WEIGHTLESS_RUN = re.compile(f"{_GONE}+")
_TWINS = {
    **dict(zip("０１２３４５６７８９", "0123456789", strict=True)),
    **{chr(ord(letter) + 0xFEE0): letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"},
    **dict(zip("（）％．／～﹪﹒［］＋＝萬億圓○◯●", "()%./~%.[]+=万亿元〇〇·", strict=True)),
    **dict(zip("−–﹣‐‑－;!?:：﹔", "------；！？：：；", strict=True)),
}
# One character for one, so that every position stays.
FOLD = {
    **_TWINS,
    **dict.fromkeys(_BLANKS, " "),
    **dict.fromkeys(_BREAKS, "\n"),
    **dict.fromkeys(map(chr, _WEIGHTLESS), _GONE),
}
_FOREIGN = re.compile(f"[{re.escape(''.join(FOLD))}]")

_WIDE = "[,\u3001-\u303f\u3400-\u9fff\uff01-\uff60“”‘’()]"
_IDLE = re.compile(
    # blanks at both ends of a line and of a cell
    r"(?<=\n)[ \t]+|[ \t]+(?=\n|\Z)|\A[ \t]+|(?<=\t) +| +(?=\t)"
    # inside a number: 766. 17, 766 .17
    r"|(?<=\d) +(?=\.\d)|(?<=[\d\n]\.) +(?=\d)"
    # between a number and a wide character, between two wide ones
    rf"|(?<=[\d%]) +(?={_WIDE}|%)|(?<={_WIDE}) +(?={_WIDE}|\d)"
)
_BLANK = re.compile(r"[ \t]")  # what idle begins with: many times as quick to find
# Before a blank: 1. begins an item, 766. is half a number.
ITEM = re.compile(r"(?:^|[\n。；：;(]) *\d{1,2}\.\Z")
_ITEM_LENGTH = 8
_REST_OF_AMOUNT = re.compile(r" +\d{1,4}(?:万?亿?元|万|亿|%|分(?![之钟公类期布享别批]))")

# Both look back only from behind their first sign, which is what lets a search skip all others.
_COMMA = re.compile(r",(?<=\d,)(?=\d{3}(?!\d))")
# Full-width commas part thousands where a unit follows the last group: 1，052件.
_GROUPED = re.compile(
    r"[1-9](?<![\d.，][1-9])\d{0,2}(?:，\d{3})+(?=\.\d|[万亿]?元|[人件册户份条亩次场页卷株吨米公个批家台套处期项名起])"
)


def fold(given: str) -> str:
    """Return *given* with the twins of its characters, each at its place; what has no width becomes NUL.

    Replaces the few characters a text has of FOLD one by one: many times as fast as str.translate.
    """
    for one in set(_FOREIGN.findall(given)):
        given = given.replace(one, FOLD[one])
    return given


def weightless(folded: str) -> Iterator[Span]:
    """Yield the characters of no width in a folded text."""
    return (match.span() for match in _WEIGHTLESS_RUN.finditer(folded))


def idle(text: str) -> Iterator[Span]:
    """Yield the blanks that say nothing in a folded text: at the ends of lines, inside numbers and between words."""
    at = 0
    while blank := _BLANK.search(text, at):
        at = blank.end()
        match = _IDLE.match(text, blank.start())
        if match:
            at = match.end()
            if not _is_behind_item(text, match.start()) and not _is_cell(text, *match.span()):
                yield match.span()


def _is_behind_item(text: str, at: int) -> bool:
    """Return whether a blank stands behind the mark of an item: 1. 5月召开会议, not 1. 5万元."""
    return (
        text[at - 1 : at] == "."
        and ITEM.search(text, max(at - _ITEM_LENGTH, 0), at) is not None
        and not _REST_OF_AMOUNT.match(text, at)
    )


def _is_cell(text: str, start: int, end: int) -> bool:
    """Return whether blanks at an end of a line are the empty cells of a row: tabs, and another between or behind its words."""
    if "\t" not in text[start:end]:
        return False
    begin, stop = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line = text[begin : stop if stop >= 0 else len(text)].strip(" ")
    return "\t" in line.strip(" \t") or (line.startswith("\t") and line.endswith("\t"))


def separators(text: str) -> list[Span]:
    """Return the commas that part thousands."""
    found = [match.span() for match in _COMMA.finditer(text)]
    for match in _GROUPED.finditer(text):
        found += [(at, at + 1) for at in range(*match.span()) if text[at] == "，"]
    return sorted(found)
