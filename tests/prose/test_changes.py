"""M3xx: what became more or less, at what rate, and what is left over."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.money import round_half_up
from prose.proofreading import proofread
from prose.registry import ERROR, NOTICE
from tests.prose.slipped import Slip, both, findings

TITLE = "某中心2023年部门整体支出绩效自评报告\n一、收支情况\n"
RATES = (
    Slip("M301", "本年支出90.00万元，与上年相比减少10.00万元，减少{}。", "10%", "12.5%"),
    Slip("M301", "本年收入110.00万元，比上年增加{}万元，增长10%。", "10.00", "12.00"),
    Slip("M301", "公务接待费与上年（2.50万元）相比减少0.20万元，下降{}。", "8.00%", "6.00%"),
    Slip("M301", "比2022年支出400.00万元增加20.00万元，增长{}，主要是补发奖金。", "5%", "7.5%"),
    Slip("M301", "2022年支出400.00万元，2023年支出420.00万元，增长{}。", "5%", "6.5%"),
    Slip("M301", "全年接待来访{}人次，比上年增加40人次，增长25%。", "200", "220"),
    Slip("M301", "本年支出90.00万元，与上年相比减少10.00万元，{}。", "下降10%", "增长10%"),
    Slip("M301", "差旅费支出9.00万元，比年初预算12.00万元减少3.00万元，下降{}。", "25%", "27%"),
    Slip("M301", "公务用车购置费上年{}万元，本年0.50万元，增长25%。", "0.40", "0"),
    Slip("M301", "因公出国（境）费{}，同比增长12.5%。", "上年为0.80万元，本年为0.90万元", "上年为零"),
)  # fmt: skip
DIFFERENCES = (
    Slip("M302", "2022年支出100.00万元，2023年支出90.00万元，减少{}万元。", "10.00", "20.00"),
    Slip("M302", "2023年支出90.00万元，上年支出{}万元，减少10.00万元。", "100.00", "110.00"),
    Slip("M302", "2022年支出100.00万元，2023年支出90.00万元，{}10.00万元。", "减少", "增加"),
    Slip("M302", "公务用车运行维护费决算数为5.65万元，比上年的5.84万元{}0.19万元。", "下降", "上升"),
    Slip("M302", "项目支出年初预算50.00万元，决算62.00万元，超支{}万元。", "12.00", "21.00"),
    Slip("M302", "年末资产总额{}万元，比年初的420.00万元增加30.00万元。", "450.00", "460.00"),
    Slip("M304", "与上年相比减少16.50万元，主要是因为基本支出减少18.20万元，项目支出增加{}万元。", "1.70", "2.70"),
    Slip("M304", "比上年增加{}万元，其中人员经费增加12.00万元，公用经费减少2.00万元。", "10.00", "14.00"),
    Slip("M304", "较上年基本支出增加30.00万元，项目支出减少12.00万元，合并计算增加{}万元。", "18.00", "42.00"),
    Slip("M305", "参训人数由120人减少到{}人。", "100", "150"),
    Slip("M305", "群众满意度由原来的88%提高到{}。", "92%", "82%"),
    Slip("M305", "林地补助标准从每亩300元{}360元。", "提高到", "降低到"),
)  # fmt: skip
BALANCES = (
    Slip("M303", "项目年初预算50.00万元，实际支出45.00万元，结余{}万元。", "5.00", "6.00"),
    Slip("M303", "专项资金到位80.00万元，实际支出{}万元，年末结转12.00万元。", "68.00", "86.00"),
    Slip("M306", "年初结转结余10.00万元，本年收入100.00万元，本年支出95.00万元，年末结转结余{}万元。", "15.00", "25.00"),
    Slip("M306", "上年结转18.60万元，加上本年收入202.50万元，减去本年支出{}万元，年末结余5.50万元。", "215.60", "251.60"),
    Slip("M307", "年初预算200.00万元，年中追加预算30.00万元，调整后预算{}万元。", "230.00", "240.00"),
    Slip("M307", "年初批复预算300.00万元，年中调减{}万元，全年预算280.00万元。", "20.00", "30.00"),
)  # fmt: skip
SILENT = (
    "本年支出90.00万元，减少10.00万元。",  # no rate
    "本年支出约90万元，比上年减少10万元，减少12.5%。",
    "项目支出完成年初预算的108%，占比提高到35%，执行率上升12%。",  # shares and rates of their own
    "2023年支出90.00万元，2022年支出100.00万元，减少10.00万元，下降10%。",
    "上年培训120人次，今年培训150人次，场次增加3场。",  # another measure
    "年初预算200.00万元，支出180.00万元，比上年减少20.50万元。",
    "与上年相比减少16.50万元，主要是因为会议减少8.20万元，培训减少5.10万元。",  # not all of it
    "本年结转5.00万元，上年结转3.00万元，增加2.00万元。",
    "上年结转8.00万元，财政拨款50.00万元，实际支出45.00万元，结余13.00万元。",
    "全年收入100.00万元，支出95.00万元，年末累计结余46.00万元。",
    "年初预算200.00万元，年中追加约30万元，调整后预算235.00万元。",
    "受训人数由120人增加，到150个村开展宣讲。",
    "满意度提高到92%，高于80%的要求。",
    "公务接待费支出12.36万元，较预算15.00万元减少2.64万元，下降17.6%。",
    "2022年支出100.00万元，2023年支出90.00万元，占两年合计的47.37%。",
)  # fmt: skip
test_the_right_number_is_silent, test_the_wrong_number_is_found = both((*RATES, *DIFFERENCES, *BALANCES), TITLE)


@pytest.mark.parametrize("text", SILENT)
def test_what_proves_nothing_is_not_told(text):
    assert findings(TITLE + text) == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("2022年支出100.00万元，2023年支出90.00万元，减少12.00万元，下降10%。", ["M302"]),
        ("2022年支出100.00万元，2023年支出90.00万元，增加10.00万元，下降10%。", ["M302"]),
        ("2022年支出100.00万元，2023年支出90.00万元，减少10.00万元，下降12%。", ["M301"]),
    ],
    ids=["the change", "its direction", "the rate"],
)
def test_one_slip_of_a_change_is_told_once(text, codes):
    assert findings(TITLE + text) == codes


def test_a_rate_cut_off_instead_of_rounded_is_noticed():
    weights = [
        one.severity
        for share in ("11.69%", "11.67%")
        for one in proofread(f"本年收入95.50万元，比上年增加10.00万元，增长{share}。").findings
    ]
    assert weights == [NOTICE, ERROR]


def test_messages_name_both_figures_and_what_the_rate_should_be():
    [one] = proofread(TITLE + "公务接待费与上年（2.50万元）相比减少0.20万元，下降6.00%。").findings
    assert one.message == "上年数 2.5万元，减少 0.2万元，增减率应为 8.00%，文中写作 6.00%。"
    assert one.working[-2:] == (("增减率应为", "8.00%"), ("报告所写", "6.00%"))


FEW = 25
LEVEL = st.integers(10_000, 9_999_999).map(lambda cents: Decimal(cents) / 100)  # 100.00 to 99999.99


def compared(now: Decimal, prior: Decimal, rate: Decimal) -> str:
    return (
        f"{TITLE}2022年支出{prior:.2f}万元，2023年支出{now:.2f}万元，{'增长' if now > prior else '下降'}{rate:.2f}%。"
    )


def growth(now: Decimal, prior: Decimal) -> Decimal:
    return round_half_up(abs(now - prior) / prior * 100)


@settings(max_examples=FEW, deadline=None)
@given(LEVEL, LEVEL)
def test_the_rate_between_any_two_amounts_is_silent(now, prior):
    assert "M301" not in findings(compared(now, prior, growth(now, prior)))


@settings(max_examples=FEW, deadline=None)
@given(LEVEL, LEVEL, st.sampled_from([-2, 2]))
def test_any_rate_off_by_two_in_the_last_place_is_found(now, prior, off):
    rate = growth(now, prior) + Decimal(off) / 100
    if rate > 0 and now != prior:
        assert "M301" in findings(compared(now, prior, rate))


@settings(max_examples=FEW, deadline=None)
@given(LEVEL, LEVEL, st.integers(2, 9_999))
def test_any_change_that_is_no_difference_is_found(now, prior, off):
    change = abs(now - prior) + Decimal(off) / 100
    text = f"{TITLE}2022年支出{prior:.2f}万元，2023年支出{now:.2f}万元，{'增加' if now > prior else '减少'}{change:.2f}万元。"
    assert findings(text) == ["M302"]
