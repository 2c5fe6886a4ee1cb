"""What may be typed into the cells of a template, as spreadsheets check it: kinds of numbers, dates, lists."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from lib.sheets import Content, Sheet
from reports.importers.sheets import marks
from reports.workbooks.asked import Slot

LEAST = -999_999_999_999
# By the unit of a fact: what is asked for, from which value on, and what is said otherwise.
KINDS: dict[str, tuple[str, int | datetime.date, str]] = {
    "wan": ("decimal", 0, "请填数字，单位万元"),
    "count": ("integer", 0, "请填整数"),
    "score": ("decimal", 0, "请填分数，最多两位小数"),
    "percent": ("decimal", LEAST, "请填百分数"),
    "date": ("date", datetime.date(1900, 1, 1), "请填日期，例如 2023-12-31"),
}
PICK = "请从列表中选择"


class Hidden:
    """The rows of the hidden sheet: whose template it is, and each list people choose from, once, with its codes."""

    def __init__(self, *rows: Sequence[Content]) -> None:
        self.rows = list(rows)
        self._kept: dict[str, str] = {}

    def choices(self, slot: Slot) -> str:
        """Return where the words that may be chosen stand."""
        if slot.of not in self._kept:
            first = len(self.rows) + 1
            self.rows += [(marks.CHOICE, slot.of, code, label) for code, label in slot.choices]
            self._kept[slot.of] = f"='{marks.SHEET}'!$D${first}:$D${len(self.rows)}"
        return self._kept[slot.of]

    def write(self, sheet: Sheet) -> None:
        for row, contents in enumerate(self.rows):
            for column, content in enumerate(contents):
                sheet.put(row, column, content, {})
        sheet.hide()


class Rules:
    """The rules of one sheet, one for each kind of cell on it."""

    def __init__(self, hidden: Hidden) -> None:
        self._hidden = hidden
        self._made: dict[str, tuple[dict[str, Any], list[tuple[int, int]]]] = {}

    def add(self, row: int, column: int, slot: Slot) -> None:
        """Have a cell checked as *slot* asks; words are not."""
        if slot.choices or slot.unit == "flag" or slot.unit in KINDS:
            key = slot.of if slot.choices else f"{slot.unit}{slot.signed}"
            _, cells = self._made.setdefault(key, (self._rule(slot), []))
            cells.append((row, column))

    def write(self, sheet: Sheet) -> None:
        for rule, (first, *others) in self._made.values():
            cells = [[*cell, *cell] for cell in others]
            sheet.data_validation(*first, *first, {**rule, "other_cells": cells, "error_title": "填写有误"})

    def _rule(self, slot: Slot) -> dict[str, Any]:
        if slot.choices or slot.unit == "flag":
            source = self._hidden.choices(slot) if slot.choices else ["是", "否"]
            return {"validate": "list", "source": source, "error_message": PICK}
        kind, least, words = KINDS[slot.unit]
        return {"validate": kind, "criteria": ">=", "value": LEAST if slot.signed else least, "error_message": words}
