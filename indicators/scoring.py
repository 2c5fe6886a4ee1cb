"""From target, actual and the scheme handed down to a score with its working shown. Pure; no number is guessed.

What cannot be read as a number, or could mean several scores, is not computed: the score says why and what to do.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from indicators import formulas
from indicators.formulas import Law, Worked, plain
from indicators.scheme_model import Band, Formula, Scheme
from indicators.score import Score, capped, within_default_cost
from indicators.snapshot import Indicator
from indicators.taxonomy import KINDS
from indicators.values import Quantity, Span, read_date, read_quantity, read_range
from lib.display import percent
from lib.money import FEN, round_half_up

ZERO = Decimal(0)
ENOUGH = Decimal(10) ** 12  # stands for an open end: as large as a number may be typed
QUALITATIVE = "定性"
BELOW_WEIGHT = "得分低于分值，请写偏差原因分析及改进措施"
EXECUTION = "execution"
FAMILY = {kind.code: kind.parent or kind.code for kind in KINDS}  # of each code, the family it belongs to

_POSITIVE = "达到指标值得满分，未达到的按完成比例得分"
_REVERSE = {
    "linear": "不超过指标值得满分，超过的按超出比例扣减，达到两倍不得分",
    "ratio": "不超过指标值得满分，超过的按指标值与完成值之比得分",
}
_FORMULA = {"deduct_per_point": "按百分点扣分，扣完为止", "steps": "按所在档次得分"}
_LATE = {"proportional": "按时完成得满分，逾期的按天数扣减", "zero": "按时完成得满分，逾期不得分"}
_EXECUTION = {"linear": "全年执行数 ÷ 全年预算数 × 分值，最高为分值", "steps": "按执行率所在档次得分"}


def score_indicator(
    row: Indicator,
    scheme: Scheme,
    *,
    execution_rate: Decimal | None = None,
    family: str = "",
    year: int | None = None,
) -> Score:
    """Return the score of one indicator that has no others below it.

    *execution_rate* (a fraction) is what caps look at; *family* is the level-1 indicator it stands under, its own
    kind's where none is given; *year* is the one a date without a year belongs to.
    """
    fault = _unweighted(row, scheme)
    if fault:
        return Score(problem=fault)
    family = family or FAMILY.get(row.taxonomy, "")
    score = _scored(row, row.weight or ZERO, scheme, family, year)
    score = within_default_cost(capped(score, row, scheme, family, execution_rate), row, scheme)
    required = reasons(row, score.points, scheme, over=score.over)
    return replace(score, reasons_required=required) if required else score


def execution_score(
    actual: Decimal | None, revised_budget: Decimal | None, weight: Decimal | None, scheme: Scheme
) -> Score:
    """Return the score of the execution rate, amounts in 元; 0 without a budget, nothing while both are unanswered.

    执行率得分 = 分值 × 全年执行数 ÷ 全年预算数, at most the weight (domain/scoring.md §2).
    """
    rule = _EXECUTION[scheme.execution.mode]
    if not weight or weight < 0:
        return Score(rule=rule, problem="没有填分值")
    if actual is None and (revised_budget is None or revised_budget > 0):
        return Score(rule=rule, problem="没有填全年执行数，请先填写收支")
    if revised_budget is None or revised_budget <= 0:
        ground = "没有填全年预算数" if revised_budget is None else "没有全年预算"
        return _as_score(formulas.said(ZERO, ground), rule)
    spent = max(actual or ZERO, ZERO)
    score = _as_score(formulas.executed(weight, spent, revised_budget, scheme.execution), rule)
    return replace(score, reasons_required=_execution_reasons(score, weight, spent / revised_budget, scheme))


def _execution_reasons(score: Score, weight: Decimal, rate: Decimal, scheme: Scheme) -> tuple[str, ...]:
    floor, length = scheme.reasons.execution_below, scheme.reasons.execution_length
    if rate < floor:
        limit = f"（不超过 {length} 字）" if length else ""
        return (f"预算执行率 {percent(rate)} 低于 {plain(floor * 100)}%，请写原因{limit}",)
    low = scheme.reasons.below_weight and score.points is not None and score.points < weight
    return (BELOW_WEIGHT,) if low else ()


def reasons(row: Indicator, points: Decimal | None, scheme: Scheme, *, over: bool = False) -> tuple[str, ...]:
    """Return why the scheme asks a reason of an indicator that counts *points* (domain/scoring.md §9)."""
    found = []
    if scheme.reasons.below_weight and points is not None and row.weight is not None and points < row.weight:
        found.append(BELOW_WEIGHT)
    if over and scheme.over_fulfilment.policy != "flag":
        found.append(f"完成值达到指标值的 {plain(scheme.over_fulfilment.ratio)} 倍，请写超额完成的原因")
    return tuple(found)


def is_qualitative(row: Indicator, scheme: Scheme) -> bool:
    """Return whether a person judges the indicator: its sign says so, or it has none and names a level."""
    return row.operator == QUALITATIVE or (not row.operator and _band(row, scheme) is not None)


def _unweighted(row: Indicator, scheme: Scheme) -> str:
    """Return why the weight cannot carry a score, blank where it can."""
    if row.weight is None:
        return "没有填分值"
    if row.weight < 0 or (scheme.positive_weights and row.weight == 0):
        return "分值应大于零"
    return "预算执行率按收支计分" if row.taxonomy == EXECUTION else ""


def _scored(row: Indicator, weight: Decimal, scheme: Scheme, family: str, year: int | None) -> Score:
    own = _formula(row, scheme)
    if own:
        return _by_formula(row, weight, own)
    if is_qualitative(row, scheme):
        return _by_band(row, weight, scheme)
    due = read_date(row.target_value, year)
    if due:
        return _by_date(row, weight, due, scheme, year)
    actual, fault = _actual(row)
    if actual is None:
        return Score(problem=fault)
    ends = read_range(row.target_value, row.unit)
    if ends:
        return _by_range(weight, ends, actual, scheme)
    return _by_sign(row, weight, actual, scheme, family)


def _formula(row: Indicator, scheme: Scheme) -> Formula | None:
    """Return the formula of its own the scheme has for the indicator: by its label before its kind."""
    if not scheme.formulas:
        return None
    named = [one for one in scheme.formulas if row.label in one.labels]
    kind = [one for one in scheme.formulas if one.taxonomy and one.taxonomy == row.taxonomy]
    return next(iter([*named, *kind]), None)


def _by_formula(row: Indicator, weight: Decimal, own: Formula) -> Score:
    actual, fault = _actual(row)
    if actual is None or not actual.is_percent:
        return Score(problem=fault or f"完成值“{row.actual_value}”应填百分数，例如 95%")
    law = formulas.stepped if own.kind == "steps" else formulas.per_point
    return _certain(actual, law(weight, own), _FORMULA[own.kind], negative=True)


def _band(row: Indicator, scheme: Scheme) -> Band | None:
    said = row.actual_value.strip()
    return next((one for one in scheme.bands if said and said in (one.label, *one.forms)), None)


def _by_band(row: Indicator, weight: Decimal, scheme: Scheme) -> Score:
    """Return the bounds of the level reached, rounded to two decimals (§5), or its points where the place fixes them."""
    band = _band(row, scheme)
    rule = "按完成程度分档，在该档分值范围内评分"
    if band is None:
        levels = "、".join((one.forms or (one.label,))[0] for one in scheme.bands)
        return Score(rule=rule, problem=f"请在完成值中填写完成程度：{levels}" if levels else "由人工评分")
    if band.share is not None:
        said = (band.forms or (band.label,))[0]
        worked = formulas.equals(weight * band.share, f"{said}，{plain(weight)} × {plain(band.share * 100)}%")
        return _as_score(worked, rule)
    low, high = round_half_up(weight * band.low), round_half_up(weight * band.high)
    w, sign = plain(weight), "≤" if band.inclusive else "<"
    if not band.inclusive:
        high = max(high - FEN, low)
    formula = (
        f"{row.actual_value.strip()}，{w} × {plain(band.low * 100)}% ≤ 得分 {sign} {w} × {plain(band.high * 100)}%"
    )
    return Score(formula=f"{formula}，即 {low:f} 至 {high:f}", rule=rule, low=low, high=high)


def _by_date(row: Indicator, weight: Decimal, due: Span, scheme: Scheme, year: int | None) -> Score:
    late, rule = scheme.lateness, _LATE[scheme.lateness.late]
    if row.actual_value.strip() in late.on_time:
        return _as_score(formulas.full(weight, row.actual_value.strip()), rule)
    done = read_date(row.actual_value, year)
    if done is None or (done.has_year != due.has_year and year is None):
        return Score(
            rule=rule,
            problem=f"完成值“{row.actual_value}”不是完整的日期，请写年月日" if row.actual_value else "没有填完成值",
        )
    days = late.days if late.late == "proportional" else 0
    return _agreed([formulas.on_day(weight, due.last, day, days) for day in (done.first, done.last)], rule, row)


def _by_range(weight: Decimal, ends: tuple[Quantity, Quantity], actual: Quantity, scheme: Scheme) -> Score:
    low, high = ends
    if low.limit is None or high.limit is None or low.is_percent != actual.is_percent:
        return Score(problem="指标值和完成值单位不同，请统一单位")
    law = formulas.between(weight, low.limit, high.limit, scheme.reverse, "%" if actual.is_percent else "")
    return _certain(actual, law, "在区间内得满分，低于下限按正向、高于上限按反向计分")


def _by_sign(row: Indicator, weight: Decimal, actual: Quantity, scheme: Scheme, family: str) -> Score:
    target = read_quantity(row.target_value, row.unit)
    sign = row.operator or (target.sign if target else "")
    fault = _unusable(row, target, actual, sign)
    if fault or target is None or target.limit is None:
        return Score(problem=fault)
    value, mark = target.limit, "%" if target.is_percent else ""
    if sign in ("≤", "<"):
        return _certain(actual, formulas.reverse(weight, value, scheme.reverse, mark), _REVERSE[scheme.reverse])
    if sign == "=" and not value:
        return _certain(actual, formulas.zero_expected(weight, mark), "指标值为零，未发生得满分，发生不得分")
    excused = scheme.over_fulfilment.excused and bool(row.reason.strip())
    law = formulas.positive(weight, value, scheme.over_fulfilment, excused=excused, mark=mark)
    if scheme.satisfaction_floor and mark and "satisfaction" in (family, FAMILY.get(row.taxonomy)):
        law = formulas.floored(law, scheme.satisfaction_floor)
    return _noted(_certain(actual, law, _POSITIVE), row, scheme)


def _unusable(row: Indicator, target: Quantity | None, actual: Quantity, sign: str) -> str:
    """Return why target and actual cannot be compared, blank where they can."""
    if not row.target_value.strip():
        return "没有填指标值"
    if target is None or target.limit is None:
        return f"指标值“{row.target_value}”不是确定的数字，不能自动计分"
    if not sign:
        return "没有选计算符号，请选 ≥、=、≤ 或定性"
    if target.sign and target.sign != sign.replace(">", "≥").replace("<", "≤") and (sign, target.sign) != ("=", "≥"):
        return f"计算符号“{sign}”与指标值“{row.target_value}”不一致，请改其中一处"
    if target.limit < 0:
        return "指标值为负数，不能按比例计分"
    return "" if target.is_percent == actual.is_percent else "指标值和完成值只有一个带“%”，请统一单位"


def _actual(row: Indicator) -> tuple[Quantity | None, str]:
    """Return the actual value, or None and why it cannot be used."""
    if not row.actual_value.strip():
        return None, "没有填完成值"
    if row.actual_unit and row.unit and row.actual_unit != row.unit:
        return None, f"指标值以“{row.unit}”计，完成值以“{row.actual_unit}”计，请统一单位"
    quantity = read_quantity(row.actual_value, row.actual_unit or row.unit)
    if quantity is None or quantity.limit is None:
        return None, f"完成值“{row.actual_value}”不是确定的数字，请填数字，或把计算符号改为定性"
    return quantity, ""


def _certain(actual: Quantity, law: Law, rule: str, *, negative: bool = False) -> Score:
    """Return what *law* gives, or why nothing where the actual leaves it open; a negative actual counts as 0."""
    lowest, highest = (ZERO if actual.low is None else actual.low), (ENOUGH if actual.high is None else actual.high)
    if not negative:
        lowest, highest = max(lowest, ZERO), max(highest, ZERO)
    if lowest == highest:
        return _as_score(law(lowest), rule)
    ends = [law(lowest), law(highest)]
    if ends[0].points != ends[1].points:
        return Score(rule=rule, problem="完成值不是确数，得分不能确定，请填写确切数字")
    return _as_score(ends[actual.low is None], rule)


def _agreed(ends: list[Worked], rule: str, row: Indicator) -> Score:
    if ends[0].points != ends[1].points:
        return Score(rule=rule, problem=f"完成值“{row.actual_value}”没有写到日，得分不能确定，请写年月日")
    return _as_score(ends[1], rule)


def _as_score(worked: Worked, rule: str) -> Score:
    return Score(worked.points, worked.formula, rule, over=worked.over)


def _noted(score: Score, row: Indicator, scheme: Scheme) -> Score:
    """Return *score* with the words the over-fulfilment policy asks for beside it (§4)."""
    if not score.over:
        return score
    said = {
        "flag": "完成值远超指标值，请核对，必要时改得分", "reason": "完成值远超指标值，须写原因",
        "no_deduct": "完成值远超指标值，不扣分", "deduct": "完成值远超指标值，按偏离程度扣分",
    }[scheme.over_fulfilment.policy]  # fmt: skip
    return replace(score, notes=(*score.notes, said))
