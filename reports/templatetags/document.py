"""{% node child %}: draw one node of the document.

What a paper has hundreds of (words, values, cells) is written directly, escaped as it is written: a template for each
took most of a page's time. The blocks around them have templates, templates/document/<name>.html.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import Any

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from lib.quick_inputs import attributes
from lib.widths import em
from reports.document import (
    Annex,
    Cell,
    Closing,
    Cover,
    Heading,
    Inline,
    Node,
    Paragraph,
    Row,
    Table,
    Text,
    Value,
    words,
)
from reports.render import sealing
from reports.render.html import Mark
from reports.render.lighting import Lit, Piece, pieces
from reports.render.titles import LYING, UPRIGHT, lines

register = template.Library()
DENSE = 6  # columns beyond which the words are smaller
LONG = 300  # characters of a cell beyond which its row may be split between pages
SIGNED = 23  # characters in a line of the signature; a longer name stands in several of about one length
UNNAMED = "表格"  # what people typed has no caption
OLD = "上年的话，改过才消失"
ALIGN = {"left": "", "right": "num", "center": "mid"}


@register.simple_tag(takes_context=True)
def node(context: Context, child: Node) -> SafeString:
    """Return the HTML of *child*; its marks and links come from ``paper`` in the context."""
    if type(child) in DIRECT:
        return SafeString(_drawn(context["paper"], child))
    # The engine's own lookup is cached and takes the running context; django.template.loader would build a new one.
    engine = context.template.engine  # type: ignore[union-attr] # a tag is only ever run by a template
    with context.push(node=child, **_extra(context, child)):
        return engine.get_template(f"document/{child.name}.html").render(context)


def _extra(context: Context, child: Node) -> dict[str, Any]:
    """Return what the template of a block is told besides the block; the tables of an annex are called by its title."""
    match child:
        case Table():
            return {"css": _table_css(child), "called": child.caption or context.get("called") or UNNAMED}
        case Cover():
            return dict(zip(("before", "signed", "after"), sealing.cover_lines(child), strict=True))
        case Closing():
            return {"long": _long(max((em(words(one)) for one in child.children), default=0))}
        case Annex():
            return {"called": "".join(one.text for one in child.title)}
    return {}


def _long(widest: float) -> int:
    """Return how much of its room a signature too long for a line takes, in percent; 0 for one that is not."""
    rows = math.ceil(widest / SIGNED)
    return math.ceil((widest / rows + 1) * 100 / (SIGNED + 1)) if rows > 1 else 0


def _drawn(paper: Any, child: Node) -> str:
    return DIRECT[type(child)](paper, child)


def _all(paper: Any, children: Iterable[Node]) -> str:
    return "".join([_drawn(paper, child) for child in children])


def _text(paper: Any, child: Text) -> str:
    return escape(child.text)


def _value(paper: Any, child: Value, css: str = "") -> str:
    """Return a fact: lit up and linked where the paper says so, and beside what it was in the version before."""
    if paper.plain:
        return escape(child.text)
    around, link, was = paper.around(child.at), paper.link(child.at), paper.was(child)
    given = {"value": paper.machine(child), "data-at": child.at, "id": around["id"] or False}
    words = escape(child.text) if was is None else f"<ins>{escape(child.text)}</ins>"
    before = f"<del>{escape(was)}</del>" if was else ""
    marks = around["marks"]
    html = f"{before}<data{attributes(given)}>{words}</data>"
    return _led(html, link, marks[0].css if marks else css) + _numbers(marks)


def _led(html: str, link: str | None, css: str, anchor: str = "", title: str = "") -> str:
    given = {"href": link or False, "class": css or False, "id": anchor or False, "title": title or False}
    if link:
        return f"<a{attributes(given)}>{html}</a>"
    return f"<span{attributes(given)}>{html}</span>" if css else html


def _numbers(marks: list[Any]) -> str:
    return "".join(
        f'<span class="{mark.tag}"><span class="visually-hidden">{escape(mark.label)}</span>{mark.number:d}</span>'
        for mark in marks
    )


def _paragraph(paper: Any, child: Paragraph) -> str:
    around = paper.around(child.at)
    at = child.at if not paper.plain else ""
    given = {"class": child.role or False, "data-at": at or False, "id": around["id"] or False}
    inside = f"{escape(child.number)}{_words(paper, child, child.children)}{_numbers(around['marks'])}"
    return f"<p{attributes(given)}>{inside}</p>\n"


def _heading(paper: Any, child: Heading) -> str:
    anchor = f"chapter-{child.key}" if child.key else False
    given = {"class": f"lv{child.level}", "id": anchor, "data-line": not paper.plain and (child.at or False)}
    tag = f"h{child.level + 2:d}"
    words = _words(paper, child, (Text(child.text),))
    return f"<{tag}{attributes(given)}>{escape(child.number)}{words}</{tag}>\n"


def _words(paper: Any, line: Paragraph | Heading | Cell, children: Sequence[Inline]) -> str:
    """Return what stands in a line, lit where something was found in its words."""
    lit = paper.lit.get(line.at) if line.at else None
    return "".join([_piece(paper, one) for one in pieces(children, line.start, lit)]) if lit else _all(paper, children)


def _piece(paper: Any, piece: Piece) -> str:
    """Return some words; those that are lit on demand say by which numbers, the first of each behind its anchor."""
    words = _lit(paper, piece, piece.lit) if piece.lit else _drawn(paper, piece.node)
    if not piece.quiet:
        return words
    anchors = [f"copied-{number}" for number in piece.quiet if paper.is_new(f"copied-{number}")]
    targets = "".join(f"<span{attributes({'id': anchor})}></span>" for anchor in anchors)
    return f"{targets}<span{attributes({'data-lit': ' '.join(map(str, piece.quiet))})}>{words}</span>"


def _lit(paper: Any, piece: Piece, lit: Lit) -> str:
    """Return the words of a finding; the first of each finding carry its anchor."""
    css = "hit old" if lit.old else Mark(lit.number, lit.severity).css
    anchors = [f"words-{number}" for number in piece.numbers if paper.is_new(f"words-{number}")]
    if isinstance(piece.node, Value):
        words = _value(paper, piece.node, css)
    else:
        own, anchors = "".join(anchors[:1]), anchors[1:]
        words = _led(f"<mark>{escape(piece.node.text)}</mark>", lit.to, css, own, OLD if lit.old else "")
    targets = "".join(f"<span{attributes({'id': anchor})}></span>" for anchor in anchors)
    return f"{targets}{words}{''.join(map(_tag, piece.ends))}"


def _tag(lit: Lit) -> str:
    """Return the number of a finding behind its words; it leads to the finding, unless the words do."""
    mark, to = Mark(lit.number, lit.severity), f"#finding-{lit.number}"
    if lit.to == to:
        return _numbers([mark])
    named = {"class": mark.tag, "href": to, "aria-label": f"疑点 {lit.number}，{mark.label}"}
    return f"<a{attributes(named)}>{lit.number:d}</a>"


def _row(paper: Any, child: Row) -> str:
    return f"<tr>{_all(paper, child.children)}</tr>\n"


def _cell(paper: Any, child: Cell) -> str:
    indent = f"in-{child.indent}" if child.indent else ""
    css = " ".join(filter(None, (ALIGN[child.align], child.kind, indent)))
    given = {"class": css or False, "data-line": not paper.plain and (child.at or False), **_spans(child)}
    return f"<td{attributes(given)}>{_words(paper, child, child.children)}</td>"


def _spans(cell: Cell) -> dict[str, int | bool]:
    """Return how far a cell reaches as attributes, none for one that stays in its place."""
    return {"colspan": cell.columns > 1 and cell.columns, "rowspan": cell.rows > 1 and cell.rows}


@register.simple_tag(takes_context=True)
def title(context: Context, children: Sequence[Inline], lying: bool = False) -> SafeString:
    """Return the HTML of a title; on plain paper with its lines broken where the sense lets them."""
    paper = context["paper"]
    if not paper.plain:
        return SafeString(_all(paper, children))
    broken = lines("".join(one.text for one in children), LYING if lying else UPRIGHT)
    return SafeString("<br/>".join(map(escape, broken)))


@register.simple_tag(takes_context=True)
def head(context: Context, row: Row) -> SafeString:
    """Return the HTML of a row of a table's head."""
    paper = context["paper"]
    cells = (
        f"<th{attributes({'scope': 'col', **_spans(one)})}>{_words(paper, one, one.children)}</th>"
        for one in row.children
    )
    return SafeString(f"<tr>{''.join(cells)}</tr>")


DIRECT: dict[type, Callable[[Any, Any], str]] = {
    Text: _text, Value: _value, Paragraph: _paragraph, Heading: _heading, Row: _row, Cell: _cell,
}  # fmt: skip


def _table_css(table: Table) -> str:
    long = any(len(words(cell)) > LONG for row in table.body for cell in row.children)
    return ("dense" if len(table.widths) > DENSE else "plain") + (" long" if long else "")
