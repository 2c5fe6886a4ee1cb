"""Budgets a report says there was nothing of: 无政府性基金预算支出 is the answer 0."""

from __future__ import annotations

import re
from decimal import Decimal

from prose.mentions import AMOUNT
from reports.importers.text.amounts import Amounts
from reports.importers.text.book import Book

NAMES = {
    "government_fund_budget": "政府性基金", "state_capital_operations_budget": "国有资本经营",
    "social_insurance_fund_budget": "社会保险基金",
}  # fmt: skip
_NONE = re.compile("无(?!违|一)|未(?:安排|发生|使用|涉及|编列)|没有|不涉及|为零|为0(?![.\\d])")
_OTHERWISE = re.compile("超|违|挤占|截留|挪用|增加|减少|变化|调整")


def read_funds(book: Book, amounts: Amounts) -> None:
    """Put 0 for every such budget a sentence without any other figure says there was none of."""
    prose, draft = amounts.prose, book.draft
    for start, end in prose.sentences:
        words = prose.plain[start:end]
        if not _NONE.search(words) or _OTHERWISE.search(words):
            continue
        if any(one.kind == AMOUNT and one.value for one in prose.between(start, end)):
            continue
        for code, name in NAMES.items():
            at = f"budget.source.{code}.actual"
            if name in words and at not in book:
                draft.ledger.put("source", code, "actual", Decimal(0))
                draft.read(at, "0", where=book.source.given(start, end))
