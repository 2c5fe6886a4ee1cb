"""Planting in numbers of headings and items: used twice, left out, begun again, of another style."""

from __future__ import annotations

from collections.abc import Iterator

from bench.corpus.draft import Draft, Piece, Plant
from bench.corpus.numerals import chinese
from bench.corpus.planting.common import Taken, printed, way


def _labels(d: Draft, kind: str) -> Iterator[list[Piece]]:
    """Yield the labels of each run of headings or items that count together."""
    run: list[Piece] = []
    for line in d.lines:
        if line.kind == kind and line.label:
            run.append(line.label)
        elif line.kind == "chapter" or (kind == "item" and run):
            yield run
            run = []
    yield run


def _renumber(d: Draft, taken: Taken, kind: str, skip: bool) -> Plant | None:
    runs = [run for run in _labels(d, kind) if len(run) > 2 and not taken & set(run)]
    if not runs:
        return None
    run = d.rng.choice(runs)
    n = d.rng.randrange(1, len(run))
    if skip:
        later = run[n:]
        texts = [label.text for label in run[n + 1 :]] + [_next(d, kind, len(run) + 1)]
        for label, text in zip(later, texts, strict=True):
            label.text = text
        return Plant("numbering", "error", [run[n - 1], run[n]], "a number is left out")
    run[n].text = run[n - 1].text
    return Plant("numbering", "error", [run[n - 1], run[n]], "a number is used twice")


def _next(d: Draft, kind: str, n: int) -> str:
    return d.style.item_label(n) if kind == "item" else d.style.heading_label(kind, n)


@way()
def chapter_twice(d: Draft, taken: Taken) -> Plant | None:
    return _renumber(d, taken, "chapter", False)


@way()
def chapter_skipped(d: Draft, taken: Taken) -> Plant | None:
    return _renumber(d, taken, "chapter", True)


@way()
def section_twice(d: Draft, taken: Taken) -> Plant | None:
    return _renumber(d, taken, "section", False)


@way()
def item_twice(d: Draft, taken: Taken) -> Plant | None:
    return _renumber(d, taken, "item", False)


@way()
def item_skipped(d: Draft, taken: Taken) -> Plant | None:
    return _renumber(d, taken, "item", True)


@way()
def chapters_restart(d: Draft, taken: Taken) -> Plant | None:
    labels = [line.label for line in d.lines if line.kind == "chapter" and line.label]
    if len(labels) < 5 or taken & set(labels):
        return None
    n = d.rng.randrange(3, len(labels) - 1)
    for m, label in enumerate(labels[n:], 1):
        label.text = d.style.heading_label("chapter", m)
    return Plant("numbering", "error", labels[n - 1 :], "the numbers of the chapters begin again")


@way()
def chapter_of_another_style(d: Draft, taken: Taken) -> Plant | None:
    labels = [line.label for line in d.lines if line.kind == "chapter" and line.label]
    n = d.rng.randrange(2, len(labels))
    if taken & set(labels):
        return None
    labels[n].text = f"{n + 1}、" if d.style.item != "{n}、" else f"（{chinese(n + 1)}）"
    return Plant("numbering", "error", [labels[n]], "a chapter is labelled as an item or section")


@way()
def ordinal_twice(d: Draft, taken: Taken) -> Plant | None:
    for labels in d.notes["ordinals"]:
        if set(labels) <= printed(d) and not taken & set(labels):
            labels[2].text = labels[1].text
            return Plant("numbering", "error", [labels[1], labels[2]], "二是 twice")
    return None
