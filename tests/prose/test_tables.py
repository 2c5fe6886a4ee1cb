"""Tables in a text: rows of as many cells, the titles of their columns, the rows that sum up."""

from __future__ import annotations

from decimal import Decimal

from prose.structure import structure
from prose.tables import Table, tables
from prose.text import normalise


def read(text: str) -> list[Table]:
    return list(tables(structure(normalise(text).plain)))


BUDGET = "项目\t预算\t决算\n水费\t100.00\t90\n电费\t50.00万元\t-5.5%\n合 计\t150.00\t130"


def test_titles_are_those_of_a_row_without_numbers():
    [table] = read(BUDGET)
    assert table.titles == ("项目", "预算", "决算")
    assert [row[0].words for row in table.rows] == ["水费", "电费", "合计"]


def test_a_cell_that_is_one_number_has_its_value():
    [table] = read(BUDGET)
    assert [cell.value for cell in table.column(1)] == [Decimal("100.00"), Decimal("50.00"), Decimal("150.00")]
    assert [cell.places for cell in table.column(2)] == [0, 1, 0]
    assert [cell.value for cell in table.column(0)] == [None, None, None]


def test_a_cell_stands_where_its_words_do():
    plain = normalise("说明。\n" + BUDGET).plain
    [table] = tables(structure(plain))
    assert all(plain[slice(*cell.span)] == cell.words for row in table.rows for cell in row)


def test_totals_are_the_rows_that_say_so():
    assert read(BUDGET)[0].totals == [2]
    assert read("甲\t1\n小计\t1\n乙\t2\n总计\t3")[0].totals == [1, 3]


def test_rows_of_another_length_begin_another_table():
    assert [len(one.rows) for one in read("甲\t1\n乙\t2\n丙\t3\t4\n丁\t5\t6\n内容。\n戊\t7\n己\t8")] == [2, 2, 2]


def test_one_row_is_no_table():
    assert read("甲\t1\n内容。\n乙\t2") == []
    assert read("内容。\n没有表格。") == []


def test_a_table_without_titles_keeps_its_first_row():
    [table] = read("甲\t1\n乙\t2")
    assert table.titles == () and len(table.rows) == 2


def test_empty_cells_at_the_ends_of_a_row_are_cells():
    text = normalise("类别\t指标\t得分\n产出\t监测点\t9\n\t样品\t\n\t缩进的一段话").plain
    (table,) = tables(structure(text))
    assert [[cell.words for cell in row] for row in table.rows] == [["产出", "监测点", "9"], ["", "样品", ""]]
    assert text.endswith("\n缩进的一段话")
