"""The Chinese characters of a text without anything between them, and the way back."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_FIXED = re.compile(r"《[^》\n]{1,100}》|习近平新时代[^，。；\n]{0,60}")
_RUN = re.compile("[\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Letters:
    """The Chinese characters of a text in a row; positions of *row* lead back to those of the text."""

    row: str
    _starts: tuple[int, ...]  # of every unbroken run, in row
    _shifts: tuple[int, ...]  # text minus row, for each run

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where row[start:end] stands in the text, signs and figures between its characters included."""
        return self.place(start), self.place(end - 1) + 1

    def place(self, at: int) -> int:
        """Return where the character at *at* stands in the text."""
        return at + self._shifts[bisect_right(self._starts, at) - 1]

    def until(self, place: int) -> int:
        """Return how many characters of the row stand before *place* of the text."""
        low, high = 0, len(self.row)
        while low < high:
            middle = (low + high) // 2
            if self.place(middle) < place:
                low = middle + 1
            else:
                high = middle
        return low


def own_words(text: str) -> str:
    """Return *text* with blanks for the names and formulas that all writers copy word by word, position for position."""
    return _FIXED.sub(lambda fixed: " " * len(fixed[0]), text)


def letters(text: str) -> Letters:
    """Return the Chinese characters of *text*."""
    starts, shifts, length = [], [], 0
    runs = list(_RUN.finditer(text))
    for run in runs:
        starts.append(length)
        shifts.append(run.start() - length)
        length += run.end() - run.start()
    return Letters("".join([run[0] for run in runs]), tuple(starts), tuple(shifts))
