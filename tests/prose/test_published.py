"""The five published reports: what must be found in them, and that nothing else is said. The bars are those of the bench."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pytest

from bench import published
from bench.detection import measure
from bench.mutants import sampled
from bench.mutations import broken, misses
from bench.proof import DEFECTS, MUTANTS
from prose.proofreading import proofread
from prose.registry import Finding
from tests.published import needs_reports

pytestmark = needs_reports
SAMPLE = {"strong": 160, "weak": 80}  # mutants; the bench takes all


@cache
def read(text: str) -> Sequence[Finding]:
    return proofread(text).findings


@pytest.fixture(scope="module")
def judged() -> published.Judged:
    return published.judge(published.all_findings(read))


@pytest.mark.parametrize(("part", "least"), DEFECTS.items())
def test_defects_are_found(judged, part, least):
    found, total = judged.recall[part]
    assert found >= least, f"{found} of {total}\n" + "\n".join(judged.missed)


def test_what_holds_is_not_questioned(judged):
    assert not judged.alarms


@pytest.mark.parametrize(("strength", "percent"), MUTANTS.items())
def test_changed_numbers_are_noticed(strength, percent):
    mutants = [one for one in broken(published.sources()) if one.strength == strength]
    tally = measure(published.texts(), sampled(mutants, SAMPLE[strength]), read)
    found, total = tally.share(strength)
    assert 100 * found >= percent * total, f"{found} of {total}\n" + "\n".join(misses(tally, published.sources()))
