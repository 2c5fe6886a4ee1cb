"""What was changed between two texts: nothing is lost, what is alike stays alike, and edited lines are never replaced."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.worddiff import Piece, brought_up, changes, diff

TEXTS = st.text(st.sampled_from("甲乙丙1.%， \n"), max_size=30)
LINES = st.lists(st.sampled_from(["甲", "乙", "丙", "丁"]), max_size=6).map("\n".join)


def test_a_number_and_a_character_are_words():
    assert diff("支出410.41万元。", "支出410.42万元整。") == [
        Piece("支出", "支出"), Piece("410.41", "410.42"), Piece("万元", "万元"), Piece("", "整"), Piece("。", "。"),
    ]  # fmt: skip


def test_changes_parted_by_one_word_are_one():
    assert changes(diff("甲中乙", "丙中丁")) == 1
    assert changes(diff("甲中间乙", "丙中间丁")) == 2


@given(TEXTS, TEXTS)
def test_both_texts_are_whole_in_the_pieces(old, new):
    pieces = diff(old, new)
    assert "".join(piece.old for piece in pieces) == old and "".join(piece.new for piece in pieces) == new
    assert changes(pieces) == 0 if old == new else changes(pieces) > 0


@pytest.mark.parametrize(
    ("old", "new", "text", "made"),
    [
        ("甲\n乙", "甲\n丙", "甲\n乙", "甲\n丙"),
        ("甲\n乙", "甲\n丙", "甲\n乙改", "甲\n乙改"),
        ("甲\n乙", "甲\n丙", "我写的\n甲\n乙", "我写的\n甲\n丙"),
        ("甲", "甲\n乙", "甲\n我写的", "甲\n乙\n我写的"),
        ("甲\n乙", "乙", "甲\n乙\n我写的", "乙\n我写的"),
    ],
)
def test_only_lines_as_drafted_are_brought_up(old, new, text, made):
    assert brought_up(old, new, text) == made


@given(LINES, LINES)
def test_an_untouched_draft_becomes_the_new_one(old, new):
    assert brought_up(old, new, old).splitlines() == new.splitlines()


@given(LINES, LINES, LINES)
def test_what_somebody_wrote_stays(old, new, own):
    written = [f"我{line}" for line in own.splitlines()]
    made = brought_up(old, new, "\n".join([*old.splitlines(), *written])).splitlines()
    assert [line for line in made if line.startswith("我")] == written
