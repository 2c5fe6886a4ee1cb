"""Lines shaped once: WeasyPrint measures a line, drops what Pango made of it, and shapes it again to draw it.

Here what was measured is kept and drawn.
"""

from __future__ import annotations

from typing import Any

from weasyprint.text.line_break import Layout, pango


def install() -> None:
    """Make WeasyPrint keep its layouts in this process."""
    Layout.deactivate, Layout.reactivate = _keep, _reuse


def _keep(layout: Any) -> None:
    """Keep the layout between measuring and drawing."""


def _reuse(layout: Any, style: Any) -> None:
    """Make the kept layout ready for drawing: on one line, and as wide as it was made since it was measured."""
    measured = style is layout.style
    if not measured:
        layout.setup(style)  # another style altogether
    pango.pango_layout_set_width(layout.layout, -1)
    if not measured or layout.justification_spacing or getattr(layout, "gap", 0):
        layout.style = style
        layout.set_text(layout.text, justify=True)
