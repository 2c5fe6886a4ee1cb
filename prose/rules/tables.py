"""M8xx: tables inside a text: rows of totals, columns of scores, scores within their full marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from lib.display import number
from prose.mentions import SCORE, Mention
from prose.reading import Prose
from prose.registry import ERROR, Judgement, found, held, rule
from prose.tables import Cell, Row, Table

SOURCE = "财预〔2020〕10号：总分为各项得分之和，各项得分不超过该项分值"
HUNDREDTH = Decimal("0.005")
# Columns no one adds up, and rows that repeat a part of the row above.
_NO_SUM = re.compile("率|比|人均|平均|单价|标准|序号|年限|编码")
_UNIT = re.compile(r"[（(](亿元|万元|元|分|人|个|%)[)）]")
_DIGITS = re.compile(r"-?\d+(?:\.\d+)?")
FULL_MARKS, EARNED = ("分值", "权重", "满分"), ("得分", "自评得分", "自评分")


@rule(
    "M801", ERROR, "表中合计等于各行之和", kind="sum_mismatch", source="自评通知：合计等于分项之和",
    how="表格的“合计”行与其上各行（“其中”行除外）逐列相加的结果相比；有小计的，与小计之后或全部各行之和相符即可；"
    "n 个带小数的数容差 0.005×n；比率、单价等不能相加的列不比。",
    mend="核对各行，改正合计或写错的一格。",
    fails="项目\t预算\t决算\n基本支出\t100.00\t90.00\n项目支出\t50.00\t40.00\n合计\t150.00\t140.00",
    passes="项目\t预算\t决算\n基本支出\t100.00\t90.00\n项目支出\t50.00\t40.00\n合计\t150.00\t130.00",
)  # fmt: skip
def rows_add_up(prose: Prose, params) -> Iterator[Judgement]:
    for table in prose.tables:
        for at in table.totals:
            for column in range(1, len(table.rows[at])):
                if not _is_no_sum(table, column):
                    yield from _judge_column(table, at, column)


def _is_no_sum(table: Table, column: int) -> bool:
    """Return whether the figures of a column cannot be added: rates, prices, numbers of rows."""
    if table.titles and _NO_SUM.search(table.titles[column]):
        return True
    return any(cell.words.strip().endswith("%") for cell in table.column(column))


def _judge_column(table: Table, at: int, column: int) -> Iterator[Judgement]:
    total = table.rows[at][column]
    readings = [rows for rows in _summed(table, at) if len(rows) > 1 and _are_numbers(rows, column)]
    if total.value is None or not readings:
        return
    cells = [[row[column] for row in rows] for rows in readings]
    agreeing = next((one for one in cells if _agree(total, one)), None)
    if agreeing:
        yield held((total.span, *(cell.span for cell in agreeing)))
        return
    title = table.titles[column].strip() if table.titles else f"第 {column + 1} 列"
    yield _off(total, cells[0], f"表中“{title}”合计", _names(readings[0]), _unit(table, column, total))


def _summed(table: Table, at: int) -> list[list[Row]]:
    """Return the rows a total may be the sum of: those since the total before, or all above that are no totals."""
    totals = set(table.totals)
    before = max((one for one in totals if one < at), default=-1)
    rows = [
        (index, row)
        for index, row in enumerate(table.rows[:at])
        if index not in totals and not row[0].words.strip(" (").startswith("其中")
    ]
    return [[row for index, row in rows if index > before], [row for _, row in rows]]


def _are_numbers(rows: Sequence[Row], column: int) -> bool:
    return all(row[column].value is not None for row in rows)


def _sum(cells: Sequence[Cell]) -> Decimal:
    return sum((cell.value for cell in cells if cell.value is not None), Decimal(0))


def _agree(total: Cell, cells: Sequence[Cell]) -> bool:
    slack = HUNDREDTH * sum(1 for cell in cells if cell.places)
    return total.value is not None and abs(_sum(cells) - total.value) <= slack


def _names(rows: Sequence[Row]) -> list[str]:
    return [row[0].words.strip() for row in rows]


def _unit(table: Table, column: int, cell: Cell) -> str:
    """Return the unit a cell or the title of its column names, "" where none does."""
    own = _DIGITS.sub("", cell.words.strip())
    title = _UNIT.search(table.titles[column]) if table.titles else None
    return own or (title[1] if title else "")


def _off(total: Cell, cells: Sequence[Cell], label: str, names: Sequence[str], unit: str) -> Judgement:
    stated, due = f"{number(total.value)}{unit}", f"{number(_sum(cells))}{unit}"
    gap = number(abs(_sum(cells) - (total.value or 0)))
    rows = [(name, f"{number(cell.value)}{unit}") for name, cell in zip(names, cells, strict=True)]
    return found(
        (total.span, *(cell.span for cell in cells)),
        f"{label}与各行之和不符：{stated} 与 {due}",
        f"{label}写作 {stated}，{len(cells)} 行相加为 {due}，相差 {gap}{unit}。",
        working=[*rows, ("各行相加", due), ("报告所写", stated)],
    )


@rule(
    "M802", ERROR, "表中得分合计与文字相符", kind="sum_mismatch", source=SOURCE,
    how="指标表的“分值”“得分”两列相加，与表前一句写的合计相比。", mend="核对评分表，改正文字或写错的一格。",
    fails="产出指标分值合计20分，自评得分合计18分：\n指标\t分值\t得分\n培训班\t10分\t9分\n宣传册\t10分\t8分",
    passes="产出指标分值合计20分，自评得分合计17分：\n指标\t分值\t得分\n培训班\t10分\t9分\n宣传册\t10分\t8分",
)  # fmt: skip
def scores_add_up(prose: Prose, params) -> Iterator[Judgement]:
    for table in prose.tables:
        announced = _announced(prose, table)
        if len(announced) < 2 or table.totals:
            continue
        for total, titles in zip(announced[-2:], (FULL_MARKS, EARNED), strict=True):
            column = _column(table, titles)
            if column is not None and _are_numbers(table.rows, column):
                yield _judge_scores(table, column, total)


def _announced(prose: Prose, table: Table) -> list[Mention]:
    """Return the scores of the line right above a table."""
    first = table.rows[0][0].start
    top = prose.plain.rfind("\n", 0, max(first - 1, 0)) + 1 if table.titles else first
    line = prose.plain.rfind("\n", 0, max(top - 1, 0)) + 1
    return [one for one in prose.between(line, top) if one.kind == SCORE]


def _judge_scores(table: Table, column: int, stated: Mention) -> Judgement:
    total, cells = Cell(*stated.span, "", stated.value, stated.places), table.column(column)
    if _agree(total, cells):
        return held((total.span, *(cell.span for cell in cells)))
    return _off(total, cells, f"“{table.titles[column].strip()}”合计", _names(table.rows), "分")


def _column(table: Table, titles: Sequence[str]) -> int | None:
    return next((at for at, title in enumerate(table.titles) if title.strip() in titles), None)


@rule(
    "M803", ERROR, "表中得分不超过分值", kind="contradiction_in_words", source=SOURCE,
    how="指标表每行的“得分”与“分值”相比。", mend="核对评分表，改正得分或分值。",
    fails="指标\t分值\t得分\n培训班\t10分\t11分\n宣传册\t10分\t8分", passes="指标\t分值\t得分\n培训班\t10分\t9分\n宣传册\t10分\t8分",
)  # fmt: skip
def within_full_marks(prose: Prose, params) -> Iterator[Judgement]:
    for table in prose.tables:
        full_mark, earned = _column(table, FULL_MARKS), _column(table, EARNED)
        if full_mark is None or earned is None:
            continue
        for row in table.rows:
            if row[full_mark].value is not None and row[earned].value is not None:
                yield _judge_row(row[0].words.strip(), row[full_mark], row[earned])


def _judge_row(item: str, full_mark: Cell, earned: Cell) -> Judgement:
    full, got = full_mark.value or Decimal(0), earned.value or Decimal(0)
    if got <= full:
        return held((earned.span, full_mark.span))
    return found(
        (earned.span, full_mark.span),
        f"得分大于分值：{number(got)}分 与 {number(full)}分",
        f"“{item}”分值 {number(full)}分，得分却有 {number(got)}分。",
        working=[("分值", f"{number(full)}分"), ("得分", f"{number(got)}分")],
    )


RULES = (rows_add_up, scores_add_up, within_full_marks)
