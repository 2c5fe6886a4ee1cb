"""One form or table as a sheet: words above, the tables under each other, lines to sign, and how it is printed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from xlsxwriter.utility import xl_rowcol_to_cell

from lib.sheets import A4, DIGIT, TALLEST, Look, Sheet
from lib.spans import place
from lib.widths import width
from reports.document import Annex, Cell, Inline, Paragraph, Row, Table, words
from reports.render.excel.worth import Place, Worth, Worths

SIZE = 10.5  # points of what stands in cells
UPRIGHT, LYING = 84, 121  # characters of that size from margin to margin: 156 and 225 mm
LINE, ROOM = 13.5, 5  # points of a line, and above and below the lines of a cell
MM = 1 / 25.4
SHEET = (28 * MM, 26 * MM, 37 * MM, 35 * MM)  # GB/T 9704-2012: left, right, top, bottom
ON_ITS_SIDE = (35 * MM, 37 * MM, 28 * MM, 26 * MM)

PLAIN: Look = {"align": "left", "valign": "vcenter", "text_wrap": True, "font_size": SIZE}
TITLE: Look = {**PLAIN, "align": "center", "font_size": 16, "font_name": "黑体"}
CAPTION: Look = {**TITLE, "font_size": 14}
LABEL: Look = {**PLAIN, "font_size": 12, "font_name": "黑体"}
CELL: Look = {**PLAIN, "border": 1}
HEAD: Look = {**CELL, "font_name": "黑体", "bg_color": "#F2F2F2"}
LOOKS = {"head": HEAD, "total": {**CELL, "font_name": "黑体"}}


class Form:
    """Fills one sheet from the top; *row* is the next that is free."""

    def __init__(self, sheet: Sheet, form: Annex | Table, *, draft: bool) -> None:
        self.form = form
        self.sheet = sheet
        self.row = 0
        self.tables = [one for one in form.children if isinstance(one, Table)] if isinstance(form, Annex) else [form]
        self.lines = place([row.children for table in self.tables for row in _rows(table)])
        self.widths = _widths(self.tables, self.lines, LYING if _lies(form) else UPRIGHT)
        self._above(draft)
        heads = len(self.tables[0].head) if self.tables else 0
        self._table(heads)
        self._below()
        set_up(self.sheet, self.widths, lies=_lies(form), draft=draft)

    def _above(self, draft: bool) -> None:
        form = self.form
        if draft:
            self._line("草稿", LABEL)
        if isinstance(form, Annex):
            if form.label:
                self._line(form.label, LABEL)
            self._line(text_of(form.title), TITLE)
            self._sides(text_of(form.lead), form.note)
        else:
            if form.caption:
                self._line(form.caption, CAPTION)
            self._sides("", form.note)

    def _line(self, line: str, look: Look = PLAIN) -> None:
        """Write one line over all columns."""
        self.sheet.put(self.row, 0, line, look, columns=len(self.widths))
        size = look["font_size"]
        self._next(_lines(line, sum(self.widths) * SIZE / size) * size * 1.35 + ROOM)

    def _next(self, height: float) -> None:
        self.sheet.set_row(self.row, min(height, TALLEST))
        self.row += 1

    def _sides(self, left: str, right: str) -> None:
        """Write what stands above the table at the left and at the right, in one row."""
        columns = len(self.widths)
        if not left or columns < 2:
            if left or right:
                self._line(left or right, PLAIN if left else {**PLAIN, "align": "right"})
            return
        own = columns - 1
        while own > 1 and sum(self.widths[own:]) < width(right) + 2:
            own -= 1
        self.sheet.put(self.row, 0, left, PLAIN, columns=own)
        self.sheet.put(self.row, own, right, {**PLAIN, "align": "right"}, columns=columns - own)
        self._next(_lines(left, sum(self.widths[:own])) * LINE + ROOM)

    def _table(self, heads: int) -> None:
        """Write the tables as one; a row taller than a sheet's may be takes several, its cells merged over them."""
        heights = _heights(self.lines, self.widths)
        parts = [-(-int(height) // TALLEST) for height in heights]
        tops = [self.row, *(self.row + taken for taken in accumulate(parts))]
        worths = Worths(
            (((row, column + 1), cell) for row, line in enumerate(self.lines, 1) for column, cell in line),
            lambda at: xl_rowcol_to_cell(_top(tops, at), at[1] - 1),
        )
        for row, line in enumerate(self.lines):
            for top in range(tops[row], tops[row + 1]):
                self.sheet.set_row(top, heights[row] / parts[row])
            for column, cell in line:
                below = tops[min(row + cell.rows, len(self.lines))]
                self._cell(tops[row], below, column, cell, worths.of((row + 1, column + 1)), parts[row] > 1)
        if heads:
            self.sheet.freeze_panes(tops[heads], 0)
            if len(self.tables) == 1:
                self.sheet.repeat_rows(tops[0], tops[heads] - 1)
        self.row = tops[-1]

    def _cell(self, top: int, below: int, column: int, cell: Cell, worth: Worth, tall: bool) -> None:
        look = {**LOOKS.get(cell.kind, CELL), "align": cell.align, "num_format": worth.manner}
        if tall:
            look["valign"] = "top"
        if cell.indent and cell.align != "center":
            look["indent"] = cell.indent
        rows, columns = below - top, cell.columns
        self.sheet.put(top, column, worth.content, look, worth.formula, rows=rows, columns=columns)

    def _below(self) -> None:
        for paragraph in self.form.children if isinstance(self.form, Annex) else ():
            if isinstance(paragraph, Paragraph):
                self._line(words(paragraph), PLAIN)


def set_up(sheet: Sheet, widths: Sequence[float], *, lies: bool, draft: bool) -> None:
    """Set widths, margins and page numbers: 4号 outside, one character from the edge (GB/T 9704-2012)."""
    for column, each in enumerate(widths):
        sheet.set_column_pixels(column, column, round(each * DIGIT))
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    if lies:
        sheet.set_landscape()
    sheet.set_margins(*(ON_ITS_SIDE if lies else SHEET))
    odd, even = '&R&"宋体,Regular"&14— &P —　', '&L&"宋体,Regular"&14　— &P —'
    if draft:  # on every page: the word above the form is on the first alone
        odd, even = f'&C&"宋体,Regular"&10草稿{odd}', f'{even}&C&"宋体,Regular"&10草稿'
    sheet.set_header("", {"margin": (15 if lies else 22) * MM})
    sheet.set_footer(odd, {"margin": (15 if lies else 24) * MM})
    sheet.even_footer = even


def _lies(form: Annex | Table) -> bool:
    return isinstance(form, Annex) and form.landscape


def _rows(table: Table) -> tuple[Row, ...]:
    return (*table.head, *table.body)


def text_of(nodes: Sequence[Inline]) -> str:
    return "".join(node.text for node in nodes)


def _top(tops: Sequence[int], at: Place) -> int:
    return tops[min(at[0], len(tops)) - 1]


Lines = Sequence[Sequence[tuple[int, Cell]]]


def _widths(tables: Sequence[Table], lines: Lines, page: int) -> list[float]:
    """Return the characters each column takes: its share of the page, and never less than its longest figure."""
    most = max((column + cell.columns for line in lines for column, cell in line), default=1)
    shares = [*(tables[0].widths if tables else ()), *[10] * most][: max(most, 1)]
    found = [share * page / 100 for share in shares] if tables and any(tables[0].widths) else [page / most] * most
    for line in lines:
        for column, cell in line:
            if cell.columns == 1 and cell.align != "left":
                text = words(cell)
                found[column] = max(found[column], width(text) + 2 if text.isascii() else 0)
    return found


def _heights(lines: Lines, widths: Sequence[float]) -> list[float]:
    """Return the points each row takes: a sheet does not grow merged cells by itself, some programs none at all."""
    heights = [LINE + ROOM for _ in lines]
    for rows in (False, True):  # what reaches over several rows widens the last of them
        for row, line in enumerate(lines):
            for column, cell in line:
                if (cell.rows > 1) == rows:
                    last = min(row + cell.rows, len(lines)) - 1
                    room = sum(widths[column : column + cell.columns]) - 2 * cell.indent
                    wanted = _lines(words(cell), room) * LINE + ROOM
                    heights[last] += max(0, wanted - sum(heights[row : last + 1]))
    return heights


def _lines(text: str, room: float) -> int:
    """Return how many lines *text* takes where *room* characters stand side by side."""
    return sum(max(1, -(-width(line) // max(2, int(room) - 1))) for line in text.splitlines() or [""])
