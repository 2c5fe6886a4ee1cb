"""M6xx: one fact told in two places, in the same or in other words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prose.proofreading import proofread
from prose.registry import NOTICE
from tests.prose.slipped import Slip, both, findings

QUANTITIES = (
    Slip("M601", "本年基本支出273.60万元。\n二、支出情况\n基本支出决算{}万元。", "273.60", "237.60"),
    Slip("M601", "资产总额420.50万元。\n二、资产情况\n年末资产总额{}元。", "4205000", "4250000"),
    Slip("M601", "一、概况\n年初预算安排300.00万元。\n二、预算执行\n整体支出年初预算{}万元，决算290.00万元。", "300.00", "330.00"),
    Slip("M601", "公务接待费支出2.40万元。\n二、“三公”经费\n公务接待费决算{}万元。", "2.40", "4.20"),
    Slip("M603", "本年度自评得分95分。\n二、结论\n综合得分{}分。", "95", "93"),
    Slip("M607", "全年预算执行率为97.65%。\n二、评价结果\n预算执行率为{}%，得分9.77分。", "97.65", "79.65"),
    Slip("M607", "支出进度为98%。\n二、评价结果\n全年资金支付率为{}%。", "98.02", "96.02"),
    Slip(
        "M608",
        "一、使用情况\n农村灌溉渠道维修专项经费44.10万元，用于清淤。\n二、组织情况\n全年专项支出共150.00万元，其中农村灌溉渠道维修专项经费{}万元，主要用于人工。",
        "44.10", "41.40",
    ),
)  # fmt: skip
COUNTS = (
    Slip("M602", "一、工作开展\n深入帮扶46个脱贫村。\n二、主要成效\n深入帮扶{}个脱贫村，成效明显。", "46", "64"),
    Slip("M602", "一、工作开展\n全年改造老旧电梯120台。\n二、社会效益\n累计改造老旧电梯{}台，居民满意。", "120", "102"),
    Slip("M605", "一、开展情况\n到16所学校开展了防溺水安全宣讲。\n二、宣传成效\n“防溺水安全宣讲”团到{}所中小学校授课。", "16", "15"),
    Slip("M605", "一、为民办事\n为35户困难家庭实施适老化改造。\n二、民生成效\n适老化改造项目为{}户家庭安装扶手。", "35", "53"),
    Slip("M605", "一、服务基层\n科技特派员下乡服务走进21个村。\n二、下乡成效\n科技特派员先后走进{}个村传授果树嫁接。", "21", "12"),
    Slip("M604", "一、年度绩效目标\n评选表彰优秀农村教师20人。\n二、工作开展\n评选表彰优秀农村教师{}人。", "20", "45"),
    Slip("M604", "一、年度工作任务\n新建标准化村级卫生室12所。\n二、完成情况\n新建标准化村级卫生室{}所，全部投入使用。", "12", "21"),
    Slip("M604", "一、绩效目标\n组织食品生产企业飞行检查30家次。\n二、工作成效\n完成食品生产企业飞行检查{}家次。", "30", "13"),
    Slip("M606", "一、年度绩效目标\n1.改造薄弱基层门店12个以上；\n2.培训经营人员80人次以上。\n二、完成情况\n1.改造薄弱基层门店指标，指标值{}个，实际值12个；\n2.培训经营人员指标，指标值80人次，实际值80人次。", "12", "21"),
    Slip("M606", "一、完成情况\n1.加固小型水库：计划8座，实际完成8座；\n2.清淤河道：计划6公里，实际完成6公里。\n二、主要成效\n全年加固小型水库{}座，防洪能力提高。", "8", "9"),
)  # fmt: skip
SILENT = (
    "本年基本支出273.60万元。\n二、上年情况\n上年基本支出决算237.60万元。",
    "基本支出年初预算283.00万元。\n二、决算\n基本支出决算273.60万元。",
    "基本支出273.60万元。\n二、下属单位\n下属单位基本支出37.60万元。",
    "财政拨款基本支出250.00万元。\n二、支出情况\n基本支出决算273.60万元。",
    "基本支出约270万元。\n二、支出情况\n基本支出决算273.60万元。",
    "商品和服务支出12.40万元，其中办公费3.10万元、差旅费2.20万元、公务接待费0.40万元等。\n二、“三公”经费\n公务接待费决算1.10万元。",
    "本年度自评得分95分。\n二、项目评价\n产出指标得分48分。",
    "预算执行率为97.65%。\n二、项目情况\n专项项目预算执行率为79.65%。",
    "预算执行率为97.65%。\n二、季度情况\n第一季度支出进度为19.65%。",
    "一、一季度\n举办讲座12场。\n二、二季度\n举办讲座15场。",  # idle words
    "一、工作开展\n1.深入帮扶46个脱贫村。\n2.深入帮扶64个脱贫村的学校。",  # items beside each other
    "一、服务情况\n走进约20个村宣传节水灌溉。\n二、成效\n节水灌溉宣传队走进25个村。",
    "一、宣传\n到16所学校开展防溺水安全宣讲。\n二、调研\n到9所学校调研食堂管理。",
    "一、年度绩效目标\n新建标准化村级卫生室12所。\n二、完成情况\n新建标准化村级卫生室10所，未完成的2所因征地延期。",
    "一、年度绩效目标\n新建标准化村级卫生室12所以上。\n二、完成情况\n新建标准化村级卫生室15所。",
    "一、完成情况\n农村灌溉渠道维修专项经费预算50.00万元。\n二、支出\n农村灌溉渠道维修专项经费支出44.10万元。",
)  # fmt: skip
test_the_right_number_is_silent, test_the_wrong_number_is_found = both((*QUANTITIES, *COUNTS))


@pytest.mark.parametrize("text", SILENT)
def test_what_is_another_thing_is_not_compared(text):
    assert findings(text) == []


THREE = "一、概况\n基本支出273.60万元。\n二、支出情况\n基本支出决算{}万元。\n三、公用经费\n基本支出共{}万元。"


@pytest.mark.parametrize(
    ("numbers", "odd"),
    [
        (("273.60", "237.60"), ["237.60"]),
        (("237.60", "237.60"), ["273.60"]),
        (("237.60", "327.60"), ["237.60", "327.60"]),
    ],
    ids=["the last", "the first", "each another"],
)
def test_the_number_told_least_often_is_the_one_to_mend(numbers, odd):
    text = THREE.format(*numbers)
    found = [one for one in proofread(text).findings if one.code == "M601"]
    assert sorted(text[slice(*one.spans[0])][-8:-2] for one in found) == odd


def test_a_finding_says_in_which_sections_the_two_stand():
    [one] = proofread(THREE.format("237.60", "273.60")).findings
    assert one.message == "基本支出“概况”一处写作 273.6万元，“支出情况”一处写作 237.6万元，相差 36万元。"
    assert one.hint == "可能有两位数字颠倒" and one.working[-1] == ("相差", "36万元")


def test_between_units_no_difference_is_reckoned():
    [one] = [
        one
        for one in proofread("基本支出273.60万元。\n二、支出情况\n基本支出决算273.60元。").findings
        if one.code == "M601"
    ]
    assert one.hint.startswith("单位可能有误") and "相差" not in one.message


def test_one_unit_in_the_last_place_is_noticed():
    found = proofread("基本支出273.60万元。\n二、支出情况\n基本支出决算273.61万元。").findings
    assert [one.severity for one in found if one.code == "M601"] == [NOTICE]


def test_the_specific_rule_speaks_for_counts_and_projects():
    counts = COUNTS[-1].text.format("9")
    assert [one.code for one in proofread(counts).findings if one.code[:2] == "M6"] == ["M606"]


FEW = 25
AMOUNT = st.integers(100_000, 99_999_999).map(lambda fen: Decimal(fen) / 100)  # 元


def printed(yuan: Decimal, in_wan: bool) -> str:
    return f"{yuan / 10_000:.6f}万元" if in_wan else f"{yuan:,.2f}元"


@settings(max_examples=FEW, deadline=None)
@given(AMOUNT, st.booleans(), st.booleans())
def test_one_amount_in_any_notation_is_the_same(amount, first, second):
    text = f"基本支出{printed(amount, first)}。\n二、支出情况\n基本支出决算{printed(amount, second)}。"
    assert "M601" not in findings(text)


@settings(max_examples=FEW, deadline=None)
@given(AMOUNT, AMOUNT)
def test_any_two_amounts_that_differ_are_found(one, other):
    text = f"基本支出{one:.2f}元。\n二、支出情况\n基本支出决算{other:.2f}元。"
    assert ("M601" in findings(text)) == (one != other)
