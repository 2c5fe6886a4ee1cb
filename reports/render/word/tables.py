"""Tables of the Word file: fixed columns, heads that are repeated, rows that stay whole, cells that reach over others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from lib.spans import place
from reports.document import Cell, Row, Table
from reports.render.word.markup import KEEP_NEXT, paragraph, plain, runs

DENSE = 6  # columns beyond which the words are smaller
LONG = 300  # characters of a cell beyond which its row may be split between pages
MOST = 63  # columns Word allows
SIDE, SIDE_DENSE = 80, 40  # twentieths of a point between a line and the words
ABOVE = {"Table": 50, "Form": 30}
# How far names stand in by depth, as on the PDF's pages, plain and small.
INDENTS = {"": (0, 256, 466, 676, 676), "Dense": (0, 160, 320, 480, 480)}
_ALIGN = {"left": "", "right": '<w:jc w:val="right"/>', "center": '<w:jc w:val="center"/>'}


class Look(NamedTuple):
    """How the cells of one table are written: the family of styles, whether small, where its columns begin."""

    family: str
    dense: str
    edges: tuple[int, ...]

    @property
    def columns(self) -> int:
        return len(self.edges) - 1


def table(node: Table, width: int, family: str = "Table", *, seamed: bool = False, closed: bool = False) -> str:
    """Return a table *width* twentieths of a point wide, nothing where it has no rows.

    *family* names its styles. One *seamed* to a table below has no line of its own there; the last rows of one that is
    *closed* by lines to sign stay with these.
    """
    rows = (*node.head, *node.body)
    if not rows:
        return ""
    edges = _edges(node, width)
    look = Look(family, "Dense" if len(edges) - 1 > DENSE else "", edges)
    grid = "".join([f'<w:gridCol w:w="{right - left}"/>' for left, right in pairwise(edges)])
    written = "".join(
        [
            _row(row, line, look, head=number < len(node.head), keep=closed and number >= len(rows) - 2)
            for number, (row, line) in enumerate(zip(rows, _lines(rows, look.columns), strict=True))
        ]
    )
    return f"<w:tbl>{_properties(look, width, seamed)}<w:tblGrid>{grid}</w:tblGrid>{written}</w:tbl>"


def columns(node: Table) -> tuple[int, ...]:
    """Return the shares of the columns; they are as wide as each other where the table does not say."""
    widest = max((sum(cell.columns for cell in row.children) for row in (*node.head, *node.body)), default=1)
    return (node.widths or (1,) * widest)[:MOST] or (1,)


def _edges(node: Table, width: int) -> tuple[int, ...]:
    """Return where the columns begin and the last ends; the shares are whole, their sum the whole width."""
    shares = columns(node)
    return (0, *(round(width * share / sum(shares)) for share in accumulate(shares)))


def _properties(look: Look, width: int, seamed: bool) -> str:
    side, above = SIDE_DENSE if look.dense else SIDE, ABOVE[look.family]
    margins = "".join(
        f'<w:{name} w:w="{measure}" w:type="dxa"/>'
        for name, measure in (("top", above), ("left", side), ("bottom", above), ("right", side))
    )
    open_end = '<w:tblBorders><w:bottom w:val="nil"/></w:tblBorders>' if seamed else ""
    return (
        f'<w:tblPr><w:tblStyle w:val="ReportTable"/><w:tblW w:w="{width}" w:type="dxa"/>{open_end}'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar><w:tblLook w:val="0000"/></w:tblPr>'
    )


class Place(NamedTuple):
    """A cell in its row: the column it begins in, how many it takes, whether it is the *lower* part of one above."""

    column: int
    columns: int
    cell: Cell
    lower: bool = False


_NOTHING = Cell()


def _lines(rows: Sequence[Row], columns: int) -> Iterator[list[Place]]:
    """Yield what stands in each row so that every column is filled: Word has a cell where one reaches down from above."""
    above: dict[int, tuple[int, int, Cell]] = {}  # column → rows still covered, columns, the cell that reaches down
    for line in place([row.children for row in rows]):
        own = [Place(at, min(cell.columns, columns - at), cell) for at, cell in line if at < columns]
        lower = [Place(at, wide, cell, lower=True) for at, (_, wide, cell) in above.items()]
        above = {at: (left - 1, wide, cell) for at, (left, wide, cell) in above.items() if left > 1}
        above |= {one.column: (one.cell.rows - 1, one.columns, one.cell) for one in own if one.cell.rows > 1}
        yield list(_filled(sorted(own + lower), columns) if lower or _width(own) != columns else own)


def _width(line: Sequence[Place]) -> int:
    return sum([one.columns for one in line])


def _filled(line: Sequence[Place], columns: int) -> Iterator[Place]:
    """Yield the cells of a row with empty ones in its gaps; what would lie over another is cut."""
    at = 0
    for one in line:
        if one.column > at:
            yield Place(at, one.column - at, _NOTHING)
        if one.column >= at:
            yield one
            at = one.column + one.columns
    if at < columns:
        yield Place(at, columns - at, _NOTHING)


def _row(row: Row, line: Sequence[Place], look: Look, *, head: bool, keep: bool) -> str:
    whole = "" if any(len(plain(cell.children)) > LONG for cell in row.children) else "<w:cantSplit/>"
    properties = whole + ("<w:tblHeader/>" if head else "")
    cells = "".join([_cell(one, look, head or one.cell.kind == "head", KEEP_NEXT * keep) for one in line])
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{cells}</w:tr>"


def _cell(one: Place, look: Look, head: bool, keep: str) -> str:
    cell, edges = one.cell, look.edges
    merged = "<w:vMerge/>" if one.lower else '<w:vMerge w:val="restart"/>' if cell.rows > 1 else ""
    spanned = f'<w:gridSpan w:val="{one.columns}"/>' if one.columns > 1 else ""
    properties = (
        f'<w:tcW w:w="{edges[one.column + one.columns] - edges[one.column]}" w:type="dxa"/>{spanned}{merged}'
        '<w:vAlign w:val="center"/>'
    )
    kind = "Head" if head else "Total" if cell.kind == "total" else "Text"
    more = keep if head else f"{keep}{_indent(cell.indent, look)}{_ALIGN[cell.align]}"
    inside = paragraph(f"{look.family}{kind}{look.dense}", "" if one.lower else runs(plain(cell.children)), more)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def _indent(depth: int, look: Look) -> str:
    steps = INDENTS[look.dense]
    return f'<w:ind w:left="{steps[min(depth, len(steps) - 1)]}"/>' if depth else ""
