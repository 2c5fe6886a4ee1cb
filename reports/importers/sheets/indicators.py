"""Tables of indicators and goals, the unit's or a project's: levels in merged cells, one scored row each."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from indicators.taxonomy import KINDS, LABELS
from lib.workbooks import Cell
from reports.importers.sheets import names, values
from reports.importers.sheets.facts import Facts
from reports.importers.sheets.names import SUBTOTAL, folded, numbered
from reports.importers.sheets.tables import Panel, Table
from reports.importers.sheets.values import NoValueError, Value

TAXONOMY = {folded(label).removesuffix("指标"): code for code, label in LABELS.items()} | {
    "服务对象满意度": "beneficiary_satisfaction", "满意度": "satisfaction", "预算执行率": "execution",
}  # fmt: skip
SECOND = {kind.code for kind in KINDS if kind.parent}  # what a row of level 3 is of, not a node of its own
READ: dict[str, Callable[[Cell], Value]] = {"weight": values.score, "score": values.score}
FIELDS = ("operator", "target_value", "actual_value", "unit", "weight", "score", "reason")
PERHAPS_PERCENT = "可能是百分数，请核对"
_OPERATOR = re.compile(r"\s*(≥|≤|>=|<=|>|<|=|＝|＞|＜|定性)\s*(.*)", re.S)
# 40场, 93.5%; not 40场以上, 300余人: there the words say more than a unit
_MEASURED = re.compile(r"(-?\d[\d,]*(?:\.\d+)?)\s*([^\d\s以余多左约上下内之至~—-]{1,6})")
_TOTAL = re.compile(r"(总分|自评总分|得分合计|合计|总计|总得分)(\(.*\))?")
_WEIGHT = re.compile(r"[(（]\s*(\d+(?:\.\d+)?)\s*分?\s*[)）]\s*$")
_SIGNS = {">=": "≥", "<=": "≤", "＝": "=", "＞": ">", "＜": "<"}


def _kind(label: str) -> str:
    """Return the kind a dimension is of, blank for a place's own."""
    return TAXONOMY.get(folded(_WEIGHT.sub("", label)).removesuffix("指标"), "")


def read_indicators(table: Table, panel: Panel, facts: Facts, project: str = "") -> None:
    """Read the tree; with *project* (a key) it is that project's."""
    listed = "project_indicators" if project else "indicators"
    reader = _TreeReader(table, panel, facts, listed, project)
    for row in table.rows:
        reader.read(row)


