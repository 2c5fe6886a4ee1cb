"""Our own templates, read back by the marks they carry (``reports.workbooks.marks``): nothing is guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from budgets.matching import class_code, free_code
from lib.address import UnknownAddressError
from lib.building import kind_at, unit_of
from lib.workbooks import Book, Cell, Page
from reports.filing import Filing
from reports.importers.loaded import Loaded
from reports.importers.sheets import marks, values
from reports.importers.sheets.facts import Facts
from reports.importers.sheets.marks import Mark, mark_of
from reports.importers.sheets.values import NoValueError, Value

CHANGED = "模板的隐藏列被改过，认不出这一行，请重新下载模板"
NOT_LISTED = "不在列表的选项里"
NAMELESS = "新的一行没有名称"


def is_template(book: Book) -> bool:
    page = book.page(marks.SHEET)
    return page is not None and page.at(0, 0).text == marks.NAME


def read_template(book: Book) -> Loaded:
    """Return what a template says: every cell at the address it was made for."""
    hidden = book.page(marks.SHEET)
    assert hidden is not None
    told = [[hidden.at(row, column) for column in range(4)] for row in hidden.rows]
    reader = _Reader(_choices(told))
    year = next((row[1].value for row in told if row[0].text == marks.YEAR), None)
    reader.facts.put(
        "fiscal_year", int(year) if isinstance(year, Decimal) else None, str(year), unit="年", where="填报说明"
    )
    for page in book.pages:
        if page is not hidden:
            reader.read(page)
    return reader.facts.loaded()


def _choices(told: list[list[Cell]]) -> Mapping[tuple[str, str], str]:
    """Return the code of every choice by where it is chosen and by its words."""
    return {(row[1].text, values.shown(row[3])): values.shown(row[2]) for row in told if row[0].text == marks.CHOICE}


@dataclass
class _Reader:
    choices: Mapping[tuple[str, str], str]
    facts: Facts = field(default_factory=Facts)
    taken: dict[str, set[str]] = field(default_factory=dict)  # the keys of each list

    def read(self, page: Page) -> None:
        """Read one sheet: the marks in its first column say what each row is."""
        names: dict[int, str] = {}
        above: Mark | None = None
        fresh = []
        for row, columns in page.rows.items():
            text = page.at(row, 0).text
            if text == marks.HEAD:
                names, above = {column: page.at(row, column).text for column in columns if column}, None
            elif text == marks.WORDS or not names:
                continue
            else:
                mark = mark_of(text) if text else above and Mark(_list_of(above), True, _of_list(above))
                if mark is None:
                    continue
                above = mark
                if mark.is_new:
                    fresh.append((row, mark, names))
                else:
                    self._row(page, row, mark.at, mark.given, names)
        # Rows without a key come last: they must not take that of a row further down
        for row, mark, columns_by in fresh:
            self._fresh(page, row, mark, columns_by)

    def _row(self, page: Page, row: int, at: str, given: Mapping[str, str], names: Mapping[int, str]) -> None:
        listed, _, key = at.rpartition(".")
        self.taken.setdefault(listed, set()).add(key)
        alone = marks.VALUE in names.values()
        try:
            kind = kind_at(Filing, listed if alone else at)
        except UnknownAddressError:
            self.facts.miss(page.where(row, 1), page.at(row, 1).text, CHANGED)
            return
        for name, value in () if alone else given.items():
            if name != marks.LED:
                self.facts.set(f"{at}.{name}", value)
        led = marks.LEAD if marks.LED in given else 0
        if led and names.get(led) == "label":
            self.facts.set(f"{at}.label", page.at(row, led).text.removeprefix(f"{key} "))
        if not alone and at.startswith("budget."):
            _, scheme, code = at.split(".")
            self.facts.line(scheme, code)
        for column, name in names.items():
            if name and name != marks.KEY and column != led:
                self._cell(page, row, column, at if alone else f"{at}.{name}", kind, key if alone else name)

    def _fresh(self, page: Page, row: int, mark: Mark, names: Mapping[int, str]) -> None:
        """Read a row that was added, under the next key, if it holds anything."""
        held = [
            column
            for column, name in names.items()
            if name and name != marks.KEY and values.shown(page.at(row, column)).strip()
        ]
        if not held:
            return
        lead = marks.LEAD
        if lead in names and lead not in held:
            self.facts.miss(page.where(row, lead), values.shown(page.at(row, held[0])), NAMELESS)
            return
        self._row(page, row, f"{mark.at}.{self._key(mark, page.at(row, lead))}", mark.given, names)

    def _key(self, mark: Mark, lead: Cell) -> str:
        """Return a key of the list nobody has; of a line of the economic classification the code of its name."""
        taken = self.taken.setdefault(mark.at, set())
        code = ""
        if mark.at.startswith("budget.economic"):
            parent = mark.given.get("parent", "")
            name = lead.text.strip()
            code = free_code(name, parent, taken) if parent else class_code(name)
        return code if code and code not in taken else next(str(n) for n in range(1, 10_000) if str(n) not in taken)

    def _cell(self, page: Page, row: int, column: int, at: str, kind: type, name: str) -> None:
        cell, where = page.at(row, column), page.where(row, column)
        try:
            value = self._value(cell, unit_of(kind, name), f"{kind.__name__}.{name}")
        except NoValueError as error:
            self.facts.miss(where, values.shown(cell), str(error))
            return
        self.facts.put(at, value.value, value.printed, unit=value.unit, where=where, doubt=value.doubt)

    def _value(self, cell: Cell, unit: str, of: str) -> Value:
        if unit == "text" and not cell.problem:
            text = values.shown(cell)
            return Value(self.choices.get((of, text.strip()), text), text)
        return READ[unit](cell)


def _list_of(mark: Mark) -> str:
    return mark.at if mark.is_new else mark.at.rpartition(".")[0]


def _of_list(mark: Mark) -> Mapping[str, str]:
    """Return what a row's list says of each of its rows."""
    return {name: value for name, value in mark.given.items() if name != marks.LED}


def _number(cell: Cell) -> Value:
    found = values.score(cell)
    return found._replace(unit="")


def _percent(cell: Cell) -> Value:
    if isinstance(cell.value, Decimal):
        return Value(cell.value, values.shown(cell))
    found = _number(Cell(cell.text.strip().rstrip("%％")))
    return Value(None if found.value is None else found.value / 100, values.shown(cell))


def _flag(cell: Cell) -> Value:
    text = values.shown(cell).strip()
    if text not in ("", "是", "否"):
        raise NoValueError(NOT_LISTED)
    return Value(text == "是" or None, text)


READ: Mapping[str, Any] = {
    "wan": lambda cell: values.amount(cell, "万元"), "count": values.count, "year": values.count, "score": values.score,
    "number": _number, "percent": _percent, "date": values.day, "flag": _flag, "text": values.words,
}  # fmt: skip
