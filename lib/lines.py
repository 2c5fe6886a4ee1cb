"""A text by its lines, as an editor numbers them, for whoever has to say where something stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


class Lines:
    """The lines of one text; every position counts code points of the text as given."""

    def __init__(self, text: str) -> None:
        self.text = text
        ends = list(_END.finditer(text))
        self.starts: Sequence[int] = [0, *(end.end() for end in ends)]
        self.stops: Sequence[int] = [*(end.start() for end in ends), len(text)]

    def number(self, at: int) -> int:
        """Return the line *at* stands in, from 1."""
        return bisect_right(self.starts, at)

    def quote(self, start: int, end: int, longest: int = 40) -> str:
        """Return the words from *start* to *end* on one line, the middle of long ones left out."""
        words = " ".join(self.text[start:end].split())
        if len(words) <= longest:
            return words
        return f"{words[: longest - longest // 3]}……{words[-(longest // 3) :]}"
