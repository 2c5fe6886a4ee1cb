"""Taking entries of the library over into a tree: each goes under the level-1 node of its kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from indicators.catalogue import Entry
from indicators.models import Indicator
from indicators.taxonomy import LABELS
from units.models import UnitYear


def tree(year: UnitYear, project: str) -> list[Indicator]:
    """Return the stored rows of the unit's tree, or with a project's key of that project's."""
    return list(Indicator.objects.filter(unit_year=year, project=project))


def missing(rows: Iterable[Indicator], entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries whose indicator is not in the tree yet: what is there is known by its name."""
    there = {row.label for row in rows}
    return [one for one in entries if one.label not in there]


def add(year: UnitYear, project: str, entries: Sequence[Entry]) -> None:
    """Add the entries the tree does not have yet; a kind without a node gets one."""
    rows = tree(year, project)
    for entry in missing(rows, entries):
        head = _head(rows, entry)
        if head is None and entry.family != entry.taxonomy:
            head = _new(year, project, rows, label=LABELS[entry.family], taxonomy=entry.family)
        _new(
            year, project, rows, parent=head.key if head else "", label=entry.label, taxonomy=entry.taxonomy,
            operator=entry.operator, target_value=entry.target_value, unit=entry.unit,
        )  # fmt: skip


def _head(rows: Sequence[Indicator], entry: Entry) -> Indicator | None:
    """Return the node the entry goes under: one of its own kind that holds others, else that of its family."""
    busy = {row.parent for row in rows}
    own = [row for row in rows if row.parent and row.key in busy and row.taxonomy == entry.taxonomy]
    named = LABELS[entry.family]
    level_1 = [row for row in rows if not row.parent and (row.taxonomy == entry.family or row.label == named)]
    return next(iter([*own, *(row for row in level_1 if not row.target_value)]), None)


def _new(year: UnitYear, project: str, rows: list[Indicator], **values: str) -> Indicator:
    place = max((row.position for row in rows), default=-1) + 1
    row = Indicator.objects.create(unit_year=year, key=year.next_key(), position=place, project=project, **values)
    rows.append(row)
    return row
