"""The outputs of a document, by name. Importing this imports no renderer: each is fetched when it is used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reports.document import Document


@dataclass(frozen=True)
class Format:
    """One output: what people call it, its media type, its file extension, and where its function is."""

    label: str
    content_type: str
    extension: str
    function: str  # module:name of a function (document, facts, draft) → bytes

    def render(self, document: Document, *, facts: Mapping[str, Any], draft: bool = False) -> bytes:
        """Return the file; *facts* is the filing as plain data (lib.canonical). Raise RenderError where none can be made."""
        module, _, name = self.function.partition(":")
        return getattr(import_module(module), name)(document, facts, draft)


FORMATS = {
    "pdf": Format("PDF", "application/pdf", "pdf", "reports.render.pdf:pdf_file"),
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
