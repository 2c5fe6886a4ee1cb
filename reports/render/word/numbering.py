"""Numbers that Word counts itself: a list of several levels bound to the headings (ZIPING_WORD_NUMBERING=fields).

Usually numbers are words like all others: people's text speaks of 第三部分 and of 上述第2项, and what is copied into
another file keeps its number only then. A counted number is used where it comes out as the document has it; where it
would not, the number stays in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from lib.display import chinese
from reports.document import Heading, Node
from reports.render.word.markup import legal, part
from reports.render.word.styles import INDENT, LEVELS, LIST

HIGHEST = 99
_HAN = {chinese(number): number for number in range(1, HIGHEST + 1)}
_NUMERAL = re.compile("[一二三四五六七八九十]+|[0-9]+|[①-⑳]")
NONE = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'


class Mark(NamedTuple):
    """How a level writes its numbers: the kind of numeral and what stands around it."""

    before: str
    kind: str
    after: str


def read(number: str) -> tuple[Mark, int] | None:
    """Return how *number* is written and what it counts; None where Word could not write it."""
    found = _NUMERAL.findall(number)
    if len(found) != 1 or "%" in number:
        return None
    before, _, after = number.partition(found[0])
    if found[0] in _HAN:
        return Mark(before, "chineseCountingThousand", after), _HAN[found[0]]
    if "①" <= found[0] <= "⑳":
        return Mark(before, "decimalEnclosedCircle", after), ord(found[0]) - ord("①") + 1
    if found[0].isdigit() and not found[0].startswith("0"):
        return Mark(before, "decimal", after), int(found[0])
    return None


class Counting:
    """Counts along with Word, so that only numbers it would print as they are become fields."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self.marks: dict[int, Mark] = {}
        for node in nodes:
            known = read(node.number) if isinstance(node, Heading) else None
            if known and isinstance(node, Heading):
                self.marks.setdefault(min(node.level, LEVELS), known[0])
        self._counts = [0] * (LEVELS + 1)

    def heading(self, level: int, number: str) -> tuple[str, str]:
        """Return the number in words and the properties of a heading: one of them counts."""
        if level not in self.marks:
            return number, ""
        known = read(number)
        return ("", "") if known and self._counted(level, *known) else (number, NONE)

    def item(self, number: str) -> tuple[str, str]:
        """Return the same for a numbered paragraph; it is of the level whose marks it has."""
        known = read(number)
        levels = [level for level, mark in self.marks.items() if known and mark == known[0]]
        if not known or not levels or not self._counted(levels[0], *known):
            return number, ""
        return "", f'<w:numPr><w:ilvl w:val="{levels[0] - 1}"/><w:numId w:val="{LIST}"/></w:numPr>'

    def _counted(self, level: int, mark: Mark, number: int) -> bool:
        """Count on where that gives *number*; return whether it does.

        Below a level that has not begun programs disagree: some take it for begun and go on with its second number.
        """
        if self.marks[level] != mark or self._counts[level] + 1 != number or 0 in self._counts[1:level]:
            return False
        self._counts[level] = number
        self._counts[level + 1 :] = [0] * (LEVELS - level)
        return True


class Literal(Counting):
    """Every number in words."""

    def __init__(self) -> None:
        super().__init__(())

    def item(self, number: str) -> tuple[str, str]:
        return number, ""


def numbering(marks: dict[int, Mark]) -> str:
    """Return the part word/numbering.xml for the marks of the levels."""
    levels = "".join(_level(level, marks.get(level)) for level in range(1, LEVELS + 1))
    many = f'<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    return part("numbering", f'{many}<w:num w:numId="{LIST}"><w:abstractNumId w:val="0"/></w:num>')


def _level(level: int, mark: Mark | None) -> str:
    kind, words = (mark.kind, legal(f"{mark.before}%{level}{mark.after}")) if mark else ("none", "")
    style = f'<w:pStyle w:val="Heading{level}"/>' if mark else ""
    return (
        f'<w:lvl w:ilvl="{level - 1}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{style}<w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{words}"/><w:lvlJc w:val="left"/><w:pPr>{INDENT}</w:pPr></w:lvl>'
    )
