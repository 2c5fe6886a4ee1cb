"""Reports nobody tuned the importer to: what it is sure of is what their books say, unless the text says otherwise itself."""

import pytest

from reports.importers.text import read_text
from tests.reports.importers.arriving import MISSING, SURE, arrivals
from tests.reports.importers.ledgers import reports

MONEY = ("budget.", "projects.", "assets.", "three_public_counts.", "staffing.", "fiscal_year", "profile.name")
CORE = ("budget.nature.basic.actual", "budget.nature.project.actual", "budget.three_public.total.actual")


def told(text, truth):
    found = arrivals(truth, read_text(text))
    return [one for one in found if one.at.startswith(MONEY) and not one.at.endswith((".label", ".parent"))]


@pytest.mark.parametrize("seed", [101, 102])
def test_what_is_sure_of_a_clean_report_is_true(seed):
    wrong = [
        (n, one)
        for n, (text, truth) in enumerate(reports(seed, 12, False))
        for one in told(text, truth)
        if one.fate == SURE
    ]

    assert not wrong


def test_the_main_amounts_of_clean_reports_arrive():
    found = [one for text, truth in reports(103, 12, False) for one in told(text, truth)]

    assert not [one for one in found if one.at in CORE and one.fate == MISSING]
    assert sum(one.fate == MISSING for one in found if one.at.startswith("projects.")) == 0


def test_contradictions_in_a_report_hardly_ever_stay_unmarked():
    found = [one for text, truth in reports(104, 24, True) for one in told(text, truth)]

    assert sum(one.fate == SURE for one in found) <= 1
