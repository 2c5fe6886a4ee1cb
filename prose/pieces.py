"""A text from which pieces are taken again and again, and the way back to where each character stood at first."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

Span = tuple[int, int]  # where a piece begins and ends, the end not in it


class Excerpt:
    """What is *kept* of a *whole* text: spans of the whole in order, none empty; *text* is what they hold."""

    def __init__(self, whole: str, kept: Sequence[Span]) -> None:
        self.whole, self.kept = whole, kept
        self.text = "".join([whole[start:end] for start, end in kept])
        lengths = (end - start for start, end in kept)
        self.starts = list(accumulate(lengths, initial=0))[:-1]  # of the pieces, in text

    @classmethod
    def of(cls, whole: str, gaps: Iterable[Span]) -> Excerpt:
        """Return what *gaps* leave of *whole*: spans in order, which may overlap."""
        return cls(whole, list(_between(gaps, len(whole))))

    @property
    def shifts(self) -> tuple[int, ...]:
        """Return for each piece how far it stands further on in the whole than in the text."""
        return tuple(begin - start for (begin, _), start in zip(self.kept, self.starts, strict=True))

    def without(self, gaps: Sequence[Span]) -> Excerpt:
        """Return what *gaps*, spans of the text in order, leave of it."""
        if not gaps:
            return self
        gone = _between(self.kept, len(self.whole))
        return Excerpt.of(self.whole, sorted([*gone, *(self.back(start, end) for start, end in gaps)]))

    def back(self, start: int, end: int) -> Span:
        """Return a span of the text as one of the whole, with what went between its ends."""
        first, last = (bisect_right(self.starts, at) - 1 for at in (start, end - 1))
        return start - self.starts[first] + self.kept[first][0], end - self.starts[last] + self.kept[last][0]


def _between(spans: Iterable[Span], length: int) -> Iterator[Span]:
    """Yield what *spans* leave of 0:length."""
    at = 0
    for start, end in spans:
        if start > at:
            yield at, start
        at = max(at, end)
    if at < length:
        yield at, length
