"""What the figures of a text claim to be: each bound to the fact it names, by the words of its own clause.

A figure is bound only where every word of its clause is understood: the name of the fact, the words of its role, and
words that change nothing. One strange word (本级, 二期, 压减) may make it another figure, so it is left alone. Pure.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from prose.mentions import AMOUNT, DATE, SCORE, YEAR, Mention
from prose.reading import Prose, read
from prose.registry import Span
from prose.roles import is_firm
from reports.checks.fillers import (
    AFTER,
    BEFORE,
    BETWEEN,
    COMPARED,
    COUNTING,
    ELSEWHERE,
    ENTERED,
    LAST_YEAR,
    PLANNED,
    RATE,
    SCORED,
    idle,
)
from reports.checks.names import ANY_COLUMN, CHANGES, COLUMNS, QUANTITIES, RATES, Name, bare, of_project
from reports.checks.passages import PART, reading

_VISITS, _VISITORS = "three_public_counts.reception_batches", "three_public_counts.reception_person_times"
MOST = 4096  # texts, most of them cells of a form: what they claim is a few dozen bytes


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure that says it is the fact at *at*[0]; one that agrees with another of them, or of *also*, is right.

    *span* is where it stands in the text as given, with the words of its clause; *digits* are its digits alone. *sure*
    says that its words leave no other column open; *sign* is −1 where they say that it went down; *given* that it goes
    by a name the report gave itself.
    """

    mention: Mention
    at: tuple[str, ...]
    also: tuple[str, ...] = ()
    sure: bool = True
    sign: int = 1
    given: bool = False
    span: Span = (0, 0)
    digits: Span = (0, 0)


class _Found(NamedTuple):
    """A name in a clause, with the words before and behind it."""

    name: Name
    before: str
    behind: str


@lru_cache(MOST)
def claims(text: str, year: int, own: tuple[Name, ...], owner: str = "") -> tuple[Claim, ...]:
    """Return what the figures of *text* claim; *own* are the report's own names, *owner* the project it is about.

    A claim depends on words alone, so it is kept with the reading: facts are compared anew each time.
    """
    # The cells of forms are many and short: the chapters that are kept as read must not be driven out by them.
    prose = reading(text, year) if text.startswith(PART) else read(text, year or None)
    return tuple(_Binder(prose, _finder(own, owner), owner).claims())


class _Finder:
    """Finds the last name in a clause, among those of one kind and unit."""

    def __init__(self, names: Sequence[Name]) -> None:
        listed: dict[tuple[str, str], list[Name]] = defaultdict(list)
        for name in names:
            for unit in name.units or ("",):
                listed[name.kind, unit].append(name)
        self.listed = {key: (_either(same), same) for key, same in listed.items()}

    def find(self, clause: str, kind: str, unit: str = "") -> _Found | None:
        pattern, names = self.listed.get((kind, unit), (None, ()))
        last = None
        for match in pattern.finditer(clause) if pattern else ():
            last = match
        if last is None or last.lastgroup is None:
            return None
        return _Found(names[int(last.lastgroup[1:])], clause[: last.start()], clause[last.end() :])


def _either(names: Sequence[Name]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<n{at}>{name.pattern})" for at, name in enumerate(names)))


@lru_cache(64)
def _finder(own: tuple[Name, ...], owner: str) -> _Finder:
    return _Finder((*own, *of_project(owner)) if owner else (*own, *QUANTITIES))


