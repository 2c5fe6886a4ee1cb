"""What the text of a PDF is, for those who hear it: the tags of its structure (ISO 14289-1), read off the laid-out pages.

One element of the page is one tag, however many lines or sheets it is broken over; what repeats on every sheet (page
numbers, the mark of a draft, the head of a table that goes on) is an artifact. WeasyPrint's own tags begin a table anew
on each sheet, tag the repeated head again and leave the page numbers tagged without a place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from weasyprint.formatting_structure import boxes

from reports.render.actual_text import doubtful

HEADINGS = {f"h{level}": level for level in range(1, 7)}
TAGS = {
    **dict.fromkeys(HEADINGS, "H"), "p": "P", "div": "Div", "section": "Sect", "article": "Art", "blockquote": "BlockQuote",
    "table": "Table", "thead": "THead", "tbody": "TBody", "tfoot": "TFoot", "tr": "TR", "th": "TH", "td": "TD",
    "caption": "Caption", "nav": "TOC", "li": "TOCI",
}  # fmt: skip
REPEATED = ("thead", "tfoot")
KEPT_EMPTY = ("TR", "TH", "TD")  # a table stays regular where nothing is said


@dataclass(frozen=True)
class Piece:
    """Content on the sheet *page*, marked *mcid* in what is drawn there."""

    page: int
    mcid: int


@dataclass(frozen=True)
class Annotation:
    """A link on a sheet: the words of its tag lead somewhere."""

    page: int
    dictionary: Any


@dataclass(eq=False)
class Tag:
    """One tag: *kids* are tags, pieces and annotations in reading order; *element* is what it was on the page."""

    name: str
    element: Any = None
    kids: list[Tag | Piece | Annotation] = field(default_factory=list)
    first: int = 0  # the sheet it begins on
    text: str = ""  # its own words, not those of tags in it
    box: tuple[float, float, float, float] | None = None  # of a figure: left, top, right, bottom on the page, in px

    def tags(self) -> Iterator[Tag]:
        """Yield this tag and every one in it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Tag):
                yield from kid.tags()


class Reader:
    """Reads the pages of a document one after the other into the one tag ``document``."""

    def __init__(self, *, mixed_up: bool = False) -> None:
        self.document = Tag("Document")
        self._mixed_up = mixed_up  # actual_text.mixed_up
        self._known: dict[tuple[int, str], Tag] = {}
        self._page = 0
        self._marked: dict[Any, dict[str, Any]] = {}
        self._artifacts: list[int] = []
        # Of the page read last: words what is drawn may not tell, by number, and links that others have taken in.
        self.doubtful: dict[int, str] = {}
        self.redundant: list[Any] = []

    def read(self, page: int, page_box: Any, marked: dict[Any, dict[str, Any]]) -> list[int]:
        """Add what page *page* shows and return the numbers of its marked content that is an artifact.

        *marked* is what WeasyPrint drew, by box: the number of each text and picture.
        """
        self._page, self._marked, self._artifacts = page, dict(marked), []
        self.doubtful, self.redundant = {}, []
        self._walk(page_box, self.document, artifact=False)
        return [*self._artifacts, *(one["mcid"] for one in self._marked.values())]

    def _walk(self, box: Any, parent: Tag, *, artifact: bool, link: Any = None) -> None:
        box = getattr(box, "_box", box)  # what is positioned stands in its place as a placeholder
        link = self._link(box, link)
        artifact = artifact or isinstance(box, boxes.MarginBox) or box.is_leader or self._repeats(box)
        if isinstance(box, boxes.TextBox | boxes.ReplacedBox):
            self._put(box, parent, artifact=artifact)
        else:
            tag = parent if artifact else self._tag(box, parent)
            for child in box.children:
                self._walk(child, tag, artifact=artifact, link=link)

    def _link(self, box: Any, around: Any) -> Any:
        """Return the link *box* is in; one inside another leads to the same place and is taken into that."""
        own = box.link_annotation
        if own and around:
            _take_in(around["Rect"], own["Rect"])
            self.redundant.append(own)
            box.link_annotation = None
        return around or own

    def _repeats(self, box: Any) -> bool:
        """Return whether the head or foot of a table was there on an earlier sheet."""
        known = self._known.get(_key(box)) if box.element_tag in REPEATED else None
        return known is not None and known.first < self._page

    def _tag(self, box: Any, parent: Tag) -> Tag:
        """Return the tag of *box*, which may have begun in an earlier line or sheet; the parent's where it has none."""
        name = _name(box)
        if not name:
            return parent
        tag = self._known.get(_key(box))
        if tag is None:
            tag = self._known[_key(box)] = Tag(name, box.element, first=self._page)
            parent.kids.append(tag)
        if box.link_annotation:
            tag.kids.append(Annotation(self._page, box.link_annotation))
        return tag

    def _put(self, box: Any, parent: Tag, *, artifact: bool) -> None:
        marked = self._marked.pop(box, None)
        if marked is None:  # nothing was drawn
            return
        piece = Piece(self._page, marked["mcid"])
        if artifact:
            self._artifacts.append(piece.mcid)
        elif isinstance(box, boxes.TextBox):
            parent.kids.append(piece)
            parent.text += box.text
            if words := doubtful(box, mixed_up=self._mixed_up):
                self.doubtful[piece.mcid] = words
        elif alternative(box.element):
            left, top = box.content_box_x(), box.content_box_y()
            area = (left, top, left + box.width, top + box.height)
            parent.kids.append(Tag("Figure", box.element, [piece], self._page, box=area))
        else:  # a picture without words for it is decoration
            self._artifacts.append(piece.mcid)


def alternative(element: Any) -> str:
    """Return the words for a picture: its alt, the title of a drawing, or its label."""
    title = next((one.text for one in element if str(one.tag).rpartition("}")[2] == "title"), None)
    return element.get("alt") or title or element.get("aria-label") or ""


def pruned(tag: Tag) -> Tag:
    """Return *tag* without the tags in it that hold nothing; rows and cells stay."""
    kids = [pruned(kid) if isinstance(kid, Tag) else kid for kid in tag.kids]
    tag.kids = [kid for kid in kids if not isinstance(kid, Tag) or kid.kids or kid.name in KEPT_EMPTY]
    return tag


def number_headings(document: Tag) -> None:
    """Name headings H1, H2 … by how deep they stand: the first is H1 and none is skipped, whatever the page used."""
    open_levels: list[int] = []
    for tag in document.tags():
        if tag.name == "H":
            level = HEADINGS[tag.element.tag]
            open_levels = [*(one for one in open_levels if one < level), level]
            tag.name = f"H{len(open_levels)}"


def _take_in(rectangle: Any, other: Any) -> None:
    """Make *rectangle* (left, top, right, bottom in points) reach over *other* too."""
    reach = (min, max, max, min)
    rectangle[:] = [further(one, two) for further, one, two in zip(reach, rectangle, other, strict=True)]


def _key(box: Any) -> tuple[int, str]:
    """Return what tells a tag from others; what a style sheet puts before or behind an element belongs to it."""
    return id(box.element), _kind(box)


def _kind(box: Any) -> str:
    return (box.element_tag or "").partition("::")[0]


def _name(box: Any) -> str:
    """Return the name of the box's tag, "" where it has none of its own."""
    if box.element is None:
        return ""
    if _kind(box) == "a":
        return "Link" if box.link_annotation else ""
    if box.element_tag == "td" and "head" in box.element.get("class", "").split():
        return "TH"
    return TAGS.get(_kind(box), "")
