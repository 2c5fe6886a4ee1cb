"""Word and Excel files: ZIP archives of XML. What they declare is judged before anything is inflated."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from lib.uploads.refusal import RefusedFileError

MOST_DECLARED = 100 << 20
MOST_ENTRIES = 2000
HIGHEST_RATIO = 100
SMALL = 1 << 20  # of small entries no ratio is too high
PIECE = 1 << 16
LARGEST_PARSED = 2 << 20  # of all parts that are parsed, the contents and the relations, together
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CONTENTS = "[Content_Types].xml"
_ACTING = ("/vbaProject", "/control", "/activeXControlBinary")
_EMBEDDED = "word/embeddings/"  # where Word keeps the objects of other programs
_DTD = (b"<!DOCTYPE", b"<!ENTITY")
_MACROS = "含有宏，请另存为不含宏的文件再传"
_TOO_LARGE = "文件展开后过大"
_BROKEN = "文件已损坏，打不开"
_OBJECT = "嵌入了其他程序的对象，请转成图片或文字再传"


def inspect_docx(content: bytes, *, objects: bool = False) -> None:
    """Refuse what is no plain Word document; *objects* lets those of other programs be, in the folder Word has for them."""
    _inspect(content, "wordprocessingml.document.main+xml", objects)


def inspect_xlsx(content: bytes) -> None:
    """Refuse what is no plain Excel workbook."""
    _inspect(content, "spreadsheetml.sheet.main+xml")


def _inspect(content: bytes, main: str, objects: bool = False) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_declared(archive.infolist(), objects)
            _check_parts(archive, main, objects)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise RefusedFileError(_BROKEN) from error


def _check_declared(entries: list[zipfile.ZipInfo], objects: bool) -> None:
    """Judge the archive by its directory alone."""
    names = [entry.filename for entry in entries]
    if len(names) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_DECLARED:
        raise RefusedFileError(_TOO_LARGE)
    if any(_is_steep(entry) for entry in entries):
        raise RefusedFileError("文件的压缩比异常，可能是压缩炸弹")
    if len(set(names)) != len(names) or any(_is_strange(entry) for entry in entries):
        raise RefusedFileError("文件内部的路径异常")
    if any(entry.flag_bits & 1 for entry in entries):
        raise RefusedFileError("文件设了密码，请去掉密码再传")
    if any("vbaproject" in name.lower() for name in names):
        raise RefusedFileError(_MACROS)
    if any("oleobject" in name.lower() and not (objects and name.startswith(_EMBEDDED)) for name in names):
        raise RefusedFileError(_OBJECT)


def _is_steep(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > SMALL and entry.file_size > HIGHEST_RATIO * max(entry.compress_size, 1)


def _is_strange(entry: zipfile.ZipInfo) -> bool:
    # orig_filename is what the archive says, before Python turns the separators of other systems
    name, linked = entry.orig_filename, (entry.external_attr >> 16) & 0o170000 == 0o120000
    return linked or name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")


def _check_parts(archive: zipfile.ZipFile, main: str, objects: bool) -> None:
    """Read every entry once, counting what really comes out, and look at what the parts refer to."""
    room, parsable, found = MOST_DECLARED, LARGEST_PARSED, ""
    for entry in archive.infolist():
        kept, read = _read(archive, entry, room, objects)
        room -= read
        if entry.filename == CONTENTS or entry.filename.endswith(".rels"):
            parsable -= read
        if parsable < 0:
            raise RefusedFileError(_TOO_LARGE)
        if entry.filename == CONTENTS:
            found = " ".join(part.get("ContentType", "") for part in _parsed(kept).iter())
        elif entry.filename.endswith(".rels"):
            _check_relations(_parsed(kept), objects)
    if "macroEnabled" in found:
        raise RefusedFileError(_MACROS)
    if main not in found:
        raise RefusedFileError("内容与扩展名不符")


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int, objects: bool) -> tuple[bytes, int]:
    """Return the first bytes of an entry and how long it is; raise where it holds a DTD or an OLE file."""
    kept, before, count = b"", b"", 0
    for piece in _pieces(archive, entry):
        count += len(piece)
        if count > room:
            raise RefusedFileError(_TOO_LARGE)
        if count == len(piece) and piece.startswith(OLE) and not (objects and entry.filename.startswith(_EMBEDDED)):
            raise RefusedFileError(_OBJECT)
        # UTF-16 writes a zero beside every letter; a mark may lie across two pieces
        text = (before + piece).replace(b"\0", b"").upper()
        if _is_xml(entry.filename) and any(mark in text for mark in _DTD):
            raise RefusedFileError("含有不允许的声明（DOCTYPE 或 ENTITY）")
        before = piece[-32:]
        kept += piece if count <= LARGEST_PARSED else b""
    return kept, count


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml", ".svg"))


def _pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(entry) as stream:
        while piece := stream.read(PIECE):
            yield piece


def _parsed(text: bytes) -> Element:
    try:
        return fromstring(text, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise RefusedFileError(_BROKEN) from error


def _check_relations(root: Element, objects: bool) -> None:
    """Links a person follows are all that may lead outside; nothing may be fetched or run by opening the file."""
    for relation in root.iter():
        kind = relation.get("Type", "")
        if kind.endswith(_ACTING) or (kind.endswith("/oleObject") and not objects):
            raise RefusedFileError(_OBJECT)
        if relation.get("TargetMode", "").lower() == "external" and not kind.endswith("/hyperlink"):
            raise RefusedFileError("引用了外部的文件或模板，请断开链接再传")
