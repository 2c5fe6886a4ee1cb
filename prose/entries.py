"""The entries of all numbered lists of a text: headings, items on lines of their own, items inside a paragraph."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from prose.marks import Mark
from prose.structure import Heading, Structure

SHOWN = 40  # characters of an item that are pointed at
SHOWN_INLINE = 15
_STOPS = frozenset("。；：！？")
_END = re.compile(r"[。；！？\n]")
_PAIRED = re.compile(r"\d{1,2}、\d{1,2}(?=[、两和及至等条款项号])")  # 3、4两项: no mark


@dataclass(frozen=True, slots=True)
class Entry:
    """One mark with its first words at plain[mark.start:end]; *line* is the index of its line.

    *heading* is None for a mark inside a paragraph. A *weak* one stands where a list may go on but none begins: behind
    、 or a bracket.
    """

    mark: Mark
    end: int
    line: int
    heading: Heading | None = None
    weak: bool = False

    @property
    def number(self) -> int:
        return self.mark.number

    @property
    def style(self) -> str:
        return self.mark.style

    @property
    def inline(self) -> bool:
        return self.heading is None

    @property
    def span(self) -> tuple[int, int]:
        return self.mark.start, self.end


def entries(built: Structure) -> list[Entry]:
    """Return the entries of a text in order, those of its table of contents left out."""
    lines = [start for start, _ in built.lines]
    found = [
        _block(built, lines, one)
        for one in built.headings
        if one.mark and not _PAIRED.match(built.plain, one.mark.start)
    ]
    starts = {one.mark.start for one in found}
    found += [_inline(built, lines, mark) for mark in built.inline if mark.start not in starts and mark.style != "part"]
    kept = [one for one in found if one.line not in built.contents and one.number]
    return sorted(kept, key=lambda one: one.mark.start)


def _block(built: Structure, lines: list[int], heading: Heading) -> Entry:
    mark = heading.mark
    assert mark  # only marked headings are handed in
    return Entry(mark, _cut(built, mark, SHOWN), bisect_right(lines, mark.start) - 1, heading)


def _inline(built: Structure, lines: list[int], mark: Mark) -> Entry:
    before = built.plain[mark.start - 1]
    weak = before not in _STOPS and mark.style != "circle" and not (mark.style == "ordinal" and before == "，")
    return Entry(mark, _cut(built, mark, SHOWN_INLINE), bisect_right(lines, mark.start) - 1, weak=weak)


def _cut(built: Structure, mark: Mark, most: int) -> int:
    """Return where the words shown of an item end: at its first stop, or after *most* characters."""
    end = min(mark.end + most, len(built.plain))
    stop = _END.search(built.plain, mark.end + 1, end)
    return stop.start() if stop else end
