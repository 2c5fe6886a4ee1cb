"""Tables whose rows are things of their own: projects, fund lines, kinds of staff."""

from __future__ import annotations

import re

from reports.importers.sheets import names, values
from reports.importers.sheets.facts import Facts
from reports.importers.sheets.money import Purse
from reports.importers.sheets.names import NOTES, PASSED_OVER, SUBTOTAL, TOTAL, folded, numbered
from reports.importers.sheets.tables import Head, Panel, Table
from reports.importers.sheets.values import NoValueError

ALL_PROJECTS = "项目表的合计，请核对是否就是全部项目支出"
GROUP = re.compile(r"staffing\.(\w+)\.total\.count")
FUND = {"opening": "opening", "income": "income", "closing": "closing"}


def _text(table: Table, row: int, *columns: int | None) -> str:
    """Return the first words of a row among *columns*."""
    return next((text for one in columns if one is not None and (text := table.page.shown(row, one).text.strip())), "")


def read_projects(table: Table, panel: Panel, facts: Facts) -> None:
    """Read one project a row; what is numbered deeper, or begins with 其中, belongs to the group above it."""
    purse = Purse(table, facts)
    name_at, code_at = panel.keys.get("project", panel.keys.get("name")), panel.keys.get("code")
    above: list[tuple[int, str]] = []  # the rows a deeper one may belong to: how deep and which
    for row in table.rows:
        printed = _text(table, row, name_at)
        if not printed and TOTAL.fullmatch(folded(_text(table, row, *table.page.rows[row]))):
            printed = "合计"
        label = numbered(printed)
        if not printed or SUBTOTAL.fullmatch(folded(printed)):
            continue
        if TOTAL.fullmatch(folded(printed)) or names.item_of(printed) in ("nature.project", "nature.total"):
            _total(purse, panel, row)
            continue
        deep = label.depth + (len(printed) - len(printed.lstrip())) + 10 * printed.strip().startswith("其中")
        while above and above[-1][0] >= deep:
            above.pop()
        at = facts.row("projects", f"{above[-1][1] if above else ''}/{label.name}", label=label.name)
        facts.set(f"{at}.parent", above[-1][1] if above else "")
        above.append((deep, at.rpartition(".")[2]))
        if code_at is not None and _is_projects_own(table, code_at):
            facts.set(f"{at}.code", values.shown(table.page.at(row, code_at)))
        _project(purse, panel, row, at)


def _is_projects_own(table: Table, column: int) -> bool:
    """Return whether a column of codes is of the projects, not of what their money is spent on."""
    return any("项目" in table.page.shown(row, column).text for row in range(table.top, table.first))


def _project(purse: Purse, panel: Panel, row: int, at: str) -> None:
    page, facts = purse.table.page, purse.facts
    for head in panel.heads:
        cell = page.at(row, head.column)
        if head.role in ("usage", "leader"):
            facts.put(
                f"{at}.{head.role}", values.shown(cell).strip(), values.shown(cell), where=page.where(row, head.column)
            )
        elif not head.role and not values.is_blank(cell):
            name, doubt = ("grant", "") if head.amount == "grant" else purse.amount(head, panel)
            if name and _is_whole(head):
                purse.put(at, row, head, name, doubt=doubt)
            elif name or not head.amount:
                facts.miss(
                    page.where(row, head.column), values.shown(cell), f"项目没有这一栏：{head.words or '没有表头'}"
                )


def _is_whole(head: Head) -> bool:
    """Return whether the column holds all of a project's money, not one source's."""
    return head.item in ("", "nature.project", "nature.total")


def _total(purse: Purse, panel: Panel, row: int) -> None:
    for head in panel.heads:
        name, doubt = purse.amount(head, panel)
        if name and not head.role and _is_whole(head) and not values.is_blank(purse.table.page.at(row, head.column)):
            at = purse.facts.line("nature", "project")
            purse.put(at, row, head, name, doubt=doubt or ALL_PROJECTS)


def read_fund(table: Table, panel: Panel, facts: Facts) -> None:
    """Read the lines of a budget that has a table of its own; its total is the source's line."""
    purse, fund = Purse(table, facts), table.kind.partition(":")[2]
    for row in table.rows:
        code, name = _text(table, row, panel.keys.get("code")), _text(table, row, panel.keys.get("name"))
        code = code or _digits(table, panel, row)
        label = numbered(name).name
        called = folded(label or code)
        if not called or TOTAL.fullmatch(called) or PASSED_OVER.search(called):
            continue
        at = ""
        for head in panel.heads:
            column = FUND.get(head.role) or _spent(head)
            if column and not values.is_blank(table.page.at(row, head.column)):
                at = at or facts.row(f"funds.{fund}", code or label, label=label, code=code)
                purse.put(at, row, head, column)


def _digits(table: Table, panel: Panel, row: int) -> str:
    column = panel.keys.get("code")
    return values.shown(table.page.at(row, column)) if column is not None else ""


def _spent(head: Head) -> str:
    """Return which part of what was spent a column holds."""
    return {"nature.basic": "basic", "nature.project": "project", "nature.total": "spent"}.get(head.item, "")


def read_staffing(table: Table, panel: Panel, facts: Facts) -> None:
    """Read head counts: a column for each group, a row for each kind; a row without a name is the total."""
    page = table.page
    for row in table.rows:
        name = numbered(_text(table, row, panel.keys.get("name"))).name
        if NOTES.match(name) and name:
            continue
        for head in panel.heads:
            cell = page.at(row, head.column)
            if not head.staff or values.is_blank(cell):
                continue
            own = GROUP.fullmatch(names.single_of(name)[0])  # 退休人员 in a column of people in service
            where, group = page.where(row, head.column), f"staffing.{own[1] if own else head.staff}"
            try:
                value = values.count(cell)
            except NoValueError as error:
                facts.miss(where, f"{name} {values.shown(cell)}".strip(), str(error))
                continue
            total = not name or TOTAL.fullmatch(folded(name)) or names.single_of(name)[0]
            at = f"{group}.total" if total else facts.row(group, name, label=name)
            if total:
                facts.set(f"{at}.label", "合计")
            facts.put(f"{at}.count", value.value, value.printed, unit=value.unit, where=where)
