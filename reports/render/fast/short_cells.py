"""Cells of one line laid out after the first of their kind, not each from scratch.

WeasyPrint takes a cell through the whole of block and inline layout: contexts for floats, a search for line breaks,
vertical alignment of every subtree. Nearly all cells of a form hold one short run of words or a figure, and those of a
column share their styles and their width. Here the first cell of a kind is laid out by WeasyPrint; of the next ones only
the text is measured, and the geometry is that of the first, moved to where they are, by the same sums in the same order.
Equal texts of one style are shaped once for the whole document.

A kind is told by the styles of cell, line, inline boxes and text, the cell's width, and its own borders and paddings.
WeasyPrint lays out the cell itself whenever anything is out of the ordinary: more than one run of text, floats,
positions, footnotes, indents, justified or vertically shifted text, line feeds and blanks at the ends, words from right
to left, a line higher than the first one's, a text that does not clearly fit, a page that ends here.
"""

from __future__ import annotations

from typing import Any

from weasyprint.css import ComputedStyle
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block
from weasyprint.text.line_break import split_first_line

_stock = block.block_container_layout
_LONGEST = 40  # characters: a longer text is left to WeasyPrint, which looks for its breaks
_SLACK = 1  # pixels a text must be narrower than its cell, so that no rounding decides whether it fits
_SIDES = ("top", "right", "bottom", "left")
_EDGES = tuple(f"{kind}_{side}{end}" for kind, end in (("padding", ""), ("border", "_width")) for side in _SIDES)
_GEOMETRY = (
    *_EDGES, *(f"margin_{side}" for side in _SIDES),
    "width", "height", "min_width", "min_height", "max_width", "max_height",
    "baseline", "text_indent", "resume_at",
)  # fmt: skip
_ORDINARY = {
    "position": "static", "float": "none", "overflow": "visible", "direction": "ltr", "continue": "auto",
    "max_lines": "none", "box_decoration_break": "slice",
}  # fmt: skip


def install() -> None:
    """Make WeasyPrint lay out cells with ``block_container_layout`` in this process."""
    block.block_container_layout = block_container_layout


def block_container_layout(
    context: Any, box: Any, bottom_space: float, skip_stack: Any, page_is_empty: bool, *others: Any, **named: Any
) -> Any:
    """Lay out *box* as WeasyPrint would; only cells are dealt with here."""
    if type(box) is boxes.TableCellBox and skip_stack is None and not context.footnotes:
        desk = context.__dict__.get("short_cells") or context.__dict__.setdefault("short_cells", _Desk(context))
        return desk.lay(box, bottom_space, page_is_empty, others, named)
    return _stock(context, box, bottom_space, skip_stack, page_is_empty, *others, **named)


class _Desk:
    """The kinds of cells of one document, and its texts by style."""

    def __init__(self, context: Any) -> None:
        self.context = context
        self.styles: dict[tuple[int, int], Any] = {}
        self.ordinary: dict[int, bool] = {}
        self.kinds: dict[tuple[Any, ...], _Kind | None] = {}
        self.texts: dict[tuple[int, str], Any] = {}

    def lay(self, cell: Any, bottom_space: float, page_is_empty: bool, others: Any, named: Any) -> Any:
        """Return what WeasyPrint's function would."""
        cell.style = self.shared(cell.style)
        line = self.line_of(cell)
        text = self.shaped(line[-1], cell.width) if line else None
        if not line or not text:
            return _stock(self.context, cell, bottom_space, None, page_is_empty, *others, **named)
        kind = (cell.width, *(cell.__dict__[edge] for edge in _EDGES), *(id(box.style) for box in (cell, *line)))
        known = self.kinds.get(kind)
        if known:
            done = known.laid(cell, line, text)
            bottom = done.children[0].position_y + known.line_height + cell.border_bottom_width + cell.padding_bottom
            if not self.context.overflows_page(bottom_space, bottom) and known.like(text):
                return done, None, {"break": "any", "page": None}, [], False, None
        found = _stock(self.context, cell, bottom_space, None, page_is_empty, *others, **named)
        if kind not in self.kinds and found[0] is not None and found[1] is None:
            self.kinds[kind] = _Kind.of(found[0], len(line), text)
        return found

    def shared(self, style: Any) -> Any:
        """Return the one style of all cells like this one: WeasyPrint copies a style with a height for every cell."""
        if type(style) is not ComputedStyle:
            return style
        return self.styles.setdefault((id(style.cascaded), id(style.parent_style)), style)

    def line_of(self, cell: Any) -> list[Any] | None:
        """Return line, inline boxes and text of an ordinary cell with one run of text; None for others."""
        found: list[Any] = []
        box = cell
        if box.first_line_style or box.first_letter_style:
            return None
        while not isinstance(box, boxes.TextBox):
            if len(box.children) != 1 or not self.is_ordinary(box):
                return None
            box = box.children[0]
            if type(box) not in (boxes.LineBox, boxes.InlineBox, boxes.TextBox) or box.is_leader or box.footnote:
                return None
            found.append(box)
        return found if type(found[0]) is boxes.LineBox and self.is_ordinary(box) else None

    def is_ordinary(self, box: Any) -> bool:
        """Return whether the style of *box* asks for nothing this module leaves to WeasyPrint."""
        known = self.ordinary.get(id(box.style))
        if known is None:
            known = self.ordinary[id(box.style)] = _ordinary(box)
        return known

    def shaped(self, text: Any, width: float) -> Any:
        """Return Pango's layout of a text with its measures, None where it may not fit or needs a closer look."""
        words = text.text
        if not words or len(words) > _LONGEST or text.justification_spacing:
            return None
        key = id(text.style), words
        if key not in self.texts:
            self.texts[key] = _shape(self.context, words, text.style)
        found = self.texts[key]
        return found if found and found[1] <= width - _SLACK else None


