"""The finished text as a small tree: what every renderer draws and a submission freezes. Pure data.

A number is already text here (``Value.text``); ``Value.at`` says which fact it is and ``Value.raw`` what it is worth.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

Raw = Decimal | int | bool | datetime.date | str | None


@dataclass(frozen=True)
class Text:
    """Words that are nobody's fact."""

    name: ClassVar = "text"
    text: str = ""


@dataclass(frozen=True)
class Value:
    """A quoted fact: how it prints, its address, its value and the unit it was printed in."""

    name: ClassVar = "value"
    text: str = ""
    at: str = ""
    raw: Raw = None
    unit: str = "text"


Inline = Text | Value


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; *number* is printed before it, *at* is the fact it is the words of, *start* where they begin in it.

    *role*: "" body, "addressee" flush left, "missing" what a person has still to write, "signs" lines to sign.
    """

    name: ClassVar = "paragraph"
    children: tuple[Inline, ...] = ()
    number: str = ""
    role: str = ""
    at: str = ""
    start: int = 0


@dataclass(frozen=True)
class Heading:
    """A heading of level 1…4 with its computed number; *key* is the chapter's stable name in the outline.

    One that people wrote inside a chapter stands in the fact *at*, from *start*.
    """

    name: ClassVar = "heading"
    level: int = 1
    number: str = ""
    text: str = ""
    key: str = ""
    at: str = ""
    start: int = 0


@dataclass(frozen=True)
class Cell:
    """*align*: left, right, center. *kind*: "", head, total. *indent*: depth of a name below its group.

    It spans *columns* and *rows*. *formula* (lib.formulas) is how its value comes about from other cells of the same
    table, or of the same annex, named r<row>c<column> and counted from 1 over all rows, heads too; the cells hold
    what is printed: 万元, fractions for percentages. Words people typed say where they are kept, as a paragraph's do.
    """

    name: ClassVar = "cell"
    children: tuple[Inline, ...] = ()
    align: str = "left"
    kind: str = ""
    indent: int = 0
    columns: int = 1
    rows: int = 1
    formula: str = ""
    at: str = ""
    start: int = 0


@dataclass(frozen=True)
class Row:
    name: ClassVar = "row"
    children: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table; *widths* are whole percentages, one per column, and sum to 100. *note* stands above it (单位：万元)."""

    name: ClassVar = "table"
    caption: str = ""
    note: str = ""
    widths: tuple[int, ...] = ()
    head: tuple[Row, ...] = ()
    body: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Cover:
    """A page of its own: the title and the lines under it."""

    name: ClassVar = "cover"
    title: tuple[Inline, ...] = ()
    children: tuple[Paragraph, ...] = ()


@dataclass(frozen=True)
class Title:
    """The title above the text, where there is no cover."""

    name: ClassVar = "title"
    children: tuple[Inline, ...] = ()


@dataclass(frozen=True)
class AttachmentList:
    name: ClassVar = "attachments"
    children: tuple[Paragraph, ...] = ()


@dataclass(frozen=True)
class Closing:
    """Signature and date at the end."""

    name: ClassVar = "closing"
    children: tuple[Paragraph, ...] = ()


@dataclass(frozen=True)
class Annex:
    """An official form on pages of its own, bound behind the report; its tables stand under each other as one.

    *key* is its schedule, and the project it is about where there is one for each. *label* (附件1) is given by
    whoever binds it. *lead* stands above the tables at the left, *note* (单位：万元) at the right.
    """

    name: ClassVar = "annex"
    key: str = ""
    label: str = ""
    title: tuple[Inline, ...] = ()
    lead: tuple[Inline, ...] = ()
    note: str = ""
    landscape: bool = False
    children: tuple[Table | Paragraph, ...] = ()


Block = Paragraph | Heading | Table | Cover | Title | AttachmentList | Closing | Annex


@dataclass(frozen=True)
class Document:
    """A whole report; *title*, *author* and *keywords* are what a file says of itself."""

    name: ClassVar = "document"
    title: str = ""
    author: str = ""
    language: str = "zh-CN"
    children: tuple[Block, ...] = ()
    keywords: tuple[str, ...] = ()


Node = Document | Block | Row | Cell | Inline
NODES: dict[str, type[Node]] = {
    kind.name: kind
    for kind in (
        Text,
        Value,
        Paragraph,
        Heading,
        Cell,
        Row,
        Table,
        Cover,
        Title,
        AttachmentList,
        Closing,
        Annex,
        Document,
    )
}


KINDS = tuple(NODES.values())
# The fields that may hold other nodes: every one that is a tuple.
_BRANCHES = {kind: tuple(one.name for one in dataclasses.fields(kind) if one.default == ()) for kind in KINDS}


def walk(node: Node) -> Iterator[Node]:
    """Yield *node* and everything in it, in reading order."""
    yield node
    for name in _BRANCHES[type(node)]:
        for child in getattr(node, name):
            if isinstance(child, KINDS):
                yield from walk(child)


def values(node: Node) -> list[Value]:
    """Return every quoted fact in *node*, in reading order."""
    return [one for one in walk(node) if isinstance(one, Value)]


def words(node: Node) -> str:
    """Return the words and figures in *node*, without the numbers of headings."""
    return "".join(one.text for one in walk(node) if isinstance(one, (Text, Value, Heading)))


def dump(node: Node) -> dict[str, Any]:
    """Return *node* as JSON data; what equals its default is left out, numbers are strings."""
    plain: dict[str, Any] = {"node": node.name}
    for part in dataclasses.fields(node):
        value = getattr(node, part.name)
        if value != part.default or type(value) is not type(part.default):
            plain[part.name] = [_plain(child) for child in value] if isinstance(value, tuple) else value
    if "raw" in plain:
        plain["type"], plain["raw"] = _dump_raw(plain["raw"])
    return plain


def load(plain: Mapping[str, Any]) -> Any:
    """Return the node that ``dump`` made *plain* from; raise KeyError or ValueError for anything else."""
    given = dict(plain)
    kind: Callable[..., Node] = NODES[given.pop("node")]
    if "raw" in given:
        given["raw"] = _RAW[given.pop("type")](given["raw"])
    return kind(
        **{name: tuple(map(_node, value)) if isinstance(value, list) else value for name, value in given.items()}
    )


def _plain(child: Any) -> Any:
    return dump(child) if isinstance(child, KINDS) else child


def _node(child: Any) -> Any:
    return load(child) if isinstance(child, Mapping) else child


def _dump_raw(raw: Raw) -> tuple[str, str]:
    match raw:
        case bool():
            return "flag", "yes" if raw else "no"
        case Decimal():
            return "decimal", f"{raw:f}"
        case int():
            return "integer", str(raw)
        case datetime.date():
            return "date", raw.isoformat()
    return "text", str(raw)


_RAW: dict[str, Callable[[str], Raw]] = {
    "flag": "yes".__eq__,
    "decimal": Decimal,
    "integer": int,
    "date": datetime.date.fromisoformat,
    "text": str,
}
