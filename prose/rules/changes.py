"""M3xx: more, less, left over: differences, growth rates, directions, against the amounts they come from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from prose.divisions import HUNDRED, fits, nearly
from prose.figures import name, said, slack, slip
from prose.mentions import AMOUNT, COUNT, PERCENT, POINTS, Mention
from prose.quantities import is_bare
from prose.reading import Prose
from prose.registry import ERROR, NOTICE, Judgement, found, held, rule, unjudged
from prose.stated import BUDGETS

CHANGE = "自评通知：增减额 = 本年数 − 上年数，增减率 = 增减额 ÷ 上年数"
SIGNS = {"increase": 1, "decrease": -1}
WORDS = {1: "增加", -1: "减少"}
_SHARE_WORD = re.compile(r"占|完成|比[重例]|率(?:为|达|是|：)*$")


def sign(mention: Mention) -> int:
    """Return +1 for what is said to be more, −1 for less, 0 for a level."""
    return SIGNS.get(mention.role, 0)


def levels(prose: Prose, change: Mention) -> list[Mention]:
    """Return the amounts of the sentence before *change* that are no changes and no shares, the nearest first."""
    said_before = prose.between(change.sentence, change.start)
    return [one for one in reversed(said_before) if one.kind == change_kind(change) and not sign(one)]


def change_kind(change: Mention) -> str:
    return COUNT if change.kind == COUNT else AMOUNT


@rule(
    "M301", ERROR, "增减率与增减额一致", kind="ratio_mismatch", source=CHANGE,
    how="“减少A万元，减少p%”：p 应等于 A ÷（本年数 ± A）或 A ÷ 写明的上年数；只写本年数和上年数的，p 应等于两数之差 ÷ 上年数。",
    mend="按金额重算增减率，或改正写错的金额。",
    fails="本年支出90.00万元，与上年相比减少10.00万元，减少12.5%。",
    passes="本年支出90.00万元，与上年相比减少10.00万元，减少10%。",
)  # fmt: skip
def growth(prose: Prose, params) -> Iterator[Judgement]:
    for rate in prose.mentions:
        if rate.kind != PERCENT or not sign(rate) or _SHARE_WORD.search(rate.clause):
            continue
        judged = _over_nothing(prose, rate) or _by_change(prose, rate) or _by_levels(prose, rate)
        if judged:
            yield judged


_NOTHING = re.compile("(?:上年|去年|上年同期)(?:支出|预算|决算)?数?(?:为零|为0(?:万?元)?(?![.\\d])|未发生|无支出)[^。；]{0,12}$")


def _over_nothing(prose: Prose, rate: Mention) -> Judgement | None:
    """Judge a rate over a year that was nothing by its words: 上年为零，同比增长11.5%."""
    nothing = _NOTHING.search(prose.plain, rate.sentence, rate.start)
    if nothing is None or not rate.value:
        return None
    start, end = nothing.start(), rate.end
    return found(((start, end),), "上年数为零，不能算增减率", f"“{prose.words(start, end)}”：从零起算没有增减率。")


def _by_change(prose: Prose, rate: Mention) -> Judgement | None:
    """Judge a rate that stands right behind the amount of its change, the current amount before both."""
    said_before = [one for one in prose.between(rate.sentence, rate.start) if one.kind in (AMOUNT, COUNT)]
    change = said_before[-1] if said_before and sign(said_before[-1]) else None
    if change is None:
        return None
    if sign(change) != sign(rate) and change.value and rate.value:
        return found(
            (change.clause_span, rate.clause_span), f"增减方向不一致：{WORDS[sign(change)]}与{WORDS[sign(rate)]}",
            f"金额写作“{change.clause}{said(change)}”，比率写作“{rate.clause}{said(rate)}”，一增一减。",
            kind="contradiction_in_words",
        )  # fmt: skip
    current = levels(prose, change)
    bases = [one.value - sign(change) * change.value for one in current[:1]] + [
        one.value for one in current if _is_prior(prose, one)
    ]
    return _judge_rate(rate, change, [base for base in bases if base > 0], current)


def _judge_rate(rate: Mention, change: Mention, bases: Sequence[Decimal], current: Sequence[Mention]) -> Judgement:
    spans = (rate.span, change.span, *(one.span for one in current[:1]))
    quotients = [change.value / base * HUNDRED for base in bases]
    if any(fits(rate, quotient) for quotient in quotients):
        return held(spans)
    if not bases or rate.bound or change.bound:
        return unjudged(spans, "没有写明本年数或上年数")
    near = nearly(rate, change, bases[0], quotients[0])
    shown = f"{quotients[0].quantize(Decimal('0.01'))}%"
    return found(
        spans, f"增减率与金额不符：{said(rate)} 与 {shown}",
        f"{name(current[0])} {said(current[0])}，{WORDS[sign(change)]} {said(change)}，上年数应为 {said(current[0], bases[0])}，增减率应为 {shown}，文中写作 {said(rate)}。",
        working=[("增减额", said(change)), ("上年数", said(current[0], bases[0])), ("相除", shown), ("报告所写", said(rate))],
        severity=NOTICE if near else None,
    )  # fmt: skip


def _is_prior(prose: Prose, one: Mention) -> bool:
    """Return whether a level is that of an earlier year, by its year or the words right before it: 与上年(2.23万元)相比."""
    if prose.year is not None and one.year is not None and one.year < prose.year:
        return True
    before = prose.plain[one.sentence : one.start]
    stock = one.quantity == "assets" and re.search(r"(?:年初|期初)[^，。；]{0,6}$", before)
    return bool(stock) or re.search(r"(?:上年|去年|上一年|同期)[^，。；]{0,6}$", before) is not None


def _pair(prose: Prose, change: Mention) -> tuple[Mention, Mention] | None:
    """Return (now, before) where exactly two levels of one thing stand before a change: two years, or outturn and budget."""
    both = _two_levels(prose, change)
    if len(both) != 2 or (both[0].quantity != both[1].quantity and not is_bare(both[1].clause)):
        return None
    late, early = both
    years = [_level_year(prose, one) for one in both]
    if years[0] != years[1] and None not in years:
        return (late, early) if years[0] > years[1] else (early, late)
    if early.role in BUDGETS and late.role in ("actual", "revised") and early.role != late.role:
        return late, early
    if late.role in BUDGETS and early.role == "actual":
        return early, late
    return None


def _two_levels(prose: Prose, change: Mention) -> list[Mention]:
    """Return the levels a change lies between: of more than two those of the two years, beside last year's this year's."""
    found_ = levels(prose, change)
    prior = next((one for one in found_ if _is_prior(prose, one)), None)
    if prior is not None and len(found_) == 1:
        return [*_now(prose, prior, change), prior]
    if prior is not None and len(found_) > 2:
        now = next((one for one in found_ if one is not prior and one.role not in BUDGETS and one.quantity == prior.quantity), None)
        return [now, prior] if now else found_
    return found_


def _meant(prior: Mention, change: Mention) -> str:
    """Return what is compared where neither figure names it: 支出 is all spending, the end of a year that of the assets."""
    if re.search("末|年初|期初", prior.clause):
        return "assets"
    return "total" if re.fullmatch("[^，]{0,8}支出.{0,6}", change.clause) or (is_bare(prior.clause) and "支出" in prior.clause) else ""


def _level_year(prose: Prose, one: Mention) -> int | None:
    if _is_prior(prose, one) and prose.year and one.year in (None, prose.year):
        return prose.year - 1
    return one.year or prose.year


def _now(prose: Prose, prior: Mention, change: Mention) -> list[Mention]:
    """Return this year's figure for what *prior* was last year: the only one stated, or that of the sentence before."""
    if re.search("结转|结余", prose.plain[prior.sentence : change.start]):
        return []
    quantity = prior.quantity or change.quantity or _meant(prior, change)
    stated = prose.stated.only(quantity, ("actual", None)) if quantity else None
    if stated is not None and stated is not prior:
        return [stated]
    index = prose.sentence_at(prior.start)
    start = prose.sentences[index - 1][0] if index else prior.sentence
    if prose.plain.find("\n", start, prior.start) >= 0:
        return []
    now = [one for one in prose.between(start, prior.sentence) if one.kind == prior.kind and not sign(one)]
    return now[:1] if now and now[0].year in (None, prose.year) and now[0].quantity == "assets" else []


