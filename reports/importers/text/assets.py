"""The balance of state assets: its amounts, its day and what the assets are."""

from __future__ import annotations

import datetime
import re

from budgets.snapshot import Assets
from prose.mentions import DATE
from reports.importers.text.book import Book

_KINDS = re.compile(r"资产主要(?:包括|有|是|为)(?P<kinds>[^。；，\d]+?)等?[。；，]")
NAMES = ("total", "current", "fixed", "other", "accumulated_depreciation")


def read_assets(book: Book) -> Assets:
    """Return what is stated of the assets; the day is the one their sentence names."""
    values = {name: book.value(f"assets.{name}") for name in NAMES}
    source, draft = book.source, book.draft
    day = None
    if "assets.total" in book:
        total = book.stated("assets.total")[0].mention
        dated = [one for one in source.prose.between(total.sentence, total.start) if one.kind == DATE]
        if dated:
            day = date_of(int(dated[0].value))
            draft.read("assets.date", source.given(*dated[0].span), where=source.sentence(total.start))
    found = _KINDS.search(source.plain)
    if found:
        draft.read("assets.kinds", where=source.sentence(found.start()))
    return Assets(date=day, kinds=source.given(*found.span("kinds")) if found else "", **values)


def date_of(digits: int) -> datetime.date | None:
    """Return the day 20231231 stands for, None for no day or one without a year."""
    year, rest = divmod(digits, 10_000)
    try:
        return datetime.date(year, rest // 100, rest % 100) if year else None
    except ValueError:
        return None
