"""What the proofreader finds wrong with figures: a fact read from one of them is not certain."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict

from prose.mentions import Mention
from prose.pieces import Span
from prose.reading import Prose
from prose.registry import FOUND
from prose.rules import RULES

# Kinds of findings that make a figure doubtful; the others are about words.
KINDS = frozenset({
    "sum_mismatch", "ratio_mismatch", "cross_reference_mismatch", "wrong_year", "unit_typo", "contradiction_in_words",
    "staffing_vs_establishment", "budget_overrun", "coverage_gap", "implausible_value",
})  # fmt: skip


def doubts(prose: Prose) -> dict[int, list[str]]:
    """Return why figures are doubtful, by where they begin."""
    found: dict[int, list[str]] = defaultdict(list)
    for rule in RULES:
        if rule.kind not in KINDS:
            continue
        for one in rule.function(prose, rule.params):
            if one.verdict is FOUND and not one.given:
                for start, end in one.spans if rule.kind != "wrong_year" or _is_alone(prose, one.spans[0]) else ():
                    for mention in _inside(prose, start, end):
                        found[mention.start].append(one.title)
    return found


def _is_alone(prose: Prose, span: Span) -> bool:
    """Return whether a wrong year stands in a sentence that does not name the right one beside it, to compare."""
    start, end = prose.sentences[prose.sentence_at(span[0])]
    return f"{prose.year}年" not in prose.plain[start:end]


def _inside(prose: Prose, start: int, end: int) -> tuple[Mention, ...]:
    """Return the figures a span touches."""
    first = max(bisect_right(prose.starts, start) - 1, 0)
    last = bisect_left(prose.starts, end)
    return tuple(one for one in prose.mentions[first:last] if one.end > start)
