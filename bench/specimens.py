"""The project's own corpus: its relations in the words of bench.relations, and what was planted in it, found or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from bench import corpus
from bench.corpus.specimen import Relation as Held
from bench.corpus.specimen import Specimen
from bench.detection import Reader, touches
from bench.mutants import numbers
from bench.numbers import UnreadableError, read
from bench.relations import Operand, Relation, Source
from prose.registry import NOTICE, Finding

SEED = 1
# The corpus names its operands by what they are, bench.relations by what is reckoned with them.
ROLES = {
    "ratio": {"percent": "pct", "part": "num", "whole": "den"},
    "le": {"less": "left", "more": "right"},
    "count": {"number": "count"},
    "year": {"fiscal": "mention"},
}
TYPES = {"score": "sum"}


@dataclass(frozen=True)
class Planting:
    """One planted defect: whether a finding stands at it, and whether one of these names its kind."""

    name: str
    kind: str
    severity: str
    why: str
    found: bool
    same_kind: bool


@cache
def specimens(seed: int = SEED) -> tuple[Specimen, ...]:
    """Return the reports of the corpus. Another *seed* makes others, which no one who wrote a rule has looked at."""
    return tuple(corpus.reports(seed))


@cache
def sources(seed: int = SEED) -> tuple[Source, ...]:
    """Return the specimens with those of their relations whose numbers can be changed."""
    return tuple(Source(one.name, one.text, tuple(_relations(one))) for one in specimens(seed))


def _relations(specimen: Specimen) -> Iterator[Relation]:
    for number, held in enumerate(specimen.relations, 1):
        for relation in _translated(held, f"{held.type}{number}", specimen.text):
            try:
                numbers(specimen.text, relation)
            except UnreadableError:
                continue
            yield relation


def _translated(held: Held, name: str, text: str) -> Iterator[Relation]:
    if held.type == "change":
        yield from _changes(held, name, text)
        return
    type = TYPES.get(held.type, held.type)
    roles = ROLES.get(type, {})
    yield _relation(type, name, *((roles.get(role, role), (start, end)) for role, start, end in held.operands))


def _changes(held: Held, name: str, text: str) -> Iterator[Relation]:
    """Yield a change as the sum and the ratio it is made of."""
    at = {role: (start, end) for role, start, end in held.operands}
    if {"after", "before", "delta"} <= at.keys():
        smaller, larger = sorted(("before", "after"), key=lambda role: read(role, text[slice(*at[role])]).value)
        yield _relation("sum", name, ("total", at[larger]), ("part", at[smaller]), ("part", at["delta"]))
    if {"percent", "delta", "before"} <= at.keys():
        yield _relation("ratio", name, ("pct", at["percent"]), ("num", at["delta"]), ("den", at["before"]))


def _relation(type: str, name: str, *places: tuple[str, tuple[int, int]]) -> Relation:
    return Relation(type, tuple(Operand(role, *span) for role, span in places), name=name)


def planted(read: Reader, seed: int = SEED) -> Iterator[Planting]:
    """Yield every planted defect with whether it was found. One of no place is found by its kind alone."""
    for specimen in specimens(seed):
        findings = read(specimen.text) if specimen.planted else ()
        for one in specimen.planted:
            at = [finding for finding in findings if touches(finding.spans, one.spans)] if one.spans else findings
            same = any(finding.kind in (one.kind, *one.also) for finding in at)
            yield Planting(specimen.name, one.kind, one.severity, one.why, bool(at) if one.spans else same, same)


def alarms(read: Reader, seed: int = SEED) -> Iterator[tuple[str, Finding]]:
    """Yield (name, finding) for every error and warning in a clean specimen."""
    for specimen in specimens(seed):
        if not specimen.planted:
            yield from ((specimen.name, one) for one in read(specimen.text) if one.severity is not NOTICE)