def _by_levels(prose: Prose, rate: Mention) -> Judgement | None:
    pair = _pair(prose, rate)
    if pair is None:
        return None
    now, prior = pair
    spans = (rate.span, now.span, prior.span)
    if not prior.value:
        return _from_zero(rate, now, prior)
    quotient = (now.value - prior.value) / prior.value * HUNDRED
    if fits(rate, abs(quotient)) and quotient * sign(rate) >= 0:
        return held(spans)
    if rate.bound or now.bound or prior.bound:
        return unjudged(spans, "数字带“约”“余”等字样，不是准数")
    if quotient * sign(rate) < 0:
        return _direction(rate, now, prior)
    shown = f"{abs(quotient).quantize(Decimal('0.01'))}%"
    return found(
        spans, f"增减率与金额不符：{said(rate)} 与 {shown}",
        f"{name(prior)} {said(prior)}，{name(now)} {said(now)}，增减率应为 {shown}，文中写作 {said(rate)}。",
        working=[(name(now).strip("“”"), said(now)), (name(prior).strip("“”"), said(prior)), ("增减率", shown), ("报告所写", said(rate))],
        severity=NOTICE if nearly(rate, now, prior.value, abs(quotient)) else None,
    )  # fmt: skip


def _from_zero(rate: Mention, now: Mention, prior: Mention) -> Judgement:
    return found(
        (rate.span, prior.span), "上年数为零，不能算增减率", f"{name(prior)}为 {said(prior)}，从零起算没有增减率，文中却写作 {said(rate)}。",
        working=[(name(prior).strip("“”"), said(prior)), (name(now).strip("“”"), said(now))],
    )  # fmt: skip


