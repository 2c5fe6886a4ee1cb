"""Brackets around what is drawn, opened and closed without generators.

WeasyPrint saves and restores the state of a page and marks content with ``contextlib`` generators, some six thousand
times in a report of twenty pages. Here small objects make the same calls in the same order.
"""

from __future__ import annotations

from typing import Any

import pydyf
from weasyprint.pdf.stream import Stream


def install() -> None:
    """Make WeasyPrint use these in this process."""
    Stream.stacked = lambda stream: _Stacked(stream)
    Stream.artifact = lambda stream: _Artifact(stream)
    Stream.marked = lambda stream, box, tag: _Marked(stream, box, tag)


class _Stacked:
    """The state is saved, and restored afterwards."""

    __slots__ = ("stream",)

    def __init__(self, stream: Any) -> None:
        self.stream = stream

    def __enter__(self) -> None:
        self.stream.push_state()

    def __exit__(self, *raised: Any) -> None:
        self.stream.pop_state()


class _Artifact:
    """What is drawn is no part of the text, in a file with tags."""

    __slots__ = ("stream",)

    def __init__(self, stream: Any) -> None:
        self.stream = stream

    def __enter__(self) -> None:
        if self.stream._tags is not None:
            self.stream.begin_marked_content("Artifact")

    def __exit__(self, *raised: Any) -> None:
        if self.stream._tags is not None:
            self.stream.end_marked_content()


class _Marked(_Artifact):
    """What is drawn is the content of a box, in a file with tags."""

    __slots__ = ("box", "tag")

    def __init__(self, stream: Any, box: Any, tag: str) -> None:
        self.stream, self.box, self.tag = stream, box, tag

    def __enter__(self) -> None:
        tags = self.stream._tags
        if tags is not None:
            assert self.box not in tags
            number = len(tags)
            tags[self.box] = {"tag": self.tag, "mcid": number}
            self.stream.begin_marked_content(self.tag, pydyf.Dictionary({"MCID": number}))
