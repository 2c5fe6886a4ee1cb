"""Goals, indicators, marks and told figures of an earlier report become facts; what is a guess says so."""

import pytest

from reports.importers.published import read
from reports.importers.text import read_text
from tests.published import FOLDER, NAMES, load, needs_reports
from tests.reports.importers.arriving import arrivals, quotes_of, share, shown, silent

PARTS = ("goals", "indicators", "outputs", "performance", "narrative")
HEAD = "2031年度甲县乙局部门整体支出绩效自评报告\n一、部门概况\n甲县乙局是县政府工作部门。\n"


def of(text):
    return read_text(HEAD + text)


def rows(loaded):
    return {row.label: row for row in loaded.filing.indicators.values()}


def doubts(loaded):
    return {one.at: one.doubt for one in loaded.readings if one.doubt}


@needs_reports
@pytest.mark.parametrize("name", NAMES)
def test_the_published_reports_arrive(name):
    truth = read(load(name))
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    told = [one for one in arrivals(truth.filing, read_text(text), quotes_of(truth)) if one.at.split(".")[0] in PARTS]
    assert share(told) >= 0.93, shown(told)
    assert [one for one in silent(told) if "asset_management" not in one.at] == []


# --- goals ---------------------------------------------------------------------------------------------------------------


def test_goals_of_the_year_and_overall_ones_are_told_apart():
    goals = of(
        "二、绩效目标\n（一）总体目标\n1、守住底线。\n2、服务群众。\n（二）年度绩效目标\n1、修好三条路。\n2、建两座桥。\n"
    ).filing.goals
    assert [(one.kind, one.text) for one in goals.values()] == [
        ("overall", "守住底线。"), ("overall", "服务群众。"), ("annual", "修好三条路。"), ("annual", "建两座桥。"),
    ]  # fmt: skip


def test_goal_in_a_sentence_told_twice_is_one():
    said = "2031年度绩效目标为：做好农田管护，确保颗粒归仓，让群众满意。"
    goals = of(f"二、年度重点工作任务\n{said}\n三、绩效管理情况\n{said}\n").filing.goals
    assert [one.text for one in goals.values()] == ["做好农田管护，确保颗粒归仓，让群众满意。"]


def test_tasks_keep_their_items():
    goals = of("二、2031年重点工作任务\n1、抓党建。\n（1）学习。（2）考核。\n2、抓业务。\n（1）调研。\n").filing.goals
    assert [(one.parent, one.text) for one in goals.values()] == [
        ("", "抓党建。"), ("1", "学习。"), ("1", "考核。"), ("", "抓业务。"), ("4", "调研。"),
    ]  # fmt: skip


# --- indicators ------------------------------------------------------------------------------------------------------------


def test_targets_of_a_list_are_indicators_with_a_guessed_kind():
    loaded = of(
        "二、绩效目标\n1.举办培训班不少于12期；\n2.验收合格率达到95%以上；\n3.办理时限不超过5天；\n4.群众获得感进一步增强。\n"
    )
    found = rows(loaded)
    assert [(found[name].operator, found[name].target_value, found[name].unit) for name in ("举办培训班", "验收合格率", "办理时限", "群众获得感")] == [
        ("≥", "12", "期"), ("≥", "95", "%"), ("≤", "5", "天"), ("定性", "进一步增强", ""),
    ]  # fmt: skip
    assert all(row.classified for row in found.values() if not row.parent)
    assert sum("类别" in doubt for doubt in doubts(loaded).values()) == 4


def test_list_of_words_without_figures_is_no_list_of_indicators():
    assert of("二、绩效目标\n1.抓好党建；\n2.抓好业务；\n3.培训12期；\n").filing.indicators == {}


def test_answer_with_marks_joins_the_target():
    loaded = of(
        "二、绩效目标\n1.举办培训班不少于12期；\n2.抽检样品不少于600批次；\n三、绩效目标完成情况\n"
        "1.举办培训班：目标值12期，实际完成10期，完成率83.33%，分值10分，得8.3分，扣分原因是师资不足；\n"
        "2.抽检样品：目标值600批次，实际完成612批次，完成率102%，分值10分，得10分。\n"
    )
    row = rows(loaded)["举办培训班"]
    assert (row.actual_value, str(row.weight), str(row.score), row.reason) == ("10", "10", "8.3", "扣分原因是师资不足")
    assert len([one for one in loaded.filing.indicators.values() if one.target_value]) == 2


def test_table_fills_what_its_columns_say():
    loaded = of(
        "二、绩效目标完成情况\n一级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因\n"
        "产出指标\t建设监测点\t≥31个\t21个\t14\t9.5\t招标流标\n\t抽检样品\t608批次\t679批次\t9\t9\t无\n合计\t\t\t\t23\t18.5\t\n"
    )
    found = rows(loaded)
    row = found["建设监测点"]
    assert (row.operator, row.target_value, row.unit, row.actual_value, str(row.score), row.reason) == (
        "≥",
        "31",
        "个",
        "21",
        "9.5",
        "招标流标",
    )
    assert loaded.filing.indicators[found["抽检样品"].parent].label == "产出指标" and found["抽检样品"].reason == ""


def test_headings_under_a_dimension_are_its_indicators():
    loaded = of(
        "二、绩效目标完成情况\n（1）产出指标\n1、道路建设。\n全年修建道路12公里，按期完工。\n2、桥梁养护。\n养护桥梁30余座。\n（2）满意度指标\n群众满意度超96%。\n"
    )
    found = rows(loaded)
    assert (found["道路建设"].actual_value, found["道路建设"].unit, found["道路建设"].result) == (
        "12",
        "公里",
        "全年修建道路12公里，按期完工。",
    )
    assert (found["桥梁养护"].actual_value, found["满意度"].actual_value) == ("30余", "超96")
    assert "全年修建道路12公里" in loaded.filing.narrative["output"].imported


def test_marks_of_dimensions_and_items_and_the_whole():
    loaded = of(
        "二、自评结论\n管理效能指标总分40分，得分38分；履职效能指标总分60分，得分57分。我局得分95分，其中：资金管理18分；"
        "采购管理20分；道路建设57分。自评等级为优。\n"
    )
    found = rows(loaded)
    assert [str(found[name].score) for name in ("管理效能", "履职效能", "资金管理", "道路建设")] == [
        "38",
        "57",
        "18",
        "57",
    ]
    assert loaded.filing.indicators[found["采购管理"].parent].label == "管理效能"
    assert (str(loaded.filing.performance.total_score), loaded.filing.performance.grade) == ("95", "优")


# --- told figures -----------------------------------------------------------------------------------------------------------


def test_told_figures_are_outputs_with_guessed_names():
    loaded = of(
        "二、主要工作成效\n全年组织开展送科技下乡活动30余场次，培训农民2.6万人次，建成二个示范基地，召开了一次会议。\n"
    )
    assert [(one.label, one.qualifier, one.value, one.unit) for one in loaded.filing.outputs.values()] == [
        ("送科技下乡活动", "余", "30", "场次"), ("培训农民", "", "2.6", "万人次"), ("示范基地", "", "二", "个"),
    ]  # fmt: skip
    assert all(f"outputs.{key}" in doubts(loaded) for key in loaded.filing.outputs)


@pytest.mark.parametrize("words", ["关注人数由年初的3万人开始", "每户补助800元", "年初计划的5场活动", "实际值170人次"])
def test_what_was_planned_or_earlier_is_no_output(words):
    assert of(f"二、主要工作成效\n{words}。\n").filing.outputs == {}
