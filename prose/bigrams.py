"""How much two pieces of Chinese text speak of one thing: the pairs of characters they share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from prose.reading import Prose

_WIDE = re.compile("[\u4e00-\u9fff]+")


def pairs(words: str) -> frozenset[str]:
    """Return the pairs of neighbouring Chinese characters in *words*; other signs part them."""
    return frozenset(run[at : at + 2] for run in _WIDE.findall(words) for at in range(len(run) - 1))


def likeness(one: Set[str], other: Set[str]) -> float:
    """Return how alike two sets of pairs are, from 0 to 1 (Dice); no figure of a report, so a float will do."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def places(prose: Prose, wanted: Set[str]) -> dict[str, list[int]]:
    """Return where each of the *wanted* pairs stands in the text."""
    return {pair: list(_all(prose.plain, pair)) for pair in wanted}


def _all(plain: str, pair: str) -> Iterator[int]:
    at = plain.find(pair)
    while at >= 0:
        yield at
        at = plain.find(pair, at + 1)
