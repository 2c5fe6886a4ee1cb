"""Workbooks of other people: every table whose heads and titles are known is read, everything else is told of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from lib.workbooks import Book, Page
from reports.importers.loaded import Loaded
from reports.importers.sheets import names, values
from reports.importers.sheets.facts import Facts
from reports.importers.sheets.indicators import read_goals, read_indicators
from reports.importers.sheets.lines import LineReader
from reports.importers.sheets.lists import read_fund, read_projects, read_staffing
from reports.importers.sheets.scope import prove_scope
from reports.importers.sheets.singles import read_singles
from reports.importers.sheets.tables import Panel, Table, tables, years_in

FIRST_ROWS = 6  # of a sheet, in which its year stands
HIDDEN = "这张工作表是隐藏的，没有读取；要读取请先在 Excel 中取消隐藏"
NO_TABLE = "没有认出表头，没有读取"


def read_foreign(book: Book) -> Loaded:
    """Return what the sheets say; the year is the one most of them name, 0 where none does."""
    facts, (year, where) = Facts(), _year(book)
    facts.put("fiscal_year", year or None, str(year), unit="年", where=where)
    for page in book.pages:
        if page.refusal:
            facts.miss(page.name, "整张工作表", page.refusal)
        elif page.hidden and page.cells:
            facts.miss(page.name, "整张工作表", HIDDEN)
        elif page.cells:
            _read_page(page, year, facts)
    prove_scope(facts)
    return facts.loaded()


def _read_page(page: Page, year: int, facts: Facts) -> None:
    found = tables(page, year)
    taken = {row for table in found for row in range(table.top, table.end)}
    before = len(facts.readings), len(facts.unread)
    read_singles(page, taken, facts)
    project = _project_of(page, taken, found, facts)
    for table in found:
        for panel in table.panels:
            _read_panel(table, panel, facts, project)
    _tell_problems(page, taken, facts)
    if not found and (len(facts.readings), len(facts.unread)) == before:
        facts.miss(page.name, "整张工作表", NO_TABLE)


def _read_panel(table: Table, panel: Panel, facts: Facts, project: str) -> None:
    roles = {head.role for head in panel.heads}
    is_tree = roles & {"level1", "label"} or {"target_value", "weight"} <= roles
    if is_tree:
        read_indicators(table, panel, facts, project)
    elif "goal" in roles:
        read_goals(table, panel, facts, project)
    elif table.kind.startswith("fund:") and ("code" in panel.keys or "opening" in roles or "name" in panel.keys):
        read_fund(table, panel, facts)
        LineReader(table, panel, facts).totals()
    elif "project" in panel.keys or (table.kind == "projects" and _names_projects(table, panel)):
        read_projects(table, panel, facts)
    elif any(head.staff for head in panel.heads) and all(head.amount in ("", "rate", "other") for head in panel.heads):
        read_staffing(table, panel, facts)
    elif table.kind == "project_form":
        _read_project_form(table, panel, facts, project)
    else:
        LineReader(table, panel, facts).read()


def _names_projects(table: Table, panel: Panel) -> bool:
    """Return whether the rows of a table about project expenditure are projects, and not accounts (科目名称)."""
    column = panel.keys.get("name")
    heads = [] if column is None else [table.page.shown(row, column).text for row in range(table.top, table.first)]
    return bool(heads) and not any("科目" in head for head in heads)


def _project_of(page: Page, taken: set[int], found: list[Table], facts: Facts) -> str:
    """Return the key of the project a sheet is the self-evaluation form of, blank where it is none's."""
    if not any(table.kind == "project_form" for table in found):
        return ""
    for row, columns in page.rows.items():
        for left, right in pairwise(columns):
            if row not in taken and names.key_of(page.at(row, left).text) == "project":
                label = values.shown(page.at(row, right)).strip()
                at = facts.row("projects", f"/{label}", label=label)
                facts.put(f"{at}.label", label, label, where=page.where(row, right))
                return at.rpartition(".")[2]
    return ""


def _read_project_form(table: Table, panel: Panel, facts: Facts, project: str) -> None:
    """Read the row of the whole of a project's own form; its sources are parts nobody asks for here."""
    reader = LineReader(table, panel, facts)
    for row in table.rows:
        if project and names.item_of(reader.name(row)) == "nature.total":
            for head in panel.heads:
                name, doubt = reader.purse.amount(head, panel)
                if name and not head.role and not values.is_blank(table.page.at(row, head.column)):
                    reader.purse.put(f"projects.{project}", row, head, name, doubt=doubt)


def _tell_problems(page: Page, taken: set[int], facts: Facts) -> None:
    """Tell of cells with errors, and of formulas nobody worked out, that no table was asked about."""
    told = {one.where for one in facts.unread}
    for (row, column), cell in page.cells.items():
        if cell.problem and (where := page.where(row, column)) not in told:
            beside = next((text for other in page.rows[row] if (text := page.at(row, other).text)), "")
            facts.miss(where, beside, cell.problem)


def _years(book: Book) -> Iterator[tuple[int, int, str]]:
    """Yield the years the sheets name, how much each counts (titles most, heads of columns least), and where."""
    for page in book.pages:
        yield from ((3, year, page.name) for year in years_in(page.name))
        for row, columns in page.rows.items():
            for column in columns if row < FIRST_ROWS else ():
                text = page.at(row, column).text
                weight = 3 if names.title_kind(text) else 2 if "年度" in text else 1 if names.amount_of(text, 0) else 0
                yield from ((weight, year, page.where(row, column)) for year in years_in(text) if weight)


def _year(book: Book) -> tuple[int, str]:
    """Return the year the workbook is of and where it says so: what most titles name, of heads the latest."""
    told = list(_years(book))
    best = max((weight for weight, _, _ in told), default=0)
    counts = Counter(year for weight, year, _ in told if weight == best)
    year = max(counts, key=lambda year: (counts[year] if best > 1 else 0, year), default=0)
    return year, next((where for weight, one, where in told if (weight, one) == (best, year)), "")
