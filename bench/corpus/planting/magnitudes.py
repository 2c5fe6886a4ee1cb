"""Planting in units and sizes: 元 for 万元, people counted in money, digits too many, measure words lost."""

from __future__ import annotations

from bench.corpus.draft import Draft, Num, Plant
from bench.corpus.planting.common import Taken, open_links, printed, way


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
        if isinstance(part, Num) and part.unit.text == "万元" and not part.shared and len(link.operands) > 3:
            part.unit.text = "元"
            return Plant("unit_typo", "error", [*link.pieces, part.unit], "元 among amounts in 万元", ("sum_mismatch",))
    return None


@way()
def half_a_unit(d: Draft, taken: Taken) -> Plant | None:
    for link in open_links(d, taken, "sum", "ratio"):
        part = link.get("part")[0]
        if isinstance(part, Num) and part.unit.text == "万元" and not part.shared:
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


def _printed_again(d: Draft, taken: Taken) -> list[Num]:
    """Return the prints of a total in 万元 that stands in several places, none of them touched."""
    for key in d.rng.sample(("actual", "basic", "project"), 3):
        same = [num for num in d.printed[key] if num in printed(d) and num.unit.text == "万元" and not num.shared]
        if len(same) > 1 and not taken & set(same):
            return same
    return []


@way()
def total_in_yuan(d: Draft, taken: Taken) -> Plant | None:
    same = _printed_again(d, taken)
    if not same:
        return None
    wrong = d.rng.choice(same)
    wrong.unit.text = "元"
    return Plant("unit_typo", "error", [*same, wrong.unit], "a total printed in 万元 and again in 元",
                 ("cross_reference_mismatch", "sum_mismatch", "implausible_value"))  # fmt: skip


@way()
def point_lost(d: Draft, taken: Taken) -> Plant | None:
    same = _printed_again(d, taken)
    if not same:
        return None
    wrong = d.rng.choice(same)
    wrong.value *= 100
    return Plant("cross_reference_mismatch", "error", [*same], "the decimal point of a total is lost",
                 ("implausible_value", "sum_mismatch", "ratio_mismatch", "budget_overrun"))  # fmt: skip


@way()
def number_dropped(d: Draft, taken: Taken) -> Plant | None:
    """A goal's answer claims a value ten times the one the narrative tells."""
    for goal in d.goals:
        nums = [num for num in d.printed[f"actual.{goal.work.noun}"] if num in printed(d)]
        if len(nums) > 1 and not taken & set(nums) and nums[-1].value >= 10:
            nums[-1].value, nums[-1].chinese = nums[-1].value * 10, False
            return Plant(
                "cross_reference_mismatch", "error", [*nums], "one fact with a digit too many", ("implausible_value",)
            )
    return None
