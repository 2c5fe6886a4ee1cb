"""The dots of a line of contents as runs of ten: WeasyPrint makes a box of every dot, and draws and tags each.

A page of contents has some two thousand of them, which took as long as ten pages of text. Here WeasyPrint places its
boxes first; ten side by side are then replaced by one that begins where the leftmost did. In a PDF steps between
glyphs are whole thousandths of the type size, so that the tenth dot may stand a tenth of a point off: of all shortcuts
this one alone changes what is drawn, and its test compares pictures.
"""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.layout.leader import leader_index
from weasyprint.text.line_break import create_layout

TOGETHER = 10
_stock = inline.handle_leader


def install() -> None:
    """Make WeasyPrint fill lines with ``handle_leader`` in this process."""
    inline.handle_leader = handle_leader


def handle_leader(context: Any, line: Any, containing_block: Any) -> None:
    """Fill the leader of *line* as WeasyPrint does, with fewer boxes."""
    index, leader = leader_index(line)
    if index is None:
        return
    _stock(context, line, containing_block)
    if len(leader.children) > 1 and all(type(child) is boxes.TextBox for child in leader.children):
        dots = leader.children
        leader.children = tuple(
            _joined(context, dots[start : start + TOGETHER]) for start in range(0, len(dots), TOGETHER)
        )


def _joined(context: Any, dots: Any) -> Any:
    """Return one box for equal boxes that stand side by side, the last of them leftmost."""
    right, left = dots[0], dots[-1]
    box = left.copy_with_text(left.text * len(dots))
    box.width = right.position_x + right.width - left.position_x
    box.pango_layout = create_layout(box.text, box.style, context, None, 0)
    box.pango_layout.deactivate()
    return box
