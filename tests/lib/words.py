"""WordprocessingML for tests: paragraphs, tables, numbered lists, and a whole text saved as people save it in Word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from tests.lib.files import docx

MARK = re.compile(
    r"\s*(?:- )?(?P<label>(?P<open>[（(]?)(?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})(?P<close>[）)]、?|、|[.．](?!\d)))\s*"
)
NUMERALS = tuple(f"{tens}{one}" for tens in ("", "十", "二十") for one in ("", *"一二三四五六七八九"))
AMOUNT = re.compile(
    r"(?P<label>[\u4e00-\u9fff][\u4e00-\u9fff（）()]{1,19}?)(?P<amount>\d+(?:\.\d+)?)万元(?P<sign>[、，,；;]?)"
)
FEWEST = 3  # amounts in a row that somebody would rather put into a table


def p(text: str, properties: str = "") -> str:
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def numbered(text: str, level: int = 0, number: int = 1, style: str = "") -> str:
    marked = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return p(text, f'<w:pStyle w:val="{style}"/>{marked}' if style else marked)


def table(*rows: Sequence[str]) -> str:
    cells = ["".join(f"<w:tc>{cell if '<' in cell else p(cell)}</w:tc>" for cell in row) for row in rows]
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def level(number: int, kind: str, pattern: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{pattern}"/></w:lvl>'


def family(*levels: str, key: int = 7) -> str:
    return f'<w:abstractNum w:abstractNumId="{key}">{"".join(levels)}</w:abstractNum>'


def lists(*numbers: int, key: int = 7, more: str = "") -> str:
    return "".join(f'<w:num w:numId="{one}"><w:abstractNumId w:val="{key}"/>{more}</w:num>' for one in numbers)


def plain(text: str) -> bytes:
    """Return *text* as a Word file in which headings are paragraphs like all others, their numbers typed."""
    return docx("".join(p(escape(line)) for line in text.split("\n")))


def styled(text: str) -> bytes:
    """Return *text* as a Word file in which every number at the beginning of a line is counted by Word."""
    counted = _Counted()
    body = "".join(counted.paragraph(line) for line in text.split("\n"))
    return docx(body, numbering=family() + "".join(counted.lists))


def tabled(text: str, *tables: Sequence[Sequence[str]]) -> bytes:
    """Return *text* as a Word file in which lists of amounts are tables; *tables* stand at its end."""
    body = [block for line in text.split("\n") for block in _blocks(line)]
    return docx("".join([*body, *(p("") + table(*rows) for rows in tables)]))


class _Counted:
    """Gives each number at the beginning of a line the list that counts to it."""

    def __init__(self) -> None:
        self.lists: list[str] = []
        self._known: dict[tuple[int, str], int] = {}
        self._counts: dict[int, int] = {}

    def paragraph(self, line: str) -> str:
        mark = MARK.match(line)
        if mark is None or bool(mark["open"]) != (mark["close"][0] in "）)"):
            return p(escape(line))
        at = 2 * mark["number"].isdigit() + bool(mark["open"])
        words = line[mark.end() :]
        number = int(mark["number"]) if mark["number"].isdigit() else NUMERALS.index(mark["number"])
        key = self._list(at, f"{mark['open']}%{at + 1}{mark['close']}", number)
        return numbered(escape(words), at, key, f"{at + 1}")

    def _list(self, at: int, pattern: str, number: int) -> int:
        """Return the list that prints *number* next at this level: the one in use, or one that begins there."""
        goes_on = self._counts.get(at, 0) + 1 == number and (at, pattern) in self._known
        self._counts = {**{one: count for one, count in self._counts.items() if one < at}, at: number}
        if not goes_on:
            kind = "decimal" if at > 1 else "chineseCounting"
            own = level(at, kind, pattern)
            start = f'<w:startOverride w:val="{number}"/>'
            self.lists.append(
                lists(len(self.lists) + 1, more=f'<w:lvlOverride w:ilvl="{at}">{start}{own}</w:lvlOverride>')
            )
            self._known[at, pattern] = len(self.lists)
        return self._known[at, pattern]


def _blocks(line: str) -> Iterator[str]:
    """Yield a line as paragraphs, with a table where amounts follow each other."""
    begin = 0
    for run in _runs(list(AMOUNT.finditer(line))):
        if len(run) >= FEWEST:
            yield p(escape(line[begin : run[0].start()]))
            yield table(("项目", "金额（万元）"), *((escape(one["label"]), one["amount"]) for one in run))
            begin = run[-1].end()
    if line[begin:] or not begin:
        yield p(escape(line[begin:]))


def _runs(found: Iterable[re.Match[str]]) -> list[list[re.Match[str]]]:
    """Return amounts that follow each other with nothing between but a sign."""
    runs: list[list[re.Match[str]]] = []
    for one in found:
        if runs and runs[-1][-1].end() == one.start() and runs[-1][-1]["sign"]:
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs
