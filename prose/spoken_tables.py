"""Tables of money put into words: 项目 / 金额（万元）, then 基本工资 / 65.46, becomes 基本工资65.46万元.

What reads sentences then reads tables as well. Every position still leads back to the text as given.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from prose.mentions import AMOUNT
from prose.reading import Prose, stated_year
from prose.scanning import mentions
from prose.structure import structure
from prose.tables import Cell, Row, Table
from prose.text import Text

_UNIT = re.compile(r"(?:人民币)?(亿元|万元|千元|元)")
_OF_TABLE = re.compile(r"单位[：:]?\s*(?:人民币)?(亿元|万元|千元|元)")
_NOT_MONEY = re.compile("率|占比|比重|比例|%|人数|次数|数量|分值|得分|指标|权重|辆|批次|人次|序号|编码|代码")
_CHANGE = re.compile("(?:与|较|比|同比)?(?:上年|去年)?(?:相比)?增减(?:变动)?(?:额|数|金额)?")
# Columns that are worked out from others; 预算调整 is how far the budget moved, not what it came to.
_OTHER = re.compile("差异|差额|差数|幅度|^(?:年中)?(?:预算)?(?:调整|追加|调增)(?:数|额|金额)?(?:[（(]|$)")
_THREE_PUBLIC = re.compile("出国|公务用车|公务接待|公车")
_MONEY = re.compile("金额|预算|决算|支出|收入|经费")
_INDICATORS = re.compile("指标|得分|分值")
_BARE = re.compile(
    r"^(?:金额|支出|数额|支出金额|金额合计|本年支出)?[（(]?(?:单位)?[：:]?(?:人民币)?(?:亿元|万元|千元|元)?[）)]?$"
)
_IN_BRACKET = re.compile(r"[（(][^（()）]*[）)]")
_SUM = re.compile("合 *计|总 *计")
_LEADS_ON = "(（：:，,、"
_ABOVE = 3  # lines above a table in which its unit may stand


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of the new text: plain[start:end] of the old one, or *words* of its own.

    The last of these stands for plain[end - 1]; where *start* is *end*, the first of them for plain[start].
    """

    start: int
    end: int
    words: str = ""


def in_words(prose: Prose) -> Prose:
    """Return the text with its tables of money in words; the same one where it has none."""
    pieces = list(_pieces(prose))
    if not any(one.words for one in pieces):
        return prose
    text = _rebuilt(prose.text, pieces)
    built = structure(text.plain)
    year = prose.year or stated_year(text.plain, built)
    return replace(prose, text=text, structure=built, mentions=mentions(text.plain, built, year), year=year)


def without_unit(prose: Prose) -> Iterator[Table]:
    """Yield the tables whose titles speak of money and whose amounts nobody says the unit of."""
    for table in prose.tables:
        titled = any(_MONEY.search(title) and not _NOT_MONEY.search(title) for title in table.titles)
        numbers = any(cell.value is not None for row in table.rows for cell in row)
        scored = any(_INDICATORS.search(title) for title in table.titles)
        if titled and numbers and not scored and not _columns(prose, table):
            yield table


def _pieces(prose: Prose) -> Iterator[_Piece]:
    """Yield the pieces of the new text: all that is no table of money as it is, and those in words."""
    at, plain = 0, prose.plain
    for table in prose.tables:
        columns = _columns(prose, table)
        rows = [row for row in table.rows if _label(row, columns)] if columns else []
        if not rows:
            continue
        start = plain.rfind("\n", 0, table.rows[0][0].start) + 1
        if table.titles:
            start = plain.rfind("\n", 0, max(start - 1, 0)) + 1
        joined = start > 0 and plain[start - 2 : start - 1] in tuple(_LEADS_ON)
        yield _Piece(at, start - 1 if joined else start)
        whole = _whole(rows, columns)
        for number, row in enumerate(rows):
            if number:
                yield _Piece(0, row[0].start, "。" if len(columns) > 1 else "、")
            yield from _row(prose, row, columns, whole)
        at = table.rows[-1][-1].end
        if plain[at : at + 2] in ("\n)", "\n）"):
            at += 1
        else:
            yield _Piece(0, at, "。")
    yield _Piece(at, len(plain))


