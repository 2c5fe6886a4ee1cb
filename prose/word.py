"""The words of a Word document as its printed page shows them, and what of it is no words.

Read are paragraphs in order, tables row by row with their cells parted by tabs, automatic numbers, and behind their
paragraph the words of text boxes and footnotes. Left out are deletions still tracked, comments and hidden words. Objects
of other programs, pictures and formulas are counted and never opened. A whole library for this would read less: none of
those at hand works out the automatic numbers, and every heading of a report may be numbered that way.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring, iterparse

from lib.uploads import RefusedFileError
from prose.word_numbers import Numbers, inner, local, named, value

LARGEST_BODY = 50 << 20  # bytes of XML, read block by block; five hundred pages have about ten million
MOST_ELEMENTS = 500_000  # of the body: their number is what takes time; five hundred plain pages have a tenth
LARGEST_PART = 5 << 20  # of the parts read whole: numbers, styles and footnotes
WIDEST = 63  # columns of a table; Word allows no more
CONTENTS = "[Content_Types].xml"
_NOTES = ("footnote", "endnote")
_USUAL = {
    kind: f"word/{kind.partition('.')[0]}.xml"
    for kind in ("document.main", "numbering", "styles", *(f"{note}s" for note in _NOTES))
}
_BLOCKS = {"p", "tbl", "tr", "tc"}
_WRAPPERS = {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "AlternateContent", "Choice"}
_SILENT = {"pPr", "rPr", "sdtPr", "del", "moveFrom", "instrText", "Fallback", "rt"}
_DRAWN = {"drawing", "pict", "object"}
_FORMULAS = {"oMath", "oMathPara"}
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_OFF = ("0", "false", "off")
_LONG = "文件的正文过长，不像一份自评报告，请分开再试"
OBJECT, PICTURE, FORMULA, PART = "嵌入的对象", "图片", "公式", "嵌入的文件"


class Unread(NamedTuple):
    """What stands in a line and is no words: *kind* in Chinese, by the number of the line from 1."""

    line: int
    kind: str


class Words(NamedTuple):
    """The text of a document, a line for each paragraph and table row, and what in it was not read."""

    text: str
    unread: tuple[Unread, ...]


def read_docx(content: bytes) -> Words:
    """Return the words of a document `lib.uploads` let in; raise RefusedFileError where it cannot be parsed."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _Reader(archive).words()
    except (ParseError, DefusedXmlException, zipfile.BadZipFile, zlib.error, LookupError, ValueError) as error:
        if isinstance(error, RefusedFileError):
            raise
        raise RefusedFileError("文件已损坏，打不开") from error
    except RecursionError as error:
        raise RefusedFileError("文件里的表格或控件套得过深，请改成普通段落再试") from error


