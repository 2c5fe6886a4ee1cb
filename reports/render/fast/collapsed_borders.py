"""Borders that collapse weighed once for each style: WeasyPrint weighs those of every cell, row, group and column anew.

Rows, groups and columns without borders of their own win nowhere and are passed over. Tables in which one has some, in
which a cell reaches over others, or which run from right to left are WeasyPrint's.
"""

from __future__ import annotations

from typing import Any

from weasyprint.draw.color import get_color
from weasyprint.formatting_structure import build
from weasyprint.layout import table as tables

_stock = tables.collapse_table_borders
_SIDES = ("left", "right", "top", "bottom")
_RANKS = ("none", "inset", "groove", "outset", "ridge", "dotted", "dashed", "solid", "double", "hidden")
_DRAWN_AS = {"inset": "ridge", "outset": "groove"}
_ABSENT = ((0, 0, 0), ("none", 0, tables.TRANSPARENT))


def install() -> None:
    """Make WeasyPrint collapse borders with ``collapse_table_borders`` in this process."""
    build.collapse_table_borders = collapse_table_borders


def collapse_table_borders(table: Any, width: int, height: int) -> Any:
    """Set the widths of all borders in *table* and return the borders between its cells, as WeasyPrint would."""
    rows = [row for group in table.children for row in group.children]
    cells = [(cell, cell.grid_x, y) for y, row in enumerate(rows) for cell in row.children]
    columns = [column for group in table.column_groups for column in group.children]
    bare = [*table.children, *rows, *table.column_groups, *columns]
    if not (width and height and _is_plain(table, cells, bare)):
        return _stock(table, width, height)
    upright = [[_ABSENT] * (width + 1) for _ in range(height)]
    level = [[_ABSENT] * width for _ in range(height + 1)]
    for cell, x, y in cells:
        left, right, top, bottom = _borders(cell.style)
        _weigh(upright[y], x, left)
        _weigh(upright[y], x + 1, right)
        _weigh(level[y], x, top)
        _weigh(level[y + 1], x, bottom)
    left, right, top, bottom = _borders(table.style)
    for line in upright:
        _weigh(line, 0, left)
        _weigh(line, width, right)
    for x in range(width):
        _weigh(level[0], x, top)
        _weigh(level[height], x, bottom)
    for box in bare:
        _set(box, 0, 0, 0, 0)
    for cell, x, y in cells:
        _set(cell, *(border[1][1] for border in (upright[y][x], upright[y][x + 1], level[y][x], level[y + 1][x])))
    highest = [max(border[1][1] for border in level[y]) for y in (0, height)]
    _set(table, upright[0][0][1][1], upright[0][width][1][1], *highest)
    return upright, level


def _is_plain(table: Any, cells: list[Any], bare: list[Any]) -> bool:
    return (
        table.style["direction"] == "ltr"
        and all(cell.colspan == cell.rowspan == 1 for cell, _, _ in cells)
        and all(box.style[f"border_{side}_style"] == "none" for box in bare for side in _SIDES)
    )


def _borders(style: Any) -> Any:
    """Return weight and looks of the four borders of a style, found once for each style."""
    kept = style.__dict__.get("collapsing")
    if kept is None:
        kept = style.__dict__["collapsing"] = [_border(style, side) for side in _SIDES]
    return kept


def _border(style: Any, side: str) -> Any:
    looks, width = style[f"border_{side}_style"], style[f"border_{side}_width"]
    weight = int(looks == "hidden"), width, _RANKS.index(looks)
    return weight, (_DRAWN_AS.get(looks, looks), width, get_color(style, f"border_{side}_color"))


def _weigh(line: list[Any], place: int, border: Any) -> None:
    """Put *border* into its place in a line of the grid unless one as heavy is there."""
    if line[place][0] < border[0]:
        line[place] = border


def _set(box: Any, left: float, right: float, top: float, bottom: float) -> None:
    """Set the widths of the borders of *box*, half of which lie in it."""
    box.border_left_width, box.border_right_width = left / 2, right / 2
    box.border_top_width, box.border_bottom_width = top / 2, bottom / 2
