"""Passages that texts share: none long enough is missed, none is made up."""

from __future__ import annotations

from difflib import SequenceMatcher

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prose.letters import letters
from prose.passages import repeated, shared
from prose.winnowing import CERTAIN, SHINGLE, WINDOW, winnowed

prose = st.text(alphabet="天地玄黄宇宙洪荒日月盈昃，。\n5 a", max_size=120)
COPIED = "".join(chr(0x5000 + 37 * at) for at in range(CERTAIN))


def other(size: int, first: int) -> str:
    """Return *size* characters that stand in no copied passage."""
    return "".join(chr(0x7000 + first + at) for at in range(size))


@given(prose)
def test_every_character_has_its_place(text):
    row = letters(text)
    assert [text[row.place(at)] for at in range(len(row.row))] == list(row.row)
    assert all(row.until(row.place(at)) == at for at in range(len(row.row)))


@given(prose, prose)
@settings(max_examples=200)
def test_what_is_shared_stands_in_both_and_the_longest_is_among_it(left, right):
    found = shared(left, right, shortest=6)
    for one in found:
        words = letters(left[slice(*one.left)]).row
        assert words == letters(right[slice(*one.right)]).row and len(words) == one.length >= 6
    first, second = letters(left).row, letters(right).row
    longest = SequenceMatcher(None, first, second, autojunk=False).find_longest_match().size
    assert bool(found) == (longest >= 6)


@given(prose)
def test_what_is_repeated_stands_twice_apart(text):
    for one in repeated(letters(text), shortest=6):
        assert letters(text[slice(*one.left)]).row == letters(text[slice(*one.right)]).row
        assert one.right[0] < one.left[0]


@given(st.text(alphabet="天地玄黄", max_size=200))
def test_one_shingle_of_every_window_is_kept(row):
    places = [at for _, at in winnowed(row)]
    shingles = len(row) - SHINGLE + 1
    assert places == sorted(set(places))
    for start in range(max(shingles - WINDOW + 1, 0)):
        assert any(start <= at < start + WINDOW for at in places)
    assert bool(places) == (shingles > 0)


@pytest.mark.parametrize("before", [0, 1, 7, 31, 32, 100])
def test_the_shortest_certain_passage_keeps_a_shingle_wherever_it_stands(before):
    one, another = (
        {value for value, _ in winnowed(letters(text).row)}
        for text in (other(90, 0) + COPIED + other(50, 200), other(before, 3000) + "，\n" + COPIED + other(300, 4000))
    )
    assert one & another
    assert not one & {value for value, _ in winnowed(letters(other(400, 1000)).row)}


def test_nothing_is_kept_of_a_text_without_chinese():
    assert list(winnowed(letters("12.5% abc").row)) == []
