"""What changed between two submissions. Pure: two frozen sets of facts in, one row per differing fact out.

Rows keep their identity by key, not by position: a project moved up is no change, a project added is.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from functools import cache
from typing import Any, get_args, get_type_hints

from lib import display
from lib.address import called
from lib.canonical import flatten_plain
from reports.filing import Filing
from reports.quoting import named
from reports.thawing import thaw

Facts = Mapping[str, Any]
NUMBERS = frozenset({"wan", "percent", "count", "score"})
ASIDE = "rolled."  # which words are still last year's: no fact of the report, and told by the words themselves
UNITS = {"wan": "万元"}
_READ: dict[str, Callable[[Any], Any]] = {
    "wan": Decimal, "percent": Decimal, "score": Decimal, "date": datetime.date.fromisoformat,
}  # fmt: skip
_CLAUSE = re.compile(r"[^，。；：、！？\n]*[，。；：、！？\n]|[^，。；：、！？\n]+")


@dataclass(frozen=True)
class Difference:
    """One fact that differs: its address, Chinese name and unit, and both values as text ("" where unanswered)."""

    at: str
    label: str
    unit: str
    old: str
    new: str

    @property
    def is_number(self) -> bool:
        return self.unit in NUMBERS

    @property
    def is_words(self) -> bool:
        """Return whether the two are words, shown as one text with its changes marked, not side by side in cells."""
        return self.unit == "text"

    @property
    def shown_unit(self) -> str:
        return UNITS.get(self.unit, "")

    @property
    def pieces(self) -> list[tuple[str, str]]:
        return pieces(self.old, self.new)


@dataclass(frozen=True)
class Comparison:
    """The differences of two submissions in the order of the filing."""

    differences: Sequence[Difference] = ()

    @property
    def by_address(self) -> dict[str, Difference]:
        return {one.at: one for one in self.differences}

    @property
    def summary(self) -> str:
        """Return the counts in a sentence, 改 3 个数、补填 4 个数、改 1 段文字."""
        counts = [
            ("改 {} 个数", lambda one: one.is_number and one.old and one.new),
            ("补填 {} 个数", lambda one: one.is_number and not one.old),
            ("删去 {} 个数", lambda one: one.is_number and not one.new),
            ("改 {} 处文字", lambda one: not one.is_number),
        ]
        told = [(words, sum(1 for one in self.differences if fits(one))) for words, fits in counts]
        return "、".join(words.format(count) for words, count in told if count)


def compare(before: Facts, after: Facts, chapters: Mapping[str, str] | None = None) -> Comparison:
    """Return how two frozen sets of facts differ; *chapters* names the narrative by its key."""
    old, new = flatten_plain(before), flatten_plain(after)
    addresses = [at for at in (*new, *(at for at in old if at not in new)) if not at.startswith(ASIDE)]
    pairs = [(at, old.get(at), new.get(at)) for at in addresses]
    changed = [pair for pair in pairs if not _same(*pair[1:])]
    return Comparison([_difference(*pair, after if pair[0] in new else before, chapters or {}) for pair in changed])


def _same(old: Any, new: Any) -> bool:
    return old == new or (_blank(old) and _blank(new))


def _blank(value: Any) -> bool:
    return value is None or value == ""


def _difference(at: str, old: Any, new: Any, facts: Facts, chapters: Mapping[str, str]) -> Difference:
    label, unit = meaning(facts, at)
    if at.startswith("narrative."):
        label = chapters.get(at.split(".")[1], label)
        old, new = (_quoting(value, facts) for value in (old, new))
    texts = [_text(value, unit) for value in (old, new)]
    if texts[0] == texts[1]:  # they differ behind the second decimal: a change is never shown as none
        texts = [f"{value}" for value in (old, new)]
    return Difference(at, label, unit, *texts)


def _quoting(words: Any, facts: Facts) -> Any:
    """Return people's words with what they quote by name."""
    return named(thaw(facts), words) if isinstance(words, str) and "{" in words else words


def _text(value: Any, unit: str) -> str:
    return "" if _blank(value) else display.show(_READ.get(unit, _as_is)(value), unit)


def _as_is(value: Any) -> Any:
    return value


def meaning(facts: Facts, at: str) -> tuple[str, str]:
    """Return the Chinese name and the unit of a fact of frozen *facts*, as live ones have them."""
    names: list[str] = []
    kind: Any = Filing
    data: Any = facts
    unit = "text"
    for step in at.split("."):
        if hasattr(kind, "__dataclass_fields__"):
            field = kind.__dataclass_fields__.get(step)
            if field is None:  # frozen under an earlier shape of the filing
                return at, "text"
            names.append(field.metadata.get("label", ""))
            unit = field.metadata.get("unit", "text")
            kind, data = _hints(kind)[step], data.get(step) if isinstance(data, Mapping) else None
        else:
            kind, data = get_args(kind)[1], _row(data, step)
            names.append(data.get("label") or data.get("name") or "")
    return called([name for name in names if name]) or at, unit


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _row(rows: Any, key: str) -> Mapping[str, Any]:
    return next((row for row in rows or () if row["key"] == key), {})


def pieces(old: str, new: str) -> list[tuple[str, str]]:
    """Return the change of one text as (same | del | ins, words) by clauses, old before new."""
    before, after = _CLAUSE.findall(old), _CLAUSE.findall(new)
    found: list[tuple[str, str]] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = "".join(before[i1:i2]), "".join(after[j1:j2])
        found += [("same", gone)] if tag == "equal" else [("del", gone), ("ins", come)]
    return [(how, words) for how, words in found if words]
