"""What is being gathered from a workbook: facts by address, each with where it stood, and what became no fact."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from budgets.classifications import SCHEMES, label_of
from lib.building import build
from reports.filing import Filing
from reports.importers.loaded import Loaded, Reading, Unread

MOST_UNREAD = 300
STANDARD = ("budget.nature.", "budget.source.", "budget.three_public.")  # lines with one order, whatever the file's


class Facts:
    """Facts of one file. The first reading of a fact stays; another value for it is kept beside it, as a doubt."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.readings: dict[str, Reading] = {}
        self.unread: list[Unread] = []
        self.codes: dict[str, str] = {}  # keys of rows by what the file calls them besides: codes of functions
        self._rows: dict[str, dict[str, str]] = {}

    def put(self, at: str, value: Any, printed: str, *, unit: str = "", where: str = "", doubt: str = "") -> None:
        """Take one fact; nothing where it is blank."""
        if value is None or value == "":
            return
        held = self.readings.get(at)
        if held is None:
            self.values[at] = value
            self.readings[at] = Reading(at, printed, unit, where=where, doubt=doubt)
        elif self.values[at] == value:
            self.readings[at] = replace(held, doubt=held.doubt and doubt)
        else:
            told = f"{where} 是 {printed}{unit}，与 {held.where} 的 {held.value}{held.unit} 不同"
            self.readings[at] = replace(held, doubt=told, others=(*held.others, f"{printed}{unit}"))

    def set(self, at: str, value: Any) -> None:
        """Take what belongs to a fact and is none that was read: a label, a parent."""
        self.values.setdefault(at, value)

    def line(self, scheme: str, code: str, label: str = "", parent: str | None = None) -> str:
        """Return the address of a line of money, begun with its standard label and parent unless others are given."""
        at = f"budget.{scheme}.{code}"
        parents = {category.code: category.parent for category in SCHEMES[scheme]}
        standard = parents.get(code.split("-")[0], "")
        self.set(f"{at}.label", label or label_of(scheme, code))
        self.set(f"{at}.parent", standard if parent is None else parent)
        return at

    def row(self, listed: str, name: str, **given: Any) -> str:
        """Return the address of the row *name* of a list, the next one at first sight."""
        rows = self._rows.setdefault(listed, {})
        key = rows.setdefault(name, str(len(rows) + 1))
        for field, value in given.items():
            self.set(f"{listed}.{key}.{field}", value)
        return f"{listed}.{key}"

    def miss(self, where: str, words: str, reason: str) -> None:
        """Keep what became no fact; of very much only the beginning, and that there is more."""
        if len(self.unread) < MOST_UNREAD:
            self.unread.append(Unread(where, words[:200], reason))
        elif len(self.unread) == MOST_UNREAD:
            self.unread.append(Unread(where, "……", f"没有读取的超过 {MOST_UNREAD} 处，其余不再列出"))

    def loaded(self) -> Loaded:
        """Return what was gathered, short schemes in their standard order."""
        lines = sorted((at for at in self.values if at.startswith(STANDARD)), key=_place)
        filing = build(Filing, {**{at: self.values[at] for at in lines}, **self.values})
        return Loaded(filing, tuple(self.readings.values()), tuple(self.unread))


def _place(at: str) -> int:
    """Return the place of a line in the standard order of its scheme, behind all of them for a line of the unit's own."""
    _, scheme, code, *_ = at.split(".")
    codes = [category.code for category in SCHEMES[scheme]]
    return codes.index(code) if code in codes else len(codes)
