from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.display import wan
from lib.money import NotAnAmountError, parse_number, parse_wan, round_half_up, sum_slack, sums_agree, to_wan, to_yuan

FEN = st.decimals(min_value=-(10**13), max_value=10**13, places=2)


@given(FEN)
def test_yuan_survive_the_way_through_wan(yuan):
    assert to_yuan(to_wan(yuan)) == yuan


@given(st.integers(-(10**12), 10**12))
def test_what_is_printed_is_read_back(hundredths):
    amount = Decimal(hundredths) * 100  # whole hundredths of 万元, as paper has them
    assert parse_wan(wan(amount)) == amount


@pytest.mark.parametrize(
    ("exact", "rounded"),
    [
        ("2.665", "2.67"),
        ("2.675", "2.68"),
        ("-2.665", "-2.67"),
        ("0.005", "0.01"),
        ("0.0049", "0.00"),
        ("-0.0049", "0.00"),
    ],
)
def test_halves_go_up(exact, rounded):
    assert str(round_half_up(Decimal(exact))) == rounded


@given(FEN)
def test_rounding_moves_by_at_most_half_of_the_last_place(yuan):
    assert abs(round_half_up(to_wan(yuan)) - to_wan(yuan)) <= Decimal("0.005")


@pytest.mark.parametrize("typed", ["２７３．７７", " 273.77 ", "¥273.77", "273.770000"])
def test_amounts_are_read_as_people_type_them(typed):
    assert parse_wan(typed) == Decimal("2737700.00")


@pytest.mark.parametrize("typed", ["1e5", "NaN", "abc", "", "1,2", "9" * 20, "0.0000001", "1." + "0" * 40 + "1"])
def test_what_is_no_amount_is_refused_in_chinese(typed):
    with pytest.raises(NotAnAmountError, match=r"[一-鿿]"):
        parse_wan(typed)


def test_thousands_separators_are_read():
    assert parse_number("1,234,567.89") == Decimal("1234567.89")


def test_a_sum_may_miss_what_printing_hides_and_no_more():
    parts = [Decimal("10050.00"), Decimal("10050.00")]
    slack = sum_slack(parts)
    assert slack == Decimal("100.00")
    assert sums_agree(sum(parts) + slack, parts)
    assert not sums_agree(sum(parts) + slack + 1, parts)


def test_whole_wan_hide_nothing():
    assert not sums_agree(Decimal("30001"), [Decimal("10000"), Decimal("20000")])
