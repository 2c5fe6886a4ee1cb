"""This year's report begun from last year's: structure and words come over, figures are left to be filled in. Pure.

Words that state an old fact quote it from now on, and the year they state is this one. What still tells of last year is
kept as *rolled* clauses, which stay lit until they are touched (reports/checks/leftovers.py). Never carried over: what was
achieved, scored, explained, proven or stated twice.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from budgets.snapshot import Assets, FundLine, Project, ThreePublicCounts
from indicators.snapshot import Indicator, Performance
from lib.address import flatten, replace
from prose.fiscal import ends_a_time, is_ahead, names_a_paper, states, year_of
from prose.mentions import DATE, YEAR, Mention
from prose.reading import Prose
from reports.checks.leftovers import Span, around, clauses, figures
from reports.checks.passages import Passage, chapters, reading
from reports.filing import Basis, Declared, Filing, Narrative, Rolled
from reports.offers import offers
from reports.quoting import can_quote, told
from units.snapshot import StaffCount

AMOUNTS = ("initial_budget", "adjustment", "revised_budget", "received", "actual", "change")
# Facts that are no words: names of rows, codes, choices; and the notice, which is this year's.
PLAIN = re.compile(
    r"basis\..*|profile\.(?!nature$|department_statement$).*|.*\.(parent|taxonomy|operator|unit|actual_unit|kind|code"
    r"|category|leader|finance_lead|aliases|project|scheme|qualifier)"
)
# Words that tell of the year in figures; in all other texts, names for the most part, only years do.
TELLING = re.compile(
    r"narrative\.\w[\w-]*\.text|(goals|duties|declared)\.[\w-]+\.text|profile\.\w+"
    r"|(project_)?indicators\.[\w-]+\.result|projects\.[\w-]+\.(usage|goal|process|problems|improvements)|departments\.[\w-]+\.duties"
)
# Words about how an indicator went: without figures they would pass for this year's, so they are lit as they are.
RESULT = re.compile(r"(project_)?indicators\.[\w-]+\.result")
# A change has a word for its direction beside it, which a quotation would not turn round.
CHANGES = re.compile(r"\.(year_change|year_change_rate|change)$")
YEAR_END = 1231
_BESIDE = re.compile(r"(?:较|比|与|同|和|相比|对比)$")


class Edit(NamedTuple):
    """Characters of a text and what takes their place."""

    start: int
    end: int
    instead: str


def roll(old: Filing, year: int, basis: Basis) -> Filing:
    """Return the report of *year* that *old*, of the year before, begins; *basis* is the notice it answers."""
    new = dataclasses.replace(old, fiscal_year=year, basis=basis, **_structure(old))
    written = {passage.at: passage for passage in chapters(old, {})}
    rolled: list[Rolled] = []
    for at, words in _words(new):
        passage = written.get(at) or Passage(at, words, told(old, words))
        edits = [*_dated(passage, old.fiscal_year, year, quoting=at in written)]
        edits += _quoted(old, new, at) if at in written else []
        said, places = _edited(words, edits, _loose(passage, old.fiscal_year))
        new = replace(new, at, said)
        rolled += [Rolled(at, clause) for clause in _lit(said, places, whole=RESULT.fullmatch(at) is not None)]
    return dataclasses.replace(new, rolled={str(number): row for number, row in enumerate(rolled, 1)})


def _words(filing: Filing) -> Iterator[tuple[str, str]]:
    """Yield the texts people wrote, by address."""
    for at, value in flatten(filing).items():
        if isinstance(value, str) and value.strip() and not PLAIN.fullmatch(at):
            yield at, value


# --- what comes over without its figures: under the same keys, so that what quotes a fact finds it --------------------


def _structure(old: Filing) -> dict[str, Any]:
    return {
        "staffing": _rows_of(old.staffing, _count),
        "budget": _rows_of(old.budget, _amounts),
        "projects": _each(old.projects, _project),
        "funds": _rows_of(old.funds, _fund),
        "three_public_counts": ThreePublicCounts(),
        "assets": Assets(kinds=old.assets.kinds),
        "goals": _each(old.goals, lambda row: dataclasses.replace(row, achievement="")),
        "indicators": _each(old.indicators, _indicator),
        "project_indicators": _each(old.project_indicators, _indicator),
        "outputs": _each(old.outputs, lambda row: dataclasses.replace(row, value="", qualifier="")),
        "performance": Performance(),
        "narrative": _each(old.narrative, lambda row: Narrative(row.text, heading=row.heading)),
        "declared": _each(old.declared, lambda row: Declared(row.label, text=row.text)),
        "evidence": {},
        "restatements": {},
        "rolled": {},
    }


def _each(rows: Mapping[str, Any], blank: Callable[[Any], Any]) -> dict[str, Any]:
    return {key: blank(row) for key, row in rows.items()}


def _rows_of(holder: Any, blank: Callable[[Any], Any]) -> Any:
    """Return *holder*, whose every field is a list, with all its rows made *blank*."""
    lists = {one.name: _each(getattr(holder, one.name), blank) for one in dataclasses.fields(holder)}
    return dataclasses.replace(holder, **lists)


def _count(row: StaffCount) -> StaffCount:
    return StaffCount(row.label)


def _amounts(row: Any) -> Any:
    return dataclasses.replace(row, **dict.fromkeys(AMOUNTS), prior_actual=row.actual)


def _project(row: Project) -> Project:
    return dataclasses.replace(_amounts(row), grant=None, achievement="", conclusion="")


def _fund(row: FundLine) -> FundLine:
    return FundLine(row.label, row.code, opening=row.closing)


def _indicator(row: Indicator) -> Any:
    return dataclasses.replace(row, actual_value="", score=None, reason="")


# --- words ---------------------------------------------------------------------------------------------------------


def _quoted(old: Filing, new: Filing, at: str) -> Iterator[Edit]:
    """Yield the figures of a chapter that are facts, as quotations of them."""
    for one in offers(old, at):
        if can_quote(new, one.at) and not CHANGES.search(one.at):
            yield Edit(one.start, one.end, one.instead)


def _dated(passage: Passage, fiscal: int, year: int, *, quoting: bool) -> Iterator[Edit]:
    """Yield the years of *passage* that move on with the report: as quotations, or in figures where nothing quotes."""
    prose = reading(passage.text, fiscal)
    for one in prose.mentions:
        name, digits = _meant(prose, one, fiscal), prose.text.original(one.start, one.start + len(str(fiscal)))
        place = passage.place(digits) if name else None
        if place and passage.words(place) == str(year_of(one)):
            moved = str(year_of(one) - fiscal + year)
            yield Edit(place[1], place[2], f"{{{name}}}" if quoting else moved)


def _meant(prose: Prose, one: Mention, fiscal: int) -> str:
    """Return which year of the report's own a year is, blank where it may be the year something else happened."""
    if one.kind not in (YEAR, DATE) or names_a_paper(prose, one) or ends_a_time(prose, one):
        return ""
    if one.kind == DATE:
        return "fiscal_year" if one.value == fiscal * 10_000 + YEAR_END else ""
    match year_of(one) - fiscal:
        case 0:
            return "fiscal_year" if states(prose, one) else ""
        case -1:
            return "prior_year" if _BESIDE.search(prose.plain, one.sentence, one.start) else ""
        case 1:
            return "next_year" if states(prose, one) and is_ahead(prose, one) else ""
    return ""


