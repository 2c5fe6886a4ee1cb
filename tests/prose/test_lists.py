"""Totals and their parts: each form a list takes, and what is no part of any."""

from __future__ import annotations

import pytest

from prose.lists import Listing
from prose.reading import read


def listings(text: str) -> list[Listing]:
    return list(read(text, 2023).listings)


def printed(text: str) -> list[tuple[str, list[str]]]:
    """Return every list as its total and its parts, as printed."""
    prose = read(text, 2023)
    return [
        (prose.plain[slice(*one.total.span)], [prose.plain[slice(*part.span)] for part in one.parts])
        for one in prose.listings
    ]


@pytest.mark.parametrize(
    ("text", "form", "closed", "opened"),
    [
        ("支出5万元，其中水费2万元，电费3万元。", "inline", False, False),
        ("支出5万元。其中：水费2万元，电费3万元。", "inline", False, False),
        ("支出5万元，包括水费2万元、电费3万元。", "inline", False, False),
        ("支出5万元，主要用于水费2万元，电费3万元。", "inline", False, False),
        ("支出5万元，分别是水费2万元，电费3万元。", "inline", True, False),
        ("支出5万元，具体为水费2万元，电费3万元。", "inline", True, False),
        ("支出5万元，即水费2万元，电费3万元。", "inline", True, False),
        ("支出5万元，项目是：1、水费2万元。2、电费3万元。", "inline", True, False),
        ("支出5万元，占总支出的12.5%，其中水费2万元，电费3万元。", "inline", False, False),
        ("支出5万元：水费2万元，电费3万元。", "inline", False, False),
        ("支出5万元，其中水费2万元，电费3万元等支出。", "inline", False, True),
        ("支出5万元，其中水费2万元，其他支出3万元。", "inline", True, False),
        ("支出5万元（水费2万元，电费3万元）。", "bracket", True, False),
        ("支出5万元（其中水费2万元，电费3万元）。", "bracket", False, False),
        ("支出5万元（含水费2万元，电费3万元）。", "bracket", False, False),
        ("支出5万元（水费2万元，电费3万元等）。", "bracket", False, True),
        ("水费2万元，电费3万元，合计5万元。", "above", True, False),
        ("一、支出5万元，其中：\n1.水费2万元。\n2.电费3万元。", "below", True, False),
        ("一、支出5万元\n1.水费2万元。\n2.电费3万元。", "below", True, False),
    ],
)  # fmt: skip
def test_a_list_is_read_in_every_form(text, form, closed, opened):
    [one] = [one for one in listings(text) if len(one.parts) == 2]
    assert (one.total.value, [part.value for part in one.parts]) == (50_000, [20_000, 30_000])
    assert (one.form, one.closed, one.opened) == (form, closed, opened)


@pytest.mark.parametrize(
    ("text", "lists"),
    [
        ("在职12人，其中行政5名、事业7名", [("12人", ["5名", "7名"])]),
        ("获奖6个，一等奖2项，二等奖4项", [("6个", ["2项", "4项"])]),
        ("合计5人：干部三人，职工两人", [("5人", ["三人", "两人"])]),
        ("产出指标得50分，其中数量得20分，质量得30分", [("50分", ["20分", "30分"])]),
        ("产出指标得45分，其中数量分值20分，得18分，质量分值30分，得27分", [("45分", ["18分", "27分"])]),
        ("支出5万元，其中水费2万元（其中自来水1万元，热水1万元），电费3万元", [("5万元", ["2万元", "3万元"]), ("2万元", ["1万元", "1万元"])]),
        ("水费2万元，电费3万元，小计5万元；纸张1万元，笔墨1万元，小计2万元", [("5万元", ["2万元", "3万元"]), ("2万元", ["1万元", "1万元"])]),
        ("支出5万元，其中：①水费预算3万元，支出2万元②电费预算4万元，支出3万元", [("5万元", ["2万元", "3万元"])]),
        ("基本支出5万元，其中人员经费2万元，公用经费3万元；项目支出6万元", [("5万元", ["2万元", "3万元"])]),
        ("在职23人，其中行政10人，事业13人；离休1人", [("23人", ["10人", "13人"])]),
    ],
)  # fmt: skip
def test_parts_are_those_of_the_total_and_of_its_kind(text, lists):
    assert printed(text) == lists


@pytest.mark.parametrize(
    "text",
    [
        "支出5万元，其中上年3万元",
        "支出5万元，其中同比增加3万元",
        "支出5万元，其中人均2万元",
        "支出5万元，其中目标3万元",
        "支出5万元，其中完成86%",
        "支出5万元，其中培训3人",
        "培训5人次，其中干部3人",
        "2023年支出5万元，其中2021年3万元",
        "支出决算5万元，其中年初预算3万元",
        "水费2万元，以上两项合计5万元",
        "差额5万元，其中水费2万元，电费3万元",
        "支出5万元；其中；水费2万元",
        "支出5万元。水费2万元，电费3万元。",
        "项目\t支出\t其中\n水费\t5万元\t2万元",
        "水费2万元，资产合计5万元",
        "一、支出5万元\n1.水费2万元。\n3.电费3万元。",
        "一、支出5万元\n1.水费2万元。\n2.电费已付清。",
    ],
)
def test_what_cannot_be_added_is_no_part(text):
    assert printed(text) == []


def test_the_list_ends_with_its_item():
    text = "1、运行经费5万元，其中：①水费2万元②电费3万元。2、专项经费4万元，其中培训4万元。"
    assert printed(text) == [("5万元", ["2万元", "3万元"]), ("4万元", ["4万元"])]


def test_the_word_that_announced_a_list_is_kept():
    assert [one.word for one in listings("支出5万元，包括水费2万元、电费3万元。")] == ["包括"]


def test_brackets_in_brackets_stay_linear():
    text = "(" * 3000 + "支出5万元，其中水费2万元" + ")" * 3000
    assert printed(text) == [("5万元", ["2万元"])]


def test_a_text_without_figures_has_no_lists():
    assert listings("本单位认真履行职责，其中包括各项任务。") == []
