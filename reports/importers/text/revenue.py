"""What the revenue consists of: the parts of its total by name."""

from __future__ import annotations

import re

from prose.mentions import Mention
from reports.importers.loaded import Draft
from reports.importers.text.amounts import Amounts
from reports.importers.text.book import Book
from reports.importers.text.economic import item_name

_ITEMS = ("fiscal_income", "other_income")


def read_revenue(book: Book, amounts: Amounts, draft: Draft) -> None:
    """State the items of revenue: parts of its total, and a stated budget where it and the others are just the total."""
    named: dict[str, str] = {}
    for one in amounts.all:
        is_part = amounts.path(one)[:1] == ["income"] or amounts.quantities[one] in _ITEMS
        if (
            is_part
            and amounts.is_level(one)
            and not amounts.is_prior(one)
            and amounts.roles[one] in ("income", "actual", "", "received")
        ):
            label = book.source.as_typed(item_name(one.clause), one.start)
            book.state(f"budget.revenue.{_code(named, draft, label)}.actual", one)
    whole = book.value("budget.revenue.total.actual")
    parts = [book.value(f"budget.revenue.{code}.actual") or 0 for code in named.values()]
    if whole is None or not parts or sum(parts) == whole:
        return
    for one in amounts.all:
        if amounts.quantities[one] == "total" and "收入" in one.clause and sum(parts) + one.value == whole:
            label = _dated(book, one)
            book.state(f"budget.revenue.{_code(named, draft, label)}.actual", one)
            return


def _code(named: dict[str, str], draft: Draft, label: str) -> str:
    if label not in named:
        named[label] = str(len(named) + 1)
        draft.ledger.open("revenue", named[label], label, "total")
    return named[label]


def _dated(book: Book, one: Mention) -> str:
    """Return the clause of an amount with the year that leads it, as typed."""
    words = re.sub("[为是：]+$", "", one.clause)
    start = book.source.plain.rfind(words, 0, one.start)
    year = re.search(r"\d{4}年度?$", book.source.plain[max(start - 7, 0) : start])
    return book.source.as_typed((year[0] if year else "") + words, one.start)
