"""Blocks that say in sentences how much: the whole, its parts, the economic classes, funds, “三公” and assets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from budgets.snapshot import Line
from reports.blocks.registry import Spec, block, item, paragraphs, running
from reports.document import Block, Inline
from reports.filing import Filing
from reports.sentences import clauses, closed, fact, figure, listing, merged, say, text

BUDGETED = (
    ("年初预算", "initial_budget"),
    ("预算调整", "adjustment"),
    ("全年预算", "revised_budget"),
    ("到位资金", "received"),
    ("决算", "actual"),
)
RATED = (*BUDGETED, ("完成年初预算的", "completion_rate"), ("预算执行率为", "execution_rate"))
# The order people read the three in; the purchase and operation of vehicles stand behind their sum.
THREE_PUBLIC = ("overseas", "reception", "vehicle", "vehicle_purchase", "vehicle_operation")


@block("expenditure_scale")
def expenditure_scale(filing: Filing, spec: Spec) -> list[Block]:
    """The whole expenditure: budgets, actual, rates, its parts, the change from last year, then revenue."""
    whole = "budget.nature.total"
    parts = [line for code, line in filing.budget.nature.items() if line.parent == "total" or not line.parent]
    return [
        *running(
            _subject(filing, "本单位整体支出", clauses(filing, whole, RATED)),
            _actuals(filing, "其中：", [line for line in parts if line.at() != whole]),
        ),
        *running(changed(filing, "整体支出", whole), *(changed(filing, line.label, line.at()) for line in parts if line.at() != whole)),
        *running(_revenue(filing)),
    ]  # fmt: skip


@block("nature_sentence", required=("code",))
def nature_sentence(filing: Filing, spec: Spec) -> list[Block]:
    """One line of the expenditure by nature (*code*: basic, project …): budgets, actual, rates, then its parts."""
    line = filing.budget.nature.get(spec.get("code"))
    if line is None:
        return []
    parts = [part for part in filing.budget.nature.values() if part.parent == spec.get("code")]
    return running(
        closed(_behind(line.label, clauses(filing, line.at(), RATED))), _actuals(filing, "其中：", parts)
    )  # fmt: skip


@block("economic_sentences", "scheme")
def economic_sentences(filing: Filing, spec: Spec) -> list[Block]:
    """One item for each class of the economic classification with its items, in the unit's own order."""
    lines = getattr(filing.budget, spec.get("scheme", "economic"))
    roots = [line for line in lines.values() if line.parent not in lines]
    stated = [(root, economic_class(filing, root, _below(lines, root))) for root in roots]
    return [item(words, root.at()) for root, words in stated if words]


def economic_class(filing: Filing, root: Line, parts: Iterable[Line]) -> tuple[Inline, ...]:
    """Return 工资福利支出216.00万元，包括基本工资137.00万元、奖金35.00万元。"""
    whole = fact(filing, root.at("actual")) is not None
    items = listing(named(filing, line) for line in parts if line.actual is not None)
    if not whole and not items:
        return ()
    head = named(filing, root) if whole else text(root.label)
    return closed((*head, *text("，包括" if items else ""), *items))


def named(filing: Filing, line: Line, name: str = "actual") -> tuple[Inline, ...]:
    """Return a line's label with one of its amounts."""
    return (*text(line.label), *figure(filing, line.at(name)))


def changed(filing: Filing, label: str, at: str) -> tuple[Inline, ...]:
    """Return how a line changed from last year, in words."""
    change = say(filing, f"比上年{{{at}.year_change:change}}[（{{{at}.year_change_rate:magnitude}}）]。")
    return (*text(label), *change) if change else ()


@block("fund", "label", "none", required=("source",))
def fund(filing: Filing, spec: Spec) -> list[Block]:
    """One source of money (*source*: a code of the scheme), or that there was none of it: 0 and blank are both 无."""
    at, label = f"budget.source.{spec.get('source')}", spec.get("label")
    line = filing.budget.source.get(spec.get("source"))
    spent = line is not None and any((line.initial_budget, line.revised_budget, line.received, line.actual))
    if not spent:
        return paragraphs(say(filing, spec.get("none") or f"本单位{{{at}.actual:absence}}{label}支出。"))
    return running(closed(_behind(f"{label}支出", clauses(filing, at, RATED))), changed(filing, label, at))


