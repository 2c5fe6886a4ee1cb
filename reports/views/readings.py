"""The readings of one import as a page shows them: by step, what asks for attention first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from budgets.models import Project
from reports import importing
from reports.filing import Filing
from reports.models import Import, Report
from reports.proposals import Choice, Entry, Marked, Proposals, Verdict, marked
from reports.rows import take
from reports.sources import came_from
from reports.steps import STEPS, Step, location, page_url, step_of
from units.models import Profile

LONGEST = 48  # characters of words that are shown before they are opened
MOST_TEXT = 80_000  # characters of a file whose words stand beside its readings
OPEN = 8  # sure readings of a step that are listed at once
CODED: Mapping[str, type[Model]] = {"profile": Profile, "projects": Project}


@dataclass(frozen=True)
class Offered:
    """One value to choose: its number, its words, the sentence around it and the line of the file it stands on."""

    number: int
    shown: str
    words: str
    marked: Marked
    line: int
    picked: bool

    @property
    def is_long(self) -> bool:
        return len(self.words) > LONGEST


@dataclass(frozen=True)
class Shown:
    """One reading as a line of the page."""

    entry: Entry
    choices: tuple[Offered, ...]
    ticked: bool
    now: str  # what is filled in and where that came from
    refused: str
    way: str

    def __getattr__(self, name: str) -> Any:
        return getattr(self.entry, name)

    @property
    def several(self) -> bool:
        return len(self.choices) > 1

    @property
    def is_open(self) -> bool:
        return self.entry.verdict in (Verdict.DOUBT, Verdict.DIFFERS) or bool(self.refused)


@dataclass(frozen=True)
class Group:
    """The readings of one step: those to look at, the sure ones, how many are so already."""

    step: Step
    url: str  # its form filled in, blank for a step of several pages
    open: Sequence[Shown]
    sure: Sequence[Shown]
    same: int

    @property
    def count(self) -> int:
        return len(self.open) + len(self.sure)

    @property
    def listed(self) -> bool:
        """Return whether the sure ones are listed at once."""
        return 0 < len(self.sure) <= OPEN and not self.open


def readings(report: Report, imported: Import, picks: Mapping[str, int] | None = None) -> dict[str, Any]:
    """Return the context of the readings page; *picks* is what was ticked and chosen on a page given back."""
    filing = take(report)
    proposals = importing.proposals_of(report, imported, filing)
    lines = imported.text.split("\n") if 0 < len(imported.text) <= MOST_TEXT else []
    page = _Page(report, imported, filing, proposals, picks, _Lines(lines))
    counts = Counter(entry.verdict for entry in proposals.entries)
    groups = page.groups()
    unread = importing.read_of(imported).unread
    return {
        "groups": groups,
        "total": len(proposals.entries),
        "counts": {verdict.value: counts[verdict] for verdict in Verdict},
        "ticked": sum(one.ticked or any(it.picked for it in one.choices) for group in groups for one in group.open)
        + sum(one.ticked for group in groups for one in group.sure),
        "left": proposals.left,
        "unread": [(one, _line_of(one.where, lines)) for one in unread],
        "chapters": sum(entry.id.startswith("narrative.") for entry in proposals.entries),
        "lines": list(enumerate(lines, 1)),
        "quotes": sum(entry.quotes for entry in proposals.entries),
        "lit": sum(len(entry.lit) for entry in proposals.entries),
    }


def place_of(entry: Entry, proposals: Proposals) -> str:
    """Return an address that says to which step an entry belongs, for a row to be added as well."""
    return entry.at or f"{proposals.rows[entry.row].listed}._.{entry.name}"


@dataclass(frozen=True)
class _Page:
    report: Report
    imported: Import
    filing: Filing
    proposals: Proposals
    picks: Mapping[str, int] | None
    lines: _Lines

    def groups(self) -> list[Group]:
        sources = came_from(self.report, self.filing)
        by_step: dict[str, list[Entry]] = {}
        for entry in self.proposals.entries:
            by_step.setdefault(step_of(place_of(entry, self.proposals)).key, []).append(entry)
        return [self._group(step, by_step[step.key], sources) for step in STEPS if step.key in by_step]

    def _group(self, step: Step, entries: Sequence[Entry], sources: Mapping[str, str]) -> Group:
        shown = [self._shown(entry, sources) for entry in entries if entry.verdict is not Verdict.SAME]
        url = f"{page_url(self.report, step)}?reading={self.imported.pk}" if step.whole else ""
        same = len(entries) - len(shown)
        opened = sorted((one for one in shown if one.is_open), key=lambda one: one.verdict is Verdict.DIFFERS)
        return Group(step, url, opened, [one for one in shown if not one.is_open], same)

    def _shown(self, entry: Entry, sources: Mapping[str, str]) -> Shown:
        sure, several = entry.verdict is Verdict.SURE, len(entry.choices) > 1
        refused = self.imported.refused.get(entry.id, "")
        ticked = (sure and not refused) if self.picks is None else entry.id in self.picks
        choices = tuple(self._offered(entry, number, one) for number, one in enumerate(entry.choices))
        now = f"已填 {_brief(entry.present)}" if entry.present else ""
        if now and sources.get(entry.at):
            now += f"（{sources[entry.at]}）"
        at = entry.at or self.proposals.rows[entry.row].listed
        way = location(self.report, at, self.filing) if refused or not sure else ""
        return Shown(entry, choices, ticked and not several, now, refused, way)

    def _offered(self, entry: Entry, number: int, choice: Choice) -> Offered:
        words = _said(entry, choice)
        picked = len(entry.choices) > 1 and (self.picks or {}).get(entry.id) == number
        where = marked(choice.where, choice.printed)
        return Offered(number, _brief(words), words, where, self.lines.of(choice.where), picked)


def _said(entry: Entry, choice: Choice) -> str:
    """Return a value as people read it: one chosen from a list by the list's word."""
    owner = CODED.get(entry.id.partition(".")[0])
    names = {one.name: one for one in owner._meta.get_fields()} if owner else {}
    listed = dict(getattr(names.get(entry.name), "flatchoices", ()))
    return str(listed.get(choice.value, choice.shown))


def _brief(words: str) -> str:
    line = " ".join(words.split())
    return f"{line[:LONGEST]}……" if len(line) > LONGEST else line


class _Lines:
    """The lines of a file, searched for the sentences read in them."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.bare = [_bare(line) for line in lines]
        self.known: dict[str, int] = {}

    def of(self, where: str) -> int:
        """Return the number of the line a sentence stands on, from 1; 0 where it is not found."""
        if where not in self.known:
            wanted = _bare(where)[:40]
            found = (number for number, line in enumerate(self.bare, 1) if wanted in line)
            self.known[where] = next(found, 0) if wanted else 0
        return self.known[where]


def _bare(words: str) -> str:
    return re.sub(r"\s", "", words)


def _line_of(where: str, lines: Sequence[str]) -> int:
    """Return the line a place like 第12行 names, 0 for other places and where the words are not shown."""
    match = re.fullmatch(r"第\s*(\d{1,6})\s*行", where)
    return int(match[1]) if match and int(match[1]) <= len(lines) else 0
