"""Planting in single facts: bounds, one fact printed twice, years, units and magnitudes."""

from __future__ import annotations

from decimal import Decimal

from bench.corpus.books import percent
from bench.corpus.draft import Draft, Num, Plant
from bench.corpus.planting.common import Taken, open_links, printed, slip, way, years


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
def magnitude_per_head(d: Draft, taken: Taken) -> Plant | None:
    for each in d.notes["each"]:
        if each in printed(d) and each not in taken:
            each.unit.text = "万元"
            return Plant("unit_typo", "error", [each, each.unit], "tens of 万元 for one guest", ("implausible_value",))
    return None


@way()
def slipped_unit(d: Draft, taken: Taken) -> Plant | None:
    """One amount in a list of 万元 loses its 万."""
    for link in open_links(d, taken, "sum"):
        part = d.rng.choice(link.get("part"))
        if isinstance(part, Num) and part.unit.text == "万元" and len(link.operands) > 3:
            part.unit.text = "元"
            return Plant("unit_typo", "error", [*link.pieces, part.unit], "元 among amounts in 万元", ("sum_mismatch",))
    return None


@way()
def half_a_unit(d: Draft, taken: Taken) -> Plant | None:
    for link in open_links(d, taken, "sum", "ratio"):
        part = link.get("part")[0]
        if isinstance(part, Num) and part.unit.text == "万元":
            part.unit.text = "万"
            return Plant("unit_typo", "notice", [part, part.unit], "万 without 元")
    return None


@way()
def people_in_money(d: Draft, taken: Taken) -> Plant | None:
    shown = printed(d)
    for key in ("guests", "retired", "aided"):
        for num in d.printed[key]:
            if num in shown and num not in taken and not num.chinese:
                num.unit.text = "万元"
                return Plant("unit_typo", "error", [num, num.unit], "people counted in money",
                             ("implausible_value", "contradiction_in_words"))  # fmt: skip
    return None


@way()
def measure_lost(d: Draft, taken: Taken) -> Plant | None:
    shown = printed(d)
    for goal in d.goals:
        num = d.printed[f"actual.{goal.work.noun}"][-1]
        if num in shown and num not in taken and goal.work.verb and not num.chinese:
            num.unit.text = ""
            return Plant("text_typo", "notice", [num], "the measure word behind a count is lost", ("unit_typo",))
    return None


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
def number_dropped(d: Draft, taken: Taken) -> Plant | None:
    """A goal's answer claims a value ten times the one the narrative tells."""
    for goal in d.goals:
        nums = [num for num in d.printed[f"actual.{goal.work.noun}"] if num in printed(d)]
        if len(nums) > 1 and not taken & set(nums) and nums[-1].value >= Decimal(10):
            nums[-1].value, nums[-1].chinese = nums[-1].value * 10, False
            return Plant(
                "cross_reference_mismatch", "error", [*nums], "one fact with a digit too many", ("implausible_value",)
            )
    return None
