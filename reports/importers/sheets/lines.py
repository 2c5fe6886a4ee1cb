"""Tables of money: a row or a column says which line, a column says which amount.

Final accounts as they are published (收入支出决算总表, 支出决算表, 基本支出决算表, “三公”经费支出决算表 …), self-evaluation forms
and lists of a unit's own are all read so; what the title says decides where the same word means another line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reports.importers.sheets import names, values
from reports.importers.sheets.economic import Items
from reports.importers.sheets.facts import Facts
from reports.importers.sheets.money import Purse
from reports.importers.sheets.names import PASSED_OVER, SUBTOTAL, TOTAL, folded
from reports.importers.sheets.scope import NO_SCOPE
from reports.importers.sheets.tables import Head, Panel, Table
from reports.importers.sheets.values import NoValueError

# What a row called 合计 is the total of.
TOTALS = {
    "whole": "nature.total", "economic": "nature.basic", "economic_project": "nature.project",
    "three": "three_public.total", "income": "revenue.total", "general": "source.general_public_budget",
    "fund:government_fund": "source.government_fund_budget", "projects": "nature.project",
    "fund:state_capital": "source.state_capital_operations_budget",
    "fund:social_insurance": "source.social_insurance_fund_budget", "assets": "",
}  # fmt: skip
SCOPES = {"nature.basic": "economic", "nature.project": "economic_project"}
OF_PART = "表里只是一部分资金（见表名），请核对是否就是全部"
NO_HEAD = "这里起的表头没有认出，没有读取"
UNKNOWN = "没有对应的数据"
_ECONOMIC = re.compile(r"3\d{2}(\d{2})?")
_LED = re.compile(r"\s*(\d{3}|\d{5}|\d{7})[\s　:：-]*(?=[^\d\s.,，万亿元%年号])")  # 30101 基本工资, not 2023年
_FUNCTION = re.compile(r"2\d{2}(\d{2}){0,2}")


@dataclass
class Row:
    """What names one row: its code, its name, the line they mean."""

    code: str
    name: str
    item: str


class LineReader:
    """Reads one panel of a table of money."""

    def __init__(self, table: Table, panel: Panel, facts: Facts) -> None:
        self.table, self.panel, self.facts = table, panel, facts
        self.page, self.kind = table.page, table.kind
        self.purse = Purse(table, facts)
        self.side = next(
            (side for head in panel.heads for side in map(folded, head.path[:1]) if side in ("收入", "支出")), ""
        )
        self.items = Items(facts)
        if self.side == "收入" or (self.kind == "income" and not self.side):
            self.kind = "income"
        elif self.kind == "both":
            self.kind = "whole"
        self.is_economic = self.kind in ("economic", "economic_project", "economic_any") or any(
            _ECONOMIC.fullmatch(self._code(row)) for row in table.rows
        )

    def read(self) -> None:
        for row in self.table.rows:
            named = self._row(row)
            if PASSED_OVER.search(folded(named.name)) or SUBTOTAL.fullmatch(folded(named.name)):
                continue
            if self._is_head(row):
                self.facts.miss(self.page.where(row, self.page.rows[row][0]), named.name, NO_HEAD)
                return
            if not self._single(row, named):
                for head in self.panel.heads:
                    if not values.is_blank(self.page.at(row, head.column)):
                        self._cell(row, named, head)

    def _is_head(self, row: int) -> bool:
        """Return whether words stand where values should: another table begins, with a head nobody knows."""
        texts = [self.page.at(row, head.column) for head in self.panel.heads]
        return sum(1 for cell in texts if re.search(r"[\u4e00-\u9fff]{2}", cell.text)) >= 2

    def _single(self, row: int, named: Row) -> bool:
        """Read a row that is one fact of its own, 资产总额 or 公务接待批次; return whether it is one."""
        at, kind = ("", "") if self.is_economic else names.single_of(named.name)
        if kind not in ("amount", "count"):
            return False
        present = [
            head
            for head in self.panel.heads
            if not head.past and head.amount in ("", "actual", "this_year") and not head.role
        ]
        head = next((head for head in present if not values.is_blank(self.page.at(row, head.column))), None)
        if head is None:
            return True
        if kind == "amount":
            return self.purse.put(at, row, head) or True
        where = self.page.where(row, head.column)
        try:
            value = values.count(self.page.at(row, head.column))
            self.facts.put(at, value.value, value.printed, unit=value.unit, where=where)
        except NoValueError as error:
            self.facts.miss(where, f"{named.name} {values.shown(self.page.at(row, head.column))}", str(error))
        return True

    def totals(self) -> None:
        """Read only the row of the total."""
        for row in self.table.rows:
            first = next((self.page.at(row, column).text for column in self.page.rows[row]), "")
            if TOTAL.fullmatch(folded(first)):
                for head in self.panel.heads:
                    if not values.is_blank(self.page.at(row, head.column)):
                        self._cell(row, Row("", "合计", ""), head)

    def _row(self, row: int) -> Row:
        code, text = self._code(row), self.name(row)
        return Row(code, text, names.item_of(text))

    def _code(self, row: int) -> str:
        """Return the account code of a row: that of its column, or the one its name begins with."""
        column = self.panel.keys.get("code")
        text = values.fold(values.shown(self.page.at(row, column))) if column is not None else ""
        if text.isdigit():
            return text
        led = _LED.match(self._text(row))
        return led[1] if led else ""

    def _text(self, row: int) -> str:
        column = self.panel.keys.get("name", self.panel.keys.get("project"))
        if column is None:
            return self._nearest(row)
        beside = self.panel.keys.get("code", column)  # 合计 stands there, where the two are not merged
        return self.page.shown(row, column).text or self.page.shown(row, beside).text

    def name(self, row: int) -> str:
        """Return what a row is called, without numbering and code."""
        text = names.numbered(self._text(row)).name
        bare = _LED.sub("", text).strip()
        return "" if bare.isdigit() else bare

    def _nearest(self, row: int) -> str:
        """Return the words next to the values, where no column is headed as names."""
        first = min(head.column for head in self.panel.heads)
        last = max((c for p in self.table.panels for h in p.heads if (c := h.column) < first), default=-1)
        texts = [self.page.at(row, column).text for column in range(first - 1, last, -1)]
        return next((text for text in texts if text.strip()), "")

    def _cell(self, row: int, named: Row, head: Head) -> None:
        if head.role or head.amount in ("rate", "other") or head.past or (self.kind == "income" and named.code):
            return
        name, doubt = self.purse.amount(head, self.panel)
        if head.amount == "difference" and self._is_difference(row, head):
            doubt = ""
        at = self._place(named, head) if name else ""
        if at == "-":
            return
        if not at:
            self._miss(row, named, head, UNKNOWN if name else f"不认识这一栏：{head.words or '没有表头'}")
            return
        part = OF_PART if self.kind in ("general", "appropriation") and at.startswith("budget.nature") else ""
        scope = NO_SCOPE if self.is_economic and at.startswith("budget.economic.") and not self._is_scoped(head) else ""
        self.purse.put(at, row, head, name, doubt="；".join(filter(None, (doubt, part, scope))))

    def _is_difference(self, row: int, head: Head) -> bool:
        """Return whether a cell is just what this year's amount in its row is more than last year's."""
        amounts = {self.purse.amount(one, self.panel)[0]: self.purse.number(row, one) for one in self.panel.heads}
        now, prior, more = amounts.get("actual"), amounts.get("prior_actual"), self.purse.number(row, head)
        return now is not None and prior is not None and now - prior == more

    def _is_scoped(self, head: Head) -> bool:
        return (
            self.kind in SCOPES.values() or head.item in SCOPES or head.item in ("nature.personnel", "nature.operating")
        )

    def _place(self, named: Row, head: Head) -> str:
        """Return the address of the line, blank for none known, "-" for one that is another one's part."""
        nameless = not named.name and not named.code
        if nameless and self.panel.keys and not head.item:
            return "-"
        total = nameless or TOTAL.fullmatch(folded(named.name))
        if total or (named.item and named.item == TOTALS.get(self.kind)):
            return self._total(head)
        if named.code or self.is_economic:
            found = self._coded(named, head)
            if found:
                return found
        if self.kind == "income":
            return self._income(named, head)
        return self._named(named, head)

    def _total(self, head: Head) -> str:
        item = head.item or TOTALS.get(self.kind, "")
        if self.kind == "economic" and head.item == "nature.total":
            item = "nature.basic"
        if self.kind == "appropriation" and not item.startswith("source."):
            return "-"
        if self.kind == "general" and item != TOTALS["general"] and head.item != "nature.total":
            return "-"
        if self.kind == "general":
            item = TOTALS["general"]
        if self.kind == "income":
            return self._income(Row("", "", ""), head)
        if self.kind.startswith("fund:"):
            item = TOTALS[self.kind] if item in ("", "nature.total", TOTALS[self.kind]) else "-"
        return self._line(item) if item and item != "-" else item

    def _coded(self, named: Row, head: Head) -> str:
        """Return the line of a code, or of a name where the table is one of the economic classification."""
        if _FUNCTION.fullmatch(named.code) and not self.is_economic:
            return self._function(named, head)
        code = named.code if _ECONOMIC.fullmatch(named.code) else ""
        if named.code and not code:
            return ""
        if not code and named.item.startswith("nature."):
            return ""
        if head.item in ("nature.personnel", "nature.operating") and self._has_total():
            return "-"
        scheme = SCOPES.get(head.item) or ("economic_project" if self.kind == "economic_project" else "economic")
        return self.items.line(scheme, code, named.name)

    def _has_total(self) -> bool:
        """Return whether a column beside those of 人员经费 and 公用经费 holds their sum."""
        return any(
            (head.generic and len(head.path) == 1) or head.item in ("nature.basic", "nature.total")
            for head in self.panel.heads
        )

    def _function(self, named: Row, head: Head) -> str:
        whole = head.item in ("", "nature.total", "source.general_public_budget")
        if self.kind not in ("whole", "general") or not whole:
            return "-"
        at = self.facts.row("budget.function", folded(named.name) or named.code, label=named.name or named.code)
        self.facts.set(f"{at}.parent", self._function_parent(named.code))
        self.facts.codes[named.code] = at.rpartition(".")[2]
        return at

    def _function_parent(self, code: str) -> str:
        return self.facts.codes.get(code[:-2], "") if len(code) > 3 else ""

    def _income(self, named: Row, head: Head) -> str:
        """Return the line of revenue: of a row by its name, of a total by its column's."""
        if self.table.kind == "appropriation" or named.code:
            return "-"
        by_row = bool(named.name) and named.item != "revenue.total"
        label = named.name if by_row else "" if head.generic or head.item == "revenue.total" else head.path[-1]
        if head.amount and not by_row:
            label = ""
        if not label:
            return self._line("revenue.total")
        return self.facts.row("budget.revenue", folded(label), label=names.numbered(label).name, parent="total")

    def _named(self, named: Row, head: Head) -> str:
        """Return the line a name means; a row's own unless it is the whole and the column says which part."""
        item, column = named.item, head.item if head.item != "nature.total" else ""
        if not item and named.name:
            return "-" if self.side == "支出" else ""  # 一、科学技术支出: a function without its code
        if item and column and item != column:
            if item != "nature.total":
                return "-"
            item = column
        item = item or column
        if self.kind == "appropriation" and not item.startswith("source."):
            return "-"
        return self._line(item) if item else ""

    def _line(self, item: str) -> str:
        scheme, _, code = item.partition(".")
        return self.facts.line(scheme, code)

    def _miss(self, row: int, named: Row, head: Head, reason: str) -> None:
        cell = self.page.at(row, head.column)
        if cell.problem:
            self.facts.miss(self.page.where(row, head.column), named.name or named.code or head.words, cell.problem)
        elif values.shown(cell) not in ("0", "0.00"):
            words = " ".join(filter(None, (named.code, named.name, values.shown(cell))))
            self.facts.miss(self.page.where(row, head.column), words, reason)
