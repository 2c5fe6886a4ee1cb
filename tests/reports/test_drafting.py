"""First drafts: from facts alone, linked to every number, silent where facts are missing, in every outline."""

from decimal import Decimal

import pytest

from lib.address import replace
from reports.checks import run_checks
from reports.drafting import counts, draft, problems
from reports.filing import Filing, Narrative
from reports.guides import _written as written
from reports.outline import load_outline, narrative_fields, outlines, parse, validate
from reports.quoting import told
from reports.sample import SAMPLE

BASIC = "budget.nature.basic.actual"
KEYS = (
    "cost",
    "output",
    "benefit",
    "satisfaction",
    "problems",
    "goal_completion",
    "project_management",
    "change_reason",
)


def drafts(outline, filing=SAMPLE):
    fields = narrative_fields(load_outline(outline))
    keys = [one.key for one in fields]
    return {one.key: text for one in fields if (text := draft(filing, one.guide.draft, keys))}


def said(line, filing=SAMPLE):
    return told(filing, draft(filing, [line])).words


@pytest.mark.parametrize("outline", outlines())
def test_every_outline_has_drafts_and_they_contradict_nothing(outline):
    found = drafts(outline)
    assert {"change_reason", "reception_usage", "problems"} <= found.keys()
    filing = replace(SAMPLE, "narrative", {key: Narrative(text) for key, text in found.items()})
    codes = {one.code for one in run_checks(filing, {"chapter_titles": {}}) if one.code[0] in "NAX"}
    assert not codes & {"N101", "N102", "N103"}


@pytest.mark.parametrize("outline", outlines())
def test_nothing_is_said_where_nothing_was_filed(outline):
    assert drafts(outline, Filing(fiscal_year=2023)) == {}


@pytest.mark.parametrize("key", KEYS)
def test_every_number_that_can_be_is_linked(key):
    text = drafts("national/2020")[key]
    rest = told(SAMPLE, text).words
    assert counts(text)[1] >= 2 and "{" not in rest


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (f"基本支出{{{BASIC}}}万元。", "基本支出268.00万元。"),
        ("?budget.nature.total.actual≤budget.nature.total.revised_budget 没有超过。", "没有超过。"),
        ("?budget.nature.total.actual＞budget.nature.total.revised_budget 超过。", ""),
        ("?budget.nature.total.execution_rate＜0.98 ?budget.three_public.overseas.actual＝0 两条都成立。", "两条都成立。"),
        ("?!budget.nature.total.actual 没有填。", ""), ("?budget.nature.total.actual 填了。", "填了。"),
        ("?budget.nature.total.nothing＜1 没有这个数。", ""),
        ("@projects {.label}{.actual}万元。", "科普活动专项95.00万元。\n科技馆运行经费47.00万元。"),
        ("@projects 两个项目： >> {.label}{.actual}万元", "两个项目：科普活动专项95.00万元；科技馆运行经费47.00万元。"),
        ("@underspent 执行率不高： >> {.label}", ""), ("@quality 质量： >> {.label}{.actual}", ""),
        ("@quantity {.label}目标{.target}，完成{.actual}。", "科普活动场次目标≥40场，完成46场。"),
        ("@unmet {.label}：{.actual}。", "公民科学素质：部分达成。"),
        ("@projects {.label}[，办法：{.process}]。", "科普活动专项。\n科技馆运行经费。"),
    ],
)  # fmt: skip
def test_a_line_says_what_its_facts_are(line, words):
    assert said(line) == words


def test_a_plus_goes_on_in_the_paragraph_and_a_minus_leaves_to_another_chapter():
    assert draft(SAMPLE, ["一句。", "+又一句。", "-output 第三句。"], ["output"]) == "一句。又一句。"
    assert draft(SAMPLE, ["一句。", "-output 第三句。"], []) == "一句。\n第三句。"


def test_a_draft_follows_its_facts():
    filing = replace(SAMPLE, "budget.nature.total.actual", Decimal("4300000"))
    line = "?budget.nature.total.actual＞budget.nature.total.revised_budget 超过了全年预算。"
    assert not said(line) and said(line, filing)


def test_words_of_people_are_never_quotations_or_lines_of_their_own():
    filing = replace(SAMPLE, "projects.1.label", "<b>甲</b>")
    assert "<b>甲</b>" in draft(filing, ["@projects {.label}{.actual}万元"])


def test_the_written_drafts_have_no_mistakes_and_others_are_told():
    lines = [line for one in written().values() for line in one.get("draft", ())]
    assert not [problem for line in lines for problem in problems(line, SAMPLE)]
    for line in ("?甲≤乙 话。", "@nothing 话。", "{budget.nature.nothing} 万元", "[话。"):
        assert list(problems(line, SAMPLE)), line


def test_an_outline_may_write_its_own_draft_and_its_mistakes_are_found():
    text = """title = "报告"
[[chapter]]
key = "a"
heading = "甲"
[[chapter.block]]
kind = "narrative"
key = "problems"
example = "例子。"
draft = ["全年支出{budget.nature.total.actual}万元。", "没有{nothing.here}。"]
"""
    outline = parse(text, "x/2024")
    (field,) = narrative_fields(outline)
    assert field.guide.example == "例子。" and len(field.guide.draft) == 2 and field.guide.source
    assert ["没有这个数据" in problem.message for problem in validate(outline, SAMPLE)] == [True]


def test_every_asked_chapter_has_a_source_and_an_example():
    for outline in outlines():
        for one in narrative_fields(load_outline(outline)):
            assert not one.required or (one.guide.source and one.guide.example), one.key
