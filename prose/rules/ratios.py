"""M2xx: percentages against the amounts they are made of. Where it is not certain what was divided, nothing is judged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from prose.figures import HALF, hides, name, said
from prose.mentions import AMOUNT, COUNT, PERCENT, Mention
from prose.reading import Prose
from prose.registry import ERROR, NOTICE, WARNING, Judgement, found, held, rule, unjudged
from prose.stated import BUDGETS

RATE = "预算执行率 = 全年执行数 ÷ 全年预算数（财预〔2020〕10号）"
HUNDRED = Decimal(100)
_COMPLETION = re.compile(
    r"(?:完成|执行|达到?|为|占)(?:了|到)?[^，。；]{0,6}(?:年初?|全年|年度初?|调整后?|批复)?[^，。；]{0,4}(?:预算|计划)(?:数|额|安排|指标)?的?(?:比例|比重)?(?:为|达到?)?$|(?:预算)?(?:执行|完成|支出|使用)(?:率|进度|比例)(?:为|达到?|是|：)*$"
)
_SHARE = re.compile(r"占(?P<whole>[^，。；占]{0,20}?)的?(?:比例|比重|百分比|比)?(?:约|为|达到?|是)?$")
_INITIAL = re.compile(r"年初预算")
_ADJUSTED = re.compile("调整|追加|调增|调剂")
_REVISED = re.compile(r"调整|全年预算|年度预算|最终")


@dataclass(frozen=True, slots=True)
class Division:
    """A share and what it may be of: *part* over one of *wholes*; *certain* where the words leave no other."""

    share: Mention
    part: Mention
    wholes: tuple[Mention, ...]
    certain: bool


def fits(share: Mention, quotient: Decimal) -> bool:
    """Return whether *quotient* (in percent) rounds to the printed share."""
    return abs(quotient - share.value) <= share.step * HALF


def nearly(share: Mention, part: Mention, whole: Decimal, quotient: Decimal) -> bool:
    """Return whether cutting off instead of rounding, or what the printed amounts hide, explains the difference."""
    if share.value <= quotient < share.value + share.step:
        return True
    hidden = hides(part) / whole * HUNDRED * 2
    return abs(quotient - share.value) <= share.step * HALF + hidden


def judge(division: Division) -> Judgement:
    """Return whether the share is the quotient of its part and one of its wholes."""
    share, part = division.share, division.part
    values = [(whole, whole.value) for whole in division.wholes if whole.value > 0]
    for whole, value in values:
        if fits(share, part.value / value * HUNDRED):
            return held((share.span, part.span, whole.span), _working(part, whole, share))
    if not values or not division.certain or share.bound or part.bound:
        return unjudged((share.span, part.span), "百分比的基数不能确定")
    whole, value = values[0]
    quotient = part.value / value * HUNDRED
    near = nearly(share, part, value, quotient)
    shown = f"{quotient.quantize(share.step / 100 if share.step < 1 else Decimal('0.01'))}%"
    return found(
        (share.span, part.span, whole.span),
        f"百分比与金额不符：{said(share)} 与 {shown}" if not near else f"百分比末位不符：{said(share)} 与 {shown}",
        f"{name(part)} {said(part)} ÷ {name(whole)} {said(whole)} = {shown}，文中写作 {said(share)}。",
        working=_working(part, whole, share), severity=NOTICE if near else None,
    )  # fmt: skip


def _working(part: Mention, whole: Mention, share: Mention) -> list[tuple[str, str]]:
    return [
        (name(part).strip("“”"), said(part)),
        (name(whole).strip("“”"), said(whole)),
        ("相除", f"{(part.value / whole.value * HUNDRED).quantize(Decimal('0.0001'))}%"),
        ("报告所写", said(share)),
    ]


def before(prose: Prose, share: Mention) -> list[Mention]:
    """Return the figures of the sentence before a share, the nearest first."""
    return [one for one in reversed(prose.between(share.sentence, share.start)) if one.kind in (AMOUNT, COUNT)]


@rule(
    "M201", ERROR, "完成率、执行率与金额一致", kind="ratio_mismatch", source=RATE,
    how="“完成年初预算的…%”“执行率…%”与同一对象的决算数÷预算数相比，容许四舍五入到印出的位数；预算数取自同一句、同名项目或全文唯一的预算数，"
    "有几个可能的预算数时只要一个相符即通过。",
    mend="按金额重算百分比，或改正写错的金额。",
    fails="年初预算数为200.00万元，支出决算数为190.00万元，完成年初预算的98%。",
    passes="年初预算数为200.00万元，支出决算数为190.00万元，完成年初预算的95%。",
)  # fmt: skip
def completion(prose: Prose, params) -> Iterator[Judgement]:
    for share in prose.mentions:
        if share.kind == PERCENT and _COMPLETION.search(share.clause) and not _SHARE_OF_TOTAL.search(share.clause):
            division = _completion(prose, share)
            if division is not None:
                yield judge(division)


_SHARE_OF_TOTAL = re.compile(r"占[^，]{0,10}(?:支出|总额|合计|比)(?:的|为|达)*$")


def _completion(prose: Prose, share: Mention) -> Division | None:
    """Return what a completion divides: the outturn right before it, by a budget of the same thing."""
    said_before = before(prose, share)
    spent = next((one for one in said_before if one.kind == AMOUNT and one.role in ("actual", "")), None)
    if spent is None:
        return None
    near = [
        one
        for one in said_before
        if one.role in BUDGETS and (one.quantity, one.heading) == (spent.quantity, spent.heading)
    ]
    adjoining = [one for one in near if not _between(prose, one, share, spent)]
    if adjoining:
        return Division(share, spent, tuple(_named_first(share, adjoining)), True)
    budgets = _elsewhere(prose, spent)
    certain = len({one.value for one in budgets}) == 1 and (
        budgets[0].role != "initial" or bool(_INITIAL.search(share.clause)) or not _ADJUSTED.search(prose.plain)
    )
    return Division(share, spent, tuple(_named_first(share, budgets)), certain)


def _between(prose: Prose, budget: Mention, share: Mention, spent: Mention) -> bool:
    """Return whether another subject's figure stands between the two: then the budget is not of this one."""
    low, high = sorted((budget.end, spent.start))
    return any(one.kind == AMOUNT and one.role not in BUDGETS for one in prose.between(low, high))


