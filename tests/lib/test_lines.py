"""Lines are counted as an editor counts them, whatever ends them."""

import pytest

from lib.lines import Lines


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x85"])
def test_every_line_end_counts_once(end):
    lines = Lines(f"一{end}{end}三")
    assert [lines.number(at) for at, character in enumerate(lines.text) if character in "一三"] == [1, 3]


def test_a_line_end_belongs_to_the_line_it_ends():
    assert Lines("一\n二").number(1) == 1


def test_text_without_a_line_end_is_one_line():
    assert (Lines("").number(0), Lines("一二").number(1)) == (1, 1)


def test_quoted_words_stand_on_one_line_and_long_ones_lose_their_middle():
    assert Lines("支出\n 1.5 万元").quote(0, 10) == "支出 1.5 万元"
    assert Lines("一二三四五六七八九十").quote(0, 10, longest=6) == "一二三四……九十"
