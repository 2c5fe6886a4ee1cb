"""Tables typed into plain text: lines of cells with bars between them, or parted by tabs as a sheet is pasted.

    | 指标 | 目标值 | 完成值 |
    | 科普活动场次 | 40 | 46 |

Two such lines in a row make a table; outer bars may be left out, full-width ones do. A lone line stays a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

Span = tuple[int, int]
MOST_CELLS = 30  # cells of a line; what has more is no table anybody could read
FEWEST_LINES = 2
_BARS = "|｜"
_BAR = re.compile(f"[{_BARS}]")
_RULE = re.compile(r":?-{2,}:?")  # the line under a head where tables are written in Markdown


class Row(NamedTuple):
    """A line of a table: where it stands, and the words of its cells; none for a line that only rules off the head."""

    start: int
    end: int
    cells: tuple[Span, ...]


def cells(line: str) -> tuple[Span, ...]:
    """Return where the words of each cell of *line* stand, () where it is no line of a table."""
    start, end = _within(line, 0, len(line))
    barred = bool(_BAR.search(line))
    if barred:
        start += line[start] in _BARS
        end -= end > start and line[end - 1] in _BARS
    elif "\t" not in line[start:end]:
        return ()
    edges = [start - 1, *(start + one.start() for one in re.finditer(_BAR if barred else "\t", line[start:end])), end]
    if not 2 < len(edges) <= MOST_CELLS + 1:
        return ()
    return tuple(_within(line, left + 1, right) for left, right in pairwise(edges))


def tables(text: str) -> Iterator[list[Row]]:
    """Yield the tables of *text*, each as the lines it is written in."""
    run: list[Row] = []
    at = 0
    for line in [*text.splitlines(keepends=True), ""]:
        row = tuple((at + left, at + right) for left, right in cells(line))
        if row:
            run.append(_row(text, at, at + len(line), row))
        else:
            if sum(1 for one in run if one.cells) >= FEWEST_LINES:
                yield run
            run = []
        at += len(line)


def tabbed(text: str) -> str:
    """Return *text* with a tab where a bar parts two cells of a table, and blanks for other bars: place for place."""
    found = list(text)
    for row in (row for table in tables(text) for row in table) if _BAR.search(text) else ():
        between = {at for (_, left), (right, _) in pairwise(row.cells) for at in range(left, right)}
        for at in range(row.start, row.end):
            if text[at] in _BARS:
                found[at] = "\t" if at in between else " "
    return "".join(found)


def _row(text: str, start: int, end: int, row: tuple[Span, ...]) -> Row:
    start, end = _within(text, start, end)
    rule = all(_RULE.fullmatch(text[left:right]) for left, right in row)
    return Row(start, end, () if rule else row)


def _within(line: str, start: int, end: int) -> Span:
    """Return the place without the blanks around the words; an empty one where there are none."""
    words = line[start:end]
    first = start + len(words) - len(words.lstrip())
    return (first, start + len(words.rstrip())) if words.strip() else (start, start)
