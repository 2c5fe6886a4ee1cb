"""The template as an .xlsx: what the steps ask, what the report says already, last year's figures in grey beside."""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from lib.money import to_wan
from lib.spreadsheet_text import name_of
from reports.filing import Filing
from reports.importers.sheets import marks
from reports.models import Report
from reports.outline import Outline
from reports.workbooks.asked import COUNT, Line, Page, Part, Slot, Value, pages
from reports.workbooks.cells import put, tell
from reports.workbooks.guide import guide
from reports.workbooks.rules import Choices, Rules

THIN = Side(style="thin")
BORDER = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
HEAD = PatternFill("solid", fgColor="F2F2F2")
INPUT = PatternFill("solid", fgColor="FFF8E1")
GREY = PatternFill("solid", fgColor="EEEEEE")
FADED = Font(color="6B6B6B")
FORMATS = {
    "wan": "#,##0.00####",
    "percent": "0.00##%",
    "count": "0",
    "score": "0.00",
    "number": "General",
    "date": "yyyy-mm-dd",
}
WIDTHS = {"wan": 14, "count": 10, "score": 9, "number": 10, "date": 13, "percent": 10, "flag": 8, "year": 8}
WORDS, LEAD = 26, 34  # characters of a column of words, and of the one that leads
SHORT = ("operator", "unit", "actual_unit", "qualifier", "code", "parent", marks.KEY)
INDENT = {"l2": 1, "l3": 2}


def template_xlsx(report: Report, outline: Outline, filing: Filing, before: Filing | None = None) -> bytes:
    """Return the template of *report* with what *filing* says, *before* being what the unit said last year."""
    book = Workbook()
    front = book.worksheets[0]
    guide(front, report)
    hidden = book.create_sheet(marks.SHEET)
    writer = _Writer(book, hidden)
    tell(hidden, [marks.NAME, marks.VERSION])
    tell(hidden, [marks.UNIT, report.unit_year.unit.code, filing.profile.name or report.unit_year.unit.name])
    tell(hidden, [marks.YEAR, filing.fiscal_year])
    for page in pages(report, outline, filing, before):
        writer.page(page)
    hidden.sheet_state = "hidden"
    book.move_sheet(hidden, len(book.worksheets))
    book.properties.title, book.properties.creator = front.title, "自评通"
    book.calculation.fullCalcOnLoad = True
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


