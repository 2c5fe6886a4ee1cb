"""Texts made wrong in one place: every relation that holds, with one of its numbers changed so that it no longer does.

Deterministic: what is drawn is drawn with a seed taken from the place itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random
from typing import TypeVar

from bench.numbers import Number, UnreadableError, read
from bench.relations import Relation, agrees
from bench.slips import UNIT, ways

Span = tuple[int, int]
T = TypeVar("T")

MOST = 3000  # mutants of one set of texts
WAN = Decimal(10_000)
SEPARATORS = "、，,和及与"


@dataclass(frozen=True, slots=True)
class Edit:
    """text[start:end] becomes *new*; *way* says what kind of slip this is."""

    way: str
    start: int
    end: int
    new: str

    def apply(self, text: str) -> str:
        return text[: self.start] + self.new + text[self.end :]

    def back(self, span: Span) -> Span:
        """Return where a span of the changed text lay before; what lies inside the change is held to its bounds."""
        start, end = span
        behind = self.start + len(self.new)
        shift = behind - self.end
        return (
            start - shift if start >= behind else min(start, self.end),
            end if end <= self.start else end - shift if end >= behind else min(end, self.end),
        )


@dataclass(frozen=True, slots=True)
class Mutant:
    """One wrong text: the edit, the relations it breaks, and where a finding may rightly stand (of the text before)."""

    source: str
    type: str
    strength: str
    edit: Edit
    names: tuple[str, ...]
    places: tuple[Span, ...]


def mutants(source: str, text: str, relations: Iterable[Relation]) -> list[Mutant]:
    """Return the mutants of all relations of one text. The same edit for the same type and strength is one mutant."""
    merged: dict[tuple[str, str, Edit], Mutant] = {}
    for relation in relations:
        others = [(one.start, one.end) for one in relation.operands]
        for edit in edits(text, relation):
            places = (edit.start, edit.end), *others
            one = Mutant(source, relation.type, relation.strength, edit, (relation.name,), places)
            key = (relation.type, relation.strength, edit)
            merged[key] = _joined(merged[key], one) if key in merged else one
    return list(merged.values())


def sampled(everything: Sequence[T], most: int = MOST, seed: int = 1) -> list[T]:
    """Return at most *most* of them, drawn with *seed*, in their order."""
    if len(everything) <= most:
        return list(everything)
    return [everything[n] for n in sorted(Random(seed).sample(range(len(everything)), most))]


def edits(text: str, relation: Relation) -> Iterator[Edit]:
    """Yield the edits of single operands after which the relation certainly holds no more."""
    before = numbers(text, relation)
    for start, end in dict.fromkeys((one.start, one.end) for one in relation.operands if one.role != "item"):
        word = text[start:end]
        for way, words in ways(relation.type, word, f"{start} {word}", text[end : end + 3]):
            tried = (Edit(way, start, end, one) for one in words)
            broken = next((one for one in tried if _breaks(relation, before, one)), None)
            if broken:
                yield _short(text, broken)
    yield from _dropped(text, relation)


def numbers(text: str, relation: Relation) -> list[Number]:
    """Return the operands as numbers; raise UnreadableError where one is none, or where they do not agree as printed."""
    found = [read(one.role, text[one.start : one.end]) for one in relation.operands]
    if not agrees(relation.type, found, found):
        raise UnreadableError(f"{relation.name}: {relation.type} does not hold")
    return found


def _breaks(relation: Relation, before: Sequence[Number], edit: Edit) -> bool:
    after = [
        _changed(one, edit) if (operand.start, operand.end) == (edit.start, edit.end) else one
        for operand, one in zip(relation.operands, before, strict=True)
    ]
    return after != list(before) and not agrees(relation.type, before, after)


def _changed(number: Number, edit: Edit) -> Number:
    if edit.way == "unit":
        return Number(number.role, number.value / WAN, number.places + 4)
    return read(number.role, edit.new)


def _short(text: str, edit: Edit) -> Edit:
    """Return the edit that is meant: a unit is changed behind the number, 万 goes and 元 stays."""
    unit = UNIT.match(text, edit.end) if edit.way == "unit" else None
    return replace(edit, start=edit.end, end=unit.end(), new="") if unit else edit


def _dropped(text: str, relation: Relation) -> Iterator[Edit]:
    """Yield the edits that take one item out of a run-in list, with the mark that joins it."""
    for item in relation.operands if relation.type == "count" else ():
        if item.role == "item" and text[item.end : item.end + 1] in tuple("、，,"):
            yield Edit("dropped", item.start, item.end + 1, "")
        elif item.role == "item" and text[item.start - 1] in SEPARATORS:
            yield Edit("dropped", item.start - 1, item.end, "")


def _joined(one: Mutant, other: Mutant) -> Mutant:
    places = tuple(dict.fromkeys((*one.places, *other.places)))
    return replace(one, names=(*one.names, *other.names), places=places)
