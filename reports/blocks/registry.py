"""What a block kind is: a function from a filing and one block of an outline to nodes; ``KINDS`` lists them by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from reports.document import Block, Heading, Inline, Paragraph, Text
from reports.filing import Filing

DEEPEST = 4  # levels of numbers (GB/T 9704-2012)
LISTED = 3  # the level of a list's items directly below a chapter
NUMBERED = "#"  # the number of an item until assemble counts it; its level may follow


@dataclass(frozen=True)
class Spec:
    """One block as an outline writes it: its options, the level of headings below it, the outline's parameters.

    *said* holds the addresses the document has printed before this block, *annexes* the names of the forms bound behind.
    """

    options: Mapping[str, Any] = field(default_factory=dict)
    level: int = 2
    params: Mapping[str, Any] = field(default_factory=dict)
    said: Set[str] = frozenset()
    annexes: tuple[str, ...] = ()

    @property
    def items(self) -> int:
        """The level a list is numbered at: 1. or below it, as （一） belongs to headings."""
        return max(self.level, LISTED)

    def get(self, name: str, default: Any = "") -> Any:
        return self.options.get(name, default)


Function = Callable[[Filing, Spec], list[Block]]


@dataclass(frozen=True)
class Option:
    """What may be written for one option: a value of *kind*, one of (or a list of) *choices* where there are any.

    *facts* marks a sentence that quotes facts. *required* ones must be written.
    """

    kind: type = str
    choices: tuple[str, ...] = ()
    required: bool = False
    facts: bool = False

    def fault(self, value: Any) -> str:
        """Return in Chinese what is wrong with *value*, nothing where it fits."""
        if isinstance(value, bool) != (self.kind is bool) or not isinstance(value, self.kind):
            return f"应为{_TYPES[self.kind]}"
        given = list(value) if isinstance(value, list) else [value]
        if isinstance(value, list) and not all(isinstance(one, str) for one in given):
            return "应为一组文字"
        strange = [one for one in given if self.choices and one not in self.choices]
        return f"没有“{strange[0]}”，可以是{'、'.join(self.choices)}" if strange else ""


_TYPES = {str: "文字", bool: "true 或 false", int: "整数", list: "一组文字"}
TEXT, LIST, FLAG, NUMBER = Option(), Option(list), Option(bool), Option(int)
NAME = Option(required=True)  # a text that must be there
SENTENCE = Option(facts=True)
# What any block may have: it is left out where people wrote one of these chapters.
COMMON: Mapping[str, Option] = {"unless": LIST}


@dataclass(frozen=True)
class Kind:
    """A block kind: its name in outlines, what people call it, and the options it knows."""

    name: str
    label: str
    function: Function
    options: Mapping[str, Option]

    def problems(self, options: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Yield (option, what is wrong with it in Chinese); the option is blank for one that is missing."""
        known = {**self.options, **COMMON}
        yield from ((name, f"不认识的设置：{name}") for name in sorted(options.keys() - known.keys()))
        yield from (
            ("", f"缺少设置：{name}")
            for name, option in self.options.items()
            if option.required and name not in options
        )
        for name in sorted(options.keys() & known.keys()):
            fault = known[name].fault(options[name])
            if fault:
                yield name, f"{name}：{fault}"


KINDS: dict[str, Kind] = {}


def block(name: str, label: str, /, **options: Option):
    """Register a function as the block kind *name*; its docstring tells outline writers what it prints."""

    def register(function: Function) -> Function:
        KINDS[name] = Kind(name, label, function, options)
        return function

    return register


def choice(*choices: str, required: bool = False) -> Option:
    """Return an option that is one of *choices*."""
    return Option(choices=choices, required=required)


def paragraphs(*sentences: Sequence[Inline]) -> list[Block]:
    """Return one paragraph for each sentence that says something."""
    return [Paragraph(tuple(sentence)) for sentence in sentences if sentence]


def running(*sentences: Sequence[Inline]) -> list[Block]:
    """Return one paragraph of all sentences that say something, none when all are silent."""
    return paragraphs([node for sentence in sentences for node in sentence])


def item(children: Sequence[Inline], at: str = "", level: int | None = None) -> Paragraph:
    """Return a paragraph that is numbered among its section's items, or among those of a *level* below them."""
    return Paragraph(tuple(children), number=f"{NUMBERED}{level or ''}", at=at)


def heading(words: str, level: int) -> Heading:
    """Return a heading inside a chapter, numbered with the sections beside it."""
    return Heading(level, text=words.strip().rstrip("。"))


def missing(what: str, at: str = "") -> Paragraph:
    """Return the mark of something people have still to write."""
    return Paragraph((Text(f"（{what}尚未填写）"),), role="missing", at=at)
