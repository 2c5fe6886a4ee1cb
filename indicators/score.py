"""What the scheme computes for one indicator, and the limits that keep it down (domain/scoring.md §1.7)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from indicators.formulas import plain
from indicators.scheme_model import Cap, Scheme
from indicators.snapshot import Indicator
from lib.display import percent
from lib.money import round_half_up


@dataclass(frozen=True)
class Score:
    """What the scheme computes for one indicator.

    *points* have two decimals, None where nothing is computed: then *problem* says why, or *low* and *high* are the
    bounds within which a person scores. *formula* is the arithmetic, ending in the points; *rule* the rule in words.
    *over* is an actual far above the target; *notes* what a reader should see beside the points; *reasons_required*
    why the filer must write a reason.
    """

    points: Decimal | None = None
    formula: str = ""
    rule: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    problem: str = ""
    over: bool = False
    notes: tuple[str, ...] = ()
    reasons_required: tuple[str, ...] = ()


def capped(score: Score, row: Indicator, scheme: Scheme, family: str, rate: Decimal | None) -> Score:
    """Return *score* within what the scheme leaves an indicator where too little was spent."""
    if rate is None or row.weight is None or not scheme.caps:
        return score
    own = (one for one in scheme.caps if one.scope == "indicator" and (not one.families or family in one.families))
    cap = lowest_cap(own, rate)
    if cap is None:
        return score
    most = round_half_up(row.weight * cap.share)
    ground = f"预算执行率 {percent(rate)} 低于 {plain(cap.below * 100)}%，最多 {plain(row.weight)} × {plain(cap.share * 100)}%"
    return _at_most(score, most, ground)


def lowest_cap(caps: Iterable[Cap], rate: Decimal | None) -> Cap | None:
    """Return the tightest of the caps that apply at an execution rate, None for none or an unknown rate."""
    return min((one for one in caps if rate is not None and rate < one.below), key=lambda one: one.share, default=None)


def within_default_cost(score: Score, row: Indicator, scheme: Scheme) -> Score:
    """Return *score* within what the default cost line may earn where the unit set no cost target (§1.7)."""
    most = scheme.missing_cost.points
    if most is None or row.label not in scheme.missing_cost.labels or row.target_value.strip():
        return score
    return _at_most(score, round_half_up(most), "没有设成本指标值，最多")


def _at_most(score: Score, most: Decimal, ground: str) -> Score:
    """Return *score* with points and bounds of *most* at most, saying *ground* where that changes something."""
    high = most if score.high is None else min(score.high, most)
    low = None if score.low is None else min(score.low, high)
    within = score.points <= most if score.points is not None else score.high is not None and score.high <= most
    formula = score.formula if within else "；".join(filter(None, (score.formula, f"{ground} = {most:f}")))
    points = None if score.points is None else min(score.points, most)
    return replace(score, points=points, formula=formula, low=low, high=high)
