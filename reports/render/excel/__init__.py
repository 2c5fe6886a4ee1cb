"""The tables of the document as a workbook: a sheet for each form and table, real numbers, formulas that are alive.

What people wrote is text, whatever it begins with: nothing of theirs becomes a formula (OWASP, CSV injection).
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import Cell as Field
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from lib.formulas import FormulaError, parse
from lib.money import round_half_up, to_wan
from lib.spans import place
from reports.document import Annex, Cell, Document, Inline, Paragraph, Row, Table, Value, words
from reports.render import Origin

MANNERS = {"wan": "0.00", "percent": "0.00%", "count": "0", "date": 'yyyy"年"m"月"d"日"'}
PLACES = {"score": 2}  # decimals a number is printed with at most, where its manner does not say it
UPRIGHT, WIDE = 92, 130  # characters of a page's width, upright and lying
LONGEST_FORMULA = 8192  # characters a cell takes
LINE = 15  # points of a line of 11 points
DANGEROUS = ("=", "+", "-", "@", "\t")

UNDATED = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)  # what was not filed has no time of its own
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_NAME = re.compile(r"[\[\]:*?/\\]")
_CELL = re.compile(r"r(\d+)c(\d+)")
_THIN = Side(style="thin")
BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
HEAD = PatternFill("solid", fgColor="F2F2F2")


def xlsx_file(document: Document, origin: Origin) -> bytes:
    """Return the workbook; a document without tables gives one sheet with its title."""
    book = Workbook()
    del book[book.sheetnames[0]]
    forms = [child for child in document.children if isinstance(child, Annex | Table)]
    for form in forms or [Table(caption=document.title)]:
        _sheet(book, form, origin.draft)
    book.properties.title, book.properties.creator = document.title, document.author
    if book.calculation:
        book.calculation.fullCalcOnLoad = True  # values are worked out by whoever opens the file
    moment = origin.receipt.submitted_at if origin.receipt else UNDATED
    book.properties.created = moment.astimezone(datetime.UTC).replace(tzinfo=None)
    content = io.BytesIO()
    book.save(content)
    return _steady(content.getvalue(), book.properties.created)


def _steady(content: bytes, moment: datetime.datetime) -> bytes:
    """Return the same file without the time of day in it: one report gives the same bytes whenever it is made."""
    steady = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = before.read(name)
            if name == "docProps/core.xml":
                part = _MODIFIED.sub(rb"\g<1>" + moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), part)
            after.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return steady.getvalue()


def _sheet(book: Workbook, form: Annex | Table, draft: bool) -> None:
    above = list(_above(form, draft))
    tables = [child for child in form.children if isinstance(child, Table)] if isinstance(form, Annex) else [form]
    below = [child for child in form.children if isinstance(child, Paragraph)] if isinstance(form, Annex) else []
    sheet = book.create_sheet(_name(book, form))
    width = max((len(table.widths) for table in tables), default=1) or 1
    for number, (line, bold) in enumerate(above, 1):
        _line(sheet, number, width, line, Font(bold=bold, size=16 if bold else 11), "center" if bold else "left")
    last = _rows(sheet, tables, len(above))
    for number, paragraph in enumerate(below, last + 1):
        _line(sheet, number, width, words(paragraph), Font(), "left")
    wide = isinstance(form, Annex) and form.landscape
    _set_up(sheet, tables, len(above), wide=wide)


def _above(form: Annex | Table, draft: bool) -> Iterator[tuple[str, bool]]:
    """Yield the lines above the table and whether each is its title."""
    if draft:
        yield "草稿", False
    if isinstance(form, Annex):
        if form.label:
            yield form.label, False
        yield _text(form.title), True
    elif form.caption:
        yield form.caption, True
    lead = _text(form.lead) if isinstance(form, Annex) else ""
    if lead or form.note:
        yield "　　".join(filter(None, (lead, form.note))), False


def _name(book: Workbook, form: Annex | Table) -> str:
    """Return a name for the sheet: 31 characters, none that are not allowed, no other sheet's."""
    said = " ".join(filter(None, (form.label, _text(form.title)))) if isinstance(form, Annex) else form.caption
    base = ILLEGAL_CHARACTERS_RE.sub("", _NAME.sub(" ", said)).strip("' ")[:28] or "表"
    taken = {name.casefold() for name in book.sheetnames}
    named = (base if n == 1 else f"{base[:26]} {n}" for n in range(1, len(taken) + 2))
    return next(name for name in named if name.casefold() not in taken)


def _line(sheet: Worksheet, row: int, width: int, line: str, font: Font, align: str) -> None:
    field = sheet.cell(row, 1)
    _write_text(field, line)
    field.font, field.alignment = font, Alignment(horizontal=align, vertical="center", wrap_text=True)
    sheet.row_dimensions[row].height = 26 if font.bold else 18
    if width > 1:
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)


