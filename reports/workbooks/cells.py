"""One cell: a value is written as what it is, and words never become anything else."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import Any

from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.worksheet.worksheet import Worksheet

from reports.render.excel import DANGEROUS

FIRST_DAY = datetime.date(1900, 3, 1)  # before it spreadsheets count a day that never was
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # how the file format writes characters XML has no room for


def put(cell: Cell, value: Any) -> None:
    """Write a value; words never become a formula, nor an escape of the file format."""
    if isinstance(value, str):
        text = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.value = _ESCAPE.sub("_x005F_", text) or None
        if text:
            cell.data_type, cell.quotePrefix = "s", text.startswith(DANGEROUS)
    elif isinstance(value, datetime.date) and value < FIRST_DAY:
        put(cell, value.isoformat())
    else:
        cell.value = value


def tell(sheet: Worksheet, values: Sequence[Any]) -> None:
    """Write *values* into the next row of *sheet*."""
    row = sheet.max_row + 1 if sheet["A1"].value else 1
    for column, value in enumerate(values, 1):
        put(sheet.cell(row, column), value)
