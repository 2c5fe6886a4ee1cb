"""Small questions WeasyPrint asks of every box, dozens of times: each answered by the shortest way to the same answer."""

from __future__ import annotations

from typing import Any

import weasyprint.draw
from weasyprint import css
from weasyprint.css import computed_values, functions, tokens
from weasyprint.css.properties import Dimension
from weasyprint.draw import border, color
from weasyprint.draw import text as drawn_text
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline, percent, preferred
from weasyprint.text import line_break

_in_normal_flow = boxes.Box.is_in_normal_flow
_get_color = color.get_color
_strut = line_break.strut
_check_math = functions.check_math
_draw_outline = border.draw_outline
_NO_FUNCTION = frozenset((str, int, float, Dimension))


def install() -> None:
    """Make WeasyPrint ask these in this process."""
    boxes.Box.is_in_normal_flow = is_in_normal_flow
    for module in (color, border, drawn_text):
        module.get_color = get_color
    inline.strut = strut
    for module in (css, computed_values, functions, inline, percent, preferred, tokens):
        module.check_math = check_math
    for module in (border, weasyprint.draw):
        module.draw_outline = draw_outline


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


def check_math(token: Any) -> bool | None:
    """Words, numbers and lengths are no function; WeasyPrint asks each for a type it does not have."""
    return None if type(token) in _NO_FUNCTION else _check_math(token)


def draw_outline(stream: Any, box: Any) -> None:
    """An outline of no width is not drawn: neither its color nor its style need be known."""
    if box.style["outline_width"]:
        _draw_outline(stream, box)  # comes back here for the children
        return
    for child in box.children:
        if isinstance(child, boxes.Box):
            draw_outline(stream, child)
