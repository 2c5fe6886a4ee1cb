"""Headings: the first is the highest, none is skipped, none is empty (ISO 14289-1, 7.4)."""

from __future__ import annotations

from collections.abc import Iterator

from tests.pdf_profile.reading import File, kids

LEVELS = {f"H{level}": level for level in range(1, 7)}


def levels(file: File) -> Iterator[str]:
    before = 0
    for tag in file.tags:
        level = LEVELS.get(file.role(tag), 0)
        if level > before + 1:
            yield f"H{level} behind H{before}"
        before = level or before


def kinds(file: File) -> Iterator[str]:
    """Numbered headings and plain ones are not mixed."""
    found = {file.role(tag) for tag in file.tags}
    if "H" in found and found & set(LEVELS):
        yield "H beside H1"


def words(file: File) -> Iterator[str]:
    for tag in file.tags:
        if file.role(tag) in (*LEVELS, "H") and not kids(tag):
            yield "an empty heading"
