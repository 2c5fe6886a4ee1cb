"""Readings a person takes go the way of everything typed: through the steps' own forms, checked and saved like a post.

One press is one transaction. Rows that hang on other new rows need these first, so it goes in passes: each builds the
forms as they stand, puts into them what has a place by now, drops what they refuse, and saves the rest as one section
after another would be saved. What is there already is left alone, so pressing twice does nothing twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db import transaction

from reports.filing import Filing
from reports.filling_in import Page, in_turn, pages_of
from reports.importing import again, check_confirmed, proposals_of
from reports.models import FactChange, Import, Reading, Report, Rolled, Section
from reports.permissions import check_can_edit
from reports.proposals import Entry, Proposals, Verdict
from reports.proposals.lists import found
from reports.proposals.values import same
from reports.rows import take
from reports.services import locked, save_section, stored_text
from reports.steps import section_of

MOST_PASSES = 8


class StaleReadingsError(Exception):
    """Somebody changed these facts to something else after the page was shown; nothing was written."""

    def __init__(self, changes: Sequence[FactChange]) -> None:
        super().__init__(len(changes))
        self.changes = changes


@dataclass
class Taken:
    """What became of one press: how many facts were written, on which steps, and what a form refused, by its id."""

    count: int = 0
    steps: set[str] = field(default_factory=set)
    refused: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def accept(report: Report, imported: Import, picks: Mapping[str, int], *, seen: int, by: Any) -> Taken:
    """Write the picked readings, each by the number of its choice, and return what became of them.

    *seen* is the last change the page knew of. Raise StaleReadingsError where a fact has moved on since, Denied or
    WrongMoment where the report may not be edited or the file is not confirmed.
    """
    report = locked(report)
    check_can_edit(by, report)
    fresh = again(report, imported)
    check_confirmed(report, fresh)
    return _Press(report, fresh, by, dict(picks)).run(seen)


@dataclass
class _Press:
    report: Report
    imported: Import
    by: Any
    pending: dict[str, int]
    taken: Taken = field(default_factory=Taken)
    done: set[str] = field(default_factory=set)
    made: set[str] = field(default_factory=set)  # rows of the file added in this press

    def run(self, seen: int) -> Taken:
        looked = self._look()
        self._check_fresh(seen, *looked)
        for _ in range(MOST_PASSES):
            if not self._pass(*looked):
                break
            looked = self._look()
        for left in self.pending:
            self.taken.refused.setdefault(left, "没有可以填的地方，请在表单中填写")
        self._keep()
        self.taken.count = len(self.done)
        return self.taken

    def _look(self) -> tuple[Filing, Proposals]:
        self.report = Report.objects.whole().get(pk=self.report.pk)  # as the last pass left it
        filing = take(self.report)
        return filing, proposals_of(self.report, self.imported, filing)

    def _check_fresh(self, seen: int, filing: Filing, proposals: Proposals) -> None:
        later = self.report.fact_changes.filter(pk__gt=seen).select_related("by")
        changes = {one.at: one for one in reversed(later)}
        moved = [changes[one.at] for one in self._open(filing, proposals) if one.at in changes]
        if moved:
            raise StaleReadingsError(moved)

    def _open(self, filing: Filing, proposals: Proposals) -> list[Entry]:
        """Return what is picked and not yet so; forget what is so already or is no reading."""
        entries = {one.id: one for one in proposals.entries}
        for id in list(self.pending):
            entry, number = entries.get(id), self.pending[id]
            if (
                entry is None
                or not 0 <= number < len(entry.choices)
                or (entry.at and same(found(filing, entry.at), entry.choices[number].value))
            ):
                del self.pending[id]
        return [entries[id] for id in self.pending]

    def _pass(self, filing: Filing, proposals: Proposals) -> bool:
        """Save what has a place by now; return whether what is left may have one next time."""
        entries, before = self._open(filing, proposals), (len(self.pending), len(self.made))
        pages = in_turn(pages_of(self.report, filing, proposals, entries, self.pending, self.made))
        ready = [page for page in pages if self._settle(page)]
        if ready:
            self._save(ready)
        for page in ready:
            self.made |= page.made
            self.done |= page.done
        self.pending = {id: number for id, number in self.pending.items() if id not in self.done}
        return bool(self.pending) and before != (len(self.pending), len(self.made))

    def _settle(self, page: Page) -> bool:
        """Drop what the forms refuse until they take the rest; return whether there is any."""
        while page.has_any:
            refused = page.refusals()
            if not refused:
                return True
            for id, message in refused.items():
                self.pending.pop(id, None)
                self.taken.refused[id] = message
            page.drop(refused)
        return False

    def _save(self, pages: Sequence[Page]) -> None:
        keys = list(dict.fromkeys(page.section for page in pages))
        held = Section.objects.filter(report=self.report, key__in=keys)
        save_section(
            self.report, keys[0], also=keys[1:], revision=sum(one.revision for one in held), by=self.by,
            save=partial(_write, pages), source=self.imported.name,
            section_of=self._sections(keys),
        )  # fmt: skip
        self.taken.steps |= {key.partition(".")[0] for key in keys}

    def _sections(self, keys: Sequence[str]) -> Any:
        """Return what says under which of the sections *keys* a change is recorded, asked once the rows are written."""
        after: list[Filing] = []

        def place(at: str) -> str:
            if not after:
                after.append(take(self.report))
            wanted = section_of(at, after[0])
            step = wanted.partition(".")[0]
            return wanted if wanted in keys else next((one for one in keys if one.partition(".")[0] == step), keys[0])

        return place

    def _keep(self) -> None:
        """Note what was taken and refused, and where each fact of the report now comes from."""
        if self.done:
            filing, proposals = self._look()
            entries = [one for one in proposals.entries if one.id in self.done and one.at]
            note_sources(self.report, self.imported, filing, entries)
            self._light([one for one in entries if one.lit])
        known = self.imported
        known.taken = sorted({*known.taken, *self.done})
        refused = {**known.refused, **self.taken.refused}
        known.refused = {id: words for id, words in refused.items() if id not in self.done}
        known.save(update_fields=["taken", "refused"])

    def _light(self, entries: Sequence[Entry]) -> None:
        """Keep the clauses that still tell of last year: they are lit in the step until somebody touches them."""
        if not entries:
            return
        report, filing = self.report, take(self.report)
        keys = list(dict.fromkeys(section_of(one.at, filing) for one in entries))

        def save() -> None:
            Rolled.objects.filter(report=report, stands__in=[one.at for one in entries]).delete()
            last = Rolled.objects.filter(report=report).count()
            clauses = [(one.at, words) for one in entries for words in one.lit]
            Rolled.objects.bulk_create(
                Rolled(report=report, key=report.unit_year.next_key(), position=last + place, stands=at, words=words)
                for place, (at, words) in enumerate(clauses)
            )

        held = Section.objects.filter(report=report, key__in=keys)
        save_section(
            report, keys[0], also=keys[1:], revision=sum(one.revision for one in held), by=self.by, save=save,
            source=self.imported.name,
        )  # fmt: skip


def _write(pages: Sequence[Page]) -> None:
    for page in pages:
        for part in page.parts:
            part.save()


@transaction.atomic
def note_saved(report: Report, imported: Import, *, since: int) -> None:
    """Keep that facts changed after the change *since* to what the file says came from it: its form was saved."""
    report = Report.objects.whole().get(pk=locked(report).pk)
    imported = again(report, imported)
    changed = set(report.fact_changes.filter(pk__gt=since).values_list("at", flat=True))
    filing = take(report)
    same = proposals_of(report, imported, filing).of(Verdict.SAME)
    entries = [one for one in same if one.at in changed]
    note_sources(report, imported, filing, entries)
    imported.taken = sorted({*imported.taken, *(one.id for one in entries)})
    imported.save(update_fields=["taken"])


def note_sources(report: Report, imported: Import, filing: Filing, entries: Iterable[Entry]) -> None:
    """Keep where the facts of *entries* came from, in place of where they came from before."""
    readings = []
    for entry in entries:
        value = found(filing, entry.at)
        choice = next((one for one in entry.choices if same(one.value, value)), entry.choices[0])
        readings.append(
            Reading(
                report=report, of=imported, at=entry.at, value=choice.printed[:200], where=choice.where,
                holds=stored_text(value),
            )
        )  # fmt: skip
    Reading.objects.filter(report=report, at__in=[one.at for one in readings]).delete()
    Reading.objects.bulk_create(readings)
