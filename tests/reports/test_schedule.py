"""Schedules as text: what is refused, where and why; what is loaded; what differs."""

import pytest

from lib.definitions import DefinitionError
from reports.sample import SAMPLE
from reports.schedule import UnknownScheduleError, differences, load_schedule, parse, schedules, validate

FORM = """title = "支出表（{fiscal_year}年度）"
widths = [40, 30, 30]
signs = ["填表人："]
[[fact]]
key = "procurement"
label = "政府采购金额"
[[section]]
key = "lines"
head = ["项目", "预算", "决算"]
columns = [{ id = "budget", at = ".revised_budget", unit = "wan" }, { id = "actual", at = ".actual", unit = "wan" }]
[[section.row]]
id = "basic"
cells = ["基本支出"]
of = "budget.nature.basic"
[[section.row]]
id = "total"
cells = ["合计"]
formula = "sum(basic)"
"""


def told(text):
    """Return what is wrong with *text*, refused or found by validation, as it is shown."""
    try:
        return [str(problem) for problem in validate(parse(text, "own/form"), SAMPLE)]
    except DefinitionError as error:
        return [str(problem) for problem in error.problems]


@pytest.mark.parametrize("key", schedules())
def test_every_built_in_schedule_is_valid_and_says_where_it_comes_from(key):
    schedule = load_schedule(key)
    assert validate(schedule, SAMPLE) == []
    assert schedule.source and schedule.title


