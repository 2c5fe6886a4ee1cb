"""M8xx: tables inside a text: rows of totals, columns of scores, scores within their weights."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from lib.display import number
from prose.mentions import SCORE
from prose.reading import Prose
from prose.registry import ERROR, Judgement, found, held, rule
from prose.tables import Cell, Table

HUNDREDTH = Decimal("0.005")


@rule(
    "M801", ERROR, "表中合计等于各行之和", kind="sum_mismatch", source="自评通知：合计等于分项之和",
    how="表格的“合计”行与其上各行逐列相加的结果相比；n 个带小数的数容差 0.005×n。", mend="核对各行，改正合计或写错的一格。",
    fails="项目\t预算\t决算\n基本支出\t100.00\t90.00\n项目支出\t50.00\t40.00\n合计\t150.00\t140.00",
    passes="项目\t预算\t决算\n基本支出\t100.00\t90.00\n项目支出\t50.00\t40.00\n合计\t150.00\t130.00",
)  # fmt: skip
def rows_add_up(prose: Prose, params) -> Iterator[Judgement]:
    for table in prose.tables:
        begin = 0
        for at in table.totals:
            yield from _columns(table, begin, at)
            begin = at + 1


def _columns(table: Table, begin: int, at: int) -> Iterator[Judgement]:
    for column, total in enumerate(table.rows[at]):
        parts = [row[column] for row in table.rows[begin:at]]
        if column and total.value is not None and len(parts) > 1 and all(part.value is not None for part in parts):
            title = table.titles[column].strip() if table.titles else f"第{column + 1}列"
            yield _sum(total, parts, f"{title}合计", [row[0].words.strip() for row in table.rows[begin:at]])


def _sum(total: Cell, parts: Sequence[Cell], label: str, names: Sequence[str]) -> Judgement:
    value = total.value or Decimal(0)
    added = sum((part.value or Decimal(0) for part in parts), Decimal(0))
    spans = (total.span, *(part.span for part in parts))
    if abs(added - value) <= HUNDREDTH * sum(1 for part in parts if part.places):
        return held(spans)
    return found(
        spans, f"{label}与各行之和不符：{number(value)} 与 {number(added)}",
        f"表中{label}写作 {number(value)}，{len(parts)} 行相加为 {number(added)}，相差 {number(abs(added - value))}。",
        working=[*((name, number(part.value)) for name, part in zip(names, parts, strict=True)), ("相加", number(added)), ("表中所写", number(value))],
    )  # fmt: skip


_SCORES = {"分值": ("分值", "权重", "满分"), "得分": ("得分", "自评得分", "自评分")}


@rule(
    "M802", ERROR, "表中得分合计与文字相符", kind="sum_mismatch", source="财预〔2020〕10号：总分为各项得分之和",
    how="指标表的“分值”“得分”两列相加，与表前一句写的合计相比。", mend="核对评分表，改正文字或写错的一格。",
    fails="产出指标分值合计20分，自评得分合计18分：\n指标\t分值\t得分\n培训班\t10分\t9分\n宣传册\t10分\t8分",
    passes="产出指标分值合计20分，自评得分合计17分：\n指标\t分值\t得分\n培训班\t10分\t9分\n宣传册\t10分\t8分",
)  # fmt: skip
def scores_add_up(prose: Prose, params) -> Iterator[Judgement]:
    for table in prose.tables:
        first = table.rows[0][0].start
        above = prose.plain.rfind("\n", 0, max(prose.plain.rfind("\n", 0, first - (len("".join(table.titles)) + len(table.titles))), 0)) + 1
        said = [one for one in prose.between(above, first) if one.kind == SCORE]
        for column in _columns_named(table, "分值"), _columns_named(table, "得分"):
            if column is None or len(said) < 2 or table.totals:
                continue
            total = said[-2] if column == _columns_named(table, "分值") else said[-1]
            cells = table.column(column)
            if all(cell.value is not None for cell in cells):
                whole = Cell(*total.span, "", total.value, total.places)
                yield _sum(whole, cells, table.titles[column], [row[0].words.strip() for row in table.rows])


def _columns_named(table: Table, key: str) -> int | None:
    return next((at for at, title in enumerate(table.titles) if title.strip() in _SCORES[key]), None)


@rule(
    "M803", ERROR, "表中得分不超过分值", kind="contradiction_in_words", source="财预〔2020〕10号：各项得分不超过该项分值",
    how="指标表每行的“得分”与“分值”相比。", mend="核对评分表。",
    fails="指标\t分值\t得分\n培训班\t10分\t11分\n宣传册\t10分\t8分", passes="指标\t分值\t得分\n培训班\t10分\t9分\n宣传册\t10分\t8分",
)  # fmt: skip
def within_weights(prose: Prose, params) -> Iterator[Judgement]:
    for table in prose.tables:
        weight, earned = _columns_named(table, "分值"), _columns_named(table, "得分")
        if weight is None or earned is None:
            continue
        for row in table.rows:
            full, got = row[weight], row[earned]
            if full.value is None or got.value is None:
                continue
            if got.value <= full.value:
                yield held((got.span, full.span))
            else:
                yield found(
                    (got.span, full.span), f"得分大于分值：{number(got.value)} 与 {number(full.value)}",
                    f"“{row[0].words.strip()}”分值 {number(full.value)} 分，得分却有 {number(got.value)} 分。",
                    working=[("分值", number(full.value)), ("得分", number(got.value))],
                )  # fmt: skip


RULES = (rows_add_up, scores_add_up, within_weights)
