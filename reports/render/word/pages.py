"""On which page each block of the document will stand, worked out from words and cells alone.

Word counts pages when it lays them out, and asks before it renews a table of contents in a file just opened. So the
numbers are in the file beforehand; the few that are one page off are put right with 更新域 (F9).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from lib.spans import place
from reports.document import (
    Annex,
    AttachmentList,
    Block,
    Cell,
    Closing,
    Cover,
    Document,
    Heading,
    Paragraph,
    Table,
    Title,
)
from reports.render.word.markup import PT, followed, plain
from reports.render.word.measures import lines
from reports.render.word.sections import LYING, UPRIGHT, Page
from reports.render.word.styles import PITCH
from reports.render.word.tables import ABOVE, DENSE, SIDE, SIDE_DENSE, columns

ROOM = 27.5  # characters of a line: half of one goes to figures kept whole and to marks that begin no line
LINE = PITCH / PT
TITLE, GAP = 36.0, 14.5
CAPTION, UNIT = 27.6, 14.0
SIGNS, NOTE = 20.0, 18.0
SEAL = 30.5


@dataclass
class Ruler:
    """Where the text has come to: the page, and how many points of it are used."""

    page: int = 1
    used: float = 0
    height: float = UPRIGHT.depth
    places: list[int] = field(default_factory=list)  # of the blocks so far

    def turn(self) -> None:
        self.page, self.used = self.page + 1, 0

    def take(self, height: float, keep: float = 0) -> None:
        """Use *height* points, on the next page where they and the *keep* points behind them do not fit here."""
        if self.used and self.used + height + keep > self.height:
            self.turn()
        self.used += height

    def text(self, text: str, room: float = ROOM, indent: float = 2) -> None:
        """Use the lines of a paragraph; no page begins or ends with one line of several."""
        count = lines(text, room, indent)
        for number in range(count):
            together = min(2, count) if number == 0 else 2 if number == count - 2 else 1
            self.take(LINE, (together - 1) * LINE)


def pages(document: Document) -> tuple[list[int], int]:
    """Return the page each block begins on, the first after the cover being 1, and how many pages there are."""
    ruler = Ruler()
    for child, follows in followed(document.children):
        _open(ruler, child)
        if isinstance(child, Heading):
            ruler.take(0, (lines(child.number + child.text, ROOM, 2) + 2) * LINE)
        ruler.places.append(ruler.page)
        _measure(ruler, child)
        if isinstance(child, Annex) and follows is not None and not isinstance(follows, Annex):
            ruler.turn()
    return ruler.places, ruler.page


def _open(ruler: Ruler, node: Block) -> None:
    """Turn the page before a form, and lay it on its side for a wide one."""
    if isinstance(node, Annex) and ruler.used:
        ruler.turn()
    ruler.height = _page(node).depth


def _page(node: Block) -> Page:
    return LYING if isinstance(node, Annex) and node.landscape else UPRIGHT


def _measure(ruler: Ruler, node: Block) -> None:
    match node:
        case Heading():
            ruler.text(node.number + node.text)
        case Paragraph():
            ruler.text(node.number + plain(node.children), indent=0 if node.role == "addressee" else 2)
        case Table():
            ruler.take(CAPTION * bool(node.caption) + UNIT * bool(node.note), keep=2 * LINE)
            _table(ruler, node, UPRIGHT.text, "Table")
            ruler.used += 12
        case Title():
            ruler.used += TITLE * lines(plain(node.children), 20) + LINE
        case AttachmentList():
            ruler.take(LINE * (len(node.children) + 1))
        case Closing():
            ruler.take(LINE * len(node.children) + 2 * SEAL)
        case Annex():
            _annex(ruler, node)
        case Cover():
            pass


def _annex(ruler: Ruler, node: Annex) -> None:
    ruler.used += LINE * bool(node.label) + TITLE * lines(plain(node.title), 20) + GAP
    ruler.used += NOTE * bool(node.lead or node.note)
    for child in node.children:
        if isinstance(child, Table):
            _table(ruler, child, _page(node).text, "Form")
        else:
            ruler.take(SIGNS + 8 if child.role == "signs" else LINE)


def _table(ruler: Ruler, node: Table, width: int, family: str) -> None:
    """Use the rows of a table, its heads again on every page."""
    shares = columns(node)
    pitch = 13.0 if family == "Form" else 14.0 if len(shares) > DENSE else 15.0
    points, side = (10.0, SIDE_DENSE) if len(shares) > DENSE else (10.5, SIDE)
    rooms = [(width * share / sum(shares) - 2 * side) / PT / points for share in shares]
    rows = (*node.head, *node.body)
    heights = [
        _row(line, rooms) * pitch + 2 * ABOVE[family] / PT + 0.5 for line in place([row.children for row in rows])
    ]
    heads = sum(heights[: len(node.head)])
    for number, height in enumerate(heights):
        left = height
        if number >= len(node.head) and ruler.used + height > ruler.height:
            ruler.turn()
            ruler.used = heads
        while left > ruler.height - heads:  # a row longer than a page
            left -= ruler.height - heads
            ruler.turn()
        ruler.used += left


def _row(line: Sequence[tuple[int, Cell]], rooms: Sequence[float]) -> int:
    """Return how many lines the tallest cell of a row takes; one that reaches down has the rows below as well."""
    tallest = 1
    for at, cell in line:
        room = max(1.0, sum(rooms[at : at + cell.columns]))
        tallest = max(tallest, math.ceil(lines(plain(cell.children), room, cell.indent) / cell.rows))
    return tallest
