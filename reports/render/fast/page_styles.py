"""Pages of one kind share the styles of page and margin boxes: WeasyPrint computes them anew for every page.

A page is matched by its side, whether it is blank, whether it is the first, its name, and its place in a sequence
(``:nth``). Where no rule counts, pages alike in the others match the same rules, so that their styles are equal; what
WeasyPrint changes in them later (page counters, the overflow of the sheet) it changes to the same in all. The first
page is nobody's like: lengths in units of the viewport are computed before its size is known.
"""

from __future__ import annotations

from typing import Any

from weasyprint.css import PAGE_MARGIN_BOXES
from weasyprint.layout import page

_BOXES = (None, *(f"@{name}" for name in PAGE_MARGIN_BOXES))
_stock = page.set_page_type_computed_styles


def install() -> None:
    """Make WeasyPrint's pages use ``set_page_type_computed_styles`` in this process."""
    page.set_page_type_computed_styles = set_page_type_computed_styles


def set_page_type_computed_styles(page_type: Any, html: Any, style_for: Any) -> None:
    """Let *style_for* know the styles of a page and its margin boxes, as WeasyPrint would."""
    kinds = style_for.__dict__.setdefault("kinds_of_pages", None if _counts(style_for) else {})
    computed = style_for.get_computed_styles()
    if kinds is None or (page_type, None) in computed:
        return _stock(page_type, html, style_for)
    kind = page_type.side, page_type.blank, page_type.index == 0, page_type.name
    if kind in kinds:
        computed.update({(page_type, pseudo): style for pseudo, style in kinds[kind]})
    else:
        _stock(page_type, html, style_for)
        kinds[kind] = [(name, computed[page_type, name]) for name in _BOXES if (page_type, name) in computed]
    return None


def _counts(style_for: Any) -> bool:
    """Return whether a rule tells pages by their place in a sequence."""
    return any(
        selector.index is not None
        for sheet, _, _ in style_for._sheets
        for _, selectors, _ in sheet.page_rules
        for _, _, selector in selectors
    )
