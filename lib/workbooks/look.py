"""A look at the XML of an .xlsx before it is read: how far its sheets go, and what the reader does not tell.

The reader lays out every sheet from its first cell to its last: one cell at XFD1048576 would take all memory there is.
And it gives neither the errors cells show, nor formulas without a value, nor how a number is formatted.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from xml.etree.ElementTree import Element
from xml.parsers import expat

from defusedxml.ElementTree import fromstring

BUILTIN_PERCENT = ("9", "10")
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]')
# 0!.00 and 0\.00 put a point into a whole number, a comma at the end of the digits divides by a thousand
_SCALED = re.compile(r"[!\\]\.|[#0?],+(?![#0?])")
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
STRICT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


@dataclass
class Look:
    """What one sheet shows: the last row and column that hold something, from 0, and what stands in odd cells."""

    rows: int = 0
    columns: int = 0
    manners: dict[tuple[int, int], str] = field(default_factory=dict)
    problems: dict[tuple[int, int], str] = field(default_factory=dict)


def look_at(content: bytes) -> Iterator[Look]:
    """Yield a look at each sheet of an .xlsx, in the order of the workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        manners = _manners(archive)
        for part in _parts(archive):
            with archive.open(part) as stream:
                yield _Looker(manners).read(stream)


def _parts(archive: zipfile.ZipFile) -> list[str]:
    """Return the parts the sheets are in, in the order of the workbook."""
    main = next(
        (name for name in archive.namelist() if re.fullmatch(r"(?i)/?xl/workbook\.xml", name)), "xl/workbook.xml"
    )
    folder, name = posixpath.split(main)
    relations = fromstring(archive.read(f"{folder}/_rels/{name}.rels"))
    targets = {one.get("Id", ""): one.get("Target", "") for one in relations}
    sheets = [one for one in fromstring(archive.read(main)).iter() if _local(one) == "sheet"]
    found = [targets[one.get(RELATION) or one.get(STRICT) or ""] for one in sheets]
    return [one.lstrip("/") if one.startswith("/") else posixpath.normpath(f"{folder}/{one}") for one in found]


def _manners(archive: zipfile.ZipFile) -> Mapping[str, str]:
    """Return which styles show a number as percent or scaled, by their number in the cells."""
    if "xl/styles.xml" not in archive.namelist():
        return {}
    root = fromstring(archive.read("xl/styles.xml"))
    codes = {one.get("numFmtId", ""): one.get("formatCode", "") for one in root.iter() if _local(one) == "numFmt"}
    styles = [style for one in root if _local(one) == "cellXfs" for style in one]
    kinds = {str(number): manner_of(one.get("numFmtId", ""), codes) for number, one in enumerate(styles)}
    return {number: kind for number, kind in kinds.items() if kind}


def manner_of(number: str, codes: Mapping[str, str]) -> str:
    """Return how the number format shows a number: percent, scaled, or blank for as it is."""
    code = _QUOTED.sub("", codes.get(number, ""))
    if number in BUILTIN_PERCENT or "%" in code:
        return "percent"
    return "scaled" if _SCALED.search(code) else ""


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


class _Looker:
    """Goes through the cells of one sheet once; a cell is settled when the next one begins."""

    def __init__(self, manners: Mapping[str, str]) -> None:
        self.look, self.manners, self.parser = Look(), manners, expat.ParserCreate()
        self.place, self.kind, self.style = (0, 0), "", ""
        self.formula = self.valued = False
        self.next = [0, 0]  # where a cell without a reference stands

    def read(self, stream) -> Look:
        self.parser.StartElementHandler = self._start
        self.parser.ParseFile(stream)
        self._settle()
        return self.look

    def _start(self, name: str, given: dict[str, str]) -> None:
        if ":" in name:
            name = name.rpartition(":")[2]
        if name == "c":
            self._settle()
            self.place = self._placed(given.get("r", ""))
            self.kind, self.style = given.get("t", ""), given.get("s", "")
        elif name == "f":
            self.formula = True
        elif name == "v" and self.formula:  # it may be empty: nobody worked it out
            self.parser.CharacterDataHandler = self._text
        elif name in ("v", "t"):
            self.valued = True
        elif name == "row":
            self._settle()
            self.next = [int(given["r"]) - 1 if given.get("r", "").isdecimal() else self.next[0] + 1, 0]

    def _text(self, text: str) -> None:
        self.valued, self.parser.CharacterDataHandler = True, None

    def _settle(self) -> None:
        if self.valued or self.formula:
            self._take(self.place, self.look)
        if self.formula:
            self.formula, self.parser.CharacterDataHandler = False, None
        self.valued = False

    def _take(self, place: tuple[int, int], look: Look) -> None:
        look.rows, look.columns = max(look.rows, place[0]), max(look.columns, place[1])
        if self.kind == "e":
            look.problems[place] = "error"
        elif self.formula and not self.valued and self.kind != "str":
            look.problems[place] = "formula"
        elif self.style in self.manners and self.kind in ("", "n"):
            look.manners[place] = self.manners[self.style]

    def _placed(self, reference: str) -> tuple[int, int]:
        found = _REFERENCE.fullmatch(reference)
        if found:
            self.next = [int(found[2]) - 1, _column(found[1])]
        place = (self.next[0], self.next[1])
        self.next[1] += 1
        return place


@cache
def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
