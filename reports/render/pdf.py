"""The PDF of a document, with the report's data inside where it was filed (reports.render.processes make it)."""

from __future__ import annotations

from reports.document import Document
from reports.render import FORMATS, Origin
from reports.render.html import page_html
from reports.render.order import Attachment, Order
from reports.render.processes import POOL

INSIDE = {  # outputs that lie in every filed PDF: their names there and what readers say of them
    "json": ("自评报告数据.json", "本报告的全部填报数据和文档结构（JSON），供系统读取"),
    "xlsx": ("自评报告表格.xlsx", "本报告的全部表格（Excel 工作簿），公式可重算"),
}


def render_pdf(order: Order) -> bytes:
    """Return the PDF of a whole page (``page_html``), the same bytes for the same order; raise RenderError."""
    with POOL.worker() as worker:
        return worker.make(order)


def document_pdf(document: Document, *, draft: bool = False) -> bytes:
    """Return the PDF of a document without files inside; a draft says so on every page. Raise RenderError."""
    return render_pdf(Order(page_html(document, draft=draft)))


def pdf_file(document: Document, origin: Origin) -> bytes:
    """Return the PDF; one that was filed bears its date and holds the report's data. Raise RenderError.

    A draft holds none: it is for reading, and nobody should compute with what nobody has signed.
    """
    page = page_html(document, draft=origin.draft, receipt=origin.receipt, sealed=bool(origin.seal))
    date = origin.receipt.submitted_at if origin.receipt else None
    return render_pdf(Order(page, () if origin.draft else attachments(document, origin), date, origin.seal))


def attachments(document: Document, origin: Origin) -> tuple[Attachment, ...]:
    """Return the files inside the PDF: byte for byte what the outputs of the same report are."""
    return tuple(
        Attachment(name, said, FORMATS[kind].content_type, FORMATS[kind].render(document, origin))
        for kind, (name, said) in INSIDE.items()
    )
