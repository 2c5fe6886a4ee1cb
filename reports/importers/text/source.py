"""A text as the topics read it: its prose, where each figure stands in words a person finds again, what has been read."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from prose.mentions import AMOUNT, Mention
from prose.pieces import Span
from prose.reading import Prose
from prose.roles import CHANGES
from prose.spoken_tables import in_words, without_unit
from reports.importers.loaded import Unread
from reports.importers.text.doubts import doubts
from reports.importers.text.names import EACH
from reports.importers.text.partition import Part, parts

LONGEST = 300  # characters of a sentence that is shown beside a field


@dataclass
class Source:
    """The *prose* of one text; *taken* are the beginnings of the figures that became facts."""

    prose: Prose
    taken: set[int] = field(default_factory=set)

    @property
    def plain(self) -> str:
        """Return the text as read; every position counts in it."""
        return self.prose.plain

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Return the text parted into chapters."""
        return parts(self.prose)

    @cached_property
    def _lines(self) -> list[int]:
        return [start for start, _ in self.prose.structure.lines]

    def lines(self, start: int, end: int) -> Sequence[Span]:
        """Return the lines that begin in plain[start:end]."""
        return self.prose.structure.lines[bisect_left(self._lines, start) : bisect_left(self._lines, end)]

    def spoken(self) -> Source:
        """Return the text with its tables of money put into words; itself where it has none."""
        told = in_words(self.prose)
        return self if told is self.prose else Source(told)

    def take(self, *mentions: Mention) -> None:
        """Note that these figures became facts."""
        self.taken.update(one.start for one in mentions)

    @cached_property
    def _doubts(self) -> dict[int, list[str]]:
        return doubts(self.prose)

    def doubts(self, mention: Mention) -> list[str]:
        """Return what the proofreader finds wrong with a figure, in Chinese."""
        return self._doubts.get(mention.start, [])

    def sentence(self, at: int) -> str:
        """Return the sentence *at* stands in, as it was typed."""
        return self.given(*self.prose.sentences[self.prose.sentence_at(at)])

    def given(self, start: int, end: int) -> str:
        """Return a piece of the text as it was typed, without blanks around it."""
        first, last = self.prose.text.original(start, end)
        return self.prose.text.given[first:last].strip()

    def on_line(self, start: int, end: int) -> str:
        """Return a piece of the text as it was typed, on one line."""
        return "".join(line.strip() for line in self.given(start, end).splitlines())

    def whole(self, start: int, end: int) -> str:
        """Return a piece of the text as it was typed, with all up to the next piece; only page numbers are left out.

        Pieces that follow each other, from 0 to the length of the text, give back everything that was typed.
        """
        text = self.prose.text
        first = text.original(start, start)[0] if start else 0
        last = text.original(end, end)[0] if end < len(self.plain) else len(text.given)
        kept, at = [], first
        for begin, stop in text.pages:
            if first <= begin < last:
                kept.append(text.given[at:begin])
                at = stop
        return "".join([*kept, text.given[at:last]])

    def as_typed(self, words: str, before: int) -> str:
        """Return *words*, which stand last before a position, as they were typed."""
        start = self.plain.rfind(words, max(before - len(words) - 40, 0), before) if words else -1
        typed = self.given(start, start + len(words)) if start >= 0 else words
        return (
            words if "\t" in typed else "".join(typed.split())
        )  # over the border of a table stands what is no part of it

    def line(self, at: int) -> int:
        """Return the number of the line *at* stands in, from 1, in the text as given."""
        return self.prose.text.given.count("\n", 0, self.prose.text.original(at, at)[0]) + 1

    def left(self, other: Source) -> Iterator[Unread]:
        """Yield the sentences with amounts of which none became a fact, in order; nor one for the *other* reading of the text."""
        elsewhere = {other.prose.text.original(at, at)[0] for at in other.taken}
        self.take(*(one for one in self.prose.mentions if self.prose.text.original(*one.span)[0] in elsewhere))
        for start, end in self.prose.sentences:
            amounts = [one for one in self.prose.between(start, end) if one.kind == AMOUNT and one.unit]
            left = [one for one in amounts if one.start not in self.taken]
            if left:
                yield Unread(f"第{self.line(start)}行", self.given(start, end)[:LONGEST], self._reason(left))
        for table in without_unit(self.prose):
            start, end = table.rows[0][0].start, table.rows[-1][-1].end
            reason = "这张表没有写金额的单位，没有读取"
            yield Unread(f"第{self.line(start)}行", self.given(start, end)[:LONGEST], reason)

    def _reason(self, left: Sequence[Mention]) -> str:
        """Return why amounts became no fact, those with the same reason together."""
        told: dict[str, list[str]] = defaultdict(list)
        for one in left:
            told[_why(one)].append("".join(self.given(*one.span).split()))
        return "；".join(f"{'、'.join(figures)}{reason}" for reason, figures in told.items())


def _why(one: Mention) -> str:
    if EACH.search(one.clause):
        return "是标准或平均数，不是总额"
    if one.role == "balance":
        return "是结转结余，报告里没有对应的栏目"
    return "看不出是哪一项的增减" if one.role in CHANGES else "看不出是哪一项的数"
