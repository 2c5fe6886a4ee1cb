"""Figures by the fact they state: several for one fact must agree, or the fact is doubtful and the others are kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from prose.mentions import AMOUNT, Mention
from reports.importers.loaded import Draft, Reading
from reports.importers.text.source import Source

CONTRADICTED = "同一数据在文中有不同的数"
ABOUT = "原文是约数"


@dataclass(frozen=True)
class Entry:
    """One statement of a fact: its value in the fact's unit, the figure it was read from, why it may be wrong."""

    value: Decimal
    mention: Mention
    doubt: str = ""


class Book:
    """Everything stated of every fact, by address."""

    def __init__(self, source: Source, draft: Draft) -> None:
        self.source, self.draft = source, draft
        self._by: dict[str, list[Entry]] = defaultdict(list)
        self._at: dict[int, list[str]] = defaultdict(list)
        self._doubts: dict[str, list[str]] = defaultdict(list)

    def state(
        self, at: str, mention: Mention, doubt: str = "", value: Decimal | None = None, exact: bool = False
    ) -> None:
        """Note that *mention* states the fact at *at*, as *exact* whatever words of measure stand around it."""
        doubt = doubt or (ABOUT if mention.bound and not exact else "")
        self._by[at].append(Entry(mention.value if value is None else value, mention, doubt))
        self._at[mention.start].append(at)
        self.source.take(mention)

    def __contains__(self, at: str) -> bool:
        return at in self._by

    def stated(self, at: str) -> list[Entry]:
        """Return what is stated of the fact at *at*, in the order it was read."""
        return self._by.get(at, [])

    def facts(self, mention: Mention) -> list[str]:
        """Return the addresses a figure states."""
        return self._at.get(mention.start, [])

    def under(self, prefix: str) -> list[str]:
        """Return the addresses that begin with *prefix*, in the order they were first stated."""
        return [at for at in self._by if at.startswith(prefix)]

    def value(self, at: str) -> Decimal | None:
        """Return what counts for the fact at *at*, None where nothing is stated of it."""
        entries = self.stated(at)
        return _chosen(entries).value if entries else None

    def confirm(self, at: str) -> None:
        """Take back the doubts of what counts at *at*: something else proves it."""
        chosen = _chosen(self._by[at])
        self._by[at] = [replace(one, doubt="") if one is chosen else one for one in self._by[at]]

    def doubt(self, at: str, reason: str) -> None:
        """Note why the fact at *at* is not certain, however it was stated."""
        self._doubts[at].append(reason)

    def settle(self) -> None:
        """Leave a reading for every fact, with its doubts, and a restatement for every figure that contradicts one."""
        for at, entries in self._by.items():
            chosen = _chosen(entries)
            others = list(_others(chosen, entries))
            doubts = [
                chosen.doubt,
                CONTRADICTED if others else "",
                *self.source.doubts(chosen.mention),
                *self._doubts[at],
            ]
            self.draft.readings.append(self._reading(at, chosen, doubts, others))
            for other in others:
                self.restate(at, other.value, other.mention)

    def restate(self, at: str, value: Decimal, mention: Mention) -> None:
        """Keep a second statement of a fact; that two differ is a doubt of its own."""
        self.draft.restate(at, value, self.source.sentence(mention.start))
        self.draft.doubt(f"restatements.{len(self.draft.restatements)}", CONTRADICTED)

    def _reading(self, at: str, chosen: Entry, doubts: Sequence[str], others: Sequence[Entry]) -> Reading:
        mention = chosen.mention
        plain = self.source.plain
        return Reading(
            at,
            plain[mention.start : mention.digits_end] if mention.unit else "0",
            mention.unit[:20],
            where=self.source.sentence(mention.start),
            doubt="；".join(_once(doubts)),
            others=tuple(dict.fromkeys(self.source.given(*one.mention.span) for one in others)),
        )


def _once(doubts: Sequence[str]) -> list[str]:
    """Return every doubt once, without those another says with more words: “办公费”与分项之和不符 and 与分项之和不符."""
    told = list(dict.fromkeys(filter(None, doubts)))
    return [one for one in told if not any(one in other for other in told if other != one)]


def _chosen(entries: Sequence[Entry]) -> Entry:
    """Return the statement that counts: the first without a doubt of its own, as precise as any that agrees with it."""
    first = next((one for one in entries if not one.doubt), entries[0])
    alike = [one for one in entries if agree(one, first) and bool(one.doubt) <= bool(first.doubt)]
    return min(alike, key=lambda one: one.mention.step or Decimal(0)) if alike else first


def _others(chosen: Entry, entries: Sequence[Entry]) -> Iterator[Entry]:
    seen: set[Decimal] = set()
    for one in entries:
        if not agree(one, chosen) and one.value not in seen:
            seen.add(one.value)
            yield one


def agree(one: Entry, other: Entry) -> bool:
    """Return whether two statements say the same: the same number, or one of them rounded."""
    if one.value == other.value:
        return True
    steps = one.mention.step, other.mention.step
    if one.mention.kind != AMOUNT or steps[0] == steps[1]:
        return False
    return abs(one.value - other.value) * 2 <= max(steps)
