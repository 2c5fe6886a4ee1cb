"""How figures are compared and shown: what printing hides, what one slip of the pen explains."""

from __future__ import annotations

from decimal import Decimal

import pytest

from prose.figures import HALF, UNIT_SLIP, are_exact, coarse, hides, said, slack, slip, total_of
from prose.mentions import Mention
from prose.reading import read


def figure(text: str) -> Mention:
    """Return the only figure of a text."""
    [one] = read(text, 2023).mentions
    return one


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("水费8.80万元", "50"),
        ("水费8.8万元", "50"),  # 8.80 with its zero dropped
        ("水费8.805万元", "5"),
        ("水费8万元", "0"),
        ("水费8.80元", "0.005"),
        ("占比86.37%", "0.005"),
        ("绿化3.5亩", "0"),  # counts are exact
    ],
)
def test_printing_hides_half_of_the_last_digit(text, hidden):
    assert hides(figure(text)) == Decimal(hidden)


def test_a_sum_may_be_off_by_what_each_part_hides():
    parts = [figure("水费8.80万元"), figure("电费1.2万元"), figure("纸张3万元")]
    assert slack(parts) == 2 * HALF * 100
    assert slack([]) == 0
    assert total_of(parts) == Decimal("130000")


def test_a_whole_total_of_parts_with_decimals_may_be_rounded():
    parts = [figure("水费8.80万元"), figure("电费1.2万元")]
    assert coarse(figure("合计10万元"), parts) == 5000
    assert coarse(figure("合计10.00万元"), parts) == 0
    assert coarse(figure("合计10万元"), [figure("水费8万元")]) == 0
    assert coarse(figure("合计10人"), [figure("其中3人")]) == 0


@pytest.mark.parametrize(
    ("text", "needed", "words"),
    [
        ("支出273.77万元", "273.77", UNIT_SLIP),
        ("支出273.77元", "2737700", UNIT_SLIP),
        ("支出27.377万元", "2737700", "小数点可能错位"),
        ("支出2737.70万元", "2737700", "小数点可能错位"),
        ("支出283.77万元", "2737700", "可能有一位数字写错"),
        ("支出237.77万元", "2737700", "可能有两位数字颠倒"),
        ("支出23.77万元", "2737700", "可能多写或少写了一位数字"),
        ("支出2733.77万元", "2737700", "可能多写或少写了一位数字"),
        ("支出298.45万元", "2737700", ""),
        ("支出772.73万元", "2737700", ""),  # digits apart changed places
        ("支出273.77万元", "2737700", ""),  # nothing is wrong
        ("支出273.77万元", "2737712", ""),  # more digits than were printed
        ("支出60万元", "500000", ""),  # round numbers: no evidence
        ("支出50万元", "5000000", ""),
        ("支出273.77万元", "0", ""),
        ("支出273.77万元", "-5", ""),
        ("参加1052人", "1025", "可能有两位数字颠倒"),
        ("占比86.37%", "8.637", "小数点可能错位"),
    ],
)
def test_one_slip_explains_what_is_printed(text, needed, words):
    assert slip(figure(text), Decimal(needed)) == words


def test_no_slip_explains_what_words_say_is_nothing():
    assert slip(figure("本单位无公务接待费。"), Decimal("10000")) == ""


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("支出273.77万元", None, "273.77万元"),
        ("支出0.5亿元", None, "5000万元"),
        ("支出1,200元", None, "1200元"),
        ("支出5万元", "62500", "6.25万元"),
        ("执行率10.50%", None, "10.50%"),
        ("执行率10.50%", "12.3", "12.3%"),
        ("在职12人", "13", "13人"),
        ("参观3.5万人次", None, "35000人次"),
        ("本单位无公务接待费。", None, "零"),
    ],
)
def test_a_figure_is_said_in_its_own_unit(text, value, shown):
    assert said(figure(text), Decimal(value) if value else None) == shown


def test_figures_are_exact_unless_a_word_says_otherwise():
    assert are_exact() and are_exact(figure("水费5万元"), figure("电费3万元"))
    assert not are_exact(figure("水费5万元"), figure("电费约3万元"))
