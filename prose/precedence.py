"""One finding for one contradiction: where two rules find the same thing at the same places, the more specific one speaks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from prose.registry import Rule, Span


class Found(NamedTuple):
    """What one *rule* found: the *kind* of thing, and the *spans* where."""

    rule: Rule
    kind: str
    spans: Sequence[Span]


def spoken_for(one: Found, others: Iterable[Found]) -> Rule | None:
    """Return the rule that finds the same kind of thing at all the places of *one*, if it is one *one* yields to."""
    return next((other.rule for other in others if _covers(other, one)), None)


def _covers(other: Found, one: Found) -> bool:
    return (
        other.rule.code in one.rule.yields_to
        and other.kind == one.kind
        and bool(one.spans)
        and all(any(start < stop and begin < end for begin, stop in other.spans) for start, end in one.spans)
    )
