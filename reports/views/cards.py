"""A scorecard as pages draw it: every indicator with what it was worth, how, and what is doubtful about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indicators.scheme_model import MODES
from indicators.scorecard import Entry
from indicators.snapshot import Indicator
from lib.display import score
from reports.scoring import TreeScores

DEEPEST = 3  # levels that are indented


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
    """Return the scores of one tree as lines, in its order."""
    drawn = tree.card
    lines = [_line(tree.rows, key, entry) for key, entry in drawn.entries.items()]
    gaps = [gap.message for gap in drawn.gaps]
    return Card(tree.owner, lines, score(drawn.total), drawn.grade, drawn.computed.formula, drawn.flag.reason, gaps)


def _line(rows: Mapping[str, Indicator], key: str, entry: Entry) -> Line:
    row, made = rows[key], entry.computed
    rule = made.problem or made.rule
    mode = MODES.get(entry.mode, "")
    return Line(
        label=row.label,
        depth=_depth(rows, key),
        target=f"{row.operator}{row.target_value}{row.unit}",
        actual=f"{row.actual_value}{row.actual_unit or row.unit}" if row.actual_value else "",
        weight=score(row.weight),
        stated=score(entry.stated),
        computed=score(made.points),
        formula=made.formula,
        rule=f"{rule}（{mode}）" if rule and mode else rule,
        doubts=(*made.notes, *entry.doubts),
    )


def _depth(rows: Mapping[str, Indicator], key: str) -> int:
    depth = 0
    while depth < DEEPEST and rows[key].parent in rows:
        key, depth = rows[key].parent, depth + 1
    return depth
