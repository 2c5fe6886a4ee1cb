"""What each placed cell says: the fact as stated, or what its formula makes of the other cells."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from indicators.snapshot import Indicator
from lib import display
from lib.formulas import Expression
from lib.money import YUAN_PER_WAN, to_wan
from reports.document import Inline, Raw, Value
from reports.filling.layout import Draft
from reports.filling.scope import Scope
from reports.schedule.facts import COMPOSED, LEVELS, meaning, row_kind
from reports.schedule.model import Schedule
from reports.schedule.naming import Key, Names
from reports.schedule.validating import declared
from reports.sentences import one_line, text

QUALITATIVE = "定性"
NUMERIC = frozenset({"wan", "percent", "count", "score", "number"})


class Filled(NamedTuple):
    """A cell as it prints. *at*: the fact it quotes, "" for none; *stored*: whether that can be entered.

    *line* and *column* count from 1 over the whole form. *formula* names other cells by such places (document.Cell);
    *computed* is what the schedule's formula gives, in the fact's unit, also where another figure is stated.
    """

    children: tuple[Inline, ...] = ()
    at: str = ""
    label: str = ""
    raw: Raw = None
    unit: str = "text"
    stored: bool = False
    formula: str = ""
    computed: Decimal | None = None
    align: str = "left"
    kind: str = ""
    indent: int = 0
    line: int = 1
    column: int = 1
    columns: int = 1
    rows: int = 1


class Plan:
    """What is the same whatever a schedule is filled from: its names, and unit, label and whether stored of each cell."""

    def __init__(self, schedule: Schedule) -> None:
        self.names, self.declared = Names(schedule), declared(schedule)
        self.meanings: dict[Key, tuple[str, str, bool]] = {}


plan = lru_cache(128)(Plan)


@dataclass
class Values:
    """The values of one laid out schedule; each is worked out once."""

    schedule: Schedule
    scope: Scope
    drafts: list[Draft]
    numbers: dict[str, Decimal | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.plan = plan(self.schedule)
        self.names = self.plan.names
        self.formulas: dict[str, Expression] = {}
        self.placed: dict[Key, list[Draft]] = {}
        for draft in self.drafts:
            self.placed.setdefault(draft.key, []).append(draft)
        self.at_place = {draft.place: draft for draft in self.drafts}

    def fill(self, draft: Draft) -> Filled:
        """Return *draft* with what stands in it."""
        spec = draft.spec
        if not spec.at and not spec.formula:
            return _written(draft, self.scope.words(spec.words, draft.instance))
        if _is_blank_line(draft):
            return _written(draft, ())
        unit, label, stored = self._meaning(draft)
        address = self.scope.address(spec.at, draft.instance)
        raw, computed = self._raw(draft, unit)
        return Filled(
            children=self._children(draft, address, raw, unit),
            at=address,
            label=label,
            raw=raw,
            unit=unit,
            stored=stored and bool(address),
            formula=self._formula(draft, raw, computed, unit),
            computed=computed,
            align=spec.align or ("right" if unit == "wan" else "center" if unit in NUMERIC else "left"),
            kind=spec.kind,
            indent=spec.indent,
            line=draft.line,
            column=draft.column,
            columns=draft.columns,
            rows=draft.rows,
        )

    def _meaning(self, draft: Draft) -> tuple[str, str, bool]:
        """Return the unit and label of what a cell says, and whether it is stored: the same for all its repetitions."""
        meanings = self.plan.meanings
        if draft.key not in meanings:
            row = row_kind(self.names.sites[draft.key].row.each) if draft.instance else None
            at = draft.spec.at
            found = meaning(at, row, per=self.schedule.per, declared=self.plan.declared) if at else None
            unit = draft.spec.unit or (found.unit if found else "text")
            meanings[draft.key] = unit, found.label if found else "", bool(found and found.stored)
        return meanings[draft.key]

    def _raw(self, draft: Draft, unit: str) -> tuple[Any, Decimal | None]:
        """Return what the cell is worth and what its formula gives; what is stated goes before what is computed."""
        stated = self.scope.value(draft.spec.at, draft.instance) if draft.spec.at else None
        computed = self._computed(draft, unit)
        return computed if stated is None else stated, computed

    def _computed(self, draft: Draft, unit: str) -> Decimal | None:
        if draft.spec.formula is None:
            return None
        found = self._placed(draft).evaluate(lambda place: self._number(self.at_place[place]))
        return found * YUAN_PER_WAN if found is not None and unit == "wan" else found

    def _number(self, draft: Draft) -> Decimal | None:
        """Return the number in a cell as it is printed: 万元 of an amount, a fraction of a percentage."""
        if draft.place not in self.numbers:
            self.numbers[draft.place] = None  # what a circle comes back to
            if not _is_blank_line(draft):
                unit = self._meaning(draft)[0]
                self.numbers[draft.place] = _printed(self._raw(draft, unit)[0], unit)
        return self.numbers[draft.place]

    def _places(self, draft: Draft, name: str) -> list[str]:
        """Return the places of the cells *name* means to the formula of *draft*; in its own row those it is about.

        Blank lines to fill in by hand are none of them: they would leave a total blank.
        """
        key = self.names.find(draft.key, name)
        found = self.placed.get(key, []) if key else []
        if key and key[:2] == draft.key[:2]:
            found = [one for one in found if set(one.covers) & set(draft.covers)]
        return [one.place for one in found if not _is_blank_line(one)]

    def _formula(self, draft: Draft, raw: Raw, computed: Decimal | None, unit: str) -> str:
        """Return the formula by places where it gives what is printed, else nothing."""
        if draft.spec.formula is None or computed is None or display.show(raw, unit) != display.show(computed, unit):
            return ""
        return str(self._placed(draft))

    def _placed(self, draft: Draft) -> Expression:
        """Return the formula of *draft* over places."""
        if draft.place not in self.formulas and draft.spec.formula:
            self.formulas[draft.place] = draft.spec.formula.renamed(lambda name: self._places(draft, name))
        return self.formulas[draft.place]

    def _children(self, draft: Draft, address: str, raw: Raw, unit: str) -> tuple[Inline, ...]:
        name = draft.spec.at.removeprefix(".")
        if draft.instance and not address and name.endswith(".label"):
            return text(draft.instance.levels[LEVELS.index(name.partition(".")[0])].label)
        shown = one_line(raw) if isinstance(raw, str) else display.show(raw, unit)
        value = Value(shown or display.ABSENT, address, raw, unit)
        if draft.instance and draft.spec.at.startswith(".") and name in COMPOSED and raw:
            return _composed(self.scope.filing[draft.instance.at], name, value)
        return (value,)


def _is_blank_line(draft: Draft) -> bool:
    return draft.instance is not None and not draft.instance.at


def _written(draft: Draft, words: tuple[Inline, ...]) -> Filled:
    """Return a cell of words, or one to fill in by hand."""
    spec = draft.spec
    return Filled(
        words, align=spec.align or "left", kind=spec.kind, indent=spec.indent, line=draft.line, column=draft.column,
        columns=draft.columns, rows=draft.rows,
    )  # fmt: skip


def _printed(raw: Any, unit: str) -> Decimal | None:
    if unit not in NUMERIC or isinstance(raw, str | datetime.date) or raw is None:
        return None
    return to_wan(raw) if unit == "wan" else Decimal(raw)


def _composed(row: Indicator, name: str, value: Value) -> tuple[Inline, ...]:
    """Return a target with its sign and unit, ≥40场, or what was achieved with its unit."""
    target = name == "target"
    sign = row.operator if target and row.operator != QUALITATIVE else ""
    unit = row.unit if target or not row.actual_unit else row.actual_unit
    return (*text(sign), value, *text("" if value.text.endswith(unit) else unit))