class _Reader:
    """Reads one archive; *behind* is what follows the paragraph being read, *seen* what in it is no words."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.names = _parts(archive)
        self.numbers = Numbers(self._parsed("numbering"), self._parsed("styles"))
        self.notes = {
            (kind, value(one, "id")): one
            for kind in _NOTES
            for one in named(self._parsed(f"{kind}s"), kind)
            if not value(one, "type")
        }
        self.behind: list[str] = []
        self.seen: Counter[str] = Counter()

    def words(self) -> Words:
        lines: list[str] = []
        unread: list[Unread] = []
        for line in self._lines(self._body()):
            lines.append(line)
            unread += self._noted(len(lines))
        return Words("\n".join(lines), (*unread, *self._noted(len(lines))))

    def _noted(self, line: int) -> list[Unread]:
        seen, self.seen = self.seen, Counter()
        return [Unread(line, kind) for kind in seen.elements()]

    def _parsed(self, kind: str) -> Element | None:
        name = self.names[kind]
        if name not in self.archive.namelist():
            return None
        if self.archive.getinfo(name).file_size > LARGEST_PART:
            raise RefusedFileError("文件的样式或脚注过多，不像一份自评报告，请把正文复制到新文件再试")
        return fromstring(self.archive.read(name), forbid_dtd=True)

    def _body(self) -> Iterator[Element]:
        """Yield what stands directly in the body, one after the other, each forgotten before the next: files are long."""
        name = self.names["document.main"]
        if name not in self.archive.namelist():
            return
        if self.archive.getinfo(name).file_size > LARGEST_BODY:
            raise RefusedFileError(_LONG)
        path: list[Element] = []
        begun = 0
        with self.archive.open(name) as stream:
            for event, element in iterparse(stream, events=("start", "end"), forbid_dtd=True):
                if event == "start":
                    path.append(element)
                    begun += 1
                    if begun > MOST_ELEMENTS:
                        raise RefusedFileError(_LONG)
                    continue
                path.pop()
                if len(path) == 2 and local(path[1]) == "body":
                    self.seen[PART] += local(element) == "altChunk"
                    yield element
                    path[1].clear()

    def _lines(self, parent: Iterable[Element]) -> Iterator[str]:
        carried = ""
        for block in _blocks(parent):
            if local(block) == "tbl":
                yield from self._rows(block)
                continue
            carried += self._words(block)
            # A paragraph whose mark is deleted goes on in the next one, which numbers both
            if inner(block, "pPr", "rPr", "del") is None:
                yield self.numbers.label(block) + carried
                carried = ""
                yield from self._behind()
        if carried:
            yield carried
            yield from self._behind()

    def _behind(self) -> list[str]:
        lines, self.behind = self.behind, []
        return lines

    def _rows(self, table: Element) -> Iterator[str]:
        """Yield a line for each row; a row of one cell is a frame around paragraphs, which stay lines."""
        for row in _blocks(table):
            if inner(row, "trPr", "del") is not None:
                continue
            cells = [cell for cell in _blocks(row) if inner(cell, "tcPr", "cellDel") is None]
            if len(cells) == 1:
                yield from self._lines(cells[0])
                continue
            columns = [""] * _span(inner(row, "trPr", "gridBefore"), 0)
            for cell in cells:
                columns += [self._cell(cell), *[""] * (_span(inner(cell, "tcPr", "gridSpan"), 1) - 1)]
            yield "\t".join(columns)

    def _cell(self, cell: Element) -> str:
        """Return the words of a cell; one that goes on from the row above has none of its own."""
        words = " ".join(" ".join(self._lines(cell)).split())
        above = inner(cell, "tcPr", "vMerge")
        return "" if above is not None and value(above) != "restart" else words

    def _words(self, element: Element) -> str:
        name = local(element)
        if name == "t":
            return element.text or ""
        if name in _SILENT or (name == "r" and _is_on(inner(element, "rPr", "vanish"))):
            return ""
        if name in _DRAWN:
            self._drawn(element)
        elif name in _FORMULAS:
            self.seen[FORMULA] += 1
        elif name.removesuffix("Reference") in _NOTES:
            self._note(self.notes.pop((name.removesuffix("Reference"), value(element, "id")), None))
        else:
            return _SIGNS.get(name) or "".join(map(self._words, element))
        return ""

    def _drawn(self, element: Element) -> None:
        """Put the words of the text boxes of a drawing behind its paragraph, or count what it is."""
        boxes = list(_boxes(element))
        for box in boxes:
            outer, self.behind = self.behind, []
            lines = list(self._lines(box))
            self.behind = [*outer, *lines]
        if local(element) == "object":
            self.seen[OBJECT] += 1
        elif not boxes:
            self.seen[PICTURE] += 1

    def _note(self, note: Element | None) -> None:
        if note is not None:
            words = " ".join(" ".join(self._lines(note)).split())
            self.behind.append(words if words.startswith("注") else f"注：{words}")


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the entry of each part by what its type says it is, ``numbering`` → ``word/numbering.xml``."""
    declared = dict(_USUAL)
    for one in fromstring(archive.read(CONTENTS), forbid_dtd=True):
        _, word, kind = one.get("ContentType", "").rpartition("wordprocessingml.")
        if word and one.get("PartName"):
            declared[kind.removesuffix("+xml")] = one.get("PartName", "").lstrip("/")
    return declared


def _blocks(parent: Iterable[Element]) -> Iterator[Element]:
    """Yield the paragraphs, tables, rows or cells directly in *parent*, also those in content controls."""
    for child in parent:
        if local(child) in _BLOCKS:
            yield child
        elif local(child) in _WRAPPERS:
            yield from _blocks(child)


def _boxes(element: Element) -> Iterator[Element]:
    """Yield the text boxes in a drawing, the outermost of each; the older form beside a newer one is passed over."""
    for child in element:
        if local(child) == "txbxContent":
            yield child
        elif local(child) != "Fallback":
            yield from _boxes(child)


def _span(element: Element | None, otherwise: int) -> int:
    digits = value(element)
    return min(int(digits), WIDEST) if digits.isascii() and digits.isdigit() and len(digits) < 4 else otherwise


def _is_on(element: Element | None) -> bool:
    return element is not None and value(element) not in _OFF
