"""PDF: a file that only shows pages. Scripts, programs, enclosed files and passwords are refused.

The names that make a PDF act are long enough never to occur by chance, so the whole file is searched for them, and what
its object streams hold once they are inflated. A name may be written with #xx for any of its letters. Dictionaries can
be made to deceive whoever reads them without a whole parser, so every stream that inflates to text is looked into.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from lib.uploads.refusal import RefusedFileError

ACTIVE = {
    b"JavaScript": "含有脚本（JavaScript）",
    b"Launch": "会启动其他程序",
    b"EmbeddedFile": "里面夹带了其他文件",
    b"EmbeddedFiles": "里面夹带了其他文件",
    b"Encrypt": "设了密码或加了密",
    b"RichMedia": "含有多媒体",
}
# An object stream packed in one of these ways could not be looked into.
UNUSUAL = {b"ASCIIHexDecode", b"ASCII85Decode", b"LZWDecode", b"RunLengthDecode", b"Crypt"}
LONGEST_TAIL = 2048
MOST_STREAMS = 20_000
MOST_INFLATED = 64 << 20
PIECE = 1 << 16
BEGINNING = 64
_BROKEN = "PDF 不完整或已损坏，打不开"
_NAME = re.compile(rb"/([A-Za-z#][A-Za-z0-9#]{2,60})")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"(?<!end)stream(?:\r\n|\n|\r)")
_START = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF")
_TABLE = re.compile(rb"\s*(xref\b|\d+\s+\d+\s+obj\b)")
_TEXT = re.compile(rb"[\t\n\f\r\x20-\x7e]+")


def inspect_pdf(content: bytes) -> None:
    """Refuse what is no whole PDF, and one that acts, encloses or hides something."""
    _check_frame(content)
    names = set(_names(content))
    _check_names(names)
    if b"ObjStm" in names:
        if names & UNUSUAL:
            raise RefusedFileError("PDF 的压缩方式不常见，无法检查，请另存为普通 PDF 再传")
        for text in _texts(content):
            _check_names(set(_names(text)))


def _check_frame(content: bytes) -> None:
    """A PDF is read from its end: the last lines say where its table of contents begins."""
    ends = _START.findall(content[-LONGEST_TAIL:])
    if not ends or not _TABLE.match(content, int(ends[-1])):
        raise RefusedFileError(_BROKEN)


def _check_names(names: set[bytes]) -> None:
    found = next((told for name, told in ACTIVE.items() if name in names), None)
    if found:
        raise RefusedFileError(f"PDF {found}，请另存为普通 PDF 再传")


def _names(text: bytes) -> Iterator[bytes]:
    for name in set(_NAME.findall(text)):
        yield _ESCAPED.sub(lambda code: bytes([int(code[1], 16)]), name) if b"#" in name else name


def _texts(content: bytes) -> Iterator[bytes]:
    """Yield what every packed stream holds that begins as text; raise where that is too much."""
    room = MOST_INFLATED
    for count, opening in enumerate(_STREAM.finditer(content)):
        if count == MOST_STREAMS:
            raise RefusedFileError("PDF 内容过多，请分成几个文件再传")
        if _TEXT.fullmatch(_begin(content, opening.end())):
            text = _inflated(content, opening.end(), room)
            room -= len(text)
            yield text


def _begin(content: bytes, start: int) -> bytes:
    """Return the first inflated bytes, nothing where the stream is not packed."""
    try:
        return zlib.decompressobj().decompress(content[start : start + 4 * BEGINNING], BEGINNING)
    except zlib.error:
        return b""


def _inflated(content: bytes, start: int, room: int) -> bytes:
    engine, pieces = zlib.decompressobj(), []
    try:
        while not engine.eof and start < len(content) and room >= 0:
            pieces.append(engine.decompress(engine.unconsumed_tail or content[start : start + PIECE], room + 1))
            start += 0 if engine.unconsumed_tail else PIECE
            room -= len(pieces[-1])
    except zlib.error as error:
        raise RefusedFileError(_BROKEN) from error
    if room < 0:
        raise RefusedFileError("PDF 展开后过大")
    return b"".join(pieces)