@block("three_public")
def three_public(filing: Filing, spec: Spec) -> list[Block]:
    """The three public expenses: total and kinds with their shares, the change, then what was counted."""
    lines = filing.budget.three_public
    kinds = [lines[code] for code in THREE_PUBLIC if code in lines]
    whole = clauses(filing, "budget.three_public.total", (("全年预算", "revised_budget"), ("决算", "actual")))
    parts = listing(_kind(filing, line) for line in kinds if line.actual is not None)
    joint = "，其中：" if whole and parts else ""
    stated = closed((*_behind("“三公”经费", whole), *text(joint), *parts))
    return [
        *running(stated, changed(filing, "“三公”经费", "budget.three_public.total")),
        *running(_counts(filing)),
    ]


def _kind(filing: Filing, line: Line) -> tuple[Inline, ...]:
    total = fact(filing, "budget.three_public.total.actual")
    code = line.at().rpartition(".")[2]
    share = say(filing, f"（占{{budget.three_public_shares.{code}}}）") if total and line.parent == "total" else ()
    return (*named(filing, line), *share)


def _counts(filing: Filing) -> tuple[Inline, ...]:
    counts = "three_public_counts"
    return closed(
        listing(
            [
                say(filing, f"因公出国（境）团组{{{counts}.overseas_delegations}}个"),
                say(filing, f"因公出国（境）{{{counts}.overseas_person_times}}人次"),
                say(filing, f"公务接待{{{counts}.reception_batches}}批次"),
                say(filing, f"公务接待{{{counts}.reception_person_times}}人次"),
                say(filing, f"[截至{{{counts}.vehicle_stock_date}}]公务用车保有量为{{{counts}.vehicle_stock}}辆"),
            ],
            "，",
        )
    )


@block("assets")
def assets(filing: Filing, spec: Spec) -> list[Block]:
    """The balance of assets and its parts."""
    parts = (("流动资产", "current"), ("固定资产", "fixed"), ("其他资产", "other"))
    whole = say(filing, "资产总额{assets.total}万元")
    listed = listing([clauses(filing, "assets", [part]) for part in parts])
    depreciation = say(filing, "累计折旧{assets.accumulated_depreciation}万元")
    balance = listing([(*whole, *text("，其中：" if whole and listed else ""), *listed), depreciation], "；")
    when = say(filing, "截至{assets.date}，") if balance else ()
    return running(closed((*when, *balance)), say(filing, "资产种类主要有{assets.kinds}。"))


def _subject(filing: Filing, words: str, stated: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return closed((*say(filing, f"{{fiscal_year}}年度，{words}"), *stated)) if stated else ()


def _behind(label: str, stated: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return *stated* with its subject, nothing without it."""
    return merged([*text(label), *stated]) if stated else ()


def _actuals(filing: Filing, lead: str, lines: Iterable[Line]) -> tuple[Inline, ...]:
    return closed(_behind(lead, listing(named(filing, line) for line in lines if line.actual is not None)))


def _below(lines: Mapping[str, Line], root: Line) -> list[Line]:
    """Return every line below *root*, in the unit's own order."""
    code = root.at().rpartition(".")[2]
    found = []
    for line in lines.values():
        if line.parent == code and line is not root:
            found += [line, *_below(lines, line)]
    return found


def _revenue(filing: Filing) -> tuple[Inline, ...]:
    lines = filing.budget.revenue
    whole = clauses(
        filing, "budget.revenue.total", (("年初预算", "initial_budget"), ("全年预算", "revised_budget"), ("", "actual"))
    )
    parts = listing(named(filing, line) for key, line in lines.items() if key != "total" and line.actual is not None)
    if not whole and not parts:
        return ()
    subject = say(filing, "{fiscal_year}年度，收入合计" if whole else "{fiscal_year}年度收入：")
    return closed((*subject, *whole, *text("，其中：" if whole and parts else ""), *parts))
