"""From the bytes of an Excel file to its cells, by way of a process of its own."""

from __future__ import annotations

import datetime
import json
import logging
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

from lib.apart import environment
from lib.uploads.refusal import RefusedFileError
from lib.workbooks.book import Book, Cell, Page
from lib.workbooks.limits import SECONDS

ROOT = Path(__file__).resolve().parent.parent.parent
UNCALCULATED = "公式没有算出值，请在 Excel 中打开保存一次"
SHOWN_ERROR = "单元格里是错误值（如 #REF!、#DIV/0!），请在 Excel 中改正"
PROBLEMS = {"formula": UNCALCULATED, "error": SHOWN_ERROR}
_TOO_MUCH = "文件太大或太复杂，没有读完，请删去用不到的工作表再传"
_READ: dict[str, Any] = {"n": Decimal, "d": datetime.date.fromisoformat, "s": str, "b": bool}

logger = logging.getLogger("ziping.workbooks")


def open_book(kind: str, content: bytes) -> Book:
    """Return the cells of an ``xlsx`` or ``xls``; raise RefusedFileError with the reason in Chinese."""
    command = [sys.executable, "-m", "lib.workbooks.worker", kind]
    try:
        done = subprocess.run(
            command, input=content, capture_output=True, cwd=ROOT, env=environment(), timeout=SECONDS + 5
        )
    except subprocess.TimeoutExpired as error:
        raise RefusedFileError(_TOO_MUCH) from error
    if done.stderr:
        logger.warning("%s", done.stderr.decode(errors="replace")[-2000:])
    if done.returncode:
        raise RefusedFileError(_TOO_MUCH)
    told = json.loads(done.stdout)
    if "refused" in told:
        raise RefusedFileError(told["refused"])
    return Book(tuple(_page(page) for page in told["pages"]))


def _page(told: dict[str, Any]) -> Page:
    manners = {(row, column): manner for row, column, manner in told.get("manners", ())}
    cells = {(row, column): Cell(_READ[kind](value)) for row, column, kind, value in told.get("cells", ())}
    for place, manner in manners.items():
        if place in cells:
            cells[place] = cells[place]._replace(manner=manner)
    for row, column, problem in told.get("problems", ()):
        cells[row, column] = Cell(None, problem=PROBLEMS[problem])
    merged = tuple(tuple(span) for span in told.get("merged", ()))
    return Page(told["name"], cells, merged, told["hidden"], told.get("refusal", ""))
