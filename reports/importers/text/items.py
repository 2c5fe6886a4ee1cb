"""Numbered items of a piece of text, at the beginning of lines and inside them."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from prose.marks import RANKS, Mark
from prose.mentions import SCORE
from reports.importers.text.source import Source

_ANSWER = re.compile("实际(?:值|完成|达到)|完成率|自评得")


@dataclass(frozen=True, slots=True)
class Item:
    """One item, plain[start:end] without its mark; *mark* None for a line that has no number."""

    mark: Mark | None
    start: int
    end: int

    @property
    def rank(self) -> int:
        """Return how deep its mark stands, the deepest for none."""
        return RANKS[self.mark.style] if self.mark else len(RANKS)


def items(source: Source, start: int, end: int) -> list[Item]:
    """Return what stands in plain[start:end] item by item: each runs to the next mark or the end of its line."""
    built = source.prose.structure
    first, last = built.heading_at(start - 1) + 1, built.heading_at(end - 1) + 1
    marks = {one.mark.start: one.mark for one in built.headings[first:last] if one.mark}
    inline = built.inline[bisect_left(built.inline, start, key=lambda mark: mark.start) :]
    for mark in inline:
        if mark.start >= end:
            break
        marks.setdefault(mark.start, mark)
    found: list[Item] = []
    for begin, stop in source.lines(source.plain.rfind("\n", 0, start) + 1, end):
        begin, stop = max(begin, start), min(stop, end)
        own = [marks[at] for at in sorted(marks) if begin <= at < stop]
        if not own or source.plain[begin : own[0].start].strip("- "):
            found.append(Item(None, begin, own[0].start if own else stop))
        ends = [*(one.start for one in own[1:]), stop]
        found += [Item(mark, mark.end, last) for mark, last in zip(own, ends, strict=False)]
    return [one for one in found if source.plain[one.start : one.end].strip()]


def is_answer(source: Source, item: Item) -> bool:
    """Return whether an item tells how a goal was met rather than the goal: it has marks, a result or a rate."""
    marks = any(one.kind == SCORE for one in source.prose.between(item.start, item.end))
    return marks or _ANSWER.search(source.plain, item.start, item.end) is not None