def _named_first(share: Mention, budgets: Sequence[Mention]) -> list[Mention]:
    """Return *budgets* with those first whose name the share repeats: 年初预算, 调整预算."""
    wanted = "initial" if _INITIAL.search(share.clause) else "revised" if _REVISED.search(share.clause) else ""
    return sorted(budgets, key=lambda one: one.role != wanted)


def _elsewhere(prose: Prose, spent: Mention) -> list[Mention]:
    """Return the budgets stated elsewhere for the same quantity, or for an item of exactly the same name."""
    if spent.quantity:
        found_ = [one for role in BUDGETS for one in prose.stated.all(spent.quantity, (role, None))]
        if found_:
            return found_
    key = spent.item
    return [] if len(key) < 4 else [
        one for one in prose.by_name.get(key, ()) if one is not spent and one.sentence != spent.sentence and one.kind == AMOUNT
        and one.year in (None, prose.year)
    ]  # fmt: skip


@rule(
    "M202", ERROR, "占比与金额一致", kind="ratio_mismatch", source="自评通知：占比 = 分项 ÷ 合计",
    how="“占…%”与前面的金额÷合计相比；合计取自“占”字后写明的数额、该项所在的列举，或同句并列各项之和，容许四舍五入到印出的位数。",
    mend="按金额重算占比，或改正写错的金额。",
    fails="整体支出400.00万元，其中：基本支出300.00万元，占整体支出的85%；项目支出100.00万元，占整体支出的25%。",
    passes="整体支出400.00万元，其中：基本支出300.00万元，占整体支出的75%；项目支出100.00万元，占整体支出的25%。",
)  # fmt: skip
def shares(prose: Prose, params) -> Iterator[Judgement]:
    wholes = {part: listing.total for listing in prose.listings for part in listing.parts}
    for share in prose.mentions:
        of = _SHARE.search(share.clause) if share.kind == PERCENT else None
        part = next(iter(before(prose, share)), None) if of else None
        if of and part is not None and not part.role.endswith("crease"):
            yield judge(_share(prose, share, part, of["whole"], wholes))


def _share(prose: Prose, share: Mention, part: Mention, whole_name: str, wholes: dict[Mention, Mention]) -> Division:
    """Return what a share is of: the named whole, the total of its list, or the only larger figure of the sentence."""
    known = wholes.get(part)
    named = [one for one in prose.between(share.sentence, part.start) if _is_named(one, whole_name, part)]
    if known is not None and known.value >= part.value:
        return Division(share, part, (known, *named), True)
    if named:
        return Division(share, part, tuple(named), len({one.value for one in named}) == 1)
    elsewhere = _totals_named(prose, whole_name, part)
    return Division(share, part, tuple(elsewhere), False)


def _is_named(one: Mention, words: str, part: Mention) -> bool:
    return (
        one.kind == part.kind
        and bool(words)
        and len(words) > 1
        and one.clause.rstrip("为是达共：").endswith(words.rstrip("的"))
    )


def _totals_named(prose: Prose, words: str, part: Mention) -> list[Mention]:
    return [one for one in prose.mentions if _is_named(one, words, part) and one.value >= part.value]


