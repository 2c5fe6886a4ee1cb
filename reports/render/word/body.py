"""The document's blocks as paragraphs and tables of a Word file, in sections of upright and of lying pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reports.document import Annex, AttachmentList, Block, Closing, Cover, Document, Heading, Paragraph, Table, Title
from reports.render.word.markup import paragraph, plain, runs
from reports.render.word.measures import wide
from reports.render.word.numbering import Counting
from reports.render.word.sections import LYING, UPRIGHT, Page, section
from reports.render.word.styles import EM, LEVELS
from reports.render.word.tables import table

KEEP_NEXT = "<w:keepNext/>"
NEW_PAGE = "<w:pageBreakBefore/>"
APART = '<w:spacing w:before="576"/>'  # 1.8 characters above what closes the report
_ROLES = {"addressee": "Salutation"}
INSET = 4 * EM  # between the date and the edge


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
    _done: list[str] = field(default_factory=list)

    def body(self, document: Document) -> str:
        """Return what stands in w:body."""
        children = document.children
        start = 1 if children and isinstance(children[0], Cover) else None
        for child, follows in zip(children, (*children[1:], None), strict=True):
            self._turn(child, start)
            self._done += self._block(child, follows)
            self.fresh = False
            if isinstance(child, Cover):
                # The cover is page 0: Word then keeps odd numbers on the right without an empty page before page 1
                self._close(self.headers, 0)
                self.headers = ""
        return "".join(self._done) + self._section(start)

    def _turn(self, child: Block, start: int | None) -> None:
        """Begin a section where *child* asks for another page than the one before."""
        page = LYING if isinstance(child, Annex) and child.landscape else UPRIGHT
        if page != self.page and not self.fresh:
            self._done.append(paragraph("Seam", "", self._section(start)))
            self.fresh = True
        self.page = page

    def _close(self, references: str, start: int | None) -> None:
        self._done.append(paragraph("Seam", "", section(self.page, references, start)))
        self.fresh = True

    def _section(self, start: int | None) -> str:
        """Return the properties of the section that ends here; the first numbered one carries the footers."""
        given, self.headers, footers, self.footers = self.headers + self.footers, "", self.footers, ""
        return section(self.page, given, start if footers else None)

    def _block(self, node: Block, follows: Block | None) -> Iterator[str]:
        match node:
            case Paragraph():
                yield self._paragraph(node, keep=isinstance(follows, Closing | AttachmentList))
            case Heading():
                yield self._heading(node)
            case Table():
                yield from self._table(node)
            case Title():
                yield paragraph("Title", runs(plain(node.children), broken=True))
            case Cover():
                yield paragraph("CoverTitle", runs(plain(node.title), broken=True))
                yield from (paragraph("CoverLine", runs(_said(line))) for line in node.children)
            case AttachmentList():
                yield from _attachments(node)
            case Closing():
                yield from self._closing(node.children)
            case Annex():
                yield from self._annex(node)

    def _paragraph(self, node: Paragraph, *, keep: bool = False) -> str:
        number, counted = self.counting.item(node.number) if node.number else ("", "")
        style = _ROLES.get(node.role, "BodyText")
        return paragraph(style, runs(number + plain(node.children)), (KEEP_NEXT if keep else "") + counted)

    def _heading(self, node: Heading) -> str:
        level = min(max(node.level, 1), LEVELS)
        number, counted = self.counting.heading(level, node.number)
        return paragraph(f"Heading{level}", runs(number + node.text), counted)

    def _table(self, node: Table) -> Iterator[str]:
        if node.caption:
            yield paragraph("Caption", runs(node.caption))
        if node.note:
            yield paragraph("Unit", runs(node.note))
        yield table(node, self.page.text)
        yield paragraph("TableEnd", "")

    def _closing(self, children: Sequence[Paragraph]) -> Iterator[str]:
        """Yield the lines centred on each other, the widest of them four characters from the edge."""
        width = max((wide(_said(line)) for line in children), default=0) * EM
        right = INSET if width + INSET <= self.page.text else 0
        left = max(0, self.page.text - right - round(width))
        place = f'<w:ind w:left="{left}" w:right="{right}"/>'
        for number, line in enumerate(children, 1):
            keep = '<w:keepNext w:val="0"/>' if number == len(children) else ""
            yield paragraph("Signature", runs(_said(line)), keep + (APART if number == 1 else "") + place)

    def _annex(self, node: Annex) -> Iterator[str]:
        new_page = "" if self.fresh else NEW_PAGE
        if node.label:
            yield paragraph("AnnexLabel", runs(node.label), new_page)
            new_page = ""
        yield paragraph("AnnexTitle", runs(plain(node.title), broken=True), new_page)
        if node.lead or node.note:
            tab = f'<w:tabs><w:tab w:val="right" w:pos="{self.page.text}"/></w:tabs>'
            yield paragraph("AnnexNote", runs("\t".join((plain(node.lead), node.note)).rstrip("\t")), tab)
        seamed = False
        for child in node.children:
            if isinstance(child, Table):
                yield table(child, self.page.text, "Form", seamed=seamed)
                yield paragraph("Seam", "")
            else:
                yield _below(child)
            seamed = isinstance(child, Table)


def _said(line: Paragraph) -> str:
    return line.number + plain(line.children)


def _below(line: Paragraph) -> str:
    """Return a paragraph among the tables of an annex; lines to sign keep their line ends."""
    return paragraph("Signs" if line.role == "signs" else "BodyText", runs(_said(line), broken=line.role == "signs"))


def _attachments(node: AttachmentList) -> Iterator[str]:
    """Yield the list; 附件： hangs before the first name so that the numbers stand under each other."""
    hanging = f'{APART}<w:ind w:left="{5 * EM}" w:hanging="{3 * EM}"/>'
    for number, line in enumerate(node.children):
        yield paragraph("Attachments", runs(("" if number else "附件：") + _said(line)), "" if number else hanging)
