"""The indicator library: entries that come with the product, read from files, offered together with a bureau's own rows.

One file is one sector's ``library/<name>.toml``; what is built in belongs to everybody and is altered by nobody.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from indicators.models import Indicator, LibraryIndicator
from indicators.taxonomy import KINDS, LABELS
from lib.definitions import Definition, DefinitionError, Problem, read, unknown

FOLDER = Path(__file__).parent / "library"
EVERYWHERE = "通用"
OWN = "own-"
_FACTS = ("label", "taxonomy", "operator", "target_value", "unit", "evidence")
_SIGNS = {sign for sign, _ in Indicator.OPERATORS}
_ORDER = {kind.code: place for place, kind in enumerate(KINDS)}
_PARENTS = {kind.code: kind.parent for kind in KINDS}


@dataclass(frozen=True)
class Entry:
    """One indicator units may take over: *key* is ``<file>-<name>`` for built-in ones, ``own-<number>`` for a bureau's."""

    key: str
    label: str
    taxonomy: str
    operator: str
    target_value: str = ""
    unit: str = ""
    evidence: str = ""
    sector: str = ""
    source: str = ""
    row: LibraryIndicator | None = None  # the bureau's own, None for what is built in

    @property
    def kind(self) -> str:
        return LABELS.get(self.taxonomy, "未归类")

    @property
    def family(self) -> str:
        """The level-1 kind it belongs under."""
        return _PARENTS.get(self.taxonomy, "") or self.taxonomy

    @property
    def target(self) -> str:
        """What is promised, as it is read: ``≥ 10 次``; 自定 where the unit sets the value."""
        value = self.target_value if self.target_value or self.operator == "定性" else "自定"
        return " ".join(filter(None, (self.operator, value, self.unit)))


@cache
def built_in() -> tuple[Entry, ...]:
    """Return the entries of every file, those for all sectors first."""
    found = [parse(path.read_text(encoding="utf-8"), path.stem) for path in sorted(FOLDER.glob("*.toml"))]
    return tuple(sorted((one for listed in found for one in listed), key=lambda one: one.sector))


def parse(text: str, name: str) -> list[Entry]:
    """Return the entries of one file; raise DefinitionError with every problem at its line."""
    definition = read(text)
    problems = unknown(definition, definition.data, ("sector", "source", "indicator"))
    rows = definition.data.get("indicator", [])
    for place, row in enumerate(rows):
        problems += _problems(definition, row, place)
    keys = [row.get("key") for row in rows]
    again = [place for place, key in enumerate(keys) if key in keys[:place]]
    problems += [definition.problem(f"重复的 key：{keys[place]}", "indicator", place) for place in again]
    if problems:
        raise DefinitionError(problems)
    common = {one: definition.data.get(one, "") for one in ("sector", "source")}
    return [Entry(f"{name}-{row['key']}", **{one: row.get(one, "") for one in _FACTS}, **common) for row in rows]


def _problems(definition: Definition, row: dict[str, Any], place: int) -> list[Problem]:
    path = ("indicator", place)
    found = unknown(definition, row, ("key", *_FACTS), *path)
    found += [
        definition.problem(f"{name} 应是文字", *path, name) for name, value in row.items() if not isinstance(value, str)
    ]
    found += [definition.problem(f"缺少设置：{name}", *path) for name in ("key", "label") if not row.get(name)]
    if row.get("taxonomy") not in LABELS:
        found.append(definition.problem("taxonomy 不是指标类别的代码", *path, "taxonomy"))
    if row.get("operator") not in _SIGNS:
        found.append(definition.problem("operator 应是 ≥ > = < ≤ 定性 之一", *path, "operator"))
    return found


def offered(jurisdiction_id: int | None) -> list[Entry]:
    """Return what units of a jurisdiction may take, in the order of the taxonomy; one query."""
    own = LibraryIndicator.objects.offered_in(jurisdiction_id)
    return in_order([*map(entry_of, own), *built_in()])


def entry_of(row: LibraryIndicator) -> Entry:
    facts = {name: getattr(row, name) for name in (*_FACTS, "sector", "source")}
    return Entry(f"{OWN}{row.pk}", row=row, **facts)


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda one: (_ORDER.get(one.taxonomy, len(_ORDER)), one.sector))


def hints(jurisdiction_id: int | None) -> dict[str, str]:
    """Return which papers prove an indicator, by its name."""
    return {one.label: one.evidence for one in offered(jurisdiction_id) if one.evidence}
