from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from budgets.fields import WanField
from lib.fields import CountField, DayField, NumberField, PlainText

# typed → 元; None is unanswered
TYPED = {
    "273.77": "2737700.00",
    "０．００": "0.00",
    "２７３.７７": "2737700.00",
    "¥1,234.5": "12345000.00",
    " 1 234.50 ": "12345000.00",
    "0.000001": "0.01",
    "": None,
    "　": None,
}
# typed → a word of the message
REFUSED = {
    "273.77万": "数字", "abc": "数字", "1e9": "数字", "NaN": "数字", "inf": "数字", "--1": "数字", "1.2.3": "数字",
    "12345678901234567890": "过大", "9" * 5000: "过大", "0.0000001": "精确到分", "-3": "负数", "1,23": "数字",
}  # fmt: skip


@pytest.mark.parametrize("typed", TYPED)
def test_amount_typed_in_wan_is_stored_in_yuan(typed):
    expected = TYPED[typed]
    assert WanField(required=False).clean(typed) == (None if expected is None else Decimal(expected))


@pytest.mark.parametrize("typed", REFUSED)
def test_what_is_no_amount_is_refused_in_chinese(typed):
    with pytest.raises(ValidationError, match=REFUSED[typed]):
        WanField(required=False).clean(typed)


def test_signed_amount_takes_every_kind_of_minus():
    signed = WanField(required=False, signed=True)
    assert {signed.clean(typed) for typed in ("-3", "−3", "－３", "—3")} == {Decimal("-30000.00")}


@pytest.mark.parametrize(
    ("yuan", "shown"),
    [("2737700", "273.77"), ("0", "0.00"), ("360150", "36.015"), ("-30000", "-3.00"), ("0.01", "0.000001")],
)
def test_amount_is_shown_with_every_place_that_counts(yuan, shown):
    assert WanField().prepare_value(Decimal(yuan)) == shown


def test_blank_amount_is_shown_blank():
    assert WanField().prepare_value(None) is None


def test_refused_text_is_shown_as_it_was_typed():
    assert WanField().prepare_value("12万") == "12万"


@pytest.mark.parametrize("typed", ["12", "１２", "12.0", " 12 "])
def test_count_is_a_whole_number(typed):
    assert CountField().clean(typed) == 12


@pytest.mark.parametrize("typed", ["1.5", "十二", "-1", "1e3", "99999999999"])
def test_what_is_no_count_is_refused(typed):
    with pytest.raises(ValidationError):
        CountField().clean(typed)


def test_score_keeps_two_places_and_refuses_a_third():
    assert NumberField(places=2).clean("9.7") == Decimal("9.70")
    with pytest.raises(ValidationError, match="小数最多 2 位"):
        NumberField(places=2).clean("9.755")


@pytest.mark.parametrize("typed", ["2023-12-31", "2023年12月31日", "2023/12/31", "２０２３.12.31", "20231231"])
def test_date_is_read_as_it_is_written(typed):
    assert DayField().clean(typed).isoformat() == "2023-12-31"


@pytest.mark.parametrize("typed", ["2023-02-30", "去年底", "0"])
def test_what_is_no_date_is_refused(typed):
    with pytest.raises(ValidationError, match="2023-12-31"):
        DayField().clean(typed)


def test_text_loses_control_characters_and_keeps_its_lines():
    assert PlainText(lines=True).clean("甲\x07\r\n乙\x0b\u202e\ufeff") == "甲\n乙"
    assert PlainText().clean(" 甲\n乙 ") == "甲 乙"


def test_text_that_is_too_long_is_told_the_limit_and_its_length():
    with pytest.raises(ValidationError, match="最多 2000 个字，现有 100000 个字"):
        PlainText(lines=True, max_length=2000).clean("字" * 100_000)