class _Writer:
    """Writes pages; every list of choices is kept once on the hidden sheet."""

    def __init__(self, book: Workbook, hidden: Worksheet) -> None:
        self.book = book
        self.choices = Choices(hidden)

    def page(self, page: Page) -> None:
        sheet = self.book.create_sheet(name_of(page.title, self.book.sheetnames))
        self.sheet, self.row = sheet, 0
        self.rules = Rules(self.choices)
        self.widths: dict[int, int] = {2: LEAD}
        self._line(page.title, Font(bold=True, size=14))
        self._line("黄色的格子可以填写，其他格子不用动；金额单位：万元。", FADED)
        top = self.row
        for part in page.parts:
            self._line("")
            self._line(part.title, Font(bold=True, size=12))
            if part.note:
                self._line(part.note, FADED)
            (self._table if part.columns else self._single)(part)
        self._set_up(top)

    def _line(self, words: str, font: Font | None = None) -> None:
        self._next(marks.WORDS)
        cell = self.sheet.cell(self.row, 2)
        put(cell, words)
        cell.font = font or Font()

    def _next(self, mark: str) -> None:
        self.row += 1
        put(self.sheet.cell(self.row, 1), mark)

    def _single(self, part: Part) -> None:
        """Write single facts one below the other: name, input, last year's, and what to heed."""
        has_before = any(line.before not in (None, "") for line in part.lines)
        self._heads([("项目", ""), ("填写", marks.VALUE), *([("上年", "")] if has_before else []), ("说明", "")])
        for line in part.lines:
            slot = line.slots[marks.VALUE]
            self._next(str(line.mark))
            self._words(2, slot.label)
            self._input(3, slot)
            if has_before:
                self._shown(4, slot, line.before)
            self._words(4 + has_before, slot.help or _asked(slot))
            self._widen(3, WORDS + 6)
            self._widen(4 + has_before, WORDS)

    def _heads(self, heads: Sequence[tuple[str, str]]) -> None:
        """Write a row of heads and, out of sight above it, the names their columns are read by."""
        self._next(marks.HEAD)
        for column, (_, name) in enumerate(heads, 2):
            put(self.sheet.cell(self.row, column), name)
        self.sheet.row_dimensions[self.row].hidden = True
        self._next(marks.WORDS)
        for column, (words, _) in enumerate(heads, 2):
            cell = self.sheet.cell(self.row, column)
            put(cell, words)
            cell.font, cell.fill, cell.border = Font(bold=True), HEAD, BORDER
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)

    def _table(self, part: Part) -> None:
        """Write a table: what leads a row stands first, as words or as an input of its own."""
        leading = {_first(line) for line in part.lines if not line.is_led}
        leads = [slot for slot in part.columns if slot.name in leading][:1]
        others = [slot for slot in part.columns if slot not in leads]
        counts = [slot for slot in others if slot.name == COUNT and any(line.before is not None for line in part.lines)]
        heads = [(part.lead, leads[0].name if leads else "")]
        last = [("上年", "") for _ in counts]
        self._heads([*heads, *((_head(slot), slot.name) for slot in others), *last])
        begun = self.row + 1
        for line in part.lines:
            self._next(str(line.mark) if line.mark else marks.WORDS)
            self._lead(line, leads)
            for column, slot in enumerate(others, 3):
                self._widen(column, _width(slot))
                if line.total:
                    begun = self._sum(column, slot, begun)
                elif slot.name == marks.KEY:
                    self._words(column, line.mark.at.rpartition(".")[2] if line.mark and not line.mark.is_new else "")
                elif slot.name in line.slots:
                    self._input(column, line.slots[slot.name])
                else:
                    self._words(column, "")
            for column, slot in enumerate(counts, 3 + len(others)):
                self._shown(column, slot, line.before)
            if line.total or line.css == "cls":
                begun = self.row + 1

    def _lead(self, line: Line, leads: Sequence[Slot]) -> None:
        if line.is_led or not leads:
            self._words(2, line.lead, bold=line.css in ("tot", "cls"), indent=INDENT.get(line.css, 0))
        else:
            self._input(2, line.slots[leads[0].name], indent=INDENT.get(line.css, 0))

    def _sum(self, column: int, slot: Slot, begun: int) -> int:
        """Write the sum of the rows above, as spreadsheets keep it."""
        cell = self.sheet.cell(self.row, column)
        if slot.unit in ("wan", "count") and begun < self.row:
            letter = get_column_letter(column)
            cell.value = f"=SUM({letter}{begun}:{letter}{self.row - 1})"
            cell.number_format = FORMATS[slot.unit]
        cell.fill, cell.border, cell.font = GREY, BORDER, FADED
        return begun

    def _words(self, column: int, words: str, *, bold: bool = False, indent: int = 0) -> None:
        cell = self.sheet.cell(self.row, column)
        put(cell, words)
        cell.border, cell.font = BORDER, Font(bold=bold)
        cell.alignment = Alignment(vertical="center", wrap_text=True, indent=indent)

    def _shown(self, column: int, slot: Slot, value: Value) -> None:
        cell = self.sheet.cell(self.row, column)
        put(cell, _told(slot, value))
        cell.number_format = FORMATS.get(slot.unit, "@")
        cell.fill, cell.border, cell.font = GREY, BORDER, FADED
        cell.alignment = Alignment(horizontal=_side(slot), vertical="center", wrap_text=True)
        self._widen(column, _width(slot))

    def _input(self, column: int, slot: Slot, *, indent: int = 0) -> None:
        cell = self.sheet.cell(self.row, column)
        put(cell, _told(slot, slot.value))
        cell.number_format = FORMATS.get(slot.unit, "@")
        last = slot.name == "prior_actual"
        cell.border, cell.fill = BORDER, GREY if last or slot.locked else INPUT
        cell.font = FADED if last else Font()
        cell.protection = Protection(locked=slot.locked)
        cell.alignment = Alignment(horizontal=_side(slot), vertical="center", wrap_text=True, indent=indent)
        if not slot.locked:
            self.rules.rule(slot).add(cell)

    def _widen(self, column: int, width: int) -> None:
        self.widths[column] = max(self.widths.get(column, 0), width)

    def _set_up(self, top: int) -> None:
        """Hide the marks, set widths, freeze the title, protect all but the inputs, and fit the print to the page."""
        sheet = self.sheet
        for rule in self.rules.all:
            sheet.add_data_validation(rule)
        sheet.column_dimensions["A"].hidden = True
        for column, width in self.widths.items():
            sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.freeze_panes = sheet.cell(top + 1, 3)
        sheet.protection.sheet = True  # without a password: it keeps hands off by mistake, nothing else
        for freedom in ("formatCells", "formatColumns", "formatRows", "insertRows", "sort", "autoFilter"):
            setattr(sheet.protection, freedom, False)  # what is not protected
        sheet.page_setup.orientation = "landscape" if sum(self.widths.values()) > 95 else "portrait"
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        if sheet.sheet_properties.pageSetUpPr:
            sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.print_title_rows = "1:2"
        sheet.oddFooter.center.text = "— &P —"


def _side(slot: Slot) -> str:
    return "right" if slot.unit in FORMATS and slot.unit != "date" else "left"


def _first(line: Line) -> str:
    return next(iter(line.slots), "")


def _head(slot: Slot) -> str:
    return f"{slot.label}（上年）" if slot.name == "prior_actual" and "上年" not in slot.label else slot.label


def _width(slot: Slot) -> int:
    return 9 if slot.name in SHORT else WIDTHS.get(slot.unit, WORDS)


def _asked(slot: Slot) -> str:
    return {"wan": "万元", "count": "整数", "date": "日期，例如 2023-12-31", "flag": "选“是”或“否”"}.get(slot.unit, "")


def _told(slot: Slot, value: Value) -> Value:
    """Return a value as a sheet holds it: 万元, 是 or 否, the words of a choice."""
    if slot.unit == "wan" and isinstance(value, Decimal):
        return to_wan(value)
    if slot.unit == "flag":
        return "是" if value else ""
    return dict(slot.choices).get(value, value) if isinstance(value, str) else value
