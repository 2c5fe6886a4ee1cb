"""Tables of indicators and goals, the unit's or a project's: levels in merged cells, one scored row each."""

from __future__ import annotations

import re
from collections.abc import Callable

from indicators.taxonomy import LABELS
from lib.workbooks import Cell
from reports.importers.sheets import names, values
from reports.importers.sheets.facts import Facts
from reports.importers.sheets.names import SUBTOTAL, TOTAL, folded
from reports.importers.sheets.tables import Panel, Table
from reports.importers.sheets.values import NoValueError, Value

TAXONOMY = {folded(label).removesuffix("指标"): code for code, label in LABELS.items()} | {
    "服务对象满意度": "beneficiary_satisfaction", "满意度": "satisfaction", "预算执行率": "execution",
}  # fmt: skip
READ: dict[str, Callable[[Cell], Value]] = {"weight": values.score, "score": values.score}
FIELDS = ("operator", "target_value", "actual_value", "unit", "weight", "score", "reason")
PERHAPS_PERCENT = "可能是百分数，请核对"
_OPERATOR = re.compile(r"\s*(≥|≤|>=|<=|>|<|=|＝|＞|＜|定性)\s*(.*)", re.S)
_WEIGHT = re.compile(r"[(（]\s*(\d+(?:\.\d+)?)\s*分?\s*[)）]\s*$")
_SIGNS = {">=": "≥", "<=": "≤", "＝": "=", "＞": ">", "＜": "<"}


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
        levels = [head.column for role in ("level1", "level2") if (head := panel.head(role))]
        self.levels = levels
        label = panel.head("label")
        self.label = label.column if label else panel.keys.get("name", panel.keys.get("project"))
        self.has_percents = any(cell.manner == "percent" for cell in self.page.cells.values())

    def read(self, row: int) -> None:
        path = [text for column in self.levels if (text := self._words(row, column))]
        label = self._words(row, self.label) if self.label is not None else ""
        if not label and path:
            label = path.pop() if len(path) > 1 or not self._is_heading(path[0]) else ""
        first = next(iter([*path, label]), "")
        if TOTAL.fullmatch(folded(first)) or folded(first) in ("总分", "自评总分", "得分合计"):
            self._total(row)
            return
        if SUBTOTAL.fullmatch(folded(label)) or not label:
            return
        key = ""
        for level, text in enumerate(path):
            key = self._node("/".join([self.project, *path[: level + 1]]), text, key)
        at = self._node("/".join([self.project, *path, label, str(row)]), label, key)
        for name in FIELDS:
            head = self.panel.head(name)
            if head:
                self._field(at, name, row, head.column)

    def _is_heading(self, text: str) -> bool:
        return folded(_WEIGHT.sub("", text)).removesuffix("指标") in TAXONOMY and "执行" not in text

    def _words(self, row: int, column: int) -> str:
        return " ".join(values.shown(self.page.shown(row, column)).split())

    def _node(self, name: str, text: str, parent: str) -> str:
        """Return the key of a node, begun with its label and kind; a weight in brackets behind the label is its own."""
        weight = _WEIGHT.search(text)
        label = _WEIGHT.sub("", text).strip()
        at = self.facts.row(self.listed, name, label=label, parent=parent)
        kind = TAXONOMY.get(folded(label).removesuffix("指标"), "")
        self.facts.set(f"{at}.taxonomy", kind)
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
            texts[name] = (values.shown(cell).strip(), table.page.where(row, head.column) if head else "")
        if not texts["text"][0] or texts["text"][0].isdigit() or names.column_of(texts["text"][0]):
            continue
        if project:
            at, fields = f"projects.{project}", {"text": "goal", "achievement": "achievement"}
        else:
            at = facts.row("goals", texts["text"][0], kind="annual")
            fields = {"text": "text", "achievement": "achievement"}
        for name, (text, where) in texts.items():
            facts.put(f"{at}.{fields[name]}", text, text, where=where)
