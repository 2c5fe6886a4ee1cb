"""Tables of money: rows named after lines, items or projects, columns after what their amounts are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from budgets.matching import class_code, free_code, item_code
from prose.mentions import AMOUNT, Mention
from prose.quantities import name_in
from prose.roles import role_of
from prose.tables import Cell, Table
from reports.importers.loaded import Draft
from reports.importers.text.book import Book
from reports.importers.text.names import FIELDS, LINES
from reports.importers.text.projects import Projects

NO_UNIT = "表中没有写明单位，按万元读"
_UNIT = re.compile("单位[：:]?(?:人民币)?(?P<unit>万元|元|亿元)|[(](?P<titled>万元|元|亿元)[)]")
_SCALES = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
_NO_MONEY = re.compile("指标|目标值|分值|得分|权重|完成值|人数|编制|数量|单价|资产")
_SKIPPED = re.compile("率|比例|占|增减|差|备注|说明|序号|编码|结转|结余")
_PRIOR = re.compile("上年|去年|上一年")
_YEAR = re.compile(r"((?:19|20)\d\d)年")
_TOTAL = re.compile("(?:合|总|共)计|总和")
_MARKS = re.compile(r"^(?:[一二三四五六七八九十]+、|\(?[一二三四五六七八九十\d]+[)、.．]|其中[：:]?|[①-⑳])+\s*")


def read_tables(book: Book, draft: Draft, projects: Projects) -> None:
    """State the amounts of every table of money."""
    for table in book.source.prose.tables:
        if table.titles and not _NO_MONEY.search("".join(table.titles)):
            _Reader(book, draft, projects, table).read()


class _Reader:
    def __init__(self, book: Book, draft: Draft, projects: Projects, table: Table) -> None:
        self.book, self.draft, self.projects, self.table = book, draft, projects, table
        self.columns = dict(self._columns())
        self.unit, self.doubt = self._unit()
        self.parent = ""

    def read(self) -> None:
        names = [self._name(row[self._label_column()].words) for row in self.table.rows]
        quantities = {name_in(name, AMOUNT) for name in names}
        listed = bool(re.search("项目名称|项目$", self.table.titles[self._label_column()].strip()))
        for name, row in zip(names, self.table.rows, strict=True):
            prefix = self._prefix(name, quantities, listed)
            for index, field in self.columns.items() if prefix else ():
                if (cell := row[index]).value is not None:
                    self.book.state(f"{prefix}.{field}", self._mention(cell), self.doubt)

    def _label_column(self) -> int:
        return next((n for n, cell in enumerate(self.table.rows[0]) if cell.value is None and cell.words.strip()), 0)

    def _name(self, words: str) -> str:
        return _MARKS.sub("", re.sub(r"\s", "", words))

    def _columns(self) -> Iterator[tuple[int, str]]:
        """Yield the columns of amounts with the field each states."""
        for index, title in enumerate(self.table.titles):
            words = re.sub(r"\s", "", title)
            year = _YEAR.search(words)
            fiscal = self.book.source.prose.year
            role = role_of(words)
            if index == 0 or _SKIPPED.search(words) or role not in FIELDS:
                continue
            prior = bool(_PRIOR.search(words)) or bool(year and fiscal and int(year[1]) == fiscal - 1)
            if prior and role == "actual":
                yield index, "prior_actual"
            elif not prior and (not year or int(year[1]) == fiscal):
                yield index, FIELDS[role]

    def _unit(self) -> tuple[str, str]:
        """Return the unit the titles or the two lines above the table name, and a doubt where none does."""
        plain, first = self.book.source.plain, self.table.rows[0][0].start
        above = plain.rfind("\n", 0, max(first - 1, 0))
        for _ in range(3):
            above = plain.rfind("\n", 0, max(above, 0))
        found = _UNIT.search("".join(self.table.titles)) or _UNIT.search(plain, max(above, 0), first)
        return (found["unit"] or found["titled"], "") if found else ("万元", NO_UNIT)

    def _prefix(self, name: str, quantities: set[str], listed: bool) -> str:
        """Return the address of the row called *name*, or blank."""
        if _TOTAL.search(name) and len(name) <= 6:
            if {"basic", "project"} <= quantities:
                return "budget.nature.total"
            return "budget.nature.project" if listed and not quantities - {""} else ""
        code = class_code(name)
        if code:
            self.parent = code
            self.draft.ledger.open("economic", code)
            return f"budget.economic.{code}"
        if self.parent and item_code(name, self.parent):
            return f"budget.economic.{self._item(name)}"
        if quantity := name_in(name, AMOUNT):
            return f"budget.{LINES[quantity]}" if quantity in LINES else ""
        if listed and not quantities - {""} and len(name) >= 4:
            row = self.projects.find(name) or self.projects.add(name)
            return f"projects.{row.key}"
        return ""

    def _item(self, name: str) -> str:
        taken = self.draft.ledger.codes("economic")
        held = next(
            (code for code, line in taken.items() if line["label"] == name and line["parent"] == self.parent), ""
        )
        if not held:
            held = free_code(name, self.parent, taken)
            self.draft.ledger.open("economic", held, name, self.parent)
        return held

    def _mention(self, cell: Cell) -> Mention:
        """Return the figure of a cell as one of prose."""
        scale, number = _SCALES[self.unit], cell.value or Decimal(0)
        blank = Mention(
            AMOUNT, number * scale, scale.scaleb(-cell.places), self.unit, cell.start, cell.end, cell.end, cell.places,
            "", "", "", "", "", "", None, cell.start, -1,
        )  # fmt: skip
        sentence = self.book.source.plain.rfind("\n", 0, cell.start) + 1
        return replace(blank, sentence=sentence)
