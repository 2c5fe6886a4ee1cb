"""Text to a schedule: what is written becomes dataclasses, and whatever cannot is told at its line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from lib.definitions import Definition, DefinitionError, Path, Problem, read, unknown
from lib.formulas import Expression, FormulaError
from lib.formulas import parse as parse_formula
from reports.schedule.model import REST, UNNAMED, CellSpec, FactSpec, RowSpec, Schedule, SectionSpec

TOP = {
    "extends", "omit", "title", "source", "lead", "note", "orientation", "per", "when", "none", "widths", "fact",
    "section", "signs",
}  # fmt: skip
TEXTS = ("title", "source", "lead", "note", "orientation", "per", "when", "none")
SECTION = {"key", "head", "columns", "row"}
ROW = {"id", "cells", "of", "formula", "kind", "each", "where", "least"}
CELL = {"words", "id", "at", "formula", "unit", "columns", "rows", "align", "kind", "indent"}
FACT = {"key", "label", "unit"}
CHOICES = {
    "orientation": ("auto", "portrait", "landscape"), "per": ("", "project"), "when": ("always", "any"),
    "align": ("", "left", "right", "center"), "kind": ("", "head", "total"),
}  # fmt: skip
MOST_CELLS = 2000  # of one schedule
WIDEST, DEEPEST_INDENT = 30, 4

Data = Mapping[str, Any]


def parse(text: str, key: str, base: Callable[[str], Schedule]) -> Schedule:
    """Return the schedule *text* says; *base* gives the one it extends. Raise DefinitionError with all problems."""
    definition = read(text)
    reader = _Reader(definition)
    schedule = reader.schedule(definition.data, key, base)
    if reader.problems:
        raise DefinitionError(reader.problems)
    return schedule


@dataclass
class _Reader:
    definition: Definition
    problems: list[Problem] = field(default_factory=list)
    cells: int = 0

    def schedule(self, data: Data, key: str, base: Callable[[str], Schedule]) -> Schedule:
        self.problems += unknown(self.definition, data, TOP)
        begun = self._base(data, key, base)
        texts = {name: self._text(data, name, default=getattr(begun, name)) for name in TEXTS}
        sections = [self._section(row, ("section", n)) for n, row in enumerate(self._tables(data, "section"))]
        self._check_keys(sections, begun, data)
        return replace(
            begun,
            key=key,
            definition=self.definition,
            widths=self._widths(data) if "widths" in data else begun.widths,
            facts=(*begun.facts, *(self._fact(row, ("fact", n)) for n, row in enumerate(self._tables(data, "fact")))),
            sections=_merged(begun.sections, sections, self._texts(data, "omit")),
            signs=self._texts(data, "signs") if "signs" in data else begun.signs,
            **texts,
        )

    def _base(self, data: Data, key: str, base: Callable[[str], Schedule]) -> Schedule:
        named = self._text(data, "extends")
        if not named:
            return Schedule()
        if named == key:
            self._tell("不能以自己为底稿", "extends")
            return Schedule()
        try:
            found = base(named)
        except LookupError as error:
            self._tell(str(error.args[0]), "extends")
            return Schedule()
        return replace(found, sections=tuple(_placeless(section) for section in found.sections))

    def _check_keys(self, sections: Sequence[SectionSpec], begun: Schedule, data: Data) -> None:
        seen: set[str] = set()
        for section in sections:
            if not section.key or section.key in seen:
                self._tell(
                    f"重复的部分 key：{section.key}" if section.key else "这一部分缺少 key", *section.path, "key"
                )
            seen.add(section.key)
        strange = sorted(set(self._texts(data, "omit")) - {section.key for section in begun.sections})
        if strange:
            self._tell(f"底稿没有这些部分：{'、'.join(strange)}", "omit")

    def _section(self, data: Data, path: Path) -> SectionSpec:
        self.problems += unknown(self.definition, data, SECTION, *path)
        head = self._list(data, "head", path)
        heads = head if all(isinstance(row, list) for row in head) else [head]
        columns = [self._cell(cell, (*path, "columns")) for cell in self._list(data, "columns", path)]
        return SectionSpec(
            key=self._text(data, "key", path),
            head=tuple(self._head(row, (*path, "head")) for row in heads if row),
            rows=tuple(
                self._row(row, columns, (*path, "row", n)) for n, row in enumerate(self._tables(data, "row", path))
            ),
            path=path,
        )

    def _head(self, cells: Any, path: Path) -> RowSpec:
        drawn = [self._cell(cell, path) for cell in cells] if isinstance(cells, list) else []
        return RowSpec(tuple(replace(one, kind="head", align=one.align or "center") for one in drawn), path=path)

    def _row(self, data: Data, columns: Sequence[CellSpec], path: Path) -> RowSpec:
        self.problems += unknown(self.definition, data, ROW, *path)
        own = [self._cell(cell, (*path, "cells")) for cell in self._list(data, "cells", path)]
        of, each = self._text(data, "of", path), self._text(data, "each", path)
        formula = self._formula(data, path)
        applied = columns if of or each or formula else ()
        kind = self._text(data, "kind", path)
        cells = [*own, *(_about(column, of, formula) for column in applied)]
        return RowSpec(
            cells=tuple(replace(one, kind=one.kind or kind) for one in cells),
            id=self._text(data, "id", path) or (f"{UNNAMED}{path[1]}_{path[-1]}" if applied else ""),
            each=each,
            where=self._where(data, path),
            least=self._number(data, "least", path, 0, 100) or 0,
            path=path,
        )

    def _cell(self, data: Any, path: Path) -> CellSpec:
        self.cells += 1
        if self.cells == MOST_CELLS + 1:
            self._tell(f"格子过多，最多 {MOST_CELLS} 格", *path)
        if isinstance(data, str):
            return CellSpec(words=data)
        if not isinstance(data, Mapping):
            self._tell("格子应是文字，或 { … } 一组设置", *path)
            return CellSpec()
        self.problems += unknown(self.definition, data, CELL, *path)
        rows = REST if data.get("rows") == "rest" else self._number(data, "rows", path, 1, 200)
        if data.get("words") and (data.get("at") or data.get("formula")):
            self._tell("一格只能有文字 words，或者数据 at 与公式 formula", *path)
        return CellSpec(
            **{name: self._text(data, name, path) for name in ("words", "id", "at", "unit", "align", "kind")},
            formula=self._formula(data, path),
            columns=self._number(data, "columns", path, 1, WIDEST) or 1,
            rows=1 if rows is None else rows,
            indent=self._number(data, "indent", path, 0, DEEPEST_INDENT) or 0,
        )

    def _fact(self, data: Data, path: Path) -> FactSpec:
        self.problems += unknown(self.definition, data, FACT, *path)
        return FactSpec(
            self._text(data, "key", path), self._text(data, "label", path), self._text(data, "unit", path) or "amount"
        )

    def _formula(self, data: Data, path: Path) -> Expression | None:
        text = self._text(data, "formula", path)
        try:
            return parse_formula(text) if text else None
        except FormulaError as error:
            self._tell(f"公式“{text[:40]}”：{error}", *path, "formula")
            return None

    def _where(self, data: Data, path: Path) -> Mapping[str, tuple[frozenset[str], bool]]:
        """Return the conditions: a value or several, each with ! before it when such rows are left out."""
        found: dict[str, tuple[frozenset[str], bool]] = {}
        for name, given in self._table(data, "where", path).items():
            values = given if isinstance(given, list) else [given]
            if not values or not all(isinstance(value, str) for value in values):
                self._tell(f"where 的 {name} 应是文字或几个文字", *path, "where")
            elif len({value.startswith("!") for value in values}) > 1:
                self._tell(f"where 的 {name} 不能既要又不要", *path, "where")
            else:
                found[name] = frozenset(value.lstrip("!") for value in values), not values[0].startswith("!")
        return found

    def _widths(self, data: Data) -> tuple[int, ...]:
        given = self._list(data, "widths")
        if not 1 <= len(given) <= WIDEST or not all(type(width) is int and 1 <= width <= 100 for width in given):
            self._tell(f"widths 应是 1 到 {WIDEST} 个整数，每个 1 到 100", "widths")
            return ()
        return tuple(given)

    def _texts(self, data: Data, name: str) -> tuple[str, ...]:
        given = self._list(data, name)
        if not all(isinstance(text, str) for text in given):
            self._tell(f"{name} 应是几段文字", name)
        return tuple(text for text in given if isinstance(text, str))

    def _text(self, data: Data, name: str, path: Path = (), default: str = "") -> str:
        given = data.get(name, default)
        if not isinstance(given, str):
            self._tell(f"{name} 应是文字", *path, name)
            return default
        if name in CHOICES and given not in CHOICES[name]:
            self._tell(f"{name} 只能是 {'、'.join(filter(None, CHOICES[name]))}，不是“{given}”", *path, name)
            return default
        return given

    def _number(self, data: Data, name: str, path: Path, least: int, most: int) -> int | None:
        given = data.get(name)
        if given is not None and not (type(given) is int and least <= given <= most):
            self._tell(f"{name} 应是 {least} 到 {most} 的整数", *path, name)
            return None
        return given

    def _list(self, data: Data, name: str, path: Path = ()) -> list[Any]:
        given = data.get(name, [])
        if not isinstance(given, list):
            self._tell(f"{name} 应是 [ … ] 一列", *path, name)
            return []
        return given

    def _tables(self, data: Data, name: str, path: Path = ()) -> list[Data]:
        given = self._list(data, name, path)
        if not all(isinstance(row, Mapping) for row in given):
            self._tell(f"{name} 应写作 [[…{name}]]", *path, name)
        return [row for row in given if isinstance(row, Mapping)]

    def _table(self, data: Data, name: str, path: Path) -> Data:
        given = data.get(name, {})
        if not isinstance(given, Mapping):
            self._tell(f"{name} 应是 {{ … }} 一组设置", *path, name)
            return {}
        return given

    def _tell(self, message: str, *path: str | int) -> None:
        self.problems.append(self.definition.problem(message, *path))


def _about(column: CellSpec, of: str, formula: Expression | None) -> CellSpec:
    """Return the cell a column has in the row about *of*; relative facts need something they are relative to."""
    at = f"{of}{column.at}" if of and column.at.startswith(".") else column.at
    if not of and formula and at.startswith("."):
        at = ""
    return replace(column, at=at, formula=formula or column.formula)


def _placeless(section: SectionSpec) -> SectionSpec:
    """Return a section of the extended schedule: it is written on no line of this text."""
    head, rows = (tuple(replace(row, path=()) for row in lines) for lines in (section.head, section.rows))
    return replace(section, path=(), head=head, rows=rows)


def _merged(base: Sequence[SectionSpec], own: Iterable[SectionSpec], omit: Sequence[str]) -> tuple[SectionSpec, ...]:
    """Return *base* with sections of the same key replaced by *own* ones, the others of *own* at the end."""
    mine = {section.key: section for section in own}
    taken = [mine.pop(section.key, section) for section in base if section.key not in omit]
    return (*taken, *mine.values())
