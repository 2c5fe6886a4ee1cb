"""The words of findings are lit, however these overlap, and every place can be led to."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prose.registry import ERROR, NOTICE, WARNING, Finding, Severity
from reports.marking import MOST_LINES, Marked, mark


def finding(*spans: tuple[int, int], severity: Severity = ERROR) -> Finding:
    return Finding("M101", severity, "sum_mismatch", "不符", "不符。", spans)


def drawn(marked: Marked) -> list[str]:
    """Return each line as a page reads: [words]number for what is lit, the numbers of what ends there behind it."""
    return [
        "".join(
            f"[{piece.words}]{'+'.join(str(tag.number) for tag in piece.tags)}" if piece.to else piece.words
            for piece in line.pieces
        )
        for line in marked.lines
    ]


def test_words_are_lit_and_numbered():
    assert drawn(mark("支出100万元，其中", [finding((2, 7))])) == ["支出[100万元]1，其中"]


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(0, 4), (2, 6)], "[一二][三四]1[五六]2七"),
        ([(0, 6), (2, 4)], "[一二][三四]2[五六]1七"),
        ([(0, 3), (3, 6)], "[一二三]1[四五六]2七"),
        ([(1, 3), (1, 3)], "一[二三]1+2四五六七"),
        ([(0, 7), (0, 2)], "[一二]2[三四五六七]1"),
    ],
)
def test_overlapping_places_are_cut_at_every_border(spans, expected):
    assert drawn(mark("一二三四五六七", [finding(span) for span in spans])) == [expected]


def test_a_piece_leads_to_the_heaviest_finding_on_it():
    marked = mark("一二三", [finding((0, 3), severity=NOTICE), finding((1, 2), severity=WARNING)])
    assert [piece.to and piece.to.number for piece in marked.lines[0].pieces] == [1, 2, 1]


def test_place_over_several_lines_is_lit_on_each():
    marked = mark("支出1\n2万元\n完", [finding((2, 7))])
    assert drawn(marked) == ["支出[1]", "[2万元]1", "完"]
    assert [piece.anchor for line in marked.lines for piece in line.pieces if piece.to] == ["w2", ""]


def test_blanks_around_the_words_stay_dark():
    assert drawn(mark("支出 100 \n", [finding((2, 8))])) == ["支出 [100]1 ", ""]


def test_place_of_blanks_only_and_finding_without_a_place_light_nothing():
    marked = mark("一 \n二", [finding((1, 3)), finding()])
    assert drawn(marked) == ["一 ", "二"]
    assert marked.places == ((), ())


def test_places_name_line_anchor_and_words():
    (places,) = mark("支出\n合计100万元", [finding((5, 10), (0, 2))]).places
    assert [tuple(place) for place in places] == [(2, "w5", "100万元"), (1, "w0", "支出")]


def test_long_text_shows_what_was_found_and_says_what_is_left_out():
    text = "好\n" * MOST_LINES + "坏\n" + "好\n" * 10
    marked = mark(text, [finding((2 * MOST_LINES, 2 * MOST_LINES + 1))])
    assert [line.number for line in marked.lines] == [1, 2, 3, *range(MOST_LINES - 1, MOST_LINES + 4)]
    assert [line.skipped for line in marked.lines if line.skipped] == [MOST_LINES - 5]
    assert marked.lines[-1].number + marked.skipped == MOST_LINES + 12


TEXTS = st.text(alphabet="支出1. \n\r", max_size=40)
SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)), max_size=6)


@given(TEXTS, st.lists(SPANS, max_size=5))
def test_no_word_is_lost_and_every_place_has_its_anchor(text, found):
    findings = [
        finding(*((start, min(start + length, len(text))) for start, length in spans if start < len(text)))
        for spans in found
    ]
    marked = mark(text, findings)
    shown = [piece for line in marked.lines for piece in line.pieces]
    assert "".join(piece.words for piece in shown) == text.replace("\r", "").replace("\n", "")
    assert all(piece.words for piece in shown)
    anchors = [piece.anchor for piece in shown if piece.anchor]
    assert len(anchors) == len(set(anchors))
    assert {place.anchor for places in marked.places for place in places} == set(anchors)
    ended = [tag.number for piece in shown for tag in piece.tags]
    assert set(ended) == {number for number, places in enumerate(marked.places, 1) if places}
    assert all(one.number < other.number for one, other in pairwise(marked.lines))
