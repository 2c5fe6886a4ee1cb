"""An official form table as data. What the words mean is said in reports/schedule/__init__.py."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lib.definitions import Definition, Path
from lib.formulas import Expression

UNNAMED = "_"  # begins the id of a row nobody named: the names of its columns are its own
REST = 0  # rows of a cell that reaches down to the end of its section


@dataclass(frozen=True)
class CellSpec:
    """One cell: words, a fact at an address, a formula, several rows' facts in one, or nothing (blank to sign).

    With both *at* and *formula* the fact is printed as it stands; the formula says how it should come about and
    stands in for one nobody stated.
    """

    words: str = ""
    id: str = ""
    at: str = ""
    formula: Expression | None = None
    unit: str = ""
    columns: int = 1
    rows: int = 1
    align: str = ""
    kind: str = ""
    indent: int = 0


@dataclass(frozen=True)
class RowSpec:
    """A row, or with *each* a row for every row the filing has there, at least *least*.

    *where*: field → (values, whether they are the ones wanted, not the ones left out).
    """

    cells: tuple[CellSpec, ...] = ()
    id: str = ""
    each: str = ""
    where: Mapping[str, tuple[frozenset[str], bool]] = field(default_factory=dict)
    least: int = 0
    path: Path = field(default=(), compare=False)


@dataclass(frozen=True)
class SectionSpec:
    """A part with its own head, which is repeated where the part goes on overleaf."""

    key: str = ""
    head: tuple[RowSpec, ...] = ()
    rows: tuple[RowSpec, ...] = ()
    path: Path = field(default=(), compare=False)

    @property
    def all_rows(self) -> tuple[RowSpec, ...]:
        return (*self.head, *self.rows)


@dataclass(frozen=True)
class FactSpec:
    """A fact only this schedule asks for: declared.<key>.<unit> in the filing, under its Chinese label."""

    key: str
    label: str
    unit: str = "amount"

    @property
    def at(self) -> str:
        return f"declared.{self.key}.{self.unit}"


@dataclass(frozen=True, eq=False)  # one is itself alone: what is worked out for it is kept (filling.values.plan)
class Schedule:
    """One official form table. *widths* are the shares of its columns, which all sections have in common."""

    key: str = ""
    title: str = ""
    source: str = ""
    lead: str = ""
    note: str = ""
    orientation: str = "auto"
    per: str = ""
    when: str = "always"
    none: str = ""
    widths: tuple[int, ...] = ()
    facts: tuple[FactSpec, ...] = ()
    sections: tuple[SectionSpec, ...] = ()
    signs: tuple[str, ...] = ()
    definition: Definition = field(default_factory=Definition, compare=False, repr=False)

    @property
    def name(self) -> str:
        """Return what the form is called: its title without the year."""
        return _QUOTED.sub("", self.title).strip()

    @property
    def landscape(self) -> bool:
        """Return whether it lies on its side: said so, or more columns than an upright page holds (gbt9704.md §5)."""
        return self.orientation == "landscape" or (self.orientation == "auto" and len(self.widths) > UPRIGHT)


_QUOTED = re.compile(r"（[^（）]*\{[^{}]*\}[^（）]*）|\{[^{}]*\}(年度|年)?")
UPRIGHT = 9  # columns of an upright page
