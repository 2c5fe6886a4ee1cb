"""The words people wrote in one report, as they are compared with those of other reports. Pure.

Generated sentences are not among them: only chapters are read. Titles, set formulas and the form's own wording are
blank in what is compared, so that nobody is said to have copied what everybody is told to write.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from prose.letters import Letters, letters, own_words
from prose.passages import shared
from prose.registry import Span
from prose.winnowing import winnowed
from reports.checks.registry import Place
from reports.outline_parts import Outline, every

FORM = 16  # characters in a row that also stand in the form are the form's


@dataclass(frozen=True)
class Wording:
    """The chapters of a report one under the other as *kept*, and as they are compared in *text*, place for place."""

    kept: str
    text: str
    chapters: tuple[Place, ...]  # the address of each, and where it stands in both

    @cached_property
    def row(self) -> Letters:
        return letters(self.text)

    @cached_property
    def shingles(self) -> tuple[tuple[int, int], ...]:
        """Return the shingles the text is known by, each with its place."""
        return tuple((value, self.row.place(at)) for value, at in winnowed(self.row.row))

    @property
    def values(self) -> frozenset[int]:
        return frozenset(value for value, _ in self.shingles)

    def places(self, span: Span) -> tuple[Place, ...]:
        """Return where a span stands in the chapters, one place for each it reaches into."""
        cut = ((at, start, max(span[0], start), min(span[1], end)) for at, start, end in self.chapters)
        return tuple((at, first - start, last - start) for at, start, first, last in cut if first < last)

    def share(self, spans: Iterable[Span]) -> Decimal:
        """Return the characters at *spans* as a fraction of all."""
        at = count = 0
        for start, end in sorted((self.row.until(start), self.row.until(end)) for start, end in spans):
            count += max(end - max(start, at), 0)
            at = max(end, at)
        return Decimal(count) / max(len(self.row.row), 1)


class Common(NamedTuple):
    """A passage of one report that others have too: its place, its characters, the others by number, longest first."""

    span: Span
    length: int
    holders: list[int]


def wording(facts: Mapping[str, Any], form: str = "") -> Wording:
    """Return what people wrote in the frozen *facts* of a submission; *form* is the wording of the form it answers."""
    chapters, at = [], 0
    written = [(row["key"], row["text"]) for row in facts["narrative"] if row["text"]]
    for key, text in written:
        chapters.append((f"narrative.{key}.text", at, at + len(text)))
        at += len(text) + 1
    kept = "\n".join(text for _, text in written)
    return Wording(kept, _without(own_words(kept), own_words(form)), tuple(chapters))


def form_wording(outline: Outline) -> str:
    """Return every heading, sentence and hint of *outline*, in its order."""
    return "\n".join(_form(outline))


def _form(outline: Outline) -> Iterator[str]:
    blocks = list(outline.opening)
    for section in every(outline.chapters):
        yield from (section.heading, section.empty)
        blocks += section.blocks
    yield from (option for block in blocks for option in block.options.values() if isinstance(option, str))


def _without(text: str, form: str) -> str:
    """Return *text* with blanks for what stands in *form*."""
    for passage in shared(text, form, FORM):
        start, end = passage.left
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def common(own: Wording, others: Mapping[int, str], formulas: Collection[int]) -> list[Common]:
    """Return the passages *own* has in common with *others*, the characters compared of each, longest first.

    A passage known by *formulas* alone, shingles that very many texts have, is left out. One that is for the most part
    within a longer one is told with that.
    """
    found = [(one, number) for number, other in others.items() for one in shared(own.text, other)]
    told: list[Common] = []
    for passage, number in sorted(found, key=lambda pair: (-pair[0].length, pair[0].left, -pair[1])):
        if _is_formula(own, passage.left, formulas):
            continue
        around = next((one for one in told if _mostly_within(passage.left, one.span)), None)
        if around is None:
            told.append(Common(passage.left, passage.length, [number]))
        elif number not in around.holders:
            around.holders.append(number)
    return told


def _is_formula(own: Wording, span: Span, formulas: Collection[int]) -> bool:
    here = [value for value, place in own.shingles if span[0] <= place < span[1]]
    return bool(here) and all(value in formulas for value in here)


def _mostly_within(span: Span, other: Span) -> bool:
    return 2 * (min(span[1], other[1]) - max(span[0], other[0])) > span[1] - span[0]
