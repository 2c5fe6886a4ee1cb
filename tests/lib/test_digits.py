import pytest

from lib.digits import whole


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("2023", 2023), ("9" * 18, 10**18 - 1)])
def test_plain_digits_are_a_number(text, number):
    assert whole(text) == number


@pytest.mark.parametrize("text", ["", "-1", "1.0", "１２", "²", "1_0", " 1", "9" * 19, "9" * 5000])
def test_anything_else_is_none(text):
    assert whole(text) is None


def test_a_shorter_number_can_be_asked_for():
    assert (whole("99", 2), whole("100", 2)) == (99, None)
