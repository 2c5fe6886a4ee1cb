"""One filling of a schedule: which filing and project it is about, and what its addresses mean there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from budgets.snapshot import Project
from reports import sentences
from reports.document import Inline
from reports.filing import Filing
from reports.filling.trees import NO_LEVELS, Level, leaves
from reports.schedule.facts import COMPOSED, EXECUTION, LEVELS, PROJECT, SOURCE, codes
from reports.schedule.model import RowSpec

NOWHERE = "-"  # an address nothing stands at: what a sentence quotes there is blank
_QUOTE = re.compile(r"\{([^{}:]+)")
_SUM = re.compile(r"budget\.(\w+)\.([\w+-]*\+[\w+-]*)\.(\w+)")


@dataclass(frozen=True)
class Instance:
    """One of the rows an ``each`` becomes: its address ("" for a blank line) and the rows above it."""

    at: str = ""
    levels: tuple[Level, ...] = NO_LEVELS


@dataclass(frozen=True)
class Scope:
    """*project* is the key of the project the schedule is about, blank for the whole unit."""

    filing: Filing
    project: str = ""
    said: dict[str, Any] = field(default_factory=dict, compare=False)

    def address(self, at: str, instance: Instance | None = None) -> str:
        """Return the filing's own address of what a schedule calls *at*; "" where there is nothing."""
        if at.startswith("."):
            return _of_row(at[1:], instance or Instance())
        if at.startswith(PROJECT):
            return f"projects.{self.project}.{at.removeprefix(PROJECT)}"
        if at.startswith(SOURCE):
            key, _, name = at.removeprefix(SOURCE).partition(".")
            return f"budget.project_source.{self.project}-{key}.{name}"
        if at.startswith(EXECUTION):
            row = self._execution
            return f"{row}.{at.removeprefix(EXECUTION)}" if row else ""
        added = _SUM.fullmatch(at)
        return self._line(*added.groups()) if added else at

    def value(self, at: str, instance: Instance | None = None) -> Any:
        """Return the fact at *at*, for several lines their sum; None where it is blank."""
        address = self.address(at, instance)
        added = _SUM.fullmatch(at)
        if address or not added:
            return sentences.fact(self.filing, address) if address else None
        lines = self._lines(added[1], added[2])
        amounts = [amount for code in lines if (amount := getattr(lines[code], added[3])) is not None]
        return sum(amounts, Decimal(0)) if amounts else None

    def words(self, words: str, instance: Instance | None = None) -> tuple[Inline, ...]:
        """Return words with the facts they quote (reports/sentences.py)."""
        if "{" not in words and "[" not in words:  # as most words of a form are
            return sentences.text(words)
        words = words.replace("{prior_year}", str(self.filing.fiscal_year - 1))
        return sentences.say(
            self.filing, _QUOTE.sub(lambda found: "{" + (self.address(found[1], instance) or NOWHERE), words)
        )

    def instances(self, spec: RowSpec) -> list[Instance]:
        """Return the rows *spec* becomes, then blank ones up to the least it asks for."""
        rows = self._rows(spec.each)
        if rows and hasattr(next(iter(rows.values())), "taxonomy"):
            found = [
                Instance(rows[path[-1]].at(), levels) for path, levels in leaves(rows) if _chosen(rows, path, spec)
            ]
        else:
            found = [Instance(row.at()) for key, row in rows.items() if _chosen(rows, [key], spec)]
        return [*found, *(Instance() for _ in range(spec.least - len(found)))]

    def _rows(self, each: str) -> Mapping[str, Any]:
        """Return the rows an ``each`` is about; of projects those that stand for themselves, not for others."""
        match each:
            case "project.indicators":
                every = self.filing.project_indicators
                return {key: row for key, row in every.items() if row.project == self.project}
            case "project.sources":
                lines = self.filing.budget.project_source
                return {key: row for key, row in lines.items() if key.startswith(f"{self.project}-")}
            case "projects":
                return single_projects(self.filing)
        return self.filing[each]

    @property
    def _execution(self) -> str:
        if "execution" not in self.said:
            rows = self._rows("project.indicators" if self.project else "indicators")
            self.said["execution"] = next((row.at() for row in rows.values() if row.taxonomy == "execution"), "")
        return self.said["execution"]

    def _line(self, scheme: str, step: str, name: str) -> str:
        """Return the address of the one line kept for all of several codes; "" where there is none, or more."""
        found = list(self._lines(scheme, step))
        return f"budget.{scheme}.{found[0]}.{name}" if len(found) == 1 else ""

    def _lines(self, scheme: str, step: str) -> Mapping[str, Any]:
        lines, wanted = getattr(self.filing.budget, scheme), codes(step)
        return {code: line for code, line in lines.items() if codes(code) <= wanted}


def single_projects(filing: Filing) -> dict[str, Project]:
    """Return the projects that are no group of others: a form is filled for each of them."""
    parents = {project.parent for project in filing.projects.values()}
    return {key: project for key, project in filing.projects.items() if key not in parents}


def _of_row(name: str, instance: Instance) -> str:
    level, _, rest = name.partition(".")
    if level in LEVELS:
        row = instance.levels[LEVELS.index(level)].at
        return f"{row}.{rest}" if row else ""
    return f"{instance.at}.{COMPOSED.get(name, name)}" if instance.at else ""


def _chosen(rows: Mapping[str, Any], path: list[str], spec: RowSpec) -> bool:
    """Return whether the last row of *path* is wanted; what is asked of an indicator may be said above it."""
    return all(_fits(rows, path, name, *asked) for name, asked in spec.where.items())


def _fits(rows: Mapping[str, Any], path: list[str], name: str, values: frozenset[str], wanted: bool) -> bool:
    said: Iterator[str] = (str(getattr(rows[key], name)) for key in path)
    return any(value in values for value in said) == wanted
