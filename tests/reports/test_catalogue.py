import pytest

from reports.catalogue import BY_CODE, KINDS, RULES, TOPICS, Example, breaking, is_of_text, keeping
from reports.checks.registry import KINDS as CODES_OF_KINDS


def test_rules_over_facts_and_over_text_share_no_code_and_no_topic():
    assert len(BY_CODE) == len(RULES)
    letters = {of_text: {rule.code[0] for rule in RULES if is_of_text(rule) is of_text} for of_text in (True, False)}
    assert not letters[True] & letters[False] and letters[True] | letters[False] <= TOPICS.keys()


def test_every_kind_has_its_chinese_name():
    assert KINDS.keys() == CODES_OF_KINDS


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_shows_what_breaks_and_what_keeps_it(rule):
    broken, kept = breaking(rule.code), keeping(rule.code)
    assert broken.message.endswith("。") and not kept.message
    if is_of_text(rule):
        assert "".join(words for words, _ in broken.text) == rule.fails
        assert "".join(words for words, _ in kept.text) == rule.passes
    else:
        assert broken.edits and kept.figures
        assert all(name and before and after and before != after for name, before, after in broken.edits)
    assert "None" not in f"{broken}{kept}"


def test_example_of_a_sum_tells_the_edit_the_arithmetic_and_the_sum_that_agrees():
    assert breaking("A101") == Example(
        edits=(("整体支出·决算数", "410.00", "411.00"),),
        message="整体支出填报 411.00 万元，基本支出与项目支出之和 268.00 + 142.00 = 410.00 万元，多 1.00 万元。",
        figures=(("填报数", "411.00"), ("2 项相加", "410.00"), ("多出", "1.00")),
    )
    assert keeping("A101") == Example(
        figures=(("填报数", "410.00"), ("2 项相加", "410.00"), ("相差", "0.00")), place="整体支出·决算数"
    )


@pytest.mark.parametrize(
    ("code", "edit"),
    [
        ("C103", ("存在的问题", "乡村科普活动覆盖面不够。", "未填")),
        ("C106", ("项目", "2 项", "没有")),
        ("A106", ("项目·科普日", "没有", "决算数 90.00")),
        ("X103", ("重复表述", "没有", "整体支出·预算执行率写作 97.63%")),
        ("X106", ("资产·资产日期", "2023年12月31日", "2022年12月31日")),
    ],
)
def test_edits_are_told_as_people_see_them(code, edit):
    assert breaking(code).edits[0] == edit
