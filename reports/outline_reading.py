"""An outline's text read into its parts: every mistake of form is found, and named with its line.

What it extends is merged by key: reports/outline.py says how.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lib.definitions import Definition, Path, Problem, unknown
from lib.display import is_mark
from reports.blocks import DEEPEST
from reports.outline_parts import BlockSpec, Outline, Section, every

OUTLINE_KEY = re.compile(r"[a-z0-9-]+/[0-9]{4}")
REFERENCE = re.compile(r"[a-z0-9_-]+/[a-z0-9_-]+")  # the key of a scheme or schedule
SECTION_KEY = re.compile(r"[A-Za-z0-9_-]{1,60}")
LONGEST_HEADING = 100
_TYPES = {str: "文字", bool: "true 或 false", int: "整数", dict: "一张表，如 [名称]", list: "一组"}
SETTINGS = {
    "name": str, "source": str, "extends": str, "only": bool, "omit": list, "title": object, "numbering": list,
    "scheme": str, "schedules": list, "params": dict, "cover": dict, "opening": list, "chapter": list,
}  # fmt: skip
SECTION_SETTINGS = {
    "key": str, "heading": str, "empty": str, "keep": bool, "own": bool, "level": int, "take": list, "before": str,
    "after": str, "omit": list, "optional": list, "block": list, "section": list,
}  # fmt: skip


@dataclass
class Reader:
    """Reads one definition; *found* gathers what is wrong. *everywhere* are the extended outline's sections by key."""

    definition: Definition
    found: list[Problem] = field(default_factory=list)
    everywhere: Mapping[str, Section] = field(default_factory=dict)
    only: bool = False

    def extended(self) -> str:
        """Return the key of the outline this one extends, blank for none."""
        extends = self.definition.data.get("extends", "")
        return extends if isinstance(extends, str) else ""

    def outline(self, key: str, base: Outline) -> Outline:
        """Return the outline, as far as it can be read, with what it takes from *base*."""
        data = self._table(dict(self.definition.data), SETTINGS, ())
        there = tuple(_moved(one, one.level) for one in base.chapters)
        self.everywhere = {one.key: one for one in every(there)}
        self.only = data.get("only", False)
        omit = self._words(data, "omit")
        for place, name in enumerate(omit):
            if name not in {*self.everywhere, "cover", "opening"}:
                self._wrong(f"要去掉的“{name}”不在沿用的提纲里", "omit", place)
        inherited = () if self.only else _without(there, omit)
        chapters = self._merged(inherited, data.get("chapter", []), 1, ("chapter",))
        if not chapters:
            self._wrong("提纲没有一章")
        return Outline(
            key=key,
            name=data.get("name", base.name),
            title=self._title(data, base),
            source=data.get("source", base.source),
            numbering=self._numbering(data, base),
            scheme=self._reference(data.get("scheme", base.scheme), "scheme"),
            schedules=self._schedules(data, base),
            params={**base.params, **data.get("params", {})},
            cover=None if "cover" in omit else self._cover(data, base),
            opening=() if "opening" in omit else self._opening(data, base),
            chapters=chapters,
            definition=self.definition,
        )

    def _title(self, data: Mapping[str, Any], base: Outline) -> str:
        title = data.get("title", base.title)
        if isinstance(title, list) and all(isinstance(line, str) for line in title):
            return "\n".join(title)
        if isinstance(title, str) and title.strip():
            return title
        self._wrong("应为文字，或一组文字（每行一句）" if title else "提纲没有标题", "title")
        return ""

    def _numbering(self, data: Mapping[str, Any], base: Outline) -> tuple[str, ...]:
        numbering = self._words(data, "numbering")
        for place, pattern in enumerate(numbering):
            if not is_mark(pattern):
                self._wrong(f"“{pattern}”不能编号：应有且只有一个“一”“1”或“①”", "numbering", place)
        if "numbering" in data and len(numbering) < DEEPEST:
            self._wrong(f"应写出 {DEEPEST} 级编号的式样", "numbering")
        return tuple(numbering) or base.numbering

    def _reference(self, key: str, *path: str | int) -> str:
        if key and not REFERENCE.fullmatch(key):
            self._wrong(f"“{key}”应写成“地区/名称”", *path)
        return key

    def _schedules(self, data: Mapping[str, Any], base: Outline) -> tuple[str, ...]:
        if "schedules" not in data:
            return base.schedules
        words = self._words(data, "schedules")
        return tuple(self._reference(key, "schedules", place) for place, key in enumerate(words))

    def _cover(self, data: Mapping[str, Any], base: Outline) -> tuple[str, ...] | None:
        if "cover" not in data:
            return base.cover
        cover = self._table(data["cover"], {"lines": list}, ("cover",))
        return tuple(self._words(cover, "lines", "cover"))

    def _opening(self, data: Mapping[str, Any], base: Outline) -> tuple[BlockSpec, ...]:
        if "opening" not in data:
            return tuple(_inherited(spec) for spec in base.opening)
        return self._blocks(data["opening"], ("opening",))

    def _merged(self, base: Sequence[Section], rows: Any, level: int, path: Path) -> tuple[Section, ...]:
        """Return *base* with the sections of *rows*: in the place of those of the same key, where they say, or at the end."""
        merged = list(base)
        seen: set[str] = set()
        for place, given in enumerate(self._tables(rows, path)):
            at = (*path, place)
            here = next((n for n, one in enumerate(merged) if one.key == given.get("key")), None)
            section, row = self._section(given, None if here is None else merged[here], level, at)
            if section.key in seen:
                self._wrong(f"重复的章节 key：{section.key}", *at, "key")
            seen.add(section.key)
            if here is not None:
                del merged[here]
            merged.insert(self._place(row, merged, here, at), section)
        return tuple(merged)

    def _place(self, row: Mapping[str, Any], merged: Sequence[Section], here: int | None, at: Path) -> int:
        keys = [one.key for one in merged]
        for name, step in (("before", 0), ("after", 1)):
            if name in row:
                if row[name] in keys:
                    return keys.index(row[name]) + step
                self._wrong(f"同一级没有“{row[name]}”", *at, name)
        return len(merged) if here is None else here

    def _section(
        self, given: Mapping[str, Any], base: Section | None, level: int, at: Path
    ) -> tuple[Section, Mapping[str, Any]]:
        """Return one section with what it takes from *base*, or with *only* from its key anywhere, and its checked row."""
        row = self._table(given, SECTION_SETTINGS, at)
        key = row.get("key", "")
        least, level = level, row.get("level", base.level if base else level)
        if base is None and self.only:
            base = self.everywhere.get(key)
        heading = row.get("heading", base.heading if base else "")
        self._check_section(key, heading, at)
        if not least <= level <= DEEPEST:
            self._wrong(f"章节 {key} 超过 {DEEPEST} 级标题" if level > DEEPEST else "level 应比上一级大", *at, "level")
        base = _moved(base or Section(key, heading, level), level)
        inherited = () if self.only and "section" in row else _without(base.sections, self._omitted(row, base, at))
        section = Section(
            key,
            heading,
            level,
            empty=row.get("empty", base.empty),
            keep=row.get("keep", base.keep),
            own=row.get("own", base.own),
            blocks=self._contents(row, base, at),
            sections=self._merged(inherited, row.get("section", []), level + 1, (*at, "section")),
            written=at,
        )
        return section, row

    def _check_section(self, key: str, heading: str, at: Path) -> None:
        if not key or not heading:
            self._wrong(f"章节 {key or heading or '?'} 缺少 key 或 heading", *at)
        if key and not SECTION_KEY.fullmatch(key):
            self._wrong(f"key“{key}”只能用字母、数字、_ 和 -", *at, "key")
        if len(heading) > LONGEST_HEADING or "\n" in heading:
            self._wrong(f"标题应为一行，最多 {LONGEST_HEADING} 字", *at, "heading")

    def _omitted(self, row: Mapping[str, Any], base: Section, at: Path) -> list[str]:
        omit = self._words(row, "omit", *at)
        below = {one.key for one in every(base.sections)}
        for place, name in enumerate(omit):
            if name not in below:
                self._wrong(f"要去掉的“{name}”不在这一章下面", *at, "omit", place)
        return omit

    def _contents(self, row: Mapping[str, Any], base: Section, at: Path) -> tuple[BlockSpec, ...]:
        """Return the blocks of a section: those it takes and its own, or *base*'s where it says nothing of blocks."""
        taken = [_inherited(spec) for spec in base.blocks] if "take" not in row and "block" not in row else []
        for place, key in enumerate(self._words(row, "take", *at)):
            if key not in self.everywhere:
                self._wrong(f"沿用的提纲没有“{key}”", *at, "take", place)
            else:
                taken += [_inherited(spec) for spec in self.everywhere[key].blocks]
        return (*self._freed(taken, row, at), *self._blocks(row.get("block", []), (*at, "block")))

    def _freed(self, taken: Sequence[BlockSpec], row: Mapping[str, Any], at: Path) -> Iterator[BlockSpec]:
        """Yield the blocks taken over, those words that need not be written here made optional."""
        free = self._words(row, "optional", *at)
        for place, key in enumerate(free):
            if all(spec.options.get("key") != key for spec in taken):
                self._wrong(f"这里没有沿用正文“{key}”", *at, "optional", place)
        for spec in taken:
            words = spec.kind == "narrative" and spec.options.get("key") in free
            yield BlockSpec(spec.kind, {**spec.options, "optional": True}) if words else spec

    def _blocks(self, rows: Any, path: Path) -> tuple[BlockSpec, ...]:
        found = []
        for place, row in enumerate(self._tables(rows, path)):
            options = dict(row)
            kind = options.pop("kind", None)
            if not isinstance(kind, str):
                self._wrong("这一块没有 kind", *path, place)
            else:
                found.append(BlockSpec(kind, options, (*path, place)))
        return tuple(found)

    def _table(self, row: Any, known: Mapping[str, type], path: Path) -> dict[str, Any]:
        """Return the settings of a table that are known and of their type; the others are complained of."""
        if not isinstance(row, dict):
            self._wrong(f"应为{_TYPES[dict]}", *path)
            return {}
        self.found += unknown(self.definition, row, known, *path)
        kept = {}
        for name in row.keys() & known.keys():
            kind = known[name]
            if kind is not object and (
                not isinstance(row[name], kind) or isinstance(row[name], bool) != (kind is bool)
            ):
                self._wrong(f"{name} 应为{_TYPES[kind]}", *path, name)
            else:
                kept[name] = row[name]
        return kept

    def _tables(self, rows: Any, path: Path) -> list[dict[str, Any]]:
        good = isinstance(rows, list) and all(isinstance(row, dict) for row in rows)
        if not good:
            self._wrong(f"{path[-1]} 应写成 [[{'.'.join(str(step) for step in path if isinstance(step, str))}]]", *path)
        return rows if good else []

    def _words(self, row: Mapping[str, Any], name: str, *path: str | int) -> list[str]:
        words = row.get(name, [])
        if isinstance(words, list) and all(isinstance(one, str) for one in words):
            return words
        self._wrong(f"{name} 应为一组文字", *path, name)
        return []

    def _wrong(self, message: str, *path: str | int) -> None:
        self.found.append(self.definition.problem(message, *path))


def _without(sections: Iterable[Section], omit: Sequence[str]) -> tuple[Section, ...]:
    """Return *sections* without those of the keys *omit*, at any depth."""
    return tuple(
        dataclasses.replace(one, sections=_without(one.sections, omit)) for one in sections if one.key not in omit
    )


def _moved(section: Section, level: int) -> Section:
    """Return a section at *level*, what is below it as far below as before; where it was written is another text."""
    by = level - section.level
    if not by and not section.written:  # taken over before, and all below it
        return section
    return dataclasses.replace(
        section,
        level=level,
        blocks=tuple(map(_inherited, section.blocks)),
        sections=tuple(_moved(one, one.level + by) for one in section.sections),
        written=(),
    )


def _inherited(spec: BlockSpec) -> BlockSpec:
    return dataclasses.replace(spec, written=()) if spec.written else spec
