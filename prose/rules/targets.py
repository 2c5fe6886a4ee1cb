"""M205, M406, M407: indicators against their targets: the rate, the marks and the words must agree with both figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from prose.divisions import HUNDRED, Division, judge
from prose.figures import said
from prose.indicators import Indicator, indicators
from prose.mentions import COUNT, PERCENT, Mention
from prose.reading import Prose
from prose.registry import ERROR, WARNING, Judgement, found, held, rule, unjudged

SOURCE = "项目支出绩效自评表：完成率 = 实际完成值 ÷ 年度指标值"
# What is better the less there is of it.
_LESS = re.compile(
    r"投诉|事故|违[规法纪]|差错|成本|天数|时[限长间]|不超过|不高于|≤|以内|以下|控制|下降|降低|减少|压减|死亡|发病|失业|逾期|空置"
)

NAME = 40  # characters before the figures in which an indicator is named


@rule(
    "M205", ERROR, "目标完成率与目标值、实际值一致", kind="ratio_mismatch", source=SOURCE,
    how="“计划…，完成…，完成率…%”与实际值÷目标值相比，容许四舍五入到印出的位数；全文没有超过 100% 的完成率时，超额完成的写作 100% 也算相符；"
    "目标是上限的、数字带“余”“约”的不判断。",
    mend="按目标值和实际值重算完成率，或改正写错的数。",
    fails="举办讲座计划20场，完成18场，完成率95%。", passes="举办讲座计划20场，完成18场，完成率90%。",
)  # fmt: skip
def target_rates(prose: Prose, params) -> Iterator[Judgement]:
    rated = [(one, one.rate) for one in indicators(prose) if one.rate is not None]
    capped = all(rate.value <= HUNDRED for _, rate in rated)
    for one, rate in rated:
        if _is_less(prose, one):
            yield unjudged((rate.span, one.actual.span, one.target.span), "目标是上限，完成率的算法不能确定")
        elif capped and rate.value == HUNDRED and _is_met(one):
            yield held((rate.span, one.actual.span, one.target.span))
        else:
            yield judge(prose, Division(rate, one.actual, (one.target,), True), "完成率与目标值、实际值不符")


def _is_less(prose: Prose, one: Indicator) -> bool:
    """Return whether less is better: the target is a limit, or the name says so."""
    first = min(one.target.start, one.actual.start)
    return one.target.bound == "≤" or _LESS.search(prose.plain, max(one.start, first - NAME), first) is not None


def _is_met(one: Indicator) -> bool:
    """Return whether the target was reached, by a share that can be one."""
    return one.actual.value >= one.target.value and (one.actual.kind != PERCENT or one.actual.value <= HUNDRED)


@rule(
    "M406", WARNING, "未达到目标的指标不得满分", kind="contradiction_in_words", source=SOURCE,
    how="同一条（同一行）里写了目标值、实际值、分值和得分，实际值低于目标值，得分却等于分值，也没有写原因的列出；目标是上限的不判断。",
    mend="核对目标值和实际值；确实未完成的，按完成程度扣分或写明理由。",
    fails="举办讲座（10分）：计划20场，完成18场，得10分。", passes="举办讲座（10分）：计划20场，完成20场，得10分。",
)  # fmt: skip
def full_marks(prose: Prose, params) -> Iterator[Judgement]:
    for one in indicators(prose):
        if one.weight is None or one.score is None or one.score.value != one.weight.value:
            continue
        spans = one.actual.span, one.target.span
        if _is_less(prose, one):
            yield unjudged(spans, "目标是上限，越少越好")
        elif one.actual.value >= one.target.value or one.actual.bound == "≥":
            yield held(spans)
        elif one.excused or _EXCUSE.search(prose.plain, one.actual.end, _end(prose, one)):
            yield unjudged(spans, "文中写有未完成的原因")
        else:
            yield _unmet(one, "得分却是满分", [("分值", said(one.weight)), ("得分", said(one.score))])


_EXCUSE = re.compile("原因|由于|因(?!此|地|素)|受|疫情|影响|取消|调整|视同|折算|酌情")


def _end(prose: Prose, one: Indicator) -> int:
    """Return where the statement with the marks ends."""
    marks = one.score.end if one.score else one.end
    stops = (prose.plain.find(sign, marks, one.end) for sign in "；。")
    return min((at for at in stops if at >= 0), default=one.end)


def _unmet(one: Indicator, but: str, working: list[tuple[str, str]]) -> Judgement:
    return found(
        (one.actual.span, one.target.span), f"没有达到目标，{but}：{said(one.actual)} 与 {said(one.target)}",
        f"目标 {said(one.target)}，实际 {said(one.actual)}，没有达到，{but}。",
        working=[("目标值", said(one.target)), ("实际值", said(one.actual)), *working],
    )  # fmt: skip


_REACHED = re.compile(
    r"(?P<not>[未没不][有能]?)?(?:高于|超过|超出|超额完成|优于|大于|达到了?(?:不[低少]于|高于|超过)?)(?:了|年初|年度|设定的|既定的)*$"
)
_AIM = re.compile(r"(?:以上)?的?(?:年初|年度|预期|既定|设定)*的?(?:目标|要求|标准|计划|预期|指标|任务)")


@rule(
    "M407", ERROR, "“高于目标”“达到要求”与数字相符", kind="contradiction_in_words", source="文字与数字一致",
    how="“满意度94%，高于90%的目标值”：前一个数应不低于说到的目标值。", mend="核对两个数，或改正说法。",
    fails="服务对象满意度为84%，高于90%的目标值。", passes="服务对象满意度为94%，高于90%的目标值。",
)  # fmt: skip
def claimed(prose: Prose, params) -> Iterator[Judgement]:
    for aim in prose.mentions:
        words = _claim(prose, aim)
        reached = _reached(prose, aim) if words else None
        if reached is None:
            continue
        if reached.value >= aim.value or reached.bound == "≥":
            yield held((reached.span, aim.span))
        else:
            yield found(
                (reached.span, aim.span), f"“{words}”与数字不符：{said(reached)} 与 {said(aim)}",
                f"{said(reached)} 低于 {said(aim)}，文中却写作“{words}”。", working=[("实际", said(reached)), ("目标", said(aim))],
            )  # fmt: skip


def _claim(prose: Prose, aim: Mention) -> str:
    """Return the words that say the target *aim* was met, or ""."""
    if aim.kind not in (COUNT, PERCENT) or not _AIM.match(prose.plain, aim.end):
        return ""
    before = _REACHED.search(prose.plain, max(aim.sentence, aim.start - 16), aim.start)
    return before[0] if before and not before["not"] else ""


def _reached(prose: Prose, aim: Mention) -> Mention | None:
    """Return the figure of the same measure right before a target."""
    earlier = [one for one in prose.between(aim.sentence, aim.start) if one.kind == aim.kind and one.unit == aim.unit]
    return earlier[-1] if earlier and aim.start - earlier[-1].end < 24 else None


RULES = (target_rates, full_marks, claimed)
