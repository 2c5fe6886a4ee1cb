"""The index of shingles with 100,000 reports in it: how long one asks it, how much room it takes."""

from __future__ import annotations

import random
from functools import cache

from bench.core import Figure, against, figure
from prose.letters import letters
from prose.shingles import Index
from prose.winnowing import winnowed

REPORTS = 100_000
EACH = 360  # shingles of 6,000 characters
ROUNDS = 40
_FIRST = 0x4E00


def ask() -> list[Figure]:
    """Return the time to ask who shares passages with one report, against the time to winnow that report."""
    index, text = _filled()
    assert [one.name for one in index.sharing(text)] == ["copied"], "the copied passage is not found"
    return [
        against(
            "shingles.ask", lambda: index.sharing(text), lambda: list(winnowed(letters(text).row)), rounds=ROUNDS, bar=3,
            note="100,000 reports, against winnowing the one asked for",
        )
    ]  # fmt: skip


def room() -> list[Figure]:
    """Return the room of the index in MB against eight bytes for each of its shingles."""
    index, _ = _filled()
    return [
        figure(
            "shingles.room", index.room / 1e6, REPORTS * EACH * 8 / 1e6, unit="MB", bar=1.25,
            note="100,000 reports of 6,000 characters",
        )
    ]  # fmt: skip


@cache
def _filled() -> tuple[Index, str]:
    """Return an index of invented reports, one of which copies a passage of the text returned with it."""
    rng = random.Random(1)
    text = _invented(rng, 6000)
    index = Index()
    index.add("copied", _invented(rng, 5800) + text[1000:1200])
    for number in range(REPORTS - 1):
        index.take(str(number), [rng.getrandbits(56) for _ in range(EACH)])
    return index, text


def _invented(rng: random.Random, size: int) -> str:
    return "".join(chr(_FIRST + rng.randrange(3000)) for _ in range(size))
