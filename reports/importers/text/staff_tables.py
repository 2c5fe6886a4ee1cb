"""Head counts in tables: a column for each group (核定数, 实有数), or one of numbers whose rows name the group."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from prose.mentions import COUNT, Mention
from prose.tables import Cell, Row, Table
from reports.importers.text.source import Source

_TITLES = re.compile("人员|编制|类[别型]|岗位|性质|项目|^$")  # of the column that names the rows
_COLUMNS = (
    ("serving_staff", re.compile("(?:年末)?(?:实有|在职|在岗|实际|在编)(?:在[职编岗])?(?:人员|职工)?(?:人?数|人数)?")),
    ("authorized_posts", re.compile("(?:核定|批准|人员)?(?:编制)?(?:人?数)")),
)
_NUMBERS = re.compile("(?:年末|合计)?(?:人数|数量)")
_ROWS = (
    ("contract_staff", re.compile("(?:编外|临聘|临时|合同制?|劳务派遣)(?:聘用)?(?:人员|职工|教师)?")),
    ("retired_staff", re.compile("离?退休(?:人员|职工|教师|干部)?")),
    ("serving_staff", re.compile("(?:实有|在职|在岗|在编)(?:在[编岗职])?(?:人员|职工|教职工|干部职工)?")),
    ("authorized_posts", re.compile("(?:核定|批准)?(?:人员)?编制(?:总?数)?")),
)
_POSTS = re.compile("(?:行政|事业|工勤|参公|机关工勤|政法专项|机关)编制(?:数)?")
_KIND = re.compile("[\u4e00-\u9fff]{2,12}(?:编制|人员|工勤|编)|行政|事业|工勤|参公")
_TOTAL = re.compile("(?:合|总|共)计")


def counted(source: Source, within: int) -> Iterator[tuple[str, str, Mention]]:
    """Yield the group, the kind (``total`` for all) and the figure of every head count in a table that begins *within*."""
    for table in source.prose.tables:
        if table.rows[0][0].start < within and table.titles and _TITLES.search(_bare(table.titles[0])):
            groups = dict(_groups(table))
            for row in table.rows:
                for group, kind, cell in _row(row, groups):
                    if cell.value is not None and not cell.places and cell.words.strip().rstrip("人名个").isdigit():
                        yield group, kind, _mention(cell)


def _groups(table: Table) -> Iterator[tuple[int, str]]:
    """Yield the columns of head counts with their group, blank for one whose rows name it."""
    titles = [_bare(title) for title in table.titles]
    for at, title in enumerate(titles[1:], 1):
        group = next((group for group, words in _COLUMNS if words.fullmatch(title)), None)
        if _NUMBERS.fullmatch(title):
            yield at, ""
        elif group:
            yield at, group


def _row(row: Row, groups: dict[int, str]) -> Iterator[tuple[str, str, Cell]]:
    """Yield what the cells of a row count: by its name where that is a group of its own, else by their columns."""
    name = _bare(row[0].words)
    own = next((group for group, words in _ROWS if words.fullmatch(name)), "")
    for at, group in groups.items():
        if not group and _POSTS.fullmatch(name):
            yield "authorized_posts", name, row[at]
        elif own and (not group or own not in ("serving_staff", "authorized_posts")):
            yield own, "total", row[at]
        elif group and (_TOTAL.fullmatch(name) or _KIND.fullmatch(name)):
            yield group, "total" if _TOTAL.fullmatch(name) else name, row[at]


def _bare(words: str) -> str:
    return re.sub(r"\s|\([^()]*\)|^其中[：:]?", "", words)


def _mention(cell: Cell) -> Mention:
    """Return the figure of a cell as one of prose."""
    digits = cell.start + len(cell.words) - len(cell.words.lstrip())
    end = digits + len(cell.words.strip())
    return Mention(
        COUNT, cell.value or Decimal(0), Decimal(1), "人", digits, end, end, 0, "", "", "", "", "", "", None, cell.start, -1
    )  # fmt: skip
