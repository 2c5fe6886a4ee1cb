"""One cell: a value is written as what it is, and words never become anything else."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from lib.sheets import FIRST_DAY
from lib.spreadsheet_text import LIVE, clean, literal


def put(cell: Cell, value: Any) -> None:
    """Write a value; words never become a formula, nor an escape of the file format."""
    if isinstance(value, str):
        text = clean(value)
        cell.value = literal(text) or None
        if text:
            cell.data_type, cell.quotePrefix = "s", text.startswith(LIVE)
    elif isinstance(value, datetime.date) and value < FIRST_DAY:
        put(cell, value.isoformat())
    else:
        cell.value = value


def tell(sheet: Worksheet, values: Sequence[Any]) -> None:
    """Write *values* into the next row of *sheet*."""
    row = sheet.max_row + 1 if sheet["A1"].value else 1
    for column, value in enumerate(values, 1):
        put(sheet.cell(row, column), value)
