"""What changed against last year, last year's figures told beside it, and budgets told beside what was spent."""

from __future__ import annotations

import re
from decimal import Decimal

from prose.figures import hides
from prose.mentions import AMOUNT, Mention
from prose.quantities import WIDE
from prose.roles import BUDGETS, CHANGES
from reports.importers.text.amounts import EARLIER, Amounts, sign
from reports.importers.text.book import Book
from reports.importers.text.names import LINES, NOT_THE_DIFFERENCE, UNNAMED

_NAMES = (("基本", "basic"), ("人员", "personnel"), ("公用", "operating"), ("项目", "project"), ("专项", "project"))
_BESIDE = re.compile("控制在[^，。；]{0,4}预算|未(?:超[出过]?|突破)(?:[^，。；]{0,4}预算)?$")
_OF_BUDGET = re.compile("的[^，。；]{0,4}预算|以内")
_SPENDING = re.compile("支出|总额|合并|收支")


def read_changes(book: Book, amounts: Amounts) -> None:
    """State changes, figures of last year and budgets that do not name what they are of."""
    for one in amounts.all:
        if one.start in book.source.taken:
            continue
        if amounts.roles[one] in CHANGES:
            _change(book, amounts, one)
        elif amounts.is_prior(one) and amounts.roles[one] in ("actual", "income", ""):
            _prior(book, amounts, one)
        elif _BESIDE.search(one.clause) and _OF_BUDGET.match(amounts.prose.plain, one.end):
            line, doubt = subject(amounts, one)
            if line:
                book.state(f"budget.{line}.revised_budget", one, doubt, exact=True)
    _confirm(book)


def _confirm(book: Book) -> None:
    """Take back the doubts of what three figures were of where this year's is last year's with the change."""
    for line in {at.rpartition(".")[0] for at in book.under("budget.")}:
        ats = [f"{line}.{name}" for name in ("actual", "prior_actual", "change")]
        now, prior, change = map(book.value, ats)
        if now is not None and prior is not None and change is not None and now - prior == change:
            for at in ats:
                book.confirm(at)


def _change(book: Book, amounts: Amounts, one: Mention) -> None:
    if not _is_of_years(book, amounts, one):
        return
    line, doubt = subject(amounts, one)
    if line:
        value = sign(one) * one.value
        book.state(f"budget.{line}.change", one, _proven(book, line, "prior_actual", one, value, doubt), value)


def _prior(book: Book, amounts: Amounts, one: Mention) -> None:
    year = amounts.prose.year
    if one.year and year and one.year < year - 1:
        return
    line, doubt = subject(amounts, one)
    if line:
        change = next((each for each in amounts.prose.between(one.end, one.end + 30) if each.role in CHANGES), None)
        if change is not None and change.kind == AMOUNT:
            doubt = _proven(book, line, "", one, one.value, doubt, sign(change) * change.value)
        book.state(f"budget.{line}.prior_actual", one, doubt)


def _proven(
    book: Book, line: str, other: str, one: Mention, value: Decimal, doubt: str, change: Decimal | None = None
) -> str:
    """Return *doubt*, none where this year's figure, last year's and the change agree, another where they do not."""
    now = book.value(f"budget.{line}.actual")
    beside = book.value(f"budget.{line}.{other}") if other else change
    if now is None or beside is None:
        return doubt
    gap = abs(now - value - beside)
    return (
        "" if gap <= max(3 * hides(one), one.step if one.places == 1 else Decimal(0)) else doubt or NOT_THE_DIFFERENCE
    )


def _is_of_years(book: Book, amounts: Amounts, one: Mention) -> bool:
    """Return whether a change is one against last year: its sentence names it, or tells a change known to be one again."""
    prose = amounts.prose
    start, end = amounts.around(one)
    words = prose.plain[start:end]
    if "预算" in one.clause:
        return False
    if EARLIER.search(words) or (prose.year is not None and str(prose.year - 1) in words):
        return True
    known = {
        abs(each.value)
        for code in ("total", "basic", "project")
        for each in book.stated(f"budget.nature.{code}.change")
    }
    beside = [each for each in prose.between(start, end) if each.kind == AMOUNT and each.role in CHANGES]
    return len(beside) > 1 and any(each.value in known for each in beside)


def subject(amounts: Amounts, one: Mention) -> tuple[str, str]:
    """Return the line a figure is of, and a doubt: as its own words name it, else what its part of the sentence names."""
    if one.quantity in LINES and not amounts.is_inherited(one):
        return LINES[one.quantity], ""
    if one.role in CHANGES and (own := next((key for word, key in _NAMES if word in one.clause), "")):
        return LINES[own], ""
    levels = [each for each in amounts.part(one) if amounts.is_level(each) and amounts.quantities[each]]
    spoken = [each for each in levels if amounts.roles[each] not in BUDGETS]
    if levels and not spoken and one.role in CHANGES:
        return "", ""  # the budget grew, not what was spent
    spoken = spoken or levels
    named = [each for each in spoken if not amounts.is_inherited(each) or amounts.is_named(each)]
    if named:
        last, kinds = named[-1], {amounts.quantities[each] for each in named}
        sure = len(kinds) == 1 or last in amounts.totals or amounts.quantities[last] in WIDE
        return LINES.get(amounts.quantities[last], ""), "" if sure else UNNAMED
    if spoken:
        return LINES.get(amounts.quantities[spoken[-1]], ""), UNNAMED
    if amounts.is_among_projects(one) or not _speaks_of_spending(amounts, one):
        return "", ""
    return "nature.total", UNNAMED


def _speaks_of_spending(amounts: Amounts, one: Mention) -> bool:
    """Return whether the words around a figure say spending, and no heading above them anything narrower."""
    prose = amounts.prose
    start, end = amounts.around(one)
    stop = prose.plain.find("，", one.end, end)
    further = prose.plain.find("，", stop + 1, end) if stop >= 0 else end
    words = prose.plain[start : further if further >= 0 else end]
    return bool(_SPENDING.search(words)) and not re.search(
        "资产|三公|接待|结转|结余|收入|邻[县市区]|同类|全[省市县区国]", words
    )
