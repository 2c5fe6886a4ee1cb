"""Lines of Chinese as wide as the text: WeasyPrint stretches blanks only, and Chinese has none.

The free width of a line is shared between its characters as letter spacing; runs without Chinese, such as amounts,
keep their own. Replaces a private function: requirements pin WeasyPrint 70, and a test measures the right edge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

LARGEST = 0.35  # em: a line that needs more between its characters is better left short
_CHINESE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_stock = inline.justify_line


def install() -> None:
    """Make WeasyPrint use ``justify_line`` in this process."""
    inline.justify_line = justify_line


def justify_line(context: Any, line: Any, extra_width: float) -> None:
    """Widen *line* by *extra_width*; one without Chinese is left to WeasyPrint."""
    runs = list(_runs(line))
    gaps = sum(_gaps(run) for run in runs) - 1
    if gaps < 1 or not any(_CHINESE.search(run.text) for run in runs):
        _stock(context, line, extra_width)
    elif extra_width / gaps <= LARGEST * line.style["font_size"]:
        _widen(line, extra_width / gaps, 0.0)


def _runs(box: Any) -> Iterator[Any]:
    if isinstance(box, boxes.TextBox):
        yield box
    elif isinstance(box, boxes.LineBox | boxes.InlineBox):
        for child in box.children:
            if child.is_in_normal_flow():
                yield from _runs(child)


def _gaps(run: Any) -> int:
    """Return after how many characters of a run room may be made: all of a Chinese one, else only behind it."""
    return len(run.text) if _CHINESE.search(run.text) else 1


def _widen(box: Any, gap: float, shift: float) -> float:
    """Move *box* by *shift*, make its gaps wider, and return how far what follows it moves."""
    if isinstance(box, boxes.TextBox):
        box.position_x += shift
        if _CHINESE.search(box.text):
            box.style = box.style.copy()
            spacing = box.style["letter_spacing"]
            box.style["letter_spacing"] = (0 if spacing == "normal" else spacing) + gap
            box.pango_layout.widened = box.style  # says to reports.render.reuse that nothing else is new
        box.width += gap * _gaps(box)
        return shift + gap * _gaps(box)
    if isinstance(box, boxes.LineBox | boxes.InlineBox):
        box.position_x += shift
        before = shift
        for child in box.children:
            if child.is_in_normal_flow():
                shift = _widen(child, gap, shift)
        box.width += shift - before
        return shift
    box.translate(shift, 0)
    return shift
