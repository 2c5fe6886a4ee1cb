"""Workbooks as other people make them: a filing's facts as final accounts and lists, in 元 or in 万元."""

from __future__ import annotations

import io
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from budgets.snapshot import Line, Project
from lib.money import to_wan
from reports.filing import Filing

AMOUNTS = (
    ("prior_actual", "上年决算数"), ("initial_budget", "年初预算数"), ("revised_budget", "全年预算数"), ("received", "到位资金"),
    ("actual", "决算数"), ("change", "比上年增减额"), ("grant", "上级专项拨款"),
)  # fmt: skip
THREE_PUBLIC = ("total", "overseas", "vehicle", "vehicle_purchase", "vehicle_operation", "reception")


def workbook(**sheets: Any) -> Workbook:
    """Return a workbook with one sheet for each name, its rows (sequences of values) as given."""
    book = Workbook()
    del book[book.sheetnames[0]]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return book


def content(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


class Accounts:
    """Writes the tables of one filing; *unit* is 元 or 万元, *grouped* numbers are text with thousands separators."""

    def __init__(self, filing: Filing, unit: str = "元", *, grouped: bool = False) -> None:
        self.filing, self.unit, self.grouped = filing, unit, grouped
        self.book = Workbook()
        del self.book[self.book.sheetnames[0]]

    def content(self) -> bytes:
        for write in (
            self.nature,
            self.economic,
            self.projects,
            self.three_public,
            self.assets,
            self.income,
            self.source,
        ):
            write()
        return content(self.book)

    def sheet(self, name: str, title: str) -> Worksheet:
        sheet = self.book.create_sheet(name)
        sheet.append([title])
        sheet.append([f"部门：{self.filing.profile.name}", None, None, None, f"金额单位：{self.unit}"])
        sheet.merge_cells("A1:E1")
        return sheet

    def money(self, amount: Decimal | None) -> Any:
        if amount is None:
            return None
        number = amount if self.unit == "元" else to_wan(amount)
        return f"{number:,}" if self.grouped else number

    def amounts(self, lines: Iterable[Line | Project]) -> list[tuple[str, str]]:
        lines = list(lines)
        return [
            (name, label) for name, label in AMOUNTS if any(getattr(line, name, None) is not None for line in lines)
        ]

    def nature(self) -> None:
        lines = self.filing.budget.nature
        sheet = self.sheet("支出情况", f"{self.filing.fiscal_year}年度部门整体支出情况表")
        columns = self.amounts(lines.values())
        sheet.append(["项目", *(label for _, label in columns)])
        for code, line in lines.items():
            label = {"total": "支出合计", "basic": "一、基本支出", "project": "二、项目支出"}.get(
                code, f"　　{line.label}"
            )
            sheet.append([label, *(self.money(getattr(line, name)) for name, _ in columns)])

    def economic(self) -> None:
        """Each class with its items; names only, as several codes may share one amount; the total below."""
        lines = self.filing.budget.economic
        if not lines:
            return
        sheet = self.sheet("基本支出", "一般公共预算财政拨款基本支出决算明细表")
        columns = self.amounts(lines.values())
        sheet.append(["经济分类科目", None, *(label for _, label in columns)])
        sheet.append(["科目编码", "科目名称"])
        sheet.merge_cells("A3:B3")
        for number in range(len(columns)):
            sheet.merge_cells(start_row=3, end_row=4, start_column=number + 3, end_column=number + 3)
        for code, line in lines.items():
            printed = code if code.isdigit() else None
            sheet.append([printed, line.label, *(self.money(getattr(line, name)) for name, _ in columns)])

    def projects(self) -> None:
        projects = self.filing.projects
        columns = self.amounts(projects.values())
        if not projects or not columns:
            return
        sheet = self.sheet("项目", "项目支出情况表")
        sheet.append(["序号", "项目名称", *(label for _, label in columns), "资金用途"])
        for number, project in enumerate(projects.values(), 1):
            label = f"　　{project.label}" if project.parent else project.label
            sheet.append([number, label, *(self.money(getattr(project, name)) for name, _ in columns), project.usage])
        total = self.filing.budget.nature.get("project")
        if total:
            sheet.append(["合计", "合计", *(self.money(getattr(total, name, None)) for name, _ in columns)])

    def three_public(self) -> None:
        """The published form: the kinds are columns under merged heads, one row of figures."""
        lines = self.filing.budget.three_public
        columns = [("revised_budget", "预算数"), ("actual", "决算数")]
        sheet = self.sheet("三公经费", "“三公”经费支出决算表")
        sheet.append([cell for _, label in columns for cell in (label, *[None] * 5)])
        sheet.append(["合计", "因公出国（境）费", "公务用车购置及运行维护费", None, None, "公务接待费"] * 2)
        sheet.append([None, None, "小计", "公务用车购置费", "公务用车运行维护费", None] * 2)
        sheet.append([str(n) for n in range(1, 13)])
        for start in (1, 7):
            sheet.merge_cells(start_row=3, end_row=3, start_column=start, end_column=start + 5)
            sheet.merge_cells(start_row=4, end_row=4, start_column=start + 2, end_column=start + 4)
            for column in (start, start + 1, start + 5):
                sheet.merge_cells(start_row=4, end_row=5, start_column=column, end_column=column)
        sheet.append(
            [
                self.money(getattr(lines.get(code), name, None)) if code in lines else None
                for name, _ in columns
                for code in THREE_PUBLIC
            ]
        )

    def assets(self) -> None:
        assets = self.filing.assets
        sheet = self.sheet("资产", "国有资产情况表")
        sheet.append(["项目", "年初数", "期末数"])
        named = [
            ("资产总额", assets.total),
            ("流动资产", assets.current),
            ("固定资产净值", assets.fixed),
            ("累计折旧", assets.accumulated_depreciation),
        ]
        for label, amount in named:
            if amount is not None:
                sheet.append([label, self.money(amount + 1000000), self.money(amount)])

    def income(self) -> None:
        """Income and expenditure side by side, with rows no fact of ours stands for."""
        revenue = self.filing.budget.revenue
        if not revenue:
            return
        sheet = self.sheet("收支总表", "收入支出决算总表")
        sheet.append(["收入", None, None, "支出", None, None])
        sheet.append(["项目", "行次", "决算数", "项目", "行次", "决算数"])
        sheet.append(["栏次", None, "1", "栏次", None, "2"])
        sheet.merge_cells("A3:C3")
        sheet.merge_cells("D3:F3")
        total = self.filing.budget.nature.get("total")
        items = [(line.label, line.actual) for code, line in revenue.items() if code != "total"]
        for number, (label, amount) in enumerate(items, 1):
            sheet.append([label, number, self.money(amount), "一、一般公共服务支出", number, None])
        last = revenue.get("total")
        sheet.append(
            [
                "本年收入合计",
                90,
                self.money(last.actual) if last else None,
                "本年支出合计",
                91,
                self.money(total.actual) if total else None,
            ]
        )
        sheet.append(
            ["年初结转和结余", 92, self.money(Decimal("1234500")), "年末结转和结余", 93, self.money(Decimal("1000"))]
        )

    def source(self) -> None:
        lines = {code: line for code, line in self.filing.budget.source.items() if line.actual is not None}
        sheet = self.sheet("资金来源", "部门整体支出资金来源情况表")
        sheet.append(["资金来源", "全年执行数"])
        for line in lines.values():
            sheet.append([line.label, self.money(line.actual)])
