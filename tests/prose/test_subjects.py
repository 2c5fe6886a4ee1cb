"""What a report says of its own indicators and projects: names, targets and results, budgets and spending."""

from __future__ import annotations

import pytest

from prose.reading import read
from prose.subjects import BUDGET, LABELS, RESULT, SPENT, TARGET, is_planned, named


def told(text: str) -> list[tuple[str, str, str, bool]]:
    """Return what is told as (name, role, figure as printed, whether in its own list)."""
    prose = read(text, 2023)
    return [(one.name, one.role, prose.plain[slice(*one.mention.span)], one.listed) for one in prose.told]


GOALS = "一、绩效目标\n1.开展技能培训不少于12次。\n2.新建便民服务点8处。\n"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("全年开展技能培训不少于", "开展技能培训"),
        ("本年度先后举办农业讲座的次数达到", "举办农业讲座"),
        ("1.道路养护数量", "道路养护"),
        ("我局共新建便民 服务点", "新建便民服务点"),
        ("培训人数为", "培训"),
    ],
)
def test_a_name_is_bare_of_what_leads_to_it(words, name):
    assert named(words) == name


def test_goals_are_told_in_their_chapter():
    assert told(GOALS) == [("开展技能培训", TARGET, "12次", True), ("新建便民服务点", TARGET, "8处", True)]


def test_results_are_told_elsewhere_by_the_very_name():
    text = GOALS + "二、完成情况\n全年开展技能培训12次，新建便民服务点7处，其他培训3次。"
    assert told(text)[2:] == [("开展技能培训", RESULT, "12次", False), ("新建便民服务点", RESULT, "7处", False)]


@pytest.mark.parametrize(
    "line",
    [
        "计划开展技能培训12次。",  # said again, not done
        "2022年开展技能培训12次。",  # another year
        "完成培训12次。",  # another name
        "开展技能培训的费用12次。",  # words between name and figure
    ],
)
def test_what_is_not_told_of_the_result_is_left_out(line):
    assert [one for one in told(GOALS + "二、完成情况\n" + line) if not one[3]] == []


def test_a_table_tells_target_and_result():
    text = "指标名称\t年度指标值\t实际完成值\t完成率\n开展技能培训\t12次\t10次\t83%\n新建便民服务点\t8处\t8处\t100%"
    assert told(text) == [
        ("开展技能培训", TARGET, "12次", True),
        ("开展技能培训", RESULT, "10次", True),
        ("新建便民服务点", TARGET, "8处", True),
        ("新建便民服务点", RESULT, "8处", True),
    ]


def test_an_item_tells_target_and_result_of_itself():
    text = "一、评价情况\n1.修复道路里程指标，指标值5公里，实际完成4公里，完成率80%。"
    assert told(text) == [("修复道路里程", TARGET, "5公里", True), ("修复道路里程", RESULT, "4公里", True)]


def test_an_item_tells_budget_and_spending_of_a_project():
    text = "一、支出情况\n1.村道养护补助项目，年初预算5万元，实际支出4万元，另支出1万元。"
    assert told(text) == [("村道养护补助项目", BUDGET, "5万元", True), ("村道养护补助项目", SPENT, "4万元", True)]


def test_spending_is_told_elsewhere_and_budgets_are_no_spending():
    text = "一、支出情况\n1.村道养护补助项目，年初预算5万元，实际支出4万元。\n二、说明\n村道养护补助项目支出3万元。\n村道养护补助项目预算安排6万元。"
    assert [one for one in told(text) if not one[3]] == [("村道养护补助项目", SPENT, "3万元", False)]


def test_of_two_names_the_longer_is_meant():
    text = (
        "一、支出情况\n1.村道养护补助，年初预算5万元，实际支出4万元。\n2.偏远村道养护补助，年初预算3万元，实际支出2万元。\n"
        "二、说明\n完成偏远村道养护补助，支出2万元。"
    )
    assert [one for one in told(text) if not one[3]] == [("偏远村道养护补助", SPENT, "2万元", False)]


def test_one_satisfaction_goal_is_met_by_its_name():
    text = "一、绩效目标\n群众满意度不低于90%。\n二、完成情况\n群众满意度达95.3%，达到了不低于92%的要求。"
    assert [one for one in told(text) if one[0] == "满意度"] == [
        ("满意度", TARGET, "90%", True),
        ("满意度", TARGET, "92%", False),
    ]


def test_tasks_of_the_year_in_the_profile_are_yet_to_come():
    prose = read("一、部门概况\n（一）重点任务\n开展技能培训12次。\n二、完成情况\n开展技能培训10次。", 2023)
    assert [is_planned(prose, one) for one in prose.mentions] == [True, False]


def test_every_role_has_a_label():
    assert set(LABELS) == {TARGET, RESULT, BUDGET, SPENT}


def test_a_text_without_goals_tells_nothing():
    assert told("一、概况\n开展技能培训12次。") == []
