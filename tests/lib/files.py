"""Small files made for the tests of uploads: ordinary ones, and the same with one thing wrong."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def pdf(catalog: str = "", *, extra: bytes = b"", trailer: str = "") -> bytes:
    """Return a PDF of one empty page; *catalog* and *trailer* add to their dictionaries, *extra* are more objects."""
    body = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R " + catalog.encode() + b" >>\nendobj\n"
    body += b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
    body += b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>\nendobj\n" + extra
    table = b"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Root 1 0 R /Size 4 " + trailer.encode() + b" >>\n"
    return body + table + b"startxref\n%d\n%%%%EOF\n" % len(body)


def object_stream(inner: bytes, *, packing: bytes = b"/Filter /FlateDecode") -> bytes:
    packed = zlib.compress(inner)
    head = b"9 0 obj\n<< /Type /ObjStm /N 1 /First 4 " + packing + b" /Length %d >>\nstream\n" % len(packed)
    return head + packed + b"\nendstream\nendobj\n"


def office(kind: str = "docx", parts: Mapping[str, bytes | str] | None = None, *, relation: str = "") -> bytes:
    """Return a Word or Excel file; *parts* add or replace entries, *relation* is one more of the main part."""
    main = ("word/document.xml", DOCX_TYPE) if kind == "docx" else ("xl/workbook.xml", XLSX_TYPE)
    folder = main[0].partition("/")[0]
    types = f'<Types xmlns="{PACKAGE}/content-types"><Override PartName="/{main[0]}" ContentType="{main[1]}"/></Types>'
    relations = f'<Relationships xmlns="{PACKAGE}/relationships">{relation}</Relationships>'
    entries: dict[str, bytes | str] = {
        "[Content_Types].xml": types, main[0]: "<root>正文</root>",
        f"{folder}/_rels/{main[0].rpartition('/')[2]}.rels": relations, **(parts or {}),
    }  # fmt: skip
    return packed(entries)


def docx(body: str, **parts: str) -> bytes:
    """Return a Word document of the WordprocessingML given for its parts (numbering, styles …), with the prefix w."""
    return office(parts=word_parts(body, **parts))


def word_parts(body: str, **parts: str) -> dict[str, bytes | str]:
    """Return the entries of such a document, for ``office`` to add others."""
    return {
        f"word/{name}.xml": f'<w:{name} xmlns:w="{WORD}" xmlns:mc="{COMPATIBLE}">{inner}</w:{name}>'
        for name, inner in {"document": f"<w:body>{body}</w:body>", **parts}.items()
    }


def packed(entries: Mapping[str, bytes | str]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def relation(kind: str, target: str, mode: str = "") -> str:
    outside = f' TargetMode="{mode}"' if mode else ""
    return f'<Relationship Id="r9" Type="{OFFICE}/{kind}" Target="{target}"{outside}/>'


def png(width: int = 4, height: int = 3) -> bytes:
    """Return a grey PNG whose header says *width* × *height*; only small ones have all their pixels."""
    rows = b"".join(b"\0" + bytes(width) for _ in range(height)) if width * height < 10_000 else b"\0"
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = _chunk(b"IHDR", head), _chunk(b"IDAT", zlib.compress(rows)), _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def jpeg(width: int = 4, height: int = 3) -> bytes:
    """Return what a JPEG begins with: its size stands in the frame header."""
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"
    scan = b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x00"
    return b"\xff\xd8\xff\xc0" + struct.pack(">H", len(frame) + 2) + frame + scan + b"\xff\xd9"
