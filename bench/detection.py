"""What a proofreader says of a changed text that it did not say before, and how many changes it noticed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bench.mutants import Edit, Mutant, Span
from prose.registry import Finding

Reader = Callable[[str], Sequence[Finding]]


@dataclass
class Tally:
    """How many mutants were found, by (type, strength), and those that were not."""

    found: Counter[tuple[str, str]] = field(default_factory=Counter)
    total: Counter[tuple[str, str]] = field(default_factory=Counter)
    missed: list[Mutant] = field(default_factory=list)

    def share(self, strength: str) -> tuple[int, int]:
        """Return (found, of) for all types of one strength."""
        return tuple(sum(count for key, count in one.items() if key[1] == strength) for one in (self.found, self.total))  # type: ignore[return-value]


def measure(texts: Mapping[str, str], mutants: Iterable[Mutant], read: Reader) -> Tally:
    """Return what *read* notices of *mutants*; each text is read once, whatever relations its change breaks."""
    tally = Tally()
    for source, edits in _by_source(mutants).items():
        before = read(texts[source])
        for edit, same in edits.items():
            new = list(fresh(before, read(edit.apply(texts[source])), edit))
            for mutant in same:
                _count(tally, mutant, any(touches(spans, mutant.places) for spans in new))
    return tally


def fresh(before: Sequence[Finding], after: Sequence[Finding], edit: Edit) -> Iterator[tuple[Span, ...]]:
    """Yield the places, in the text before, of findings that are new: other words, or the same words elsewhere."""
    known = Counter((one.code, one.message, one.spans) for one in before)
    for one in after:
        spans = tuple(edit.back(span) for span in one.spans)
        if known[one.code, one.message, spans]:
            known[one.code, one.message, spans] -= 1
        else:
            yield spans


def touches(left: Iterable[Span], right: Sequence[Span]) -> bool:
    return any(a < d and c < b for a, b in left for c, d in right)


def _by_source(mutants: Iterable[Mutant]) -> dict[str, dict[Edit, list[Mutant]]]:
    grouped: dict[str, dict[Edit, list[Mutant]]] = defaultdict(lambda: defaultdict(list))
    for one in mutants:
        grouped[one.source][one.edit].append(one)
    return grouped


def _count(tally: Tally, mutant: Mutant, found: bool) -> None:
    key = mutant.type, mutant.strength
    tally.total[key] += 1
    tally.found[key] += found
    if not found:
        tally.missed.append(mutant)
