"""Lines of Chinese looked for in the next line and a half of text, not in four.

To find where a line ends WeasyPrint shapes four times as many characters as are as wide as they are high, for scripts
whose letters are a quarter as wide. Chinese characters are as wide as they are high: a line and a half of them holds the line and
enough of the next one. Where the line ends depends on the text up to the first place after it where one could end;
six Chinese characters in a row have one (numbers and their units, which stay together, are shorter), so that what
follows them is no matter. Text without such a row, and columns of a few characters, are WeasyPrint's.
"""

from __future__ import annotations

import re
from typing import Any

from weasyprint.layout import inline

_stock = inline.split_first_line
_NARROW = 12  # em: in narrower columns too little is saved
_MORE = 1.5  # lines
_BREAKABLE = re.compile("(?:(?![十百千万亿])[\u4e00-\u9fff]){6}")


def install() -> None:
    """Make WeasyPrint look for lines with ``split_first_line`` in this process."""
    inline.split_first_line = split_first_line


def split_first_line(
    text: str, style: Any, context: Any, max_width: float | None, *others: Any, **named: Any
) -> tuple[Any, int, int | None, float, float, float]:
    """Return what WeasyPrint's function returns."""
    if max_width and style["font_size"] and _NARROW < max_width / style["font_size"] < len(text) / 2:
        enough = text[: int(max_width / style["font_size"] * _MORE) + 6]
        found = _stock(enough, style, context, max_width, *others, **named)
        if found[2] is not None and _BREAKABLE.search(enough.encode()[found[2] :].decode(), 1):
            return found
    return _stock(text, style, context, max_width, *others, **named)
