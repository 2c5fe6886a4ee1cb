"""Content and heading: clear mismatches are found, mixed and unusual chapters stay silent."""

import pytest

from prose.proofreading import answer
from prose.reading import read
from prose.registry import FOUND
from prose.rules import contents, placement
from tests.prose.phrasings import ALL

RULES = {rule.code: rule for rule in (*contents.RULES, *placement.RULES)}


def findings(code, text):
    return answer(RULES[code], read(text), {}).findings


def fired(text):
    return [code for code in RULES if answer(RULES[code], read(text), {}).verdict is FOUND]


def problems(*lines, heading="存在的问题"):
    return "\n".join([f"三、{heading}", *lines, "四、改进措施", "按季调度支出进度。", "五、其他", "无。"])


@pytest.mark.parametrize("name", ALL)
def test_report_in_other_words_has_everything_in_its_place(name):
    assert fired(ALL[name]) == []


@pytest.mark.parametrize(
    "lines",
    [
        ("1、加强预算编制。科学测算各项支出。", "2、完善内控制度。进一步规范审批。"),
        ("一是进一步规范资产登记。二是要严格执行采购制度。",),
        ("（一）完善管理制度，避免预算与执行出现较大偏差。", "（二）加快支出进度，防止资金滞留。"),
        ("（1）压实责任。", "（2）强化结果运用，对执行不力的项目压减预算。"),
    ],
)
def test_problems_that_are_measures(lines):
    assert fired(problems(*lines)) == ["S101"]


@pytest.mark.parametrize(
    "lines",
    [
        ("1、加强预算编制方面做得不够。", "2、完善制度的进度滞后。"),
        ("规范化管理有待加强；提高效率的办法不多。",),
        ("暂无。",),
        ("经自查，没有发现需要说明的问题。今后将继续加强管理。",),
        ("部分科室绩效意识淡薄，重分配轻管理。", "严格执行制度的意识不强。"),
        ("进一步细化预算。",),
    ],
)
def test_problems_however_put(lines):
    assert fired(problems(*lines)) == []


def test_heading_that_announces_both_may_hold_both():
    lines = ("1、加强预算编制。", "2、完善内控制度。", "3、严格审批。")
    assert fired(problems(*lines, heading="存在的问题及改进措施")) == []


PRAISE = "全年我局严格按照批复的预算执行，各项支出规范有序，保证了机关运转，实现了年初确定的总体目标。"


def test_praise_among_problems():
    (only,) = findings("S102", problems(PRAISE + "目前人手不足。"))
    assert "大半" in only.title


@pytest.mark.parametrize("turn", ["但也存在一些不足：预算编制不够细。", "然而绩效指标不够具体。"])
def test_praise_that_leads_over_to_problems(turn):
    assert fired(problems(PRAISE + turn)) == []


def test_measures_that_are_problems():
    text = "五、下一步打算\n1、专业人员缺乏，力量薄弱。\n2、设备老化。\n六、附件\n无"
    assert fired(text) == ["S103"]


def test_measures_may_recall_the_problems():
    assert fired("五、下一步打算\n1、针对专业人员缺乏的问题，增加编制。\n2、设备老化严重，分批更换，提高效率。") == []


def goals(*lines):
    return "\n".join(["（一）绩效目标设定情况", *lines, "（二）绩效目标完成情况", "举办讲座12场。"])


@pytest.mark.parametrize(
    "lines",
    [
        ("办好群众活动；各项指标完成情况良好。",),
        ("培训120人，已圆满完成；举办讲座12场，已全部完成。",),
    ],
)
def test_goals_that_tell_of_results(lines):
    assert fired(goals(*lines)) == ["S104"]


@pytest.mark.parametrize(
    "lines",
    [
        ("确保各项指标全部完成。", "力争圆满完成县委交办的任务。"),
        ("举办讲座不少于10场；", "群众满意度均达到95%以上。"),
        ("上年圆满完成了各项任务，本年继续做好接待。",),
        ("全年计划培训100人，举办讲座10场，接待800人次。", "去年完成了改造，今年完成了验收。"),
    ],
)
def test_goals_however_put(lines):
    assert fired(goals(*lines)) == []


@pytest.mark.parametrize("section", ["基本支出情况", "“三公”经费情况", "存在的问题", "资产管理情况"])
def test_section_under_a_chapter_on_staff(section):
    text = f"一、机构和人员\n（一）机构设置\n内设三个科室。\n（二）{section}\n合计12万元，公务接待、资产、支出、问题都在内。\n二、绩效情况\n讲座12场。"
    assert fired(text) == ["S105"]


@pytest.mark.parametrize(
    ("chapter", "section"),
    [
        ("基本情况", "部门整体收支情况"),
        ("单位概况", "人员经费支出情况"),
        ("机构、人员及经费情况", "基本支出情况"),
        ("收支和资产情况", "资产管理情况"),
        ("绩效情况", "存在的问题"),
    ],
)
def test_section_that_may_stand_there(chapter, section):
    text = f"一、{chapter}\n（一）概述\n支出、问题、资产、编制都在内。\n（二）{section}\n支出、问题、资产、编制都在内。\n二、结果公开\n网站公开。"
    assert fired(text) == []


ASTRAY = """一、部门概况
（一）职责
负责档案的保管。
（二）人员情况
编制12名。
（三）“三公”经费情况
公务接待费1.2万元。
二、收支情况
（一）总体情况
支出310万元。
（二）基本支出情况
支出210万元。
（三）项目支出情况
支出100万元。"""


def test_one_sort_of_money_apart_from_the_rest():
    (only,) = findings("S105", ASTRAY)
    assert "“三公”经费情况" in only.message


def test_all_money_may_stand_with_the_unit():
    assert (
        fired(
            ASTRAY.replace("二、收支情况\n（一）总体情况\n支出310万元。\n（二）", "（四）").replace(
                "（三）项目", "（五）项目"
            )
        )
        == []
    )


def test_section_that_talks_of_something_else():
    text = "四、“三公”经费情况\n自评报告在政府网站公开，评价结果作为下年预算安排的依据，接受社会监督，群众可以在门户网站查到。\n五、其他\n无。"
    assert fired(text) == ["S106"]


def chapters(*pairs):
    return "\n".join(pairs)


def test_empty_heading_is_found_where_it_stands():
    text = chapters(
        "一、单位概况",
        "负责保管档案。",
        "二、资产管理情况",
        "三、存在的问题",
        "人手不足。",
        "四、改进措施",
        "增加人手。",
    )
    (only,) = findings("H201", text)
    (span,) = only.spans
    assert text[slice(*span)] == "资产管理情况"


@pytest.mark.parametrize(
    "text",
    [
        chapters("一、资产管理情况", "无。", "二、存在的问题", "无", "三、改进措施", "增加人手。"),
        chapters("一、主要职责", "（一）负责档案管理。", "（二）组织编研工作；", "（三）开展执法情况", "二、存在的问题", "人手不足。"),
        chapters("（一）单位概况", "一、机构情况", "三个科室。", "二、人员情况", "12人。", "（二）存在的问题", "人手不足。"),
        chapters("1.部门概况", "1.基本情况", "三个科室。", "2.人员情况", "12人。"),
        chapters("一、收支情况", "支出310万元。", "二、本年没有项目支出", "三、存在的问题", "人手不足。"),
        chapters("一、存在的问题", "①人手不足。", "②设备老化。", "二、改进措施：增加人手。", "三、其他情况", "无。"),
    ],
)  # fmt: skip
def test_heading_with_content_of_any_kind(text):
    assert findings("H201", text) == ()
