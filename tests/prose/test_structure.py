"""How a text is built: marks of every style, headings as a tree, tables of contents."""

from __future__ import annotations

import pytest

from prose.marks import ORDER, RANKS, STYLES, chinese_number, inline_marks, mark_at, numeral
from prose.structure import Structure, structure


def tree(built: Structure) -> list[tuple[int, str]]:
    """Return the headings of a text as (level, title)."""
    return [(one.level, one.title) for one in built.headings if not one.paragraph]


@pytest.mark.parametrize(
    ("words", "style", "number"),
    [
        ("第一部分 概况", "part", 1),
        ("第十二章：绩效", "part", 12),
        ("一、概况", "chapter", 1),
        ("二十三、其他", "chapter", 23),
        ("(一)机构", "section", 1),
        ("(十一)、人员", "section", 11),
        ("1.基本支出", "item", 1),
        ("12、其他支出", "item", 12),
        ("3.2023年安排资金", "item", 3),
        ("(1)办公费", "bracket", 1),
        ("2)差旅费", "bracket", 2),
        ("③印刷费", "circle", 3),
        ("B.水费", "letter", 2),
        ("二是建章立制", "ordinal", 2),
        ("2.1 满意度", "decimal", 1),
        ("2.1.3满意度", "decimal", 3),
    ],
)
def test_a_mark_is_read_in_every_style(words, style, number):
    mark = mark_at(words, 0)
    assert mark is not None and (mark.style, mark.number, mark.start) == (style, number, 0)
    assert words[mark.end :].strip() in words


@pytest.mark.parametrize(
    "words", ["1.5万元", "2.5个百分点", "12345、", "第一名", "一二三", "A4纸", "B.C公司", "十分重要", "（一"]
)
def test_what_only_looks_like_a_mark_is_none(words):
    assert mark_at(words, 0) is None


def test_every_style_has_a_rank():
    assert set(ORDER) == set(STYLES) == set(RANKS)


@pytest.mark.parametrize(
    ("numerals", "number"),
    [("三", 3), ("十", 10), ("十五", 15), ("二十", 20), ("二十三", 23), ("一百零五", 105), ("二〇", 20), ("两千", 2000),
     ("三万五千", 35000), ("廿", 2), ("", 0)],
)  # fmt: skip
def test_chinese_numerals_are_numbers(numerals, number):
    assert chinese_number(numerals) == number


@pytest.mark.parametrize("number", [*range(1, 100)])
def test_a_numeral_is_read_as_it_is_written(number):
    assert chinese_number(numeral(number)) == number


def test_numerals_end_where_headings_do():
    assert (numeral(0), numeral(100)) == ("0", "100")


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("主要有：1、办公费；2、差旅费。3、其他", [1, 2, 3]),
        ("做法是，一是学习，二是检查。", [1, 2]),
        ("项目有①养护②维修", [1, 2]),
        ("（见表1、2）；3.5万元", []),
        ("第1、2号文", []),
    ],
)
def test_marks_inside_a_line_stand_behind_a_stop(line, numbers):
    assert [mark.number for mark in inline_marks(line)] == numbers


def test_headings_make_a_tree():
    built = structure(
        "报告\n一、概况\n（一）职责\n1.管理\n2.服务\n（二）机构\n二、收支\n内容。".replace("（", "(").replace("）", ")")
    )
    assert tree(built) == [(1, "概况"), (2, "职责"), (3, "管理"), (3, "服务"), (2, "机构"), (1, "收支")]
    assert built.children(-1) == [0, 5] and built.children(0) == [1, 4] and built.children(1) == [2, 3]
    assert [built.headings[at].title for at in (built.heading_at(0), built.heading_at(len(built.plain)))] == [
        "收支",
        "收支",
    ]
    assert built.heading_at(0) == -1
    assert [one.title for one in built.path(built.plain.index("服务"))] == ["服务", "职责", "概况"]
    assert built.chapter_at(built.plain.index("服务")) == 0


def test_styles_may_stand_in_any_order():
    built = structure("一、概况\n(1)职责\n1、管理\n2、服务\n(2)机构\n二、收支")
    assert tree(built) == [(1, "概况"), (2, "职责"), (3, "管理"), (3, "服务"), (2, "机构"), (1, "收支")]


def test_a_heading_ends_at_its_first_stop_and_its_text_where_the_next_begins():
    built = structure("一、机构人员。编制12个。\n补充说明。\n二、收支")
    first, second = built.headings
    assert (first.title, first.runs_in) == ("机构人员", True)
    assert built.plain[first.body : first.end] == "编制12个。\n补充说明。\n"
    assert first.stop == second.start and built.body_of(first) == built.plain[first.body : first.stop]


def test_number_and_title_may_stand_on_two_lines():
    built = structure("一、\n概况\n内容若干。\n二、\n收支\n内容若干。")
    assert tree(built) == [(1, "概况"), (1, "收支")]


def test_a_numbered_sentence_is_a_paragraph():
    built = structure("一、本单位认真贯彻落实预算管理的各项规定，严格控制一般性支出，基本支出完成预算。余下的是正文。")
    assert [one.paragraph for one in built.headings] == [True]


def test_a_short_line_above_a_longer_one_is_a_heading_of_its_own():
    built = structure("一、目标\n数量指标\n培训各类人员若干次，检查若干次。\n质量指标\n合格率达到规定的标准。")
    assert tree(built) == [(1, "目标"), (2, "数量指标"), (2, "质量指标")]
    assert [one.mark is None for one in built.headings] == [False, True, True]


@pytest.mark.parametrize(
    "contents",
    [
        "一、概况……1\n二、收支……3\n",
        "一、概况......1\n二、收支------3\n",
        "目录\n一、概况\n二、收支\n",
        "目次\n一、概况 1\n二、收支 2\n",
    ],
)
def test_a_table_of_contents_holds_no_headings(contents):
    built = structure(contents + "一、概况\n内容若干。\n二、收支\n内容若干。")
    assert tree(built) == [(1, "概况"), (1, "收支")]
    assert built.plain[built.headings[0].start :].startswith("一、概况\n内容")


def test_the_lines_of_the_title_stand_before_the_first_number():
    built = structure("某单位\n2023年度自评报告\n一、概况\n内容。")
    assert [built.plain[start:end] for start, end in built.title_lines()] == ["某单位", "2023年度自评报告"]


def test_an_empty_text_has_no_parts():
    built = structure("")
    assert (built.lines, built.headings, built.inline, built.heading_at(0), built.path(0)) == ((), (), (), -1, [])


def test_many_headings_stay_linear():
    built = structure("\n".join(f"{n % 3 + 1}、条目" for n in range(3000)))
    assert len(built.headings) == 3000
