"""Chapters are told by the words of their headings, whatever their numbers."""

import pytest

from prose.reading import read
from reports.chapter_titles import TITLES, other_title
from reports.importers.chapters import HEADINGS, chapter_key
from reports.importers.text.partition import ATTACHMENTS, CLOSING, OPENING, REST, parts

HEAD = "2031年度甲县乙局部门整体支出绩效自评报告\n"


def keys(text):
    return [one.key for one in parts(read(HEAD + text))]


def test_numbers_do_not_matter():
    assert keys("三、部门概况\n甲。\n1、支出情况\n乙。\n（九）存在的主要问题\n丙。") == [
        OPENING, "unit_profile", "expenditure_scale", "problems",
    ]  # fmt: skip


def test_headings_without_numbers_open_chapters():
    assert keys("部门概况\n本单位是县政府工作部门。\n存在的主要问题\n编制预算不够精细。") == [
        OPENING,
        "unit_profile",
        "problems",
    ]


def test_chapter_below_closes_with_its_own_kind():
    text = "一、部门概况\n甲。\n（一）主要职责\n乙。\n（二）党建工作\n丙。\n二、有关建议\n丁。"
    assert keys(text) == [OPENING, "unit_profile", "duties", "unit_profile", "improvements"]


def test_items_of_a_list_are_no_chapters():
    text = "一、存在的主要问题\n1.资产管理情况\n账实不符。\n2.基本支出\n超支。\n二、改进措施\n1.加强绩效目标\n细化。"
    assert keys(text) == [OPENING, "problems", "improvements"]


def test_list_that_looks_like_the_heading_above_it_stays_inside():
    text = "1、存在的问题\n1、制度不全\n甲。\n2、人手不足\n乙。\n2、改进措施\n丙。"
    assert keys(text) == [OPENING, "problems", "improvements"]


@pytest.mark.parametrize(
    ("heading", "key"),
    [("四、资金投入产出分析", "goal_completion"), ("四、短板与困难", "problems"), ("四、花絮", REST)],
)
def test_unusual_heading_goes_to_the_nearest_chapter_with_a_doubt(heading, key):
    (part,) = [one for one in parts(read(f"{HEAD}一、部门概况\n甲。\n{heading}\n乙。")) if one.doubt]
    assert part.key == key and heading[2:] in part.doubt


def test_what_follows_the_last_chapter_is_none_of_it():
    text = "一、有关建议\n加强管理。\n附件：1.基础数据表\n2.自评表\n甲县乙局\n2032年5月8日"
    assert keys(text) == [OPENING, "improvements", ATTACHMENTS, CLOSING]


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("2031年度部门整体支出情况", "expenditure_scale"), ("部门（单位）基本情况", "unit_profile"), ("履职成效", "achievements"),
        ("下一步工作打算", "improvements"), ("自评结果应用和公开情况", "result_disclosure"), ("组织架构", "departments"),
        ("国有资产占有使用情况", "asset_management"), ("自评工作组织情况", "evaluation_process"), ("评价结论", "conclusion"),
        ("重点工作开展情况", "achievements"), ("年度重点工作任务", "key_tasks"), ("各股室工作纪要", ""),
    ],
)  # fmt: skip
def test_headings_of_many_places_are_known(heading, key):
    assert chapter_key(heading) == key


def test_every_chapter_has_a_name_for_people():
    named = {key for key, _ in HEADINGS} | {OPENING, ATTACHMENTS, CLOSING, REST}
    assert named <= TITLES.keys() and other_title("closing") == "其他（落款）"
