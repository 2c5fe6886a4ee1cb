from typing import NamedTuple

from lib.spans import misfits, place


class Spanning(NamedTuple):
    columns: int = 1
    rows: int = 1


ONE = Spanning()


def columns(rows):
    return [[column for column, _ in line] for line in place(rows)]


def test_cells_stand_beside_what_reaches_down_from_above():
    rows = [[Spanning(rows=3), Spanning(columns=2)], [ONE, Spanning(rows=2)], [ONE], [ONE, ONE, ONE]]
    assert columns(rows) == [[0, 1], [1, 2], [1], [0, 1, 2]]
    assert misfits(rows, 3) == []


def test_rows_that_are_too_short_or_too_wide_are_named_with_what_they_take():
    assert misfits([[ONE], [ONE, ONE], [Spanning(columns=3)]], 2) == [(0, 1), (2, 3)]


def test_a_row_under_a_tall_cell_counts_it():
    assert misfits([[Spanning(rows=2), ONE], [ONE, ONE]], 2) == [(1, 3)]


def test_what_reaches_below_the_last_row_is_told():
    assert misfits([[Spanning(rows=2), ONE]], 2) == [(1, 1)]
