"""The document as HTML: what the screen shows and, on a page of its own with the style sheets, what the PDF is made of."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from django.template import Context, Engine
from django.template.loader import get_template
from django.utils.safestring import SafeString

from lib.display import ABSENT, show
from lib.qr import drawing
from reports.document import Annex, Cover, Document, Node, Raw, Value, values
from reports.render import Origin, Receipt, sealing
from reports.render.lighting import RANK, Lit

SHEETS = ("paper.css", "pdf.css")  # assets of the page the PDF is made of
CSS_FOLDER = Path(__file__).resolve().parent.parent.parent / "static/css"
SCREEN_SHEETS = ("tokens.css", "document.css", "paper.css", "print.css")  # of the page that stands alone
LABELS = {"error": "错误", "warning": "警示", "notice": "提示"}
CSS = {"error": "", "warning": " w", "notice": " n"}

Marked = tuple[int, str]  # the number of a finding and its severity
Links = Mapping[str, str] | Callable[[str], str | None]


@dataclass(frozen=True)
class Mark:
    """A finding's number beside the fact it is about."""

    number: int
    severity: str

    @property
    def css(self) -> str:
        return f"hit{CSS[self.severity]}"

    @property
    def tag(self) -> str:
        return f"tag{CSS[self.severity]}"

    @property
    def label(self) -> str:
        return LABELS[self.severity]


@dataclass
class Paper:
    """What is drawn onto one rendering besides the words: marks and links by address."""

    marks: Mapping[str, Marked | Iterable[Marked]] = field(default_factory=dict)
    links: Links | None = None
    lit: Mapping[str, Sequence[Lit]] = field(default_factory=dict)  # words of a text by its address
    seen: set[str] = field(default_factory=set)
    before: Mapping[str, Raw] | None = None  # what each fact was worth in the version before
    plain: bool = False  # words only: for paper, where nothing is clicked and a line is one run of text
    sealed: Node | None = None  # under whose lines the unit's seal is drawn

    def was(self, value: Value) -> str | None:
        """Return what a value was in the version before, "" where it was not said, None where nothing differs.

        Worth is compared, not words: one nought prints as 无 in a sentence and as 0.00 in a table.
        """
        if self.before is None or not value.at or self.before.get(value.at) == value.raw:
            return None
        old = show(self.before.get(value.at), value.unit)
        return None if old == value.text else old.replace(ABSENT, "")

    def around(self, at: str) -> dict[str, object]:
        """Return the marks of an address, gravest first, and on a marked paper the id of its first occurrence."""
        return {"marks": _marks(self.marks.get(at, ())), "id": self._first(at)}

    def link(self, at: str) -> str | None:
        if self.links is None:
            return None
        return self.links(at) if callable(self.links) else self.links.get(at)

    def machine(self, value: Value) -> str:
        """Return a value as machines read it: 元 and fractions as plain decimals, dates in ISO form."""
        match value.raw:
            case None:
                return ""
            case Decimal():
                return f"{value.raw:f}"
            case datetime.date():
                return value.raw.isoformat()
        return str(value.raw)

    def _first(self, at: str) -> str:
        return f"at-{at}" if at and (self.marks or self.links or self.lit) and self.is_new(at) else ""

    def is_new(self, name: str) -> bool:
        """Return whether *name* is met for the first time on this paper: only its first occurrence has an id."""
        new = name not in self.seen
        self.seen.add(name)
        return new


def render_html(
    document: Node,
    marks: Mapping[str, Marked | Iterable[Marked]] | None = None,
    links: Links | None = None,
    before: Document | None = None,
    lit: Mapping[str, Sequence[Lit]] | None = None,
    *,
    plain: bool = False,
    sealed: Node | None = None,
) -> SafeString:
    """Return the document's HTML without the sheet of paper around it, every stored text escaped.

    *marks* maps addresses to (number, severity), or to several of them: the value lights up and carries the numbers.
    *links* gives the address of a fact's field; a value with one becomes a link. With either, the first occurrence of
    each fact has the id ``at-<address>``. Headings have the id ``chapter-<key>``. Values that print otherwise than in
    *before* show both, the old one struck. *lit* are the words of findings by the address of their text; those of
    finding 3 begin at the id ``words-3``. *plain* leaves out everything but the words and broken titles.
    *sealed* is the part of the document that bears the seal.
    """
    worth = {one.at: one.raw for one in values(before)} if before else None
    paper = Paper(marks or {}, links, lit or {}, before=worth, plain=plain, sealed=sealed)
    context = Context({"child": document, "paper": paper})
    return Engine.get_default().get_template("document/start.html").render(context)


def page_html(document: Document, *, draft: bool = False, receipt: Receipt | None = None, sealed: bool = False) -> str:
    """Return the whole page the PDF is made of; its sheets and the seal are ``asset:`` names (render/assets.py).

    One that was filed ends with its *receipt*.
    """
    content = render_html(document, plain=True, sealed=sealing.place(document) if sealed else None)
    return _page(document, content, draft=draft, receipt=receipt, sheets=SHEETS)


def is_lying(document: Document) -> bool:
    """Return whether the last sheet lies on its side: what follows then need not begin another one."""
    last = document.children[-1] if document.children else None
    return isinstance(last, Annex) and last.landscape


def html_file(document: Document, origin: Origin) -> bytes:
    """Return a page that stands alone: the screen's style sheets are in it."""
    page = _page(document, render_html(document), draft=origin.draft, receipt=origin.receipt)
    sheets = "".join((CSS_FOLDER / name).read_text(encoding="utf-8") for name in SCREEN_SHEETS)
    return page.replace("</head>", f"<style>\n* {{ box-sizing: border-box; }}\n{sheets}</style>\n</head>", 1).encode()


def _page(
    document: Document, content: SafeString, *, draft: bool, receipt: Receipt | None, sheets: Sequence[str] = ()
) -> str:
    context = {
        "document": document,
        "content": content,
        "covered": any(isinstance(child, Cover) for child in document.children),
        "draft": draft,
        "sheets": sheets,
        "receipt": receipt,
        "code": receipt and drawing(receipt.link),
        "lying": is_lying(document),
    }
    return get_template("document/page.html").render(context)


def _marks(found: Marked | Iterable[Marked]) -> list[Mark]:
    """Return one mark or several, gravest first."""
    match found:
        case (int() as number, str() as severity):
            given: list[Marked] = [(number, severity)]
        case _:
            given = list(found)
    return sorted((Mark(*one) for one in given), key=lambda mark: (RANK[mark.severity], mark.number))
