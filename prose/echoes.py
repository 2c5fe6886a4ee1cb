"""Paragraphs of one text that are printed twice, whole or in part."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prose.letters import Letters, own_words
from prose.passages import repeated

_PIECE = 16  # characters of the pieces a paragraph that was copied and changed falls into
_SHORTEST = 6  # characters of a piece on one line that say anything
_LETTER = re.compile("[\u4e00-\u9fff]")
_NUMBER = re.compile(r"\d[\d.]*")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Echo:
    """What two paragraphs share: the places in the *later* and in the *first*, *length* characters in all.

    *longest* is the longest piece, *whole* says that it is nearly all of one of the two paragraphs.
    """

    later: Span
    first: Span
    length: int
    longest: int
    whole: bool


def echoes(plain: str, row: Letters, lines: Sequence[Span], least: int) -> Iterator[Echo]:
    """Yield every two paragraphs of *plain* (*row* are its letters) that share *least* characters or more, fixed names left out, with equal figures in both."""
    shared: dict[tuple[int, int], list[tuple[Span, Span]]] = defaultdict(list)
    starts = [start for start, _ in lines]
    for later, first in _pieces(plain, row):
        shared[bisect_right(starts, later[0]) - 1, bisect_right(starts, first[0]) - 1].append((later, first))
    for (one, other), pieces in shared.items():
        sizes = [_size(plain, later) for later, _ in pieces]
        if one != other and sum(sizes) >= least:
            echo = _echo(plain, lines[one], lines[other], pieces, sizes)
            if _figures(plain, echo.later) == _figures(plain, echo.first):
                yield echo


def _echo(plain: str, line: Span, first: Span, pieces: Sequence[tuple[Span, Span]], sizes: Sequence[int]) -> Echo:
    later, before = (
        (min(starts), max(ends)) for starts, ends in (zip(*side, strict=True) for side in zip(*pieces, strict=True))
    )
    whole = any(sum(sizes) * 20 >= _size(plain, one) * 17 for one in (line, first))
    return Echo(later, before, sum(sizes), max(sizes), whole)


def _pieces(plain: str, row: Letters) -> Iterator[tuple[Span, Span]]:
    """Yield the passages that stand twice, cut at the ends of paragraphs."""
    for passage in repeated(row, _PIECE):
        at = row.until(passage.left[0])
        first = row.until(passage.right[0])
        done = 0
        for line in re.finditer(r"[^\n]+", plain[slice(*passage.left)]):
            size = len(_LETTER.findall(own_words(line[0])))
            if size >= _SHORTEST:
                yield row.span(at + done, at + done + size), row.span(first + done, first + done + size)
            done += size


def _size(plain: str, span: Span) -> int:
    """Return how many characters of a place are the writer's own words."""
    return len(_LETTER.findall(own_words(plain[slice(*span)])))


def _figures(plain: str, span: Span) -> list[str]:
    return _NUMBER.findall(plain, *span)
