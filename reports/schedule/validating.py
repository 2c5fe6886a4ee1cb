"""What is wrong with a schedule that could be read: facts, cells and formulas that do not exist, cells that do not fit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lib import display
from lib.definitions import Path, Problem
from lib.formulas import FormulaError
from lib.spans import misfits
from reports import sentences
from reports.filing import Declared, Filing
from reports.schedule.facts import Meaning, meaning, row_kind
from reports.schedule.model import REST, CellSpec, RowSpec, Schedule, SectionSpec
from reports.schedule.naming import Key, Names

UNITS = ("amount", "number", "percent", "text", "date")  # the values a declared fact can have
LOCAL = frozenset({"prior_year"})
_KEY = re.compile(r"[a-z][a-z0-9_]{0,60}")

Told = tuple[Path, str]  # where it is written and what is wrong


def validate(schedule: Schedule, filing: Filing) -> list[Problem]:
    """Return what is wrong with *schedule* at its lines; *filing* says which facts sentences can quote."""
    told = [*_settings(schedule), *_facts(schedule), *_formulas(schedule)]
    checker = _Checker(schedule, filing)
    told += checker.sentences()
    for section in schedule.sections:
        told += [*_spans(schedule, section), *checker.section(section)]
    return sorted({schedule.definition.problem(message, *path) for path, message in told})


def declared(schedule: Schedule) -> Mapping[str, str]:
    """Return the labels of the facts a schedule brings, by address."""
    return {fact.at: fact.label for fact in schedule.facts}


def quoted_meaning(schedule: Schedule, at: str, row: type | None = None) -> Meaning | None:
    """Return what a cell of *schedule* quotes at *at*; *row*: the rows it is repeated over."""
    return meaning(at, row, per=schedule.per, declared=declared(schedule))


def _settings(schedule: Schedule) -> Iterator[Told]:
    for name, label in (("title", "标题"), ("widths", "列宽")):
        if not getattr(schedule, name):
            yield (name,), f"缺少{label} {name}"
    if not schedule.sections:
        yield (), "没有任何部分，至少要有一个 [[section]]"
    if schedule.none and schedule.when == "always":
        yield ("none",), 'none 只在 when = "any" 时用到'


def _facts(schedule: Schedule) -> Iterator[Told]:
    counts = Counter(fact.at for fact in schedule.facts)
    for number, fact in enumerate(schedule.facts):
        path: Path = ("fact", number)
        if not _KEY.fullmatch(fact.key):
            yield path, f"数据的 key 应由小写字母、数字和下划线组成：{fact.key}"
        if fact.unit not in UNITS or fact.unit not in Declared.__dataclass_fields__:
            yield path, f"数据的 unit 只能是 {'、'.join(UNITS)}，不是“{fact.unit}”"
        if not fact.label:
            yield path, f"数据 {fact.key} 缺少名称 label"
        if counts[fact.at] > 1:
            yield path, f"重复的数据：{fact.key}"


def _formulas(schedule: Schedule) -> Iterator[Told]:
    names = Names(schedule)
    ids = Counter(site.name for site in names.sites.values() if site.name)
    for key, site in names.sites.items():
        path = site.row.path
        if ids[site.name] > 1:
            yield path, f"重复的格子名称：{site.name}"
        for name in site.cell.formula.names if site.cell.formula else ():
            if names.find(key, name) is None:
                yield path, f"公式里没有这一格：{name}"
        yield from ((path, reason) for reason in _misused(names, key))
        if site.cell.formula and _in_circle(names, key):
            yield path, f"公式绕回了自己：{site.name or site.cell.formula}"
    rows = Counter(row.id for section in schedule.sections for row in section.all_rows if row.id)
    for section in schedule.sections:
        yield from ((row.path, f"重复的行 id：{row.id}") for row in section.all_rows if rows[row.id] > 1)


def _misused(names: Names, key: Key) -> Iterator[str]:
    """Tell of a formula that takes the cells of many lines for one number."""
    formula = names.sites[key].cell.formula
    try:
        if formula:
            formula.renamed(lambda name: names.stands_for(key, name))
    except FormulaError as error:
        yield f"公式“{formula}”：{error}"


def _in_circle(names: Names, start: Key) -> bool:
    seen: set[Key] = set()
    waiting = names.needs(start)
    while waiting:
        key = waiting.pop()
        if key == start:
            return True
        if key not in seen:
            seen.add(key)
            waiting += names.needs(key)
    return False


def _spans(schedule: Schedule, section: SectionSpec) -> Iterator[Told]:
    """Tell of rows that are not as wide as the form; a row with ``each`` is taken once."""
    width = len(schedule.widths)
    for rows in (section.head, section.rows):
        settled = [_settled(row, len(rows) - number) for number, row in enumerate(rows)]
        for number, taken in misfits(settled, width) if width else ():
            if number == len(rows):
                yield section.path, "有一格向下跨的行数超出了这一部分"
            else:
                yield rows[number].path, f"这一行占 {taken} 列，表宽 {width} 列（跨列、跨行合计）"


def _settled(row: RowSpec, rest: int) -> list[CellSpec]:
    return [cell if cell.rows != REST else CellSpec(columns=cell.columns, rows=rest) for cell in row.cells]


@dataclass(frozen=True)
class _Checker:
    """Tells which facts, units and repetitions of a schedule do not exist."""

    schedule: Schedule
    filing: Filing

    def sentences(self) -> Iterator[Told]:
        for name in ("title", "lead", "none"):
            yield from self._sentence(getattr(self.schedule, name), (name,), None)
        for words in self.schedule.signs:
            yield from self._sentence(words, ("signs",), None)

    def section(self, section: SectionSpec) -> Iterator[Told]:
        for row in section.all_rows:
            kind = row_kind(row.each) if row.each else None
            if row.each and (kind is None or (row.each.startswith("project.") and self.schedule.per != "project")):
                yield row.path, f"没有这些行可以逐行列出：{row.each}"
            for name in row.where if kind else ():
                if meaning(f".{name}", kind) is None:
                    yield row.path, f"where 的这个栏目不存在：{name}"
            for cell in row.cells:
                yield from self._cell(cell, row, kind)

    def _cell(self, cell: CellSpec, row: RowSpec, kind: type | None) -> Iterator[Told]:
        yield from self._sentence(cell.words, row.path, kind)
        found = quoted_meaning(self.schedule, cell.at, kind) if cell.at else None
        if cell.at and found is None:
            yield row.path, f"没有这个数据：{cell.at}"
        if cell.unit and cell.unit not in display.FORMATS:
            yield row.path, f"没有这个单位：{cell.unit}"
        if cell.formula and not cell.unit and not found:
            yield row.path, f"公式要写明单位 unit：{cell.formula}"
        if cell.rows == REST and row.each:
            yield row.path, '逐行列出的行里不能有 rows = "rest" 的格子'

    def _sentence(self, words: str, path: Path, kind: type | None) -> Iterator[Told]:
        for at, unit in sentences.quotes(words):
            if at not in LOCAL and quoted_meaning(self.schedule, at, kind) is None:
                yield path, f"没有这个数据：{at}"
            if unit and unit not in sentences.MANNERS and unit not in display.FORMATS:
                yield path, f"没有这个单位：{unit}"
        # What is left is asked of the sentences themselves: stray brackets.
        bare = re.sub(r"\{[^{}]*\}", "", words)
        yield from ((path, problem) for problem in sentences.problems(bare, self.filing))
