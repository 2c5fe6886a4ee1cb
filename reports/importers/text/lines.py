"""Amounts of the known quantities as lines of the budget: which address the words of each figure lead to."""

from __future__ import annotations

import re
from decimal import Decimal

from budgets.matching import item_code
from prose.mentions import AMOUNT, Mention
from prose.quantities import name_in
from prose.roles import CHANGES
from reports.importers.text.amounts import EARLIER, KINDS, NEAR, Amounts
from reports.importers.text.book import Book
from reports.importers.text.changes import read_changes
from reports.importers.text.economic import item_name
from reports.importers.text.names import (
    ASSETS,
    CLASSES,
    FIELDS,
    LINES,
    OF_ANOTHER_YEAR,
    UNCLEAR_BUDGET,
    UNNAMED,
    UNSAID,
)

_ADDED = re.compile(
    "(?:追加|追减|调增|调减|核增|核减|增拨)(?:了|的)?(?:预算|资金|经费|指标|收入|支出|数|金额|额|为|共|：)*$|年中新增[^，。；]{0,24}(?:资金|预算|经费|指标|支付)(?:等)?(?:资金)?$"
)
_ADDED_TO_PART = re.compile("(?:追加|追减|调增|调减|核增|核减)[^，。；、]{1,20}(?:经费|资金|支出|预算|专项)$")
_OF_CONTRACT = re.compile("合同|结算|审定|造价|送审|评审")  # what is cut from a bill is not cut from the budget
_BESIDE = re.compile("控制在[^，。；]{0,4}预算|未(?:超[出过]?|突破)(?:[^，。；]{0,4}预算)?$")
_SPENT_TITLE = re.compile("支出|决算|使用|执行|支付|经费情况")
_BUDGET_TITLE = re.compile("预算(?!执行|收支|支出)|安排")


def read_lines(book: Book, amounts: Amounts) -> None:
    """State every amount that is one of a known quantity."""
    for one in amounts.all:
        quantity = amounts.quantities[one]
        if _is_added(amounts, one):
            _added(book, amounts, one)
        elif _ADDED_TO_PART.search(one.clause) or amounts.roles[one] in CHANGES or _is_of_subject(amounts, one):
            continue
        elif quantity in ASSETS:
            _asset(book, amounts, one, ASSETS[quantity])
        elif one.clause.endswith("其他资产") and "assets" in amounts.path(one):
            _asset(book, amounts, one, "other")
        elif quantity in LINES and amounts.is_level(one) and not _is_item(amounts, one):
            _line(book, amounts, one)
        elif not quantity and _is_special(amounts, one):
            book.state(f"budget.nature.special_funds.{FIELDS[amounts.roles[one]]}", one)
        elif not quantity and amounts.roles[one] in ("initial", "revised"):
            _unnamed_budget(book, amounts, one)
    _confirm(book)
    read_changes(book, amounts)


def _is_added(amounts: Amounts, one: Mention) -> bool:
    """Return whether an amount was added to the budget in the year, or taken from it."""
    if not _ADDED.search(one.clause) or EARLIER.search(one.clause):
        return False
    before = amounts.prose.plain[max(one.sentence, one.start - NEAR) : one.start]
    return not _OF_CONTRACT.search(before, before.rfind("；") + 1)


def _added(book: Book, amounts: Amounts, one: Mention) -> None:
    less = re.search("减", one.clause[-6:])
    within = amounts.path(one)[:1]
    if within not in ([], ["total"]) or amounts.is_among_projects(one) or not one.value:
        return
    above = (name_in(heading.title, AMOUNT) for heading in amounts.prose.structure.path(one.start))
    doubt = UNNAMED if any(key and key not in ("total", "income") for key in above) else ""
    sign = -1 if less else 1
    book.state("budget.nature.total.adjustment", one, doubt, sign * one.value)


def _is_special(amounts: Amounts, one: Mention) -> bool:
    """Return whether an amount is the part of the whole budget that is special funds."""
    return amounts.path(one)[:1] == ["total"] and "专项" in one.clause and amounts.roles[one] in ("initial", "revised")


def _is_of_subject(amounts: Amounts, one: Mention) -> bool:
    """Return whether an amount only says how much was planned for what its part of the sentence speaks of."""
    return not amounts.quantities[one] and _BESIDE.search(one.clause) is not None


def _unnamed_budget(book: Book, amounts: Amounts, one: Mention) -> None:
    """State a budget that names nothing as that of the whole, with a doubt."""
    among = (
        amounts.is_among_projects(one) or amounts.numbered.holds(one) or one in amounts.lists or amounts.is_prior(one)
    )
    above = (name_in(heading.title, AMOUNT) for heading in amounts.prose.structure.path(one.start))
    if not among and not any(key and key not in ("total", "income") for key in above):
        book.state(f"budget.nature.total.{FIELDS[amounts.roles[one]]}", one, UNNAMED)


def _confirm(book: Book) -> None:
    """Take back the doubt of what a budget was where it and what was added to it are just the later one."""
    names = ("initial_budget", "adjustment", "revised_budget")
    initial, added, revised = (book.value(f"budget.nature.total.{name}") for name in names)
    if initial is not None and added is not None and revised is not None and initial + added == revised:
        for name in names:
            book.confirm(f"budget.nature.total.{name}")


