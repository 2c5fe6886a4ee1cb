"""The template as an .xlsx: what the steps ask, what the report says already, last year's figures in grey beside."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from xlsxwriter.utility import xl_range

from lib import widths
from lib.money import to_wan
from lib.sheets import A4, UNDATED, Book, Look
from lib.spreadsheet_text import name_of
from reports.filing import Filing
from reports.importers.sheets import marks
from reports.models import Report
from reports.outline import Outline
from reports.workbooks.asked import COUNT, Line, Page, Part, Slot, Value, pages
from reports.workbooks.guide import NAME, guide
from reports.workbooks.rules import Hidden, Rules

PLAIN: Look = {}
CELL: Look = {"border": 1, "valign": "vcenter", "text_wrap": True}
HEAD: Look = {**CELL, "bold": True, "align": "center", "bg_color": "#F2F2F2"}
INPUT: Look = {**CELL, "bg_color": "#FFF8E1", "locked": False}
GREY: Look = {**CELL, "bg_color": "#EEEEEE"}
FADED: Look = {"font_color": "#6B6B6B"}
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
FREE = dict.fromkeys(("format_cells", "format_columns", "format_rows", "insert_rows", "sort", "autofilter"), True)
INDENT = {"l2": 1, "l3": 2}


def template_xlsx(report: Report, outline: Outline, filing: Filing, before: Filing | None = None) -> bytes:
    """Return the template of *report* with what *filing* says, *before* being what the unit said last year."""
    unit, book = report.unit_year.unit, Book()
    book.tell(UNDATED, {}, title=NAME, author="自评通")
    guide(book.sheet(NAME), report)
    hidden = Hidden(
        (marks.NAME, marks.VERSION),
        (marks.UNIT, unit.code, filing.profile.name or unit.name),
        (marks.YEAR, filing.fiscal_year),
    )
    names = [NAME, marks.SHEET]
    for page in pages(report, outline, filing, before):
        names.append(name_of(page.title, names))
        _Writer(book, names[-1], hidden).page(page)
    hidden.write(book.sheet(marks.SHEET))
    return book.content()


class _Writer:
    """Writes one page; *row* is the last that was begun."""

    def __init__(self, book: Book, name: str, hidden: Hidden) -> None:
        self.sheet = book.sheet(name)
        self.rules = Rules(hidden)
        self.row = -1
        self.widths: dict[int, int] = {1: LEAD}

    def page(self, page: Page) -> None:
        self._line(page.title, {"bold": True, "font_size": 14})
        self._line("黄色的格子可以填写，其他格子不用动；金额单位：万元。", FADED)
        top = self.row + 1
        for part in page.parts:
            self._line("")
            self._line(part.title, {"bold": True, "font_size": 12})
            if part.note:
                self._line(part.note, FADED)
            (self._table if part.columns else self._single)(part)
        self._set_up(top)

    def _line(self, words: str, look: Look = PLAIN) -> None:
        self._next(marks.WORDS)
        self.sheet.put(self.row, 1, words, look)

    def _next(self, mark: str) -> None:
        self.row += 1
        self.sheet.put(self.row, 0, mark, PLAIN)

    def _single(self, part: Part) -> None:
        """Write single facts one below the other: name, input, last year's, and what to heed."""
        has_before = any(line.before not in (None, "") for line in part.lines)
        self._heads([("项目", ""), ("填写", marks.VALUE), *([("上年", "")] if has_before else []), ("说明", "")])
        for line in part.lines:
            slot = line.slots[marks.VALUE]
            self._next(str(line.mark))
            self._words(1, slot.label)
            self._input(2, slot)
            if has_before:
                self._shown(3, slot, line.before)
            said = slot.help or _asked(slot)
            self._words(3 + has_before, said)
            self._widen(2, WORDS + 6)
            self._widen(3 + has_before, min(max(widths.width(said) + 2, WORDS), 2 * WORDS))

    def _heads(self, heads: Sequence[tuple[str, str]]) -> None:
        """Write a row of heads and, out of sight above it, the names their columns are read by."""
        self._next(marks.HEAD)
        for column, (_, name) in enumerate(heads, 1):
            self.sheet.put(self.row, column, name, PLAIN)
        self.sheet.set_row(self.row, None, None, {"hidden": True})
        self._next(marks.WORDS)
        for column, (words, _) in enumerate(heads, 1):
            self.sheet.put(self.row, column, words, HEAD)

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
            for column, slot in enumerate(others, 2):
                self._widen(column, _width(slot))
                if line.total:
                    self._sum(column, slot, begun)
                elif slot.name == marks.KEY:
                    self._words(column, line.mark.at.rpartition(".")[2] if line.mark and not line.mark.is_new else "")
                elif slot.name in line.slots:
                    self._input(column, line.slots[slot.name])
                else:
                    self._words(column, "")
            for column, slot in enumerate(counts, 2 + len(others)):
                self._shown(column, slot, line.before)
            if line.total or line.css == "cls":
                begun = self.row + 1

    def _lead(self, line: Line, leads: Sequence[Slot]) -> None:
        if line.is_led or not leads:
            self._words(1, line.lead, bold=line.css in ("tot", "cls"), indent=INDENT.get(line.css, 0))
        else:
            self._input(1, line.slots[leads[0].name], indent=INDENT.get(line.css, 0))

    def _sum(self, column: int, slot: Slot, begun: int) -> None:
        """Write the sum of the rows above, as spreadsheets keep it."""
        summed = slot.unit in ("wan", "count") and begun < self.row
        formula = f"=SUM({xl_range(begun, column, self.row - 1, column)})" if summed else ""
        look = {**GREY, **FADED, "num_format": FORMATS[slot.unit]} if summed else {**GREY, **FADED}
        self.sheet.put(self.row, column, None, look, formula)

    def _words(self, column: int, words: str, *, bold: bool = False, indent: int = 0) -> None:
        self.sheet.put(self.row, column, words, {**CELL, "bold": bold, "indent": indent})

    def _shown(self, column: int, slot: Slot, value: Value) -> None:
        self.sheet.put(self.row, column, _told(slot, value), {**GREY, **FADED, **_manner(slot)})
        self._widen(column, _width(slot))

    def _input(self, column: int, slot: Slot, *, indent: int = 0) -> None:
        last = slot.name == "prior_actual"
        look = {**INPUT, **_manner(slot), "locked": slot.locked, "indent": indent}
        if last or slot.locked:
            look |= {"bg_color": GREY["bg_color"]}
        self.sheet.put(self.row, column, _told(slot, slot.value), {**look, **FADED} if last else look)
        if not slot.locked:
            self.rules.add(self.row, column, slot)

    def _widen(self, column: int, width: int) -> None:
        self.widths[column] = max(self.widths.get(column, 0), width)

    def _set_up(self, top: int) -> None:
        """Hide the marks, set widths, freeze the title, protect all but the inputs, and fit the print to the page."""
        sheet = self.sheet
        self.rules.write(sheet)
        sheet.set_column(0, 0, None, None, {"hidden": True})
        for column, width in self.widths.items():
            sheet.set_column(column, column, width)
        sheet.freeze_panes(top, 2)
        sheet.protect("", FREE)  # without a password: it keeps hands off by mistake, nothing else
        sheet.set_paper(A4)
        if sum(self.widths.values()) > 95:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0, 1)
        sheet.set_footer("&C— &P —")


def _manner(slot: Slot) -> Look:
    """Return the number format of a fact and the side it stands at."""
    right = slot.unit in FORMATS and slot.unit != "date"
    return {"num_format": FORMATS.get(slot.unit, "@"), "align": "right" if right else "left"}


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
