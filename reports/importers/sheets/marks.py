"""What a template carries out of sight so that it can be read back: where each fact belongs. Pure.

Column A of every sheet, hidden, says what its row is: the address of a row of facts (``projects.1``; with what its list
knows of it, ``goals.4?kind=task``), ``projects.+`` for a row still to be named, ``#`` for a head whose cells below name
the columns, ``-`` for words. A row somebody put in between has nothing there and is a new row of the list above it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

SHEET = "_填报模板"  # the hidden sheet that says whose template it is, and the choices of lists
NAME, VERSION = "ziping-template", 1
UNIT, YEAR, CHOICE = "unit", "year", "choice"
HEAD, WORDS, NEW = "#", "-", "+"
LEAD = 1  # the column that leads each row, from 0
LED = "_"  # given of a row that is led by words of ours: its first cell is no input
KEY = "#"  # the column that shows a row's own key, for others to name it by
VALUE = "="  # the column of facts that stand alone; their row's address is the fact's


class Mark(NamedTuple):
    """What a row is about: its address, of a new row its list's; *given* is what the list says of each of its rows."""

    at: str
    is_new: bool
    given: Mapping[str, str]

    def __str__(self) -> str:
        told = f"{self.at}.{NEW}" if self.is_new else self.at
        return f"{told}?{urlencode(self.given)}" if self.given else told


def mark_of(text: str) -> Mark:
    """Return what the words in column A of a row mean."""
    told, _, given = text.partition("?")
    return Mark(told.removesuffix(f".{NEW}"), told.endswith(f".{NEW}"), dict(parse_qsl(given)))
