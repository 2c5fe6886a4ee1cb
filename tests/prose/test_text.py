"""A text made readable: what is folded, joined and left out, and the way back to every character as given."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from prose.folding import FOLD
from prose.text import normalise

WORDS = [
    "支出", "合计", "基本支出", "，", "、", "。", "；", "：", ":", " ", "\u3000", "\xa0", "（", ")", "“", "《", "1", "2", "10", "052",
    ".", "．", ",", "，", "１２", "％", "万元", "萬", "亿", "元", "件", "%", "一、", "（一）", "\0", "\u200b", "\ufeff", "\ud800", "\u202e",
]  # fmt: skip
LINES = ["\n", "\r\n", "\t", "1.", "- 1 -", "—2—", "第3页", "1/9", "年度部门整体支出绩效自评报告", "其中"]
TEXTS = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS + LINES), max_size=40).map("".join))
PARAGRAPHS = st.lists(st.sampled_from(WORDS), max_size=40).map("".join)
quickly = settings(deadline=None, max_examples=80)


def plain(text: str) -> str:
    return normalise(text).plain


@quickly
@given(TEXTS)
@example("支 出1，052件\n，合计 766. 17万元\n- 1 -\n")
def test_every_character_comes_from_itself_or_its_twin(given):
    text = normalise(given)
    places = [text.original(at, at + 1) for at in range(len(text.plain))]
    assert all(end == start + 1 for start, end in places)
    assert places == sorted(set(places))
    for one, (start, _) in zip(text.plain, places, strict=True):
        source = given[start]
        assert one == FOLD.get(source, source) or (one == "，" and source == ",")


@quickly
@given(TEXTS, st.integers(0, 60), st.integers(0, 60))
def test_places_lie_within_the_text_as_given(given, start, length):
    text = normalise(given)
    start = min(start, len(text.plain))
    end = min(start + length, len(text.plain))
    first, last = text.original(start, end)
    assert 0 <= first <= last <= len(given)
    assert (first < last) == (start < end)


@quickly
@given(TEXTS)
def test_joins_and_pages_lie_within(given):
    text = normalise(given)
    assert list(text.joins) == sorted(text.joins)
    assert all(0 < join < len(text.plain) for join in text.joins)
    assert all(0 <= start < end <= len(given) for start, end in text.pages)


@quickly
@given(PARAGRAPHS)
def test_a_readable_paragraph_is_left_as_it_is(given):
    assert plain(plain(given)) == plain(given)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("１２．５０％", "12.50%"),
        ("支出（万元）：5", "支出(万元)：5"),
        ("共3萬元", "共3万元"),
        ("1,052,300.50元", "1052300.50元"),
        ("1，052件", "1052件"),
        ("1，052，300元", "1052300元"),
        ("附件1，052号文", "附件1，052号文"),  # no unit follows: a comma is a comma
        ("召开3，120人参加", "召开3120人参加"),
        ("766. 17万元", "766.17万元"),
        ("766 .17 万元", "766.17万元"),
        ("占 12.5 %", "占12.5%"),
        ("支 出 合　计", "支出合计"),
        ("Excel 表格", "Excel 表格"),
        ("1. 5月召开会议", "1. 5月召开会议"),
        ("1. 5万元", "1.5万元"),
        ("−3.5%", "-3.5%"),
        ("支出\u200b合\ufeff计\x00", "支出合计"),
        ("\ufeff 支出", "支出"),
    ],
)
def test_a_number_is_read_however_it_is_typed(typed, read):
    assert plain(typed) == read


@pytest.mark.parametrize(
    ("lines", "read"),
    [
        ("全年基本支出297.\n26万元。", "全年基本支出297.26万元。"),
        ("全年基本支出297\n.26万元。", "全年基本支出297.26万元。"),
        ("全年基本支出29\n7.26万元。", "全年基本支出297.26万元。"),
        ("全年基本支出297.26\n万元。", "全年基本支出297.26万元。"),
        ("购置设备，\n更新系统。", "购置设备，更新系统。"),
        ("购置设备（\n含安装）。", "购置设备(含安装)。"),
        (
            "道路养护按计划完成并且已经通过了市级主管部\n门组织的验收，结果是优良。",
            "道路养护按计划完成并且已经通过了市级主管部门组织的验收，结果是优良。",
        ),
        ("道路养护按计划完成\n并且通过了市级主管部门组织的验收。",) * 2,  # too short to be one that a page broke
        ("一、基本情况\n本单位设三个股室。", "一、基本情况\n本单位设三个股室。"),
        ("支出合计\n1.基本支出", "支出合计\n1.基本支出"),
        ("项目\t预算\t支出\n甲，\t1\t2", "项目\t预算\t支出\n甲，\t1\t2"),
    ],
)
def test_only_what_a_page_broke_is_joined(lines, read):
    assert plain(lines) == read


PARAGRAPH = (
    "本年度严格执行各项财务制度，厉行节约，从严控制一般性支出，各项经费使用规范，没有截留、挤占和挪用资金的情况；预算执行进度与工作进度"
    "基本同步，年末结转结余按规定上缴财政，统筹用于其他急需的方面；资产配置符合标准，账实相符，处置程序规范。绩效目标按时填报，随部门预算"
    "一并批复，运行监控和自评按要求开展，结果随决算一并公开。全年基本支出297.26万元，项目支出82.90万元。"
)


def test_a_wrapped_paragraph_is_one_line_again():
    lines = [PARAGRAPH[at : at + 20] for at in range(0, len(PARAGRAPH), 20)]
    assert plain("\n".join(lines)) == PARAGRAPH


@pytest.mark.parametrize("mark", ["- 3 -", "—3—", "第 3 页", "第3页 共9页", "3/9", "Page 3", " · 3 · "])
def test_a_page_mark_is_left_out_and_remembered(mark):
    text = normalise(f"支出合计\n{mark}\n明细如下。")
    assert text.plain == "支出合计\n\n明细如下。"
    assert [text.given[start:end].strip() for start, end in text.pages] == [mark.strip()]


def test_bare_numbers_are_pages_only_where_they_count():
    assert plain("甲事项。\n1\n乙事项。\n2\n丙事项。") == "甲事项。\n\n乙事项。\n\n丙事项。"
    assert plain("甲事项。\n7\n乙事项。\n3\n丙事项。") == "甲事项。\n7\n乙事项。\n3\n丙事项。"


def test_a_join_is_known_by_its_place():
    text = normalise("合计1,200元，\n其中：甲300元，乙\n丙\n")
    assert [text.plain[join:] for join in text.joins] == ["其中：甲300元，乙\n丙\n"]


def test_an_empty_text_is_read():
    text = normalise("\u200b \ufeff")
    assert text.plain == "" and text.original(0, 0) == (0, 0)
