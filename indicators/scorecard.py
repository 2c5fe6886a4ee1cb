"""The whole tree scored under a scheme: what is computed, what is stated, what counts, and where it does not fit.

Only rows that carry a score of their own are scored; every row above is the sum of those below it (§1.1).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from budgets.snapshot import Amounts, Budget
from indicators.flags import Flag, Money, Share, raise_flag
from indicators.formulas import plain
from indicators.scheme_model import Scheme
from indicators.score import Score, lowest_cap
from indicators.scoring import EXECUTION, execution_score, is_qualitative, reasons, score_indicator
from indicators.snapshot import Indicator, Performance
from indicators.tree import Rows, Tree, total, tree_of
from indicators.weights import Gap, Known, family_of, weight_gaps, weights_of
from lib.display import percent
from lib.money import round_half_up

ZERO = Decimal(0)
PUBLIC = ("general_public_budget", "government_fund_budget")


@dataclass(frozen=True)
class Entry:
    """One row: what the scheme computes, what the unit *stated*, and which of them *counted*.

    *mode* is manual, computed or locked, blank for a sum. *is_replaced*: the scheme's word stands where another was
    stated. *doubts* say what is missing or outside its bounds.
    """

    label: str
    computed: Score
    stated: Decimal | None = None
    counted: Decimal | None = None
    mode: str = ""
    is_replaced: bool = False
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scorecard:
    """*entries* by key, each behind the one above it; *total* counts, *computed* is the sum of what counts below it.

    *grade* is blank while the total is open or the weights do not make the scheme's total.
    """

    entries: Mapping[str, Entry]
    computed: Score
    total: Decimal | None
    grade: str
    flag: Flag
    gaps: tuple[Gap, ...]


def scorecard(
    rows: Rows, whole: Money | None, scheme: Scheme, stated_total: Decimal | None = None, *, year: int | None = None
) -> Scorecard:
    """Return the tree's scores; *whole* is the line the execution rate is of, *stated_total* the unit's own total.

    *year* is the one dates without a year belong to.
    """
    tree = tree_of(rows)
    entries = _entries(rows, tree, whole, scheme, year)
    weights = weights_of(rows, tree)
    computed = _total(entries, tree, whole, scheme)
    replaced = any(entries[key].is_replaced for key in tree.roots)
    points = computed.points if stated_total is None or (replaced and computed.points is not None) else stated_total
    closed = stated_total is not None or total(weights[key] for key in tree.roots) == scheme.total
    grade = scheme.grade(points) if points is not None and closed else ""
    flag = _flag(rows, tree, entries, weights, whole, scheme)
    return Scorecard(entries, computed, points, grade, flag, tuple(weight_gaps(rows, tree, scheme, weights)))


def settled(
    rows: Rows, performance: Performance, whole: Money | None, scheme: Scheme, *, year: int | None = None
) -> tuple[dict[str, Indicator], Performance]:
    """Return the same rows and result with blank scores, sums, total and grade filled in where they follow.

    What was stated stays, except where the scheme locks the score of an indicator: then its sums, the total and the
    grade follow.
    """
    card = scorecard(rows, whole, scheme, performance.total_score, year=year)
    filled = {key: _filled(row, card.entries.get(key)) for key, row in rows.items()}
    return filled, _result(performance, card)


def _filled(row: Indicator, entry: Entry | None) -> Indicator:
    if entry is None or entry.counted == row.score:
        return row
    return replace(row, score=entry.counted)


def _result(performance: Performance, card: Scorecard) -> Performance:
    """Return the stated result with what is blank filled in; a grade without weights that close is nobody's to give."""
    if performance.total_score is None and not card.grade:
        return performance
    replaced = performance.total_score not in (None, card.total)
    grade = card.grade if replaced or not performance.grade else performance.grade
    return replace(performance, total_score=card.total, grade=grade)


def counted_money(budget: Budget, scheme: Scheme) -> Amounts | None:
    """Return the amounts the execution rate is of: total expenditure, or the two public budgets (§2); None for none."""
    if scheme.execution.funding == "all":
        line = budget.nature.get("total")
        return None if line is None else replace(line, revised_budget=line.final_budget)
    lines = [budget.source[code] for code in PUBLIC if code in budget.source]
    used = [line for line in lines if line.actual is not None or line.final_budget is not None]
    if not used:
        return None
    initial, actual = (total(getattr(line, name) for line in used) for name in ("initial_budget", "actual"))
    return Amounts(
        "计分资金", initial_budget=initial, revised_budget=total(line.final_budget for line in used), actual=actual
    )


def _entries(rows: Rows, tree: Tree, whole: Money | None, scheme: Scheme, year: int | None) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    families = {key: family_of(rows[key], scheme) for key in tree.roots}
    for key in reversed(tree.order):
        row, children = rows[key], tree.below.get(key, ())
        if key in tree.described:
            found[key] = Entry(row.label, Score())
        elif key in tree.scored or not children:
            found[key] = _scored(row, families[tree.root_of[key]], whole, scheme, year)
        else:
            found[key] = _summed(row, [found[one] for one in children])
    return {key: found[key] for key in tree.order}


