"""The pages on which schedules are filled in: the table as it prints, with an input for every fact entered there.

Each fact is stored once. A schedule that quotes a fact another page asks for as well shows the same stored value, and
either page may write it; what is computed, or belongs to a list with a page of its own, is text here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import Any

from django.forms import BoundField
from django.utils.safestring import SafeString

from lib.drawing import entry, joined
from lib.forms import FactForm
from lib.quick_inputs import attributes
from reports.document import Inline
from reports.fact_forms import FactForms
from reports.filing import Filing
from reports.filling import Filled, Sheet, lay_out_one, subjects
from reports.models import Report
from reports.outline import Outline
from reports.schedule import Schedule

ALIGN = {"right": "num", "center": "mid"}


@dataclass(frozen=True)
class Page:
    """One schedule, or one project's sheet of it, as a page: *key* is its name in addresses."""

    key: str
    label: str
    schedule: Schedule
    project: str = ""


def pages(outline: Outline, filing: Filing) -> list[Page]:
    """Return the pages of an outline's schedules, of one for each project as many as there are projects."""
    return [page for schedule in outline.annexes for page in _pages(schedule, filing)]


def _pages(schedule: Schedule, filing: Filing) -> Iterator[Page]:
    key, name = schedule.key.replace("/", "-"), schedule.name
    if schedule.per != "project":
        yield Page(key, name, schedule)
        return
    for project in subjects(schedule, filing):
        yield Page(f"{key}-{project}", f"{name}·{filing.projects[project].label}", schedule, project)


def page_of_declared(outline: Outline, filing: Filing, at: str) -> str:
    """Return the page that declares the fact at *at*, blank where none of this outline's does."""
    key = at.split(".")[1] if at.count(".") else ""
    declaring = (page for page in pages(outline, filing) if key in {one.key for one in page.schedule.facts})
    return next((page.key for page in declaring), "")


@dataclass
class Drawn:
    """One cell of the table on the page: an input, or what the paper says."""

    cell: Filled
    bound: BoundField | None = None

    @property
    def html(self) -> SafeString:
        cell = self.cell
        state = self._state()
        css = " ".join(
            filter(None, (ALIGN.get(cell.align, ""), cell.kind, f"in-{cell.indent}" if cell.indent else "", state))
        )
        given = {
            "class": css or False,
            "colspan": str(cell.columns) if cell.columns > 1 else False,
            "rowspan": str(cell.rows) if cell.rows > 1 else False,
        }
        tag = "th" if cell.kind == "head" else "td"
        inside = entry(self.bound) if self.bound is not None else SafeString(escape(_words(cell.children)))
        return SafeString(f"<{tag}{attributes(given)}>{inside}{self._mistakes()}</{tag}>")

    def _state(self) -> str:
        if self.bound is None:
            return ""
        return "cell bad" if self.bound.errors else f"cell {getattr(self.bound.field, 'marked', '')}".strip()

    def _mistakes(self) -> str:
        if self.bound is None or not self.bound.errors:
            return ""
        return "".join(f'<div class="error">{escape(str(one))}</div>' for one in self.bound.errors)


class ScheduleTable:
    """A block of an editing page (see lib.grids): one sheet with its inputs."""

    template = "forms/schedule.html"

    def __init__(self, report: Report, page: Page, filing: Filing, data: Any = None) -> None:
        self.page = page
        self.sheet = _sheet(page, filing)
        cells = [cell for cell in self.sheet.cells() if cell.stored]
        labels = {one.at: one.label for one in page.schedule.facts}
        rows = {at.rpartition(".")[0]: label for at, label in labels.items()} | _names(self.sheet)
        self._facts = FactForms(report, [cell.at for cell in cells], data, rows)
        self._describe(cells)

    @property
    def id(self) -> str:
        return f"schedules.{self.page.key}"

    @property
    def title(self) -> str:
        return _words(self.sheet.title)

    @property
    def lead(self) -> str:
        return _words(self.sheet.lead)

    @property
    def note(self) -> str:
        return self.page.schedule.note

    @property
    def forms(self) -> Sequence[FactForm]:
        return self._facts.forms

    @property
    def addresses(self) -> list[str]:
        """Return the facts that are entered here."""
        return list(self._facts.fields)

    @cached_property
    def sections(self) -> list[tuple[list[SafeString], list[SafeString]]]:
        """Return the head and body rows of each section as HTML; a fact quoted twice is entered where it stands first."""
        left = dict(self._facts.fields)
        return [(self._rows(head, left), self._rows(body, left)) for head, body in self.sheet.sections]

    @property
    def widths(self) -> list[int]:
        whole = sum(self.page.schedule.widths)
        return [round(100 * share / whole) for share in self.page.schedule.widths]

    def _rows(self, lines: Sequence[Sequence[Filled]], left: dict[str, BoundField]) -> list[SafeString]:
        drawn = [[Drawn(cell, left.pop(cell.at, None) if cell.stored else None) for cell in line] for line in lines]
        return [SafeString(f"<tr>{joined(one.html for one in line)}</tr>") for line in drawn]

    def _describe(self, cells: Sequence[Filled]) -> None:
        """Name each input for those who do not see its row and column, and show what stands in for a blank one."""
        for cell in cells:
            bound = self._facts.fields.get(cell.at)
            if bound is None:
                continue
            widget = bound.field.widget
            widget.attrs.setdefault("aria-label", cell.label)
            shown = _words(cell.children)
            if bound.value() in (None, "") and cell.computed is not None and shown:
                widget.attrs["placeholder"] = shown


def _sheet(page: Page, filing: Filing) -> Sheet:
    return lay_out_one(page.schedule, filing, page.project)


def _words(nodes: Sequence[Inline]) -> str:
    return "".join(node.text for node in nodes)


def _names(sheet: Sheet) -> dict[str, str]:
    """Return what the first words of its line call each quoted row: the name of a line nobody has stored yet."""
    found: dict[str, str] = {}
    for head, body in sheet.sections:
        for line in (*head, *body):
            name = next((_words(one.children) for one in line if not one.at and _words(one.children).strip()), "")
            found |= {cell.at.rpartition(".")[0]: name.lstrip("其中：").strip() for cell in line if cell.stored}
    return found