def _direction(change: Mention, now: Mention, prior: Mention) -> Judgement:
    rose = WORDS[1 if now.value > prior.value else -1]
    return found(
        (change.clause_span, now.span, prior.span), f"增减方向与金额不符：应为{rose}",
        f"{name(prior)} {said(prior)}，{name(now)} {said(now)}，是{rose}，文中写作“{change.clause}{said(change)}”。",
        working=[(name(now).strip("“”"), said(now)), (name(prior).strip("“”"), said(prior))],
        kind="contradiction_in_words",
    )  # fmt: skip


@rule(
    "M302", ERROR, "增减额等于两数之差", kind="sum_mismatch", source=CHANGE,
    how="同一句先写两个年度（或预算与决算）的数，再写增减额的，增减额应等于两数之差，方向应相符。", mend="按两个数重算增减额。",
    fails="2022年支出100.00万元，2023年支出90.00万元，减少20.00万元。",
    passes="2022年支出100.00万元，2023年支出90.00万元，减少10.00万元。",
)  # fmt: skip
def differences(prose: Prose, params) -> Iterator[Judgement]:
    for change in prose.mentions:
        pair = _pair(prose, change) if change.kind in (AMOUNT, COUNT) and sign(change) else None
        if pair is None:
            continue
        now, prior = pair
        gap = (now.value - prior.value) * sign(change)
        spans = (change.span, now.span, prior.span)
        if abs(gap - change.value) <= slack((now, prior, change)):
            yield held(spans)
        elif change.bound or now.bound or prior.bound:
            yield unjudged(spans, "数字带“约”“余”等字样，不是准数")
        elif gap < 0:
            yield _direction(change, now, prior)
        else:
            yield found(
                spans, f"增减额与两数之差不符：{said(change)} 与 {said(now, gap)}",
                f"{name(now)} {said(now)} 与{name(prior)} {said(prior)} 相差 {said(now, gap)}，文中写作 {said(change)}。",
                working=[(name(now).strip("“”"), said(now)), (name(prior).strip("“”"), said(prior)), ("相差", said(now, gap)), ("报告所写", said(change))],
            )  # fmt: skip


@rule(
    "M303", ERROR, "结余等于预算减支出", kind="sum_mismatch", source="部门决算报表：结转结余 = 预算（收入）− 支出",
    how="同一句写了同一对象的预算（到位、收入）数、支出数和结余数的，结余应等于前两数之差。", mend="核对三个数，改正写错的一个。",
    fails="项目年初预算50.00万元，实际支出45.00万元，结余6.00万元。", passes="项目年初预算50.00万元，实际支出45.00万元，结余5.00万元。",
)  # fmt: skip
def balances(prose: Prose, params) -> Iterator[Judgement]:
    for left in prose.mentions:
        if left.kind != AMOUNT or left.role != "balance" or re.search("上年|年初|累计", left.clause):
            continue
        both = [one for one in prose.between(left.sentence, left.start) if one.kind == AMOUNT]
        if len(both) != 2 or both[1].role != "actual" or both[0].role not in (*BUDGETS, "received", "income"):
            continue
        funds, spent = both
        gap = funds.value - spent.value
        if abs(gap - left.value) <= slack((funds, spent, left)):
            yield held((left.span, funds.span, spent.span))
        else:
            yield found(
                (left.span, funds.span, spent.span), f"结余与预算减支出不符：{said(left)} 与 {said(left, gap)}",
                f"{name(funds)} {said(funds)} 减{name(spent)} {said(spent)} 为 {said(left, gap)}，文中写作 {said(left)}。",
                working=[(name(funds).strip("“”"), said(funds)), (name(spent).strip("“”"), said(spent)), ("相差", said(left, gap)), ("报告所写", said(left))],
            )  # fmt: skip


_ALL = ({"基本支出", "项目"}, {"人员", "公用"})


_OPENS = re.compile("上年|年初|期初")


@rule(
    "M306", ERROR, "收支结余的连算式相符", kind="sum_mismatch", source="部门决算报表：年初结转 + 收入 − 支出 = 年末结转结余",
    how="同一句依次写了年初结转结余、本年收入、本年支出和年末结转结余的，前两数之和减支出应等于年末数。", mend="核对四个数，改正写错的一个。",
    fails="年初结转结余10.00万元，本年收入100.00万元，本年支出95.00万元，年末结转结余25.00万元。",
    passes="年初结转结余10.00万元，本年收入100.00万元，本年支出95.00万元，年末结转结余15.00万元。",
)  # fmt: skip
def carried_forward(prose: Prose, params) -> Iterator[Judgement]:
    for left in prose.mentions:
        if left.kind != AMOUNT or left.role != "balance" or _OPENS.search(left.clause):
            continue
        chain = [one for one in prose.between(left.sentence, left.start) if one.kind == AMOUNT][-3:]
        if [_term(one) for one in chain] == ["opening", "income", "spent"]:
            yield _chained(chain, left)


def _term(one: Mention) -> str:
    if one.role == "balance" or _OPENS.search(one.clause):
        return "opening" if _OPENS.search(one.clause) else ""
    return "income" if "收入" in one.clause or "到位" in one.clause else "spent" if one.role == "actual" else ""


def _chained(chain: Sequence[Mention], left: Mention) -> Judgement:
    opening, income, spent = chain
    due = opening.value + income.value - spent.value
    spans = (left.span, *(one.span for one in chain))
    if abs(due - left.value) <= slack((*chain, left)):
        return held(spans)
    return found(
        spans, f"年末结余与收支不符：{said(left)} 与 {said(left, due)}",
        f"年初 {said(opening)} 加收入 {said(income)} 减支出 {said(spent)} 为 {said(left, due)}，文中写作 {said(left)}。",
        working=[("年初结转", said(opening)), ("收入", f"+{said(income)}"), ("支出", f"−{said(spent)}"), ("应余", said(left, due)), ("报告所写", said(left))],
    )  # fmt: skip


_ADDED = re.compile("追加|调增|增加|核增|新增|调减|追减|核减|减少|压减|压缩")


@rule(
    "M307", ERROR, "年初预算加减调整等于调整后预算", kind="sum_mismatch", source="部门预算：调整预算数 = 年初预算数 ± 年中调整数",
    how="相继写了年初预算、年中追加（追减）和调整后预算的，前者加减调整数应等于后者。", mend="核对三个数，改正写错的一个。",
    fails="年初预算200.00万元，年中追加预算30.00万元，调整后预算240.00万元。",
    passes="年初预算200.00万元，年中追加预算30.00万元，调整后预算230.00万元。",
)  # fmt: skip
def adjusted(prose: Prose, params) -> Iterator[Judgement]:
    amounts = [one for one in prose.mentions if one.kind == AMOUNT and one.unit]
    for first, change, final in zip(amounts, amounts[1:], amounts[2:], strict=False):
        if first.role == "initial" and _is_final(prose, change, final) and _ADDED.search(change.clause) and final.end - first.start < 160:
            yield _adjusted(first, change, final)


def _is_final(prose: Prose, change: Mention, final: Mention) -> bool:
    return final.role == "revised" or (re.search("调整|全年预算|合计|达到?$|共计", final.clause) is not None and final.role in ("revised", "budget", ""))


def _adjusted(first: Mention, change: Mention, final: Mention) -> Judgement:
    less = re.search("减|压", change.clause) is not None
    due = first.value - change.value if less else first.value + change.value
    spans = (final.span, first.span, change.span)
    if abs(due - final.value) <= slack((first, change, final)):
        return held(spans)
    if any(one.bound for one in (first, change, final)):
        return unjudged(spans, "数字带“约”“余”等字样，不是准数")
    return found(
        spans, f"调整后预算与年初预算、调整数不符：{said(final)} 与 {said(final, due)}",
        f"年初预算 {said(first)}，{'减' if less else '加'}调整数 {said(change)}，应为 {said(final, due)}，文中写作 {said(final)}。",
        working=[("年初预算", said(first)), ("调整", f"{'−' if less else '+'}{said(change)}"), ("应为", said(final, due)), ("报告所写", said(final))],
    )  # fmt: skip


@rule(
    "M304", ERROR, "增减额等于各项增减之和", kind="sum_mismatch", source=CHANGE,
    how="总的增减额之后分项写了增减的，各项带正负号相加应等于总增减额；分项是基本支出与项目支出等全部构成，或一处笔误即可凑平时才判断。",
    mend="核对各项增减额。",
    fails="与上年相比减少16.50万元，主要是因为基本支出减少18.20万元，项目支出增加2.70万元。",
    passes="与上年相比减少16.50万元，主要是因为基本支出减少18.20万元，项目支出增加1.70万元。",
)  # fmt: skip
def changes_add_up(prose: Prose, params) -> Iterator[Judgement]:
    for total in prose.mentions:
        if total.kind == AMOUNT and sign(total):
            parts = _following_changes(prose, total) or _changes_before(prose, total)
            if len(parts) > 1:
                yield _added_up(total, parts)


def _following_changes(prose: Prose, total: Mention) -> list[Mention]:
    """Return the changes a change of its own is explained by: those behind it in the sentence, each with a name."""
    stop = prose.sentences[prose.sentence_at(total.start)][1]
    behind = [one for one in prose.between(total.end, stop) if one.kind == AMOUNT]
    if not behind or not re.search(r"其中|因|由|原因|主要|构成|系|看", prose.plain[total.end : behind[0].start]):
        return []
    return behind if all(sign(one) and len(one.item) > 2 for one in behind) else []


