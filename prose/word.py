"""The words of a Word document as its printed page shows them, without what is no part of the text.

Read are paragraphs in order, tables row by row with their cells parted by tabs, and automatic numbers. Left out are
deletions still tracked, notes, text boxes, drawings, formulas and hidden words. A whole library for this would read less:
none of those at hand works out the automatic numbers, and every heading of a report may be numbered that way.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from lib.uploads import RefusedFileError
from prose.word_numbers import Numbers, inner, local

LARGEST_PART = 5 << 20  # bytes of XML; a report of ten thousand characters has half a million
CONTENTS = "[Content_Types].xml"
_USUAL = {kind: f"word/{kind.partition('.')[0]}.xml" for kind in ("document.main", "numbering", "styles")}
_BLOCKS = {"p", "tbl", "tr", "tc"}
_WRAPPERS = {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "AlternateContent", "Choice"}
_SILENT = {
    "pPr", "rPr", "sdtPr", "del", "moveFrom", "instrText", "drawing", "pict", "object", "Fallback", "oMath", "oMathPara", "rt",
}  # fmt: skip
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read_docx(content: bytes) -> str:
    """Return the text of a document `lib.uploads` let in; raise RefusedFileError where it cannot be parsed."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = _parts(archive)
            main, numbering, styles = (_parsed(archive, names[kind]) for kind in _USUAL)
        body = inner(main, "body")
        return "" if body is None else "\n".join(_lines(body, Numbers(numbering, styles)))
    except (ParseError, DefusedXmlException, zipfile.BadZipFile, LookupError, ValueError) as error:
        if isinstance(error, RefusedFileError):
            raise
        raise RefusedFileError("文件已损坏，打不开") from error
    except RecursionError as error:
        raise RefusedFileError("文件里的表格或控件套得过深，请改成普通段落再试") from error


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the entry of each part by what its type says it is, ``numbering`` → ``word/numbering.xml``."""
    declared = dict(_USUAL)
    for one in fromstring(archive.read(CONTENTS), forbid_dtd=True):
        _, word, kind = one.get("ContentType", "").rpartition("wordprocessingml.")
        if word and one.get("PartName"):
            declared[kind.removesuffix("+xml")] = one.get("PartName", "").lstrip("/")
    return declared


def _parsed(archive: zipfile.ZipFile, name: str) -> Element | None:
    if name not in archive.namelist():
        return None
    if archive.getinfo(name).file_size > LARGEST_PART:
        raise RefusedFileError("文件的正文过长，不像一份自评报告，请分开再试")
    return fromstring(archive.read(name), forbid_dtd=True)


def _blocks(parent: Element) -> Iterator[Element]:
    """Yield the paragraphs, tables, rows or cells directly in *parent*, also those in content controls."""
    for child in parent:
        if local(child) in _BLOCKS:
            yield child
        elif local(child) in _WRAPPERS:
            yield from _blocks(child)


def _lines(parent: Element, numbers: Numbers) -> Iterator[str]:
    carried = ""
    for block in _blocks(parent):
        if local(block) == "tbl":
            yield from _rows(block, numbers)
            continue
        carried += _words(block)
        # A paragraph whose mark is deleted goes on in the next one, which numbers both
        if inner(block, "pPr", "rPr", "del") is None:
            yield numbers.label(block) + carried
            carried = ""
    if carried:
        yield carried


def _rows(table: Element, numbers: Numbers) -> Iterator[str]:
    """Yield a line for each row; a row of one cell is a frame around paragraphs, which stay lines."""
    for row in _blocks(table):
        if inner(row, "trPr", "del") is not None:
            continue
        cells = [list(_lines(cell, numbers)) for cell in _blocks(row)]
        yield from cells[0] if len(cells) == 1 else ["\t".join(" ".join(" ".join(cell).split()) for cell in cells)]


def _words(element: Element) -> str:
    name = local(element)
    if name == "t":
        return element.text or ""
    if name in _SILENT or (name == "r" and inner(element, "rPr", "vanish") is not None):
        return ""
    return _SIGNS.get(name) or "".join(map(_words, element))
