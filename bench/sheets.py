"""Importing workbooks: 5,000 rows of a unit's projects, beside the bare reader on the same file."""

from __future__ import annotations

import io

from bench.core import Figure, against

ROWS = 5000
ROUNDS = 7
BAR = 35
HEAD = ("序号", "项目名称", "年初预算数", "全年预算数", "决算数", "预算执行率", "项目负责人", "资金用途")


def xlsx() -> list[Figure]:
    """From the bytes of an .xlsx to its readings, its process included, against python-calamine in this one."""
    from python_calamine import CalamineWorkbook

    from reports.importers import read_file

    content = _workbook()
    readings = len(read_file("a.xlsx", content).readings)

    def bare() -> object:
        return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()

    note = f"{ROWS} rows, {readings} readings; the bar is 1 s where the bare reader takes 29 ms"
    return [against("import.xlsx", lambda: read_file("a.xlsx", content), bare, rounds=ROUNDS, bar=BAR, note=note)]


def _workbook() -> bytes:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("项目")
    sheet.append(["2023年度项目支出情况表"])
    sheet.append(["单位：万元"])
    sheet.append(HEAD)
    for number in range(ROWS):
        budget = 10 + number % 90
        sheet.append(
            [number + 1, f"项目{number + 1}", budget, budget + 5, budget + 4.25, 0.95, "张三", f"用于第{number}项工作"]
        )
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
