"""The document as plain text: one line for each paragraph, tables with a vertical bar between cells."""

from __future__ import annotations

from collections.abc import Iterator

from reports.document import (
    Annex,
    AttachmentList,
    Closing,
    Cover,
    Document,
    Heading,
    Node,
    Paragraph,
    Row,
    Table,
    Title,
    words,
)
from reports.render import Origin

INDENT = "　　"


def render_text(document: Document) -> str:
    """Return the document's words, every line ended."""
    return "".join(f"{line}\n" for child in document.children for line in _lines(child))


def text_file(document: Document, origin: Origin) -> bytes:
    """Return UTF-8 with a byte order mark, without which old Windows editors guess another encoding."""
    return ("\ufeff" + ("【草稿】\n" if origin.draft else "") + render_text(document)).encode()


def _lines(node: Node) -> Iterator[str]:
    match node:
        case Cover():
            yield "".join(one.text for one in node.title)
            yield from (words(line) for line in node.children)
            yield ""
        case Title():
            yield words(node)
            yield ""
        case Heading():
            yield f"{INDENT}{node.number}{node.text}"
        case Paragraph():
            yield f"{'' if node.role == 'addressee' else INDENT}{node.number}{words(node)}"
        case Table():
            yield from (line for line in (node.caption, node.note) if line)
            yield from (_row(row) for row in (*node.head, *node.body))
        case AttachmentList():
            yield f"{INDENT}附件："
            yield from (f"{INDENT}{line.number}{words(line)}" for line in node.children)
        case Closing():
            yield from ("", *(words(line) for line in node.children))
        case Annex():
            yield from _annex(node)


def _annex(annex: Annex) -> Iterator[str]:
    title, lead = ("".join(one.text for one in inline) for inline in (annex.title, annex.lead))
    yield ""
    yield from (line for line in (annex.label, title, INDENT.join(filter(None, (lead, annex.note)))) if line)
    for child in annex.children:
        yield from _lines(child)


def _row(row: Row) -> str:
    return " | ".join("　" * cell.indent + words(cell) for cell in row.children)
