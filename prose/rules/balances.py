"""M303, M306, M307: what is left over, and what a budget became, reckoned from the figures before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from prose.figures import INEXACT, are_exact, said, slack
from prose.mentions import AMOUNT, Mention
from prose.names import label, name
from prose.reading import Prose
from prose.registry import ERROR, Judgement, found, held, rule, unjudged
from prose.roles import BUDGETS

_NOT_OF_NOW = re.compile("上年|年初|累计")
# What was carried in stands beside this year's funds: then two figures do not make the balance.
_CARRIED_IN = re.compile("(?:上年|年初|期初)[^，。；]{0,4}结[转余]")


@rule(
    "M303", ERROR, "结余等于预算减支出", kind="sum_mismatch", source="部门决算报表：结转结余 = 预算（收入）− 支出",
    how="同一句写了同一对象的预算（到位、收入）数、支出数和结余数的，结余应等于前两数之差；另写有上年结转的不按此式判断。",
    mend="核对三个数，改正写错的一个。",
    fails="项目年初预算50.00万元，实际支出45.00万元，结余6.00万元。",
    passes="项目年初预算50.00万元，实际支出45.00万元，结余5.00万元。",
)  # fmt: skip
def balances(prose: Prose, params) -> Iterator[Judgement]:
    for left in _left_over(prose):
        both = [one for one in prose.between(left.sentence, left.start) if one.kind == AMOUNT]
        if _NOT_OF_NOW.search(left.clause) or _CARRIED_IN.search(prose.plain, left.sentence, left.start):
            continue
        if len(both) == 2 and both[1].role == "actual" and both[0].role in (*BUDGETS, "received", "income"):
            yield _judge_balance(prose, both[0], both[1], left)


def _left_over(prose: Prose) -> Iterator[Mention]:
    return (one for one in prose.mentions if one.kind == AMOUNT and one.role == "balance")


def _judge_balance(prose: Prose, funds: Mention, spent: Mention, left: Mention) -> Judgement:
    due, spans = funds.value - spent.value, (left.span, funds.span, spent.span)
    if abs(due - left.value) <= slack((funds, spent, left)):
        return held(spans)
    names = name(funds, prose, "预算数"), name(spent, prose, "支出数")
    return found(
        spans,
        f"结余与预算减支出不符：{said(left)} 与 {_minus(left, due)}",
        f"{names[0]} {said(funds)} 减{names[1]} {said(spent)}，应为 {_minus(left, due)}，文中写作 {said(left)}。",
        working=[
            (label(funds, prose, "预算数"), said(funds)),
            (label(spent, prose, "支出数"), f"−{said(spent)}"),
            ("应余", _minus(left, due)),
            ("报告所写", said(left)),
        ],
    )


def _minus(one: Mention, value: Decimal) -> str:
    return f"−{said(one, -value)}" if value < 0 else said(one, value)


_OPENS = re.compile("上年|年初|期初")
_INCOME = re.compile("收入|到位")


@rule(
    "M306", ERROR, "收支结余的连算式相符", kind="sum_mismatch", source="部门决算报表：年初结转 + 收入 − 支出 = 年末结转结余",
    how="同一句依次写了年初结转结余、本年收入、本年支出和年末结转结余的，前两数之和减支出应等于年末数。", mend="核对四个数，改正写错的一个。",
    fails="年初结转结余10.00万元，本年收入100.00万元，本年支出95.00万元，年末结转结余25.00万元。",
    passes="年初结转结余10.00万元，本年收入100.00万元，本年支出95.00万元，年末结转结余15.00万元。",
)  # fmt: skip
def carried_forward(prose: Prose, params) -> Iterator[Judgement]:
    for left in _left_over(prose):
        chain = [one for one in prose.between(left.sentence, left.start) if one.kind == AMOUNT][-3:]
        if not _OPENS.search(left.clause) and [_term(one) for one in chain] == ["opening", "income", "spent"]:
            yield _judge_chain(chain, left)


def _term(one: Mention) -> str:
    """Return which term of the reckoning a figure is: opening, income or spent; "" for none."""
    if _OPENS.search(one.clause):
        return "opening"
    if one.role == "balance":
        return ""
    return "income" if _INCOME.search(one.clause) else "spent" if one.role == "actual" else ""


def _judge_chain(chain: Sequence[Mention], left: Mention) -> Judgement:
    opening, income, spent = chain
    due = opening.value + income.value - spent.value
    spans = (left.span, *(one.span for one in chain))
    if abs(due - left.value) <= slack((*chain, left)):
        return held(spans)
    return found(
        spans,
        f"年末结余与收支不符：{said(left)} 与 {_minus(left, due)}",
        f"年初 {said(opening)} 加收入 {said(income)} 减支出 {said(spent)}，应为 {_minus(left, due)}，文中写作 {said(left)}。",
        working=[
            ("年初结转", said(opening)),
            ("收入", f"+{said(income)}"),
            ("支出", f"−{said(spent)}"),
            ("应余", _minus(left, due)),
            ("报告所写", said(left)),
        ],
    )


_ADJUSTMENT = re.compile("追加|调增|增加|核增|新增|调减|追减|核减|减少|压减|压缩")
_CUT = re.compile("减|压")
_FINAL = re.compile("调整|全年预算|合计|达到?$|共计")
_REACH = 160  # characters from the initial budget to the final one


@rule(
    "M307", ERROR, "年初预算加减调整等于调整后预算", kind="sum_mismatch", source="部门预算：调整预算数 = 年初预算数 ± 年中调整数",
    how="相继写了年初预算、年中追加（追减）和调整后预算的，前者加减调整数应等于后者。", mend="核对三个数，改正写错的一个。",
    fails="年初预算200.00万元，年中追加预算30.00万元，调整后预算240.00万元。",
    passes="年初预算200.00万元，年中追加预算30.00万元，调整后预算230.00万元。",
)  # fmt: skip
def adjusted(prose: Prose, params) -> Iterator[Judgement]:
    amounts = [one for one in prose.mentions if one.kind == AMOUNT and one.unit]
    for first, change, final in zip(amounts, amounts[1:], amounts[2:], strict=False):
        if first.role != "initial" or final.end - first.start >= _REACH:
            continue
        if _ADJUSTMENT.search(change.clause) and _is_final(final):
            yield _judge_adjusted(first, change, final)


def _is_final(one: Mention) -> bool:
    return one.role == "revised" or (one.role in ("budget", "") and _FINAL.search(one.clause) is not None)


def _judge_adjusted(first: Mention, change: Mention, final: Mention) -> Judgement:
    word, mark, sign = ("减", "−", -1) if _CUT.search(change.clause) else ("加", "+", 1)
    due, spans = first.value + sign * change.value, (final.span, first.span, change.span)
    if abs(due - final.value) <= slack((first, change, final)):
        return held(spans)
    if not are_exact(first, change, final):
        return unjudged(spans, INEXACT)
    return found(
        spans,
        f"调整后预算与年初预算、调整数不符：{said(final)} 与 {said(final, due)}",
        f"年初预算 {said(first)}，{word}调整数 {said(change)}，应为 {said(final, due)}，文中写作 {said(final)}。",
        working=[
            ("年初预算", said(first)),
            ("调整", f"{mark}{said(change)}"),
            ("应为", said(final, due)),
            ("报告所写", said(final)),
        ],
    )


RULES = (balances, carried_forward, adjusted)
