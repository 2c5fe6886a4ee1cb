"""The first sheet of a template: whose it is, and how it is filled in."""

from __future__ import annotations

from lib.sheets import A4, Sheet
from reports.models import Report

NAME = "填报说明"
HOW = (
    "1. 黄色的格子可以填写，灰色的是上年数或自动合计，其他格子不用动。",
    "2. 金额一律填万元；没有发生的填 0，不知道的留空。留空和 0 不一样。",
    "3. 每张表后面留了空行，可以添加；不够时在表中间插入一行再填。",
    "4. “上级（填序号）”一栏填上级那一行的序号，例如三级指标填它所属二级指标的序号。",
    "5. 可以从财务软件的表里复制，粘贴时选“只粘贴数值”，不要粘贴公式。",
    "6. 填好后保存，回到报告的导入页上传本文件；每一项都会列出来，由您确认后才写入报告。",
)
LINE = {"text_wrap": True, "valign": "vcenter"}


def guide(sheet: Sheet, report: Report) -> None:
    """Write what a person has to know before filling in."""
    year, unit = report.notice.fiscal_year, report.unit_year.unit.name
    lines = [f"填报单位：{unit}", f"预算编码：{report.unit_year.unit.code}", "", *HOW]
    sheet.put(0, 0, f"{year}年度部门整体支出绩效自评填报模板", {**LINE, "bold": True, "font_size": 14})
    sheet.set_row(0, 26)
    for row, line in enumerate(lines, 1):
        sheet.put(row, 0, line, LINE)
        sheet.set_row(row, 20)
    sheet.set_column(0, 0, 92)
    sheet.protect()
    sheet.set_paper(A4)
