"""Boxes without a background are told once by style: WeasyPrint looks at seven properties of every box of every page.

A style without background, shadow, pictured border, mask and rounded corners leaves every one of its boxes with nothing
to place: no picture is fetched, no radius resolved. Boxes of other styles, placeholders of positioned ones, and the page are WeasyPrint's.

A column can tell its cells only as long as its background is not placed; nothing asks for them later.
"""

from __future__ import annotations

from typing import Any

from weasyprint.draw.color import get_color
from weasyprint.formatting_structure import boxes
from weasyprint.layout import background

_stock = background.layout_box_backgrounds
_SQUARE = {f"border_{corner}_radius": (0, 0) for corner in ("top_left", "top_right", "bottom_right", "bottom_left")}


def install() -> None:
    """Make WeasyPrint use ``layout_box_backgrounds`` in this process."""
    background.layout_box_backgrounds = layout_box_backgrounds


def layout_box_backgrounds(
    page: Any, box: Any, get_image_from_uri: Any, layout_children: bool = True, style: Any = None
) -> None:
    """Place the background of *box* and of what is in it, as WeasyPrint would."""
    if style is not None or box is page or not isinstance(box, boxes.Box) or not _plain(box.style):
        _stock(page, box, get_image_from_uri, layout_children, style)  # comes back here for the children
        return
    own = box.__dict__
    own.update(_SQUARE)
    own["background"] = None
    if layout_children:
        for child in box.all_children():
            layout_box_backgrounds(page, child, get_image_from_uri)
    if isinstance(box, boxes.TableColumnGroupBox):
        for column in box.children:  # holds its table, which holds it: memory only a search for garbage gives back
            column.__dict__.pop("get_cells", None)


def _plain(style: Any) -> bool:
    """Return whether nothing is drawn behind or around a box of this style; remembered with the style."""
    known: bool | None = style.__dict__.get("plain_background")
    if known is None:
        known = style.__dict__["plain_background"] = (
            style["border_image_source"][0] == "none"
            and style["mask_border_source"][0] == "none"
            and all((0, "px") in style[name] for name in _SQUARE)
            and not style["box_shadow"]
            and (
                style["visibility"] == "hidden"
                or (
                    get_color(style, "background_color").alpha == 0
                    and all(kind == "none" for kind, _ in style["background_image"])
                )
            )
        )
    return known
