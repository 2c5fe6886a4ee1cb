"""M302, M304, M305: what became more or less against the figures before and behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from prose.compared import WORDS, against, is_difference, label_prior, name_prior, pair, sign, true_sign
from prose.figures import INEXACT, are_exact, said, slack, slip
from prose.mentions import AMOUNT, COUNT, PERCENT, POINTS, Mention
from prose.names import label, name
from prose.reading import Prose
from prose.registry import ERROR, Judgement, found, held, rule, unjudged

SOURCE = "自评通知：增减额 = 本年数 − 上年数"


@rule(
    "M302", ERROR, "增减额等于两数之差", kind="sum_mismatch", source=SOURCE,
    how="同一句先写两个年度（或预算与决算）的数，再写增减额的，增减额应等于两数之差，方向应相符。", mend="按两个数重算增减额。",
    fails="2022年支出100.00万元，2023年支出90.00万元，减少20.00万元。",
    passes="2022年支出100.00万元，2023年支出90.00万元，减少10.00万元。",
)  # fmt: skip
def differences(prose: Prose, params) -> Iterator[Judgement]:
    for change in prose.mentions:
        both = pair(prose, change) if change.kind in (AMOUNT, COUNT) and sign(change) else None
        if both:
            yield _judge_difference(prose, change, *both)


def _judge_difference(prose: Prose, change: Mention, now: Mention, prior: Mention) -> Judgement:
    spans = (change.span, now.span, prior.span)
    if is_difference(change, now, prior):
        return held(spans)
    if not are_exact(change, now, prior):
        return unjudged(spans, INEXACT)
    if true_sign(now, prior) == -sign(change):
        return against(prose, change, now, prior)
    gap = said(now, abs(now.value - prior.value))
    names = name(now, prose, "本年数"), name_prior(prose, prior)
    return found(
        spans,
        f"增减额与两数之差不符：{said(change)} 与 {gap}",
        f"{names[0]} {said(now)} 与{names[1]} {said(prior)} 相差 {gap}，文中写作 {said(change)}。",
        working=[
            (label(now, prose, "本年数"), said(now)),
            (label_prior(prose, prior), said(prior)),
            ("相差", gap),
            ("报告所写", said(change)),
        ],
        hint=slip(change, abs(now.value - prior.value)),
    )


_BECAUSE = re.compile("其中|因|由|原因|主要|构成|系|看")  # announces what a change is made of
_TOGETHER = re.compile("合并|相抵|合计|总额|总支出|共")
_ALL = ({"基本支出", "项目"}, {"人员", "公用"})  # words of the parts that make up all of a change
_NEAR = 30  # characters between the last part of a change and the change that sums them up


@rule(
    "M304", ERROR, "增减额等于各项增减之和", kind="sum_mismatch", source="自评通知：增减额 = 各项增减额之和",
    how="总的增减额之后分项写了增减的，各项带正负号相加应等于总增减额；分项是基本支出与项目支出等全部构成，或一处笔误即可凑平时才判断。",
    mend="核对各项增减额。",
    fails="与上年相比减少16.50万元，主要是因为基本支出减少18.20万元，项目支出增加2.70万元。",
    passes="与上年相比减少16.50万元，主要是因为基本支出减少18.20万元，项目支出增加1.70万元。",
)  # fmt: skip
def changes_add_up(prose: Prose, params) -> Iterator[Judgement]:
    for total in prose.mentions:
        if total.kind == AMOUNT and sign(total):
            parts = _changes_behind(prose, total) or _changes_before(prose, total)
            if len(parts) > 1:
                yield _judge_changes(prose, total, parts)


def _changes_behind(prose: Prose, total: Mention) -> list[Mention]:
    """Return the changes a change of its own is explained by: those behind it in the sentence, each with a name."""
    stop = prose.sentences[prose.sentence_at(total.start)][1]
    behind = [one for one in prose.between(total.end, stop) if one.kind == AMOUNT]
    if not behind or not _BECAUSE.search(prose.plain, total.end, behind[0].start):
        return []
    return behind if all(sign(one) and len(one.item) > 2 for one in behind) else []


def _changes_before(prose: Prose, total: Mention) -> list[Mention]:
    """Return the changes of 基本支出 and 项目支出 a total change sums up at the end: …，合并计算为减少84.06万元."""
    both = [one for one in prose.between(total.sentence, total.start) if one.kind == AMOUNT][-2:]
    if len(both) != 2 or not all(map(sign, both)) or {one.quantity for one in both} != {"basic", "project"}:
        return []
    return both if _TOGETHER.search(total.clause) and total.start - both[1].end < _NEAR else []


def _judge_changes(prose: Prose, total: Mention, parts: Sequence[Mention]) -> Judgement:
    due = sum((part.value * sign(part) for part in parts), Decimal(0)) * sign(total)
    spans = (total.span, *(part.span for part in parts))
    if abs(due - total.value) <= slack(parts):
        return held(spans)
    hint = _slip(prose, total, parts, due)
    if not (_are_all(parts) or hint) or not are_exact(total, *parts):
        return unjudged(spans, "增减的原因未必列全")
    rows = [(label(part, prose, "其中"), f"{'+' if sign(part) > 0 else '−'}{said(part)}") for part in parts]
    return found(
        spans,
        f"增减额与各项增减之和不符：{said(total)} 与 {said(total, due)}",
        f"共{WORDS[sign(total)]} {said(total)}，各项增减相抵为 {said(total, due)}，相差 {said(total, abs(total.value - due))}。",
        working=[*rows, ("相抵", said(total, due)), ("报告所写", said(total))],
        hint=hint,
    )


def _are_all(parts: Sequence[Mention]) -> bool:
    """Return whether the parts are all a change can have: each word of a set names one of them."""
    return any(
        len(parts) == len(words) and all(any(word in part.label for part in parts) for word in words) for words in _ALL
    )


def _slip(prose: Prose, total: Mention, parts: Sequence[Mention], due: Decimal) -> str:
    """Return which single slip of the pen would explain the difference, in Chinese, or ""."""
    gap = (total.value - due) * sign(total)
    for part in parts:
        if how := slip(part, part.value + gap * sign(part)):
            return f"{name(part, prose, '其中一项')}{how}"
    how = slip(total, due)
    return f"总增减额{how}" if how else ""


# 增加到 says where it went; the figure it came from stands before it.
_TO = re.compile(r"(?P<word>增加|增长|提高|提升|上升|扩大|减少|下降|降低|降|压减|压缩)(?:为|到|至|到了|至了)$")
_FROM = re.compile(r"[由从]|原|计划|上年|去年|年初")
# What may stand between the two: the thing counted, or the time of the second; another subject makes another figure.
_BETWEEN = re.compile(
    r"[^，。；]{0,20}|[^，。；]{0,8}，(?:今年|本年度?|现在?|目前|实际|截至|年末|20\d\d年度?|已|逐步|分别|进一步)*(?:增|提|上|扩|减|下|降|压)[^，。；]{0,4}"
)
_NEAR = 20  # characters before the first in which it says that it is where something went from


@rule(
    "M305", ERROR, "“增加到”“减少到”与数字相符", kind="contradiction_in_words", source="文字与数字一致",
    how="“由 A 减少到 B”的 B 应小于 A，“由 A 增加到 B”的 B 应大于 A。", mend="核对两个数和增减的词。",
    fails="参训人数由120人减少到150人。", passes="参训人数由120人减少到100人。",
)  # fmt: skip
def from_to(prose: Prose, params) -> Iterator[Judgement]:
    for late in prose.mentions:
        to = _TO.search(late.clause) if late.kind in (AMOUNT, COUNT, PERCENT, POINTS) else None
        early = _starting(prose, late) if to else None
        if to and early:
            yield _judge_direction(to, late, early)


def _starting(prose: Prose, late: Mention) -> Mention | None:
    """Return the figure a change starts from: the last of the same unit before it, with no other subject between."""
    earlier = [one for one in prose.between(late.sentence, late.start) if one.kind == late.kind]
    early = earlier[-1] if earlier else None
    if early is None or early.unit.lstrip("万亿") != late.unit.lstrip("万亿"):
        return None
    start = max(early.sentence, early.start - _NEAR)
    told = _BETWEEN.fullmatch(prose.plain, early.end, late.start) and _FROM.search(prose.plain, start, early.start)
    return early if told else None


def _judge_direction(to: re.Match[str], late: Mention, early: Mention) -> Judgement:
    went, says = true_sign(late, early), 1 if to["word"][0] in "增提上扩" else -1
    if went == says:
        return held((early.span, late.span))
    return found(
        (late.clause_span, early.span),
        f"“{to[0]}”与数字不符：由 {said(early)} 到 {said(late)}",
        f"由 {said(early)} 到 {said(late)}，{'是' if went else ''}{WORDS[went]}，文中却写作“{to[0]}”。",
        working=(("原为", said(early)), ("现为", said(late)), ("应为", WORDS[went]), ("报告所写", to[0])),
    )


RULES = (differences, changes_add_up, from_to)
