"""The numbers a Word document counts by itself: kept apart from the words, and missing where one only reads those."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

from prose.word_numerals import numeral

_LONGEST_PATTERN = 24


def local(element: Element) -> str:
    """Return the name without its namespace: there are two of them for the same words."""
    return element.tag.rpartition("}")[2]


def inner(element: Element | None, *path: str) -> Element | None:
    """Return the first element down the *path* of local names, None where there is none."""
    for name in path:
        if element is None:
            return None
        element = next(named(element, name), None)
    return element


def named(element: Element | None, name: str) -> Iterator[Element]:
    """Yield the elements called *name* directly in *element*."""
    return (child for child in (() if element is None else element) if local(child) == name)


def value(element: Element | None, name: str = "val") -> str:
    """Return the attribute *name* of an element whatever its namespace, blank where there is none."""
    attributes = {} if element is None else element.attrib
    return next((value for key, value in attributes.items() if key.rpartition("}")[2] == name), "")


def _number(text: str, otherwise: int) -> int:
    return int(text) if re.fullmatch(r"\d{1,4}", text, re.ASCII) else otherwise


class Level(NamedTuple):
    """How one level counts: from *start*, in numerals of *kind*, printed into *pattern* (``（%2）``)."""

    start: int
    kind: str
    pattern: str
    keeps: bool  # goes on when a level above has moved
    legal: bool  # prints the levels above in digits

    @classmethod
    def read(cls, element: Element) -> Level:
        legal = inner(element, "isLgl")
        return cls(
            _number(value(inner(element, "start")), 1), value(inner(element, "numFmt")) or "decimal",
            value(inner(element, "lvlText"))[:_LONGEST_PATTERN], value(inner(element, "lvlRestart")) == "0",
            legal is not None and value(legal) not in ("0", "false"),
        )  # fmt: skip


class List(NamedTuple):
    """One list: the counters it shares with others of its kind, its levels, and where it begins anew."""

    family: str
    levels: Mapping[str, Level]
    anew: Mapping[str, int]


class Numbers:
    """The automatic numbers of one document, counted on with each paragraph asked for."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._lists = dict(_lists(numbering))
        self._styles = {value(one, "styleId"): one for one in named(styles, "style")}
        self._counts: dict[str, dict[str, int]] = {}
        self._begun: set[str] = set()

    def label(self, paragraph: Element) -> str:
        """Return the number before the next *paragraph*, ``（二）``, with a blank where words would run into it."""
        place = self._place(paragraph)
        key, at = place.get("numId", "0"), place.get("ilvl", "0")
        if key not in self._lists or at not in self._lists[key].levels:
            return ""
        text = self._printed(self._lists[key], at, self._counted(key, at))
        return text if not text or text[-1] in "、）)．" else f"{text} "

    def _place(self, paragraph: Element) -> dict[str, str]:
        """Return numId and ilvl of a paragraph: its own, else those of its style or of what that is based on."""
        properties = inner(paragraph, "pPr")
        if properties is None:
            return {}
        place, style, seen = _marked(properties), value(inner(properties, "pStyle")), set[str]()
        while style in self._styles and style not in seen:
            seen.add(style)
            place = {**_marked(inner(self._styles[style], "pPr")), **place}
            style = value(inner(self._styles[style], "basedOn"))
        return place

    def _counted(self, key: str, at: str) -> dict[str, int]:
        """Return how far each level of the list has come, with one more at level *at*."""
        family, levels, anew = self._lists[key]
        counts = self._counts.setdefault(family, {})
        if key not in self._begun:
            self._begun.add(key)
            counts |= {level: start - 1 for level, start in anew.items()}
        counts[at] = counts.get(at, levels[at].start - 1) + 1
        for below in [level for level in counts if level > at and not (level in levels and levels[level].keeps)]:
            del counts[below]
        return counts

    @staticmethod
    def _printed(one: List, at: str, counts: Mapping[str, int]) -> str:
        def put(place: re.Match[str]) -> str:
            level = str(int(place[1]) - 1)
            if level not in one.levels:
                return ""
            kind = "decimal" if one.levels[at].legal else one.levels[level].kind
            return numeral(kind, counts.get(level, one.levels[level].start))

        return "" if one.levels[at].kind == "bullet" else re.sub(r"%([1-9])", put, one.levels[at].pattern).strip()


def _marked(properties: Element | None) -> dict[str, str]:
    marked = inner(properties, "numPr")
    found = {name: value(inner(marked, name)) for name in ("numId", "ilvl")}
    return {name: value for name, value in found.items() if value}


def _lists(numbering: Element | None) -> Iterator[tuple[str, List]]:
    families = {
        value(one, "abstractNumId"): {value(level, "ilvl"): Level.read(level) for level in named(one, "lvl")}
        for one in named(numbering, "abstractNum")
    }
    for one in named(numbering, "num"):
        family, levels, anew = value(inner(one, "abstractNumId")), dict[str, Level](), dict[str, int]()
        for changed in named(one, "lvlOverride"):
            at, start = value(changed, "ilvl"), value(inner(changed, "startOverride"))
            if (level := inner(changed, "lvl")) is not None:
                levels[at] = Level.read(level)
            if start:
                anew[at] = _number(start, 1)
        yield value(one, "numId"), List(family, {**families.get(family, {}), **levels}, anew)
