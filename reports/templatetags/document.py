"""{% node child %}: draw one node of the document with its own template, templates/document/<name>.html."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from reports.document import Cell, Heading, Node, Paragraph, Table, Value, words

register = template.Library()
DENSE = 6  # columns beyond which the words are smaller
LONG = 300  # characters of a cell beyond which its row may be split between pages
ALIGN = {"left": "", "right": "num", "center": "mid"}


@register.simple_tag(takes_context=True)
def node(context: Context, child: Node) -> SafeString:
    """Return the HTML of *child*; its marks and links come from ``paper`` in the context."""
    # The engine's own lookup is cached and takes the running context; django.template.loader would build a new one.
    engine = context.template.engine  # type: ignore[union-attr] # a tag is only ever run by a template
    with context.push(node=child, **_extra(context["paper"], child)):
        return engine.get_template(f"document/{child.name}.html").render(context)


def _extra(paper: Any, child: Node) -> dict[str, Any]:
    """Return what a template needs beyond the node itself."""
    match child:
        case Value():
            return {
                "raw": paper.machine(child),
                **paper.around(child.at),
                "link": paper.link(child.at),
                "was": paper.was(child),
            }
        case Paragraph():
            return paper.around(child.at)
        case Heading():
            return {"tag": f"h{child.level + 2}"}
        case Table():
            return {"css": _table_css(child)}
        case Cell():
            indent = f"in-{child.indent}" if child.indent else ""
            return {"css": " ".join(filter(None, (ALIGN[child.align], child.kind, indent)))}
    return {}


def _table_css(table: Table) -> str:
    long = any(len(words(cell)) > LONG for row in table.body for cell in row.children)
    return ("dense" if len(table.widths) > DENSE else "plain") + (" long" if long else "")
