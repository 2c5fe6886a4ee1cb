"""What a text mentions in figures: one table of how figures are printed, one of what the words around them say."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prose.mentions import AMOUNT, COUNT, DATE, PERCENT, PERIOD, POINTS, SCORE, TIME, YEAR, Mention
from prose.quantities import QUANTITIES, is_bare, name_in
from prose.reading import read
from prose.roles import is_firm


def mentions(text: str) -> list[Mention]:
    return list(read(text, 2023).mentions)


def only(text: str) -> Mention:
    [one] = mentions(text)
    return one


@pytest.mark.parametrize(
    ("text", "kind", "value", "step", "unit"),
    [
        ("支出273.77万元", AMOUNT, "2737700", "100", "万元"),
        ("支出２７３．７７万元", AMOUNT, "2737700", "100", "万元"),
        ("支出 766. 17 万元", AMOUNT, "7661700", "100", "万元"),
        ("支出766.17\n万元", AMOUNT, "7661700", "100", "万元"),
        ("支出1,052,300.50元", AMOUNT, "1052300.50", "0.01", "元"),
        ("支出1.2亿元", AMOUNT, "120000000", "10000000", "亿元"),
        ("支出3萬元", AMOUNT, "30000", "10000", "万元"),
        ("支出200元人民币", AMOUNT, "200", "1", "元人民币"),
        ("安排专项经费5万", AMOUNT, "50000", "10000", "万"),
        ("补助资金两百万元", AMOUNT, "2000000", "10000", "万元"),
        ("支出五万元", AMOUNT, "50000", "10000", "万元"),
        ("执行率86.37%", PERCENT, "86.37", "0.01", "%"),
        ("执行率８６．３７％", PERCENT, "86.37", "0.01", "%"),
        ("执行率百分之九十五点五", PERCENT, "95.5", "0.1", "%"),
        ("执行率百分之一百", PERCENT, "100", "1", "%"),
        ("执行率百分之86.5", PERCENT, "86.5", "0.1", "%"),
        ("提高2.5个百分点", POINTS, "2.5", "0.1", "个百分点"),
        ("得分97.5分", SCORE, "97.5", "0.1", "分"),
        ("在职人员12人", COUNT, "12", "1", "人"),
        ("在职人员十二人", COUNT, "12", "1", "人"),
        ("参观3.5万人次", COUNT, "35000", "1000", "万人次"),
        ("发放1，052件", COUNT, "1052", "1", "件"),
        ("绿化面积12.5平方公里", COUNT, "12.5", "0.1", "平方公里"),
        ("建成三十余处", COUNT, "30", "1", "处"),
        ("培训15天", TIME, "15", "1", "天"),
        ("按时完成2023年", YEAR, "2023", "1", "年"),
        ("按时完成2023年度", YEAR, "2023", "1", "年"),
        ("截至2023年5月31日", DATE, "20230531", "1", "日"),
        ("截至2023年5月", DATE, "20230500", "1", "月"),
        ("自2021—2023年", PERIOD, "0", "0", ""),
        ("自2021年至23年", PERIOD, "0", "0", ""),
    ],
)  # fmt: skip
def test_a_figure_is_read_however_it_is_printed(text, kind, value, step, unit):
    one = only(text)
    assert (one.kind, one.value, one.step, one.unit) == (kind, Decimal(value), Decimal(step), unit)


@pytest.mark.parametrize("share", ["16.10%", "百分之16.10", "百分之十六点一零"])
def test_places_are_counted_however_a_share_is_written(share):
    assert only(f"执行率{share}").places == 2


@pytest.mark.parametrize(
    "text",
    [
        "第3号楼", "财预〔2020〕10号", "编号A102", "联系电话0731-88886666", "代码12430000", "见表3.2", "面积12", "经费5", "共3",
        "八项规定", "四个意识", "“一站”", "第三名", "其一", "一二三", "1、概况", "（1）概况", "IPv6", "3×4", "二级公务员",
    ],
)  # fmt: skip
def test_what_no_unit_makes_a_figure_is_none(text):
    assert mentions(f"说明{text}") == []


@pytest.mark.parametrize(
    ("text", "bound", "label"),
    [
        ("培训12人", "", "培训"),
        ("培训不少于12人", "≥", "培训"),
        ("培训≥12人", "≥", "培训"),
        ("培训超过12人", "≥", "培训"),
        ("培训12人以上", "≥", "培训"),
        ("培训12余人", "≥", "培训"),
        ("培训十余人", "≥", "培训"),
        ("培训几12人", "", "培训几"),
        ("成本不超过12万元", "≤", "成本"),
        ("成本≤12万元", "≤", "成本"),
        ("成本控制在12万元以内", "≤", "成本控制在"),
        ("培训约12人", "~", "培训"),
        ("培训近12人", "~", "培训"),
        ("培训12人左右", "~", "培训"),
        ("培训达到12人", "", "培训"),
    ],
)
def test_words_say_how_exact_a_figure_is(text, bound, label):
    one = only(text)
    assert (one.bound, one.label, one.exact) == (bound, label, not bound)


@pytest.mark.parametrize(
    ("text", "clause", "label"),
    [
        ("本年度，办公费、水费5万元", "办公费、水费", "水费"),
        ("运行经费：水费5万元", "运行经费：水费", "水费"),
        ("在职人员，5人", "在职人员，", "在职人员，"),
        ("商品和服务支出（其中办公费5万元）", "其中办公费", "其中办公费"),
        ("办公费（含水费）5万元", "办公费(含水费)", "办公费(含水费)"),
        ("前期完成。2023年水费5万元", "水费", "水费"),
        ("前期完成。水费5万元", "水费", "水费"),
        ("水费\t电费5万元", "电费", "电费"),
        ("一、水费5万元", "水费", "水费"),
    ],
)
def test_a_clause_goes_back_to_the_last_comma(text, clause, label):
    one = mentions(text)[-1]
    assert (one.clause, one.label) == (clause, label)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("办公费、水费分别为1.20和3.40万元", ["办公费", "水费"]),
        ("办公费、水费、电费分别1、2、3万元", ["办公费", "水费", "电费"]),
        ("办公费、水费分别为1.20万元和3.40万元", ["水费分别为", "和"]),  # each with its unit: no series
        ("办公费分别为1.20和3.40万元", ["办公费分别为", "和"]),  # one name for two figures
    ],
)
def test_names_given_in_turn_go_to_their_figures(text, labels):
    assert [one.label for one in mentions(text)] == labels


@pytest.mark.parametrize(
    ("text", "quantity", "role", "year"),
    [
        ("基本支出年初预算为5万元", "basic", "initial", None),
        ("基本支出调整后预算为5万元", "basic", "revised", None),
        ("基本支出决算5万元", "basic", "actual", None),
        ("基本支出5万元", "basic", "actual", None),
        ("收入合计5万元", "income", "income", None),
        ("项目支出结余5万元", "project", "balance", None),
        ("项目资金到位5万元", "", "received", None),
        ("公务接待费较上年增加5万元", "reception", "increase", None),
        ("公务接待费较上年减少5万元", "reception", "decrease", None),
        ("上年公务接待费5万元", "reception", "", 2022),
        ("去年同期公务接待费5万元", "reception", "", 2022),
        ("2021年公务接待费支出5万元", "reception", "actual", 2021),
        ("上年公务接待费按标准执行，本年公务接待费5万元", "reception", "", 2023),
        ("5万元的年初预算用于水费", "", "budget", None),
        ("未超过预算5万元", "", "budget", None),
        ("一般公共预算收入5万元", "", "income", None),
        ("其他资本性支出5万元", "capital", "actual", None),
        ("编制12个", "posts", "", None),
        ("在职人员12人", "staff", "", None),
        ("自评得分97分", "score", "", None),
        ("因基本支出增加5万元", "", "increase", None),
        ("专项设备购置支出合计5万元", "total", "actual", None),
    ],
)
def test_a_clause_says_what_a_figure_is_of(text, quantity, role, year):
    one = next(one for one in mentions(text) if one.kind != YEAR)
    assert (one.quantity, one.role, one.year) == (quantity, role, year)


@pytest.mark.parametrize(
    ("text", "quantities"),
    [
        ("基本支出年初预算5万元，决算6万元", ["basic", "basic"]),
        ("基本支出5万元。决算6万元", ["basic", ""]),
        ("基本支出5万元，年中追加2万元，决算7万元", ["basic", "basic", "basic"]),
        ("基本支出5万元，其中人员经费3万元、公用经费2万元；决算6万元", ["basic", "personnel", "operating", "basic"]),
        ("基本支出3万元，项目支出2万元，支出合计5万元", ["basic", "project", "total"]),
        ("收入5万元，支出4万元，年末结转结余1万元", ["income", "total", "balance"]),
        ("一、项目支出情况\n年初预算5万元", ["project"]),
        ("一、项目支出情况\n1.道路养护\n年初预算5万元", [""]),
        ("一、支出情况\n以某项目为例，年初预算5万元", [""]),
        ("一、项目支出情况\n1.道路养护。年初预算5万元，决算4万元", ["", ""]),
        ("一、支出情况\n1.道路养护\n部门预算5万元", ["total"]),
        ("一、支出情况\n（一）预算执行\n年初预算5万元", ["total"]),
    ],
)  # fmt: skip
def test_a_bare_clause_speaks_of_what_was_named_before(text, quantities):
    assert [one.quantity for one in mentions(text)] == quantities


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("本单位无因公出国（境）费支出。", "overseas"),
        ("公务用车购置费未发生。", "vehicle_purchase"),
        ("政府性基金预算支出为零。", "government_fund"),
        ("全年未安排公务接待费。", "reception"),
        ("本单位没有公务接待费。", "reception"),
    ],
)
def test_words_say_that_there_was_nothing(text, quantity):
    one = only(text)
    assert (one.kind, one.value, one.quantity, one.unit) == (AMOUNT, 0, quantity, "")
    assert one.clause in text.replace("（", "(").replace("）", ")")


@pytest.mark.parametrize(
    "text", ["无违规情况。", "公务接待没有超过标准。", "无公务接待费超标现象。", "本年度无支出。", "项目无一延误。"]
)
def test_words_that_deny_something_else_are_no_zero(text):
    assert mentions(text) == []


def test_a_noun_behind_a_count_belongs_to_it():
    assert only("设有3个内设股室，").noun == "内设股室"


def test_an_item_is_named_without_what_leads_to_it():
    assert [one.item for one in mentions("其中：2023年办公费支出为5万元，以及水费共3万元") if one.kind == AMOUNT] == [
        "办公费",
        "水费",
    ]


def test_a_table_of_contents_mentions_nothing():
    assert mentions("一、支出5万元……3\n一、概况\n内容。") == []


def test_a_figure_may_begin_the_text():
    assert only("12人参加").value == 12


def test_a_sentence_without_end_is_parted_at_a_comma():
    text = "基本支出5万元，" + "认真落实各项制度，" * 300 + "决算6万元"
    first, last = mentions(text)
    assert first.sentence == 0 and last.sentence > 2000 and last.quantity == ""


@pytest.mark.parametrize("one", QUANTITIES, ids=[one.key for one in QUANTITIES])
def test_a_quantity_is_known_by_its_label(one):
    label = one.label.replace("（", "(").replace("）", ")")
    assert name_in(label, one.kind) == one.key


@pytest.mark.parametrize(
    ("words", "kind", "key"),
    [
        ("接待费支出决算", AMOUNT, "reception"),
        ("其他工资福利支出", AMOUNT, ""),
        ("其他资本性支出", AMOUNT, "capital"),
        ("人员经费支出", AMOUNT, "personnel"),
        ("离退休人员经费", AMOUNT, ""),
        ("在职人员", AMOUNT, ""),
        ("年末用工总数", COUNT, "staff"),
        ("离休、退休人员", COUNT, "retired"),
        ("基本支出占", PERCENT, "basic"),
        ("编制", PERCENT, ""),
        ("公园维护", AMOUNT, ""),
    ],
)
def test_words_name_a_quantity_of_their_kind(words, kind, key):
    assert name_in(words, kind) == key


def test_bare_words_name_nothing():
    assert is_bare("年初预算数为") and is_bare("全年实际支出共计")
    assert not is_bare("基本支出") and not is_bare("")


def test_a_firm_clause_says_that_money_was_spent():
    assert is_firm("基本支出决算") and not is_firm("基本支出") and not is_firm("预算执行情况")


PIECES = st.sampled_from(
    ["基本支出", "合计", "，", "、", "。", "；", "：", "\n", "(", ")", "其中", "分别为", "较上年", "增加", "5", "12.50", "-", "十", "百分之", "万", "元", "万元",
     "人", "个", "%", "分", "2023年", "5月", "31日", "无", "未安排", "公务接待费", "余", "约", "以上", "的", "预算", "一、", "1.", "①", "\t"]
)  # fmt: skip


@settings(deadline=None, max_examples=80)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_figures_stand_in_order_and_never_overlap(text):
    prose = read(text, 2023)
    printed = [one for one in prose.mentions if one.unit or one.kind == PERIOD]
    assert all(0 <= one.start < one.digits_end <= one.end <= len(prose.plain) for one in printed)
    assert all(one.end <= other.start for one, other in pairwise(printed))
    assert all(prose.plain[slice(*one.clause_span)].endswith(prose.plain[one.start : one.end]) for one in printed)
    assert all(one.value >= 0 and one.sentence <= one.start for one in prose.mentions)


@pytest.mark.parametrize("flows", ["收入总计300万元，支出总计290万元。", "本年收入合计300万元，支出合计290万元。"])
def test_income_and_spending_side_by_side_are_two_quantities(flows):
    assert [one.quantity for one in mentions(flows)] == ["income", "total"]


@pytest.mark.parametrize("prior", ["上年同为零", "上年为0"])
def test_last_year_is_not_spoken_of_behind_a_semicolon(prior):
    *_, reception = mentions(f"因公出国（境）费5万元，{prior}；公务接待费3万元。")

    assert reception.quantity == "reception"
    assert reception.year is None
