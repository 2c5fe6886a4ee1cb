"""Whatever a filing says, the checks answer, and what they answer can be shown, linked and explained."""

import datetime
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from lib.address import flatten, known, metadata, replace
from reports.checks import RULES, outcomes, run_checks
from reports.checks.examples import PARAMS
from reports.checks.registry import FOUND, PASSED
from reports.checks.running import run
from reports.filing import Restatement
from reports.sample import SAMPLE

ADDRESSES = sorted([*flatten(SAMPLE), "budget.three_public_shares.reception", "budget.nature.total.execution_rate"])
GROUPS = [
    "budget.nature",
    "budget.economic",
    "budget.three_public",
    "projects",
    "indicators",
    "goals",
    "staffing.positions",
]
AMOUNTS = st.one_of(
    st.none(),
    st.just(Decimal(0)),
    st.decimals(-(10**15), 10**15, places=2),
    st.sampled_from([Decimal("2737700"), Decimal("0.01"), Decimal("9999999999999999.99")]),
)
# Words are blank where nothing was said, never None: the text columns cannot hold it.
TEXTS = st.sampled_from(["", " ", "1", "2", "301", "total", "≤", "execution", "每日", "99.5", "期"])
COUNTS = st.one_of(st.none(), st.integers(0, 99))
VALUES = {
    "wan": AMOUNTS, "score": st.one_of(st.none(), st.decimals(-5, 120, places=2)), "count": COUNTS, "year": COUNTS,
    "date": st.one_of(st.none(), st.dates(datetime.date(2000, 1, 1))), "flag": st.booleans(),
}  # fmt: skip
STORED = [at for at in ADDRESSES if at in flatten(SAMPLE)]


@st.composite
def filings(draw):
    filing = SAMPLE
    for group in draw(st.lists(st.sampled_from(GROUPS), max_size=2)):
        rows = dict(filing[group])
        dropped = draw(st.sets(st.sampled_from(sorted(rows)))) if rows else ()
        filing = replace(filing, group, {key: row for key, row in rows.items() if key not in dropped})
    for at in draw(st.lists(st.sampled_from(STORED), max_size=12)):
        if known(filing, at):
            filing = replace(filing, at, draw(VALUES.get(metadata(SAMPLE, at)["unit"], TEXTS)))
    for key in "12":
        again = Restatement(draw(st.sampled_from([*ADDRESSES, "", "no.such.fact"])), draw(AMOUNTS))
        filing = replace(filing, f"restatements.{key}", again)
    return filing


@settings(max_examples=400, deadline=None)
@given(filings())
def test_checks_never_raise_and_always_point_somewhere(filing):
    findings = run_checks(filing, PARAMS)
    assert all(one.addresses and all(known(filing, at) for at in one.addresses) for one in findings)
    assert len({one.fingerprint for one in findings}) == len(findings)


@settings(max_examples=100, deadline=None)
@given(filings())
def test_nothing_is_lost_when_causes_are_put_first(filing):
    alone = [one.fingerprint for rule in RULES for one in run([rule], filing, PARAMS)]
    assert sorted(one.fingerprint for one in run_checks(filing, PARAMS)) == sorted(alone)


@settings(max_examples=100, deadline=None)
@given(filings())
def test_blanking_every_amount_of_a_line_leaves_no_sum_blamed_on_it(filing):
    for column in ("prior_actual", "initial_budget", "adjustment", "revised_budget", "received", "actual"):
        at = f"budget.nature.total.{column}"
        filing = replace(filing, at, None) if known(filing, at) else filing
    sums = [one for one in run_checks(filing, PARAMS) if one.kind == "sum_mismatch"]
    assert not [one for one in sums if one.addresses[0].startswith("budget.nature.total.")]


@settings(max_examples=200, deadline=None)
@given(filings())
def test_every_rule_answers_and_says_what_it_looked_at(filing):
    for one in outcomes(filing, PARAMS):
        assert (one.verdict is FOUND) == bool(one.findings)
        assert all(seen.figures for seen in one.held), one.rule.code
        assert all(seen.message and seen.at for seen in one.unjudged)
        assert one.held or one.verdict is not PASSED
