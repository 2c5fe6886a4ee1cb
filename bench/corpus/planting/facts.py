"""Planting in single facts: bounds, one fact printed twice, years, units and magnitudes."""

from __future__ import annotations

from decimal import Decimal

from bench.corpus.books import percent
from bench.corpus.draft import Draft, Plant
from bench.corpus.planting.common import Taken, printed, slip, way, years


@way()
def staff_over_posts(d: Draft, taken: Taken) -> Plant | None:
    for staff, posts, kinds in d.notes["staff"]:
        if taken & {staff, posts, *kinds.values()}:
            continue
        more = posts.value - staff.value + d.rng.randint(2, 4)
        first = next(iter(kinds.values()))
        staff.value, first.value = staff.value + more, first.value + more
        return Plant(
            "staffing_vs_establishment", "error", [posts, staff, first], "more staff than posts, none of them excepted"
        )
    return None


@way()
def subset_over_whole(d: Draft, taken: Taken) -> Plant | None:
    for party, _degree, staff in d.notes["subset"]:
        if {party, staff} <= printed(d) and not taken & {party, staff}:
            party.value, party.chinese = staff.value + d.rng.randint(2, 9), False
            return Plant("contradiction_in_words", "error", [party, staff], "some of the staff are more than all of it",
                         ("implausible_value", "sum_mismatch", "staffing_vs_establishment"))  # fmt: skip
    return None


@way()
def overspent_project(d: Draft, taken: Taken) -> Plant | None:
    shown = printed(d)
    for name, budget, actual, rate in d.notes["project"]:
        if budget not in shown or taken & {budget, actual, rate}:
            continue
        budget.value = (actual.value * d.rng.randint(80, 93) / 100).quantize(Decimal("0.01"))
        rate.value = percent(actual.value, budget.value)
        return Plant(
            "budget_overrun", "warning", [name, budget, actual, rate], "spent more than the budget, no reason given"
        )
    return None


@way()
def overspent_trip(d: Draft, taken: Taken) -> Plant | None:
    shown = printed(d)
    for actual, budget in d.notes["trip"]:
        if budget in shown and not taken & {budget, actual}:
            budget.value = (actual.value * d.rng.randint(60, 90) / 100).quantize(Decimal("0.01"))
            total = d.printed["trips_budget"]
            return Plant("budget_overrun", "warning", [budget, actual, *total], "spent more than the budget, no reason given",
                         ("sum_mismatch",))  # fmt: skip
    return None


@way()
def score_over_weight(d: Draft, taken: Taken) -> Plant | None:
    shown = printed(d)
    for _goal, name, weight, score, _reason, _words in d.notes["answer"]:
        if score in shown and not taken & {weight, score}:
            score.value = weight.value + d.rng.randint(1, 3)
            return Plant("implausible_value", "error", [name, weight, score], "more points than the item has",
                         ("sum_mismatch", "contradiction_in_words", "budget_overrun"))  # fmt: skip
    return None


def _repeated(d: Draft, taken: Taken, prefix: str) -> Plant | None:
    keys = [key for key, nums in d.printed.items() if key.startswith(prefix) and len(nums) > 1]
    d.rng.shuffle(keys)
    shown = printed(d)
    for key in keys:
        same = [num for num in d.printed[key] if num in shown]
        if len(same) > 1 and not taken & set(same) and same[0].value:
            slip(d, d.rng.choice(same))
            return Plant("cross_reference_mismatch", "error", [*same], "one fact printed twice with two values",
                         ("sum_mismatch", "ratio_mismatch"))  # fmt: skip
    return None


@way()
def repeated_count(d: Draft, taken: Taken) -> Plant | None:
    return _repeated(d, taken, "actual.")


@way()
def repeated_target(d: Draft, taken: Taken) -> Plant | None:
    return _repeated(d, taken, "target.")


@way()
def repeated_amount(d: Draft, taken: Taken) -> Plant | None:
    return _repeated(d, taken, d.rng.choice(("basic", "project", "actual", "spent.")))


@way()
def repeated_score(d: Draft, taken: Taken) -> Plant | None:
    return _repeated(d, taken, "score.")


@way()
def fiscal_year(d: Draft, taken: Taken) -> Plant | None:
    """A statement of the year's money or goals carries the year before."""
    parts = ("budget", "basic", "projects", "trips", "goals", "result")
    found = years(d, taken, *parts)
    if not found:
        return None
    wrong = d.rng.choice(found)
    wrong.value -= 1
    return Plant("wrong_year", "error", [wrong], "a statement of the fiscal year names the year before")


@way()
def year_of_five_digits(d: Draft, taken: Taken) -> Plant | None:
    found = years(d, taken)
    if not found:
        return None
    wrong = d.rng.choice(found)
    wrong.value = Decimal(f"20{d.year - 2000:03}")
    return Plant("wrong_year", "error", [wrong], "a year of five digits", ("text_typo",))


@way()
def base_misnamed(d: Draft, taken: Taken) -> Plant | None:
    """The percentage of the adjusted budget is said to be one of the initial budget."""
    for rate, actual, adjusted in d.notes["rate"]:
        line = next((line for line in d.lines if rate in line.pieces), None)
        before = line.pieces[line.pieces.index(rate) - 1] if line else None
        if before and not taken & {rate, actual, adjusted, before}:
            for right in ("完成调整预算的", "占全年预算的", "全年预算完成率达"):
                if before.text.endswith(right):
                    before.text = before.text.replace(right, "完成年初预算的")
                    return Plant("contradiction_in_words", "warning", [before, rate, actual, *d.printed["initial"][:1]],
                                 "right for the adjusted budget, wrong for the one it names", ("ratio_mismatch",))  # fmt: skip
    return None


@way()
def cost_of_no_car(d: Draft, taken: Taken) -> Plant | None:
    for cars, cost in d.notes["cars"]:
        if {cars, cost} <= printed(d) and not taken & {cars, cost}:
            cars.value = Decimal(0)
            return Plant("contradiction_in_words", "warning", [cars, cost], "no car, but running costs of cars",
                         ("cross_reference_mismatch", "implausible_value"))  # fmt: skip
    return None
