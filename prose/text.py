"""A text as people typed, scanned or pasted it, made readable: one width, no stray blanks, and the way back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prose.folding import fold, idle, separators, weightless
from prose.pages import line_breaks, page_marks
from prose.pieces import Excerpt, Span


@dataclass(frozen=True, slots=True)
class Text:
    """A text *given* and the same *plain*; *pages* are page marks of the given text, which the plain one leaves out.

    *joins* are the positions of the plain text before which a line break went.
    """

    given: str
    plain: str
    pages: tuple[Span, ...]
    joins: tuple[int, ...]
    _starts: tuple[int, ...]  # of the kept pieces, in plain
    _shifts: tuple[int, ...]  # given minus plain, for each piece

    @property
    def begins(self) -> tuple[int, ...]:
        """Return where in the plain text each run begins that stands together in the text as given."""
        return self._starts

    def original(self, start: int, end: int) -> Span:
        """Return where plain[start:end] stands in the text as given."""
        if not self._starts:
            return 0, 0
        return self._back(start), (self._back(end - 1) + 1 if end > start else self._back(start))

    def _back(self, at: int) -> int:
        return at + self._shifts[max(bisect_right(self._starts, at) - 1, 0)]


def normalise(given: str) -> Text:
    """Return *given* readable: half-width digits, no idle blanks or thousands separators, broken lines joined."""
    folded = fold(given)
    seen = Excerpt.of(folded, weightless(folded))
    pages = page_marks(seen.text)
    lines = seen.without(sorted([*idle(seen.text), *pages]))
    breaks = line_breaks(lines.text)
    paragraphs = lines.without(breaks)
    commas = separators(paragraphs.text)
    kept = paragraphs.without(commas)
    plain = kept.text.replace(",", "，")
    marks = tuple(seen.back(*span) for span in pages)
    return Text(given, plain, marks, tuple(_joins(breaks, commas)), tuple(kept.starts), kept.shifts)


def _joins(breaks: Sequence[Span], commas: Sequence[Span]) -> Iterator[int]:
    """Yield where each break was, once all breaks and commas have gone."""
    gone = 0
    starts = [start for start, _ in commas]
    for start, end in breaks:
        join = start - gone
        gone += end - start
        yield join - bisect_left(starts, join)
