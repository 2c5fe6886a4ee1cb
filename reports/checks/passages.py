"""The texts of a filing that people wrote, read once: what they say, whose they are, and the way back to the words as kept.

A text is read by its words and its year alone, so what was read is kept for as long as it stays in use: after a save
everything but the one chapter that changed is known already. Pure; bounded by BOUND chapters in each process.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from lib.ruled import tabbed
from prose.reading import Prose, read
from prose.registry import Span
from reports.checks.registry import Place
from reports.filing import Filing
from reports.quoting import Told, told

BOUND = 256  # chapters kept as read; a report has about twenty
PART = "第一部分 "  # the mark of a heading above all marks that people write themselves
# What stands over a chapter where no outline says it.
HEADINGS = {"problems": "存在的问题", "improvements": "改进措施"}
UNNAMED = "其他内容"
PROJECT_WORDS = ("goal", "achievement", "process", "conclusion", "problems", "improvements")
CELLS = ("result", "reason")
_FIGURE = re.compile(r"\d|[一二两三四五六七八九十百千万]")


@dataclass(frozen=True)
class Passage:
    """What is *kept* at *at* as it is *told*, under a *heading* (blank for none); *owner* is the project it is about."""

    at: str
    kept: str
    told: Told
    heading: str = ""
    owner: str = ""

    @property
    def text(self) -> str:
        """Return what is read: the heading as a part of its own, then the words, with tabs between the cells of tables."""
        return f"{self.lead}{tabbed(self.told.words)}"

    @property
    def lead(self) -> str:
        return f"{PART}{self.heading}\n" if self.heading else ""

    def place(self, span: Span) -> Place | None:
        """Return where a span of the text stands among the words as kept, None for one of the heading."""
        start, end = (max(at - len(self.lead), 0) for at in span)
        return (self.at, *self.told.kept(start, end)) if end > start else None

    def words(self, place: Place) -> str:
        """Return the words kept at a place of this passage."""
        return self.kept[place[1] : place[2]]


def chapters(filing: Filing, titles: Mapping[str, str]) -> list[Passage]:
    """Return the chapters people wrote, in their order, each under its title by *titles* or, without, by HEADINGS."""
    named = {**HEADINGS, **titles}
    return [
        Passage(row.at("text"), row.text, told(filing, row.text), named.get(key, UNNAMED))
        for key, row in filing.narrative.items()
        if row.text.strip()
    ]


def cells(filing: Filing) -> list[Passage]:
    """Return the words with figures that stand in forms: of goals, indicators and projects."""
    return [
        Passage(at, words, told(filing, words), owner=owner)
        for at, words, owner in _cells(filing)
        if _FIGURE.search(words)
    ]


def _cells(filing: Filing) -> Iterator[tuple[str, str, str]]:
    yield from ((row.at("achievement"), row.achievement, "") for row in filing.goals.values())
    for row in filing.indicators.values():
        yield from ((row.at(name), getattr(row, name), "") for name in CELLS)
    for row in filing.project_indicators.values():
        yield from ((row.at(name), getattr(row, name), f"projects.{row.project}") for name in CELLS)
    for project in filing.projects.values():
        yield from ((project.at(name), getattr(project, name), project.at()) for name in PROJECT_WORDS)


@lru_cache(BOUND)
def reading(text: str, year: int) -> Prose:
    """Return *text* as read for the fiscal *year* (0 where none is known)."""
    return read(text, year or None)


def places(passage: Passage, spans: Iterable[Span]) -> tuple[Place, ...]:
    """Return where the spans of a passage stand, in their order, each once."""
    found = (passage.place(span) for span in spans)
    return tuple(dict.fromkeys(place for place in found if place))
