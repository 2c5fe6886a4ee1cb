import json
import unicodedata

from hypothesis import given, settings

from lib import canonical
from lib.address import flatten, replace
from reports.filing import Filing
from reports.sample import SAMPLE
from reports.thawing import thaw
from tests.reports.strategies import filings


def in_nfc(filing: Filing) -> Filing:
    for at, value in flatten(filing).items():
        if isinstance(value, str) and not unicodedata.is_normalized("NFC", value):
            filing = replace(filing, at, unicodedata.normalize("NFC", value))
    return filing


@given(filings().map(in_nfc))
@settings(max_examples=25, deadline=None)
def test_what_was_frozen_thaws_to_the_same_filing(filing):
    assert thaw(json.loads(canonical.text(canonical.plain(filing)))) == filing


def test_thawed_rows_know_their_addresses():
    thawed = thaw(canonical.plain(SAMPLE))
    assert thawed.budget.nature["basic"].at("actual") == "budget.nature.basic.actual"


def test_a_fact_that_came_later_takes_its_default_and_a_forgotten_one_is_left_out():
    old = canonical.plain(SAMPLE)
    del old["funds"]
    old["profile"]["telegram_address"] = "云溪 7"
    assert thaw(old) == replace(SAMPLE, "funds", Filing().funds)
