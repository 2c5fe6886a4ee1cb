"""Facts that stand beside their name: 编制数 | 12, 单位名称：云溪县科协."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from lib.workbooks import Cell, Page
from reports.importers.sheets import names, values
from reports.importers.sheets.facts import Facts
from reports.importers.sheets.tables import unit_in
from reports.importers.sheets.values import NoValueError, Value

READ: dict[str, Callable[[Cell], Value]] = {
    "count": values.count, "day": values.day, "words": values.words, "score": values.score,
}  # fmt: skip
NO_UNIT = "没有写明金额单位，按万元读取"
_TOLD = re.compile(r"\s*([^:：]{2,20})[:：]\s*(\S.*?)\s*", re.S)
_WIDE = re.compile(r"\s{2,}|　|\t")  # between two statements in one cell
_STAFF = re.compile(r"staffing\.(\w+)\.total\.count")


def read_singles(page: Page, taken: Collection[int], facts: Facts) -> None:
    """Read the rows that belong to no table (*taken* do): a name and, beside it or behind its colon, a value."""
    unit = ""
    for row, columns in page.rows.items():
        texts = [page.at(row, column).text for column in columns]
        unit = unit_in(texts) or unit
        if row in taken:
            continue
        for number, column in enumerate(columns):
            text = page.at(row, column).text
            told = _TOLD.fullmatch(text)
            if told and names.single_of(told[1])[0]:
                _put(facts, page.where(row, column), told[1], Cell(_WIDE.split(told[2])[0]), unit)
            elif names.single_of(text)[0] and number + 1 < len(columns):
                beside = columns[number + 1]
                _put(facts, page.where(row, beside), text, page.at(row, beside), unit)


def _put(facts: Facts, where: str, name: str, cell: Cell, unit: str) -> None:
    at, kind = names.single_of(name)
    if values.is_blank(cell) or names.is_head(cell.text):  # the heads of a table stand side by side
        return
    doubt = ""
    try:
        if kind == "amount":
            own = unit_in([name]) or unit
            doubt = "" if own else NO_UNIT
            value = values.amount(cell, own or "万元")
        else:
            value = READ[kind](cell)
    except NoValueError as error:
        facts.miss(where, f"{name} {values.shown(cell)}".strip(), str(error))
        return
    if _STAFF.fullmatch(at):
        facts.set(at.removesuffix("count") + "label", "合计")
    facts.put(
        at,
        value.value,
        value.printed,
        unit=value.unit,
        where=where,
        doubt="；".join(filter(None, (doubt, value.doubt))),
    )
