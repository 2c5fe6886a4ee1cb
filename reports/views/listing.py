"""A definition's text as pages show it: numbered lines, the mistakes at theirs, and what state a version is in."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import unified_diff
from functools import cached_property

from lib.definitions import Problem
from reports.editions import Edition
from reports.worklist import Pill

LEAST_ROWS, LEAST_COLUMNS, MOST_COLUMNS = 24, 60, 240
QUOTED = 60  # characters of a line quoted beside its mistake


@dataclass(frozen=True)
class Mistake:
    """A problem with the words of its line."""

    line: int
    message: str
    quote: str


@dataclass(frozen=True)
class Listing:
    """The text of a definition and what is wrong with it; as large as it is, so that numbers stand beside lines."""

    text: str
    problems: Sequence[Problem] = ()

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    @property
    def numbers(self) -> list[tuple[int, bool]]:
        """Return each line's number and whether a mistake is on it."""
        bad = {one.line for one in self.problems}
        return [(number, number in bad) for number in range(1, self.rows + 1)]

    @property
    def rows(self) -> int:
        return max(len(self.lines), LEAST_ROWS)

    @property
    def columns(self) -> int:
        """Return the width of the longest line; a Chinese character takes two columns."""
        widest = max(sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in line) for line in self.lines)
        return min(max(widest + 2, LEAST_COLUMNS), MOST_COLUMNS)

    @property
    def mistakes(self) -> list[Mistake]:
        return [Mistake(one.line, one.message, self._quote(one.line)) for one in self.problems]

    def _quote(self, number: int) -> str:
        line = self.lines[number - 1].strip() if 0 < number <= len(self.lines) else ""
        return f"{line[:QUOTED]}……" if len(line) > QUOTED else line


def lines_changed(old: str, new: str) -> list[tuple[str, str]]:
    """Return the lines only one of two texts has, in their order: ("del", line) of *old*, ("ins", line) of *new*."""
    words = {"-": "del", "+": "ins"}
    changed = list(unified_diff(old.split("\n"), new.split("\n"), n=0, lineterm=""))[2:]
    return [(words[line[0]], line[1:]) for line in changed if line[0] in words and line[1:].strip()]


DRAFT, PUBLISHED, BUILT_IN = (
    Pill("草稿", "pencil", "note"),
    Pill("已发布", "check-circle", "ok"),
    Pill("内置", "lock-closed", ""),
)


def pill(edition: Edition) -> Pill:
    if edition.row is None:
        return BUILT_IN
    return DRAFT if edition.is_draft else PUBLISHED
