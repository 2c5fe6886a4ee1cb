"""Which heads a cell stands under: small tables drawn as text, the cells by their words."""

import pytest

from reports.render.heads import COLUMN, ROW, Field, is_simple, relate
from tests.pdf_profile.reading import children
from tests.reports.render.test_archive_published import file_of

# Each row a line, each cell its words; ! a head of its column, > of its row, ^2 over two rows, _2 over two columns.
TABLES = {
    "one row of heads": ("!甲 !乙 / 1 2 / 3 4", {"1": "甲", "4": "乙"}),
    "heads over heads": ("!名^2 !金额_2 / !预算 !决算 / a 1 2", {"a": "名", "1": "预算金额", "2": "决算金额"}),
    "answers beside their heads": (">单位 a >年度 b", {"a": "单位", "b": "年度"}),
    "a group of rows": (">资金^2 !预算 !决算 / 1 2", {"1": "资金预算", "2": "资金决算"}),
    "heads again further down": ("!甲 !乙 / 1 2 / !丙 !丁 / 3 4", {"1": "甲", "3": "丙", "4": "丁"}),
    "an answer over two columns": ("!甲 !乙 / 1_2", {"1": "甲乙"}),
}


def drawn(text: str) -> tuple[list[list[Field]], dict[Field, str]]:
    rows: list[list[Field]] = []
    words: dict[Field, str] = {}
    for line in text.split(" / "):
        rows.append([])
        for said in line.split(" "):
            name, _, columns = said.partition("_")
            name, _, reach = name.partition("^")
            cell = Field(int(columns or 1), int(reach or 1), {"!": COLUMN, ">": ROW}.get(name[0], ""))
            words[cell] = name.lstrip("!>")
            rows[-1].append(cell)
    return rows, words


@pytest.mark.parametrize(("text", "expected"), TABLES.values(), ids=TABLES)
def test_a_cell_knows_its_heads(text, expected):
    rows, words = drawn(text)
    relate(rows)
    found = {words[cell]: "".join(words[head] for head in cell.heads) for row in rows for cell in row}
    assert {name: found[name] for name in expected} == expected


def test_only_one_row_of_heads_is_simple():
    for number, (text, _) in enumerate(TABLES.values()):
        rows, _ = drawn(text)
        relate(rows)
        assert is_simple(rows) == (number in (0, 5))


def test_amounts_in_an_official_form_stand_under_line_and_column():
    """Heads of columns inside a form, beside a blank corner and the head of a whole group of rows."""
    file = file_of("every form")
    names = {str(tag.ID): file.words(tag) for tag in file.tags if "/ID" in tag}
    rows = [tag for tag in file.tags if file.role(tag) == "TR" and file.words(tag).startswith("年度资金总额")]
    under = [[names[str(name)] for name in cell.A.Headers] for row in rows for cell in children(row) if "/A" in cell]
    assert [heads[-1] for heads in under if heads[0].startswith("项目资金")][:4] == [
        "项目资金（万元）", "年初预算数", "全年预算数", "全年执行数",
    ]  # fmt: skip