def _changes_before(prose: Prose, total: Mention) -> list[Mention]:
    """Return the changes of 基本支出 and 项目支出 a total change sums up at the end: …，合并计算为减少84.06万元."""
    before = [one for one in prose.between(total.sentence, total.start) if one.kind == AMOUNT]
    both = before[-2:]
    if len(both) != 2 or not all(sign(one) for one in both) or {one.quantity for one in both} != {"basic", "project"}:
        return []
    return both if re.search("合并|相抵|合计|总额|总支出|共", total.clause) and total.start - both[1].end < 30 else []


def _added_up(total: Mention, parts: Sequence[Mention]) -> Judgement:
    signed = sum((part.value * sign(part) for part in parts), Decimal(0)) * sign(total)
    spans = (total.span, *(part.span for part in parts))
    if abs(signed - total.value) <= slack(parts):
        return held(spans)
    gap = total.value - signed
    exhaust = any(
        len(parts) == len(words) and all(any(word in part.label for part in parts) for word in words) for words in _ALL
    )
    slipped = next(
        (how for part in parts if (how := slip(part, part.value + gap * sign(part) * sign(total)))), ""
    ) or slip(total, signed)
    if not (exhaust or slipped) or any(one.bound for one in (total, *parts)):
        return unjudged(spans, "增减的原因未必列全")
    return found(
        spans, f"增减额与各项增减之和不符：{said(total)} 与 {said(total, signed)}",
        f"共{WORDS[sign(total)]} {said(total)}，各项增减相抵为 {said(total, signed)}，相差 {said(total, abs(gap))}。",
        working=[(name(part).strip("“”"), f"{'+' if sign(part) > 0 else '−'}{said(part)}") for part in parts]
        + [("相抵", said(total, signed)), ("报告所写", said(total))],
        hint=slipped,
    )  # fmt: skip


_TO = re.compile(r"(?P<word>增加|增长|提高|提升|上升|扩大|减少|下降|降低|降|压减|压缩)(?:为|到|至|到了|至了)$")


@rule(
    "M305", ERROR, "“增加到”“减少到”与数字相符", kind="contradiction_in_words", source="文字与数字一致",
    how="“由 A 减少到 B”的 B 应小于 A，“由 A 增加到 B”的 B 应大于 A。", mend="核对两个数和增减的词。",
    fails="参训人数由120人减少到150人。", passes="参训人数由120人减少到100人。",
)  # fmt: skip
def from_to(prose: Prose, params) -> Iterator[Judgement]:
    for late in prose.mentions:
        to = _TO.search(late.clause) if late.kind in (AMOUNT, COUNT, PERCENT, POINTS) else None
        early = _starting(prose, late) if to else None
        if to is None or early is None:
            continue
        rises = to["word"][0] in "增提上扩"
        if (late.value > early.value) == rises and late.value != early.value:
            yield held((early.span, late.span))
        else:
            yield found(
                (late.clause_span, early.span), f"“{to[0]}”与数字不符：由 {said(early)} 到 {said(late)}",
                f"由 {said(early)} 到 {said(late)}，{'没有变' if late.value == early.value else '是' + WORDS[1 if late.value > early.value else -1]}，文中却写作“{to[0]}”。",
            )  # fmt: skip


def _starting(prose: Prose, late: Mention) -> Mention | None:
    """Return the figure a change starts from: the last of the same unit before it in the sentence, with no stop between."""
    earlier = [one for one in prose.between(late.sentence, late.start) if one.kind == late.kind]
    early = earlier[-1] if earlier else None
    if (
        early is None
        or early.unit.lstrip("万亿") != late.unit.lstrip("万亿")
        or "；" in prose.plain[early.end : late.start]
    ):
        return None
    near = late.start - early.end < 40 and re.search(
        r"[由从]|原|计划|上年|去年|年初", prose.plain[max(early.sentence, early.start - 20) : early.start]
    )
    return early if near else None


RULES = (growth, differences, balances, carried_forward, adjusted, changes_add_up, from_to)
