"""The items of basic expenditure by economic class: listed behind their class, or behind 人员经费 and 公用经费."""

from __future__ import annotations

import re

from budgets.classifications import THREE_PUBLIC_ITEMS
from budgets.matching import free_code, item_code
from prose.mentions import Mention
from reports.importers.loaded import Draft
from reports.importers.text.amounts import Amounts
from reports.importers.text.book import Book
from reports.importers.text.names import CLASSES, FIELDS, LINES

PARENTS = {**CLASSES, "personnel": "", "operating": "", "basic": ""}
LEADS = re.compile(
    r"^(?:[^，。；]{0,16}来源(?:为|是|包括)|其中|包括|分别(?:是|为)|主要(?:用于|包括|包含|有|是|为)|具体(?:是|为|包括)|含|有|即|和|及|以及|：)+"
)
_TAILS = re.compile(r"(?:(?:支出)?(?:决算|预算|执行)数?|(?<=费)支出|(?<=金)支出|为|共计|合计|：)+$")


INFERRED = "取自基本支出的同名科目，“三公”经费未单独说明"


def read_economic(book: Book, amounts: Amounts, draft: Draft) -> None:
    """State the items listed behind a class; each opens its line in the printed order."""
    told: Mention | None = None  # the class told last
    for one in amounts.all:
        quantity = amounts.quantities[one]
        told = one if quantity in CLASSES else told
        listing = amounts.lists.get(one)
        whole = amounts.quantities.get(listing.total, "") if listing else ""
        if quantity in CLASSES and f"budget.economic.{CLASSES[quantity]}.actual" in book:
            draft.ledger.open("economic", CLASSES[quantity])
        if not listing and quantity not in LINES and told:
            whole = _class_before(amounts, one, told)
        if whole not in PARENTS or quantity in CLASSES or _is_line(amounts, one) or amounts.is_among_projects(one):
            continue
        if amounts.is_level(one) and not amounts.is_prior(one):
            _item(book, amounts, draft, one, PARENTS[whole], whole == "basic")


def read_three_public_items(book: Book) -> None:
    """State the three public expenses a report does not tell of by the items of basic expenditure, with a doubt."""
    if book.under("budget.three_public."):
        return
    for kind, codes in THREE_PUBLIC_ITEMS.items():
        for code in codes:
            for entry in book.stated(f"budget.economic.{code}.actual"):
                book.state(f"budget.three_public.{kind}.actual", entry.mention, INFERRED)


def _class_before(amounts: Amounts, one: Mention, told: Mention) -> str:
    """Return the class an item without a list is behind: the one told in its paragraph, where its name is of it."""
    whole = amounts.quantities[told]
    known = item_code(item_name(one.clause), CLASSES[whole])
    return whole if known and amounts.prose.plain.find("\n", told.end, one.start) < 0 else ""


def _is_line(amounts: Amounts, one: Mention) -> bool:
    return amounts.quantities[one] in ("personnel", "operating", "basic", "project", "three_public", "total")


def _item(book: Book, amounts: Amounts, draft: Draft, one: Mention, parent: str, loose: bool) -> None:
    """State one item; directly below basic expenditure only what is known by its name is one."""
    label = book.source.as_typed(item_name(one.clause), one.start)
    if not label or (loose and not item_code(label)):
        return
    taken = draft.ledger.codes("economic")
    code = next((code for code, line in taken.items() if line["label"] == label and line["parent"] == parent), "")
    if not code:
        code = free_code(label, parent, taken)
        draft.ledger.open("economic", code, label, parent or None)
    role = amounts.roles[one] or "actual"
    book.state(f"budget.economic.{code}.{FIELDS.get(role, 'actual')}", one)


def item_name(clause: str) -> str:
    """Return what a clause calls its amount, without the words that lead to it and from it."""
    behind = clause.rpartition("：")[2] or clause.rstrip("：")
    return _TAILS.sub("", LEADS.sub("", behind.rpartition("：")[2] or behind)).strip()
