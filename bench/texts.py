"""How fast an earlier report becomes facts."""

from __future__ import annotations

from functools import partial

from bench.core import Figure
from bench.pace import longest, paced

CHARACTERS = 10_000
ALLOWED = 1000  # milliseconds for so many characters


def text() -> list[Figure]:
    """Return the time ten thousand characters of a report take to become facts, against reading them as prose alone."""
    from prose.reading import read
    from reports.importers.text import read_text

    words = longest()
    words = (words * (CHARACTERS // len(words) + 1))[:CHARACTERS]
    note = f"{len(words)} characters, against reading them as prose"
    return [paced("import.text", partial(read_text, words), partial(read, words), ALLOWED, note)]
