"""Typed numbers that are facts can become quotations of them."""

import pytest

from lib.address import replace
from reports.offers import ALL, offers, taken_up
from reports.quoting import told
from reports.sample import SAMPLE

AT = "narrative.cost.text"
BASIC = "budget.nature.basic.actual"


def offered(text, filing=SAMPLE):
    return offers(replace(filing, AT, text), AT)


@pytest.mark.parametrize(
    ("typed", "quoting"),
    [
        ("基本支出决算268万元。", f"基本支出决算{{{BASIC}}}万元。"),
        ("基本支出决算268.00万元。", f"基本支出决算{{{BASIC}}}万元。"),
        ("基本支出决算2680000元。", f"基本支出决算{{{BASIC}}}万元。"),
        ("基本支出２６８万元。", f"基本支出{{{BASIC}}}万元。"),
        ("整体支出预算执行率97.62%。", "整体支出预算执行率{budget.nature.total.execution_rate}。"),
        ("现有在职人员11人。", "现有在职人员{staffing.serving_staff.total.count}人。"),
        ("自评总分97.26分。", "自评总分{performance.total_score}分。"),
        ("全年举办科普活动46场。", "全年举办科普活动{indicators.3.actual_value}场。"),
        ("举办46场科普活动。", "举办{indicators.3.actual_value}场科普活动。"),
        ("基本支出年初预算260万元，决算268万元。",
         f"基本支出年初预算{{budget.nature.basic.initial_budget}}万元，决算{{{BASIC}}}万元。"),
    ],
)  # fmt: skip
def test_a_typed_fact_is_offered_as_a_quotation(typed, quoting):
    assert taken_up(SAMPLE, AT, typed, ALL) == quoting


@pytest.mark.parametrize("typed", ["基本支出决算268万元。", "整体支出预算执行率97.62%。", "自评总分97.26分。"])
def test_the_quotation_prints_what_was_typed(typed):
    printed = told(SAMPLE, taken_up(SAMPLE, AT, typed, ALL) or "").words
    assert printed.replace("268.00", "268") == typed


@pytest.mark.parametrize(
    "text",
    [
        "", "没有数字。", "基本支出260万元。", "基本支出约268万元。", "基本支出决算286万元。", f"基本支出决算{{{BASIC}}}万元。",
        "整体支出预算执行率97.6%。", "上年基本支出250万元。",
    ],
)  # fmt: skip
def test_nothing_else_is_offered(text):
    assert offered(text) == []


def test_each_offer_has_a_name_of_its_own():
    text = "基本支出决算268万元。\n其中基本支出决算268万元，基本支出年初预算260万元。"
    keys = [one.key for one in offered(text)]
    assert keys == [f"{BASIC}:0", f"{BASIC}:1", "budget.nature.basic.initial_budget:0"]
    second = taken_up(SAMPLE, AT, text, keys[1])
    assert second == f"基本支出决算268万元。\n其中基本支出决算{{{BASIC}}}万元，基本支出年初预算260万元。"


def test_an_offer_that_is_gone_is_not_taken_up():
    assert taken_up(SAMPLE, AT, "基本支出决算286万元。", f"{BASIC}:0") is None


def test_a_chapter_that_is_not_there_yet_can_be_offered_something():
    assert taken_up(SAMPLE, "narrative.new.text", "基本支出决算268万元。", ALL) == f"基本支出决算{{{BASIC}}}万元。"
