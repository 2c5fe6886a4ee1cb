"""The block about the three public expenses: money, shares and what is counted, in one paragraph or in three items."""

from __future__ import annotations

from budgets.snapshot import Line
from reports.blocks.budget import changed
from reports.blocks.registry import Spec, block, choice, item, running
from reports.document import Block, Inline
from reports.filing import Filing
from reports.sentences import behind, clauses, closed, fact, listing, merged, say, series, text

SPENT = (("全年预算", "revised_budget"), ("决算", "actual"))
# The three in the order people read them in, each with the lines it is made of.
KINDS_OF_THREE = {"overseas": (), "reception": (), "vehicle": ("vehicle_purchase", "vehicle_operation")}
# What is counted of each: the words before it, then the facts with their measures.
COUNTS = {
    "overseas": ("因公出国（境）", ("团组{three_public_counts.overseas_delegations}个", "{three_public_counts.overseas_person_times}人次")),
    "reception": ("公务接待", ("{three_public_counts.reception_batches}批次", "{three_public_counts.reception_person_times}人次")),
    "vehicle": ("", ("[截至{three_public_counts.vehicle_stock_date}]公务用车保有量为{three_public_counts.vehicle_stock}辆",)),
}  # fmt: skip
_THREE = "budget.three_public"


@block("three_public", "“三公”经费", form=choice("paragraph", "items"))
def three_public(filing: Filing, spec: Spec) -> list[Block]:
    """The three public expenses: total and kinds with their shares, the change, then what was counted.

    *form*: one "paragraph" (the default), or the three kinds as "items", each with what was counted of it.
    """
    whole = behind("“三公”经费", clauses(filing, f"{_THREE}.total", SPENT))
    change = changed(filing, "“三公”经费", f"{_THREE}.total")
    if spec.get("form") == "items":
        told = [merged([*closed(_kind(filing, code)), *closed(_counted(filing, code))]) for code in KINDS_OF_THREE]
        return [*running(closed(whole), change), *(item(one) for one in told if one)]
    kinds = listing([_kind(filing, code) for code in KINDS_OF_THREE], "；")
    lead = text("，其中：" if whole else "“三公”经费：") if kinds else ()
    counts = listing([_counted(filing, code) for code in KINDS_OF_THREE], "，")
    return [*running(closed((*whole, *lead, *kinds)), change), *running(closed(counts))]


def _kind(filing: Filing, code: str) -> tuple[Inline, ...]:
    """Return one of the three with the lines it is made of: …购置及运行维护费3.00万元（占60.00%），其中购置费0.00万元."""
    parts = series([_amounts(filing, part) for part in KINDS_OF_THREE[code]])
    whole = _amounts(filing, code)
    return merged([*whole, *text("，其中" if whole and parts else ""), *parts])


def _amounts(filing: Filing, code: str) -> tuple[Inline, ...]:
    """Return 公务接待费全年预算2.00万元，决算1.50万元（占100.00%）, without the budget where none is given."""
    line = filing.budget.three_public.get(code)
    if line is None:
        return ()
    given = SPENT if line.revised_budget is not None else (("", "actual"),)
    amounts = clauses(filing, line.at(), given)
    return (*text(line.label), *amounts, *_share(filing, line)) if amounts else ()


def _share(filing: Filing, line: Line) -> tuple[Inline, ...]:
    """Return a kind's share where the whole is known: its total is given, or all three kinds are."""
    lines = filing.budget.three_public
    whole = fact(filing, f"{_THREE}.total.actual")
    answered = [code for code in KINDS_OF_THREE if code in lines and lines[code].actual is not None]
    known = whole is not None or len(answered) == len(KINDS_OF_THREE)
    share = f"（占{{budget.three_public_shares.{line.at().rpartition('.')[2]}}}）"
    return say(filing, share) if known and line.parent == "total" else ()


def _counted(filing: Filing, code: str) -> tuple[Inline, ...]:
    lead, counts = COUNTS[code]
    return behind(lead, listing(say(filing, one) for one in counts))
