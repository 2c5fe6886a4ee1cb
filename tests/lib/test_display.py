import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib import display
from lib.display import ABSENT, chinese, direction, heading_number, is_mark, percent, score, show, wan

DIGITS = "零一二三四五六七八九"


def read_back(text: str) -> int:
    if "十" not in text:
        return DIGITS.index(text)
    tens, _, ones = text.partition("十")
    return (DIGITS.index(tens) if tens else 1) * 10 + (DIGITS.index(ones) if ones else 0)


@given(st.integers(1, 99))
def test_chinese_numerals_are_read_back(number):
    assert read_back(chinese(number)) == number


@pytest.mark.parametrize("number", [0, -1, 100])
def test_there_is_no_numeral_beyond_99(number):
    with pytest.raises(ValueError):
        chinese(number)


@pytest.mark.parametrize(("level", "shown"), [(1, "十二、"), (2, "（十二）"), (3, "12."), (4, "（12）")])
def test_headings_are_numbered_by_level(level, shown):
    assert heading_number(level, 12) == shown


def test_there_are_four_levels():
    with pytest.raises(ValueError):
        heading_number(5, 1)


@pytest.mark.parametrize(
    ("pattern", "number", "shown"),
    [("一、", 12, "十二、"), ("(一)", 3, "(三)"), ("1、", 10, "10、"), ("①", 20, "⑳"), ("①", 21, "21"), ("（一）", 100, "（100）")],
)  # fmt: skip
def test_a_place_numbers_in_its_own_style(pattern, number, shown):
    assert heading_number(1, number, [pattern]) == shown


@pytest.mark.parametrize("pattern", ["", "、", "一1", "1.1.", "第一部分内容是"])
def test_what_holds_not_one_numeral_numbers_nothing(pattern):
    assert not is_mark(pattern)


@pytest.mark.parametrize("unit", display.FORMATS)
def test_blank_never_prints_as_a_number(unit):
    assert show(None, unit) == ABSENT


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (Decimal("0"), "wan", "0.00"),
        (Decimal("2737700"), "wan", "273.77"),
        (Decimal("26650"), "wan", "2.67"),
        (Decimal("0.97785"), "percent", "97.79%"),
        (Decimal("0"), "percent", "0.00%"),
        (0, "count", "0"),
        (Decimal("4.00"), "score", "4"),
        (Decimal("10"), "score", "10"),
        (Decimal("88.480"), "score", "88.48"),
        (Decimal("0"), "score", "0"),
        (datetime.date(2023, 12, 31), "date", "2023年12月31日"),
        (False, "flag", "否"),
        ("一句话", "text", "一句话"),
    ],
)
def test_facts_print_in_the_manner_of_their_unit(value, unit, shown):
    assert show(value, unit) == shown


@given(st.decimals(min_value=-(10**15), max_value=10**15, places=4))
def test_no_number_prints_with_an_exponent(number):
    assert "E" not in wan(number) + percent(number) + score(number)


@pytest.mark.parametrize(
    ("change", "word"), [(Decimal("0.01"), "增加"), (Decimal("-1"), "减少"), (Decimal("0"), "持平")]
)
def test_a_change_has_a_word(change, word):
    assert direction(change) == word
