"""A proofread text as a page shows it: its lines in pieces, lit where something was found, with the way to the finding.

Spans may overlap and nest: the text is cut at every border, and a piece leads to the heaviest finding on it.
Pure: a text and findings in, dataclasses out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from lib.lines import Lines
from prose.registry import Finding, Severity, Span

MOST_LINES = 3000  # of a text shown whole; of longer ones what was found, and the lines around it
AROUND = 2
QUOTED = 16  # characters of the words a link names
_WEIGHTS = list(Severity)


class Tag(NamedTuple):
    """A finding by its number in the list, and how heavy it is."""

    number: int
    severity: Severity

    @property
    def rank(self) -> tuple[int, int]:
        return _WEIGHTS.index(self.severity), self.number


@dataclass(frozen=True)
class Piece:
    """Some words of a line: the finding they lead to, if any, the anchor where one begins, the findings that end here."""

    words: str
    to: Tag | None = None
    anchor: str = ""
    tags: tuple[Tag, ...] = ()


class Place(NamedTuple):
    """Where some words of a finding begin: the line, the anchor there, and the words."""

    line: int
    anchor: str
    words: str


@dataclass(frozen=True)
class Line:
    """One line with its *number* from 1; *skipped* counts the lines left out before it."""

    number: int
    pieces: tuple[Piece, ...]
    skipped: int


@dataclass(frozen=True)
class Marked:
    """The lines shown, how many are left out behind them, and the places of each finding."""

    lines: tuple[Line, ...]
    skipped: int
    places: tuple[tuple[Place, ...], ...]


class _Lit(NamedTuple):
    """A stretch of the text with the same findings on it; *opens* where one of them begins, *tags* those that end."""

    start: int
    end: int
    to: Tag
    opens: bool
    tags: tuple[Tag, ...]


def mark(text: str, findings: Sequence[Finding]) -> Marked:
    """Return *text* with the words of *findings* lit, which are numbered from 1 in the order given."""
    lines, spans = Lines(text), [list(_tight(text, finding.spans)) for finding in findings]
    tags = [Tag(number, finding.severity) for number, finding in enumerate(findings, 1)]
    lit = list(_lit([(*span, tag) for tag, own in zip(tags, spans, strict=True) for span in own]))
    places = tuple(
        tuple(Place(lines.number(start), f"w{start}", lines.quote(start, end, QUOTED)) for start, end in own)
        for own in spans
    )
    shown = _shown(len(lines.starts), {place.line for own in places for place in own})
    made = tuple(
        Line(number, tuple(_pieces(text, lines.starts[number - 1], lines.stops[number - 1], lit)), number - last - 1)
        for last, number in pairwise((0, *shown))
    )
    return Marked(made, len(lines.starts) - shown[-1], places)


def _tight(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Yield each place once, without the blanks and line ends around its words."""
    for start, end in dict.fromkeys(spans):
        words = text[start:end]
        if inner := words.strip():
            begin = start + words.index(inner[0])
            yield begin, begin + len(inner)


def _lit(spans: Iterable[tuple[int, int, Tag]]) -> Iterator[_Lit]:
    opening: dict[int, list[Tag]] = defaultdict(list)
    closing: dict[int, list[Tag]] = defaultdict(list)
    for start, end, tag in spans:
        opening[start].append(tag)
        closing[end].append(tag)
    on: Counter[Tag] = Counter()
    for start, end in pairwise(sorted({*opening, *closing})):
        on.update(opening[start])
        on.subtract(closing[start])
        on = +on
        if on:
            ending = tuple(sorted(set(closing[end]), key=lambda tag: tag.rank))
            yield _Lit(start, end, min(on, key=lambda tag: tag.rank), bool(opening[start]), ending)


def _shown(count: int, lit: set[int]) -> Sequence[int]:
    if count <= MOST_LINES:
        return range(1, count + 1)
    near = {number + step for number in {1, *lit} for step in range(-AROUND, AROUND + 1)}
    return sorted(number for number in near if 1 <= number <= count)


def _pieces(text: str, begin: int, stop: int, lit: Sequence[_Lit]) -> Iterator[Piece]:
    """Yield what stands on the line from *begin* to *stop*."""
    at = begin
    for one in lit[bisect_right(lit, begin, key=lambda one: one.end) :]:
        start, end = max(one.start, begin), min(one.end, stop)
        if one.start >= stop:
            break
        if start >= end:
            continue
        if at < start:
            yield Piece(text[at:start])
        anchor = f"w{start}" if one.opens and start == one.start else ""
        yield Piece(text[start:end], one.to, anchor, one.tags if end == one.end else ())
        at = end
    if at < stop:
        yield Piece(text[at:stop])