def _loose(passage: Passage, fiscal: int) -> list[Span]:
    """Return the figures of an old text that tell of its year; of a name only the years."""
    return figures(passage, fiscal, around(fiscal), names=not TELLING.fullmatch(passage.at))


def _edited(words: str, edits: Iterable[Edit], spans: Iterable[Span]) -> tuple[str, list[int]]:
    """Return *words* with *edits* made, and where those of *spans* that no edit touches begin now."""
    pieces: list[str] = []
    made: list[Edit] = []
    at = 0
    for one in sorted(edits):
        if one.start >= at:
            pieces += [words[at : one.start], one.instead]
            made.append(one)
            at = one.end
    untouched = [span for span in spans if not any(one.start < span[1] and span[0] < one.end for one in made)]
    moved = [
        start + sum(len(one.instead) - (one.end - one.start) for one in made if one.end <= start)
        for start, _ in untouched
    ]
    return "".join([*pieces, words[at:]]), moved


def _lit(words: str, starts: Sequence[int], *, whole: bool) -> list[str]:
    """Return the clauses in which one of *starts* stands, each once; all of what is a result as a *whole* where none does."""
    lit = [words[start:end] for start, end in clauses(words) if any(start <= one < end for one in starts)]
    return list(dict.fromkeys(lit or (words[slice(*span)] for span in clauses(words) if whole)))
