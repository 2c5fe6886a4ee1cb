from decimal import Decimal

import pytest

from reports.filing import Filing
from reports.proposals import marked, strange
from reports.proposals.values import parsed, shown
from units.snapshot import Profile

NAMES = ("云溪县科学技术协会", "县科协")


@pytest.mark.parametrize(
    ("printed", "unit", "fact_unit", "value"),
    [
        ("410.42", "万元", "wan", Decimal(4104200)),
        ("4,104,200.00", "元", "wan", Decimal(4104200)),
        ("410.42万元", "", "wan", Decimal(4104200)),
        ("0.5亿元", "", "wan", Decimal(50_000_000)),
        ("95.88%", "", "percent", Decimal("0.9588")),
        ("12人", "", "count", 12),
        ("300余", "", "text", "300余"),
        ("若干", "万元", "wan", None),
    ],
)
def test_printed_figure_becomes_the_value_of_its_fact(printed, unit, fact_unit, value):
    assert parsed(printed, unit, fact_unit) == value


def test_amount_is_shown_with_every_place_that_counts():
    assert shown(Decimal("360150"), "wan") == "36.015 万元"
    assert shown(Decimal(0), "wan") == "0.00 万元"


def test_figure_is_found_whole_in_its_sentence():
    found = marked("整体支出1410.41万元，其中基本支出410.41万元，占比", "410.41")
    assert (found.before[-4:], found.figure) == ("基本支出", "410.41")


def test_sentence_without_the_figure_is_shown_as_it_stands():
    assert marked("由8个细目相加", "217.56").before == "由8个细目相加"


@pytest.mark.parametrize(
    ("name", "year", "fits"),
    [
        ("云溪县科学技术协会", 2024, True),
        ("县科协", 2023, True),
        ("云溪县科学技术协会（本级）", 2024, True),
        ("", 2024, True),
        ("石门县科学技术协会", 2024, False),
        ("县科协", 2021, False),
        ("县科协", 2025, False),
        ("县科协", 0, False),
    ],
)
def test_other_unit_and_other_year_are_strange(name, year, fits):
    file = Filing(fiscal_year=year, profile=Profile(name=name))
    assert strange(file, names=NAMES, year=2024) is not fits