@rule(
    "M203", WARNING, "百分比的基数名称正确", kind="contradiction_in_words", source=RATE,
    how="“完成年初预算…%”只与调整后（年度）预算数相符、与年初预算数不符或并无该项年初预算数时，基数的名称写错了。",
    mend="把“年初预算”改为实际采用的预算名称，或按年初预算数重算。",
    fails="项目支出年度预算数为200.00万元。项目支出数为190.00万元，完成年初预算95%。",
    passes="项目支出年度预算数为200.00万元。项目支出数为190.00万元，完成年度预算95%。",
)  # fmt: skip
def base_named(prose: Prose, params) -> Iterator[Judgement]:
    for share in prose.mentions:
        if share.kind != PERCENT or not _COMPLETION.search(share.clause) or not _INITIAL.search(share.clause):
            continue
        division = _completion(prose, share)
        match = next((one for one in division.wholes if _fits_whole(division, one)), None) if division else None
        if match is None or division is None:
            continue
        if match.role != "revised" or any(
            one.role == "initial" and one.value == match.value for one in division.wholes
        ):
            yield held((share.span, match.span))
        else:
            yield found(
                (share.clause_span, match.span), "百分比的基数名称写错：年初预算与调整后预算",
                f"{said(share)} 是按{name(match)} {said(match)} 算出的，文中却写作“年初预算”。",
                working=_working(division.part, match, share),
            )  # fmt: skip


def _fits_whole(division: Division, whole: Mention) -> bool:
    return whole.value > 0 and fits(division.share, division.part.value / whole.value * HUNDRED)


@rule(
    "M204", ERROR, "并列各项占比合计为100%", kind="sum_mismatch", source="自评通知：占比合计应为 100%",
    how="列明全部的各项逐项写了占比时，占比之和应为 100%，n 个带小数的百分比容差 0.5 个末位×n。", mend="按金额重算各项占比。",
    fails="“三公”经费支出中，公务接待费2.00万元，占50%，公务用车运行维护费2.00万元，占60%，因公出国（境）费0万元，占0%。",
    passes="“三公”经费支出中，公务接待费2.00万元，占50%，公务用车运行维护费2.00万元，占50%，因公出国（境）费0万元，占0%。",
)  # fmt: skip
def shares_complete(prose: Prose, params) -> Iterator[Judgement]:
    for run in _runs_of_shares(prose):
        total = sum((share.value for _, share in run), Decimal(0))
        tolerance = sum((share.step * HALF for _, share in run if share.places), Decimal(0))
        spans = [share.span for _, share in run]
        amounts = sum((part.value for part, _ in run), Decimal(0))
        if abs(total - HUNDRED) <= tolerance + (Decimal(1) if len(run) > 2 and not tolerance else 0):
            wrong = [(part, share) for part, share in run if amounts and not _near_share(part, share, amounts)]
            yield held(spans) if not wrong else _wrong_share(*wrong[0], amounts)
        elif amounts and any(not _near_share(part, share, amounts) for part, share in run):
            yield found(
                spans, f"各项占比合计为 {total}%，不是 100%", f"并列的 {len(run)} 项占比相加为 {total}%，应为 100%。",
                working=[(name(part).strip("“”"), said(share)) for part, share in run] + [("合计", f"{total}%")],
            )  # fmt: skip


def _near_share(part: Mention, share: Mention, amounts: Decimal) -> bool:
    return fits(share, part.value / amounts * HUNDRED)


def _wrong_share(part: Mention, share: Mention, amounts: Decimal) -> Judgement:
    quotient = (part.value / amounts * HUNDRED).quantize(Decimal("0.01"))
    return found(
        (share.span, part.span), f"占比与金额不符：{said(share)} 与 {quotient}%",
        f"{name(part)} {said(part)} 占并列各项之和 {said(part, amounts)} 的 {quotient}%，文中写作 {said(share)}。",
        working=[(name(part).strip("“”"), said(part)), ("各项之和", said(part, amounts)), ("相除", f"{quotient}%"), ("报告所写", said(share))],
        kind="ratio_mismatch",
    )  # fmt: skip


def _runs_of_shares(prose: Prose) -> Iterator[list[tuple[Mention, Mention]]]:
    """Yield amounts and their shares in runs “A 1万元，占x%，B 2万元，占y%” whose shares have no named whole and list all.

    All is listed where one item is 其他…, or the items are those of the “三公” expenses.
    """
    run: list[tuple[Mention, Mention]] = []
    mentions = [one for one in prose.mentions if one.kind in (AMOUNT, COUNT, PERCENT)]
    for part, share in pairwise(mentions):
        of = _SHARE.search(share.clause) if share.kind == PERCENT else None
        if run and part.sentence != run[-1][0].sentence:
            yield from _complete(run)
            run = []
        if of and not of["whole"] and part.kind != PERCENT and part.sentence == share.sentence:
            run.append((part, share))
    yield from _complete(run)


def _complete(run: list[tuple[Mention, Mention]]) -> Iterator[list[tuple[Mention, Mention]]]:
    keys = {part.quantity for part, _ in run}
    if len(run) > 1 and (
        run[-1][0].label.startswith(("其他", "其它"))
        or {"reception", "overseas"} <= keys
        or {"basic", "project"} <= keys
    ):
        yield run


RULES = (completion, shares, base_named, shares_complete)
