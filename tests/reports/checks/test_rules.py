import pytest

from lib.address import known
from reports.checks import RULES, run_checks
from reports.checks.examples import CASES, PARAMS
from reports.sample import SAMPLE

LISTED = [pytest.param(code, case, id=f"{code}-{n}") for code, cases in CASES.items() for n, case in enumerate(cases)]


def test_sample_is_clean():
    assert run_checks(SAMPLE, PARAMS) == []


def test_every_rule_has_a_case():
    assert [rule.code for rule in RULES] == list(CASES)


@pytest.mark.parametrize(("code", "case"), LISTED)
def test_edit_fires_its_rule_and_nothing_unlisted(code, case):
    findings = run_checks(case.filing, PARAMS | case.params)
    assert sorted(one.code for one in findings) == sorted((code, *case.also))


@pytest.mark.parametrize(("code", "case"), LISTED)
def test_rule_blames_the_place_to_mend(code, case):
    assert case.blames in [
        one.addresses[0] for one in run_checks(case.filing, PARAMS | case.params) if one.code == code
    ]


@pytest.mark.parametrize(("code", "case"), LISTED)
def test_finding_names_places_that_exist_and_says_what_is_wrong(code, case):
    for one in run_checks(case.filing, PARAMS | case.params):
        assert all(known(case.filing, at) for at in one.addresses)
        assert one.title and one.message.endswith("。") and not one.title.endswith("。")
        assert not one.hint or one.hint.endswith("。")
        assert "None" not in f"{one.title}{one.message}{one.hint}{one.working}"
        assert len(one.working) != 1
