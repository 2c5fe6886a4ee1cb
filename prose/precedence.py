"""One finding for one contradiction: where two rules find the same thing at the same places, the more specific one speaks."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from prose.registry import Rule, Span


class Found(NamedTuple):
    """What one *rule* found: the *kind* of thing, and the *spans* where."""

    rule: Rule
    kind: str
    spans: Sequence[Span]


class Said:
    """Everything found, by rule and place: asked for what speaks for a finding, it looks only at what is near."""

    def __init__(self, found: Iterable[Found]) -> None:
        self._by_code: dict[str, list[tuple[int, int, Found]]] = defaultdict(list)
        for one in (one for one in found if one.spans):
            self._by_code[one.rule.code] += [(start, end, one) for start, end in one.spans]
        self._starts: dict[str, list[int]] = {}
        self._longest: dict[str, int] = {}
        for code, places in self._by_code.items():
            places.sort(key=lambda place: place[:2])
            self._starts[code] = [start for start, _, _ in places]
            self._longest[code] = max(end - start for start, end, _ in places)

    def speaks_for(self, one: Found) -> Rule | None:
        """Return the rule that finds the same kind of thing at all the places of *one*, if it is one *one* yields to."""
        near = (other for code in one.rule.yields_to for other in self._near(code, one))
        return next((other.rule for other in near if _covers(other, one)), None)

    def _near(self, code: str, one: Found) -> Iterator[Found]:
        """Yield what rule *code* found at the first place of *one*."""
        if code not in self._starts or not one.spans:
            return
        start, end = one.spans[0]
        starts = self._starts[code]
        for at in range(bisect_left(starts, start - self._longest[code]), bisect_left(starts, end)):
            yield self._by_code[code][at][2]


def _covers(other: Found, one: Found) -> bool:
    return other.kind == one.kind and all(
        any(start < stop and begin < end for begin, stop in other.spans) for start, end in one.spans
    )
