"""Every rule of the catalogue: its two examples, its words, its speed."""

from __future__ import annotations

import time
from collections import Counter

import pytest

from prose.proofreading import answer, proofread
from prose.reading import read
from prose.registry import KINDS, TOPICS, Rule, Severity, Verdict
from prose.rules import RULES

QUICK = 0.005  # seconds for the smallest texts
by_code = pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])


def judged(rule: Rule, text: str):
    """Return what one rule answers of a text, and the seconds that took (the best of three)."""
    taken = []
    for _ in range(3):
        began = time.perf_counter()
        outcome = answer(rule, read(text), {})
        taken.append(time.perf_counter() - began)
    return outcome, min(taken)


@by_code
def test_the_failing_example_is_found_where_it_breaks_the_rule(rule):
    outcome, seconds = judged(rule, rule.fails)
    assert outcome.verdict is Verdict.FOUND
    for finding in outcome.findings:
        assert finding.code == rule.code and finding.kind in KINDS
        assert finding.title and finding.message
        assert all(0 <= start < end <= len(rule.fails) for start, end in finding.spans)
    assert seconds < QUICK


@by_code
def test_nothing_is_found_in_the_passing_example(rule):
    outcome, seconds = judged(rule, rule.passes)
    assert outcome.verdict is not Verdict.FOUND
    assert [one.code for one in proofread(rule.passes).findings if one.code == rule.code] == []
    assert seconds < QUICK


@by_code
def test_a_rule_says_what_it_does_in_plain_words(rule):
    assert rule.kind in KINDS and rule.code[0] in TOPICS and isinstance(rule.severity, Severity)
    assert all(len(words) > 3 for words in (rule.title, rule.source, rule.how, rule.mend))
    assert not rule.title.endswith("。"), "a title is no sentence"
    assert rule.how.endswith("。") and rule.mend.endswith("。")
    assert rule.fails != rule.passes


def test_codes_are_unique():
    assert [code for code, times in Counter(rule.code for rule in RULES).items() if times > 1] == []


def test_a_rule_can_be_switched_off_and_weighed():
    rule = next(one for one in RULES if one.code == "H101")
    found = [
        one for one in proofread(rule.fails, params={"severity": {"H101": "notice"}}).findings if one.code == "H101"
    ]
    assert found and all(one.severity is Severity.NOTICE for one in found)
    assert "H101" not in {one.rule.code for one in proofread(rule.fails, params={"off": ["H101"]}).outcomes}
