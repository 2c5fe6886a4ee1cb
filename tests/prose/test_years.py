"""D1xx: the year under evaluation, years beside it that are right, days of the calendar."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prose.proofreading import proofread
from tests.prose.slipped import Slip

TITLE = "某中心2023年部门整体支出绩效自评报告\n一、基本情况\n"


def findings(text: str) -> list[str]:
    """Return the codes of what the rules about years and dates find in *text*."""
    return [one.code for one in proofread(text).findings if one.code[0] == "D"]


STATED = (
    Slip("D101", "{}年整体支出共计233.50万元。", "2023", "2022"),
    Slip("D101", "{}年度预算安排300.00万元。", "2023", "2032"),
    Slip("D101", "{}年我中心完成了各项任务。", "2023", "2021"),
    Slip("D101", "{}年末在职人员12人。", "2023", "2022"),
    Slip("D101", "{}年“三公”经费预算总额5.00万元。", "2023", "2024"),
    Slip("D101", "截至{}年12月31日，资产总额420.00万元。", "2023", "2022"),
    Slip("D101", "根据安排，对{}年整体支出绩效进行自评。", "2023", "2022"),
    Slip("D101", "根据《关于做好{}年部门绩效自评工作的通知》（某财〔2024〕5号）。", "2023", "2022"),
    Slip("D105", "{}年支出为100.00万元，2023年为90.00万元，同比下降10.00万元。", "2022", "2023"),
    Slip("D105", "2023年和{}年支出相比有所下降。", "2022", "2023"),
)  # fmt: skip
EVENTS = (
    Slip("D104", "二、工作成效\n{}年6月通过了中期验收评估，获得好评。", "2023", "2032"),
    Slip("D104", "二、工作成效\n{}年5月组织护林员培训两期。", "2023", "2013"),
    Slip("D104", "二、完成情况\n我中心获评{}年全省绿化先进集体。", "2023", "2003"),
)  # fmt: skip
CALENDAR = (
    Slip("D102", "编印防汛手册（{}年版）。", "2023", "02023"),
    Slip("D102", "编印防汛手册（{}年版）。", "2023", "20223"),
    Slip("D102", "{}年度我中心编印手册。", "2023", "202"),
    Slip("D103", "评价工作于2023年3月20日至2023年{}月10日进行。", "6", "2"),
    Slip("D103", "自评于3月{}日至3月18日进行。", "8", "28"),
    Slip("D103", "2022年10月至{}年3月开展冬季巡查。", "2023", "2021"),
    Slip("D103", "活动于2023年{}月28日举行。", "12", "13"),
    Slip("D103", "活动于2023年4月{}日举行。", "30", "31"),
)  # fmt: skip
SILENT = (
    "2023年支出90.00万元，比2022年支出减少10.00万元。",
    "与2022年度部门整体支出相比，支出有所下降。",
    "2023年度和2022年度部门整体支出均无超支。",
    "根据《关于印发2022年部门预算管理办法的通知》（某财〔2022〕5号）。",
    "按照《2024年部门整体支出绩效自评方案》开展工作。",
    "《水土保持规划（2021—2025年）》全面实施。",
    "自2019年起实施林长制，2018年成立护林队。",
    "二、下一步打算\n2024年工作重点是完善制度。",
    "2024年预算编制时，我中心将细化指标。",
    "评价结果作为编制2024年预算的依据。",
    "评价结果与2024年部门预算安排挂钩。",
    "2020年普查的湿地面积为320亩。",
    "二、评价结果\n2024年3月完成自评，评价结果于2024年4月公开。",
    "二、工作成效\n本站始建于1998年，2005年6月建成新址。",
    "二、工作成效\n2024年4月20日",
    "二、工作成效\n2021年6月启动的渠道工程完成验收。",
    "防火期为10月至4月，汛期为4月至9月。",
    "2月29日植树，12月日均巡护3次，2万年前的化石，2023年内完成。",
    "项目\t2022年度\t2023年度\n支出\t100.00\t90.00",
)  # fmt: skip
by_slip = pytest.mark.parametrize("slip", (*STATED, *EVENTS, *CALENDAR), ids=str)


@by_slip
def test_the_right_year_is_silent(slip):
    assert findings(TITLE + slip.text.format(slip.right)) == []


@by_slip
def test_the_wrong_year_is_found_once(slip):
    assert findings(TITLE + slip.text.format(slip.wrong)) == [slip.code]


@pytest.mark.parametrize("text", SILENT)
def test_other_years_are_right_where_they_stand(text):
    assert findings(TITLE + text) == []


def test_the_year_handed_in_counts_and_without_one_nothing_is_judged():
    text = "2022年整体支出共计233.50万元。"
    assert [one.code for one in proofread(text, 2023).findings if one.code[0] == "D"] == ["D101"]
    assert findings("2022年，荷塘清淤。") == []


def test_a_message_names_both_years():
    [one] = [one for one in proofread(TITLE + "2022年整体支出共计233.50万元。").findings if one.code == "D101"]
    assert one.message == "本报告的评价年度是 2023 年，这里写的是 2022 年：“2022年整体支出共计233.50万元”。"


MONTHS = st.integers(1, 12)


@settings(max_examples=25, deadline=None)
@given(MONTHS, st.integers(1, 28), MONTHS, st.integers(1, 28))
def test_any_two_days_of_one_year_are_in_order_or_found(month, day, last_month, last_day):
    text = f"{TITLE}自评于2023年{month}月{day}日至2023年{last_month}月{last_day}日进行。"
    assert ("D103" in findings(text)) == ((last_month, last_day) < (month, day))
