"""Everything in 万元: the budget, projects, “三公” and what is counted behind it, assets."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Any

from budgets.snapshot import Budget
from reports.importers.loaded import Draft
from reports.importers.published_budget import settle_children
from reports.importers.text.amounts import Amounts
from reports.importers.text.assets import read_assets
from reports.importers.text.book import Book
from reports.importers.text.economic import read_economic, read_three_public_items
from reports.importers.text.funds import read_funds
from reports.importers.text.lines import read_lines
from reports.importers.text.projects import read_projects
from reports.importers.text.rates import read_rates
from reports.importers.text.revenue import read_revenue
from reports.importers.text.source import Source
from reports.importers.text.sums import doubt_sums
from reports.importers.text.tabled import read_tables
from reports.importers.text.three_public import read_counts

SCHEMES = ("nature", "source", "revenue", "economic", "three_public")


def read_money(source: Source, draft: Draft) -> dict[str, Any]:
    """Return the parts of a filing that are about money, by field name."""
    book, amounts = Book(source, draft), Amounts(source.prose)
    read_lines(book, amounts)
    read_economic(book, amounts, draft)
    read_three_public_items(book)
    read_revenue(book, amounts, draft)
    projects = read_projects(book, amounts)
    counts = read_counts(book, amounts)
    read_rates(book, amounts)
    read_funds(book, amounts)
    read_tables(book, draft, projects)
    doubt_sums(book, projects.rows, draft.ledger.codes("economic"))
    book.settle()
    for at in book.under("budget."):
        _, scheme, code, name = at.split(".")
        draft.ledger.put(scheme, code, name, book.value(at))
    settle_children(draft)
    amounts_of = _values(book)
    return {
        "budget": Budget(**{scheme: draft.ledger.lines(scheme) for scheme in SCHEMES}),
        "projects": {key: row.project(amounts_of[key]) for key, row in projects.rows.items()},
        "three_public_counts": counts,
        "assets": read_assets(book),
    }


def _values(book: Book) -> dict[str, dict[str, Decimal]]:
    """Return the amounts of every project by its key and their fields."""
    values: dict[str, dict[str, Decimal]] = defaultdict(dict)
    for at in book.under("projects."):
        _, key, name = at.split(".")
        if (value := book.value(at)) is not None:
            values[key][name] = value
    return values
