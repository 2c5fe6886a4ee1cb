"""The scores of a report under its scheme: of the unit's tree and of each project's. Pure."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from indicators.flags import Money
from indicators.scheme import Scheme
from indicators.scorecard import Scorecard, counted_money, scorecard, settled
from indicators.snapshot import Performance
from indicators.tree import tree_of
from indicators.weights import weights_of
from reports.filing import Filing


@dataclass(frozen=True)
class TreeScores:
    """One tree's scores: *project* is the key of the project it is of (blank for the unit), *owner* its name in words."""

    project: str
    owner: str
    rows: Mapping[str, Any]
    card: Scorecard


def trees(filing: Filing) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Yield every indicator tree: the project it is of and its name (both blank for the unit's own), and its rows."""
    yield "", "", filing.indicators
    for key, project in filing.projects.items():
        rows = {name: row for name, row in filing.project_indicators.items() if row.project == key}
        if rows:
            yield key, f"项目“{project.label}”", rows


def scores(filing: Filing, scheme: Scheme) -> list[TreeScores]:
    """Return how every tree of *filing* scores under *scheme*."""
    stated = {"": filing.performance.total_score}
    return [
        TreeScores(
            key,
            owner,
            rows,
            scorecard(rows, _money(filing, key, scheme), scheme, stated.get(key), year=filing.fiscal_year),
        )
        for key, owner, rows in trees(filing)
    ]


def scored(filing: Filing, scheme: Scheme) -> Filing:
    """Return *filing* with the scores, sums, total and grade that follow from its facts by *scheme* filled in.

    What was stated stays, except where the scheme locks a score (indicators.scorecard.settled).
    """
    parts: dict[str, Any] = {"project_indicators": dict(filing.project_indicators)}
    for key, _, rows in trees(filing):
        result = Performance() if key else filing.performance
        filled, result = settled(rows, result, _money(filing, key, scheme), scheme, year=filing.fiscal_year)
        if key:
            parts["project_indicators"] |= filled
        else:
            parts |= {"indicators": filled, "performance": result}
    return dataclasses.replace(filing, **parts)


def composition(scores: TreeScores) -> list[tuple[str, Decimal | None, Decimal]]:
    """Return label, points and weight of each level-1 row that has a weight; no points while none of it counts."""
    tree = tree_of(scores.rows)
    weights = weights_of(scores.rows, tree)
    return [
        (scores.rows[key].label, scores.card.entries[key].counted, weight)
        for key in tree.roots
        if (weight := weights[key]) is not None and weight > 0
    ]


def _money(filing: Filing, project: str, scheme: Scheme) -> Money | None:
    return filing.projects[project] if project else counted_money(filing.budget, scheme)