def _is_item(amounts: Amounts, one: Mention) -> bool:
    """Return whether an amount is an item below a class or a project, whatever quantity its name is."""
    path, quantity = amounts.path(one), amounts.quantities[one]
    if not amounts.is_inherited(one) and quantity in ("project", "basic", "total"):
        return False
    if "project" in path:
        return True
    if quantity in KINDS and {*CLASSES, "personnel", "operating"} & set(path) and "three_public" not in path:
        return True
    if quantity in KINDS and _is_beside_items(amounts, one):
        return True
    return quantity in (*CLASSES, "personnel", "operating") and amounts.is_among_projects(one)


def _is_beside_items(amounts: Amounts, one: Mention) -> bool:
    """Return whether the figures right before and behind an amount are of economic items: 福利费…、公务接待费…"""
    line = amounts.prose.plain.rfind("\n", 0, one.start) + 1
    near = [
        each
        for each in amounts.prose.between(max(line, one.start - 60), one.end + 40)
        if each.kind == AMOUNT and each is not one
    ]
    items = [each for each in near if item_code(item_name(each.clause)) and amounts.quantities[each] not in KINDS]
    return len(items) >= 2


def _line(book: Book, amounts: Amounts, one: Mention) -> None:
    quantity, role = amounts.quantities[one], amounts.roles[one]
    line = LINES[quantity]
    year = book.source.prose.year
    doubt = UNNAMED if amounts.is_inherited(one) and not _is_told(amounts, one) else ""
    if amounts.is_prior(one):
        _prior(book, amounts, one, line, doubt)
        return
    if year and one.year and one.year > year:
        return
    if not role:
        role, unsaid = _role_above(amounts, one)
        doubt = doubt or unsaid
    name = FIELDS.get(role, "actual")
    if role == "budget" and quantity == "total":
        name, doubt = "initial_budget", doubt or UNCLEAR_BUDGET
    if role == "received" and not line.startswith("nature.project"):
        line, name = ("revenue.total", "actual") if quantity == "total" else (line, name)
    if quantity in ("total", "income") and role in ("initial", "revised", "budget"):
        line = "nature.total"
    if line.startswith("source") and name != "actual":
        doubt = doubt or UNSAID
    book.state(f"budget.{line}.{name}", one, doubt)
    if quantity == "total" and re.search("收、?支", one.clause):
        book.state("budget.revenue.total.actual", one, doubt)


def _is_told(amounts: Amounts, one: Mention) -> bool:
    """Return whether the figure before in the same sentence, or a list, says what an amount without a name is of."""
    if amounts.is_named(one):
        return True
    before = [each for each in amounts.prose.between(one.sentence, one.start) if each.kind == AMOUNT]
    quantity = amounts.quantities[one]
    return any(amounts.quantities[each] == quantity and not amounts.is_inherited(each) for each in before)


def _role_above(amounts: Amounts, one: Mention) -> tuple[str, str]:
    """Return what an amount is where its words do not say it: spent, with a doubt unless a heading says so."""
    if amounts.quantities[one] in ("total", "income") and re.search("收、?支|总计", one.clause):
        return "actual", ""
    for heading in amounts.prose.structure.path(one.start):
        if _BUDGET_TITLE.search(heading.title):
            break
        if _SPENT_TITLE.search(heading.title) and one.start >= heading.body:
            return "actual", ""
    return "actual", UNSAID


def _prior(book: Book, amounts: Amounts, one: Mention, line: str, doubt: str) -> None:
    """State a figure of an earlier year: of last year it is that, unless only a slip of the year makes it so."""
    year, role = book.source.prose.year, amounts.roles[one]
    if role not in ("actual", "income", "") or (one.year and year and one.year < year - 1):
        return
    start, end = amounts.around(one)
    compared = EARLIER.search(amounts.prose.plain, start, end) or f"{year}年" in amounts.prose.plain[start:end]
    slip = OF_ANOTHER_YEAR.format(year=one.year) if one.year and not compared else ""
    if not slip or _has_this_year(amounts, one):
        book.state(f"budget.{line}.prior_actual", one, slip or doubt)
        return
    book.state(f"budget.{line}.actual", one, slip)
    book.draft.restate("fiscal_year", Decimal(one.year or 0), book.source.sentence(one.start))
    book.draft.doubt(f"restatements.{len(book.draft.restatements)}", slip)


def _has_this_year(amounts: Amounts, one: Mention) -> bool:
    """Return whether some other figure states the same quantity for the year itself."""
    same = (each for each in amounts.all if each is not one and amounts.quantities[each] == amounts.quantities[one])
    return any(
        not amounts.is_prior(each)
        and amounts.is_level(each)
        and amounts.roles[each] in ("actual", "")
        and not _is_item(amounts, each)
        for each in same
    )


def _asset(book: Book, amounts: Amounts, one: Mention, name: str) -> None:
    if amounts.roles[one] in CHANGES or not amounts.is_level(one) or amounts.is_prior(one):
        return
    if (amounts.is_inherited(one) and name != "other") or re.search("采购|处置|购置|报废|单价|出租|以上", one.clause):
        return
    book.state(f"assets.{name}", one)
