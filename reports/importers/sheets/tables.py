"""Where the tables of a sheet are: the rows of their heads, what each column holds, the title above, the unit.

A head may take several rows and merged cells; tables may stand one below the other, and side by side as panels.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lib.workbooks import Page
from reports.importers.sheets import names
from reports.importers.sheets.names import GENERIC, NOTES, PAST, TOTAL

MOST_HEADS = 5  # rows of one head
LONGEST_NAME = 40
_UNIT = re.compile(r"(?:单位|金额)[:：(（]*(?:人民币)?(亿元|万元|千元|元)|[(（](亿元|万元|千元|元)[)）]")
_OWNER = re.compile(r"\s*(?:编制|填报|填表|预算)?(?:单位|部门)(?:名称)?[:：]")  # 编制单位：某局 is no title about posts
_YEAR = re.compile(r"((?:19|20)\d{2})\s*年")
_FIGURE = re.compile(r"[-+¥￥]?[\d,，]*\.?\d+[%％]?")


@dataclass(frozen=True)
class Head:
    """The head of one column, its words from the top down, and what they make of the cells below."""

    column: int
    path: tuple[str, ...]
    role: str = ""  # of a key column or a column of words
    amount: str = ""  # which amount its cells are, blank where no word says so
    item: str = ""  # the line its cells belong to: scheme and code
    staff: str = ""  # the group of people it counts
    single: str = ""  # the fact it holds by itself
    unit: str = ""  # 元 or 万元 where the head says so
    past: bool = False  # what was at the beginning of the year
    generic: bool = False  # its lowest words are 金额, 合计 …

    @property
    def words(self) -> str:
        return "·".join(self.path)

    @property
    def tells(self) -> bool:
        """Return whether its words say what stands below."""
        return bool(self.role or self.amount or self.item or self.staff or self.single or self.generic or self.past)


@dataclass(frozen=True)
class Panel:
    """Columns that belong together: those that name a row and those that hold its values."""

    keys: dict[str, int]
    heads: tuple[Head, ...]

    def head(self, role: str) -> Head | None:
        return next((head for head in self.heads if head.role == role), None)


@dataclass(frozen=True)
class Table:
    """One table: its title and unit, its rows from *first* to before *end*, and its panels."""

    page: Page
    title: str
    kind: str  # what its title says it is about
    unit: str
    top: int
    first: int
    end: int
    panels: Sequence[Panel] = field(default_factory=tuple)

    @property
    def rows(self) -> Iterator[int]:
        """Yield the rows below the head that hold something."""
        return (row for row in self.page.rows if self.first <= row < self.end)


def tables(page: Page, year: int) -> list[Table]:
    """Return the tables of a sheet from the top down."""
    heads = list(_heads(page, year))
    ends = [*(top for top, _ in heads[1:]), max(page.rows, default=0) + 1]
    found, before = [], 0
    title, unit = page.name, ""
    for (top, first), end in zip(heads, ends, strict=False):
        last = _last(page, first, end)
        above = _above(page, before, top)
        title = _title(above) or title
        unit = unit_in(above) or unit
        found.append(Table(page, title, _kind(title, page), unit, top, first, last, _panels(page, top, first, year)))
        before = last
    return found


def unit_in(texts: Sequence[str]) -> str:
    """Return the unit of money the last of *texts* that names one says, or blank."""
    found = [match for text in texts for match in _UNIT.finditer(unicodedata.normalize("NFKC", text))]
    return found[-1][1] or found[-1][2] if found else ""


def years_in(text: str) -> list[int]:
    return [int(year) for year in _YEAR.findall(unicodedata.normalize("NFKC", text))]


def _kind(title: str, page: Page) -> str:
    return names.title_kind(title) or names.title_kind(page.name)


def _above(page: Page, start: int, top: int) -> list[str]:
    return [page.at(row, column).text for row in range(start, top) for column in page.rows.get(row, ())]


def _title(above: Sequence[str]) -> str:
    """Return the lowest line above a table that says what it is about, one that calls itself a 表 before others."""
    told = [
        text.strip()
        for text in above
        if 4 <= len(text) <= 80 and names.title_kind(text) and not _UNIT.search(text) and not _OWNER.match(text)
    ]
    forms = [text for text in told if "表" in text]
    return next(iter([*forms[-1:], *told[-1:]]), "")


def _last(page: Page, first: int, end: int) -> int:
    """Return the row before which the body ends: at the notes below it."""
    for row in range(first, end):
        columns = page.rows.get(row, ())
        if columns and NOTES.match(page.at(row, columns[0]).text) and not _figures(page, row):
            return row
        if any("性质分" in text for column in columns if (text := page.cells[row, column].text)):
            return row  # 按收入性质分, 按支出性质分: below it the heads no longer say which amounts these are
    return end


def _figures(page: Page, row: int) -> bool:
    """Return whether any cell of a row holds a figure."""
    cells = (page.cells[row, column] for column in page.rows.get(row, ()))
    return any(cell.is_number or cell.problem or _FIGURE.fullmatch(cell.text.strip()) for cell in cells)


def _role(text: str, year: int) -> str:
    """Return what the head of a column could be by these words, blank for none."""
    if not text or len(text) > LONGEST_NAME:
        return ""
    found = names.key_of(text) or names.column_of(text) or names.amount_of(text, year) or names.staff_of(text)
    return found or ("generic" if GENERIC.fullmatch(names.folded(text)) or PAST.search(names.folded(text)) else "")


def _heads(page: Page, year: int) -> Iterator[tuple[int, int]]:
    """Yield the first row of each head and the first row below it."""
    row, last = min(page.rows, default=0), max(page.rows, default=-1)
    while row <= last:
        if _begins(page, row, year):
            first = row + 1
            while first <= last and first - row < MOST_HEADS and _continues(page, row, first, year):
                first += 1
            yield _raised(page, row), first
            row = first
        else:
            row += 1


def _raised(page: Page, top: int) -> int:
    """Return the first row of the head: a row of words above, spread over columns, belongs to it (收入 and 支出)."""
    columns = page.rows.get(top - 1, ())
    texts = [page.at(top - 1, column).text for column in columns]
    spread = {left for first, left, _, right in page.merged if first == top - 1 and left < right}
    heads = len(columns) > 1 and spread & set(columns) and not _figures(page, top - 1)
    return (
        top - 1 if heads and all(text and len(text) <= 20 and not re.search("[:：]", text) for text in texts) else top
    )


def _begins(page: Page, row: int, year: int) -> bool:
    columns = page.rows.get(row, ())
    if len(columns) < 2 or _figures(page, row):
        return False
    texts = [page.at(row, column).text for column in columns]
    roles = [_role(text, year) for text in texts]
    told = sum(1 for role, text in zip(roles, texts, strict=True) if role or names.item_of(text))
    named = {role for role in roles if role and role != "generic"}
    # One word alone (单位, 合计) occurs in any row; several that stand only over columns do not
    return told >= 2 and bool(named) and told * 2 >= len(columns)


def _continues(page: Page, top: int, row: int, year: int) -> bool:
    """Return whether *row* still belongs to the head begun at *top*."""
    columns = page.rows.get(row, ())
    if not columns:
        return any(first <= top and row <= last for first, _, last, _ in page.merged)
    texts = {column: page.at(row, column).text for column in columns}
    if _is_rank(page, row):
        return True
    if _figures(page, row):
        return False
    named = [column for column in columns if names.key_of(page.shown(top, column).text) in ("name", "project")]
    if any(texts[column] and page.shown(row, column) is not page.shown(top, column) for column in named):
        return False
    roles = [_role(text, year) or names.item_of(text) for text in texts.values()]
    below = all(_is_split(page, top, row, column) for column in columns)
    return sum(map(bool, roles)) >= 2 or (bool(roles) and below)


def _is_split(page: Page, top: int, row: int, column: int) -> bool:
    """Return whether the cell stands under one head that spreads over several columns."""
    return any(
        left <= column <= right and left < right and top <= first and last < row
        for first, left, last, right in page.merged
    )


def _is_rank(page: Page, row: int) -> bool:
    """Return whether the row only numbers the columns: 栏次 1 2 3, or 类 款 项."""
    columns = page.rows.get(row, ())
    cells = [page.at(row, column) for column in columns]
    if any(re.fullmatch(r"[类款项]|栏次", "".join(cell.text.split())) for cell in cells):
        return True
    numbers = [names.folded(cell.text) if cell.text else str(cell.value) for cell in cells]
    return len(numbers) > 2 and numbers == [str(n) for n in range(1, len(numbers) + 1)]


def _panels(page: Page, top: int, first: int, year: int) -> list[Panel]:
    """Return the columns of a head in the groups that name rows of their own."""
    columns = sorted(
        {column for row in range(top, first) for column in page.rows.get(row, ())} | _spread(page, top, first)
    )
    panels: list[tuple[dict[str, int], list[Head]]] = [({}, [])]
    for column in columns:
        head = _head(page, top, first, column, year)
        if head.role in names.KEYS:
            if panels[-1][1] and head.role != "line":
                panels.append(({}, []))
            panels[-1][0].setdefault(head.role, column)
        else:
            panels[-1][1].append(head)
    return [Panel(keys, tuple(_valued(keys, heads))) for keys, heads in panels if _valued(keys, heads)]


def _valued(keys: dict[str, int], heads: list[Head]) -> list[Head]:
    """Return the heads without those in front that say nothing of values: what stands below them are names."""
    if keys.keys() & {"name", "project"}:
        return heads
    first = next((number for number, head in enumerate(heads) if head.tells), len(heads))
    return heads[first:]


def _spread(page: Page, top: int, first: int) -> set[int]:
    """Return the columns over which merged cells of the head spread."""
    return {
        column
        for above, left, below, right in page.merged
        if above < first and below >= top
        for column in range(left, right + 1)
    }


def _head(page: Page, top: int, first: int, column: int, year: int) -> Head:
    shown = [page.shown(row, column).text.strip() for row in range(top, first) if not _is_rank(page, row)]
    path = tuple(dict.fromkeys(text for text in shown if text))
    lowest = path[-1] if path else ""
    key = next((key for text in reversed(path) if (key := names.key_of(text))), "")
    role = key or names.column_of(lowest)
    amounts = [amount for text in reversed(path) if (amount := names.amount_of(text, year))]
    items = [item for text in reversed(path) if (item := names.item_of(text))]
    staff = next((group for text in reversed(path) if (group := names.staff_of(text))), "")
    folded = names.folded(lowest)
    return Head(
        column, path, role, amounts[0] if amounts else "", items[0] if items else "", staff,
        names.single_of(lowest)[0], unit_in(path), any(PAST.search(names.folded(text)) for text in path),
        bool(GENERIC.fullmatch(folded) or TOTAL.fullmatch(folded)),
    )  # fmt: skip
