"""Small questions WeasyPrint asks of every box, dozens of times: each answered by the shortest way to the same answer."""

from __future__ import annotations

from typing import Any

from weasyprint.draw import border, color
from weasyprint.draw import text as drawn_text
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text import line_break

_in_normal_flow = boxes.Box.is_in_normal_flow
_get_color = color.get_color
_strut = line_break.strut


def install() -> None:
    """Make WeasyPrint ask these in this process."""
    boxes.Box.is_in_normal_flow = is_in_normal_flow
    for module in (color, border, drawn_text):
        module.get_color = get_color
    inline.strut = strut


def is_in_normal_flow(box: Any) -> bool:
    """Most boxes float nowhere and are static: two of WeasyPrint's nine comparisons say so."""
    style = box.style
    return (style["float"] == "none" and style["position"] == "static") or _in_normal_flow(box)


def get_color(style: Any, key: str) -> Any:
    """Only a word needs a look at what it stands for (currentcolor); comparing a color with one is slow."""
    value = style[key]
    return value if type(value) is not str else _get_color(style, key)


def strut(style: Any) -> tuple[float, float]:
    """Return the line height and the baseline of a style, found once for each style.

    WeasyPrint keeps them by a key of sixteen properties, which it spells out each time. A style whose font is changed
    after its lines were measured is a copy, which starts without what is kept here.
    """
    kept = style.__dict__.get("strut")
    if kept is None:
        kept = style.__dict__["strut"] = _strut(style)
    return kept
