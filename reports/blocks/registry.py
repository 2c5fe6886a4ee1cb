"""What a block kind is: a function from a filing and one block of an outline to nodes; ``KINDS`` lists them by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from reports.document import Block, Inline, Paragraph, Text
from reports.filing import Filing

DEEPEST = 4  # levels of numbers (GB/T 9704-2012)
NUMBERED = "#"  # the number of an item until assemble counts the items of its section


@dataclass(frozen=True)
class Spec:
    """One block as an outline writes it: its options, the level of headings below it, the outline's parameters.

    *said* holds the addresses the document has printed before this block.
    """

    options: Mapping[str, Any] = field(default_factory=dict)
    level: int = 2
    params: Mapping[str, Any] = field(default_factory=dict)
    said: frozenset[str] = frozenset()

    def get(self, name: str, default: Any = "") -> Any:
        return self.options.get(name, default)


Function = Callable[[Filing, Spec], list[Block]]


@dataclass(frozen=True)
class Kind:
    """A block kind: its name in outlines, the options it knows and those it cannot do without."""

    name: str
    function: Function
    options: frozenset[str]
    required: frozenset[str]


KINDS: dict[str, Kind] = {}


def block(name: str, *options: str, required: Iterable[str] = ()):
    """Register a function as the block kind *name* that knows *options*; its docstring tells outline writers what it prints."""

    def register(function: Function) -> Function:
        KINDS[name] = Kind(name, function, frozenset({*options, *required}), frozenset(required))
        return function

    return register


def paragraphs(*sentences: Sequence[Inline]) -> list[Block]:
    """Return one paragraph for each sentence that says something."""
    return [Paragraph(tuple(sentence)) for sentence in sentences if sentence]


def running(*sentences: Sequence[Inline]) -> list[Block]:
    """Return one paragraph of all sentences that say something, none when all are silent."""
    return paragraphs([node for sentence in sentences for node in sentence])


def item(children: Sequence[Inline], at: str = "") -> Paragraph:
    """Return a paragraph that is numbered among the items of its section."""
    return Paragraph(tuple(children), number=NUMBERED, at=at)


def missing(what: str, at: str = "") -> Paragraph:
    """Return the mark of something people have still to write."""
    return Paragraph((Text(f"（{what}尚未填写）"),), role="missing", at=at)
