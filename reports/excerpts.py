"""The words a finding speaks of, with the rest of their clause, and how they are found again in the chapter's box. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from reports.checks.registry import Place, value_at
from reports.filing import Filing
from reports.quoting import named, told

AROUND, LONGEST = 14, 48  # characters shown on either side, and of the words themselves
MOST = 3
_STOPS = re.compile(r"[。；\n]")


class Excerpt(NamedTuple):
    """Words as they print, with what stands before and behind them; *find* are they as the box has them, *nth* of its kind."""

    at: str
    before: str
    words: str
    behind: str
    find: str
    nth: int


def excerpts(filing: Filing, places: Iterable[Place]) -> tuple[Excerpt, ...]:
    """Return the first places of a finding in words."""
    return tuple(excerpt(filing, place) for place in list(places)[:MOST])


def excerpt(filing: Filing, place: Place) -> Excerpt:
    """Return the words kept at *place*."""
    at, start, end = place
    text = str(value_at(filing, at) or "")
    before, behind = _STOPS.split(text[:start])[-1], _STOPS.split(text[end:])[0]
    find = named(filing, text[start:end])
    return Excerpt(
        at, _last(told(filing, before).words), _whole(told(filing, text[start:end]).words),
        _first(told(filing, behind).words), find, named(filing, text[:start]).count(find),
    )  # fmt: skip


def _last(words: str) -> str:
    return words if len(words) <= AROUND else f"…{words[-AROUND:]}"


def _first(words: str) -> str:
    return words if len(words) <= AROUND else f"{words[:AROUND]}…"


def _whole(words: str) -> str:
    line = words.replace("\n", " ")
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
