"""What was changed between two texts, word by word: a Chinese character is a word, as is a number. Pure, on difflib."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

_WORD = re.compile(r"\d[\d.,]*%?|[A-Za-z]+|\s+|.", re.S)
FEWEST = 2  # words alike between two changes that are worth telling apart


class Piece(NamedTuple):
    """Some words as they were in the old text and as they are in the new one: the same, or one of them blank or other."""

    old: str
    new: str

    @property
    def same(self) -> bool:
        return self.old == self.new


def diff(old: str, new: str) -> list[Piece]:
    """Return the pieces of two texts in order; those of the old text make up *old*, those of the new one *new*."""
    return list(_merged(_pieces(old, new)))


def changes(pieces: Sequence[Piece]) -> int:
    return sum(not piece.same for piece in pieces)


def _pieces(old: str, new: str) -> Iterator[Piece]:
    """Compare line by line first: long texts are mostly alike, and only lines that are not need their words compared."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    for kind, i, i_, j, j_ in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        left, right = "".join(before[i:i_]), "".join(after[j:j_])
        yield from [Piece(left, right)] if kind == "equal" else _words(left, right)


def _words(old: str, new: str) -> Iterator[Piece]:
    before, after = _WORD.findall(old), _WORD.findall(new)
    for _, i, i_, j, j_ in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        yield Piece("".join(before[i:i_]), "".join(after[j:j_]))


def _merged(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Yield the pieces with changes joined that only a word or so parts, which is no more than chance."""
    found: list[Piece] = []
    for piece in pieces:
        if len(found) > 1 and not piece.same and found[-1].same and not found[-2].same and len(found[-1].old) < FEWEST:
            between, before = found.pop(), found.pop()
            piece = Piece(before.old + between.old + piece.old, before.new + between.new + piece.new)
        elif found and piece.same == found[-1].same:
            last = found.pop()
            piece = Piece(last.old + piece.old, last.new + piece.new)
        if piece.old or piece.new:
            found.append(piece)
    yield from found


def brought_up(old: str, new: str, text: str) -> str:
    """Return *text*, which was made from *old*, with the lines in which *new* differs: what was edited stays as it is."""
    before, after, lines = old.splitlines(), new.splitlines(), text.splitlines()
    matched = SequenceMatcher(None, before, lines, autojunk=False).get_matching_blocks()
    places = {block.a + n: block.b + n for block in matched for n in range(block.size)}
    for start, end, made in reversed(list(_hunks(before, after))):
        here = [places[at] for at in range(start, end) if at in places]
        if len(here) < end - start or any(b - a != 1 for a, b in pairwise(here)):
            continue
        at = here[0] if here else max((place + 1 for line, place in places.items() if line < start), default=0)
        lines[at : at + len(here)] = made
    return "\n".join(lines)


def _hunks(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, int, Sequence[str]]]:
    """Yield which lines become which others; as many for as many go one by one, so that each may have been edited."""
    for kind, i, i_, j, j_ in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if i_ - i == j_ - j:
            yield from ((i + n, i + n + 1, after[j + n : j + n + 1]) for n in range(i_ - i))
        else:
            yield i, i_, after[j:j_]
