"""What two rules find at the same places is said once, by the more specific one."""

from __future__ import annotations

import pytest

from prose.precedence import Found, Said
from prose.proofreading import proofread
from prose.registry import UNJUDGED
from prose.rules import BY_CODE, RULES

LISTED, SCORED = BY_CODE["M101"], BY_CODE["M705"]
SCORES = "自评得分91.40分（其中预算执行得9.80分、产出指标得53.60分、效益指标得20分、满意度指标得9分）。"


def test_every_rule_yields_to_others_that_exist():
    for rule in RULES:
        assert BY_CODE.keys() >= set(rule.yields_to) and rule.code not in rule.yields_to


@pytest.mark.parametrize(
    ("kind", "spans", "louder"),
    [
        ("sum_mismatch", [(5, 9)], SCORED),
        ("sum_mismatch", [(8, 12), (0, 3)], SCORED),
        ("sum_mismatch", [(5, 9), (30, 32)], None),
        ("unit_typo", [(5, 9)], None),
        ("sum_mismatch", [], None),
    ],
    ids=["the same place", "touching places", "a place of its own", "another reason", "no place"],
)
def test_a_finding_is_spoken_for_where_all_its_places_are(kind, spans, louder):
    others = [Found(SCORED, "sum_mismatch", [(0, 3), (5, 10)])]
    assert Said(others).speaks_for(Found(LISTED, kind, spans)) is louder


def test_the_specific_rule_does_not_yield_in_turn():
    assert Said([Found(LISTED, "sum_mismatch", [(5, 9)])]).speaks_for(Found(SCORED, "sum_mismatch", [(5, 9)])) is None


def test_one_contradiction_is_found_once_and_the_other_rule_says_by_which():
    read = proofread(SCORES)
    assert [one.code for one in read.findings if one.code in ("M101", "M705")] == ["M705"]
    [silent] = [one for one in read.outcomes if one.rule is LISTED]
    assert silent.verdict is UNJUDGED and SCORED.title in silent.reason and silent.places


def test_the_general_rule_speaks_where_the_specific_one_is_off():
    assert [one.code for one in proofread(SCORES, params={"off": ["M705"]}).findings if one.code[0] == "M"] == ["M101"]
