"""People's words line by line: which lines are numbered, which of those are headings, and at what level each stands.

A line that begins with a mark, 一、 （一） 1. （1） or ①, is numbered; its number is computed anew, in the outline's
style, so that mistakes in typed numbers vanish. It is a heading when it is short, does not end like a part of a
sentence, and words or deeper lines follow it; any other one is an item. “一是…” stays text. Lines of cells under each
other are a table (lib/ruled.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lib import ruled
from reports.blocks.registry import DEEPEST

SHORT = 40  # characters of a heading
_CHINESE = "[一二三四五六七八九十]{1,3}"
# What a mark means as a level, in the order of GB/T 9704-2012. 一、二、三产业 and 1.5 are no marks.
STYLES: tuple[tuple[int, str], ...] = (
    (1, rf"{_CHINESE}、(?!{_CHINESE}、)"),
    (2, rf"[（(]{_CHINESE}[）)]"),
    (3, r"\d{1,2}[.．、](?!\d)"),
    (4, r"[（(]\d{1,2}[）)]"),
    (5, "[①-⑳]"),
)
_BEGINS = [(level, re.compile(rf"({pattern})[ \u3000]*(?=\S)")) for level, pattern in STYLES]
_AGAIN = {level: re.compile(rf"[。；;：:，,\s]\s*{pattern}") for level, pattern in STYLES}


@dataclass(frozen=True)
class Line:
    """One line: its *words*, the *mark* typed before them, the *level* that means (0 without one), and what it is.

    *start* is where the words begin in the text. A row of a *table*, numbered from 1, has *cells*, the places of its words.
    """

    words: str
    mark: str = ""
    level: int = 0
    heading: bool = False
    start: int = 0
    table: int = 0
    cells: tuple[ruled.Span, ...] = ()


def read(text: str) -> list[Line]:
    """Return the lines of *text* that say something, each with the level its mark means."""
    rows = {row.start: (number, row.cells) for number, table in enumerate(ruled.tables(text), 1) for row in table}
    lines = [
        Line(words, start=start, table=rows[start][0], cells=rows[start][1]) if start in rows else _line(words, start)
        for words, start in _lines(text)
    ]
    headings = [_leads(lines, place) for place in range(len(lines))]
    for siblings in _siblings(lines):
        if len(siblings) > 1 and not any(headings[place] for place in siblings[:-1]):
            headings[siblings[-1]] = False  # the last of several items is none because other words follow it
    return [replace(line, heading=heading) for line, heading in zip(lines, headings, strict=True)]


def placed(lines: Sequence[Line], below: int) -> list[Line]:
    """Return *lines* with their levels moved below a section of level *below*; deeper than four they keep their marks."""
    level, moved = below, {}
    for own in sorted({line.level for line in lines if line.level}):
        moved[own] = level = max(own, level + 1)
    return [_at(line, moved[line.level]) if line.level else line for line in lines]


def _lines(text: str) -> Iterator[tuple[str, int]]:
    """Yield the words of each line that has any, and where they begin."""
    at = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield line.strip(), at + len(line) - len(line.lstrip())
        at += len(line)


def _line(line: str, start: int) -> Line:
    for level, begins in _BEGINS:
        found = begins.match(line)
        if found and not _AGAIN[level].search(line, found.end()):  # several in one line stay as they are typed
            return Line(line[found.end() :], found[1], level, start=start + found.end())
    return Line(line, start=start)


def _leads(lines: Sequence[Line], place: int) -> bool:
    """Return whether the line at *place* is short like a heading and has words or deeper lines behind it."""
    line = lines[place]
    if not line.level or not line.words.strip("。") or len(line.words) > SHORT or line.words[-1] in "；;，,、":
        return False
    after = lines[place + 1] if place + 1 < len(lines) else None
    return after is not None and (not after.level or after.level > line.level)


def _siblings(lines: Sequence[Line]) -> Iterator[list[int]]:
    """Yield the places of the numbered lines that stand at one level below one line."""
    open_: dict[int, list[int]] = {}
    for place, line in enumerate(lines):
        if line.level:
            yield from (open_.pop(level) for level in sorted(open_) if level > line.level)
            open_.setdefault(line.level, []).append(place)
    yield from open_.values()


def _at(line: Line, level: int) -> Line:
    if level > DEEPEST:
        return Line(f"{line.mark}{line.words}", start=line.start - len(line.mark))
    return replace(line, level=level, words=line.words.rstrip("。") if line.heading else line.words)
