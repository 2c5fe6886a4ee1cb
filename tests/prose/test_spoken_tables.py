"""A table of money reads like a sentence, and every figure still leads back to its cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prose.mentions import AMOUNT
from prose.reading import read
from prose.spoken_tables import in_words


def spoken(text):
    return in_words(read(text)).plain


def test_list_behind_its_announcement_goes_on_with_it():
    text = "基本支出65.4万元，其中：\n项目\t金额（万元）\n基本工资\t41.20\n津贴\t24.20\n已全部支付。"
    assert spoken(text) == "基本支出65.4万元，其中：基本工资41.20万元、津贴24.20万元。\n已全部支付。"


def test_list_in_a_bracket_is_closed_by_it():
    assert (
        spoken("工资60万元（\n项目\t金额（万元）\n基本工资\t41\n津贴\t19\n）；\n完")
        == "工资60万元(基本工资41万元、津贴19万元)；\n完"
    )


def test_columns_are_told_by_their_titles_and_the_sum_by_its_rows():
    text = "收支情况\n单位：万元\n项目\t2030年决算数\t2031年决算数\t增长率\n基本支出\t10\t12\t20%\n项目支出\t5\t6\t20%\n合计\t15\t18\t20%"
    assert spoken(text).split("\n")[-1] == (
        "基本支出2030年决算数10万元，基本支出2031年决算数12万元。项目支出2030年决算数5万元，项目支出2031年决算数6万元。"
        "支出合计2030年决算数15万元，支出合计2031年决算数18万元。"
    )


@pytest.mark.parametrize(
    "text",
    [
        "项目\t金额\n基本工资\t41\n津贴\t19",  # in what unit?
        "指标名称\t指标值（万元）\t得分\n资金\t41\t9\n成本\t19\t9",
        "姓名\t人数\n行政\t41\n事业\t19",
        "一段话，没有表。",
        "",
    ],
)
def test_what_is_no_table_of_money_stays(text):
    prose = read(text)
    assert in_words(prose) is prose


def test_cells_with_their_own_unit_need_no_title():
    assert spoken("支出如下：\n基本工资\t41.2万元\n津贴\t1.5万元") == "支出如下：基本工资41.2万元、津贴1.5万元。"


ROWS = st.lists(
    st.tuples(st.text("基本工资津贴支出合计 ", max_size=6), st.sampled_from(["12.50", "3", "", "4万元", "甲"])),
    max_size=6,
)


@given(st.text("前文：（，\n", max_size=6), ROWS, st.text("后文）。\n", max_size=6))
def test_every_figure_leads_back_to_its_digits(before, rows, behind):
    table = "\n".join(["项目\t金额（万元）", *(f"{name}\t{value}" for name, value in rows)])
    prose = in_words(read(f"{before}\n{table}\n{behind}"))
    for one in prose.mentions:
        start, end = prose.text.original(one.start, one.digits_end)
        if one.kind == AMOUNT and one.unit:
            assert "".join(prose.text.given[start:end].split()) == prose.plain[one.start : one.digits_end]
