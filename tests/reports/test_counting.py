"""How figures of the report's own tables come about: formulas where they do, none where what is stated differs."""

from decimal import Decimal

from lib.address import replace
from lib.formulas import parse
from reports.assemble import assemble
from reports.document import Table, walk, words
from reports.outline import load_outline
from reports.sample import SAMPLE


def tables(filing):
    document = assemble(filing, load_outline("national/2020"))
    return {node.caption: node for node in walk(document) if isinstance(node, Table)}


def formulas(filing, caption):
    """Return the formulas of a table by the words of their row and head."""
    table = tables(filing)[caption]
    heads = [words(cell) for cell in table.head[0].children]
    return {
        f"{words(row.children[0])}·{head}": cell.formula
        for row in table.body
        for head, cell in zip(heads, row.children, strict=True)
        if cell.formula
    }


def test_totals_differences_and_rates_are_formulas():
    found = formulas(SAMPLE, "部门整体支出情况表")
    assert found["整体支出·决算数"] == "sum(r3c7, r6c7)" and found["基本支出·决算数"] == "sum(r4c7, r5c7)"
    assert found["项目支出·预算调整"] == "r6c5 - r6c3" and found["人员经费·执行率"] == "r4c7 / r4c5"


def test_a_total_that_is_stated_otherwise_has_none():
    changed = replace(SAMPLE, "budget.nature.total.actual", Decimal("4100001"))
    assert "整体支出·决算数" not in formulas(changed, "部门整体支出情况表")


def test_every_formula_names_cells_of_its_table():
    for table in tables(SAMPLE).values():
        rows = (*table.head, *table.body)
        cells = {f"r{r}c{c}" for r, row in enumerate(rows, 1) for c, _ in enumerate(row.children, 1)}
        named = [name for row in rows for cell in row.children if cell.formula for name in parse(cell.formula).names]
        assert set(named) <= cells
    assert formulas(SAMPLE, "部门整体支出绩效指标完成情况表")["产出指标·得分"].startswith("sum(")
