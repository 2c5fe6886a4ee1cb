"""The indicator tree as form tables print it: one line for each scored indicator, with what stands above it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from indicators.snapshot import Indicator
from indicators.taxonomy import KINDS

_KIND = {kind.code: kind for kind in KINDS}
_LABEL = {kind.code: kind.label for kind in KINDS}


class Level(NamedTuple):
    """What a line belongs to at one level: the address of a row of the tree, or only the standard name of a family."""

    at: str = ""
    label: str = ""


NO_LEVELS = (Level(), Level(), Level())
Line = tuple[list[str], tuple[Level, ...]]


def leaves(rows: Mapping[str, Indicator]) -> list[Line]:
    """Return (keys from the root down to the indicator, its three levels) of every row without rows below it.

    财预〔2020〕10号 has three levels: a level-2 family a place does not enter is named by the indicator's own. Where a
    place's level 1 is no standard family, what stands below it is its level 2.
    """
    below: dict[str, list[str]] = {}
    for key, row in rows.items():
        below.setdefault(row.parent if row.parent in rows and row.parent != key else "", []).append(key)
    return [(path, _levels(rows, path)) for path in _paths(below, "", ())]


def _paths(below: Mapping[str, list[str]], key: str, above: tuple[str, ...]) -> Iterator[list[str]]:
    for child in below.get(key, ()):
        if child in above:
            continue
        path = (*above, child)
        if child in below:
            yield from _paths(below, child, path)
        else:
            yield list(path)


def _levels(rows: Mapping[str, Indicator], path: list[str]) -> tuple[Level, ...]:
    own = [Level(rows[key].at(), rows[key].label) for key in path]
    kind = _KIND.get(rows[path[-1]].taxonomy)
    family = Level(label=kind.label) if kind and kind.parent else None
    match own:
        case [first, second, *_, last] if len(own) > 2:
            return first, second, last
        case [first, last] if family or rows[path[0]].taxonomy:
            return first, family or Level(), last
        case [last] if family and kind:
            return Level(label=_LABEL[kind.parent]), family, last
    return (*own, *NO_LEVELS[len(own) :])
