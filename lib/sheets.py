"""Workbooks by XlsxWriter as the portal writes them: the same bytes for the same content, and people's words never alive.

XlsxWriter writes values beside formulas, so that viewers which do not calculate show them. Looks are given in its own
words; rows and columns count from 0.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping
from contextlib import suppress
from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import OverlappingRange
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from lib.spreadsheet_text import LIVE, clean

Content = Decimal | int | datetime.date | str | None
Look = Mapping[str, Any]

UNDATED = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)  # as the parts of the file are dated
FIRST_DAY = datetime.date(1900, 3, 1)  # before it spreadsheets count a day that never was
TALLEST = 409  # points a row takes
A4 = 9
DIGIT = 7  # pixels of a digit, which widths of columns are counted in
CHINESE = {"font_name": "宋体", "font_size": 11, "font_family": 3, "font_charset": 134, "font_scheme": "none"}
OPTIONS = {"in_memory": True, "default_format_properties": CHINESE}  # in memory the parts are not dated today


class Sheet(Worksheet):
    """A sheet to put content into, whose even pages have a footer of their own."""

    book: Book
    even_footer = ""

    def put(
        self, row: int, column: int, content: Content, look: Look, formula: str = "", *, rows: int = 1, columns: int = 1
    ) -> None:
        """Write a number, a day, words or, for a look without content, None; *content* is what *formula* comes to.

        Days no sheet can count stand in words.
        A cell that would overlap one already merged stays single: programs call a file damaged where two overlap.
        """
        if rows > 1 or columns > 1:
            with suppress(OverlappingRange):
                self.merge_range(row, column, row + rows - 1, column + columns - 1, "", self.book.look(look))
        if isinstance(content, str):
            content = clean(content)
            look = {**look, "quote_prefix": True} if content.startswith(LIVE) else look
        shown = self.book.look(look)
        match content:
            case Decimal() | int() if formula:
                self.write_formula(row, column, formula, shown, float(content))  # a sheet counts in binary
            case _ if formula:
                self.write_formula(row, column, formula, shown, content or "")
            case None | "":
                self.write_blank(row, column, None, shown)
            case str():
                self._words(row, column, content, shown)
            case datetime.date() if content < FIRST_DAY:
                self._words(row, column, content.isoformat(), shown)
            case datetime.date():
                self.write_datetime(row, column, content, shown)
            case _:
                self.write_number(row, column, content, shown)

    def link(self, row: int, column: int, words: str, sheet: str, look: Look) -> None:
        """Write words that lead to the beginning of another sheet."""
        place = sheet.replace("'", "''")
        self.write_url(row, column, f"internal:'{place}'!A1", self.book.look(look), sheet)
        self.put(row, column, words, look)

    def _words(self, row: int, column: int, words: str, shown: Format) -> None:
        if words.startswith("<r>") and words.endswith("</r>"):  # XlsxWriter would take that for its own XML
            self.write_rich_string(row, column, words[0], shown, words[1:], shown)
        else:
            self.write_string(row, column, words, shown)

    def _write_header_footer(self) -> None:
        """Write the footers: XlsxWriter knows one for all pages only."""
        if not self.even_footer:
            super()._write_header_footer()
            return
        self._xml_start_tag("headerFooter", [("differentOddEven", 1)])
        self._xml_data_element("oddFooter", self.footer)
        self._xml_data_element("evenFooter", self.even_footer)
        self._xml_end_tag("headerFooter")


class Book(Workbook):
    """A workbook in memory; a look is made once, however many cells have it."""

    def __init__(self) -> None:
        self._file = io.BytesIO()
        self._looks: dict[frozenset[tuple[str, Any]], Format] = {}
        super().__init__(self._file, OPTIONS)

    def sheet(self, name: str) -> Sheet:
        """Return a new sheet behind the others."""
        sheet = self.add_worksheet(name, Sheet)
        sheet.book = self
        return sheet

    def look(self, look: Look) -> Format:
        """Return the look XlsxWriter knows by these properties."""
        key = frozenset(look.items())
        if key not in self._looks:
            self._looks[key] = self.add_format(dict(look))
        return self._looks[key]

    def tell(self, moment: datetime.datetime, own: Mapping[str, str], **properties: str) -> None:
        """Set what the file says of itself: when it was made, *own* by name, and what the format has names for."""
        said = {name: clean(text) for name, text in properties.items()}
        self.set_properties({**said, "created": moment.astimezone(datetime.UTC)})
        for name, text in own.items():
            self.set_custom_property(name, clean(text), "text")

    def content(self) -> bytes:
        """Return the bytes of the file, which is finished."""
        self.close()
        return self._file.getvalue()
