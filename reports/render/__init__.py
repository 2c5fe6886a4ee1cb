"""The outputs of a document, by name. Importing this imports no renderer: each is fetched when it is used."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reports.document import Document


@dataclass(frozen=True)
class Receipt:
    """What a filed report says of itself on its last page, so that anyone can check it."""

    number: str  # the receipt number of the submission
    digest: str  # SHA-256 of what was frozen, 64 hexadecimal digits
    address: str  # of the public page that checks it; blank where the portal has no public address
    submitted_at: datetime.datetime

    @property
    def digits(self) -> str:
        """Return as much of the digest as people are asked to compare."""
        return self.digest[:16]

    @property
    def grouped(self) -> str:
        """Return the digits in groups of four, as they are printed."""
        return " ".join(self.digits[at : at + 4] for at in range(0, len(self.digits), 4))

    @property
    def link(self) -> str:
        """Return where the QR code leads: the page with the answer; the bare words where there is no such page."""
        if not self.address:
            return f"{self.number} {self.digits}"
        return f"{self.address}{self.number}/{self.digits}/"


@dataclass(frozen=True)
class Origin:
    """What a file is made from besides the document.

    *facts* is the filing as plain data (lib.canonical). A draft says so and has no receipt; a filed report has one.
    *seal* is the picture of the unit's seal, a square PNG to be printed 42 mm wide, blank where there is none.
    """

    facts: Mapping[str, Any] = field(default_factory=dict)
    draft: bool = False
    receipt: Receipt | None = None
    seal: bytes = b""


@dataclass(frozen=True)
class Format:
    """One output: what people call it, its media type, its file extension, and where its function is."""

    label: str
    content_type: str
    extension: str
    function: str  # module:name of a function (document, origin) → bytes

    def render(self, document: Document, origin: Origin) -> bytes:
        """Return the file; raise RenderError where none can be made."""
        module, _, name = self.function.partition(":")
        return getattr(import_module(module), name)(document, origin)


FORMATS = {
    "pdf": Format("PDF", "application/pdf", "pdf", "reports.render.pdf:pdf_file"),
    "docx": Format(
        "Word 文档",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "docx",
        "reports.render.word:docx_file",
    ),
    "xlsx": Format(
        "Excel 表格",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "xlsx",
        "reports.render.excel:xlsx_file",
    ),
    "html": Format("网页", "text/html; charset=utf-8", "html", "reports.render.html:html_file"),
    "json": Format("数据（JSON）", "application/json", "json", "reports.render.data:json_file"),
    "txt": Format("纯文本", "text/plain; charset=utf-8", "txt", "reports.render.text:text_file"),
}
