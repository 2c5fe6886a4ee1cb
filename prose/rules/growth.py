"""M301: growth rates against the amounts they come from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from prose.compared import (
    WORDS,
    against,
    is_difference,
    is_measure,
    is_prior,
    label_prior,
    levels,
    name_prior,
    pair,
    sign,
    true_sign,
)
from prose.divisions import HUNDRED, fits, nearly
from prose.figures import INEXACT, are_exact, rate, said
from prose.mentions import AMOUNT, COUNT, PERCENT, Mention
from prose.names import label, name
from prose.reading import Prose
from prose.registry import ERROR, NOTICE, Judgement, Span, found, held, rule, unjudged

SOURCE = "自评通知：增减率 = 增减额 ÷ 上年数"
NO_RATE = "上年数为零，不能算增减率"
# A share or a rate of its own may be said to rise, too: 占比提高到35%, 执行率上升.
_SHARE = re.compile(r"占|完成|比[重例]|率(?:为|达|是|：)*$")
_NOTHING = re.compile(
    r"(?:上年|去年|上年同期)(?:支出|预算|决算)?数?(?:为零|为0(?:万?元)?(?![.\d])|未发生|无支出)[^。；]{0,12}$"
)


@rule(
    "M301", ERROR, "增减率与增减额一致", kind="ratio_mismatch", source=SOURCE,
    how="“减少A万元，减少p%”：p 应等于 A ÷（本年数 ± A）或 A ÷ 写明的上年数；只写本年数和上年数的，p 应等于两数之差 ÷ 上年数；"
    "上年数为零的没有增减率。增减额本身写错、增减率与两年的数相符的，只由“增减额等于两数之差”列出。",
    mend="按金额重算增减率，或改正写错的金额。",
    fails="本年支出90.00万元，与上年相比减少10.00万元，减少12.5%。",
    passes="本年支出90.00万元，与上年相比减少10.00万元，减少10%。",
)  # fmt: skip
def growth(prose: Prose, params) -> Iterator[Judgement]:
    for share in prose.mentions:
        if share.kind != PERCENT or not sign(share) or _SHARE.search(share.clause):
            continue
        judged = _over_nothing(prose, share) or _by_change(prose, share) or _by_levels(prose, share)
        if judged:
            yield judged


def _over_nothing(prose: Prose, share: Mention) -> Judgement | None:
    """Judge a rate over a year that was nothing by its words: 上年为零，同比增长11.5%."""
    nothing = _NOTHING.search(prose.plain, share.sentence, share.start)
    if nothing is None or not share.value:
        return None
    words = prose.words(nothing.start(), share.end)
    rows = (("上年数", "零"), ("报告所写", said(share)))
    return found([(nothing.start(), share.end)], NO_RATE, f"“{words}”：从零起算没有增减率。", working=rows)


def _by_change(prose: Prose, share: Mention) -> Judgement | None:
    """Judge a rate that stands right behind the amount of its change."""
    before = [one for one in prose.between(share.sentence, share.start) if one.kind in (AMOUNT, COUNT)]
    change = before[-1] if before and sign(before[-1]) else None
    if change is None:
        return None
    both = pair(prose, change)
    if both and are_exact(change, *both) and not is_difference(change, *both) and _fits_levels(share, *both):
        return held((share.span, both[0].span, both[1].span))  # it is the change that is wrong: M302
    if sign(change) != sign(share) and change.value and share.value:
        return _contrary(change, share)
    return _judge_by_change(prose, share, change)


def _fits_levels(share: Mention, now: Mention, prior: Mention) -> bool:
    """Return whether the rate is that of two levels, in the direction it says."""
    if not prior.value:
        return False
    quotient = (now.value - prior.value) / prior.value * HUNDRED
    return fits(share, abs(quotient)) and quotient * sign(share) >= 0


def _contrary(change: Mention, share: Mention) -> Judgement:
    words = f"“{change.clause}{said(change)}”", f"“{share.clause}{said(share)}”"
    return found(
        (change.clause_span, share.clause_span),
        f"增减方向不一致：{WORDS[sign(change)]}与{WORDS[sign(share)]}",
        f"金额写作{words[0]}，比率写作{words[1]}，一增一减。",
        working=(("金额", f"{WORDS[sign(change)]} {said(change)}"), ("比率", f"{WORDS[sign(share)]} {said(share)}")),
        kind="contradiction_in_words",
    )


def _judge_by_change(prose: Prose, share: Mention, change: Mention) -> Judgement:
    """Judge a rate by its change and the levels before both: this year's, last year's, or the two of them."""
    stated = levels(prose, change)
    priors = [one for one in stated if (is_prior(prose, one) or is_measure(prose, one)) and one.value > 0]
    reckoned = [one.value - sign(change) * change.value for one in stated[:1]]
    bases = [base for base in [*(one.value for one in priors), *reckoned] if base > 0]
    spans = (share.span, change.span, *(one.span for one in stated[:1]))
    if any(fits(share, change.value / base * HUNDRED) for base in bases):
        return held(spans)
    if not bases or not are_exact(share, change, *(priors or stated)[:1]):
        return unjudged(spans, INEXACT if bases else "没有写明本年数或上年数")
    base = bases[0]
    words = _base(prose, change, stated[0], priors, base)
    rows = [("增减额", said(change)), ("上年数", said(stated[0], base))]
    return _off(
        share,
        change.value / base * HUNDRED,
        spans,
        words,
        rows,
        nearly(share, change, base, change.value / base * HUNDRED),
    )


def _base(prose: Prose, change: Mention, level: Mention, priors: Sequence[Mention], base: Decimal) -> str:
    """Return the words for what a rate is reckoned from: last year's figure as stated, or as this year's tells."""
    changed = f"{WORDS[sign(change)]} {said(change)}"
    if priors:
        return f"{name_prior(prose, priors[0])} {said(priors[0])}，{changed}"
    return f"{name(level, prose, '本年数')} {said(level)}，{changed}，上年数应为 {said(level, base)}"


def _by_levels(prose: Prose, share: Mention) -> Judgement | None:
    """Judge a rate that stands behind two levels with no change between, and no share that it may speak of."""
    before = prose.between(share.sentence, share.start)
    if before and before[-1].kind == PERCENT and not sign(before[-1]):
        return None
    both = pair(prose, share)
    if both is None:
        return None
    now, prior = both
    spans = (share.span, now.span, prior.span)
    if not prior.value:
        return _from_zero(prose, share, now, prior)
    if _fits_levels(share, now, prior):
        return held(spans)
    if not are_exact(share, now, prior):
        return unjudged(spans, INEXACT)
    if true_sign(now, prior) == -sign(share):
        return against(prose, share, now, prior)
    quotient = abs(now.value - prior.value) / prior.value * HUNDRED
    words = f"{name_prior(prose, prior)} {said(prior)}，{name(now, prose, '本年数')} {said(now)}"
    rows = [(label(now, prose, "本年数"), said(now)), (label_prior(prose, prior), said(prior))]
    return _off(share, quotient, spans, words, rows, nearly(share, now, prior.value, quotient))


def _off(
    share: Mention, quotient: Decimal, spans: Sequence[Span], words: str, rows: Sequence[tuple[str, str]], near: bool
) -> Judgement:
    """Return that the rate is another one; *near*: only by its last place."""
    due = rate(share, quotient)
    return found(
        spans,
        f"增减率与金额不符：{said(share)} 与 {due}",
        f"{words}，增减率应为 {due}，文中写作 {said(share)}。",
        working=[*rows, ("增减率应为", due), ("报告所写", said(share))],
        severity=NOTICE if near else None,
    )


def _from_zero(prose: Prose, share: Mention, now: Mention, prior: Mention) -> Judgement:
    return found(
        (share.span, prior.span),
        NO_RATE,
        f"{name_prior(prose, prior)}为 {said(prior)}，从零起算没有增减率，文中却写作 {said(share)}。",
        working=[
            (label(now, prose, "本年数"), said(now)),
            (label_prior(prose, prior), said(prior)),
            ("报告所写", said(share)),
        ],
    )


RULES = (growth,)
