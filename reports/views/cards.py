"""A scorecard as pages draw it: every indicator with what it was worth, how, and what is doubtful about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from indicators.scheme_model import MODES
from indicators.scorecard import Entry
from indicators.snapshot import Indicator
from indicators.tree import Tree, tree_of
from lib.display import score
from reports.scoring import TreeScores

DEEPEST = 3  # levels that are indented
COMPARED = ("≥", ">", "=", "<", "≤")


@dataclass(frozen=True)
class Line:
    """One indicator in words: *depth* of its name, target and actual, points, and the arithmetic behind them."""

    label: str
    depth: int
    target: str
    actual: str
    weight: str
    stated: str
    computed: str
    formula: str
    rule: str
    doubts: Sequence[str]


@dataclass(frozen=True)
class Card:
    """One tree: *owner* is the project it is of, blank for the unit; *flag* and *gaps* are what does not fit together."""

    owner: str
    lines: Sequence[Line]
    total: str
    grade: str
    formula: str
    flag: str
    gaps: Sequence[str]


def card(tree: TreeScores) -> Card:
    """Return the scores of one tree as lines, each indicator followed by those below it."""
    drawn = tree.card
    placed = tree_of(tree.rows)
    lines = [_line(tree.rows[key], drawn.entries[key], depth) for key, depth in _walk(placed, placed.roots)]
    gaps = [gap.message for gap in drawn.gaps]
    return Card(tree.owner, lines, score(drawn.total), drawn.grade, drawn.computed.formula, drawn.flag.reason, gaps)


def _line(row: Indicator, entry: Entry, depth: int) -> Line:
    made = entry.computed
    rule = made.problem or made.rule
    mode = MODES.get(entry.mode, "")
    return Line(
        label=row.label,
        depth=depth,
        target=_target(row),
        actual=f"{row.actual_value}{row.actual_unit or row.unit}" if row.actual_value else "",
        weight=score(row.weight),
        stated=score(entry.stated),
        computed=score(made.points),
        formula=made.formula,
        rule=f"{rule}（{mode}）" if rule and mode else rule,
        doubts=(*made.notes, *entry.doubts),
    )


def _target(row: Indicator) -> str:
    if row.operator in COMPARED:
        return f"{row.operator}{row.target_value}{row.unit}"
    return f"{row.target_value}{row.unit}" + (f"（{row.operator}）" if row.operator else "")


def _walk(tree: Tree, keys: Iterable[str], depth: int = 0) -> Iterator[tuple[str, int]]:
    """Yield *keys* with their depth, each before those below it."""
    for key in keys:
        yield key, depth
        yield from _walk(tree, tree.below.get(key, ()), min(depth + 1, DEEPEST))
