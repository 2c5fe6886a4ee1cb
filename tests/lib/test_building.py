"""The way back from facts by address."""

from __future__ import annotations

import pytest

from lib.address import UnknownAddressError, flatten
from lib.building import build
from reports.filing import Filing
from reports.sample import SAMPLE


def test_facts_by_address_make_the_root_they_came_from():
    assert build(Filing, flatten(SAMPLE)) == SAMPLE


def test_what_is_not_among_the_facts_takes_its_default():
    assert build(Filing, {}) == Filing()


def test_rows_come_in_the_order_of_their_first_fact():
    built = build(Filing, {"duties.2.text": "乙", "duties.1.text": "甲"})
    assert list(built.duties) == ["2", "1"]


def test_an_address_without_a_place_is_refused():
    with pytest.raises(UnknownAddressError, match=r"budget\.nature\.basic\.colour"):
        build(Filing, {"budget.nature.basic.colour": 1})
