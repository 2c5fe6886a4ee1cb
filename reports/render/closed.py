"""Tables that go on overleaf are closed: a rule at the foot of the page also under a cell that goes on, and above it.

Borders that collapse lie between rows, and a cell over several rows has none inside it. WeasyPrint draws what lies there,
nothing, where the page ends within such a cell or within a row: the form seems torn off. Only these gaps are filled,
with the rule the cell has at its own end. Replaces a private function: see reports.render.justify.
"""

from __future__ import annotations

from typing import Any

from weasyprint import draw

from reports.render import fast

_stock = draw.draw_collapsed_borders


def install() -> None:
    """Make WeasyPrint use ``draw_collapsed_borders`` in this process."""
    if fast.KNOWN:
        draw.draw_collapsed_borders = draw_collapsed_borders


def draw_collapsed_borders(stream: Any, table: Any) -> None:
    """Draw the borders of the part of *table* that is on this page, closed at its ends."""
    upright, across = table.collapsed_border_grid
    ends = [end for end in _ends(table) if 0 < end < len(across) - 1]
    if any(_gaps(across[end]) for end in ends):
        lines = list(across)
        for end in ends:
            lines[end] = _closed(across[end], across[-1])
        table.collapsed_border_grid = upright, lines
    table.skip_cell_border_top = table.skip_cell_border_bottom = False  # of a row that goes on
    _stock(stream, table)
    table.collapsed_border_grid = upright, across  # the other parts have the same


def _ends(table: Any) -> tuple[int, int]:
    """Return between which rows of the whole table this part begins and ends."""
    repeated = len(table.children[0].children) if table.skipped_rows and table.children[0].is_header else 0
    rows = sum(len(group.children) for group in table.children) - repeated
    return table.skipped_rows, table.skipped_rows + rows


def _gaps(line: list[Any]) -> list[int]:
    return [at for at, (_, (_, width, _)) in enumerate(line) if not width]


def _closed(line: list[Any], last: list[Any]) -> list[Any]:
    """Return the borders of *line*, and where it has none those at the end of the table."""
    return [last[at] if at in _gaps(line) else border for at, border in enumerate(line)]
