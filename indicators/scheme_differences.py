"""What differs between two schemes, in words: offered with a later version, so that nobody is surprised by it."""

from __future__ import annotations

from decimal import Decimal

from indicators.formulas import plain
from indicators.scheme_model import (
    COLOURS,
    CONDITIONS,
    EXECUTION,
    FORMULAS,
    FUNDING,
    LATE,
    MODES,
    OVER,
    REVERSE,
    SCOPES,
    Band,
    Cap,
    Family,
    Formula,
    Scheme,
    Step,
    Variant,
)
from indicators.taxonomy import LABELS

NOTHING = "无"
_INNER = str.maketrans("“”", "‘’")  # quotation marks within quotation marks


def differences(old: Scheme, new: Scheme) -> list[str]:
    """Return one line for every setting that differs, ``“产出指标”分值：50 → 40``; none where the rules are the same."""
    before, after = settings(old), settings(new)
    names = [*before, *(name for name in after if name not in before)]
    pairs = [(name, before.get(name, NOTHING), after.get(name, NOTHING)) for name in names]
    return [f"{name}：{was} → {now}" for name, was, now in pairs if was != now]


def settings(scheme: Scheme) -> dict[str, str]:
    """Return everything a scheme says, Chinese name of the setting → its value in words."""
    labels = {one.name: one.label for one in scheme.families}
    found = {
        "方案名称": scheme.name,
        "依据": scheme.source,
        "总分": plain(scheme.total),
        "分值须大于零": _yes(scheme.positive_weights),
        "反向指标": REVERSE[scheme.reverse],
        "满意度不得分的界限": f"低于 {plain(scheme.satisfaction_floor)}%" if scheme.satisfaction_floor else NOTHING,
    }
    for family in scheme.families:
        found |= _family(family)
    found |= {f"{one.label}时的分值": _variant(one, labels) for one in scheme.variants}
    found |= _general(scheme) | _reasons(scheme)
    found |= {f"档次“{one.label}”": _band(one) for one in scheme.bands}
    found |= {f"{_targets(one)}的计分公式": _formula(one) for one in scheme.formulas}
    found |= {f"执行率限制第 {number} 条": _cap(one, labels) for number, one in enumerate(scheme.caps, 1)}
    found |= {f"等级“{one.label}”的下限": plain(one.low) for one in scheme.grades}
    for number, rule in enumerate(scheme.flags, 1):
        limit = f"超过 {_percent(rule.over)}" if rule.over else ""
        found[f"预警第 {number} 条"] = f"{CONDITIONS[rule.condition]}{limit}，{COLOURS[rule.colour]}"
    return found


def _general(scheme: Scheme) -> dict[str, str]:
    execution, late, over = scheme.execution, scheme.lateness, scheme.over_fulfilment
    cost = scheme.missing_cost
    most = NOTHING if cost.points is None else f"{'、'.join(cost.labels)}最多 {plain(cost.points)} 分"
    return {
        "定量指标": MODES[scheme.modes.quantitative],
        "定性指标": MODES[scheme.modes.qualitative],
        "预算执行率": MODES[scheme.modes.execution],
        "预算执行率计分": EXECUTION[execution.mode] + _steps(execution.steps),
        "预算执行率得分以分值为限": _yes(execution.capped),
        "预算执行率的资金范围": FUNDING[execution.funding],
        "逾期完成": LATE[late.late] + (f"，{late.days} 天扣完" if late.late == "proportional" else ""),
        "视为按时完成的用语": "、".join(late.on_time) or NOTHING,
        "超额完成": f"达到 {plain(over.ratio)} 倍，{OVER[over.policy]}",
        "指标值为零时的超额完成": f"达到 {plain(over.zero)}",
        "超额完成写明原因的不扣分": _yes(over.excused),
        "没有设成本指标值": most,
    }


def _reasons(scheme: Scheme) -> dict[str, str]:
    rules = scheme.reasons
    low = f"低于 {_percent(rules.execution_below)}" if rules.execution_below else NOTHING
    return {
        "得分低于分值须写原因": _yes(rules.below_weight),
        "调整预算须写原因": _yes(rules.budget_adjusted),
        "定性指标须写完成情况": _yes(rules.qualitative_result),
        "复核低于自评须写依据": _yes(rules.review_below_self),
        "执行率须写原因的界限": low,
        "执行率原因的字数": _length(rules.execution_length),
        "原因的字数": _length(rules.length),
    }


def _family(family: Family) -> dict[str, str]:
    found = {f"“{family.label}”分值": _weight(family.weight)}
    if family.includes:
        found[f"“{family.label}”包含"] = "、".join(LABELS[one] for one in family.includes)
    return found | {f"“{family.label}”下“{part.label}”分值": _weight(part.weight) for part in family.parts}


def _variant(variant: Variant, labels: dict[str, str]) -> str:
    return "、".join(f"{labels[name]} {plain(weight)}" for name, weight in variant.weights)


def _band(band: Band) -> str:
    sign = "≤" if band.inclusive else "<"
    fixed = f"，得 {_percent(band.share)}" if band.share is not None else ""
    forms = f"，也写作{'、'.join(band.forms)}" if band.forms else ""
    return f"{_percent(band.low)} ≤ 得分 {sign} {_percent(band.high)}{fixed}{forms}"


def _targets(formula: Formula) -> str:
    names = (*formula.labels, *filter(None, [LABELS.get(formula.taxonomy)]))
    return "、".join(f"“{one.translate(_INNER)}”" for one in names)


def _formula(formula: Formula) -> str:
    if formula.kind == "steps":
        return FORMULAS[formula.kind] + _steps(formula.steps, of=1)
    per = (
        f"每{'高' if formula.above else '低'} {plain(formula.per)} 个百分点{'（不足的不计）' if formula.whole else ''}"
    )
    return f"以 {plain(formula.base)}% 为基准，{per}扣 {plain(formula.step)} 分"


def _cap(cap: Cap, labels: dict[str, str]) -> str:
    whose = "、".join(f"“{labels[one]}”" for one in cap.families)
    return f"执行率低于 {_percent(cap.below)}，{whose}{SCOPES[cap.scope]}最多 {_percent(cap.share)}"


def _steps(steps: tuple[Step, ...], of: int = 100) -> str:
    """Return the steps in words; their bounds are fractions of 100 or percentages already (*of* 1)."""
    listed = "、".join(f"{plain(step.bound * of)}% 得 {_percent(step.share)}" for step in steps)
    return f"（{listed}）" if listed else ""


def _weight(weight: Decimal) -> str:
    return plain(weight) if weight else "不检查"


def _percent(fraction: Decimal | None) -> str:
    return f"{plain((fraction or Decimal(0)) * 100)}%"


def _length(number: int) -> str:
    return f"不超过 {number} 字" if number else "不限"


def _yes(value: bool) -> str:
    return "是" if value else "否"