def _ordinary(box: Any) -> bool:
    style = box.style
    if any(style[name] != value for name, value in _ORDINARY.items()) or not style["font_size"]:
        return False
    if isinstance(box, boxes.TableCellBox):
        return True
    if style["vertical_align"] != "baseline" or getattr(style["text_indent"], "value", None) != 0:
        return False
    if isinstance(box, boxes.LineBox):
        return _offset(style, 1.0) is not None
    return isinstance(box, boxes.TextBox) or not any(
        getattr(style[f"margin_{side}"], "value", 1) or getattr(style[f"padding_{side}"], "value", 1)
        or style[f"border_{side}_width"]
        for side in _SIDES
    )  # fmt: skip


def _offset(style: Any, free: float) -> float | None:
    """Return how far a last line of this style is moved to the right in its *free* room; None where it is justified."""
    align = style["text_align_last"] if style["text_align_last"] != "auto" else style["text_align_all"]
    return {"left": 0, "start": 0, "center": free / 2, "right": free, "end": free}.get(align)


def _shape(context: Any, words: str, style: Any) -> Any:
    """Return (layout, width, height, baseline) of words on one line; None for other than plain words from left to right."""
    if words != words.strip() or not words.isprintable():
        return None
    layout, length, resume_at, width, height, baseline = split_first_line(words, style, context, None, 0)
    plain = resume_at is None and length == len(words.encode()) and layout.first_line_direction == 0
    return (layout, width, height, baseline) if plain else None


class _Kind:
    """The geometry of a cell that was laid out, for others like it."""

    def __init__(self, laid: list[dict[str, Any]], heights: tuple[float, float]) -> None:
        self.laid_geometry, self.heights = laid, heights
        self.line_height = laid[1]["height"]

    @classmethod
    def of(cls, cell: Any, depth: int, text: Any) -> _Kind | None:
        """Return the kind of a cell laid out by WeasyPrint, None when it is not the one line it should be."""
        chain = [cell]
        while len(chain) <= depth:
            if len(chain[-1].children) != 1:
                return None
            chain.append(chain[-1].children[0])
        if chain[-1].height != text[2]:
            return None
        return cls(
            [{name: box.__dict__[name] for name in _GEOMETRY if name in box.__dict__} for box in chain], text[2:]
        )

    def like(self, text: Any) -> bool:
        """Return whether a text stands as high as the one the first cell had."""
        return bool(text[2:] == self.heights)

    def laid(self, cell: Any, line: list[Any], text: Any) -> Any:
        """Return *cell* laid out with *text* in its line."""
        left, top = cell.content_box_x(), cell.content_box_y()
        chain = [box.copy() for box in line]
        for box, geometry in zip(chain, self.laid_geometry[1:], strict=True):
            box.__dict__.update(geometry)
        words = chain[-1]
        words.text, words.pango_layout, words.width = text[0].text, text[0], text[1]
        for outer, inner in zip(chain[-2::-1], chain[:0:-1], strict=True):
            outer.children = [inner]
            outer.width = left + inner.margin_width() - left
        first = chain[0]
        free = left + cell.width - left - first.width
        down, across = top + first.baseline, left + (_offset(first.style, free) or 0)
        for box in chain:
            box.position_x, box.position_y = across, -box.baseline + down
        first.position_y = top
        done = cell.copy_with_children([first])
        height = max(0, top + self.line_height - top)
        done.height = max(min(height, done.max_height), done.min_height)
        return done
