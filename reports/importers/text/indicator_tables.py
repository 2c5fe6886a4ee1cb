"""Indicators in tables: a row each, with the names of their columns to say which fact a cell is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from lib.money import NotAnAmountError, parse_number
from prose.tables import Row, Table
from reports.importers.text.figures import printed
from reports.importers.text.leaves import Leaf
from reports.importers.text.source import Source

_COLUMNS = {
    "above": re.compile("一级指标|指标类[别型]|维度"),
    "kind": re.compile("二级指标"),
    "label": re.compile("三级指标|指标名称|具体指标|绩效指标$|^指标$|指标内容"),
    "operator": re.compile("指标性质|计算符号|符号|方向"),
    "target_value": re.compile("目标值|指标值|计划值?|年度目标"),
    "actual_value": re.compile("完成值|实际值|完成情况|实际完成"),
    "unit": re.compile("单位$|计量"),
    "weight": re.compile("分值|权重|满分"),
    "score": re.compile("得分|自评分"),
    "reason": re.compile("原因|偏差|改进"),
}
_TOTAL = re.compile("(?:合计|总计|小计|总分|得分合计|自评得分)")
_NOTHING = re.compile("(?:无|没有|/|-|—|－)*")
_OPERATORS = {
    "≥": "≥",
    "≤": "≤",
    "＝": "=",
    "=": "=",
    ">": ">",
    "<": "<",
    "＞": ">",
    "＜": "<",
    "定性": "定性",
    ">=": "≥",
    "<=": "≤",
}
_FEWEST = 3  # columns that must be known


def tabled(source: Source) -> Iterator[Leaf]:
    """Yield the indicators of every table whose titles name a label and at least two of its facts."""
    for table in source.prose.tables:
        columns = _columns(table)
        if (
            "label" in columns
            and len(columns) >= _FEWEST
            and columns.keys() & {"target_value", "actual_value", "score"}
        ):
            above = kind = ""
            for row in table.rows:
                above = _cell(row, columns, "above") or above
                kind = _cell(row, columns, "kind") or kind
                leaf = _row(source, row, columns, above or kind)
                if leaf and not _TOTAL.fullmatch(leaf.label):
                    yield leaf


def summed(source: Source) -> Iterator[tuple[Decimal, str]]:
    """Yield the whole result of every table of indicators whose last row adds up marks of 100, with the row's words."""
    for table in source.prose.tables:
        columns, row = _columns(table), table.rows[-1]
        first = next((cell.words.strip() for cell in row if cell.words.strip()), "")
        if "label" in columns and {"weight", "score"} <= columns.keys() and _TOTAL.fullmatch(first):
            whole, score = (_number(_cell(row, columns, key)) for key in ("weight", "score"))
            parts = [_number(_cell(one, columns, "score")) or Decimal(0) for one in table.rows[:-1]]
            if whole == 100 and score is not None and sum(parts, Decimal(0)) == score:
                yield score, source.given(row[0].start, row[-1].end).replace("\t", " | ")


def _columns(table: Table) -> Mapping[str, int]:
    """Return the place of each fact by the titles; one column is one fact."""
    found: dict[str, int] = {}
    for at, title in enumerate(table.titles):
        key = next(
            (key for key, words in _COLUMNS.items() if key not in found and words.search(title.replace(" ", ""))), ""
        )
        if key:
            found[key] = at
    return found


def _cell(row: Row, columns: Mapping[str, int], key: str) -> str:
    return row[columns[key]].words.strip() if key in columns else ""


def _row(source: Source, row: Row, columns: Mapping[str, int], above: str) -> Leaf | None:
    label = _cell(row, columns, "label")
    if not label:
        return None
    name = row[columns["label"]]
    leaf = Leaf(
        source.given(name.start, name.end), above, where=source.given(row[0].start, row[-1].end).replace("\t", " | ")
    )
    for key in ("target_value", "actual_value"):
        words, unit, operator = _figure(source, row, columns, key)
        setattr(leaf, key, words)
        if key == "target_value":
            leaf.operator = operator
            leaf.unit = unit
        elif unit != leaf.unit and unit:
            leaf.actual_unit, leaf.unit = (unit, leaf.unit) if leaf.unit else ("", unit)
    leaf.unit = _cell(row, columns, "unit") or leaf.unit
    leaf.operator = _OPERATORS.get(_cell(row, columns, "operator"), leaf.operator)
    for key in ("weight", "score"):
        setattr(leaf, key, _number(_cell(row, columns, key)))
    if reason := _cell(row, columns, "reason"):
        cell = row[columns["reason"]]
        leaf.reason = "" if _NOTHING.fullmatch(reason) else source.given(cell.start, cell.end)
    return leaf


def _figure(source: Source, row: Row, columns: Mapping[str, int], key: str) -> tuple[str, str, str]:
    """Return value, unit and operator of a cell: a figure with its unit, a bare number, or words as they stand."""
    if key not in columns:
        return "", "", ""
    cell = row[columns[key]]
    figures = source.prose.between(cell.start, cell.end)
    if len(figures) == 1 and figures[0].unit:
        shown = printed(source, figures[0])
        left = (
            source.plain[cell.start : figures[0].start].strip(" ≥≤=<>")
            + source.plain[figures[0].end : cell.end].strip()
        )
        if left in ("", shown.before, shown.behind):
            return shown.value, shown.unit, shown.stated if key == "target_value" else ""
    words = cell.words.strip()
    sign = next((one for one in _OPERATORS if words.startswith(one)), "")
    return words.removeprefix(sign).strip(), "", _OPERATORS.get(sign, "") if key == "target_value" else ""


def _number(words: str) -> Decimal | None:
    try:
        return parse_number(words.removesuffix("分")) if words else None
    except NotAnAmountError:
        return None
