import dataclasses
from decimal import Decimal

import pytest

from lib import canonical
from lib.address import describe, flatten, metadata, replace
from reports.comparison import compare, meaning, pieces
from reports.filing import Rolled
from reports.sample import SAMPLE

BASIC = "budget.nature.basic.actual"


def changed(*edits, before=SAMPLE):
    after = before
    for at, value in edits:
        after = replace(after, at, value)
    return compare(canonical.plain(before), canonical.plain(after))


def test_the_same_facts_do_not_differ():
    assert changed().differences == []
    assert changed().summary == ""


def test_an_amount_is_told_in_wan_with_its_name():
    (one,) = changed((BASIC, Decimal("2737700.00"))).differences
    assert (one.at, one.label, one.shown_unit) == (BASIC, "基本支出·决算数", "万元")
    assert (one.old, one.new) == ("268.00", "273.77")


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        (None, Decimal("0.00"), ("", "0.00")),
        (Decimal("0.00"), None, ("0.00", "")),
        (Decimal("46200.00"), Decimal("0.00"), ("4.62", "0.00")),
    ],
)
def test_unanswered_and_nought_are_two_things(old, new, shown):
    (one,) = changed((BASIC, new), before=replace(SAMPLE, BASIC, old)).differences
    assert (one.old, one.new) == shown


def test_unanswered_in_two_ways_is_one_thing():
    before = canonical.plain(SAMPLE)
    after = canonical.plain(SAMPLE)
    before["profile"]["nature"], after["profile"]["nature"] = None, ""
    assert compare(before, after).differences == []


def test_a_change_behind_the_second_decimal_is_told_exactly():
    (one,) = changed((BASIC, Decimal("2680012.00"))).differences
    assert (one.old, one.new) == ("2680000.00", "2680012.00")


def test_rows_keep_identity_not_position():
    turned = dict(sorted(SAMPLE.projects.items(), reverse=True))
    assert changed(("projects", turned)).differences == []


def test_a_new_row_is_told_by_its_answered_facts_only():
    project = dataclasses.replace(SAMPLE.projects["2"], label="流动科技馆", actual=Decimal("300000.00"), usage="")
    found = changed(("projects", {**SAMPLE.projects, "3": project})).by_address
    assert found["projects.3.actual"].label == "流动科技馆·决算数"
    assert (found["projects.3.actual"].old, found["projects.3.actual"].new) == ("", "30.00")
    assert "projects.3.usage" not in found


def test_a_removed_row_is_named_as_it_was():
    found = changed(("projects", {"1": SAMPLE.projects["1"]})).by_address
    assert found["projects.2.actual"].label == "科技馆运行经费·决算数"
    assert (found["projects.2.actual"].old, found["projects.2.actual"].new) == ("47.00", "")


def test_a_chapter_has_the_name_the_outline_gives_it():
    after = canonical.plain(replace(SAMPLE, "narrative.problems.text", "覆盖面不够，宣传不足。"))
    (one,) = compare(canonical.plain(SAMPLE), after, {"problems": "存在的问题"}).differences
    assert one.label == "存在的问题"


def test_the_summary_counts_numbers_and_words():
    comparison = changed(
        (BASIC, Decimal("2737700.00")),
        ("budget.nature.project.actual", None),
        ("budget.nature.basic.change", Decimal("1.00")),
        ("narrative.problems.text", "另有两个问题。"),
    )
    assert comparison.summary == "改 1 个数、补填 1 个数、删去 1 个数、改 1 处文字"


def test_words_are_compared_by_clauses():
    assert pieces("按季度检查，年底对账。", "按季度检查，年底逐项对账。") == [
        ("same", "按季度检查，"), ("del", "年底对账。"), ("ins", "年底逐项对账。"),
    ]  # fmt: skip


def test_every_stored_fact_has_the_name_and_unit_it_has_live():
    facts = canonical.plain(SAMPLE)
    for at in flatten(SAMPLE):
        assert meaning(facts, at) == (describe(SAMPLE, at), metadata(SAMPLE, at)["unit"]), at


def test_facts_frozen_under_an_earlier_shape_are_still_told():
    before = {**canonical.plain(SAMPLE), "vehicles": {"stock": "2"}}
    (one,) = compare(before, canonical.plain(SAMPLE)).differences
    assert (one.label, one.old, one.new) == ("vehicles.stock", "2", "")


def test_words_said_to_be_right_are_no_change_of_the_report():
    assert changed(("rolled.1", Rolled("narrative.cost.text", "收到捐书1200册"))).differences == []