def test_the_example_is_valid():
    assert told(FORM) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("budget.nature.basic", "budget.nature.base", 11, "没有这个数据：budget.nature.base.actual"),
        ('".actual"', '".spent"', 11, "没有这个数据：budget.nature.basic.spent"),
        ('"基本支出"', '"{narrative}"', 11, "没有这个数据：narrative"),
        ('"基本支出"', '"{fiscal_year:mile}"', 11, "没有这个单位：mile"),
        ('"基本支出"', '"{fiscal_year"', 11, "括号不成对"),
        ('unit = "wan"', 'unit = "mile"', 11, "没有这个单位：mile"),
        (', unit = "wan" }]', " }]", 15, "公式要写明单位 unit：sum(basic)"),
        ("sum(basic)", "sum(base)", 15, "公式里没有这一格：base"),
        ("sum(basic)", "sum(basic, total)", 15, "公式绕回了自己：total.actual"),
        ("sum(basic)", "basic / 0", 18, "公式除以 0"),
        ("sum(basic)", "power(basic)", 18, "没有这个函数：power"),
        ("sum(basic)", "(" * 9 + "basic" + ")" * 9, 18, "括号超过"),
        ('"基本支出"', '"<b>基本支出</b>"', 13, "HTML"),
        ('["基本支出"]', '["基本支出", "另一格"]', 11, "这一行占 4 列，表宽 3 列"),
        ('["基本支出"]', '[{ words = "基本支出", rows = 9 }]', 7, "向下跨的行数"),
        ('["基本支出"]', "[3]", 13, "格子应是文字"),
        ('["基本支出"]', "3", 13, "cells 应是"),
        ('head = ["项目", "预算", "决算"]', "head = 3", 9, "head 应是"),
        ('signs = ["填表人："]', "signs = [1]", 3, "signs 应是"),
        ('id = "basic"', "id = 3", 12, "id 应是文字"),
        ('["基本支出"]', '[{ word = "基本支出" }]', 13, "不认识的设置：word"),
        ('["基本支出"]', '[{ words = "a", at = "fiscal_year" }]', 13, "一格只能有文字"),
        ('["基本支出"]', '[{ words = "a", align = "middle" }]', 13, "align 只能是"),
        ("widths = [40, 30, 30]", "widths = [40, 0.5]", 2, "widths 应是"),
        ("widths = [40, 30, 30]", 'widths = [40, 30, 30]\nper = "month"', 3, "per 只能是"),
        ("widths = [40, 30, 30]", 'widths = [40, 30, 30]\nextends = "own/form"', 3, "不能以自己为底稿"),
        ("widths = [40, 30, 30]", 'widths = [40, 30, 30]\nextends = "national/no_such"', 3, "没有报表 national/no_such"),
        ('id = "total"', 'id = "basic"', 11, "重复的行 id：basic"),
        ('id = "budget"', 'id = "actual"', 11, "重复的格子名称：basic.actual"),
        ('key = "procurement"', 'key = "Procurement 1"', 4, "数据的 key"),
        ('label = "政府采购金额"', 'label = "政府采购金额"\nunit = "money"', 4, "数据的 unit"),
        ('of = "budget.nature.basic"', 'each = "budget.natures"', 11, "没有这些行可以逐行列出"),
        ('of = "budget.nature.basic"', 'each = "project.sources"', 11, "没有这些行可以逐行列出"),
        ('of = "budget.nature.basic"', 'each = "budget.nature"\nwhere = { kind = "x" }', 11, "where 的这个栏目不存在：kind"),
        ('title = "支出表（{fiscal_year}年度）"', "", 0, "缺少标题"),
        ('title = "支出表（{fiscal_year}年度）"', 'title = "支出表"\nnone = "无。"', 2, "none 只在"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_line(old, new, line, reason):
    assert old in FORM
    found = told(FORM.replace(old, new, 1))
    assert any(reason in problem and problem.startswith(f"第 {line} 行" if line else reason) for problem in found), (
        found
    )


def test_all_problems_are_told_at_once():
    broken = FORM.replace("budget.nature.basic", "budget.none.basic").replace("sum(basic)", "sum(base)")
    assert len(told(broken)) > 2


def test_a_circle_over_several_rows_is_told_for_each():
    row = '[[section.row]]\nid = "{}"\ncells = ["x"]\nformula = "sum({})"\n'
    circle = FORM + row.format("a", "b") + row.format("b", "c") + row.format("c", "a")
    assert sum("绕回了自己" in problem for problem in told(circle)) == 6


def test_many_lines_are_no_single_number():
    many = FORM.replace('of = "budget.nature.basic"', 'each = "budget.nature"')
    assert told(many) == []
    assert any("basic 有多格" in problem for problem in told(many.replace("sum(basic)", "basic * 2")))


def test_nesting_without_end_is_refused():
    assert any("过深" in problem for problem in told("title = " + "[" * 500 + "]" * 500))


def test_a_schedule_may_name_the_facts_it_brings():
    cell = '[[section.row]]\ncells = ["采购", "", { at = "declared.procurement.amount" }]\n'
    assert told(FORM + cell) == []
    assert any("declared.procurement.text" in problem for problem in told(FORM + cell.replace("amount", "text")))


def test_an_extended_schedule_takes_what_it_does_not_say():
    base, own = load_schedule("national/project_self_evaluation"), load_schedule("hunan/project_self_evaluation")
    assert [section.key for section in own.sections] == [section.key for section in base.sections]
    assert own.sections[1:] == base.sections[1:] and own.sections[0] != base.sections[0]
    shorter = parse('extends = "national/project_self_evaluation"\nomit = ["goals"]', "own/short")
    assert [section.key for section in shorter.sections] == ["project", "funds", "indicators"]


def test_there_is_no_schedule_of_an_unknown_name():
    with pytest.raises(UnknownScheduleError, match="没有报表"):
        load_schedule("../national/basic_data")


def test_what_differs_is_told_in_words():
    changed = FORM.replace("基本支出", "基本支出合计").replace("widths = [40, 30, 30]", "widths = [30, 30, 40]")
    changed = changed.replace("sum(basic)", "basic - 1").replace("政府采购金额", "采购金额")
    assert differences(parse(FORM), parse(FORM)) == []
    assert differences(parse(FORM), parse(changed)) == [
        "列宽：40、30、30 → 30、30、40",
        "数据名称：政府采购金额 → 采购金额",
        "部分 lines：行“基本支出合计” 的文字：基本支出 → 基本支出合计",
        "部分 lines：行“合计” 第 2 格的公式：sum(basic) → basic - 1",
        "部分 lines：行“合计” 第 3 格的公式：sum(basic) → basic - 1",
    ]


def test_added_and_removed_parts_are_told():
    longer = FORM + '[[section]]\nkey = "more"\n[[section.row]]\ncells = [{ words = "x", columns = 3 }]\n'
    assert differences(parse(FORM), parse(longer)) == ["增加部分 more"]
    assert differences(parse(longer), parse(FORM)) == ["删去部分 more"]
