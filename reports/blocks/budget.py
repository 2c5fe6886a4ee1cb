"""Blocks that say in sentences how much: the whole, its parts, the economic classes, other budgets and assets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from budgets.classifications import SOURCE, label_of
from budgets.snapshot import Line
from reports.blocks.registry import NAME, SENTENCE, TEXT, Option, Spec, block, choice, item, paragraphs, running
from reports.document import Block, Inline, Text
from reports.filing import Filing
from reports.sentences import behind, clauses, closed, fact, figure, listing, merged, quote, say, series, text

BUDGETED = (
    ("年初预算", "initial_budget"),
    ("预算调整", "adjustment"),
    ("全年预算", "revised_budget"),
    ("到位资金", "received"),
    ("决算", "actual"),
)
RATED = (*BUDGETED, ("完成年初预算的", "completion_rate"), ("预算执行率为", "execution_rate"))
FUND_SOURCES = tuple(category.code for category in SOURCE)
_WHOLE = "budget.nature.total"


@block("expenditure_scale", "整体支出规模", parts=Option(list, ("scale", "change", "revenue")))
def expenditure_scale(filing: Filing, spec: Spec) -> list[Block]:
    """The whole expenditure: budgets, actual, rates and parts; the change from last year; revenue.

    *parts*: any of scale, change, revenue, in the order they are to stand in; all three without it.
    """
    tellers = {"scale": _scale, "change": _changes, "revenue": _revenue}
    return [node for part in spec.get("parts") or tellers for node in running(*tellers[part](filing))]


def _scale(filing: Filing) -> list[tuple[Inline, ...]]:
    stated = clauses(filing, _WHOLE, RATED)
    return [
        closed((*say(filing, "{fiscal_year}年度，本单位整体支出"), *stated)) if stated else (),
        _actuals(filing, _lead(filing, _WHOLE), _parts(filing)),
    ]


def _changes(filing: Filing) -> list[tuple[Inline, ...]]:
    lines = [("整体支出", _WHOLE), *((line.label, line.at()) for line in _parts(filing))]
    moved = listing([behind(label, change(filing, at)) for label, at in lines], "；")
    return [closed(moved)]


def _parts(filing: Filing) -> list[Line]:
    """Return the lines the whole is made of."""
    lines = filing.budget.nature.values()
    return [line for line in lines if line.parent in ("total", "") and line.at() != _WHOLE]


@block("nature_sentence", "按性质的支出", code=NAME)
def nature_sentence(filing: Filing, spec: Spec) -> list[Block]:
    """One line of the expenditure by nature (*code*: basic, project …): budgets, actual, rates, then its parts."""
    line = filing.budget.nature.get(spec.get("code"))
    if line is None:
        return []
    parts = [part for part in filing.budget.nature.values() if part.parent == spec.get("code")]
    stated = closed(behind(line.label, clauses(filing, line.at(), RATED)))
    return running(stated, _actuals(filing, _lead(filing, line.at()), parts) or _budgets(filing, "其中：", parts))


@block("economic_sentences", "按经济分类的支出", scheme=choice("economic", "economic_project"))
def economic_sentences(filing: Filing, spec: Spec) -> list[Block]:
    """One item for each class of the economic classification with its items, in the unit's own order."""
    lines = getattr(filing.budget, spec.get("scheme", "economic"))
    roots = [line for line in lines.values() if line.parent not in lines]
    stated = [(root, economic_class(filing, root, _below(lines, root))) for root in roots]
    return [item(words, root.at()) for root, words in stated if words]


def economic_class(filing: Filing, root: Line, parts: Iterable[Line]) -> tuple[Inline, ...]:
    """Return 工资福利支出216.00万元，包括基本工资137.00万元、奖金35.00万元。"""
    whole = fact(filing, root.at("actual")) is not None
    items = series(named(filing, line) for line in parts if line.actual is not None)
    if not whole and not items:
        return ()
    head = named(filing, root) if whole else text(root.label)
    return closed((*head, *text("，包括" if items else ""), *items))


def named(filing: Filing, line: Line, name: str = "actual") -> tuple[Inline, ...]:
    """Return a line's label with one of its amounts."""
    return (*text(line.label), *figure(filing, line.at(name)))


def changed(filing: Filing, label: str, at: str) -> tuple[Inline, ...]:
    """Return how a line changed from last year, in a sentence."""
    words = change(filing, at)
    return closed((*text(label), *words)) if words else ()


