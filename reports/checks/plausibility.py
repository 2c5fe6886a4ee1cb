"""I2xx, I3xx: what was achieved is plausible beside the target and the money (domain/scoring.md §4, §8)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from operator import ge, gt, le, lt
from typing import Any

from budgets.snapshot import ratio
from lib.display import percent, score
from lib.money import NotAnAmountError, parse_number
from reports.checks.bounds import final_budget
from reports.checks.indicators import SCHEME
from reports.checks.registry import NOTICE, WARNING, Judgement, Params, rule
from reports.checks.sums import WAN, below, every_indicator, settled
from reports.filing import Filing

OCCASIONS = frozenset("期次场条篇")
REACHED = {"≥": ge, ">": gt, "=": ge, "≤": le, "<": lt}


def number(text: str | None) -> Decimal | None:
    """Return the number a value consists of, None for words and blanks."""
    try:
        return parse_number(text or "")
    except NotAnAmountError:
        return None


def _measured(filing: Filing) -> Iterator[tuple[Any, Decimal, Decimal]]:
    """Yield (indicator, target, actual) where both are numbers in one unit."""
    for _, one, _ in every_indicator(filing):
        target, actual = number(one.target_value), number(one.actual_value)
        if target is not None and actual is not None and one.actual_unit in (None, "", one.unit):
            yield one, target, actual


def _both(one: Any) -> str:
    sign, unit = one.operator or "", one.unit or ""
    return f"“{one.label}”指标值 {sign}{one.target_value}{unit}，完成值 {one.actual_value}{unit}"


@rule(
    "I201", NOTICE, "完成值远超指标值", kind="implausible_value", source="自评复核准则：超过 130% 的须说明",
    how="正向指标的完成值达到指标值的 1.3 倍以上，又没有写原因。", mend="说明超额完成的原因，下年调高指标值。",
)  # fmt: skip
def far_above_target(filing, params):
    limit = Decimal(str(params["over_fulfilment"]))
    for one, target, actual in _measured(filing):
        if one.operator in ("≥", ">", "=") and target > 0 and actual >= target * limit and not one.reason:
            rate = percent(actual / target)
            at = (one.at("actual_value"), one.at("target_value"), one.at("reason"))
            hint = "可能指标值定得偏低。"
            yield Judgement(at, f"“{one.label}”完成 {rate}", f"{_both(one)}，为指标值的 {rate}。", hint=hint)


@rule(
    "I202", WARNING, "未达指标值不得满分", kind="implausible_value", source=SCHEME,
    how="完成值、指标值都是数字，没有达到指标值而得分等于分值。", mend="核对完成值；确未完成的，按方案扣分并写原因。",
)  # fmt: skip
def full_score_needs_target(filing, params):
    for one, target, actual in _measured(filing):
        reached = REACHED.get(one.operator)
        full = one.weight and one.score is not None and one.score >= one.weight
        if reached and full and not reached(actual, target):
            yield Judgement(
                at=(one.at("score"), one.at("weight"), one.at("actual_value"), one.at("target_value")),
                title=f"“{one.label}”未达指标值，得满分 {score(one.score)}",
                message=f"{_both(one)}，未达指标值，得分 {score(one.score)} 分，等于分值。",
            )


@rule(
    "I205", WARNING, "频次名称与完成值相符", kind="contradiction_in_words", source="自评复核准则",
    how="名称写明每日、每周、每月、每季的，全年期数、次数不应少于对应的次数（默认 240、48、12、4）。",
    mend="核对完成值，或改为与实际相符的名称。",
)  # fmt: skip
def frequency_kept(filing, params):
    figures = [(one, "actual_value", one.actual_unit or one.unit) for _, one, _ in every_indicator(filing)]
    figures += [(one, "value", one.unit) for one in filing.outputs.values()]
    for row, name, unit in figures:
        word, least = _frequency(row.label or "", params)
        done = number(getattr(row, name)) if word and unit in OCCASIONS else None
        if done is not None and done < Decimal(str(least)):
            said = f"“{row.label}”全年 {getattr(row, name)}{unit}"
            yield Judgement((row.at(name), row.at("label")), said, f"{said}，按“{word}”应不少于 {least}{unit}。")


def _frequency(label: str, params: Params) -> tuple[str, Any]:
    """Return the frequency a label names and how many times a year that means at least, ("", 0) for none."""
    return next(((word, least) for word, least in params["frequencies"] if word in label), ("", 0))


def _execution(filing: Filing) -> tuple[Any, Decimal | None]:
    """Return the line of total expenditure and its execution rate, (None, None) where there is no such line."""
    line = filing.budget.nature.get("total")
    return line, ratio(line.actual, final_budget(line)) if line else None


@rule(
    "I301", WARNING, "预算执行率不偏低", kind="implausible_value", source="绩效自评预警规则",
    how="整体支出的全年执行数 ÷ 全年预算数低于 80%（可调）。", mend="核对两个数；执行确实偏低的，写情况说明。",
)  # fmt: skip
def execution_not_low(filing, params):
    line, rate = _execution(filing)
    floor = Decimal(str(params["execution_floor"]))
    if rate is not None and 0 <= rate < floor:
        budget = final_budget(line)
        yield Judgement(
            at=(line.at("actual"), line.at("revised_budget")),
            title=f"预算执行率 {percent(rate)}，低于 {percent(floor)}",
            message=f"整体支出 {WAN.say(line.actual)}，全年预算 {WAN.say(budget)}，预算执行率 {percent(rate)}。",
            working=(("决算数", WAN.show(line.actual)), ("全年预算", WAN.show(budget)), ("执行率", percent(rate))),
        )


@rule(
    "I302", WARNING, "指标得分与预算执行相称", kind="implausible_value", source="绩效自评预警规则",
    how="其余指标的得分率高出预算执行得分率 5%（可调）以上。", mend="核对得分；少花钱多办事的，写情况说明。",
)  # fmt: skip
def results_fit_spending(filing, params):
    rows = filing.indicators
    key = next((key for key, one in rows.items() if one.taxonomy == "execution"), "")
    spending = _rate(rows, [key]) if key else None
    others = [one for one in below(rows, "") if one != key]
    results = _rate(rows, others)
    if spending is not None and results and (results - spending) / results > Decimal(str(params["result_lead"])):
        both = f"指标得分率 {percent(results)}，预算执行得分率 {percent(spending)}"
        at = [rows[one].at("score") for one in (key, *others)]
        yield Judgement(at, both, f"其余{both}，请核对两者是否相称。")


def _rate(rows: Mapping[str, Any], keys: list[str]) -> Decimal | None:
    """Return the scores of *keys* as a fraction of their weights, None where one is unanswered."""
    scores, weights = ([settled(rows, key, column) for key in keys] for column in ("score", "weight"))
    return None if None in (*scores, *weights) else ratio(sum(scores), sum(weights))


RULES = (far_above_target, full_score_needs_target, frequency_kept, execution_not_low, results_fit_spending)
