"""The process that reads a workbook: ``python -m lib.workbooks.worker xlsx`` takes it on stdin and answers in JSON.

No Django, no database; its memory and its time have a limit, so that whatever a file does, it does it here.
"""

from __future__ import annotations

import datetime
import gc
import io
import json
import math
import resource
import sys
from itertools import zip_longest
from typing import Any
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from lib.uploads.office import inspect_xlsx
from lib.uploads.ole import inspect_xls
from lib.uploads.refusal import RefusedFileError
from lib.workbooks.limits import MEMORY, MOST_CELLS, MOST_COLUMNS, MOST_PAGES, MOST_ROWS, SECONDS
from lib.workbooks.look import Look, look_at

INSPECT = {"xlsx": inspect_xlsx, "xls": inspect_xls}


def answer(kind: str, content: bytes) -> dict[str, Any]:
    """Return the sheets of a workbook as plain lists, or under ``refused`` why there are none."""
    try:
        INSPECT[kind](content)
        return {"pages": _pages(kind, content)}
    except RefusedFileError as error:
        return {"refused": str(error)}
    except PasswordError:
        return {"refused": "文件设了密码，请去掉密码再传"}
    except MemoryError:
        return {"refused": "文件太大，请删去用不到的工作表再传"}
    except (CalamineError, ExpatError, ParseError, ValueError, OSError, LookupError) as error:
        print(repr(error), file=sys.stderr)
        return {"refused": "文件已损坏，打不开"}


def _pages(kind: str, content: bytes) -> list[dict[str, Any]]:
    looks = list(look_at(content)) if kind == "xlsx" else []
    room, pages = MOST_CELLS, []
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        listed = book.sheets_metadata
        if len(listed) > MOST_PAGES:
            raise RefusedFileError(f"工作表超过 {MOST_PAGES} 张，请删去用不到的再传")
        if any(one.typ in (SheetTypeEnum.MacroSheet, SheetTypeEnum.Vba) for one in listed):
            raise RefusedFileError("含有宏，请另存为不含宏的文件再传")
        # Both list every sheet of the workbook, those of charts as well
        for one, look in zip_longest(listed, looks[: len(listed)]):
            if one.typ != SheetTypeEnum.WorkSheet:
                continue
            page = _page(book, one.name, look)
            page |= {"name": one.name, "hidden": one.visible != SheetVisibleEnum.Visible}
            room -= len(page.get("cells", ()))
            if room < 0:
                raise RefusedFileError(f"有内容的单元格超过 {MOST_CELLS:,} 个，请删去用不到的工作表再传")
            pages.append(page)
    return pages


def _page(book: CalamineWorkbook, name: str, look: Look | None) -> dict[str, Any]:
    if look and (look.rows >= MOST_ROWS or look.columns >= MOST_COLUMNS):
        return {
            "refusal": f"内容一直到第 {look.rows + 1:,} 行第 {look.columns + 1:,} 列，最多 {MOST_ROWS:,} 行 {MOST_COLUMNS} 列"
        }
    sheet = book.get_sheet_by_name(name)
    if sheet.total_height > MOST_ROWS or sheet.total_width > MOST_COLUMNS:
        return {"refusal": f"内容超过 {MOST_ROWS:,} 行或 {MOST_COLUMNS} 列"}
    _, left = sheet.start or (0, 0)  # rows come from the first of the sheet, columns from the first that is used
    cells = [
        (row, column, *_plain(value))
        for row, values in enumerate(sheet.iter_rows())
        for column, value in enumerate(values, left)
        if value != ""
    ]
    merged = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
    odd = {"manners": _listed(look.manners), "problems": _listed(look.problems)} if look else {}
    return {"cells": cells, "merged": merged, **odd}


def _plain(value: Any) -> tuple[str, Any]:
    """Return the kind of a value and the value as JSON holds it."""
    if isinstance(value, bool):
        return "b", value
    if isinstance(value, int | float) and math.isfinite(value):
        return "n", f"{value:.15g}"  # what a sheet shows at most: beyond are the leavings of binary fractions
    if isinstance(value, datetime.datetime | datetime.date):
        return "d", value.isoformat()[:10]
    return "s", str(value)


def _listed(places: dict[tuple[int, int], str]) -> list[tuple[int, int, str]]:
    return [(*place, what) for place, what in places.items()]


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    gc.disable()  # it reads one file and ends
    told = answer(sys.argv[1], sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode())


if __name__ == "__main__":
    main()