def _scored(row: Indicator, family: str, whole: Money | None, scheme: Scheme, year: int | None) -> Entry:
    if row.taxonomy == EXECUTION:
        mode = scheme.modes.execution
        money = (whole.actual, whole.revised_budget) if whole else (None, None)
        score = execution_score(*money, row.weight, scheme)
    else:
        mode = scheme.modes.qualitative if is_qualitative(row, scheme) else scheme.modes.quantitative
        rate = whole.execution_rate if whole else None
        score = score_indicator(row, scheme, execution_rate=rate, family=family, year=year)
    counted = _counted(row.score, score, mode, scheme)
    replaced = row.score is not None and counted != row.score
    return Entry(row.label, score, row.score, counted, mode, replaced, _doubts(row, score, counted, whole, scheme))


def _counted(stated: Decimal | None, score: Score, mode: str, scheme: Scheme) -> Decimal | None:
    """Return the score that counts by *mode*; one flagged as far above its target stays open to a person (§4)."""
    if mode == "manual" or score.points is None:
        return stated
    editable = mode == "computed" or (score.over and scheme.over_fulfilment.policy == "flag")
    return stated if editable and stated is not None else score.points


def _doubts(
    row: Indicator, score: Score, counted: Decimal | None, whole: Money | None, scheme: Scheme
) -> tuple[str, ...]:
    """Return what a clerk has to mend: reasons missing or too long, words missing, a score outside its bounds."""
    found = [] if row.reason.strip() else list(_reasons(row, score, counted, whole, scheme))
    if scheme.reasons.qualitative_result and is_qualitative(row, scheme) and not row.result.strip():
        found.append("定性指标请写完成情况")
    own = scheme.reasons.execution_length if row.taxonomy == EXECUTION else 0
    length = own or scheme.reasons.length
    if length and len(row.reason) > length:
        found.append(f"原因 {len(row.reason)} 字，超过 {length} 字")
    low, high = score.low or ZERO, row.weight if score.high is None else score.high
    if counted is not None and high is not None and not low <= counted <= high:
        found.append(f"得分 {plain(counted)} 不在 {plain(low)} 至 {plain(high)} 之内")
    return tuple(found)


def _reasons(
    row: Indicator, score: Score, counted: Decimal | None, whole: Money | None, scheme: Scheme
) -> tuple[str, ...]:
    """Return why a reason is asked for the score that counts; of the execution rate also for a budget changed since."""
    if row.taxonomy != EXECUTION:
        return reasons(row, counted, scheme, over=score.over)
    amounts = (whole.initial_budget, whole.revised_budget) if whole else (None, None)
    adjusted = scheme.reasons.budget_adjusted and None not in amounts and amounts[0] != amounts[1]
    return (*score.reasons_required, *(["年中调整了预算，请单独写明原因"] if adjusted else []))


def _summed(row: Indicator, children: list[Entry]) -> Entry:
    """Return a row that is the sum of those below it; a stated sum stands unless something below it was replaced."""
    added = total(one.counted for one in children)
    score = Score(rule="下级指标得分之和") if added is None else _sum([one.counted or ZERO for one in children], added)
    replaced = added is not None and any(one.is_replaced for one in children)
    counted = added if row.score is None or replaced else row.score
    return Entry(row.label, score, row.score, counted, "", replaced and counted != row.score)


def _sum(parts: list[Decimal], added: Decimal) -> Score:
    terms = " + ".join(plain(one) for one in parts)
    return Score(added, f"{terms} = {round_half_up(added):f}", "下级指标得分之和")


def _total(entries: Mapping[str, Entry], tree: Tree, whole: Money | None, scheme: Scheme) -> Score:
    """Return the sum of the level-1 scores, within what the scheme leaves where too little was spent."""
    added = total(entries[key].counted for key in tree.roots)
    if added is None:
        return Score(problem="还有指标没有得分")
    score = replace(_sum([entries[key].counted or ZERO for key in tree.roots], added), rule="一级指标得分之和")
    rate = whole.execution_rate if whole else None
    cap = lowest_cap((one for one in scheme.caps if one.scope == "total"), rate)
    most = None if cap is None else round_half_up(scheme.total * cap.share)
    if cap is None or most is None or added <= most:
        return score
    ground = f"预算执行率 {percent(rate)} 低于 {plain(cap.below * 100)}%，总分最多"
    return replace(score, points=most, formula=f"{score.formula}；{ground} {most:f}")


def _flag(
    rows: Rows, tree: Tree, entries: Mapping[str, Entry], weights: Known, whole: Money | None, scheme: Scheme
) -> Flag:
    spending = [key for key in tree.scored if rows[key].taxonomy == EXECUTION]
    points, weight = total(entries[key].counted for key in tree.roots), total(weights[key] for key in tree.roots)
    execution = Share(total(entries[key].counted for key in spending), total(weights[key] for key in spending))
    if not spending:
        return raise_flag(scheme, Share(points, weight), _spending_alone(whole, scheme), whole)
    results = Share(_less(points, execution.points), _less(weight, execution.weight))
    return raise_flag(scheme, results, execution, whole)


def _less(whole: Decimal | None, part: Decimal | None) -> Decimal | None:
    return None if whole is None or part is None else whole - part


def _spending_alone(whole: Money | None, scheme: Scheme) -> Share:
    """Return the execution score where the tree has no row for it: nothing to compare with where the scheme has none."""
    weight = scheme.weights(()).get(EXECUTION)
    if not weight or whole is None:
        return Share(None, None)
    return Share(execution_score(whole.actual, whole.revised_budget, weight, scheme).points, weight)
