"""The document's blocks as paragraphs and tables of a Word file, in sections of upright and of lying pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reports.document import (
    Annex,
    AttachmentList,
    Block,
    Closing,
    Cover,
    Document,
    Heading,
    Inline,
    Paragraph,
    Table,
    Title,
)
from reports.render import titles
from reports.render.word.contents import Entry, bookmarked, contents, entries, sheets
from reports.render.word.markup import KEEP_NEXT, followed, paragraph, plain, runs
from reports.render.word.measures import wide
from reports.render.word.numbering import Counting
from reports.render.word.sections import LYING, UPRIGHT, Page, section
from reports.render.word.styles import EM, LEVELS
from reports.render.word.tables import table

NEW_PAGE = "<w:pageBreakBefore/>"
APART = '<w:spacing w:before="576"/>'  # 1.8 characters above the list of attachments
SEAL = 611  # above and below the two lines in the middle of a seal of 42 mm
INSET = 4 * EM  # between the date and the edge
SPARE = 1  # character of a title's line, for faces whose figures are wider than half a character


@dataclass
class Writer:
    """Writes one document; *counting* decides how its numbers are written.

    *headers* are references of the first section, *footers* of the first whose pages have numbers; later ones inherit.
    """

    counting: Counting
    headers: str = ""
    footers: str = ""
    page: Page = UPRIGHT
    fresh: bool = True  # whether nothing stands on the page yet
    start: int | None = None  # the number of the next section's first page
    _done: list[str] = field(default_factory=list)
    _mark: int | None = None  # of the heading being written, where the contents lead to it

    def body(self, document: Document) -> str:
        """Return what stands in w:body."""
        rest, found = document.children, entries(document)
        cover = rest[0] if rest and isinstance(rest[0], Cover) else None
        self._front(cover, found)
        for number, (child, follows) in enumerate(followed(rest)):
            if child is cover:
                continue
            self._turn(child)
            self._mark = number if number in found else None
            self._done += self._block(child, follows)
            self.fresh = False
        return "".join(self._done) + self._section()

    def _front(self, cover: Cover | None, found: dict[int, Entry]) -> None:
        """Write what stands before page 1, a section without numbers.

        Its last page has an even number, 0 or 2: Word puts an empty page between two odd ones when it prints.
        """
        if cover:
            self._done += _cover(cover)
        if found:
            self._done.append(contents(found, NEW_PAGE if cover else ""))
        if self._done:
            odd = (sheets(found) + bool(cover)) % 2
            self._done.append(paragraph("Seam", "", section(self.page, self.headers, 0 if odd else None)))
            self.headers, self.start = "", 1

    def _turn(self, child: Block) -> None:
        """Begin a section where *child* asks for another page than the one before."""
        page = LYING if isinstance(child, Annex) and child.landscape else UPRIGHT
        if page != self.page and not self.fresh:
            self._done.append(paragraph("Seam", "", self._section()))
            self.fresh = True
        self.page = page

    def _section(self) -> str:
        """Return the properties of the section that ends here; the first one carries headers, footers and the number."""
        given, start = self.headers + self.footers, self.start
        self.headers, self.footers, self.start = "", "", None
        return section(self.page, given, start)

    def _block(self, node: Block, follows: Block | None) -> Iterator[str]:
        match node:
            case Paragraph():
                yield self._paragraph(node, keep=isinstance(follows, Closing | AttachmentList))
            case Heading():
                yield self._heading(node)
            case Table():
                yield from self._table(node)
            case Title():
                yield paragraph("Title", _title(node.children, titles.UPRIGHT))
            case Cover():
                yield from _cover(node)
            case AttachmentList():
                yield from _attachments(node)
            case Closing():
                yield from self._closing(node.children)
            case Annex():
                yield from self._annex(node)

    def _paragraph(self, node: Paragraph, *, keep: bool) -> str:
        number, counted = self.counting.item(node.number) if node.number else ("", "")
        style = "Salutation" if node.role == "addressee" else "BodyText"
        return paragraph(style, runs(number + plain(node.children)), (KEEP_NEXT if keep else "") + counted)

    def _heading(self, node: Heading) -> str:
        level = min(max(node.level, 1), LEVELS)
        number, counted = self.counting.heading(level, node.number)
        return paragraph(f"Heading{level}", bookmarked(self._mark, runs(number + node.text)), counted)

    def _table(self, node: Table) -> Iterator[str]:
        if node.caption:
            yield paragraph("Caption", runs(node.caption))
        if node.note:
            yield paragraph("Unit", runs(node.note))
        yield table(node, self.page.text)
        yield paragraph("TableEnd", "")

    def _closing(self, children: Sequence[Paragraph]) -> Iterator[str]:
        """Yield the lines centred on each other, the widest of them four characters from the edge."""
        width = round(max((wide(_said(line)) for line in children), default=0) * EM)
        right = INSET if width + INSET <= self.page.text else 0
        place = f'<w:ind w:left="{max(0, self.page.text - right - width)}" w:right="{right}"/>'
        for number, line in enumerate(children, 1):
            first, last = number == 1, number == len(children)
            room = f'<w:spacing w:before="{SEAL * first}" w:after="{SEAL * last}"/>'
            yield paragraph("Signature", runs(_said(line)), f'<w:keepNext w:val="{int(not last)}"/>{room}{place}')

    def _annex(self, node: Annex) -> Iterator[str]:
        new_page = "" if self.fresh else NEW_PAGE
        if node.label:
            yield paragraph("AnnexLabel", runs(node.label), new_page)
            new_page = ""
        title = _title(node.title, titles.LYING if node.landscape else titles.UPRIGHT)
        yield paragraph("AnnexTitle", bookmarked(self._mark, title), new_page)
        if node.lead or node.note:
            tab = f'<w:tabs><w:tab w:val="right" w:pos="{self.page.text}"/></w:tabs>'
            yield paragraph("AnnexNote", runs("\t".join((plain(node.lead), node.note)).rstrip("\t")), tab)
        for child, below in followed(node.children):
            if isinstance(child, Table):
                closed = isinstance(below, Paragraph) and below.role == "signs"
                yield table(child, self.page.text, "Form", seamed=isinstance(below, Table), closed=closed)
                yield paragraph("Seam", "", KEEP_NEXT * closed)
            else:
                yield _below(child)


def _title(inline: Sequence[Inline], room: float) -> str:
    """Return the runs of a title, broken where the sense lets it as on the PDF's page."""
    return runs("\n".join(titles.lines(plain(inline), room - SPARE)), broken=True)


def _cover(node: Cover) -> Iterator[str]:
    yield paragraph("CoverTitle", _title(node.title, titles.UPRIGHT))
    yield from (paragraph("CoverLine", runs(_said(line))) for line in node.children)


def _said(line: Paragraph) -> str:
    return line.number + plain(line.children)


def _below(line: Paragraph) -> str:
    """Return a paragraph among the tables of an annex; lines to sign keep their line ends."""
    signs = line.role == "signs"
    return paragraph("Signs" if signs else "BodyText", runs(_said(line), broken=signs))


def _attachments(node: AttachmentList) -> Iterator[str]:
    """Yield the list; 附件： hangs before the first name so that the numbers stand under each other."""
    hanging = f'{APART}<w:ind w:left="{5 * EM}" w:hanging="{3 * EM}"/>'
    for number, line in enumerate(node.children):
        yield paragraph("Attachments", runs(("" if number else "附件：") + _said(line)), "" if number else hanging)
