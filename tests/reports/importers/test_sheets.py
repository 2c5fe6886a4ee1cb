"""Tables of other people's making: where their figures arrive, what is doubted, what is told as unread."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from reports.importers import Loaded, UnreadableError, published, read_file
from tests.lib.xls import xls
from tests.published import NAMES, load, needs_reports
from tests.reports.importers.arriving import arrivals, share, shown, silent
from tests.reports.importers.books import Accounts, content, workbook

HEAD = ["项目", "年初预算数", "全年预算数", "决算数"]
UNIT = ["单位：万元"]


def read(rows, name: str = "支出情况表", title: str = "2023年度部门整体支出情况表") -> Loaded:
    return read_file("a.xlsx", content(workbook(**{name: [[title], *rows]})))


def value(loaded: Loaded, at: str):
    return loaded.filing[at]


def reading(loaded: Loaded, at: str):
    return next(one for one in loaded.readings if one.at == at)


@needs_reports
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("style", [("元", False), ("万元", False), ("元", True)])
def test_the_amounts_of_a_published_report_arrive_from_its_accounts(name, style):
    truth = published.read(load(name)).filing
    told = arrivals(truth, read_file("决算.xlsx", Accounts(truth, style[0], grouped=style[1]).content()))
    amounts = [one for one in told if one.amount and one.at.startswith(("budget.", "projects.", "assets."))]
    assert share(amounts, amounts=True) >= 0.95, shown(amounts)
    assert not silent(amounts), shown(amounts)


def test_each_figure_says_where_it_stood_and_in_which_unit():
    loaded = read([UNIT, HEAD, ["基本支出", 260, 270, "268.00"]])
    assert value(loaded, "budget.nature.basic.actual") == Decimal("2680000")
    one = reading(loaded, "budget.nature.basic.actual")
    assert (one.where, one.value, one.unit, one.doubt) == ("支出情况表!D4", "268.00", "万元", "")


def test_yuan_and_wan_are_told_apart_by_the_words_above():
    yuan = read([["金额单位：元"], HEAD, ["基本支出", 2600000, 2700000, 2680000]])
    wan = read([["单位：万元"], HEAD, ["基本支出", 260, 270, 268]])
    assert value(yuan, "budget.nature.basic.actual") == value(wan, "budget.nature.basic.actual")


def test_the_head_of_a_column_may_name_the_unit():
    loaded = read([["项目", "决算数（元）"], ["基本支出", 2680000]])
    assert value(loaded, "budget.nature.basic.actual") == Decimal("2680000")
    assert not reading(loaded, "budget.nature.basic.actual").doubt


def test_without_a_unit_every_amount_is_doubted():
    loaded = read([HEAD, ["基本支出", 260, 270, 268]])
    assert "没有写明金额单位" in reading(loaded, "budget.nature.basic.actual").doubt


def test_yuan_under_the_word_wan_is_doubted():
    loaded = read([UNIT, HEAD, ["基本支出", 2600000, 2700000, 2680000]])
    assert "像是元" in reading(loaded, "budget.nature.basic.actual").doubt


@pytest.mark.parametrize(
    "typed", ["268.00", "２６８．００", "¥268", "￥268.00", "268.00万元", "2,680,000元", " 268 ", "268.000000", "+268"]
)
def test_amounts_typed_as_text_are_amounts(typed):
    loaded = read([UNIT, ["项目", "决算数"], ["基本支出", typed]])
    assert value(loaded, "budget.nature.basic.actual") == Decimal("2680000")


@pytest.mark.parametrize("typed", [None, "", "—", "——", "-", "/", "　"])
def test_blank_and_dashes_are_unanswered(typed):
    loaded = read([UNIT, HEAD, ["基本支出", 260, 270, typed]])
    assert value(loaded, "budget.nature.basic.actual") is None


def test_a_printed_zero_is_an_answer():
    loaded = read([UNIT, HEAD, ["基本支出", 260, 270, 0]])
    assert value(loaded, "budget.nature.basic.actual") == 0


def test_letters_in_an_amount_are_told_with_their_cell_and_the_rest_is_read():
    loaded = read([UNIT, HEAD, ["基本支出", "约260", 270, "#REF!"], ["项目支出", 1, 2, 3]])
    told = {one.where: one.reason for one in loaded.unread}
    assert told["支出情况表!B4"] == "不是数字" and "错误值" in told["支出情况表!D4"]
    assert value(loaded, "budget.nature.basic.revised_budget") == Decimal("2700000")
    assert value(loaded, "budget.nature.project.actual") == Decimal("30000")


def test_a_formula_without_a_value_is_told():
    loaded = read([UNIT, HEAD, ["支出合计", 260, 270, "=B4+C4"]])
    assert [(one.where, one.reason) for one in loaded.unread] == [
        ("支出情况表!D4", "公式没有算出值，请在 Excel 中打开保存一次")
    ]


def test_two_cells_that_differ_are_one_doubted_fact():
    book = workbook(
        一=[["2023年支出情况表"], UNIT, ["项目", "决算数"], ["基本支出", 268]],
        二=[["2023年支出情况表"], UNIT, ["项目", "决算数"], ["基本支出", 269]],
    )
    one = reading(read_file("a.xlsx", content(book)), "budget.nature.basic.actual")
    assert one.others == ("269万元",) and "二!B4" in one.doubt and one.value == "268"


def test_rates_and_unknown_columns_are_no_amounts():
    loaded = read([UNIT, ["项目", "决算数", "预算执行率", "其他说明"], ["基本支出", 268, 0.99, 5]])
    assert [one.at for one in loaded.readings if one.at.startswith("budget")] == ["budget.nature.basic.actual"]
    assert [one.where for one in loaded.unread] == ["支出情况表!D4"]


def test_last_years_column_is_last_years_fact():
    loaded = read([UNIT, ["项目", "2022年决算数", "2023年预算数", "2023年决算数"], ["基本支出", 250, 270, 268]])
    assert value(loaded, "budget.nature.basic.prior_actual") == Decimal("2500000")
    assert value(loaded, "budget.nature.basic.actual") == Decimal("2680000")
    assert loaded.filing.fiscal_year == 2023


def test_the_year_before_last_is_nobodys():
    loaded = read([UNIT, ["项目", "2021年决算数", "2023年决算数"], ["基本支出", 250, 268]])
    assert value(loaded, "budget.nature.basic.prior_actual") is None


def test_codes_decide_where_names_repeat():
    rows = [UNIT, ["科目编码", "科目名称", "决算数"], [301, "工资福利支出", 217], [30101, "基本工资", 100],
            ["30913", "公务用车购置", 0], ["31013", "公务用车购置", 12]]  # fmt: skip
    loaded = read(rows, "基本支出", "一般公共预算财政拨款基本支出决算明细表")
    assert value(loaded, "budget.economic.30101.parent") == "301"
    assert value(loaded, "budget.economic.31013.actual") == Decimal("120000")


@pytest.mark.parametrize(("basic", "is_sure"), [(260, True), (261, False)])
def test_classes_that_are_just_the_basic_expenditure_need_no_title(basic, is_sure):
    items = [["2023年度支出决算表"], UNIT, ["科目编码", "科目名称", "决算数"], [301, "工资福利支出", 217],
             [30101, "基本工资", 100], [302, "商品和服务支出", 43]]  # fmt: skip
    whole = [["2023年度部门整体支出情况表"], UNIT, ["项目", "决算数"], ["基本支出", basic], ["项目支出", 30]]
    loaded = read_file("a.xlsx", content(workbook(支出=items, 整体=whole)))
    for code in ("301", "30101", "302"):
        assert bool(reading(loaded, f"budget.economic.{code}.actual").doubt) is not is_sure


def test_economic_items_may_stand_side_by_side():
    head = ["人员经费", None, None, "公用经费", None, None]
    keys = ["科目编码", "科目名称", "决算数"] * 2
    rows = [["单位：元"], head, keys, ["301", "工资福利支出", 2170000, "302", "商品和服务支出", 430000],
            ["30101", "  基本工资", 1000000, "30201", "  办公费", 18900],
            ["人员经费合计", None, 2170000, "公用经费合计", None, 430000]]  # fmt: skip
    book = workbook(基本支出=[["一般公共预算财政拨款基本支出决算表"], *rows])
    for span in ("A3:C3", "D3:F3", "A7:B7", "D7:E7"):
        book["基本支出"].merge_cells(span)
    loaded = read_file("a.xlsx", content(book))
    assert value(loaded, "budget.economic.30201.actual") == Decimal("18900")
    assert value(loaded, "budget.nature.personnel.actual") == Decimal("2170000")
    assert value(loaded, "budget.nature.operating.actual") == Decimal("430000")


def test_the_total_row_of_an_expenditure_table_gives_its_parts():
    rows = [["金额单位：元"], ["项目", None, "本年支出合计", "基本支出", "项目支出"], ["功能分类科目编码", "科目名称"],
            ["栏次", None, "1", "2", "3"], ["合计", None, 4100000, 2680000, 1420000],
            ["206", "科学技术支出", 4100000, 2680000, 1420000],
            ["20607", "科学技术普及", 4100000, 2680000, 1420000]]  # fmt: skip
    book = workbook(支出决算表=[["支出决算表"], *rows])
    for span in ("A3:B3", "C3:C4", "D3:D4", "E3:E4", "A5:B5", "A6:B6"):
        book["支出决算表"].merge_cells(span)
    loaded = read_file("a.xlsx", content(book))
    assert value(loaded, "budget.nature.total.actual") == Decimal("4100000")
    assert value(loaded, "budget.nature.project.actual") == Decimal("1420000")
    assert value(loaded, "budget.function.2.label") == "科学技术普及"
    assert value(loaded, "budget.function.2.parent") == "1"


def test_projects_keep_their_groups_and_their_use():
    rows = [UNIT, ["序号", "项目名称", "全年预算数", "决算数", "资金用途"], [1, "一、科普专项", 100, 95, ""],
            [2, "1. 科普活动", 60, 57, "开展活动"], [3, "2. 科普基地", 40, 38, ""], ["", "合计", 100, 95, ""]]  # fmt: skip
    loaded = read(rows, "项目", "项目支出情况表")
    assert [(one.label, one.parent) for one in loaded.filing.projects.values()] == [
        ("科普专项", ""), ("科普活动", "1"), ("科普基地", "1"),
    ]  # fmt: skip
    assert value(loaded, "projects.2.usage") == "开展活动"
    assert value(loaded, "budget.nature.project.actual") == Decimal("950000")
    assert reading(loaded, "budget.nature.project.actual").doubt


def test_people_are_counted_by_group_and_kind():
    rows = [
        ["人员类别", "编制数", "2023年实际在职人数", "控制率"],
        ["行政", 5, 5, 1],
        ["事业", 7, 6, 0.86],
        ["合计", 12, 11, 0.92],
    ]
    loaded = read(rows, "人员", "财政供养人员情况")
    assert value(loaded, "staffing.authorized_posts.total.count") == 12
    assert value(loaded, "staffing.serving_staff.2.count") == 6


def test_facts_beside_their_names_are_read():
    rows = [["单位名称：云溪县科学技术协会"], ["编制数", 12, "在职人数", "11人"], ["国内公务接待批次（个）", 26],
            ["资产日期", "2023年12月31日"]]  # fmt: skip
    loaded = read(rows, "基本情况", "基本情况")
    assert loaded.filing.profile.name == "云溪县科学技术协会"
    assert value(loaded, "staffing.serving_staff.total.count") == 11
    assert loaded.filing.three_public_counts.reception_batches == 26
    assert loaded.filing.assets.date == datetime.date(2023, 12, 31)


def test_half_a_person_is_told():
    loaded = read([["编制数", 12.5]], "基本情况", "基本情况")
    assert [one.reason for one in loaded.unread] == ["应为整数"]


def test_indicators_are_a_tree_read_from_merged_cells():
    head = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"]
    rows = [head, ["产出指标(50分)", "数量指标", "科普活动场次", "≥40场", "46场", 30, 30, ""],
            [None, None, "培训人次", "≥200人次", 180, 20, 18, "疫情影响"],
            ["满意度指标", "服务对象满意度指标", "群众满意度", "≥90%", 0.935, 10, 10, ""],
            ["总分", None, None, None, None, 100, 98, ""]]  # fmt: skip
    book = workbook(自评表=[["部门整体支出绩效自评表（2023年度）"], *rows])
    sheet = book["自评表"]
    for span in ("A3:A4", "B3:B4", "A6:E6"):
        sheet.merge_cells(span)
    sheet["E5"].number_format = "0.0%"
    loaded = read_file("a.xlsx", content(book))
    found = {one.label: one for one in loaded.filing.indicators.values()}
    assert found["科普活动场次"].operator == "≥" and found["科普活动场次"].target_value == "40"
    assert (found["科普活动场次"].actual_value, found["科普活动场次"].unit) == ("46", "场")
    assert found["培训人次"].score == 18 and found["培训人次"].reason == "疫情影响"
    assert (found["群众满意度"].actual_value, found["群众满意度"].unit) == ("93.5", "%")
    assert found["产出指标"].weight == 50 and found["产出指标"].taxonomy == "output"
    assert loaded.filing.indicators[found["培训人次"].parent].label == "产出指标"
    assert found["培训人次"].taxonomy == "quantity"
    assert loaded.filing.performance.total_score == 98


def test_a_projects_own_form_is_about_that_project():
    rows = [["项目支出绩效自评表（2023年度）"], ["项目名称", "科普活动专项"], UNIT,
            [None, "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
            ["年度资金总额", 80, 100, 95, 10, 0.95, 9.5], ["其中：本年财政拨款", 80, 100, 95],
            ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
            ["产出指标", "数量指标", "活动场次", "≥40", 46, 50, 50]]  # fmt: skip
    loaded = read_file("a.xlsx", content(workbook(项目自评=rows)))
    assert value(loaded, "projects.1.actual") == Decimal("950000")
    assert value(loaded, "budget.nature") == {}
    assert {one.project for one in loaded.filing.project_indicators.values()} == {"1"}
    assert not loaded.filing.indicators


def test_goals_stand_beside_what_came_of_them():
    rows = [["年度总体目标", "预期目标", "实际完成情况"], [None, "办好科普日。", "办了46场。"]]
    loaded = read(rows, "自评表", "部门整体支出绩效自评表（2023年度）")
    assert [(one.text, one.achievement) for one in loaded.filing.goals.values()] == [("办好科普日。", "办了46场。")]


def test_a_funds_own_table_gives_its_lines():
    rows = [["单位：元"], ["项目", None, "年初结转和结余", "本年收入", "本年支出", None, None, "年末结转和结余"],
            ["科目编码", "科目名称", None, None, "小计", "基本支出", "项目支出", None],
            ["合计", None, 0, 500000, 500000, 0, 500000, 0],
            ["2296002", "用于社会福利的彩票公益金支出", 0, 500000, 500000, 0, 500000, 0]]  # fmt: skip
    book = workbook(基金=[["政府性基金预算财政拨款收入支出决算表"], *rows])
    for span in ("A3:B3", "C3:C4", "D3:D4", "E3:G3", "H3:H4"):
        book["基金"].merge_cells(span)
    loaded = read_file("a.xlsx", content(book))
    line = loaded.filing.funds.government_fund["1"]
    assert (line.code, line.income, line.spent, line.project) == ("2296002", 500000, 500000, 500000)
    assert value(loaded, "budget.source.government_fund_budget.actual") == 500000


def test_a_hidden_sheet_is_told_and_not_read():
    book = workbook(表=[["2023年支出情况表"], UNIT, HEAD, ["基本支出", 1, 2, 3]], 底稿=[HEAD, ["基本支出", 7, 8, 9]])
    book["底稿"].sheet_state = "hidden"
    loaded = read_file("a.xlsx", content(book))
    assert [(one.where, one.reason[:9]) for one in loaded.unread] == [("底稿", "这张工作表是隐藏的")]
    assert value(loaded, "budget.nature.basic.actual") == Decimal("30000")


def test_text_that_looks_like_a_formula_stays_text():
    book = workbook(项目=[["项目支出情况表"], UNIT, ["项目名称", "决算数"], ["占位", 1]])
    cell = book["项目"]["A4"]
    cell.value = "=HYPERLINK(1)"
    cell.data_type = "s"
    loaded = read_file("a.xlsx", content(book))
    assert loaded.filing.projects["1"].label == "=HYPERLINK(1)"


def test_a_workbook_without_tables_says_so():
    loaded = read_file("a.xlsx", content(workbook(随便=[["今天天气"], ["很好"]])))
    assert [one.reason for one in loaded.unread] == ["没有认出表头，没有读取"]
    with pytest.raises(UnreadableError, match="没有认出"):
        read_file("a.xlsx", content(workbook(空=[])))


def test_old_workbooks_are_read_alike():
    loaded = read_file("旧.xls", xls({"支出情况表": [["2023年支出情况表"], UNIT, HEAD, ["基本支出", 260, 270, 268]]}))
    assert value(loaded, "budget.nature.basic.actual") == Decimal("2680000")


def test_a_fraction_that_may_be_a_percentage_is_doubted():
    rows: list = [["三级指标", "年度指标值", "实际完成值", "分值", "得分"], ["满意度", "≥90%", 0.935, 10, 10]]
    loaded = read_file("旧.xls", xls({"自评表": [["2023年自评表"], *rows]}))
    assert "百分数" in reading(loaded, "indicators.1.actual_value").doubt


@pytest.mark.parametrize(
    ("name", "said", "reason"),
    [
        ("空.xlsx", b"", "损坏"),
        ("改名.xlsx", b"hello", "损坏"),
        ("网页.xls", b"<html><table></table></html>", "网页"),
        ("加密.xls", xls({"a": [[1]]}, also=["EncryptedPackage"]), "密码"),
        ("宏.xls", xls({"a": [[1]]}, also=["_VBA_PROJECT_CUR"]), "宏"),
    ],
)
def test_a_hostile_or_broken_file_is_refused_in_one_line(name, said, reason):
    with pytest.raises(UnreadableError, match=reason):
        read_file(name, said)