def change(filing: Filing, at: str) -> tuple[Inline, ...]:
    """Return 比上年减少16.89万元，下降5.18%; 与上年持平; from nothing, that no rate can be compared."""
    moved = fact(filing, f"{at}.year_change")
    if moved == 0:
        return merged([Text("与上年"), *quote(filing, f"{at}.year_change", "change")])
    from_nothing = moved is not None and fact(filing, f"{at}.year_change_rate") is None
    comparable = "，上年为零，增长率无可比性" if from_nothing and _began_at_nought(filing, at) else ""
    return say(filing, f"比上年{{{at}.year_change:change}}[，{{{at}.year_change_rate:change}}]{comparable}")


def _began_at_nought(filing: Filing, at: str) -> bool:
    """Return whether there was nothing last year, as stated or as actual and change tell."""
    prior, actual = fact(filing, f"{at}.prior_actual"), fact(filing, f"{at}.actual")
    return prior == 0 or (prior is None and actual is not None and actual == fact(filing, f"{at}.year_change"))


@block("fund", "其他预算支出", source=Option(choices=FUND_SOURCES, required=True), label=TEXT, none=SENTENCE)
def fund(filing: Filing, spec: Spec) -> list[Block]:
    """One source of money (*source*: a code of the scheme), or that there was none of it: 0 and blank are both 无."""
    at = f"budget.source.{spec.get('source')}"
    label = spec.get("label") or label_of("source", spec.get("source"))
    line = filing.budget.source.get(spec.get("source"))
    spent = line is not None and any((line.initial_budget, line.revised_budget, line.received, line.actual))
    if not spent:
        return paragraphs(say(filing, spec.get("none") or f"本单位{{{at}.actual:absence}}{label}支出。"))
    return running(closed(behind(f"{label}支出", clauses(filing, at, RATED))), changed(filing, label, at))


@block("assets", "资产情况")
def assets(filing: Filing, spec: Spec) -> list[Block]:
    """The balance of assets and its parts."""
    parts = (("流动资产", "current"), ("固定资产", "fixed"), ("其他资产", "other"))
    whole = say(filing, "资产总额{assets.total}万元")
    listed = listing([clauses(filing, "assets", [part]) for part in parts])
    depreciation = say(filing, "累计折旧{assets.accumulated_depreciation}万元")
    balance = listing([(*whole, *text("，其中：" if whole and listed else ""), *listed), depreciation], "；")
    when = say(filing, "截至{assets.date}，") if balance else ()
    return running(closed((*when, *balance)), say(filing, "资产种类主要有{assets.kinds}。"))


def _lead(filing: Filing, at: str) -> str:
    """Return what leads to the parts' actual amounts: they are parts only of an actual amount."""
    return "其中：" if fact(filing, f"{at}.actual") is not None else "决算数："


def _actuals(filing: Filing, lead: str, lines: Iterable[Line]) -> tuple[Inline, ...]:
    return closed(behind(lead, series(named(filing, line) for line in lines if line.actual is not None)))


def _budgets(filing: Filing, lead: str, lines: Iterable[Line]) -> tuple[Inline, ...]:
    """Return what the parts were given, where nobody says what was spent on them."""
    name = "revised_budget"
    stated = listing(named(filing, line, name) for line in lines if line.revised_budget is not None)
    return closed(behind(lead, stated))


def _below(lines: Mapping[str, Line], root: Line) -> list[Line]:
    """Return every line below *root*, in the unit's own order."""
    code = root.at().rpartition(".")[2]
    found = []
    for line in lines.values():
        if line.parent == code and line is not root:
            found += [line, *_below(lines, line)]
    return found


def _revenue(filing: Filing) -> list[tuple[Inline, ...]]:
    lines = filing.budget.revenue
    given = (("年初预算", "initial_budget"), ("全年预算", "revised_budget"), ("", "actual"))
    whole = clauses(filing, "budget.revenue.total", given)
    parts = listing(named(filing, line) for key, line in lines.items() if key != "total" and line.actual is not None)
    if not whole and not parts:
        return []
    subject = say(filing, "{fiscal_year}年度，收入合计" if whole else "{fiscal_year}年度收入：")
    return [closed((*subject, *whole, *text("，其中：" if whole and parts else ""), *parts))]
