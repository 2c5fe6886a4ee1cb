"""What is refused when an outline is saved: each thing at its line, with a reason, all of them at once."""

import pytest

from lib.definitions import DefinitionError
from reports.outline import OutlineError, UnknownOutlineError, load_outline, outlines, parse, validate
from reports.sample import SAMPLE

HEAD = 'title = "{fiscal_year}年报告"\n[[chapter]]\nkey = "a"\nheading = "甲"\n'  # four lines


def mistakes(text, find=None):
    """Return (line, message) of everything wrong with *text*, be it its form or what it names."""
    try:
        outline = parse(text, "x/2024", find)
    except OutlineError as error:
        return [tuple(problem) for problem in error.problems]
    return [tuple(problem) for problem in validate(outline, SAMPLE)]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (f'{HEAD}[[chapter.block]]\nkind = "sentence"\ntext = "{{budget.nature.bsic.actual}}"', 7, "没有这个数据"),
        (f'{HEAD}[[chapter.block]]\nkind = "sentence"\ntext = "{{budget.nature.basic.actual:yen}}"', 7, "没有这个单位：yen"),
        (f'{HEAD}[[chapter.block]]\nkind = "sentence"\ntext = "决算{{budget"', 7, "括号不成对"),
        (f'{HEAD}[[chapter.block]]\nkind = "poem"', 6, "没有这种块"),
        (f'{HEAD}[[chapter.block]]\nkind = "duties"\ncolour = "red"', 7, "不认识的设置：colour"),
        (f'{HEAD}[[chapter.block]]\nkind = "narrative"', 5, "缺少设置：key"),
        (f'{HEAD}[[chapter.block]]\nkind = "goals"\nof = "daily"', 7, "没有“daily”"),
        (f'{HEAD}[[chapter.block]]\nkind = "budget_table"\ncaption = "表"\nscheme = "moon"', 8, "没有“moon”"),
        (f'{HEAD}[[chapter.block]]\nkind = "narrative"\nkey = "b"\noptional = "yes"', 8, "应为true 或 false"),
        (f'{HEAD}[[chapter.block]]\nkind = "indicator_sentences"\nfamilies = "output"', 7, "应为一组文字"),
        (f'{HEAD}[[chapter.block]]\nkey = "b"', 5, "没有 kind"),
        (f'{HEAD}keep = "yes"', 5, "keep 应为true 或 false"),
        (f'{HEAD}[[chapter]]\nkey = "a"\nheading = "乙"', 6, "重复的章节 key"),
        (f'{HEAD}[[chapter.section]]\nkey = "a"\nheading = "乙"', 6, "重复的章节 key"),
        (f'{HEAD}[[chapter]]\nkey = "b b"\nheading = "乙"', 6, "只能用字母"),
        (f'{HEAD}[[chapter]]\nkey = "b"\nheading = "{{fiscal_yaer}}年"', 7, "没有这个数据"),
        (f'{HEAD}level = 5', 5, "超过 4 级"),
        (f'{HEAD}[[chapter.section]]\nkey = "b"\nheading = "乙"\nlevel = 1', 8, "level 应比上一级大"),
        (f'{HEAD}after = "z"', 5, "同一级没有“z”"),
        (f'{HEAD}take = ["z"]', 5, "没有“z”"),
        (f'{HEAD}optional = ["z"]', 5, "没有沿用正文“z”"),
        (f'scheme = "national"\n{HEAD}', 1, "应写成“地区/名称”"),
        (f'schedules = ["a/b", 3]\n{HEAD}', 1, "应为一组文字"),
        (f'numbering = ["一、", "（一）", "1.1", "（1）"]\n{HEAD}', 1, "不能编号"),
        (f'numbering = ["一、"]\n{HEAD}', 1, "4 级编号"),
        (f'omit = ["z"]\n{HEAD}', 1, "不在沿用的提纲里"),
        (f'cover = "有"\n{HEAD}', 1, "应为一张表"),
        (f'{HEAD}[cover]\nlines = ["{{profile.nmae}}"]', 6, "封面：没有这个数据"),
        ('title = "<b>报告</b>"\n[[chapter]]\nkey = "a"\nheading = "甲"', 1, "HTML"),
        ('title = "报告"', 0, "没有一章"),
        ('[[chapter]]\nkey = "a"\nheading = "甲"', 0, "没有标题"),
        ('title = "{fiscal_yaer}"\n[[chapter]]\nkey = "a"\nheading = "甲"', 1, "标题：没有这个数据"),
        ("title = 报告", 1, "写法有误"),
        (f"extends = 3\n{HEAD}", 1, "extends 应为文字"),
        (f'extends = "nowhere/2020"\n{HEAD}', 1, "没有提纲 nowhere/2020"),
        ('chapter = "甲"\ntitle = "报告"', 1, "chapter 应为一组"),
        ("[" * 50, 0, "嵌套过深"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line(text, line, reason):
    assert [(at, message) for at, message in mistakes(text) if at == line and reason in message], mistakes(text)


def test_headings_deeper_than_four_levels_are_refused():
    below = "".join(f'[[chapter{".section" * n}]]\nkey = "k{n}"\nheading = "甲"\n' for n in range(1, 5))
    assert any("超过 4 级" in message for _, message in mistakes(HEAD + below))


def test_all_mistakes_are_told_at_once():
    with pytest.raises(DefinitionError) as refusal:
        parse('titel = "报告"\n[[chapter]]\nheading = "甲"\ncolour = 1', "x/2024")
    assert {problem.line for problem in refusal.value.problems} >= {0, 1, 2, 4}


def texts(**given):
    def find(key):
        if key.replace("/", "_") not in given:
            raise UnknownOutlineError(f"没有提纲 {key}")
        return given[key.replace("/", "_")]

    return find


def test_an_outline_cannot_extend_itself_or_in_a_circle():
    assert mistakes(f'extends = "x/2024"\n{HEAD}', texts(x_2024=HEAD))[0] == (
        1, "沿用的提纲不能用：x/2024 沿用了自己，成了循环",
    )  # fmt: skip
    circle = texts(y_2024=f'extends = "z/2024"\n{HEAD}', z_2024=f'extends = "y/2024"\n{HEAD}')
    ((line, message),) = mistakes(f'extends = "y/2024"\n{HEAD}', circle)
    assert line == 1 and "y/2024 沿用了自己" in message


def test_outlines_extend_each_other_only_so_far():
    chain = texts(**{f"k_{n:04}": f'extends = "k/{n + 1:04}"\n{HEAD}' for n in range(9)})
    ((_, message),) = mistakes(f'extends = "k/0000"\n{HEAD}', chain)
    assert "最多连续沿用 4 层" in message


def test_a_mistake_in_what_is_extended_names_no_line_of_this_text():
    broken = f'{HEAD}[[chapter.block]]\nkind = "poem"\n'
    assert mistakes('extends = "y/2024"\nomit = []\n', texts(y_2024=broken)) == [(0, "a 第 1 块（poem）：没有这种块")]


@pytest.mark.parametrize("key", outlines())
def test_every_line_of_a_built_in_outline_can_be_named(key):
    outline = load_outline(key)
    written = [one for one in outline.chapters if one.written]
    assert written and all(outline.definition.line(*one.written) > 1 for one in written)
