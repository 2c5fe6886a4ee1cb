"""What a formula is made of, and what can be asked of such a tree without knowing how it was written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce

from lib.money import round_half_up

Lookup = Callable[[str], Decimal | None]
Names = Callable[[str], Sequence[str]]


class FormulaError(ValueError):
    """The text is no formula; the message says why, in Chinese."""


@dataclass(frozen=True)
class Number:
    value: Decimal


@dataclass(frozen=True)
class Name:
    name: str


@dataclass(frozen=True)
class Sum:
    """What is added (+1) and taken away (-1)."""

    terms: tuple[tuple[int, Node], ...] = ()


@dataclass(frozen=True)
class Strict:
    """A function of parts that must all be there: ``*``, ``/``, min, max, total, round."""

    function: str
    parts: tuple[Node, ...]


Node = Number | Name | Sum | Strict


def names(tree: Node) -> Iterator[str]:
    match tree:
        case Name(name):
            yield name
        case Sum(terms):
            for _, part in terms:
                yield from names(part)
        case Strict(_, parts):
            for part in parts:
                yield from names(part)


def height(tree: Node) -> int:
    match tree:
        case Sum(terms):
            return 1 + max((height(part) for _, part in terms), default=0)
        case Strict(_, parts):
            return 1 + max(map(height, parts))
    return 0


def result(tree: Node, lookup: Lookup) -> Decimal | None:
    match tree:
        case Number(value):
            return value
        case Name(name):
            return lookup(name)
        case Sum(terms):
            added = [sign * found for sign, part in terms if (found := result(part, lookup)) is not None]
            return sum(added, Decimal(0)) if added else None
        case Strict(function, parts):
            there = [found for part in parts if (found := result(part, lookup)) is not None]
            return _STRICT[function](there) if there and len(there) == len(parts) else None
    raise TypeError(tree)


def _quotient(values: Sequence[Decimal]) -> Decimal | None:
    return values[0] / values[1] if values[1] else None


def _product(values: Sequence[Decimal]) -> Decimal:
    return reduce(lambda left, right: left * right, values)


_STRICT: dict[str, Callable[[Sequence[Decimal]], Decimal | None]] = {
    "*": _product,
    "/": _quotient,
    "min": min,
    "max": max,
    "total": lambda values: sum(values, Decimal(0)),
    "round": lambda values: round_half_up(values[0], int(values[1])),
}


def renamed(tree: Node, called: Names) -> Node:
    match tree:
        case Name(name):
            found = called(name)
            if len(found) != 1:
                raise FormulaError(f"{name} 有多格，只能放在 sum、total、min、max 里")
            return Name(found[0])
        case Sum(terms):
            return Sum(tuple((sign, part) for sign, old in terms for part in _several(old, called)))
        case Strict("min" | "max" | "total" as function, parts):
            return Strict(function, tuple(part for old in parts for part in _several(old, called)))
        case Strict(function, parts):
            return Strict(function, tuple(renamed(part, called) for part in parts))
    return tree


def _several(tree: Node, called: Names) -> Iterable[Node]:
    return map(Name, called(tree.name)) if isinstance(tree, Name) else [renamed(tree, called)]


def written(tree: Node, bound: int = 0) -> str:
    """Return the text of *tree*; *bound*: 0 it stands alone, 1 in a product, 2 behind its sign."""
    match tree:
        case Number(value):
            return f"{value:f}"
        case Name(name):
            return name
        case Sum(terms) if _is_plain(tree) and (bound or len(terms) < 2):
            return f"sum({', '.join(written(part) for _, part in terms)})"
        case Sum(terms):
            text = "".join(f" {'+' if sign > 0 else '-'} {written(part, 1)}" for sign, part in terms)
            return _bracketed(text.removeprefix(" + ").strip(), bound > 0)
        case Strict("*" | "/" as sign, (left, right)):
            return _bracketed(f"{written(left, 1)} {sign} {written(right, 2)}", bound > 1)
        case Strict(function, parts):
            return f"{function}({', '.join(map(written, parts))})"
    raise TypeError(tree)


def _is_plain(tree: Sum) -> bool:
    return all(sign > 0 for sign, _ in tree.terms)


def _bracketed(text: str, needed: bool) -> str:
    return f"({text})" if needed else text
