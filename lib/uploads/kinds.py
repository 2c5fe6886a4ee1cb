"""The kinds of file that are taken, each with its first bytes and the parser that has to agree."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from lib.uploads.office import OLE, inspect_docx, inspect_xlsx
from lib.uploads.pdf import inspect_pdf
from lib.uploads.pictures import inspect_jpeg, inspect_png
from lib.uploads.refusal import RefusedFileError

LARGEST = 20 << 20  # bytes of one file
LONGEST_NAME = 120
_ZIP = b"PK\x03\x04"
_SEPARATORS = re.compile(r"[\\/]")


class Kind(NamedTuple):
    """One kind: its first bytes, what looks inside, and the type it is sent with."""

    magic: bytes
    inspect: Callable[[bytes], None]
    content_type: str


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_JPEG = Kind(b"\xff\xd8\xff", inspect_jpeg, "image/jpeg")
EXTENSIONS = {
    "pdf": Kind(b"%PDF-", inspect_pdf, "application/pdf"),
    "docx": Kind(_ZIP, inspect_docx, _WORD),
    "xlsx": Kind(_ZIP, inspect_xlsx, _EXCEL),
    "png": Kind(b"\x89PNG\r\n\x1a\n", inspect_png, "image/png"),
    "jpg": _JPEG,
    "jpeg": _JPEG,
}


def display_name(raw: str) -> str:
    """Return the name a file is shown and sent under: NFC, one line, no folder, no invisible characters, ≤ 120.

    The extension stays whole however long the rest is.
    """
    text = _SEPARATORS.split(unicodedata.normalize("NFC", raw))[-1]
    # Control characters, and those that turn text around so that fdp.exe reads exe.pdf
    visible = "".join(" " if unicodedata.category(one) in ("Zl", "Zp") else one for one in text if _is_shown(one))
    stem, dot, extension = " ".join(visible.split()).rpartition(".")
    return f"{stem[: LONGEST_NAME - len(extension) - 1].strip(' .')}{dot}{extension}"[:LONGEST_NAME]


def _is_shown(character: str) -> bool:
    return character in "\t\n\r" or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn")


def extension_of(name: str) -> str:
    return name.rpartition(".")[2].lower()


def inspect(name: str, content: bytes, *, objects: bool = False) -> Kind:
    """Return the kind of a file called *name*; raise RefusedFileError with the reason.

    *objects* lets a Word file in that holds objects of other programs: for readers of its words, never for keeping it.
    """
    kind = EXTENSIONS.get(extension_of(name)) if name.rpartition(".")[0] else None
    if kind is None:
        raise RefusedFileError("只收 pdf、docx、xlsx、png、jpg 文件")
    if not content:
        raise RefusedFileError("文件是空的")
    if len(content) > LARGEST:
        raise RefusedFileError(f"文件超过 {LARGEST >> 20} MB")
    if kind.magic == _ZIP and content.startswith(OLE):
        raise RefusedFileError("文件设了密码，或是旧版格式改了扩展名，请去掉密码并另存为新格式再传")
    if not content.startswith(kind.magic):
        raise RefusedFileError(f"内容不是 {extension_of(name)} 文件，可能改过扩展名")
    if objects and kind.inspect is inspect_docx:
        inspect_docx(content, objects=True)
    else:
        kind.inspect(content)
    return kind
