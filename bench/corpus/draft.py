"""A report while it is written: lines of pieces. Relations and plants point at pieces, spans come with the layout."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bench.corpus.books import Books
    from bench.corpus.formats import Style
    from bench.corpus.indicators import Goal
    from bench.corpus.places import Unit

ORDINALS = ("一是", "二是", "三是", "四是", "五是", "六是")
FIELD = re.compile(r"\{(\w+)\}")


@dataclass(eq=False)
class Piece:
    """Some words that something may point at."""

    text: str


@dataclass(eq=False)
class Num(Piece):
    """A number, shown when the report is laid out; its unit is a piece of its own and follows it."""

    value: Decimal = Decimal(0)
    places: int | None = None
    unit: Piece = field(default_factory=lambda: Piece(""))
    chinese: bool = False
    shared: bool = False  # its unit serves the numbers before it too


@dataclass(eq=False)
class Line:
    """One paragraph. kind: title, chapter, section, item, text, toc; part: what it is about."""

    kind: str
    pieces: list[Piece]
    part: str
    label: Piece | None = None


@dataclass(eq=False)
class Link:
    """A relation between pieces; becomes a Relation once they have places."""

    type: str
    operands: list[tuple[str, Piece]]

    def get(self, role: str) -> list[Piece]:
        return [piece for name, piece in self.operands if name == role]

    @property
    def pieces(self) -> list[Piece]:
        return [piece for _, piece in self.operands]


@dataclass(eq=False)
class Plant:
    """A Planted whose places are still pieces."""

    kind: str
    severity: str
    pieces: list[Piece]
    why: str
    also: tuple[str, ...] = ()
    family: str = ""


def flatten(value: Any) -> Iterator[Piece]:
    """Yield pieces from words, numbers (each followed by its unit) and lists of these."""
    if isinstance(value, str):
        yield Piece(value)
    elif isinstance(value, Num):
        yield value
        yield value.unit
    elif isinstance(value, Piece):
        yield value
    else:
        last = None
        for one in value:  # what was flattened before brings the units of its numbers along
            yield from (piece for piece in flatten(one) if piece is not last)
            last = one.unit if isinstance(one, Num) else None


def say(template: str, **fields: Any) -> list[Piece]:
    """Return the template as pieces, each {field} replaced by the pieces given under its name."""
    words = FIELD.split(template)
    return [piece for n, word in enumerate(words) if word for piece in flatten(fields[word] if n % 2 else word)]


def joined(parts: Iterable[Any], mark: str = "、") -> list[Any]:
    """Return the parts with the mark between them."""
    listed = [thing for part in parts for thing in (part, mark)]
    return listed[:-1]


class Draft:
    """The lines of one report, what holds in them, and the numbers printed under each name."""

    def __init__(self, rng: Random, style: Style, unit: Unit, year: int):
        self.rng, self.style, self.unit, self.year = rng, style, unit, year
        self.lines: list[Line] = []
        self.links: list[Link] = []
        self.traps: list[list[Piece]] = []
        self.printed: dict[str, list[Num]] = defaultdict(list)
        self.notes: dict[str, list[Any]] = defaultdict(list)
        self.part = "front"
        # Amounts in 元 end in odd fen: one exact factor for all leaves sums and ratios as they are.
        self.factor = Decimal(rng.randint(9101, 9999)) if style.money == "元" else Decimal(1)
        self.books: Books
        self.goals: tuple[Goal, ...] = ()
        self.pleased: tuple[int, Decimal]
        self.pleased_name = ""
        self.suffix = rng.choice(("", "", "数量", "数"))
        self.answered: list[int] = []

    def words(self) -> dict[str, str]:
        unit = self.unit
        return {"P": unit.place, "L": unit.level, "U": unit.name, "S": unit.own, "N": unit.sort.name}

    def number(self, key: str, value: Decimal | int, unit: str, places: int | None = None) -> Num:
        num = Num("", Decimal(value), places, Piece(unit))
        self.printed[key].append(num)
        return num

    def wan(self, key: str, value: Decimal) -> Num:
        """Return an amount given in 万元, printed in the unit of this report."""
        if self.style.money == "元":
            return self.number(key, value * self.factor, "元", 2)
        return self.number(key, value, self.style.money, 2)

    def percent(self, key: str, value: Decimal, places: int = 2) -> Num:
        num = self.number(key, value, "%", places)
        num.chinese = self.rng.random() < self.style.chinese / 2
        num.unit.text = "" if num.chinese else "%"
        return num

    def count(self, key: str, value: int, unit: str) -> Num:
        num = self.number(key, value, unit, 0)
        num.chinese = value < 100 and unit != "%" and self.rng.random() < self.style.chinese
        return num

    def fiscal(self) -> Num:
        """Return the fiscal year as a number; all of them must agree."""
        num = Num("", Decimal(self.year), None, Piece("年"))
        self.notes["year"].append(num)
        return num

    def link(self, type: str, **roles: Any) -> None:
        listed = [(role, piece) for role, found in roles.items() for piece in _some(found)]
        self.links.append(Link(type, listed))

    def choose(self, wordings: Iterable[str]) -> str:
        return self.rng.choice(list(wordings))

    def sentence(self, wordings: Iterable[str], **fields: Any) -> list[Piece]:
        """Return one of the wordings, drawn at random, as pieces."""
        return say(self.choose(wordings), **{"Y": self.fiscal(), **self.words(), **fields})

    def add(self, kind: str, pieces: Any, label: str | None = None) -> Line:
        line = Line(kind, list(flatten(pieces)), self.part, None if label is None else Piece(label))
        self.lines.append(line)
        return line

    def text(self, *sentences: Any) -> Line:
        return self.add("text", sentences)

    def items(self, entries: Iterable[Any], end: str = "；") -> None:
        """Add a numbered list in the item style of this report: one entry a line, or now and then all in one."""
        listed = list(entries)
        if end and self.rng.random() < 0.2:
            labelled = ([Piece(self.style.item_label(n)), entry, end] for n, entry in enumerate(listed, 1))
            self.add("text", [*[thing for one in labelled for thing in one][:-1], "。"])
            return
        for n, entry in enumerate(listed, 1):
            mark = "。" if n == len(listed) else end
            self.add("item", [entry, mark] if end else [entry], self.style.item_label(n))

    def trap(self, pieces: list[Piece]) -> list[Piece]:
        """Return the pieces, noted as a passage that no checker may question."""
        self.traps.append(pieces)
        return pieces


def _some(found: Any) -> list[Piece]:
    return [found] if isinstance(found, Piece) else list(found)
