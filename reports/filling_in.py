"""Readings put into the forms of the steps as a person would type them: which page, which input, which new row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from lib.forms import FactForm, RowFormSet, formfield
from reports import editions
from reports import filing as pictures
from reports.filing import Filing
from reports.merging import as_query, parts, post_of, put, typed
from reports.models import Narrative, Report
from reports.proposals import Entry, FileRow, Proposals
from reports.proposals.lists import is_blank
from reports.sheets import LAST
from reports.steps import Scene, Step, section_key, step_of

ORIGINAL = "imported"
NO_INPUT = "本报告的表单里没有这一项"
NO_ROW = "新加的这一行没有找到，请在表单中填写"
NO_ABOVE = "上一级还没有，请先采纳或添加上一级"
PRESENT_WRONG = "这一步现有的内容有不符合要求的，请先在表单中改正"


class OriginalForm(FactForm):
    """What a file said in a chapter that is generated, or that this outline does not have."""

    picture = pictures.Narrative

    class Meta:
        model = Narrative
        formfield_callback = formfield
        fields = [ORIGINAL]


@dataclass
class Page:
    """One page of a step with the readings that go onto it; *data* is its post, *placed* the readings by input."""

    report: Report
    step: Step
    chapter: str
    filing: Filing
    rows: Mapping[str, FileRow]
    numbers: Mapping[str, int]
    entries: list[Entry] = field(default_factory=list)
    wanted: dict[str, list[str]] = field(
        default_factory=dict
    )  # rows that go first, with the readings that wait for them
    lost: list[str] = field(default_factory=list)  # readings whose row was added and cannot be told from others
    data: dict[str, str] = field(default_factory=dict)
    placed: dict[str, list[str]] = field(default_factory=dict)
    done: set[str] = field(default_factory=set)
    made: set[str] = field(default_factory=set)
    refused: dict[str, str] = field(default_factory=dict)
    parts: list[Any] = field(default_factory=list)

    @property
    def section(self) -> str:
        return section_key(self.step.key, self.chapter)

    @property
    def turn(self) -> int:
        """Return whether the page comes first, among the chapters, or among the originals of chapters."""
        if any(one.name == ORIGINAL for one in self.entries):
            return 2
        return int(self.step.key == "narrative")

    @property
    def has_any(self) -> bool:
        return bool(self.entries or self.wanted or self.lost)

    def blocks(self, data: Any = None) -> list[Any]:
        outline = editions.outline(self.report.outline)
        # A bound form writes into what it is of: each gets a report of its own, or the next would find nothing changed.
        more = frozenset(part for one in self.entries for part in (one.name, *one.at.split(".")[-2:-1]))
        return self.step.build(Scene(copy(self.report), outline, self.filing, data, self.chapter, more=more))

    def _forms(self, data: Any = None) -> list[Any]:
        if any(one.name == ORIGINAL for one in self.entries):
            return [_original(self.report, self.chapter, data)]
        return list(parts(self.blocks(data)))

    def drop(self, refused: Iterable[str]) -> None:
        gone = set(refused)
        self.entries = [one for one in self.entries if one.id not in gone]
        self.wanted = {at: ids for at, ids in self.wanted.items() if not set(ids) <= gone}
        self.lost = [id for id in self.lost if id not in gone]

    def refusals(self) -> dict[str, str]:
        """Fill in the forms and return what they do not take, by reading; ``parts`` holds the forms filled in."""
        self.fill()
        if self.refused:
            return self.refused
        self.parts = self._forms(as_query(self.data))
        return self._mistakes()

    def fill(self) -> None:
        """Make ``data`` the post of the page as it stands with every reading that has a place in it."""
        present = self._forms()
        self.data, self.placed, self.done, self.made = {}, {}, set(), set()
        self.refused = dict.fromkeys(self.lost, NO_ROW)
        for part in present:
            self.data |= post_of(part)
        inputs = {at: bound for part in present for at, bound in part.facts().items()}
        fresh: dict[str, list[Entry]] = {at: [] for at in self.wanted}
        for entry in self.entries:
            if not entry.at:
                fresh.setdefault(entry.row, []).append(entry)
            elif entry.at in inputs:
                bound = inputs[entry.at]
                self._type(bound.html_name, bound.field, entry)
            else:
                self.refused[entry.id] = NO_INPUT
        for at, entries in fresh.items():
            self._add(self.rows[at], entries, present)

    def _type(self, name: str, input: Any, entry: Entry) -> None:
        put(self.data, name, typed(input, entry.choices[self.numbers.get(entry.id, 0)].value))
        self.placed.setdefault(name, []).append(entry.id)
        self.done.add(entry.id)

    def _add(self, row: FileRow, entries: list[Entry], present: list[Any]) -> None:
        """Put a row of the file behind the rows of its list, with those of its facts the list has columns for."""
        formset = self._list(row, present)
        if formset is None:
            waiting = [*(one.id for one in entries), *self.wanted.get(row.at, ())]
            self.refused |= dict.fromkeys(waiting, NO_ABOVE)
            return
        counter = formset.management_form.add_prefix("TOTAL_FORMS")
        place = int(self.data[counter])
        self.data[counter], prefix = str(place + 1), formset.add_prefix(place)
        inputs = formset.blank_row.fields
        ids = [*(one.id for one in entries), *self.wanted.get(row.at, ())]
        for name, value in row.names.items():
            if name in inputs and not is_blank(value):
                put(self.data, f"{prefix}-{name}", typed(inputs[name], self._named(row, name)))
                self.placed[f"{prefix}-{name}"] = list(ids)
        for entry in entries:
            if entry.name in inputs:
                self._type(f"{prefix}-{entry.name}", inputs[entry.name], entry)
        self.made.add(row.at)

    def _list(self, row: FileRow, present: Iterable[Any]) -> RowFormSet | None:
        """Return the form set that takes *row*; of revenue and functions the first, where a parent has no rows yet."""
        lists = [one for one in present if isinstance(one, RowFormSet) and one.at == row.listed]
        alike = [one for one in lists if self._takes(one, row)]
        free = [] if row.listed.startswith("budget.economic") or "parent" not in row.names else lists
        return next(iter(alike or free), None)

    def _takes(self, formset: RowFormSet, row: FileRow) -> bool:
        """Return whether *formset* is the one for *row*: of the same list, kind, class and project."""
        fixed = {name: value for name, value in formset.owner.items() if name in row.names}
        return all(self._named(row, name) == value for name, value in fixed.items())

    def _named(self, row: FileRow, name: str) -> Any:
        """Return what goes into a column of a new row; a row it hangs on by its key in the report."""
        return self.rows[row.above[name]].key if name in row.above and row.above[name] in self.rows else row.names[name]

    def _mistakes(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for part in self.parts:
            if part.is_valid():
                continue
            for form in getattr(part, "forms", [part]):
                for name, messages in form.errors.items():
                    ids = self.placed.get(form.add_prefix(name)) or self._ids_of(form.prefix)
                    found |= dict.fromkeys(ids, _said(messages))
            if isinstance(part, RowFormSet) and part.non_form_errors():
                found |= dict.fromkeys(self._ids_of(part.prefix), _said(part.non_form_errors()))
            if not found:
                everything = [*(one.id for one in self.entries), *(id for ids in self.wanted.values() for id in ids)]
                return dict.fromkeys(everything, PRESENT_WRONG)
        return found

    def _ids_of(self, prefix: str) -> list[str]:
        return [id for name, ids in self.placed.items() if name.startswith(f"{prefix}-") for id in ids]


def _said(messages: Iterable[Any]) -> str:
    return "；".join(str(one) for one in messages)


def _original(report: Report, key: str, data: Any) -> OriginalForm:
    row = Narrative.objects.filter(report=report, key=key).first() or Narrative(report=report, key=key, position=LAST)
    return OriginalForm(data, instance=row, at=f"narrative.{key}", prefix="original")


def pages_of(
    report: Report, filing: Filing, proposals: Proposals, entries: Iterable[Entry], numbers: Mapping[str, int],
    made: Iterable[str] = (),
) -> list[Page]:  # fmt: skip
    """Return the pages onto which *entries* go now; what hangs on a row not there yet brings only that row along."""
    pages: dict[tuple[str, str], Page] = {}
    rows, given = proposals.rows, set(made)

    def page(at: str, chapter: str, kind: str = "") -> Page:
        step = step_of(at)
        fresh = Page(report, step, chapter, filing, rows, numbers)
        return pages.setdefault((section_key(step.key, chapter), kind), fresh)

    for entry in entries:
        if entry.at:
            kind = ORIGINAL if entry.name == ORIGINAL else ""
            page(entry.at, step_of(entry.at).chapter_of(entry.at, filing), kind).entries.append(entry)
        else:
            first = _first_missing(rows[entry.row], rows)
            place = page(f"{first.listed}._.{next(iter(first.names))}", _project(first, rows))
            if first.at in given:
                place.lost.append(entry.id)
            elif first.at == entry.row:
                place.entries.append(entry)
            else:
                place.wanted.setdefault(first.at, []).append(entry.id)
    return list(pages.values())


def in_turn(pages: Sequence[Page]) -> list[Page]:
    """Return the pages that come first: chapters quote facts and rows, which have to be there; originals are the chapters' rows."""
    turns = [[page for page in pages if page.turn == turn] for turn in range(3)]
    return next((some for some in turns if some), [])


def _first_missing(row: FileRow, rows: Mapping[str, FileRow]) -> FileRow:
    """Return the row that has to be added first: *row*, or what it hangs on."""
    for _ in range(len(rows)):
        above = [rows[at] for at in row.above.values() if at in rows and not rows[at].key]
        if not above:
            break
        row = above[0]
    return row


def _project(row: FileRow, rows: Mapping[str, FileRow]) -> str:
    """Return the chapter a new row stands on: that of its project."""
    return rows[row.above["project"]].key if row.above.get("project") in rows else ""
