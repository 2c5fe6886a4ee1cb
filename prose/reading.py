"""A text read: readable, structured, with everything it mentions. What every rule is handed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property

from prose.below import lists_below
from prose.letters import Letters, letters, own_words
from prose.levels import Unit, unit_of
from prose.lists import Listing, budgeted
from prose.mentions import AMOUNT, Mention
from prose.numbering import numbering
from prose.pieces import Span
from prose.quantities import is_bare
from prose.run_in import run_in_lists
from prose.runs import Numbering
from prose.scanning import mentions
from prose.stated import Stated
from prose.structure import Structure, structure
from prose.subjects import Told
from prose.tables import Table, tables
from prose.text import Text, normalise
from prose.told import told

_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")
_TITLE_YEAR = re.compile(r"(20\d{2})年(?=[^，。]{0,30}(?:绩效|报告|支出|自评))")
_STATED_YEAR = re.compile(r"((?:19|20)\d{2})年(?:度|部门|整体|单位|全年|年初|一般|财政|，)")


@dataclass(frozen=True)
class Prose:
    """One text as read. Every position counts in ``plain``; ``text.original`` leads back to the text as given.

    *year* is the fiscal year: as told, else of the title, else the one stated most often; None where none is.
    """

    text: Text
    structure: Structure
    mentions: tuple[Mention, ...]
    year: int | None

    @property
    def plain(self) -> str:
        """Return the text as read."""
        return self.text.plain

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Return the spans of all sentences, each within its line."""
        return tuple(match.span() for match in _SENTENCE.finditer(self.plain))

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    def sentence_at(self, at: int) -> int:
        """Return the index of the sentence *at* stands in."""
        return max(bisect_right(self._sentence_starts, at) - 1, 0)

    def words(self, start: int, end: int) -> str:
        """Return a piece of the plain text on one line."""
        return self.plain[start:end].replace("\n", "")

    def quote(self, start: int, end: int, most: int = 24) -> str:
        """Return the first words of a piece as they were typed, on one line."""
        first, last = self.text.original(start, end)
        return self.text.given[first:last].replace("\n", "").strip()[:most]

    @cached_property
    def starts(self) -> list[int]:
        """Return where each mention begins, for bisect."""
        return [mention.start for mention in self.mentions]

    @cached_property
    def listings(self) -> tuple[Listing, ...]:
        """Return every total with its parts, in the order of the totals."""
        found = [*run_in_lists(self), *lists_below(self)]
        return tuple(sorted(found, key=lambda one: (one.total.start, one.form)))

    @cached_property
    def by_name(self) -> dict[str, list[Mention]]:
        """Return the amounts by the name of their item."""
        found: dict[str, list[Mention]] = defaultdict(list)
        for mention in self.mentions:
            if mention.kind == AMOUNT and not is_bare(mention.label):
                found[mention.item].append(mention)
        return found

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """Return the tables of the text."""
        return tuple(tables(self.structure))

    @cached_property
    def told(self) -> tuple[Told, ...]:
        """Return what is told of the indicators and projects of the text."""
        return told(self)

    @cached_property
    def stated(self) -> Stated:
        """Return what is stated of the known quantities."""
        return Stated(self.mentions, self.year, self.structure, budgeted(self.listings))

    @cached_property
    def letters(self) -> Letters:
        """Return the Chinese characters of the writer's own words, for comparing passages."""
        return letters(own_words(self.plain))

    @cached_property
    def unit(self) -> Unit | None:
        """Return the unit the report is of, or None where neither title nor text says so."""
        return unit_of(self.structure)

    @cached_property
    def numbering(self) -> Numbering:
        """Return the numbered lists with what is wrong in them."""
        return numbering(self.structure)

    def between(self, start: int, end: int) -> tuple[Mention, ...]:
        """Return the mentions that begin in plain[start:end]."""
        return self.mentions[bisect_right(self.starts, start - 1) : bisect_right(self.starts, end - 1)]


def read(given: str, year: int | None = None) -> Prose:
    """Return *given* as read; *year* is the fiscal year where it is known."""
    text = normalise(given)
    built = structure(text.plain)
    fiscal = year or stated_year(text.plain, built)
    return Prose(text, built, mentions(text.plain, built, fiscal), fiscal)


def stated_year(plain: str, built: Structure) -> int | None:
    """Return the fiscal year: that of the title, or the one most often stated of a year's budget or work; None without one.

    A title that names a year the text hardly states, against several statements of another, has the slip in itself.
    """
    title = " ".join(plain[start:end] for start, end in built.title_lines() if end - start < 80)
    named = _TITLE_YEAR.findall(title) if "报告" in title or "绩效" in title else []
    stated = Counter(_STATED_YEAR.findall(plain[built.headings[0].start :] if built.headings else plain))
    often = stated.most_common(1)
    if named and often and often[0][1] >= 2 * stated[named[0]] + 3:
        return int(often[0][0])
    if named:
        return int(named[0])
    return int(often[0][0]) if often else None
