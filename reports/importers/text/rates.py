"""Printed percentages of lines, kept as claims about the rates that are computed from the amounts."""

from __future__ import annotations

import re

from prose.mentions import AMOUNT, PERCENT, Mention
from prose.roles import CHANGES
from reports.importers.loaded import Claim
from reports.importers.text.amounts import KINDS, Amounts, sign
from reports.importers.text.book import Book
from reports.importers.text.changes import subject
from reports.importers.text.names import LINES, NOT_THE_RATE

_RATE = re.compile(r"执行率|完成率|使用率|支付率|支出进度|完成[^，。；]{0,8}预算|占[^，。；]{0,10}预算")
_INITIAL = re.compile("年初|年度初")
_SHARE = re.compile("占(?:比)?(?:“?三公”?经费(?:支出)?(?:总额|合计)?的?)?$")


def read_rates(book: Book, amounts: Amounts) -> None:
    """Keep the printed percentages of lines as claims about the rates that are computed from them."""
    for one in amounts.prose.mentions:
        if one.kind != PERCENT or not one.exact:
            continue
        before = [each for each in amounts.prose.between(one.sentence, one.start) if each.kind == AMOUNT]
        if not before:
            continue
        if one.role in CHANGES:
            _claim_change(book, amounts, one, before)
        elif _RATE.search(one.clause):
            _claim_rate(book, amounts, one, before)
        elif _SHARE.search(one.clause) and amounts.quantities[before[-1]] in KINDS:
            code = LINES[amounts.quantities[before[-1]]].partition(".")[2]
            _claim(book, f"budget.three_public_shares.{code}", one)


def _claim_change(book: Book, amounts: Amounts, one: Mention, before: list[Mention]) -> None:
    """Keep a printed rate of change; where it is not that of the two years both are doubtful."""
    line, _ = subject(amounts, one)
    changed, prior, now = (book.value(f"budget.{line}.{name}") for name in ("change", "prior_actual", "actual"))
    if changed is None and prior is None:
        return
    _claim(book, f"budget.{line}.year_change_rate", one, sign(one))
    prior = now - changed if prior is None and now is not None and changed is not None else prior
    changed = now - prior if changed is None and now is not None and prior is not None else changed
    if prior and changed is not None and abs(changed / prior * 100 - sign(one) * one.value) > one.step:
        for name in ("change", "prior_actual"):
            book.doubt(f"budget.{line}.{name}", NOT_THE_RATE)


def _claim_rate(book: Book, amounts: Amounts, one: Mention, before: list[Mention]) -> None:
    at = next((at for at in book.facts(before[-1]) if at.endswith(("actual", "budget"))), "")
    if not at:
        return
    row = at.rpartition(".")[0]
    initial = _INITIAL.search(one.clause) and f"{row}.initial_budget" in book
    _claim(book, f"{row}.{'completion_rate' if initial else 'execution_rate'}", one)


def _claim(book: Book, at: str, one: Mention, sign: int = 1) -> None:
    printed = f"{one.value:.{one.places}f}%"  # in digits also where the words say 百分之十六点一零
    words = book.source.sentence(one.start)
    book.draft.read(at, printed, where=words)
    book.draft.claims.append(Claim(at, printed, sign * one.value / 100, f"{printed}（{one.clause}）"))
