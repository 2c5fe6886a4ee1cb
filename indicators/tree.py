"""The indicator tree by its ``parent`` keys: who hangs on whom, and sums from below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from indicators.snapshot import Indicator

Rows = Mapping[str, Indicator]


@dataclass(frozen=True)
class Tree:
    """*order* names every row that hangs on a root, each behind the one above it; rows in a circle hang on none.

    *scored* are the rows that carry a score of their own: those below which nothing has a weight or a score. What
    stands under them only describes them: *described*.
    """

    roots: tuple[str, ...]
    below: Mapping[str, tuple[str, ...]]
    order: tuple[str, ...]
    root_of: Mapping[str, str]
    scored: frozenset[str]
    described: frozenset[str]


def tree_of(rows: Rows) -> Tree:
    """Return the tree of *rows*; a row whose parent is not among them is a root."""
    listed: dict[str, list[str]] = {}
    for key, row in rows.items():
        listed.setdefault(row.parent if row.parent in rows else "", []).append(key)
    below = {key: tuple(keys) for key, keys in listed.items()}
    roots = below.pop("", ())
    root_of = {key: key for key in roots}
    order = list(roots)
    for key in order:  # grows while it is walked
        order += below.get(key, ())
        root_of.update(dict.fromkeys(below.get(key, ()), root_of[key]))
    scored = _scored(rows, below, order)
    return Tree(roots, below, tuple(order), root_of, scored, _under(rows, order, scored))


def _scored(rows: Rows, below: Mapping[str, tuple[str, ...]], order: list[str]) -> frozenset[str]:
    counting: set[str] = set()
    scored = []
    for key in reversed(order):
        children = any(child in counting for child in below.get(key, ()))
        if children or rows[key].weight is not None or rows[key].score is not None:
            counting.add(key)
            scored += [] if children else [key]
    return frozenset(scored)


def _under(rows: Rows, order: list[str], scored: frozenset[str]) -> frozenset[str]:
    found: set[str] = set()
    for key in order:
        if rows[key].parent in scored or rows[key].parent in found:
            found.add(key)
    return frozenset(found)


def added_up(tree: Tree, own: Mapping[str, Decimal | None]) -> dict[str, Decimal | None]:
    """Return what each row says in *own*, else the sum of those below it where all of them are known."""
    found: dict[str, Decimal | None] = {}
    for key in reversed(tree.order):
        value = own[key]
        found[key] = (
            value if value is not None or key in tree.scored else total(found[one] for one in tree.below.get(key, ()))
        )
    return found


def total(parts: Iterable[Decimal | None]) -> Decimal | None:
    """Return the sum of *parts*, None where there are none or one is unknown."""
    listed = list(parts)
    known = [one for one in listed if one is not None]
    return sum(known, Decimal(0)) if listed and len(known) == len(listed) else None
