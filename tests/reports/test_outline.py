import dataclasses

import pytest

from indicators.scheme import load_scheme
from reports.annexes import with_schedules
from reports.outline import (
    OutlineError,
    UnknownOutlineError,
    load_outline,
    narrative_fields,
    outlines,
    parse,
    validate,
)
from reports.sample import SAMPLE
from reports.system_checks import definitions_draw

SMALL = """
title = "{fiscal_year}年报告"
[params]
weight_total = 100
[[chapter]]
key = "problems"
heading = "问题"
[[chapter.block]]
kind = "narrative"
key = "problems"
guidance = "写问题。"
max_length = 800
[[chapter]]
key = "money"
heading = "收支"
[[chapter.section]]
key = "basic"
heading = "基本支出。"
[[chapter.section.block]]
kind = "sentence"
text = "决算{budget.nature.basic.actual}万元。"
[[chapter.section.block]]
kind = "narrative"
key = "notes"
label = "说明"
optional = true
"""


def with_block(block: str) -> str:
    return f'{SMALL}[[chapter]]\nkey = "x"\nheading = "其他"\n[[chapter.block]]\n{block}\n'


@pytest.mark.parametrize("key", outlines())
def test_every_built_in_outline_is_sound(key):
    assert validate(load_outline(key), SAMPLE) == []


@pytest.mark.parametrize("key", outlines())
def test_the_scheme_and_schedules_a_built_in_outline_names_exist(key):
    outline = load_outline(key)
    assert load_scheme(outline.scheme).key == outline.scheme
    assert len(with_schedules(outline).annexes) == len(outline.schedules)


def test_the_system_check_finds_nothing_to_complain_of():
    assert definitions_draw(None) == []


@pytest.mark.parametrize("key", ["nowhere/2023", "../yuanjiang/2023", "yuanjiang/2023.toml", "yuanjiang", ""])
def test_there_is_no_other_outline(key):
    with pytest.raises(UnknownOutlineError):
        load_outline(key)


def test_what_people_write_is_listed_with_its_place():
    one, two = narrative_fields(parse(SMALL))
    assert (one.key, one.label, one.guidance, one.required, one.max_length) == (
        "problems",
        "一、问题",
        "写问题。",
        True,
        800,
    )
    assert (two.key, two.label, two.required) == ("notes", "二（一）基本支出·说明", False)


def test_the_outline_of_yuanjiang_has_twelve_chapters():
    headings = [chapter.heading for chapter in load_outline("yuanjiang/2023").chapters]
    assert len(headings) == 12
    assert headings[0] == "部门基本情况" and headings[-1] == "其他需要说明的情况"


def test_every_word_of_sample_has_a_place():
    keys = {part.key for part in narrative_fields(load_outline("yuanjiang/2023"))}
    assert SAMPLE.narrative.keys() <= keys


@pytest.mark.parametrize(
    ("block", "complaint"),
    [
        ('kind = "poem"', "x 第 1 块（poem）：没有这种块"),
        ('kind = "narrative"', "缺少设置：key"),
        ('kind = "sentence"\ntext = "{budget.nature.bsic.actual}"', "没有这个数据：budget.nature.bsic.actual"),
        ('kind = "duties"\ncolour = "red"', "不认识的设置：colour"),
        ('kind = "narrative"\nkey = "problems"', "重复的正文 key：problems"),
    ],
)
def test_mistakes_are_named_with_their_place(block, complaint):
    assert any(complaint in str(problem) for problem in validate(parse(with_block(block)), SAMPLE))


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("title = ", "写法有误"),
        ('titel = "报告"', "titel"),
        ('[[chapter]]\nheading = "问题"', "缺少 key"),
        ('[[chapter]]\nkey = "a"\nheading = "问题"\n[[chapter.block]]\nkey = "b"', "没有 kind"),
    ],
)
def test_what_is_no_outline_is_refused_in_chinese(text, complaint):
    with pytest.raises(OutlineError, match=complaint):
        parse(text, "x/2024")


def test_an_outline_may_extend_another():
    own = parse(
        """
        extends = "yuanjiang/2023"
        title = "{fiscal_year}年自评报告"
        omit = ["government_fund", "state_capital", "social_insurance"]
        [params]
        over_fulfilment = "1.5"
        [[chapter]]
        key = "problems"
        heading = "存在问题"
        """,
        "other/2024",
    )
    base = load_outline("yuanjiang/2023")
    assert len(own.chapters) == 9
    assert [one.heading for one in own.chapters if one.key == "problems"] == ["存在问题"]
    assert own.cover == base.cover and own.params == {**base.params, "over_fulfilment": "1.5"}


def test_outlines_are_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        load_outline("yuanjiang/2023").__setattr__("title", "另一个")
