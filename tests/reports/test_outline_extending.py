import pytest

from reports.outline import differences, load_outline, narrative_fields, own_headings, parse
from reports.outline_parts import every

BASE = """
title = "报告"
[params]
weight_total = 100
[cover]
lines = ["封面"]
[[opening]]
kind = "letter_opening"
text = "如下。"
[[chapter]]
key = "a"
heading = "甲"
[[chapter.block]]
kind = "duties"
[[chapter.section]]
key = "a1"
heading = "甲一"
keep = true
[[chapter.section.block]]
kind = "narrative"
key = "words"
[[chapter.section]]
key = "a2"
heading = "甲二"
[[chapter.section.section]]
key = "a21"
heading = "甲二一"
[[chapter]]
key = "b"
heading = "乙"
[[chapter.block]]
kind = "staffing"
[[chapter]]
key = "c"
heading = "丙"
"""


def extended(text):
    return parse(f'extends = "base/2020"\n{text}', "x/2024", {"base/2020": BASE}.__getitem__)


def shape(outline):
    return [(one.level, one.key, one.heading) for one in every(outline.chapters)]


def kinds(outline, key):
    return [spec.kind for one in every(outline.chapters) if one.key == key for spec in one.blocks]


BASE_SHAPE = shape(parse(BASE))


def test_nothing_said_is_everything_taken():
    same = extended("")
    assert shape(same) == BASE_SHAPE and same.cover == ("封面",) and same.params == {"weight_total": 100}


def test_a_heading_alone_can_be_replaced_at_any_depth():
    own = extended('[[chapter]]\nkey = "a"\n[[chapter.section]]\nkey = "a1"\nheading = "另一"')
    assert shape(own) == [(2, "a1", "另一") if key == "a1" else (level, key, name) for level, key, name in BASE_SHAPE]
    assert kinds(own, "a1") == ["narrative"] and kinds(own, "a") == ["duties"]


def test_sections_are_omitted_below_a_chapter_or_anywhere():
    assert "a1" not in {key for _, key, _ in shape(extended('[[chapter]]\nkey = "a"\nomit = ["a1"]'))}
    own = extended('omit = ["a21", "cover", "opening"]')
    assert "a21" not in {key for _, key, _ in shape(own)} and own.cover is None and own.opening == ()


@pytest.mark.parametrize(
    ("where", "order"),
    [("", "abcz"), ('before = "b"', "azbc"), ('after = "b"', "abzc")],
)
def test_a_new_chapter_goes_where_it_says(where, order):
    own = extended(f'[[chapter]]\nkey = "z"\nheading = "新"\n{where}')
    assert "".join(one.key for one in own.chapters) == order


def test_a_chapter_can_be_moved():
    assert [one.key for one in extended('[[chapter]]\nkey = "c"\nbefore = "a"').chapters] == ["c", "a", "b"]


def test_blocks_are_replaced_or_taken_from_several():
    own = extended('[[chapter]]\nkey = "b"\n[[chapter.block]]\nkind = "assets"')
    assert kinds(own, "b") == ["assets"]
    both = extended('[[chapter]]\nkey = "b"\ntake = ["a", "b"]\n[[chapter.block]]\nkind = "assets"')
    assert kinds(both, "b") == ["duties", "staffing", "assets"]


def test_only_what_is_written_stays_and_brings_what_it_had():
    own = extended(
        'only = true\n[[chapter]]\nkey = "z"\nheading = "新"\n[[chapter.section]]\nkey = "b"\n[[chapter]]\nkey = "a2"'
    )
    assert shape(own) == [(1, "z", "新"), (2, "b", "乙"), (1, "a2", "甲二"), (2, "a21", "甲二一")]
    assert kinds(own, "b") == ["staffing"]


def test_words_taken_over_need_not_be_written():
    own = extended('[[chapter]]\nkey = "b"\ntake = ["a1"]\noptional = ["words"]\n[[chapter]]\nkey = "a"\nomit = ["a1"]')
    assert [one.required for one in narrative_fields(own)] == [False]


def test_a_title_may_have_two_lines():
    assert extended('title = ["一行", "二行"]').title == extended('title = "一行\\n二行"').title == "一行\n二行"


def test_headings_a_unit_may_word_are_listed():
    assert own_headings(load_outline("huaihua/2020")) == [
        ("key_tasks", "{fiscal_year}年工作的主要任务"), ("project_expenditure", "专项支出"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('title = "新报告"', "报告标题：“报告” → “新报告”"),
        ('[params]\nweight_total = 60', "参数 weight_total：100 → 60"),
        ('numbering = ["一、", "(一)", "1.", "(1)"]', "编号式样：一、、（一）、1.、（1） → 一、、(一)、1.、(1)"),
        ('omit = ["b"]', "删去章“乙”"),
        ('omit = ["a1"]', "删去节“甲一”"),
        ('[[chapter]]\nkey = "z"\nheading = "新"\nafter = "a"', "新增章“新”（在“甲”之后）"),
        ('[[chapter]]\nkey = "b"\nheading = "人员"', "章“乙”改名为“人员”"),
        ('[[chapter]]\nkey = "c"\nbefore = "a"', "章“丙”移到（排在最前）"),
        ('[[chapter]]\nkey = "b"\nkeep = true', "章“乙”的“必须保留”：否 → 是"),
        ('[[chapter]]\nkey = "b"\n[[chapter.block]]\nkind = "assets"', "章“乙”新增“资产情况”"),
        ('[[chapter]]\nkey = "b"\n[[chapter.block]]\nkind = "staffing"\nform = "item"', "章“乙”“人员编制”的“形式”：（无） → “item”"),
        ("[[opening]]\nkind = \"letter_opening\"\ntext = \"另说。\"", "开头“主送机关和开头语”的“句子”：“如下。” → “另说。”"),
    ],
)  # fmt: skip
def test_a_difference_is_told_in_a_line(text, line):
    assert line in differences(parse(BASE), extended(text))


def test_a_chapter_moved_is_told_once_and_its_neighbours_are_not():
    moved = differences(parse(BASE), extended('[[chapter]]\nkey = "a"\nafter = "c"'))
    assert len(moved) == 1 and "移到" in moved[0]


def test_the_same_outline_has_no_differences():
    assert differences(parse(BASE), extended("")) == []
    assert differences(load_outline("huaihua/2020"), load_outline("huaihua/2020")) == []
