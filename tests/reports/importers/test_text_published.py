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
    quotes_of,
    share,
    shown,
    silent,
)  # fmt: skip


def arriving(name):
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    truth = read(load(name))
    return arrivals(truth.filing, read_text(text), quotes_of(truth))


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
def test_facts_arrive(name):
    told = arriving(name)

    assert share(told) >= 0.95, shown(told)


@needs_reports
@pytest.mark.parametrize("name", NAMES)
def test_no_fact_is_wrong_without_a_mark(name):
    assert silent(arriving(name)) == []


@needs_reports
@pytest.mark.parametrize("name", NAMES)
def test_every_sentence_with_an_amount_is_read_or_listed(name):
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    loaded = read_text(text)
    listed = Counter(one.where for one in loaded.unread)

    assert all(one.reason and one.words for one in loaded.unread)
    assert max(listed.values(), default=0) <= 8
