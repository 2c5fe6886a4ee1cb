"""The scores of a hundred indicators, with every formula and reason, against a plain walk over the same rows."""

from __future__ import annotations

from decimal import Decimal

from bench.core import Figure, against

ROUNDS = 60
COUNT = 100


def hundred() -> list[Figure]:
    """Return the time of one scorecard of 100 scored indicators below 20 sums; the walk only visits every fact."""
    from budgets.snapshot import Amounts
    from indicators.scheme import load_scheme
    from indicators.scorecard import scorecard
    from lib.address import flatten

    scheme, rows = load_scheme("national/2020"), _rows()
    whole = Amounts(initial_budget=Decimal(90), revised_budget=Decimal(100), actual=Decimal(86))
    card = scorecard(rows, whole, scheme)
    assert sum(1 for entry in card.entries.values() if entry.mode and entry.computed.formula) == COUNT, (
        "not all are scored"
    )
    figure = against(
        "score.hundred", lambda: scorecard(rows, whole, scheme), lambda: flatten(rows), rounds=ROUNDS, bar=10,
        note="against visiting every fact by its address",
    )  # fmt: skip
    return [figure]


def _rows() -> dict:
    """Return 20 sums with five indicators each: the kinds a form mixes, values as people write them."""
    from indicators.snapshot import Indicator

    kinds = (
        ("≥", "40", "46", "场", "quantity"), ("=", "100%", "98.5%", "%", "quality"),
        ("≤", "2023年12月31日", "2023年11月20日", "", "timeliness"), ("定性", "进一步提高", "部分达成", "", "social_benefit"),
        ("≤", "2.00", "2.50", "万元", "economic_cost"),
    )  # fmt: skip
    rows = {}
    for group in range(COUNT // len(kinds)):
        rows[f"g{group}"] = Indicator(f"任务{group}", taxonomy="output", weight=Decimal(5))
        for number, (operator, target, actual, unit, taxonomy) in enumerate(kinds):
            rows[f"{group}-{number}"] = Indicator(
                f"指标{group}-{number}", f"g{group}", taxonomy, False, operator, target, actual, unit, weight=Decimal(1),
            )  # fmt: skip
    return rows
