"""I2xx: what was achieved is plausible beside the target (domain/scoring.md §4)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from operator import ge, gt, le, lt
from typing import Any

from lib.display import percent, score
from lib.money import NotAnAmountError, parse_number
from reports.checks.indicators import SCHEME
from reports.checks.registry import NOTICE, WARNING, Judgement, Params, agree, rule, unjudged
from reports.checks.sums import every_indicator
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
    over_fulfilment="1.3",
)  # fmt: skip
def far_above_target(filing, params):
    limit = Decimal(str(params["over_fulfilment"]))
    if _demanded(params):
        return  # C117 asks for the reason
    for one, target, actual in _measured(filing):
        at = (one.at("actual_value"), one.at("target_value"), one.at("reason"))
        if one.operator not in ("≥", ">", "=") or target <= 0:
            continue
        if actual < target * limit or one.reason:
            yield agree(filing, *at)
        else:
            rate = percent(actual / target)
            hint = "可能指标值定得偏低。"
            yield Judgement(at, f"“{one.label}”完成 {rate}", f"{_both(one)}，为指标值的 {rate}。", hint=hint)


@rule(
    "I202", WARNING, "未达指标值不得满分", kind="implausible_value", source=SCHEME,
    how="完成值、指标值都是数字，没有达到指标值而得分等于分值。", mend="核对完成值；确未完成的，按方案扣分并写原因。",
)  # fmt: skip
def full_score_needs_target(filing, params):
    for one, target, actual in _measured(filing):
        reached, at = REACHED.get(one.operator), tuple(map(one.at, ("score", "weight", "actual_value", "target_value")))
        if reached is None or not one.weight or _computed(params):
            continue
        if one.score is None:
            yield unjudged(at, f"“{one.label}”没有填得分")
        elif one.score < one.weight or reached(actual, target):
            yield agree(filing, *at)
        else:
            yield Judgement(
                at=at,
                title=f"“{one.label}”未达指标值，得满分 {score(one.score)}",
                message=f"{_both(one)}，未达指标值，得分 {score(one.score)} 分，等于分值。",
            )


def _demanded(params: Params) -> bool:
    scheme = params.get("scheme")
    return scheme is not None and scheme.over_fulfilment.policy == "reason"


def _computed(params: Params) -> bool:
    """Return whether the scheme works out scores itself: then I106 tells every difference."""
    scheme = params.get("scheme")
    return scheme is not None and scheme.modes.quantitative != "manual"


@rule(
    "I205", WARNING, "频次名称与完成值相符", kind="contradiction_in_words", source="自评复核准则",
    how="名称写明每日、每周、每月、每季的，全年期数、次数不应少于对应的次数（默认 240、48、12、4）。",
    mend="核对完成值，或改为与实际相符的名称。",
    frequencies=(("每日", 240), ("每天", 240), ("每周", 48), ("每月", 12), ("每季", 4)),
)  # fmt: skip
def frequency_kept(filing, params):
    figures = [(one, "actual_value", one.actual_unit or one.unit) for _, one, _ in every_indicator(filing)]
    figures += [(one, "value", one.unit) for one in filing.outputs.values()]
    for row, name, unit in figures:
        word, least = _frequency(row.label or "", params)
        if not word or unit not in OCCASIONS:
            continue
        done = number(getattr(row, name))
        if done is None:
            yield unjudged((row.at(name), row.at("label")), f"“{row.label}”的完成值不是数字")
        elif done >= Decimal(str(least)):
            yield agree(filing, row.at("label"), row.at(name))
        else:
            said = f"“{row.label}”全年 {getattr(row, name)}{unit}"
            yield Judgement((row.at(name), row.at("label")), said, f"{said}，按“{word}”应不少于 {least}{unit}。")


def _frequency(label: str, params: Params) -> tuple[str, Any]:
    """Return the frequency a label names and how many times a year that means at least, ("", 0) for none."""
    return next(((word, least) for word, least in params["frequencies"] if word in label), ("", 0))


RULES = (far_above_target, full_score_needs_target, frequency_kept)
