"""The words of a line lit where something was found in them: the line is cut at every border of a finding. Pure.

Places count in the text as it is kept (document.Paragraph.start), where a quoted fact is its address in braces.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from reports.document import Document, Inline, Text, Value, walk

LAST_YEARS = "N105"  # the rule about words that came over from last year's report
RANK = {"error": 0, "warning": 1, "notice": 2}


class Lit(NamedTuple):
    """A stretch of a kept text with a finding: its number, its severity, and the address its words lead to.

    A *quiet* one is no finding: it is numbered apart and lit when somebody asks for it (static/js/light.js). An *old* one
    is last year's and has a colour instead of a number, as there may be dozens.
    """

    start: int
    end: int
    number: int
    severity: str
    to: str = ""
    quiet: bool = False
    old: bool = False

    @property
    def rank(self) -> tuple[int, int]:
        return RANK[self.severity], self.number


@dataclass(frozen=True)
class Piece:
    """Some words: the gravest finding on them, if any, the numbers of all that are, and those whose words end here.

    *quiet* are the numbers of what is lit here when somebody asks.
    """

    node: Inline
    lit: Lit | None = None
    numbers: tuple[int, ...] = ()
    ends: tuple[Lit, ...] = ()
    quiet: tuple[int, ...] = ()


def by_address(findings: Iterable[Any], to: Callable[[Any, str], str]) -> dict[str, list[Lit]]:
    """Return where the words of *findings* stand, by the address of the text; *to* says where words of one lead."""
    found: dict[str, list[Lit]] = defaultdict(list)
    for one in findings:
        for at, start, end in one.places:
            found[at].append(Lit(start, end, one.number, one.severity, to(one, at), old=one.code == LAST_YEARS))
    return dict(found)


class Order:
    """Where facts stand on a paper: the order in which findings about them are met there."""

    def __init__(self, document: Document) -> None:
        self.places: dict[str, int] = {}
        self.lines: dict[str, list[tuple[int, int]]] = defaultdict(list)  # of each text: where a line begins, its place
        for place, node in enumerate(walk(document)):
            if at := getattr(node, "at", ""):
                self.places.setdefault(at, place)
                self.lines[at].append((getattr(node, "start", 0), place))

    def of(self, finding: Any) -> tuple[int, int]:
        """Return the place of a finding's first words, or of the fact it blames first; behind all others without one."""
        found = [(place, start) for at, start, _ in finding.places if (place := self._line(at, start)) is not None]
        return min(found, default=(self.places.get(finding.addresses[0], sys.maxsize), 0))

    def way(self, finding: Any, *, lit: bool = True) -> str:
        """Return the anchor of a finding on the paper, blank where it says nothing of it; of its words where they are *lit*."""
        if lit and any(self._line(at, start) is not None for at, start, _ in finding.places):
            return f"#words-{finding.number}"
        return f"#at-{finding.addresses[0]}" if finding.addresses[0] in self.places else ""

    def _line(self, at: str, start: int) -> int | None:
        lines = self.lines.get(at, ())
        return max((line for line in lines if line[0] <= start), default=lines[0])[1] if lines else None


def pieces(children: Sequence[Inline], start: int, lit: Sequence[Lit]) -> Iterator[Piece]:
    """Yield *children*, which begin at *start* of the kept text, cut where the words of a finding begin or end."""
    here = list(_within(lit, start, start + sum(map(length, children))))
    borders = sorted({edge for one in here for edge in (one.start, one.end)})
    at = start
    for child in children:
        end = at + length(child)
        for begin, stop, node in _cut(child, at, end, borders):
            yield _piece(node, begin, stop, here)
        at = end


def length(child: Inline) -> int:
    """Return how many characters of the kept text a node is: a quoted fact stands there by its address."""
    return len(child.at) + len("{}") if isinstance(child, Value) else len(child.text)


def _within(lit: Iterable[Lit], start: int, end: int) -> Iterator[Lit]:
    """Yield what of *lit* stands between *start* and *end*: what goes on in another line is lit there anew."""
    for one in lit:
        if one.start < end and start < one.end:
            yield one._replace(start=max(one.start, start), end=min(one.end, end))


def _cut(child: Inline, start: int, end: int, borders: Sequence[int]) -> Iterator[tuple[int, int, Inline]]:
    if isinstance(child, Value):  # a quoted fact is lit as a whole
        yield start, end, child
        return
    edges = [start, *(edge for edge in borders if start < edge < end), end]
    for begin, stop in pairwise(edges):
        yield begin, stop, Text(child.text[begin - start : stop - start])


def _piece(node: Inline, start: int, end: int, lit: Sequence[Lit]) -> Piece:
    here = sorted((one for one in lit if one.start < end and start < one.end), key=lambda one: one.rank)
    on = [one for one in here if not one.quiet]
    ends = tuple(one for one in on if one.end <= end and not one.old)
    quiet = tuple(one.number for one in here if one.quiet)
    return Piece(node, on[0] if on else None, tuple(one.number for one in on), ends, quiet)
