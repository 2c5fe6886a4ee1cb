"""Numbered lists as they are read, and what may be wrong with a number in one."""

from __future__ import annotations

from dataclasses import dataclass, field

from prose.entries import Entry

DOUBLED, SKIPPED, HEADLESS, MISCAST = "doubled", "skipped", "headless", "miscast"
NESTED, RESTARTED = "nested", "restarted"


@dataclass(slots=True)
class Run:
    """One list as far as it goes; *last* is the number its latest entry has, or should have."""

    entries: list[Entry]
    last: int
    numbers: dict[int, Entry] = field(default_factory=dict)
    style: str = field(init=False)
    inline: bool = field(init=False)

    def __post_init__(self) -> None:
        self.style, self.inline = self.entries[0].style, self.entries[0].inline

    @property
    def latest(self) -> Entry:
        return self.entries[-1]

    def add(self, entry: Entry, number: int) -> None:
        """Let *entry* go on with the list as its *number*."""
        self.entries.append(entry)
        self.numbers.setdefault(number, entry)
        self.last = number


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with *entry*, the one at *at* of *run*: *other* is the one it repeats or follows.

    *number* is what the list takes it for.
    """

    kind: str
    run: Run
    entry: Entry
    other: Entry | None
    number: int
    at: int = 0


@dataclass(frozen=True, slots=True)
class Numbering:
    """All lists of a text, with what is wrong in them."""

    runs: tuple[Run, ...]
    flaws: tuple[Flaw, ...]
