"""The block about the three public expenses: money, shares and what is counted, in one paragraph or in three items."""

from __future__ import annotations

from budgets.snapshot import Line
from reports.blocks.budget import changed
from reports.blocks.registry import Spec, block, choice, item, running
from reports.document import Block, Inline
from reports.filing import Filing
from reports.sentences import behind, clauses, closed, fact, listing, merged, say, text

SPENT = (("全年预算", "revised_budget"), ("决算", "actual"))
# The order people read the three in; the purchase and operation of vehicles stand behind their sum.
THREE_PUBLIC = ("overseas", "reception", "vehicle", "vehicle_purchase", "vehicle_operation")
KINDS_OF_THREE = ("overseas", "vehicle", "reception")
COUNTS = (
    "因公出国（境）团组{three_public_counts.overseas_delegations}个",
    "因公出国（境）{three_public_counts.overseas_person_times}人次",
    "公务接待{three_public_counts.reception_batches}批次",
    "公务接待{three_public_counts.reception_person_times}人次",
    "[截至{three_public_counts.vehicle_stock_date}]公务用车保有量为{three_public_counts.vehicle_stock}辆",
)
# The lines of each of the three kinds and what is counted of it.
THREE_ITEMS = (
    (("overseas",), COUNTS[:2]),
    (("reception",), COUNTS[2:4]),
    (("vehicle", "vehicle_purchase", "vehicle_operation"), COUNTS[4:]),
)
_THREE = "budget.three_public"


@block("three_public", "“三公”经费", form=choice("paragraph", "items"))
def three_public(filing: Filing, spec: Spec) -> list[Block]:
    """The three public expenses: total and kinds with their shares, the change, then what was counted.

    *form*: one "paragraph" (the default), or the three kinds as "items", each with what was counted of it.
    """
    lines = filing.budget.three_public
    whole = behind("“三公”经费", clauses(filing, f"{_THREE}.total", SPENT))
    change = changed(filing, "“三公”经费", f"{_THREE}.total")
    if spec.get("form") == "items":
        return [*running(closed(whole), change), *_three_items(filing)]
    kinds = listing(_kind(filing, lines[code]) for code in THREE_PUBLIC if code in lines)
    lead = () if whole or not kinds else text("“三公”经费：")
    stated = closed((*whole, *lead, *text("，其中：" if whole and kinds else ""), *kinds))
    return [*running(stated, change), *running(closed(listing(_counted(filing, *COUNTS), "，")))]


def _three_items(filing: Filing) -> list[Block]:
    """Return one item for each of the three kinds that something is told of."""
    told = [
        (
            listing(_kind(filing, line) for line in map(filing.budget.three_public.get, codes) if line is not None),
            listing(_counted(filing, *counts), "，"),
        )
        for codes, counts in THREE_ITEMS
    ]
    return [item(merged([*closed(money), *closed(counts)])) for money, counts in told if money or counts]


def _kind(filing: Filing, line: Line) -> tuple[Inline, ...]:
    """Return 公务接待费全年预算2.00万元、决算1.50万元（占100.00%）, without the budget where none is given."""
    amounts = listing(clauses(filing, line.at(), [part]) for part in SPENT)
    if line.revised_budget is None:
        amounts = clauses(filing, line.at(), [("", "actual")])
    return (*text(line.label), *amounts, *_share(filing, line)) if amounts else ()


def _share(filing: Filing, line: Line) -> tuple[Inline, ...]:
    """Return a kind's share where the whole is known: its total is given, or all three kinds are."""
    lines = filing.budget.three_public
    whole = fact(filing, f"{_THREE}.total.actual")
    known = whole is not None or all(code in lines and lines[code].actual is not None for code in KINDS_OF_THREE)
    share = f"（占{{budget.three_public_shares.{line.at().rpartition('.')[2]}}}）"
    return say(filing, share) if known and line.parent == "total" else ()


def _counted(filing: Filing, *counts: str) -> list[tuple[Inline, ...]]:
    return [say(filing, sentence) for sentence in counts]
