import pytest

from reports.checks import RULES
from reports.step_rules import rules_by_step
from reports.steps import BY_KEY
from tests.factories import make_report
from tests.reports.editing import Clerk


def test_every_rule_over_facts_watches_over_some_step():
    listed = {rule.code for rules in rules_by_step().values() for rule in rules}
    assert listed == {rule.code for rule in RULES} and set(rules_by_step()) <= set(BY_KEY)


def test_a_rule_is_listed_where_what_it_blames_is_edited():
    assert "A103" in {rule.code for rule in rules_by_step()["budget"]}
    assert "A201" in {rule.code for rule in rules_by_step()["three_public"]}


@pytest.mark.django_db
def test_the_rules_of_a_step_stand_beside_it_with_their_source():
    page = Clerk(make_report()).open("three_public")
    assert "“三公”经费等于各项之和" in page.words and "依据：" in page.words
    assert "类合计等于细目之和" not in page.words
