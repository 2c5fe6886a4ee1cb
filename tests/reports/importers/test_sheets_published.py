"""Final accounts as bureaus publish them: their layouts, with figures of an invented unit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.workbooks import Book, Cell, Page
from reports.importers import Loaded, read_file
from reports.importers.sheets.foreign import read_foreign
from tests.reports.importers.books import content, workbook


def read(rows, *merged: str, name: str = "表") -> Loaded:
    book = workbook(**{name: rows})
    for span in merged:
        book[name].merge_cells(span)
    return read_file("a.xlsx", content(book))


def amounts(loaded: Loaded) -> dict[str, Decimal]:
    """Return what was read, in 万元, by the end of its address."""
    named = (one.at for one in loaded.readings if one.at not in ("fiscal_year", "profile.name"))
    return {at.removeprefix("budget."): loaded.filing[at] / 10_000 for at in named}


def doubted(loaded: Loaded) -> list[str]:
    return [one.at for one in loaded.readings if one.doubt]


def test_income_and_expenditure_stand_side_by_side_three_times():
    loaded = read(
        [
            ["收入支出决算总表"], ["部门：云溪县科学技术协会", *[None] * 6, "金额单位：元"],
            ["收入", None, None, "支出", *[None] * 5],
            ["项目", "行次", "金额", "项目（按功能分类）", "行次", "金额", "项目（按支出性质和经济分类）", "行次", "金额"],
            ["栏次", None, "1", "栏次", None, "2", "栏次", None, "3"],
            ["一、一般公共预算财政拨款收入", 1, 4100000, "一、一般公共服务支出", 31, 0, "一、基本支出", 54, 2680000],
            ["二、政府性基金预算财政拨款收入", 2, 0, "六、科学技术支出", 36, 4100000, "人员经费", 55, 2210000],
            ["八、其他收入", 8, 100000, "八、社会保障和就业支出", 38, 0, "公用经费", 56, 470000],
            [None, 9, None, None, 39, None, "二、项目支出", 57, 1420000],
            ["本年收入合计", 23, 4200000, "本年支出合计", 53, 4100000, "支出总计", 59, 4100000],
            ["年初结转和结余", 25, 0, "年末结转和结余", 55, 100000, None, None, None],
            ["总计", 27, 4200000, "总计", 57, 4200000, None, None, None],
            ["注：本表反映部门本年度的总收支和年末结转结余情况。"],
        ], "A3:C3", "D3:I3",
    )  # fmt: skip
    assert amounts(loaded) == {
        "revenue.1.actual": 410, "revenue.2.actual": 0, "revenue.3.actual": 10, "revenue.total.actual": 420,
        "nature.total.actual": 410, "nature.basic.actual": 268, "nature.personnel.actual": 221,
        "nature.operating.actual": 47, "nature.project.actual": 142,
    }  # fmt: skip
    assert not loaded.unread and not doubted(loaded)


def test_appropriations_give_the_sources_and_not_the_whole():
    loaded = read(
        [
            ["财政拨款收入支出决算总表"], ["金额单位：万元"], ["收入", None, None, "支出", *[None] * 5],
            ["项目", "行次", "金额", "项目", "行次", "合计", "一般公共预算财政拨款", "政府性基金预算财政拨款",
             "国有资本经营预算财政拨款"],
            ["一、一般公共预算财政拨款", 1, 410, "一、科学技术支出", 33, 410, 410, 0, 0],
            ["本年收入合计", 9, 410, "本年支出合计", 59, 410, 410, 0, 0],
            ["总计", 14, 410, "总计", 64, 410, 410, 0, 0],
        ], "A3:C3", "D3:I3",
    )  # fmt: skip
    assert amounts(loaded) == {
        "source.general_public_budget.actual": 410, "source.government_fund_budget.actual": 0,
        "source.state_capital_operations_budget.actual": 0,
    }  # fmt: skip


def test_the_general_public_budget_is_not_taken_for_the_whole():
    loaded = read(
        [
            ["一般公共预算财政拨款支出决算表"], ["金额单位：元"], ["项目", None, "本年支出", None, None],
            ["功能分类科目编码", "科目名称", "小计", "基本支出", "项目支出"], ["栏次", None, "1", "2", "3"],
            ["合计", None, 4100000, 2680000, 1420000], ["206", "科学技术支出", 4100000, 2680000, 1420000],
        ], "A3:B3", "C3:E3", "A5:B5", "A6:B6",
    )  # fmt: skip
    assert amounts(loaded) == {"source.general_public_budget.actual": 410, "function.1.actual": 410}


def test_basic_expenditure_may_have_a_column_for_each_kind():
    loaded = read(
        [
            ["一般公共预算财政拨款基本支出决算表"], ["单位：元"], ["经济分类科目", None, "本年基本支出", None, None],
            ["科目编码", "科目名称", "合计", "人员经费", "公用经费"], ["合计", None, 2680000, 2210000, 470000],
            ["301", "工资福利支出", 2160000, 2160000, None], ["30101", "基本工资", 1000000, 1000000, None],
            ["302", "商品和服务支出", 450000, None, 450000],
        ], "A3:B3", "C3:E3", "A5:B5",
    )  # fmt: skip
    assert amounts(loaded) == {
        "nature.basic.actual": 268, "nature.personnel.actual": 221, "nature.operating.actual": 47,
        "economic.301.actual": 216, "economic.30101.actual": 100, "economic.302.actual": 45,
    }  # fmt: skip


def test_what_three_public_is_counted_by_stands_below_it():
    loaded = read(
        [
            ["2023年“三公”经费支出情况表"], ["单位：万元"],
            ["项目", "2022年决算数", "2023年预算数", "2023年决算数", "比上年增减额", "增减率"],
            ["合计", 2, 2, 1.5, -0.5, "-25%"], ["3、公务接待费", 2, 2, 1.5, -0.5, None], ["二、相关统计数"],
            ["1.国内公务接待批次（个）", None, None, "12"], ["公务用车保有量（辆）", None, None, 0],
        ]
    )  # fmt: skip
    assert loaded.filing["budget.three_public.total.change"] == -5000
    assert loaded.filing["budget.three_public.reception.prior_actual"] == 20000
    assert (loaded.filing.three_public_counts.reception_batches, loaded.filing.three_public_counts.vehicle_stock) == (
        12,
        0,
    )
    assert doubted(loaded) == [f"budget.three_public.{one}.revised_budget" for one in ("total", "reception")]


def test_heads_of_a_list_are_no_facts():
    loaded = read(
        [["单位编码", "单位名称", "项目名称", "指标金额", "指标余额"], ["001", "云溪县科协", "基本工资", 100, 0]]
    )
    assert not loaded.filing.profile.name


@pytest.mark.parametrize("total", [["合计", None], [None, "合计"]])
def test_the_total_of_projects_may_stand_under_either_head(total):
    rows = [
        ["项目支出明细表"],
        ["单位：元"],
        ["项目编码", "项目名称", "决算数"],
        ["43001", "科普活动", 950000],
        [*total, 950000],
    ]
    loaded = read(rows)
    assert loaded.filing.projects["1"].code == "43001"
    assert loaded.filing["budget.nature.project.actual"] == 950000


def test_accounts_of_project_expenditure_are_no_projects():
    loaded = read(
        [
            ["项目支出决算表"], ["单位：元"], ["功能分类科目编码", "科目名称", "决算数"],
            ["206", "科学技术支出", 1420000], ["合计", None, 1420000],
        ]
    )  # fmt: skip
    assert not loaded.filing.projects
    assert loaded.filing["budget.nature.project.actual"] == 1420000


WORDS = st.sampled_from(
    ["项目", "科目编码", "科目名称", "项目名称", "年初预算数", "全年预算数", "决算数", "合计", "基本支出", "人员经费", "301",
     "30101 基本工资", "206", "一、科普专项", "其中：公务接待费", "单位：元", "收入", "支出", "本年收入合计", "一级指标", "三级指标",
     "分值", "得分", "年度指标值", "预期目标", "实际完成情况", "编制数", "在职人数", "2023年支出决算表", "政府性基金支出决算表",
     "项目支出绩效自评表", "按收入性质分：", "栏次", "1", "—", "约5", "95%", "注：略", "10月", "（5）", "=1+1"]
)  # fmt: skip
NUMBERS = st.decimals(min_value=-(10**9), max_value=10**14, places=4)
CELLS = st.builds(Cell, WORDS | NUMBERS | st.dates() | st.booleans() | st.text(max_size=5)) | st.builds(
    Cell, st.none(), st.just(""), st.just("公式没有算出值")
)
SPANS = st.tuples(st.integers(0, 6), st.integers(0, 5), st.integers(0, 2), st.integers(0, 3)).map(
    lambda span: (span[0], span[1], span[0] + span[2], span[1] + span[3])
)


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(st.tuples(st.integers(0, 9), st.integers(0, 6)), CELLS, max_size=40), st.lists(SPANS, max_size=4)
)
def test_whatever_stands_in_a_sheet_every_reading_names_a_fact_and_a_cell(cells, merged):
    loaded = read_foreign(Book((Page("表", cells, tuple(merged)),)))
    for one in loaded.readings:
        assert loaded.filing[one.at] not in (None, "")
        assert one.where
