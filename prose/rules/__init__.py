"""The rules over text, by topic; the order of the catalogue."""

from __future__ import annotations

from itertools import chain
from types import ModuleType

from prose.registry import TOPICS, Rule
from prose.rules import (
    areas,
    balances,
    bounds,
    chronology,
    claims,
    codes,
    contents,
    counts,
    coverage,
    dates,
    differences,
    directions,
    goals,
    growth,
    losses,
    measures,
    naming,
    numbering,
    parts,
    placement,
    places,
    plausibility,
    products,
    ratios,
    recounts,
    repeats,
    repetition,
    residue,
    score_sums,
    scores,
    shares,
    spelling,
    staffing,
    sums,
    tables,
    targets,
    wholes,
    wording,
    years,
)

MODULES: tuple[ModuleType, ...] = (
    sums,
    wholes,
    ratios,
    shares,
    growth,
    differences,
    balances,
    staffing,
    bounds,
    counts,
    targets,
    products,
    repeats,
    recounts,
    goals,
    scores,
    score_sums,
    areas,
    years,
    dates,
    tables,
    numbering,
    residue,
    wording,
    spelling,
    measures,
    codes,
    repetition,
    places,
    parts,
    contents,
    placement,
    coverage,
    losses,
    claims,
    directions,
    plausibility,
    chronology,
    naming,
)
_ORDER = "".join(TOPICS)
RULES: tuple[Rule, ...] = tuple(
    sorted(
        chain.from_iterable(module.RULES for module in MODULES), key=lambda one: (_ORDER.index(one.code[0]), one.code)
    )
)
BY_CODE = {rule.code: rule for rule in RULES}
