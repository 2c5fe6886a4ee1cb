"""One sheet: cells by row and column, from 1, and how it is seen and printed."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import NamedTuple

from lib.sheets.styles import Style, Styles
from lib.sheets.text import DANGEROUS, clean, escaped

Content = Decimal | int | datetime.date | str | None

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
EPOCH = datetime.date(1899, 12, 30)
FIRST_DAY = datetime.date(1900, 3, 1)  # before it spreadsheets count a day that never was
DIGITS = 17  # as many as a number in binary has
TALLEST = 409  # points a row takes


class Margins(NamedTuple):
    """Inches from the edges of the sheet."""

    left: float = 0.75
    right: float = 0.75
    top: float = 1
    bottom: float = 1
    head: float = 0.5
    foot: float = 0.5


class Field(NamedTuple):
    content: Content
    style: Style
    formula: str


class Sheet:
    """A sheet to fill; everything about it is set before it is written.

    *frozen*: rows above that do not scroll; *repeated*: first and last row printed on every page; *odd* and *even* are
    the footers of pages, in the format's own marks.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.widths: list[float] = []  # characters of each column
        self.heights: dict[int, float] = {}  # points of a row
        self.frozen = 0
        self.repeated: tuple[int, int] | None = None
        self.landscape = False
        self.margins = Margins()
        self.odd = self.even = ""
        self._rows: dict[int, dict[int, Field]] = {}
        self._merged: list[str] = []
        self._covered: set[tuple[int, int]] = set()
        self._links: list[str] = []

    def put(self, row: int, column: int, content: Content, style: Style, formula: str = "") -> None:
        """Write a number, a day, words or, for a look without content, None; *content* is what *formula* comes to."""
        if isinstance(content, str):
            content = clean(content)
            style = style._replace(quoted=content.startswith(DANGEROUS))
        self._rows.setdefault(row, {})[column] = Field(content, style, formula)

    def merge(self, row: int, column: int, rows: int, columns: int) -> None:
        """Make one cell of several, with the look of the first; those of another merged cell stay its own."""
        look = self._rows[row][column].style
        covered = {(below, beside) for below in range(row, row + rows) for beside in range(column, column + columns)}
        for below, beside in covered:
            self._rows.setdefault(below, {}).setdefault(beside, Field(None, look, ""))
        if len(covered) > 1 and not covered & self._covered:  # programs call a file damaged where two overlap
            self._covered |= covered
            self._merged.append(f"{reference(row, column)}:{reference(row + rows - 1, column + columns - 1)}")

    def link(self, row: int, column: int, sheet: str) -> None:
        """Make a cell lead to the beginning of another sheet."""
        place = escaped(f"{quoted(sheet)}!A1")
        self._links.append(f'<hyperlink ref="{reference(row, column)}" location="{place}" display="{escaped(sheet)}"/>')

    def xml(self, styles: Styles, strings: dict[str, int], *, first: bool) -> str:
        """Return the sheet's part; texts get their numbers in *strings*, looks in *styles*."""
        rows = "".join(self._row(number, styles, strings) for number in sorted(self._rows))
        columns = "".join(
            f'<col min="{n}" max="{n}" width="{width:.2f}" customWidth="1"/>' for n, width in enumerate(self.widths, 1)
        )
        return (
            f'<worksheet xmlns="{MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
            f'{self._view(first)}<sheetFormatPr defaultRowHeight="15"/>{f"<cols>{columns}</cols>" if columns else ""}'
            f"<sheetData>{rows}</sheetData>"
            + (f'<mergeCells count="{len(self._merged)}">{_refs(self._merged)}</mergeCells>' if self._merged else "")
            + (f"<hyperlinks>{''.join(self._links)}</hyperlinks>" if self._links else "")
            + self._print()
            + "</worksheet>"
        )

    def _row(self, number: int, styles: Styles, strings: dict[str, int]) -> str:
        height = self.heights.get(number)
        cells = "".join(
            _cell(reference(number, column), field, styles.number(field.style), strings)
            for column, field in sorted(self._rows[number].items())
        )
        tall = f' ht="{min(height, TALLEST):g}" customHeight="1"' if height else ""
        return f'<row r="{number}"{tall}>{cells}</row>'

    def _view(self, first: bool) -> str:
        below = f"A{self.frozen + 1}"
        pane = (
            f'<pane ySplit="{self.frozen}" topLeftCell="{below}" activePane="bottomLeft" state="frozen"/>'
            f'<selection pane="bottomLeft" activeCell="{below}" sqref="{below}"/>'
            if self.frozen
            else ""
        )
        chosen = ' tabSelected="1"' if first else ""
        return f'<sheetViews><sheetView{chosen} workbookViewId="0">{pane}</sheetView></sheetViews>'

    def _print(self) -> str:
        margins, way = self.margins, "landscape" if self.landscape else "portrait"
        marks = f"<oddFooter>{escaped(self.odd)}</oddFooter><evenFooter>{escaped(self.even)}</evenFooter>"
        return (
            '<printOptions horizontalCentered="1"/>'
            f'<pageMargins left="{margins.left:g}" right="{margins.right:g}" top="{margins.top:g}" '
            f'bottom="{margins.bottom:g}" header="{margins.head:g}" footer="{margins.foot:g}"/>'
            f'<pageSetup paperSize="9" orientation="{way}" fitToWidth="1" fitToHeight="0"/>'
            + (f'<headerFooter differentOddEven="1">{marks}</headerFooter>' if self.odd or self.even else "")
        )


def letters(column: int) -> str:
    """Return the letters of a column, from 1: A … Z, AA …"""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def reference(row: int, column: int) -> str:
    return f"{letters(column)}{row}"


def quoted(sheet: str) -> str:
    """Return a sheet's name as formulas and links write it."""
    return "'" + sheet.replace("'", "''") + "'"


def _refs(merged: list[str]) -> str:
    return "".join(f'<mergeCell ref="{one}"/>' for one in merged)


def _cell(place: str, field: Field, look: int, strings: dict[str, int]) -> str:
    formula = f"<f>{escaped(field.formula)}</f>" if field.formula else ""
    match field.content:
        case str() as text if formula:
            return f'<c r="{place}" s="{look}" t="str">{formula}<v>{escaped(text)}</v></c>'
        case str() as text if text:
            return f'<c r="{place}" s="{look}" t="s"><v>{strings.setdefault(text, len(strings))}</v></c>'
        case None | "":
            return f'<c r="{place}" s="{look}">{formula}</c>' if formula else f'<c r="{place}" s="{look}"/>'
        case datetime.date() as day:
            return f'<c r="{place}" s="{look}">{formula}<v>{(day - EPOCH).days}</v></c>'
        case number:
            return f'<c r="{place}" s="{look}">{formula}<v>{_digits(number)}</v></c>'


def _digits(number: Decimal | int | str) -> str:
    if isinstance(number, Decimal) and len(number.as_tuple().digits) > DIGITS:
        return f"{float(number):.{DIGITS}g}"
    text = f"{number:f}" if isinstance(number, Decimal) else str(number)
    return text.rstrip("0").rstrip(".") if "." in text else text
