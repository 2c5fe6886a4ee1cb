"""Where the unit's seal stands in a document, and the date beside it."""

from __future__ import annotations

import dataclasses
import datetime
import re

from lib.display import date
from reports.document import Closing, Cover, Document, Paragraph, Text, words

ASKED = "盖章"  # a line of a cover that says so is where the seal goes
_BLANK_DATE = re.compile(r"\s*年\s*月\s*日\s*")
_DATE = re.compile(r"\s*\d*\s*年\s*\d*\s*月\s*\d*\s*日\s*")


def place(document: Document) -> Closing | Cover | None:
    """Return what bears the seal: the signature at the end, else a cover that asks for it; None where neither is."""
    for node in reversed(document.children):
        if isinstance(node, Closing) or (isinstance(node, Cover) and ASKED in words(node)):
            return node
    return None


def cover_lines(cover: Cover) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...], tuple[Paragraph, ...]]:
    """Return the lines before the seal's, those under it, the one that asks for it and a date after it, and the rest."""
    lines = cover.children
    first = next((place for place, line in enumerate(lines) if ASKED in words(line)), len(lines))
    last = first + 1
    if any(_DATE.fullmatch(words(line)) for line in lines[last : last + 1]):
        last += 1
    return lines[:first], lines[first:last], lines[last:]


def dated(document: Document, day: datetime.date) -> Document:
    """Return *document* with *day* where a date was to be written by hand beside the seal: nobody seals a blank date."""
    sealed = place(document)
    if sealed is None:
        return document
    lines = tuple(_dated(line, day) for line in sealed.children)
    bearing = dataclasses.replace(sealed, children=lines)
    children = tuple(bearing if node is sealed else node for node in document.children)
    return dataclasses.replace(document, children=children)


def _dated(line: Paragraph, day: datetime.date) -> Paragraph:
    return dataclasses.replace(line, children=(Text(date(day)),)) if _BLANK_DATE.fullmatch(words(line)) else line
