"""Passages that texts share: none long enough is missed, none is made up."""

from __future__ import annotations

import io
from difflib import SequenceMatcher

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prose.letters import letters
from prose.passages import repeated, shared
from prose.shingles import Index
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
def test_the_shortest_certain_passage_is_found_wherever_it_stands(before):
    index = Index()
    index.add("甲", other(90, 0) + COPIED + other(50, 200))
    index.add("乙", other(400, 1000))
    [one] = index.sharing(other(before, 3000) + "，\n" + COPIED + other(300, 4000), least=1)
    assert one.name == "甲" and one.shared >= 1


def test_spans_count_in_the_text_asked_for():
    index = Index()
    index.add("甲", COPIED * 1 + other(60, 0))
    text = "第1段：" + other(40, 2000) + "。\n" + COPIED + "。\n" + other(40, 2500)
    [one] = index.sharing(text, least=1)
    for start, end in one.spans:
        assert letters(text[start:end]).row in COPIED


def test_the_wording_of_a_form_and_the_text_itself_do_not_count():
    index = Index()
    for number in range(5):
        index.add(str(number), COPIED + other(60, 100 * number))
    assert index.sharing(COPIED, least=1, common=4) == []
    assert [one.name for one in index.sharing(COPIED, least=1, without={"0", "1", "2", "3"})] == ["4"]


def test_a_text_taken_in_again_replaces_the_old_one():
    index = Index()
    index.add("甲", COPIED)
    index.add("甲", other(80, 0))
    assert index.sharing(COPIED, least=1) == [] and len(index) == 1
    assert [one.name for one in index.sharing(other(80, 0), least=1)] == ["甲"]


def test_an_index_written_and_read_answers_alike_and_forgets_for_good():
    index = Index()
    for number in range(4):
        index.add(f"第{number}份", COPIED + other(60, 100 * number))
    index.discard("第1份")
    file = io.BytesIO()
    index.write(file)
    file.seek(0)
    again = Index.read(file)
    assert again.sharing(COPIED, least=1) == index.sharing(COPIED, least=1)
    assert len(again) == 3 and "第1份" not in again and "第2份" in again


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"ziping shingles 1\n", b"ziping shingles 1\n" + b"\xff" * 8])
def test_another_file_is_refused(data):
    with pytest.raises(ValueError):
        Index.read(io.BytesIO(data))


def test_nothing_is_kept_of_a_text_without_chinese():
    index = Index()
    index.add("空", "12.5% abc")
    assert len(index) == 1 and index.sharing("12.5% abc", least=1) == []
