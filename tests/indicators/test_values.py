"""What people write for a number, a range or a date, and what is no such thing."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.values import read_date, read_quantity, read_range


@pytest.mark.parametrize(
    ("text", "unit", "low", "high"),
    [
        ("151", "", "151", "151"), ("１５１次", "次", "151", "151"), ("1,200", "", "1200", "1200"), ("-5", "", "-5", "-5"),
        ("300余", "人次", "300", None), ("5000多人次", "人次", "5000", None), ("超95", "%", "95", None),
        ("10次以上", "次", "10", None), ("≥90%", "", "90", None), ("不少于3", "", "3", None), ("5%以内", "", None, "5"),
        ("不足5", "", None, "5"), ("不超过2", "", None, "2"), ("1.2万人次", "人次", "12000", "12000"),
        ("10余万", "人", "100000", None), ("3万元", "元", "30000", "30000"), ("1.2万元", "万元", "1.2", "1.2"),
        ("达到90%", "", "90", "90"), ("约300", "", None, None), ("300左右", "", None, None),
    ],
)  # fmt: skip
def test_numbers_are_read_with_their_vagueness(text, unit, low, high):
    quantity = read_quantity(text, unit)
    assert (quantity.low, quantity.high) == (low and Decimal(low), high and Decimal(high))


@pytest.mark.parametrize(
    "text", ["", " ", "若干", "二", "1e5", "2.5.1", "12,3", "提高1.5%", "10场次", "9" * 30, "1/3", "NaN", "90%%"]
)
def test_other_words_are_no_number(text):
    assert read_quantity(text) is None


@pytest.mark.parametrize(("text", "unit", "is_percent"), [("90%", "", True), ("90", "％", True), ("90", "分", False)])
def test_a_percentage_is_told_by_its_sign_or_its_unit(text, unit, is_percent):
    assert read_quantity(text, unit).is_percent is is_percent


@given(st.decimals(0, 10**9, places=3))
def test_every_plain_number_is_read_as_it_stands(number):
    quantity = read_quantity(f"{number:f}")
    assert quantity.low == quantity.high == number


@given(st.text(max_size=12), st.text(max_size=3))
def test_reading_never_raises(text, unit):
    read_quantity(text, unit), read_range(text, unit), read_date(text)


@pytest.mark.parametrize("text", ["80～90", "80-90", "80—90", "80%至90%", "80到90之间"])
def test_ranges(text):
    assert [one.limit for one in read_range(text, "%")] == [80, 90]


@pytest.mark.parametrize("text", ["90-80", "80", "2023-12-31", "10以上-20", ""])
def test_what_is_no_range(text):
    assert read_range(text) is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023年12月31日", "2023-12-31", "2023-12-31"), ("2023-12-31", "2023-12-31", "2023-12-31"),
        ("12月31日前", "2022-01-01", "2022-12-31"), ("2月底", "2022-02-28", "2022-02-28"),
        ("2023年6月", "2023-06-01", "2023-06-30"), ("2023年底前完成", "2023-01-01", "2023-12-31"),
        ("２０２３．６．５", "2023-06-05", "2023-06-05"),
    ],
)  # fmt: skip
def test_dates_are_the_days_they_can_mean(text, first, last):
    span = read_date(text, 2022)
    assert (span.first, span.last) == (datetime.date.fromisoformat(first), datetime.date.fromisoformat(last))


@pytest.mark.parametrize("text", ["", "12.31", "2023年", "13月1日", "2月30日", "0000年1月1日", "按月", "前"])
def test_what_is_no_date(text):
    assert read_date(text, 2022) is None
