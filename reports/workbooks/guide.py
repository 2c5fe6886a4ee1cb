"""The first sheet of a template: whose it is, and how it is filled in."""

from __future__ import annotations

from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from reports.models import Report
from reports.workbooks.cells import put

HOW = (
    "1. 黄色的格子可以填写，灰色的是上年数或自动合计，其他格子不用动。",
    "2. 金额一律填万元；没有发生的填 0，不知道的留空。留空和 0 不一样。",
    "3. 每张表后面留了空行，可以添加；不够时在表中间插入一行再填。",
    "4. “上级（填序号）”一栏填上级那一行的序号，例如三级指标填它所属二级指标的序号。",
    "5. 可以从财务软件的表里复制，粘贴时选“只粘贴数值”，不要粘贴公式。",
    "6. 填好后保存，回到报告的导入页上传本文件；每一项都会列出来，由您确认后才写入报告。",
)


def guide(sheet: Worksheet, report: Report) -> None:
    """Write what a person has to know before filling in."""
    year, unit = report.notice.fiscal_year, report.unit_year.unit.name
    sheet.title = "填报说明"
    lines = [
        f"{year}年度部门整体支出绩效自评填报模板",
        f"填报单位：{unit}",
        f"预算编码：{report.unit_year.unit.code}",
        "",
        *HOW,
    ]
    for row, line in enumerate(lines, 1):
        cell = sheet.cell(row, 1)
        put(cell, line)
        cell.font = Font(bold=row == 1, size=14 if row == 1 else 11)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.row_dimensions[row].height = 26 if row == 1 else 20
    sheet.column_dimensions["A"].width = 92
    sheet.protection.sheet = True
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
