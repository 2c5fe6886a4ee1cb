"""Schedules: official form tables (报表、附表) as data. Built in as schedules/<jurisdiction>/<name>.toml.

    title = "部门整体支出绩效自评表（{fiscal_year}年度）"     facts in braces, as in sentences; also {prior_year}
    source = "文号 of the form"
    extends = "national/…"; omit = ["key"]    what is not said here is taken from there, sections by their key
    lead, note                                above the table at the left and at the right (单位：万元)
    widths = [12, 20, …]                      the shares of the columns all sections have in common
    orientation = "auto"                      or portrait, landscape; auto: by the number of columns
    per = "project"                           one for each project
    when = "any"; none = "…"                  printed only if some amount it quotes is not zero; else the sentence, if any
    signs = ["填表人：", …]                    the line under the table
    [[fact]] key, label, unit                 a fact only this schedule asks for: declared.<key>.<unit>
                                              (unit: amount, number, percent, text, date)
    [[section]] key                           a part with its own head
      head = ["…", { words, columns, rows }]  or several such rows
      columns = [{ id, at = ".actual" }]      the cells that end every row which has ``of``, ``each`` or ``formula``
    [[section.row]] cells = ["words", { … }]
      of = "budget.nature.basic"              the row the section's columns are about; formula = "…" for all of them
      each = "budget.economic"; where = { parent = "!", … }; least = 1     one row for each of the filing's rows

A cell: words, or at (an address) and formula (lib.formulas over other cells, reports/schedule/naming.py), or nothing;
id, unit (of lib.display), columns and rows it spans (rows = "rest": down to the end of the section), align, kind
(head, total), indent. Which addresses there are is said in reports/schedule/facts.py. A fact that is stated is printed
as stated; a formula beside it stands in for a blank one. Formulas count in what is printed: 万元, fractions, points.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from reports.schedule.differing import differences
from reports.schedule.model import CellSpec, FactSpec, RowSpec, Schedule, SectionSpec
from reports.schedule.reading import parse as _parse
from reports.schedule.validating import validate

__all__ = [
    "CellSpec", "FactSpec", "RowSpec", "Schedule", "SectionSpec", "UnknownScheduleError",
    "differences", "load_schedule", "parse", "schedules", "validate",
]  # fmt: skip
FOLDER = Path(__file__).resolve().parent.parent / "schedules"
_KEY = re.compile(r"[a-z_]+/[a-z0-9_]+")


class UnknownScheduleError(LookupError):
    """There is no built-in schedule of that key; the message says so in Chinese."""


def schedules() -> list[str]:
    """Return the keys of all built-in schedules."""
    return sorted(f"{file.parent.name}/{file.stem}" for file in FOLDER.glob("*/*.toml"))


@cache
def load_schedule(key: str) -> Schedule:
    """Return a built-in schedule; raise UnknownScheduleError, or DefinitionError when it is malformed."""
    file = FOLDER / f"{key}.toml"
    if not _KEY.fullmatch(key) or not file.is_file():
        raise UnknownScheduleError(f"没有报表 {key}")
    return parse(file.read_text(encoding="utf-8"), key)


def parse(text: str, key: str = "", find: Callable[[str], str] | None = None) -> Schedule:
    """Return the schedule written in *text*; raise DefinitionError. Call ``validate`` before it is used.

    *find* returns the text of a schedule that is extended, or raises LookupError; built-in ones without it.
    """
    return _parse(text, key, load_schedule if find is None else lambda name: parse(find(name), name, find))
