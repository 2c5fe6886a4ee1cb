"""Lines of Chinese as wide as the text: WeasyPrint stretches blanks only, and Chinese has none.

The free width of a line is shared between its Chinese characters and marks as letter spacing; figures and Latin
words keep their own, so that 273.77 stays one number however loose its line. Replaces a private function:
requirements pin WeasyPrint 70, and a test measures the right edge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text.ffi import TO_UNITS, pango
from weasyprint.text.line_break import Layout

LARGEST = 0.35  # em: a line that needs more between its characters is better left short
_CHINESE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_WIDE = re.compile("[^!-~\u00b0-\u024f]+")  # what lets room be made beside it: all but figures and Latin letters
_stock_line, _stock_text = inline.justify_line, Layout.set_text


def install() -> None:
    """Make WeasyPrint use ``justify_line`` in this process."""
    inline.justify_line = justify_line
    Layout.set_text = set_text


def justify_line(context: Any, line: Any, extra_width: float) -> None:
    """Widen *line* by *extra_width*; one without Chinese is left to WeasyPrint."""
    runs = list(_runs(line))
    if not any(_CHINESE.search(run.text) for run in runs):
        _stock_line(context, line, extra_width)
        return
    gaps = sum(map(_gaps, runs)) - _trailing(runs[-1].text)
    if gaps >= 1 and extra_width / gaps <= LARGEST * line.style["font_size"]:
        _widen(line, extra_width / gaps, 0.0)


def set_text(layout: Any, text: str, justify: bool = False) -> None:
    """Set a layout's text as WeasyPrint does, with the room ``justify_line`` gave it."""
    _stock_text(layout, text, justify)
    gap = getattr(layout, "gap", 0.0)
    if justify and gap:
        _space(layout, gap)


def _space(layout: Any, gap: float) -> None:
    own = layout.style["letter_spacing"]
    spacing = int(((0 if own == "normal" else own) + gap) * TO_UNITS)
    attributes = pango.pango_layout_get_attributes(layout.layout)
    for found in _WIDE.finditer(layout.text):
        attribute = pango.pango_attr_letter_spacing_new(spacing)
        attribute.start_index = len(layout.text[: found.start()].encode())
        attribute.end_index = attribute.start_index + len(found.group().encode())
        pango.pango_attr_list_change(attributes, attribute)
    pango.pango_layout_set_attributes(layout.layout, attributes)


def _runs(box: Any) -> Iterator[Any]:
    if isinstance(box, boxes.TextBox):
        yield box
    elif isinstance(box, boxes.LineBox | boxes.InlineBox):
        for child in box.children:
            if child.is_in_normal_flow():
                yield from _runs(child)


def _gaps(run: Any) -> int:
    """Return how many characters of a run get room: Pango puts half of it at either side of each."""
    return sum(map(len, _WIDE.findall(run.text)))


def _trailing(text: str) -> float:
    """Return how much of the room falls outside a line: Pango makes none at its very ends."""
    return sum(0.5 for end in (text[:1], text[-1:]) if _WIDE.match(end))


def _widen(box: Any, gap: float, shift: float) -> float:
    """Move *box* by *shift*, make its gaps wider, and return how far what follows it moves."""
    if isinstance(box, boxes.TextBox):
        box.position_x += shift
        box.pango_layout.gap = gap  # set_text makes the room when the line is drawn
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
