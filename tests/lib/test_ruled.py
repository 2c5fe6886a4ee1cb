"""Tables in plain text: what is one, and that reading one loses nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.ruled import MOST_CELLS, cells, tabbed, tables

TEXT = "先说一句。\n| 指标 | 目标 |\n| 场次 | 40 |\n再说一句。"


def said(text):
    return [[[text[start:end] for start, end in row.cells] for row in table if row.cells] for table in tables(text)]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("| 甲 | 乙 |", ["甲", "乙"]), ("甲|乙", ["甲", "乙"]), ("｜甲｜乙｜", ["甲", "乙"]), ("甲\t乙", ["甲", "乙"]),
        ("|甲||乙|", ["甲", "", "乙"]), ("  | 甲 乙 |丙\n", ["甲 乙", "丙"]), ("|甲|\t|乙|", ["甲", "", "乙"]),
        ("甲", []), ("|甲|", []), ("", []), ("|", []), ("||", []), ("\t甲\t", []), ("|" * (MOST_CELLS + 2), []),
    ],
)  # fmt: skip
def test_a_line_is_parted_at_bars_or_tabs(line, words):
    assert [line[start:end] for start, end in cells(line)] == words


def test_two_lines_under_each_other_are_a_table():
    assert said(TEXT) == [[["指标", "目标"], ["场次", "40"]]]
    assert said("| 指标 | 目标 |\n再说一句。") == []


def test_a_blank_line_parts_two_tables():
    assert len(said("a|b\nc|d\n\ne|f\ng|h")) == 2


def test_the_rule_under_a_head_is_no_row():
    assert said("| 指标 | 目标 |\n| --- | :---: |\n| 场次 | 40 |") == [[["指标", "目标"], ["场次", "40"]]]


def test_readers_get_tabs_in_the_place_of_bars():
    assert tabbed(TEXT) == "先说一句。\n  指标 \t 目标  \n  场次 \t 40  \n再说一句。"
    assert tabbed("甲|乙") == "甲|乙"


@given(st.text(st.sampled_from("|｜\t 甲乙1-:\n\r\u2028")))
def test_every_word_of_a_table_stands_in_one_cell(text):
    assert len(tabbed(text)) == len(text)
    for table in tables(text):
        for row in table:
            inside = "".join(text[start:end] for start, end in row.cells)
            assert not row.cells or [c for c in inside if c in "甲乙1"] == [
                c for c in text[row.start : row.end] if c in "甲乙1"
            ]
