"""Margins, paddings, widths resolved once for all boxes of one style in one place.

WeasyPrint resolves some twenty lengths for every box each time it lays it out, although the cells of a column share
one style and one containing block. Here what a style comes to is kept with it, by the size of the containing block,
and given to the next box at once.

Safe because the values are a function of the style and of the containing block's size alone: a style WeasyPrint
changes for one box is a copy first (and a copy starts without kept values), except those of pages and of items of
flex and grid containers, which are left to WeasyPrint. So are boxes that are not sized by their content:
their widths depend on their borders, and the cells of tables with collapsed borders have borders of their own.
"""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, inline, page, percent, table

_stock = percent.resolve_percentages
_BORDERS = ("border_top_width", "border_right_width", "border_bottom_width", "border_left_width")
_LENGTHS = (
    "margin_left", "margin_right", "margin_top", "margin_bottom",
    "padding_left", "padding_right", "padding_top", "padding_bottom",
    "width", "min_width", "max_width", "height", "min_height", "max_height",
)  # fmt: skip


def install() -> None:
    """Make WeasyPrint's layout use ``resolve_percentages`` in this process."""
    for module in (block, inline, page, table):
        module.resolve_percentages = resolve_percentages


def resolve_percentages(box: Any, containing_block: Any) -> None:
    """Set the used values of *box* as WeasyPrint would."""
    style = box.style
    if box.is_flex_item or box.is_grid_item or isinstance(box, boxes.PageBox) or style["box_sizing"] != "content-box":
        return _stock(box, containing_block)
    if isinstance(containing_block, boxes.Box):
        size = containing_block.width, containing_block.height
    else:
        size = tuple(containing_block)
    kept = style.__dict__.setdefault("used_values", {})
    found = kept.get(size)
    own = box.__dict__
    if found is None:
        _stock(box, containing_block)
        kept[size] = (
            {name: own[name] for name in _LENGTHS},
            {name: style[name] for name in _BORDERS},
            style["border_collapse"] == "collapse",
        )
        return None
    lengths, borders, collapse = found
    own.update(lengths)
    if not collapse:
        own.update(borders)
    else:
        for name in _BORDERS:
            if name not in own:
                own[name] = borders[name]
    return None