def _columns(prose: Prose, table: Table) -> dict[int, tuple[str, str]]:
    """Return the columns of money: what their title adds to a row's name, and their unit (blank where cells print it)."""
    found: dict[int, tuple[str, str]] = {}
    if any(_INDICATORS.search(title) for title in table.titles):
        return found
    whole = _unit_above(prose, table)
    for at in range(len(table.rows[0])):
        title = table.titles[at] if table.titles else ""
        if _NOT_MONEY.search(title) or _OTHER.search(title):
            continue
        named = _UNIT.search(title)
        unit = named[1] if named else whole
        cells = [cell for cell in table.column(at) if cell.words.strip()]
        money = sum(_is_money(prose, cell, unit) for cell in cells)
        if cells and 2 * money > len(cells):
            found[at] = ("" if _BARE.match(title.replace(" ", "")) else _IN_BRACKET.sub("", title).strip(), unit)
    return found


def _unit_above(prose: Prose, table: Table) -> str:
    """Return the unit the lines above a table state for all of it, blank where none does."""
    starts = [start for start, _ in prose.structure.lines]
    at = bisect_right(starts, table.rows[0][0].start)
    near = prose.structure.lines[max(at - 1 - _ABOVE, 0) : at]
    found = [match[1] for start, end in near if (match := _OF_TABLE.search(prose.plain, start, end))]
    return found[-1] if found else ""


def _is_money(prose: Prose, cell: Cell, unit: str) -> bool:
    """Return whether a cell is one amount: with its unit, or a bare number where the table states one."""
    figures = prose.between(cell.start, cell.end)
    if len(figures) == 1 and figures[0].kind == AMOUNT and figures[0].unit:
        return figures[0].end == cell.start + len(cell.words.rstrip())
    return bool(unit) and cell.value is not None and cell.words.strip()[-1:].isdigit()


def _label(row: Row, columns: dict[int, tuple[str, str]]) -> Cell | None:
    """Return the cell that names a row: the last one with words before its first amount."""
    before = [cell for at, cell in enumerate(row) if at < min(columns) and cell.words.strip() and cell.value is None]
    return before[-1] if before else None


def _whole(rows: Sequence[Row], columns: dict[int, tuple[str, str]]) -> str:
    """Return what the sum of a table of several columns is of, by the names of its rows: 支出 or 收入; else blank."""
    names = [label.words.strip() for row in rows if (label := _label(row, columns))]
    if len(columns) < 2:
        return ""
    if names and all(_THREE_PUBLIC.search(name) or _SUM.fullmatch(name) for name in names):
        return "三公经费"
    return next((word for word in ("支出", "收入") if sum(name.endswith(word) for name in names) > 1), "")


def _row(prose: Prose, row: Row, columns: dict[int, tuple[str, str]], whole: str) -> Iterator[_Piece]:
    label, plain = _label(row, columns), prose.plain
    if label is None:
        return
    is_sum = bool(whole) and _SUM.fullmatch(label.words.strip()) is not None
    if is_sum:
        yield _Piece(label.start, label.start, whole)
    yield _Piece(label.start, label.end)
    told = False
    for at, (title, unit) in columns.items():
        cell = row[at]
        if not cell.words.strip() or not _is_money(prose, cell, unit):
            continue
        start = cell.start
        if _CHANGE.fullmatch(title.replace(" ", "")):
            if not cell.value:
                continue
            less = cell.value < 0
            title, start = f"比上年{'减少' if less else '增加'}", plain.find("-", cell.start) + 1 if less else start
        if told:
            yield _Piece(0, cell.start, f"，{whole if is_sum else ''}{label.words.strip()}{title}")
        elif title:
            yield _Piece(0, cell.start, title)
        yield _Piece(start, cell.end)
        if cell.words.strip()[-1:].isdigit():
            yield _Piece(0, cell.end, unit)
        told = True


def _rebuilt(text: Text, pieces: Sequence[_Piece]) -> Text:
    """Return the text the pieces make, each still knowing where it stood in the text as given."""
    words: list[str] = []
    starts: list[int] = []
    shifts: list[int] = []
    at = 0
    for one in pieces:
        if one.words:
            starts.append(at)
            before = one.start == one.end
            place = one.start if before else one.end - 1
            shifts.append(text.original(place, place + 1)[0] - (at if before else at + len(one.words) - 1))
            words.append(one.words)
            at += len(one.words)
            continue
        for begin, end in _kept(text, one.start, one.end):
            starts.append(at)
            shifts.append(text.original(begin, begin + 1)[0] - at)
            words.append(text.plain[begin:end])
            at += end - begin
    joins = tuple(join for join in text.joins if join < pieces[0].end)
    return Text(text.given, "".join(words), text.pages, joins, tuple(starts), tuple(shifts))


def _kept(text: Text, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield plain[start:end] in runs that stand together in the text as given."""
    borders = [start, *(one for one in text.begins if start < one < end), end]
    yield from ((begin, stop) for begin, stop in pairwise(borders) if begin < stop)
