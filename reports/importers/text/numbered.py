"""The marks inside paragraphs and the numbered items figures stand in."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from prose.marks import Mark
from prose.mentions import AMOUNT, Mention
from prose.quantities import is_bare, name_in
from prose.reading import Prose

_NAME = re.compile(r"[^，。；：（(\n\t\d]+")
_GENERAL = re.compile("情况|总体|概况|说明|支出|收入|预算|决算|经费安排|年度|全年|执行")


@dataclass(frozen=True)
class Numbered:
    """The numbered items of one text, by place."""

    prose: Prose

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Return the marks inside paragraphs, in order."""
        return self.prose.structure.inline

    @cached_property
    def _starts(self) -> list[int]:
        return [mark.start for mark in self.marks]

    def mark_before(self, at: int) -> Mark | None:
        """Return the last mark inside a paragraph before *at*."""
        index = bisect_left(self._starts, at) - 1
        return self.marks[index] if index >= 0 else None

    def mark_behind(self, at: int) -> Mark | None:
        """Return the first mark inside a paragraph behind *at*."""
        index = bisect_right(self._starts, at)
        return self.marks[index] if index < len(self._starts) else None

    def item_start(self, one: Mention) -> int:
        """Return where the words of the numbered item an amount stands in begin, −1 outside of any."""
        built = self.prose.structure
        line = self.prose.plain.rfind("\n", 0, one.start) + 1
        if (mark := self.mark_before(one.start)) and mark.start >= line:
            return mark.end
        heading = built.headings[one.heading] if one.heading >= 0 else None
        return heading.mark.end if heading and heading.mark and heading.start >= line else -1

    def holds(self, one: Mention) -> bool:
        """Return whether an amount stands in a numbered item that is about something of its own: 1.河道整治，支出5万元."""
        start = self.item_start(one)
        name = _NAME.match(self.prose.plain, start, one.start) if start >= 0 else None
        return (
            name is not None and not name_in(name[0], AMOUNT) and not _GENERAL.search(name[0]) and not is_bare(name[0])
        )
