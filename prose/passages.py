"""The longest passages two texts share, or one text holds twice, with their places in both; only characters count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter

from prose.letters import Letters, letters
from prose.windows import windows

SHORTEST = 40  # characters: below, two writers may well say the same
_CANDIDATES = 4  # places of one block that are tried: beyond, it is a formula


@dataclass(frozen=True, slots=True)
class Passage:
    """*length* characters that stand at *left* of one text and at *right* of the other (or again in the same)."""

    left: tuple[int, int]
    right: tuple[int, int]
    length: int


def shared(left: str, right: str, shortest: int = SHORTEST) -> list[Passage]:
    """Return the passages both texts hold, in the order of *left*; each place of *left* is in one at most."""
    one, other = letters(left), letters(right)
    found = _search(one.row, other.row, shortest, same=False)
    return [Passage(one.span(at, at + size), other.span(to, to + size), size) for at, to, size in found]


def repeated(row: Letters, shortest: int = SHORTEST) -> list[Passage]:
    """Return the passages one text holds twice: the later place is *left*, the first one *right*."""
    found = _search(row.row, row.row, shortest, same=True)
    return [Passage(row.span(at, at + size), row.span(to, to + size), size) for at, to, size in found]


def _search(left: str, right: str, shortest: int, *, same: bool) -> Iterator[tuple[int, int, int]]:
    """Yield (place in left, place in right, length). A passage of *shortest* holds a whole block of half its length."""
    block = (shortest + 1) // 2
    blocks = _blocks(right, block)
    firsts = {words: places[0] for words, places in blocks.items()}
    first_prints = enumerate(map(firsts.get, windows(left, block)))
    # In one text only what stands before a place can be its first print.
    hits = [at for at, first in first_prints if first is not None and (not same or first < at)]
    done = 0
    for at in hits:
        if at >= done:
            places = [to for to in blocks[left[at : at + block]] if not same or to < at]
            best = max((_grown(left, right, at, to, done, same) for to in places), key=itemgetter(2))
            if best[2] >= shortest:
                yield best
                done = best[0] + best[2]


def _blocks(text: str, size: int) -> dict[str, list[int]]:
    """Return where the first of every block of *size* characters stand, counted from the beginning without overlap."""
    blocks: dict[str, list[int]] = {}
    for at in range(0, len(text) - size + 1, size):
        places = blocks.setdefault(text[at : at + size], [])
        if len(places) < _CANDIDATES:
            places.append(at)
    return blocks


def _grown(left: str, right: str, at: int, to: int, done: int, same: bool) -> tuple[int, int, int]:
    """Return the whole passage around a block at both places, not before *done* and, in one text, without overlap."""
    start = 0
    while at - start > done and to - start > 0 and left[at - start - 1] == right[to - start - 1]:
        start += 1
    end, limit = 0, min(len(left) - at, len(right) - to)
    while end < limit and left[at + end] == right[to + end] and not (same and to + end >= at - start):
        end += 1
    return at - start, to - start, start + end
