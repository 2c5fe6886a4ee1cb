"""Amounts of one table: in which unit they are, which amount a column means, and what makes one doubtful."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from lib.workbooks import Cell
from reports.importers.sheets import values
from reports.importers.sheets.facts import Facts
from reports.importers.sheets.names import folded
from reports.importers.sheets.tables import Head, Panel, Table
from reports.importers.sheets.values import NoValueError

MOST_WAN = 100_000  # 万元: more than any unit spends; such numbers are 元
LEAST_YUAN = 1_000  # 元: a whole table below it is in 万元
SIGNED = ("adjustment", "change")


@dataclass
class Purse:
    """Reads amounts of one table into facts."""

    table: Table
    facts: Facts

    def __post_init__(self) -> None:
        numbers = list(self._numbers())
        largest = max((abs(number) for number in numbers), default=Decimal(0))
        self.unit, self.doubt = self._settle(largest)

    def put(self, at: str, row: int, head: Head, name: str = "", *, doubt: str = "") -> bool:
        """Take the amount at a row and column as the amount *name* of the line at *at*; return whether there was one."""
        page, cell = self.table.page, self.table.page.at(row, head.column)
        where = page.where(row, head.column)
        try:
            value = values.amount(cell, head.unit or self.unit)
        except NoValueError as error:
            self.facts.miss(where, values.shown(cell) or self._beside(row), str(error))
            return False
        if value.value is None:
            return False
        negative = value.value < 0 and name not in SIGNED
        unsure = "" if head.unit or value.unit != self.unit else self.doubt
        doubts = dict.fromkeys(filter(None, (doubt, unsure, value.doubt, values.NEGATIVE * negative)))
        full = f"{at}.{name}" if name else at
        self.facts.put(full, value.value, value.printed, unit=value.unit, where=where, doubt="；".join(doubts))
        return True

    def amount(self, head: Head, panel: Panel) -> tuple[str, str]:
        """Return which amount the column means, blank for none of ours, and a doubt about it."""
        name = head.amount
        if name in ("rate", "other", "grant") or head.past:
            return "", ""
        if name == "difference":
            return "change", "表头只写“增减”，请核对是不是比上年增减的金额"
        if name == "last_year":
            name = "" if self._is_budget() else "prior_actual"
            return name, ""
        if name == "budget":
            first = any(other.amount == "initial_budget" for other in panel.heads)
            return "revised_budget", "" if first else "表头只写“预算数”，按全年预算数读取"
        if name not in ("", "this_year") or not (name or head.generic or head.item):
            return name, ""
        told = folded(self.table.title)
        if self._is_budget():
            return "revised_budget", "表里没有写明是哪个预算数，按全年预算数读取"
        sure = "决算" in told or "执行" in told or (self.table.kind in ("whole", "both", "three") and "支出" in told)
        return "actual", "" if sure else "表里没有写明是不是决算数，按决算数读取"

    def number(self, row: int, head: Head) -> Decimal | None:
        """Return the amount at a row and column, None where there is none."""
        try:
            return values.amount(self.table.page.at(row, head.column), head.unit or self.unit).value
        except NoValueError:
            return None

    def _is_budget(self) -> bool:
        """Return whether the title says that the table is one of budgets."""
        told = folded(self.table.title)
        return "预算" in told and "决算" not in told and "执行" not in told

    def _settle(self, largest: Decimal) -> tuple[str, str]:
        """Return the unit of the table and why it is doubtful."""
        unit = self.table.unit
        if not unit:
            unit = "元" if largest >= MOST_WAN else "万元"
            return unit, f"表里没有写明金额单位，按{unit}读取"
        if unit == "万元" and largest >= MOST_WAN:
            return unit, "表里写的单位是万元，但数字很大，像是元"
        if unit == "元" and 0 < largest < LEAST_YUAN:
            return unit, "表里写的单位是元，但数字很小，像是万元"
        return unit, ""

    def _numbers(self) -> Iterator[Decimal]:
        columns = [
            head.column for panel in self.table.panels for head in panel.heads
            if head.amount not in ("rate",) and not head.role and not head.staff and not head.unit
        ]  # fmt: skip
        for row in self.table.rows:
            for column in columns:
                cell = self.table.page.cells.get((row, column))
                number = _number(cell) if cell else None
                if number is not None:
                    yield number

    def _beside(self, row: int) -> str:
        """Return the words the row begins with: what is known of a cell that shows nothing."""
        page = self.table.page
        return next((page.at(row, column).text for column in page.rows.get(row, ()) if page.at(row, column).text), "")


def _number(cell: Cell) -> Decimal | None:
    if cell.is_number:
        return cell.value  # type: ignore[return-value]
    try:
        return values.amount(cell, "元").value
    except NoValueError:
        return None
