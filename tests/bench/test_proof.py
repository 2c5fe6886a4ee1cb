"""What the figures of the proofreader are made of: the corpus says what holds in it, and a bar is a bar."""

from __future__ import annotations

import pytest

from bench import mutations, published, specimens
from bench.detection import Tally
from bench.mutants import Edit, Mutant
from bench.numbers import UnreadableError
from bench.pace import LOOP, _judged, longest
from bench.proof import _found, _none, _percent_of, defects, strong, weak
from bench.relations import Relation, Source
from prose.registry import ERROR, NOTICE, Finding
from tests.published import needs_reports


def test_the_relations_of_the_corpus_hold_by_exact_arithmetic():
    held = sum(len(one.relations) for one in specimens.specimens())
    assert sum(len(one.relations) for one in specimens.sources()) > 0.99 * held


@needs_reports
def test_the_relations_of_the_published_reports_hold_by_exact_arithmetic():
    for source in published.sources():
        for relation in source.relations:
            try:
                mutations.mutants(source.name, source.text, [relation])
            except UnreadableError as error:
                pytest.fail(f"{relation.name}: {error}")


def finding(severity, *spans) -> Finding:
    return Finding("M101", severity, "sum_mismatch", "合计", "甲", spans)


def test_planted_defects_are_found_at_their_place_or_by_their_kind():
    nothing = list(specimens.planted(lambda text: ()))
    assert nothing and not any(one.found for one in nothing)
    everywhere = list(specimens.planted(lambda text: [finding(ERROR, (0, len(text)))]))
    with_place = [one for one in everywhere if one.found]
    assert len(with_place) > len(everywhere) / 2
    assert {one.kind for one in with_place if one.same_kind} >= {"sum_mismatch"}


def test_only_errors_and_warnings_on_clean_specimens_are_alarms():
    clean = [one for one in specimens.specimens() if not one.planted]
    assert clean
    assert len(list(specimens.alarms(lambda text: [finding(ERROR, (0, 1))]))) == len(clean)
    assert not list(specimens.alarms(lambda text: [finding(NOTICE, (0, 1))]))


def test_what_score_prints_is_read():
    judged = published._judged([
        "recall basis arithmetic       7 /  19", "recall all  9 /  97",
        "missed  a-2020 A1 numbering error 1 → 3", "alarm   a-2020 M101 甲", "1 missed, 1 false alarms",
    ])  # fmt: skip
    assert judged.recall == {"basis arithmetic": (7, 19), "all": (9, 97)}
    assert judged.missed == ("a-2020 A1 numbering error 1 → 3",)
    assert judged.alarms == ("a-2020 M101 甲",)


@needs_reports
def test_what_stands_at_no_known_defect_is_unexpected():
    name = published.NAMES[0]
    defect = next(one for one in published.truth()["defects"] if one["report"] == name and one["spans"])
    (start, end), *_ = published._score().flat(defect["spans"])
    assert published.unexpected(name, [finding(ERROR, (10**6, 10**6 + 1))])
    assert not published.unexpected(name, [finding(ERROR, (start, end))])
    assert not published.unexpected(name, [finding(NOTICE, (10**6, 10**6 + 1))])


def test_without_the_published_reports_their_figures_are_left_out_aloud(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(published, "FOLDER", tmp_path / "absent")
    assert [defects(), strong(), weak()] == [[], [], []]
    assert capsys.readouterr().err.count("omitted, the published reports are not on this machine") == 3
    assert longest() in {one.text for one in specimens.specimens()}
    assert [title for title, _, _ in mutations.groups()] == ["corpus"]


def test_a_bar_counts_what_may_be_missed():
    assert _found("x", 34, 38, 34).ok
    assert not _found("x", 33, 38, 34).ok
    assert _none("x", 0, "").ok and not _none("x", 1, "").ok
    assert [_percent_of(total, 95) for total in (100, 101, 19)] == [95, 96, 19]


def test_a_time_is_judged_in_milliseconds_of_a_steady_machine():
    def judged(ours: float, loop: float) -> bool:
        return _judged("x", [(ours, 0.5, loop)] * 3, 40, "").ok

    assert judged(39, LOOP) and not judged(41, LOOP)
    assert judged(79, 2 * LOOP) and not judged(81, 2 * LOOP), "a machine half as fast may take twice as long"
    assert judged(39, LOOP / 2), "a faster one is allowed no less"


def test_misses_show_the_change_among_its_words():
    text = "合计30.50万元，其中人员20.25万元"
    tally = Tally(missed=[Mutant("x", "sum", "strong", Edit("last", 2, 7, "30.52"), ("T1",), ())])
    (line,) = mutations.misses(tally, [Source("x", text, (Relation("sum", ()),))])
    assert line == "missed x T1 sum strong last: 合计〔30.50→30.52〕万元，其中人员20.25万元"
