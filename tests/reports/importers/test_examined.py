"""Of reports and workbooks nobody wrote for us, nearly all facts arrive, and none wrong or made up without a mark."""

import pytest

from reports.importers import read_file
from tests.reports.importers.arriving import RIGHT, arrivals, counts, forgiven, share, shown, silent
from tests.reports.importers.examined.truths import FOLDER, truths
from tests.reports.importers.examined.workbooks import BOOKS

REPORTS = sorted(path.stem for path in FOLDER.glob("*.txt"))
NAMES = (*REPORTS, *BOOKS)
# What the truth of an examined file does not list whole: words, figures of the year's work, how kinds are coded.
UNLISTED = ("narrative.", "goals.", "basis.", "duties.", "outputs.", "attachments.", "title")
CODED = (".taxonomy", ".parent", ".classified", ".kind", ".nature", ".usage")


def told_of(name):
    content = BOOKS[name]() if name in BOOKS else (FOLDER / f"{name}.txt").read_bytes()
    loaded = read_file(f"{name}.xlsx" if name in BOOKS else f"{name}.txt", content)
    truth, beside = truths(name)
    may = forgiven(beside, loaded)
    return [
        one
        for one in arrivals(truth, loaded)
        if one.truth is not None
        or (one.at not in may and not one.at.startswith(UNLISTED) and not one.at.endswith(CODED))
    ]


@pytest.mark.parametrize("name", NAMES)
def test_no_examined_fact_is_wrong_or_made_up_without_a_mark(name):
    told = told_of(name)

    assert silent(told) == [], shown(told)


@pytest.mark.parametrize("name", NAMES)
def test_nine_of_ten_examined_amounts_arrive(name, record_property):
    told = told_of(name)
    record_property(
        "examined", f"{name:<18} | {share(told, amounts=True):>7.1%} | {share(told):>7.1%} | {dict(counts(told))}"
    )

    assert share(told, amounts=True) >= 0.9, shown(told)


@pytest.mark.parametrize("name", NAMES)
def test_four_of_five_examined_facts_arrive(name):
    told = told_of(name)

    assert counts(told)[RIGHT] >= 30  # few facts would prove little
    assert share(told) >= 0.8, shown(told)
