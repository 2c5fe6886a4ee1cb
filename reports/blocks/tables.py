"""Blocks that show amounts in tables: one scheme of the budget, or the projects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from budgets.classifications import SCHEMES
from budgets.snapshot import Amounts
from reports.blocks.counting import differences, rates, sums
from reports.blocks.grid import Column, answered, depths, shows, table
from reports.blocks.registry import NAME, Spec, block, choice
from reports.document import Block
from reports.filing import Filing
from reports.sentences import text

# The amounts a line can have and the heads they stand under, in the order forms have them.
AMOUNTS = {
    "prior_actual": "上年决算",
    "initial_budget": "年初预算",
    "adjustment": "预算调整",
    "revised_budget": "全年预算",
    "received": "到位资金",
    "actual": "决算数",
    "change": "同比增减",
}
NOTE = "单位：万元"


WHEN = choice("more", "some", "always")


@block("budget_table", "收支表", scheme=choice(*SCHEMES, required=True), caption=NAME, when=WHEN)
def budget_table(filing: Filing, spec: Spec) -> list[Block]:
    """Every line of a scheme with every amount anyone answered.

    *when*: "more" (the default) prints it only if it says an amount the text before has not, "some" also asks that
    not all of them are zero, "always" prints it in any case.
    """
    lines = getattr(filing.budget, spec.get("scheme"))
    return amounts_table(filing, spec, lines)


@block("project_table", "项目表", caption=NAME, when=WHEN)
def project_table(filing: Filing, spec: Spec) -> list[Block]:
    """The projects with their groups, amounts and grants; *when* as in budget_table."""
    return amounts_table(filing, spec, filing.projects, {**AMOUNTS, "grant": "上级拨款"})


def amounts_table(
    filing: Filing, spec: Spec, lines: Mapping[str, Amounts], amounts: Mapping[str, str] = AMOUNTS
) -> list[Block]:
    """Return the table of *lines* in their own order; no table without an amount, or with nothing new to say."""
    rows = list(lines.values())
    wanted = spec.params.get("amount_columns", list(amounts))
    names = [name for name in amounts if name in wanted and answered(rows, name)]
    stated = {row.at(name): value for row in rows for name in names if (value := getattr(row, name)) is not None}
    if not _worth_printing(stated, spec):
        return []
    return [
        table(
            filing,
            spec.get("caption"),
            [_label(len(names)), *(shows(name, amounts[name]) for name in names), *_rate(names)],
            rows,
            note=NOTE,
            depths=depths(lines),
            kinds=["total" if key == "total" else "" for key in lines],
            formulas=_formulas(lines, names),
        )
    ]


def _formulas(lines: Mapping[str, Amounts], names: Sequence[str]) -> dict[tuple[int, int], str]:
    """Return how the figures come about; a total is the sum of its parts rather than a difference of its own."""
    columns = {name: column for column, name in enumerate(names, 2)}
    rate = len(names) + 2
    return differences(lines, columns) | sums(lines, columns) | rates(lines, columns, rate)


def _worth_printing(stated: Mapping[str, Decimal], spec: Spec) -> bool:
    when = spec.get("when", "more")
    new = when == "always" or not stated.keys() <= spec.said
    return bool(stated) and new and (when != "some" or any(stated.values()))


def _label(numbers: int) -> Column:
    return Column("项目", lambda filing, row: text(row.label), 26 if numbers > 4 else 20, "left")


def _rate(names: Sequence[str]) -> list[Column]:
    return [shows("execution_rate", "执行率", 9)] if {"revised_budget", "actual"} <= set(names) else []