class _TreeReader:
    def __init__(self, table: Table, panel: Panel, facts: Facts, listed: str, project: str) -> None:
        self.table, self.facts, self.listed, self.project = table, facts, listed, project
        self.page, self.panel = table.page, panel
        self.nodes: dict[str, str] = {}
        levels = [head.column for role in ("level1", "level2") if (head := panel.head(role))]
        self.levels = levels
        label = panel.head("label")
        self.label = label.column if label else panel.keys.get("name", panel.keys.get("project"))

        behind = [head for head in panel.heads if self.label is None or head.column > self.label]
        first = {head.role: head.column for head in reversed(behind)}
        self.columns = {name: first[name] for name in FIELDS if name in first}
        # 一级指标 | 分值 | 得分 | 二级指标 …: what stands behind a level is the level's own
        self.own = {
            level: {head.role: head.column for head in panel.heads if level < head.column < end and head.role in FIELDS}
            for level, end in pairwise([*levels, self.label or 0])
        }

    def read(self, row: int) -> None:
        told = {text: column for column in reversed(self.levels) if (text := self._words(row, column))}
        path = list(reversed(told))
        label = self._words(row, self.label) if self.label is not None else ""
        first = folded(next(iter([*path, label]), ""))
        if _TOTAL.fullmatch(first):
            self._total(row)
        elif not SUBTOTAL.fullmatch(folded(label)) and self._is_filled(row):
            self._leaf(row, path, label)
            for text, level in told.items():
                self._level(row, text, level)

    def _level(self, row: int, text: str, level: int) -> None:
        """Read the weight and score that stand behind a level, at the node it made."""
        key = self.nodes.get(text)
        for name, column in self.own.get(level, {}).items():
            if key:
                self._field(key, name, row, column)

    def _is_filled(self, row: int) -> bool:
        """Return whether a row has a target, a result, a weight or a score: remarks have none, and one cell for all."""
        heads = [head for head in self.panel.heads if head.role in ("target_value", "actual_value", "weight", "score")]
        return any(not values.is_blank(self.page.at(row, head.column)) for head in heads) or any(self.own.values())

    def _leaf(self, row: int, path: list[str], label: str) -> None:
        if label in path:
            label = ""
        if not label and path:
            label = path.pop()
        if not label:
            return
        kind = path.pop() if len(path) > 1 and _kind(path[-1]) in SECOND else ""
        key = ""
        for level, text in enumerate(path):
            key = self._node("/".join([self.project, *path[: level + 1]]), text, key)
        label = numbered(label).name
        at = self._node("/".join([self.project, *path, label, str(row)]), label, key, _kind(kind))
        for name, column in self.columns.items():
            self._field(at, name, row, column)

    def _words(self, row: int, column: int) -> str:
        return " ".join(values.shown(self.page.shown(row, column)).split())

    def _node(self, name: str, text: str, parent: str, kind: str = "") -> str:
        """Return the key of a node, begun with its label and kind; a weight in brackets behind the label is its own."""
        weight = _WEIGHT.search(text)
        label = _WEIGHT.sub("", text).strip()
        at = self.facts.row(self.listed, name, label=label, parent=parent)
        self.nodes[text] = at.rpartition(".")[2]
        self.facts.set(f"{at}.taxonomy", kind or _kind(label))
        if self.project:
            self.facts.set(f"{at}.project", self.project)
        if weight and f"{at}.weight" not in self.facts.values:
            self.facts.put(f"{at}.weight", values.score(Cell(weight[1])).value, weight[1], unit="分", where=text)
        return at.rpartition(".")[2]

    def _field(self, key: str, name: str, row: int, column: int) -> None:
        at, where, cell = f"{self.listed}.{key}.{name}", self.page.where(row, column), self.page.at(row, column)
        if values.is_blank(cell):
            return
        try:
            value = READ.get(name, values.words)(cell)
        except NoValueError as error:
            self.facts.miss(where, values.shown(cell), str(error))
            return
        text, doubt = value.value, value.doubt
        if name == "operator":
            text = _SIGNS.get(str(text), text)
            if text not in ("≥", ">", "=", "<", "≤", "定性"):
                self.facts.miss(where, value.printed, "不认识这个计算符号")
                return
        if name == "target_value" and self.panel.head("operator") is None:
            text = self._split(key, str(text), where)
        if name in ("target_value", "actual_value") and self.panel.head("unit") is None:
            text = self._bare(key, name, str(text), where)
        if name in ("target_value", "actual_value") and self._may_be_percent(cell):
            doubt = doubt or PERHAPS_PERCENT
        self.facts.put(at, text, value.printed, unit=value.unit, where=where, doubt=doubt)

    def _may_be_percent(self, cell: Cell) -> bool:
        """A fraction may be shown as a percentage by a format that cannot be read (.xls)."""
        return cell.is_number and not cell.manner and 0 < abs(cell.value) <= 1 and cell.value % 1 != 0  # type: ignore[operator, arg-type]

    def _split(self, key: str, text: str, where: str) -> str:
        """Return a target without the sign before it, which is a fact of its own."""
        found = _OPERATOR.fullmatch(text)
        if not found or not found[2]:
            return text
        sign = _SIGNS.get(found[1], found[1])
        self.facts.put(f"{self.listed}.{key}.operator", sign, found[1], where=where)
        return found[2].strip()

    def _bare(self, key: str, name: str, text: str, where: str) -> str:
        """Return a value without the unit behind it, which is the target's; another unit stays with its value."""
        found = _MEASURED.fullmatch(text)
        if not found:
            return text
        at = f"{self.listed}.{key}.unit"
        if name == "target_value":
            self.facts.put(at, found[2], found[2], where=where)
        return found[1] if self.facts.values.get(at) == found[2] else text

    def _total(self, row: int) -> None:
        head = self.panel.head("score")
        if head and not self.project and not values.is_blank(self.page.at(row, head.column)):
            try:
                value = values.score(self.page.at(row, head.column))
            except NoValueError:
                return
            self.facts.put(
                "performance.total_score",
                value.value,
                value.printed,
                unit="分",
                where=self.page.where(row, head.column),
            )


def read_goals(table: Table, panel: Panel, facts: Facts, project: str = "") -> None:
    """Read goals and how far they were reached, side by side; with *project* they are that project's."""
    goal = next(
        (head for head in reversed(panel.heads) if head.role == "goal"), None
    )  # 年度目标 stands before 预期目标
    done = panel.head("achievement")
    for row in table.rows:
        texts = {}
        for name, head in (("text", goal), ("achievement", done)):
            cell = table.page.at(row, head.column) if head else Cell(None)
            texts[name] = (
                "" if values.is_blank(cell) else values.shown(cell).strip(),
                table.page.where(row, head.column) if head else "",
            )
        if not texts["text"][0] or texts["text"][0].isdigit() or names.column_of(texts["text"][0]):
            continue
        if project:
            at, fields = f"projects.{project}", {"text": "goal", "achievement": "achievement"}
        else:
            at = facts.row("goals", texts["text"][0], kind="annual")
            fields = {"text": "text", "achievement": "achievement"}
        for name, (text, where) in texts.items():
            facts.put(f"{at}.{fields[name]}", text, text, where=where)
