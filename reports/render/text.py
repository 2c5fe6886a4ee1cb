"""The document as plain text: one line for each paragraph and each row of a table, in columns for a fixed-width font.

A row is one line whatever its length, so that it can be searched and pasted; a bar stands between cells, a Chinese
character takes two places. Title, signature and date stand as on paper, on lines of 28 characters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lib.spans import place
from lib.widths import width
from reports.document import (
    Annex,
    AttachmentList,
    Cell,
    Closing,
    Cover,
    Document,
    Heading,
    Inline,
    Node,
    Paragraph,
    Table,
    Title,
    words,
)
from reports.render import Origin, Receipt

INDENT = "　　"
LINE = 28  # Chinese characters of a line of the paper
ENOUGH = 36  # places a column is filled up to; what is longer stands out
BAR = " | "


def render_text(document: Document) -> str:
    """Return the document's words, every line ended."""
    return "".join(f"{line.rstrip(' ')}\n" for child in document.children for line in _lines(child))


def text_file(document: Document, origin: Origin) -> bytes:
    """Return UTF-8 with a byte order mark, without which old Windows editors guess another encoding."""
    marked = "【草稿】\n" if origin.draft else ""
    filed = "".join(f"{line}\n" for line in _receipt(origin.receipt)) if origin.receipt else ""
    return f"\ufeff{marked}{render_text(document)}{filed}".encode()


def _receipt(receipt: Receipt) -> Iterator[str]:
    """Yield what the last page of the paper says of the receipt."""
    yield from ("", f"回执号　{receipt.number}", f"校验码　{receipt.grouped}")
    if receipt.address:
        yield f"核验地址　{receipt.address}"


def _lines(node: Node) -> Iterator[str]:
    match node:
        case Cover():
            yield from (_centred(line) for line in _text(node.title).splitlines())
            yield from ("", *(_centred(words(line)) for line in node.children), "")
        case Title():
            yield from (*(_centred(line) for line in words(node).splitlines()), "")
        case Heading():
            yield f"{INDENT}{node.number}{node.text}"
        case Paragraph():
            yield f"{'' if node.role in ('addressee', 'signs') else INDENT}{node.number}{words(node)}"
        case Table():
            yield from (line for line in (node.caption, node.note) if line)
            yield from _grid([node])
        case AttachmentList():
            yield f"{INDENT}附件："
            yield from (f"{INDENT}{line.number}{words(line)}" for line in node.children)
        case Closing():
            yield from ("", *_closing([words(line) for line in node.children]))
        case Annex():
            yield from _annex(node)


def _annex(annex: Annex) -> Iterator[str]:
    yield from ("", annex.label) if annex.label else ("",)
    yield from (_centred(line) for line in _text(annex.title).splitlines())
    above = INDENT.join(filter(None, (_text(annex.lead), annex.note)))
    yield from [above] if above else []
    yield from _grid([child for child in annex.children if isinstance(child, Table)])
    yield from (line for child in annex.children if isinstance(child, Paragraph) for line in _lines(child))


def _grid(tables: Sequence[Table]) -> Iterator[str]:
    """Yield the rows of tables that stand under each other as one, every column as wide as its usual words."""
    rows = place([row.children for table in tables for row in (*table.head, *table.body)])
    room: dict[int, int] = {}
    for column, cell in (one for row in rows for one in row if one[1].columns == 1):
        room[column] = max(room.get(column, 0), min(ENOUGH, width(_said(cell))))
    for row in rows:
        cells = dict(row)
        reached = {column for first, cell in row for column in range(first + 1, first + cell.columns)}
        columns = range(max((first + cell.columns for first, cell in row), default=0))
        yield BAR.join(_filled(cells.get(n), n, room) for n in columns if n not in reached)


def _filled(cell: Cell | None, column: int, room: dict[int, int]) -> str:
    """Return a cell's words filled up to the room of its columns; blank where one above reaches down."""
    columns = cell.columns if cell else 1
    wanted = sum(room.get(n, 0) for n in range(column, column + columns)) + len(BAR) * (columns - 1)
    said = _said(cell) if cell else ""
    blank = " " * (wanted - width(said))
    return blank + said if cell and cell.align == "right" else said + blank


def _said(cell: Cell) -> str:
    return "　" * cell.indent + words(cell)


def _text(nodes: Sequence[Inline]) -> str:
    return "".join(node.text for node in nodes)


def _centred(line: str) -> str:
    return "　" * ((LINE - -(-width(line) // 2)) // 2) + line


def _closing(lines: Sequence[str]) -> list[str]:
    """Return the lines in the middle of each other, the longest four characters from the right edge."""
    longest = max((-(-width(line) // 2) for line in lines), default=0)
    left = max(0, LINE - 4 - longest)
    return ["　" * (left + (longest - -(-width(line) // 2)) // 2) + line for line in lines]
