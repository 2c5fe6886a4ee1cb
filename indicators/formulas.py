"""The arithmetic of scores: each function returns the points, two decimals half up, and the sum written out.

Weight W, target T and actual A are plain Decimals; *mark* is written behind target and actual, % or nothing. A law is
such a function of the actual alone. Where a target is given, it is not below 0 (domain/scoring.md §2 to §6, §11).
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import ROUND_FLOOR, Decimal
from typing import NamedTuple

from indicators.scheme_model import Execution, Formula, OverFulfilment, Step
from lib.display import percent, wan
from lib.money import round_half_up

ZERO, ONE, TWO = Decimal(0), Decimal(1), Decimal(2)


class Worked(NamedTuple):
    """The points and the arithmetic that ends in them, ``8 × 1 ÷ 5 = 1.60``; *over* far above the target."""

    points: Decimal
    formula: str
    over: bool = False


Law = Callable[[Decimal], Worked]


def plain(number: Decimal) -> str:
    """Return a number without idle zeros and exponent, a negative one with the sign of minus."""
    return f"{number.normalize():f}".replace("-", "−") if number else "0"


def said(points: Decimal, ground: str, word: str = "得") -> Worked:
    """Return points that follow from a comparison: ``151 ≥ 10，得满分 8.00``."""
    rounded = round_half_up(points)
    return Worked(rounded, f"{ground}，{word} {rounded:f}")


def equals(points: Decimal, arithmetic: str) -> Worked:
    """Return points that are calculated, and ``… = 1.60``."""
    rounded = round_half_up(points)
    return Worked(rounded, f"{arithmetic} = {rounded:f}")


def full(weight: Decimal, ground: str) -> Worked:
    return said(weight, ground, "得满分")


def positive(weight: Decimal, target: Decimal, over: OverFulfilment, *, excused: bool = False, mark: str = "") -> Law:
    """W from the target on, else W × A ÷ T; far above it what the policy says (§3, §4).

    *excused*: a documented reason saves the points the policy ``deduct`` would take.
    """
    least = over.ratio * target if target else over.zero

    def law(actual: Decimal) -> Worked:
        if actual < target:
            return equals(weight * actual / target, f"{plain(weight)} × {plain(actual)}{mark} ÷ {plain(target)}{mark}")
        far = actual >= least
        if far and target and over.policy == "deduct" and not excused:
            return _deducted(weight, target, actual, over.ratio, mark)
        return full(weight, f"{plain(actual)}{mark} ≥ {plain(target)}{mark}")._replace(over=far)

    return law


def _deducted(weight: Decimal, target: Decimal, actual: Decimal, ratio: Decimal, mark: str) -> Worked:
    """Return W × (1 − what A is above *ratio* × T, ÷ T), not below 0 (§4, OVER_DEDUCT)."""
    limit = ratio * target
    excess = f"{plain(actual)}{mark} − {plain(ratio)} × {plain(target)}{mark}"
    if actual - limit >= target:
        return said(ZERO, f"({excess}) ÷ {plain(target)}{mark} ≥ 1")._replace(over=True)
    points = weight * (target + limit - actual) / target
    return equals(points, f"{plain(weight)} × (1 − ({excess}) ÷ {plain(target)}{mark})")._replace(over=True)


def zero_expected(weight: Decimal, mark: str = "") -> Law:
    """W where nothing happened, else nothing: the target is 0 (§3)."""

    def law(actual: Decimal) -> Worked:
        return (
            said(ZERO, f"{plain(actual)}{mark} > 0{mark}")
            if actual > 0
            else full(weight, f"{plain(actual)}{mark} = 0{mark}")
        )

    return law


def reverse(weight: Decimal, target: Decimal, kind: str, mark: str = "") -> Law:
    """W up to the target; above it less by the excess (linear: nothing from 2 T on) or W × T ÷ A (ratio) (§3)."""
    if not target:
        return zero_expected(weight, mark)

    def law(actual: Decimal) -> Worked:
        a, t, w = f"{plain(actual)}{mark}", f"{plain(target)}{mark}", plain(weight)
        if actual <= target:
            return full(weight, f"{a} ≤ {t}")
        if kind == "ratio":
            return equals(weight * target / actual, f"{w} × {t} ÷ {a}")
        if actual >= TWO * target:
            return said(ZERO, f"{a} ≥ 2 × {t}")
        return equals(weight * (TWO * target - actual) / target, f"{w} × (1 − ({a} − {t}) ÷ {t})")

    return law


def between(weight: Decimal, low: Decimal, high: Decimal, kind: str, mark: str = "") -> Law:
    """W inside the range; below it as a positive indicator of its low end, above as a reverse one of its high end."""
    below, above = positive(weight, low, OverFulfilment(), mark=mark), reverse(weight, high, kind, mark)

    def law(actual: Decimal) -> Worked:
        if low <= actual <= high:
            return full(weight, f"{plain(actual)}{mark} 在 {plain(low)}{mark}～{plain(high)}{mark} 之内")
        return below(actual) if actual < low else above(actual)

    return law


def floored(law: Law, floor: Decimal) -> Law:
    """Nothing for an actual below *floor* per cent, else as *law* says (§6)."""

    def with_floor(actual: Decimal) -> Worked:
        return said(ZERO, f"{plain(actual)}% 低于 {plain(floor)}%") if actual < floor else law(actual)

    return with_floor


def on_day(weight: Decimal, due: datetime.date, done: datetime.date, days: int) -> Worked:
    """W on time; late what is left of *days*, nothing where *days* is 0 or used up."""
    late = (done - due).days
    if late <= 0:
        return full(weight, f"完成日期 {_day(done)} 不晚于 {_day(due)}")
    if late >= days:
        return said(ZERO, f"逾期 {late} 天")
    return equals(weight * (days - late) / days, f"逾期 {late} 天，{plain(weight)} × (1 − {late} ÷ {days})")


def _day(day: datetime.date) -> str:
    return f"{day.month}月{day.day}日" if day.year < 1900 else f"{day.year}年{day.month}月{day.day}日"


def per_point(weight: Decimal, rule: Formula) -> Law:
    """W less *step* for every *per* points beyond *base*, down to 0 (扣完为止, §11)."""

    def law(actual: Decimal) -> Worked:
        excess = actual - rule.base if rule.above else rule.base - actual
        a, base = plain(actual), plain(rule.base)
        if excess <= 0:
            return full(weight, f"{a}% {'≤' if rule.above else '≥'} {base}%")
        times = excess / rule.per
        counted = (f"({a} − {base})" if rule.above else f"({base} − {a})") + _divided(rule.per)
        if rule.whole:
            times = times.to_integral_value(ROUND_FLOOR)
            counted = plain(times)
        arithmetic = f"{plain(weight)} − {plain(rule.step)} × {counted}"
        points = weight - rule.step * times
        return said(ZERO, f"{arithmetic} ≤ 0，扣完为止") if points <= 0 else equals(points, arithmetic)

    return law


def _divided(per: Decimal) -> str:
    return "" if per == 1 else f" ÷ {plain(per)}"


def stepped(weight: Decimal, rule: Formula) -> Law:
    """The share of the first bound the actual does not exceed; nothing beyond the last (§11)."""

    def law(actual: Decimal) -> Worked:
        for step in rule.steps:
            if actual <= step.bound:
                return _share(weight, step, f"{plain(actual)}% ≤ {plain(step.bound)}%")
        return said(ZERO, f"{plain(actual)}% > {plain(rule.steps[-1].bound)}%")

    return law


def _share(weight: Decimal, step: Step, ground: str) -> Worked:
    if step.share == 1:
        return full(weight, ground)
    return equals(weight * step.share, f"{ground}，{plain(weight)} × {plain(step.share * 100)}%")


def executed(weight: Decimal, actual: Decimal, budget: Decimal, rule: Execution) -> Worked:
    """W × actual ÷ revised budget, both in 元 and written in 万元; by steps where the place has them (§2)."""
    rate = actual / budget
    if rule.mode == "steps":
        for step in rule.steps:
            if rate >= step.bound:
                return _share(weight, step, f"执行率 {percent(rate)} ≥ {plain(step.bound * 100)}%")
        return said(ZERO, f"执行率 {percent(rate)} < {plain(rule.steps[-1].bound * 100)}%")
    if rule.capped and rate >= ONE:
        sign = "=" if rate == ONE else ">"
        return full(weight, f"执行数 {wan(actual)} {sign} 预算数 {wan(budget)}")
    return equals(weight * actual / budget, f"{plain(weight)} × {wan(actual)} ÷ {wan(budget)}")
