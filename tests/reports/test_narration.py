import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.address import replace
from reports.assemble import assemble
from reports.blocks.narration import placed, read
from reports.document import Heading, words
from reports.filing import Narrative
from reports.outline import parse
from reports.sample import SAMPLE

CHAPTER = '[[chapter]]\nkey = "a"\nheading = "甲"\n[[chapter.block]]\nkind = "narrative"\nkey = "a"\n'


def kinds(text):
    return [
        ("heading" if line.heading else "item" if line.level else "text", line.level, line.words) for line in read(text)
    ]


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("一、总体情况", 1), ("（一）总体情况", 2), ("(十二) 总体情况", 2), ("1.总体情况", 3), ("１．总体情况", 3),
        ("10、总体情况", 3), ("（3）总体情况", 4), ("(3)总体情况", 4), ("①总体情况", 5),
        ("一是加强宣传。", 0), ("一、二、三产业融合", 0), ("1.5万元已经支付", 0), ("2023年12月完成", 0), ("（2021—2025年）规划", 0),
        ("1、先做这个；2、再做那个。", 0), ("1.", 0),
    ],
)  # fmt: skip
def test_a_mark_means_a_level(line, level):
    assert read(line)[0].level == level


def test_a_short_line_with_words_below_it_is_a_heading():
    assert kinds("（一）科普宣传\n办了二十场。\n（二）人才服务。\n1.走访\n走访十人。") == [
        ("heading", 2, "科普宣传"), ("text", 0, "办了二十场。"), ("heading", 2, "人才服务。"), ("heading", 3, "走访"),
        ("text", 0, "走访十人。"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "1.科普覆盖面不够；\n2.手段单一。",
        "1.科普覆盖面不够；\n乡村尤其如此。",
        "1." + "长" * 41 + "\n还有话。",
        "1.覆盖不够\n2.手段单一\n3.经费不足\n以上问题须在明年解决。",
    ],
)
def test_other_numbered_lines_are_items(text):
    assert "heading" not in {kind for kind, _, _ in kinds(text)}


def test_levels_are_kept_below_their_section():
    levels = [line.level for line in placed(read("一、甲\n话。\n1.乙\n话。\n（1）丙\n话。"), 2)]
    assert levels == [3, 0, 4, 0, 0, 0]
    assert [line.level for line in placed(read("1.甲\n话。"), 1)] == [3, 0]


def test_what_is_too_deep_keeps_its_mark():
    assert placed(read("（1）甲\n①乙丙丁\n话。"), 3)[1].words == "①乙丙丁"


def test_typed_numbers_are_made_consecutive():
    outline = parse(f'title = "报告"\nnumbering = ["一、", "（一）", "1、", "（1）"]\n{CHAPTER}', "x/2024")
    typed = "总的说来。\n3.甲\n话。\n5.乙\n话。\n5.丙\n话。"
    document = assemble(replace(SAMPLE, "narrative", {"a": Narrative(typed)}), outline)
    assert [node.number + node.text for node in document.children if isinstance(node, Heading)] == [
        "一、甲", "1、甲", "2、乙", "3、丙",
    ]  # fmt: skip


def test_headings_of_two_narratives_count_on_and_lists_begin_anew():
    more = '[[chapter.block]]\nkind = "narrative"\nkey = "b"\n'
    outline = parse(f'title = "报告"\n{CHAPTER}{more}', "x/2024")
    heads = {"a": Narrative("1.甲\n话。"), "b": Narrative("1.乙\n话。")}
    lists = {"a": Narrative("1.甲；\n2.乙。"), "b": Narrative("1.丙；\n2.丁。")}
    marks = [
        [
            node.number
            for node in assemble(replace(SAMPLE, "narrative", rows), outline).children
            if getattr(node, "number", "")
        ]
        for rows in (heads, lists)
    ]
    assert marks == [["一、", "1.", "2."], ["一、", "1.", "2.", "1.", "2."]]


@given(st.text(st.sampled_from("一二三、（）()1234.．①。；\n甲乙 　"), max_size=80), st.integers(1, 4))
def test_no_words_are_lost_and_levels_fit(text, below):
    lines = placed(read(text), below)
    assert all(not line.level or below < line.level <= 4 for line in lines)
    bare = "".join(f"{line.mark}{line.words}" if line.level else line.words for line in read(text))
    kept = [character for character in text if not character.isspace()]
    assert [character for character in bare if not character.isspace()] == kept


@given(st.text(st.sampled_from("一二、（）1.甲\n"), max_size=60))
def test_any_words_make_a_document(text):
    outline = parse(f'title = "报告"\n{CHAPTER}', "x/2024")
    document = assemble(replace(SAMPLE, "narrative", {"a": Narrative(text)}), outline)
    assert words(document.children[0]) == "报告"