def _rows(sheet: Worksheet, tables: Sequence[Table], begun: int) -> int:
    """Write the rows of *tables* below row *begun* and return the last one written."""
    rows: list[Row] = [row for table in tables for row in (*table.head, *table.body)]
    for number, line in enumerate(place([row.children for row in rows]), begun + 1):
        for column, cell in line:
            _write(sheet, number, column + 1, cell, begun)
    return begun + len(rows)


def _write(sheet: Worksheet, row: int, column: int, cell: Cell, begun: int) -> None:
    field = sheet.cell(row, column)
    formula = _formula(cell, begun)
    single = cell.children[0] if len(cell.children) == 1 else None
    number = _number(single) if isinstance(single, Value) else None
    if formula:
        field.value = f"={formula}"
    elif number is not None:
        field.value = number
    else:
        _write_text(field, _text(cell.children))
    if isinstance(single, Value) and (formula or number is not None):
        field.number_format = MANNERS.get(single.unit, "General")
    strong = cell.kind in ("head", "total")
    for below in range(row, row + cell.rows):
        for beside in range(column, column + cell.columns):
            sheet.cell(below, beside).border = BORDER
    field.font = Font(bold=strong)
    field.alignment = Alignment(horizontal=cell.align, vertical="center", wrap_text=True, indent=cell.indent)
    if cell.kind == "head":
        field.fill = HEAD
    if cell.rows > 1 or cell.columns > 1:
        sheet.merge_cells(
            start_row=row, start_column=column, end_row=row + cell.rows - 1, end_column=column + cell.columns - 1
        )


def _formula(cell: Cell, begun: int) -> str:
    """Return the cell's formula in the sheet's own references; "" where it has none, or one no cell takes."""
    if not cell.formula:
        return ""
    try:
        text = parse(cell.formula).excel(lambda name: _reference(name, begun))
    except FormulaError:
        return ""
    unit = cell.children[0].unit if cell.children and isinstance(cell.children[0], Value) else ""
    if unit in PLACES:
        text = f'IFERROR(ROUND({text},{PLACES[unit]}),"")'
    return text if len(text) < LONGEST_FORMULA else ""


def _reference(name: str, begun: int) -> str:
    found = _CELL.fullmatch(name)
    if not found:
        raise FormulaError(f"没有这一格：{name}")
    return f"{get_column_letter(int(found[2]))}{int(found[1]) + begun}"


def _number(value: Value) -> Decimal | int | datetime.date | None:
    """Return what a value is worth as a spreadsheet holds it: 万元, fractions; None for words and what is not said."""
    raw = value.raw
    if raw is None or isinstance(raw, bool | str):
        return None
    if value.unit == "wan" and isinstance(raw, Decimal):
        return to_wan(raw)
    return round_half_up(raw, PLACES[value.unit]) if value.unit in PLACES and isinstance(raw, Decimal) else raw


def _write_text(field: Field, text: str) -> None:
    field.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    field.data_type = "s"
    field.quotePrefix = text.startswith(DANGEROUS)


def _text(nodes: Sequence[Inline]) -> str:
    return "".join(node.text for node in nodes)


def _set_up(sheet: Worksheet, tables: Sequence[Table], begun: int, *, wide: bool) -> None:
    """Set widths and heights, freeze what stands above the first rows, and fit the print to the page."""
    shares = tables[0].widths if tables else ()
    for number, share in enumerate(shares, 1):
        sheet.column_dimensions[get_column_letter(number)].width = share * (WIDE if wide else UPRIGHT) / 100
    rows = [row for table in tables for row in (*table.head, *table.body)]
    for number, line in enumerate(place([row.children for row in rows]), begun + 1):
        lines = max((_lines(cell, column, shares, wide) for column, cell in line if cell.rows == 1), default=1)
        sheet.row_dimensions[number].height = LINE * max(1, lines) + 3
    heads = begun + len(tables[0].head) if tables else begun
    if tables and tables[0].head:
        sheet.freeze_panes = sheet.cell(heads + 1, 1)
        if len(tables) == 1:
            sheet.print_title_rows = f"{begun + 1}:{heads}"
    sheet.page_setup.orientation = "landscape" if wide else "portrait"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    if sheet.sheet_properties.pageSetUpPr:
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.center.text = "— &P —"


def _lines(cell: Cell, column: int, shares: Sequence[int], wide: bool) -> int:
    """Return how many lines the words of a cell take: a sheet does not grow merged cells by itself."""
    width = sum(shares[column : column + cell.columns]) * (WIDE if wide else UPRIGHT) / 100
    taken = sum(2 if ord(character) > 255 else 1 for character in words(cell))
    return -(-taken // max(1, int(width) - 1))
