"""The scores two published reports state come out again under their schemes."""

from decimal import Decimal

from indicators.scheme import load_scheme
from indicators.scorecard import counted_money, scorecard, settled
from indicators.scoring import score_indicator
from lib.address import replace
from reports.importers.published import read
from tests.published import load, needs_reports

pytestmark = needs_reports


def scored(name, key):
    filing, scheme = read(load(name)).filing, load_scheme(key)
    whole = counted_money(filing.budget, scheme)
    card = scorecard(filing.indicators, whole, scheme, filing.performance.total_score)
    return card, settled(filing.indicators, filing.performance, whole, scheme), filing


def test_management_and_duties_make_the_stated_total_and_its_grade():
    card, (rows, result), filing = scored("zengcheng-2021", "guangzhou/2021")
    assert card.computed.formula == "32.48 + 56 = 88.48"
    assert (result.total_score, result.grade) == (Decimal("88.48"), "良")
    assert (card.gaps, rows) == ((), filing.indicators)


def test_a_stated_total_without_weights_still_has_its_grade():
    card, (rows, result), filing = scored("taoyuan-2023", "national/2020")
    assert (result.total_score, result.grade) == (95, "优")
    assert (card.computed.points, rows) == (None, filing.indicators)


def test_the_cases_that_were_cut_short_score_by_their_share():
    rows = scored("zengcheng-2021", "guangzhou/2021")[2].indicators.values()
    cut = [row for row in rows if row.target_value]
    weighed = [replace(replace(row, "operator", "="), "weight", Decimal(4)) for row in cut]
    formulas = [score_indicator(row, load_scheme("guangzhou/2021")).formula for row in weighed]
    assert formulas == ["4 × 1 ÷ 5 = 0.80", "4 × 1 ÷ 2 = 2.00"]
