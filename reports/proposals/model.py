"""The proposals: each fact of a file with its place in the report and what speaks for or against taking it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Verdict(StrEnum):
    """What is said of a fact; the order is that of a person's attention."""

    DOUBT = "doubt"
    DIFFERS = "differs"
    SURE = "sure"
    SAME = "same"


@dataclass(frozen=True)
class Setting:
    """What the report is asked for: its year, the file's (None: nobody knows), columns of money, and its words.

    *chapters* are the ones people write, by key; *titles* what every part of the outline is called; *headings* the keys
    whose heading the unit words itself.
    """

    year: int
    of_year: int | None
    columns: Sequence[str]
    chapters: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    headings: frozenset[str] = frozenset()

    @property
    def age(self) -> int | None:
        """Return how many years the file is older than the report, None where its year is unknown."""
        return None if self.of_year is None else self.year - self.of_year


@dataclass(frozen=True)
class Choice:
    """One value that was read: as it would be stored, as people read it, the words it stood in, the figure among them."""

    value: Any
    shown: str
    where: str = ""
    printed: str = ""


@dataclass(frozen=True)
class Entry:
    """One fact of the file. *id* is its address there, *at* the one it gets in the report, blank in a row to be added.

    *row* is the file's row it belongs to, *name* the column; *present* is what the report says now, as people read it.
    Words carried over from last year quote that many facts, and *lit* are their clauses that still tell of last year.
    """

    id: str
    at: str
    row: str
    name: str
    label: str
    unit: str
    choices: tuple[Choice, ...]
    verdict: Verdict
    note: str = ""
    present: str = ""
    quotes: int = 0
    lit: tuple[str, ...] = ()


@dataclass(frozen=True)
class FileRow:
    """A row of a list in the file: the *key* of the report's row it is, blank where it would be a new one.

    *names* is what goes along with a new row; *above* are the file's rows it hangs on, by column (parent, project).
    """

    at: str
    listed: str
    key: str
    names: Mapping[str, Any]
    above: Mapping[str, str]


@dataclass(frozen=True)
class Left:
    """A fact of the file that is not offered, and in Chinese why."""

    label: str
    shown: str
    reason: str


@dataclass(frozen=True)
class Proposals:
    """Everything a file proposes, in its order; *rows* by their address in the file."""

    entries: tuple[Entry, ...]
    left: tuple[Left, ...]
    rows: Mapping[str, FileRow]

    def of(self, *verdicts: Verdict) -> list[Entry]:
        return [entry for entry in self.entries if entry.verdict in verdicts]
