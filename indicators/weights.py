"""Weights that do not close: against the level above, the scheme's families and parts, and its total (§1.3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators.scheme_model import Family, Part, Scheme
from indicators.scoring import FAMILY
from indicators.snapshot import Indicator
from indicators.tree import Rows, Tree, added_up
from lib.display import score

ZERO = Decimal(0)
Known = Mapping[str, Decimal | None]


@dataclass(frozen=True)
class Gap:
    """A sum of weights that is not what it should be: *found* and *needed* points, *keys* of the rows added up.

    *kind*: total (all of the tree), family or part (against the scheme), level (against the indicator above).
    """

    label: str
    found: Decimal
    needed: Decimal
    message: str
    keys: tuple[str, ...] = ()
    kind: str = "family"


def family_of(row: Indicator, scheme: Scheme) -> str:
    """Return the name of the scheme's family a level-1 row is, by its code or its label; blank where it is none."""
    code = FAMILY.get(row.taxonomy, "")
    for one in scheme.families:
        if (code and code in (one.code, *one.includes)) or row.label == one.label:
            return one.name
    return ""


def families_present(rows: Rows, tree: Tree, scheme: Scheme) -> set[str]:
    """Return the names of the scheme's families the tree has."""
    return {family_of(rows[key], scheme) for key in tree.roots} - {""}


def weights_of(rows: Rows, tree: Tree) -> Known:
    """Return the weight of every row of the tree, added up from below where it has none of its own."""
    return added_up(tree, {key: rows[key].weight for key in tree.order})


def weight_gaps(rows: Rows, tree: Tree, scheme: Scheme, known: Known) -> list[Gap]:
    """Return every sum of weights that does not close, from the total down; none for a tree without weights.

    *known* are the weights by key, added up where a row has none of its own (``weights_of``). While a weight is still
    blank only a sum that is already too large is told.
    """
    if all(weight is None for weight in known.values()):
        return []
    needed = scheme.weights(families_present(rows, tree, scheme))
    found = list(_gap("全部指标", tree.roots, known, scheme.total, "方案规定", "total"))
    for family in scheme.families:
        keys = tuple(key for key in tree.roots if family_of(rows[key], scheme) == family.name)
        found += _family_gaps(family, keys, needed[family.name], known)
        found += _part_gaps(family, keys, rows, tree, known)
    for key in tree.order:
        own, children = rows[key].weight, tree.below.get(key, ())
        if own is not None and key not in tree.scored:
            found += _gap(f"“{rows[key].label}”的下级指标", children, known, own, "上级指标", "level")
    return found


def _family_gaps(family: Family, keys: tuple[str, ...], needed: Decimal, known: Known) -> Iterator[Gap]:
    if not needed:
        return
    if keys:
        yield from _gap(f"“{family.label}”", keys, known, needed, "方案规定")
    else:
        yield Gap(family.label, ZERO, needed, f"没有“{family.label}”，方案规定 {score(needed)} 分。")


def _part_gaps(family: Family, keys: Sequence[str], rows: Rows, tree: Tree, known: Known) -> Iterator[Gap]:
    inner = [one for key in keys for one in tree.below.get(key, ())]
    for part in family.parts:
        named = tuple(key for key in inner if _is_part(rows[key], part))
        if part.weight and named:
            yield from _gap(f"“{part.label}”", named, known, part.weight, "方案规定", "part")


def _is_part(row: Indicator, part: Part) -> bool:
    return row.label == part.label or bool(part.code and part.code == row.taxonomy)


def _gap(
    label: str, keys: Iterable[str], known: Known, needed: Decimal, by: str, kind: str = "family"
) -> Iterator[Gap]:
    keys = tuple(keys)
    given = [value for value in (known[key] for key in keys) if value is not None]
    added = sum(given, ZERO)
    if added > needed or (added < needed and len(given) == len(keys)):
        gap = f"{'多' if added > needed else '少'} {score(abs(added - needed))} 分"
        yield Gap(
            label, added, needed, f"{label}分值合计 {score(added)} 分，{by} {score(needed)} 分，{gap}。", keys, kind
        )
