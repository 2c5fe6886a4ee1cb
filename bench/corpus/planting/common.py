"""What every way of planting needs: the list of ways, what is printed and untouched, and how a number slips."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from bench.corpus.draft import Draft, Line, Link, Num, Piece, Plant

Taken = set[Piece]
Way = Callable[[Draft, Taken], Plant | None]
# Each way under its family name; ways that move lines (stages 0 and 1) go before those that point at them.
WAYS: dict[str, tuple[int, Way]] = {}


def way(stage: int = 2) -> Callable[[Way], Way]:
    def noted(function: Way) -> Way:
        WAYS[function.__name__] = stage, function
        return function

    return noted


def printed(d: Draft) -> Taken:
    return {piece for line in d.lines for piece in line.pieces}


def open_links(d: Draft, taken: Taken, *types: str) -> Iterator[Link]:
    """Yield the relations of these types, at random, whose operands are all printed and untouched."""
    shown = printed(d)
    found = [
        link for link in d.links if link.type in types and shown >= set(link.pieces) and not taken & set(link.pieces)
    ]
    d.rng.shuffle(found)
    yield from found


def slip(d: Draft, num: Num) -> None:
    """Change one digit of the number that carries weight: its first or its second."""
    value = num.value
    size = Decimal(1).scaleb(value.adjusted() - d.rng.choice((0, 1) if abs(value) >= 10 else (0,)))
    moved = value + size * d.rng.choice((1, 2, 3))
    num.value = moved if d.rng.random() < 0.5 or value - 2 * size <= 0 else value - 2 * size
    num.chinese = num.chinese and num.value < 100


def lines(d: Draft, kind: str, *parts: str) -> list[Line]:
    found = [line for line in d.lines if line.kind == kind and (not parts or line.part in parts)]
    d.rng.shuffle(found)
    return found


def years(d: Draft, taken: Taken, *parts: str) -> list[Num]:
    """Return the untouched prints of the fiscal year in these parts, or everywhere below the title."""
    noted = d.notes["year"]
    return [
        piece for line in d.lines[1:] if not parts or line.part in parts for piece in line.pieces
        if isinstance(piece, Num) and piece in noted and piece not in taken
    ]  # fmt: skip