class _Binder:
    """Binds the figures of one text in their order: one without a name may speak of what was named right before it."""

    def __init__(self, prose: Prose, finder: _Finder, owner: str) -> None:
        self.prose, self.finder, self.owner = prose, finder, owner
        self.stretch = -1  # where the present part of a sentence begins
        self.rows: list[str] = []  # what its amounts were of; blank for something unknown
        self.name: Name | None = None
        self.last: Claim | None = None

    def claims(self) -> Iterator[Claim]:
        for mention in self.prose.mentions:
            self._enter(mention)
            claim = self._claim(mention) if self._is_here(mention) else None
            if claim is not None:
                yield self._placed(claim)
            if mention.kind not in (YEAR, DATE):
                self.last = claim

    def _placed(self, claim: Claim) -> Claim:
        one, text = claim.mention, self.prose.text
        start = one.start - len(one.clause)
        whole = self.prose.plain[start : one.start] == one.clause
        span = text.original(start if whole else one.start, one.end)
        return replace(claim, span=span, digits=text.original(one.start, one.digits_end))

    def _enter(self, mention: Mention) -> None:
        stretch = max(mention.sentence, self.prose.plain.rfind("；", mention.sentence, mention.start) + 1)
        if stretch != self.stretch:
            self.stretch, self.rows, self.name = stretch, [], None

    def _is_here(self, mention: Mention) -> bool:
        """Return whether a figure is of this year and of the whole, and what it is of does not go on behind it."""
        before = self.prose.plain[mention.sentence : mention.start]
        behind = mention.end + len(mention.noun)
        return (
            mention.year in (None, self.prose.year)
            and not ELSEWHERE.search(before)
            and AFTER.match(self.prose.plain, behind) is not None
        )

    def _claim(self, mention: Mention) -> Claim | None:
        match mention.kind:
            case "amount":
                return self._amount(mention)
            case "percent":
                return self._rate(mention) or self._count(mention)
            case "score":
                return self._score(mention)
        return self._count(mention)

    def _amount(self, mention: Mention) -> Claim | None:
        name = self._row(mention, mention.clause)
        self.rows.append(name.at if name else "")
        self.name = name
        if name is None:
            return None
        return self._stock(name, mention) if name.fact else self._in_column(name, mention)

    def _row(self, mention: Mention, clause: str) -> Name | None:
        """Return the row *clause* names; the one named before, alone, where it says only budget or outturn."""
        found = self.finder.find(clause, AMOUNT)
        if found is not None:
            return found.name if idle(found.before, BEFORE) and idle(found.behind, BETWEEN, COMPARED) else None
        if not idle(clause, BETWEEN, COMPARED):
            return None
        if self.name is not None:
            return self.name if self._is_alone(self.name) else None
        own = self.owner and not self.rows and mention.role in ("initial", "revised")
        return of_project(self.owner)[0] if own else None

    def _is_alone(self, name: Name) -> bool:
        """Return whether this part of the sentence has spoken of no other row."""
        return set(self.rows) <= {name.at}

    def _in_column(self, name: Name, mention: Mention) -> Claim | None:
        role = "actual" if mention.role in ("", "income") else mention.role
        if role in CHANGES:
            return self._change(name, mention, "year_change") if self._is_alone(name) else None
        if role not in COLUMNS:
            return None
        sure = role != "actual" or is_firm(mention.clause)
        columns = COLUMNS[role] if sure else ANY_COLUMN
        at = [f"{name.at}.{column}" for column in columns]
        also = [f"{row}.{column}" for row in name.also for column in columns]
        return Claim(mention, tuple(at), tuple(also), sure, given=name.given)

    def _change(self, name: Name, mention: Mention, fact: str) -> Claim | None:
        since = self.prose.plain[self.stretch : mention.start]
        if not LAST_YEAR.search(since):
            return None
        return Claim(mention, (f"{name.at}.{fact}",), sign=-1 if mention.role == "decrease" else 1, given=name.given)

    def _rate(self, mention: Mention) -> Claim | None:
        said = RATE.search(mention.clause)
        clause = RATE.sub("", mention.clause) if said else mention.clause
        if not said and mention.role not in CHANGES:
            return None
        name = self._row(mention, clause)
        if name is None or name.fact:
            return None
        if not said:
            return self._change(name, mention, "year_change_rate") if self._is_alone(name) else None
        facts = RATES[::-1] if "年初" in said[0] else RATES
        return Claim(mention, (f"{name.at}.{facts[0]}",), (f"{name.at}.{facts[1]}",), given=name.given)

    def _score(self, mention: Mention) -> Claim | None:
        found = self.finder.find(mention.clause, SCORE)
        if found is None or not (idle(found.before, BEFORE) and idle(found.behind, BETWEEN)):
            return None
        if SCORED.search(self.prose.plain, mention.sentence, mention.start):
            return None
        return Claim(mention, (found.name.whole,))

    def _count(self, mention: Mention) -> Claim | None:
        unit = bare(mention.unit)
        if self._goes_on(mention, unit):
            return Claim(mention, (_VISITORS,))
        if mention.noun:
            return self._behind(mention, unit)
        found = self.finder.find(mention.clause, mention.kind, unit)
        if found is None:
            return None
        before, behind = (BEFORE, BETWEEN) if found.name.stock else (COUNTING, COUNTING)
        if not (idle(found.before, before) and idle(found.behind, behind)):
            return None
        return self._stock(found.name, mention)

    def _behind(self, mention: Mention, unit: str) -> Claim | None:
        """Return the claim of a figure whose name follows it: 举办46场科普活动."""
        found = self.finder.find(mention.noun, mention.kind, unit)
        if found is None or found.before or found.behind or not idle(mention.clause, COUNTING):
            return None
        return self._stock(found.name, mention)

    def _stock(self, name: Name, mention: Mention) -> Claim | None:
        """Return the claim of a figure whose name leaves one fact; not where the sentence is of a plan or of a change."""
        before = self.prose.plain[mention.sentence : mention.start]
        if (PLANNED if name.given else ENTERED).search(before):
            return None
        return Claim(mention, (name.whole,), name.also, given=name.given)

    def _goes_on(self, mention: Mention, unit: str) -> bool:
        """Return whether 96人次 follows 公务接待12批次."""
        last = self.last
        return (
            unit == "人次"
            and last is not None
            and last.at == (_VISITS,)
            and self.prose.plain[last.mention.end : mention.start] in ("、", "，", "")
        )
