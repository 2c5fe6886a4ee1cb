"""Of each published report's text, nearly all facts arrive at their address, and none wrong without a mark."""

from collections import Counter

import pytest

from reports.importers.published import read
from reports.importers.text import read_text
from tests.published import FOLDER, NAMES, load, needs_reports
from tests.reports.importers.arriving import (
    DOUBTED,
    GUESSED,
    INVENTED,
    MISSING,
    RIGHT,
    SURE,
    arrivals,
    counts,
    share,
    shown,
    silent,
)  # fmt: skip

# What another module reads: words, goals, indicators, scores, outputs.
TOLD = ("narrative", "goals", "indicators", "outputs", "performance")


def arriving(name):
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    return arrivals(read(load(name)).filing, read_text(text))


@needs_reports
@pytest.mark.parametrize("name", NAMES)
def test_amounts_arrive(name, record_property):
    told = arriving(name)
    count = counts(told)
    figures = " | ".join(f"{count[fate]:>4}" for fate in (RIGHT, DOUBTED, SURE, MISSING, GUESSED, INVENTED))
    record_property("imported", f"{name:<16} | {share(told, amounts=True):>7.1%} | {share(told):>7.1%} | {figures}")

    assert share(told, amounts=True) >= 0.95, shown(told)


@needs_reports
@pytest.mark.parametrize("name", NAMES)
def test_facts_of_money_and_the_unit_arrive(name):
    own = [one for one in arriving(name) if not one.at.startswith(TOLD)]

    assert share(own) >= 0.9, shown(own)


@needs_reports
@pytest.mark.parametrize("name", NAMES)
def test_no_fact_of_money_or_the_unit_is_wrong_without_a_mark(name):
    assert not [one for one in silent(arriving(name)) if not one.at.startswith(TOLD)]


@needs_reports
@pytest.mark.parametrize("name", NAMES)
def test_every_sentence_with_an_amount_is_read_or_listed(name):
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    loaded = read_text(text)
    listed = Counter(one.where for one in loaded.unread)

    assert all(one.reason and one.words for one in loaded.unread)
    assert max(listed.values(), default=0) <= 8
