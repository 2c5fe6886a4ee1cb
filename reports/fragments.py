"""The part of a document that speaks of some facts: what stands beside the form in which they are entered. Pure."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterator, Sequence

from reports.document import Annex, Block, Cover, Document, Heading, Title, walk
from reports.outline_parts import Outline, Section

Wanted = Callable[[str], bool]


def fragment(document: Document, wanted: Wanted, *, depth: int = 2, keys: Collection[str] = ()) -> Document:
    """Return the sections of *document* that state a fact *wanted* says yes to, each under its chapter's heading.

    They are cut at headings down to *depth*. Those of the sections *keys* are taken where no other is.
    """
    runs = list(_runs(document.children, depth))
    chosen = [run for run in runs if _states(run, wanted)] or [run for run in runs if _key(run[0]) in keys][:1]
    return dataclasses.replace(document, children=tuple(_headed(runs, chosen)))


def sections_of(outline: Outline, narrative: str) -> list[str]:
    """Return the keys of the sections in which an outline has the chapter *narrative*, the innermost first."""
    return next((path for path in _paths(outline.chapters, narrative)), [])


def _paths(sections: Sequence[Section], narrative: str) -> Iterator[list[str]]:
    for one in sections:
        if any(spec.kind == "narrative" and spec.options.get("key") == narrative for spec in one.blocks):
            yield [one.key]
        yield from ([*path, one.key] for path in _paths(one.sections, narrative))


def _runs(blocks: Sequence[Block], depth: int) -> Iterator[list[Block]]:
    run: list[Block] = []
    for block in blocks:
        begins = isinstance(block, Annex) or (isinstance(block, Heading) and block.level <= depth)
        if begins and run:
            yield run
            run = []
        if not isinstance(block, Cover | Title):
            run.append(block)
    if run:
        yield run


def _states(run: Sequence[Block], wanted: Wanted) -> bool:
    return any(wanted(at) for block in run for node in walk(block) if (at := getattr(node, "at", "")))


def _headed(runs: Sequence[Sequence[Block]], chosen: Sequence[Sequence[Block]]) -> Iterator[Block]:
    """Yield the *chosen* of *runs*, with the heading of its chapter before the first that does not begin with it."""
    chapter: Block | None = None
    for run in runs:
        first = run[0]
        if isinstance(first, Annex) or _is_chapter(first):
            chapter = first if _is_chapter(first) else None
        if any(run is one for one in chosen):
            if chapter is not None and chapter is not first:
                yield chapter
            chapter = None
            yield from run


def _is_chapter(block: Block) -> bool:
    return isinstance(block, Heading) and block.level == 1


def _key(block: Block) -> str:
    return block.key if isinstance(block, Heading | Annex) else ""
