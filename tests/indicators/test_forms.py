from decimal import Decimal
from functools import partial

import pytest

from indicators.forms import goal_blocks, indicator_blocks
from indicators.models import Goal, Indicator
from tests.factories import make_report
from tests.posting import parts, save, send, valid

pytestmark = pytest.mark.django_db


@pytest.fixture
def year():
    return make_report().unit_year


@pytest.mark.parametrize("build", [goal_blocks, indicator_blocks])
def test_page_nobody_touched_changes_nothing(year, build):
    blocks = send(partial(build, year), {})
    assert valid(blocks)
    assert not any(form.has_changed() for part in parts(blocks) for form in getattr(part, "forms", [part]))


def test_indicators_stand_under_their_headings(year):
    tree = indicator_blocks(year, None)[0]
    assert [row.form.instance.key for row in tree.rows] == ["1", "2", "3", "4", "5", "6", "7", "8", "9"]
    assert [row.css for row in tree.rows][:3] == ["", "group", "l2"]


def test_score_is_a_number_with_two_places(year):
    save(send(partial(indicator_blocks, year), {"indicators.7.score": "7.5"}))
    assert Indicator.objects.get(unit_year=year, key="7").score == Decimal("7.50")
    assert not valid(send(partial(indicator_blocks, year), {"indicators.7.score": "七分"}))


def test_kind_given_by_a_person_is_no_longer_the_machines(year):
    Indicator.objects.filter(unit_year=year, key="3").update(classified=True)
    save(send(partial(indicator_blocks, year), {"indicators.3.taxonomy": "quality"}))
    assert Indicator.objects.get(unit_year=year, key="3").classified is False


def test_kind_outside_the_list_is_refused(year):
    assert not valid(send(partial(indicator_blocks, year), {"indicators.3.taxonomy": "<b>"}))


def test_new_indicator_goes_under_the_heading_it_names(year):
    added = {"indicators-TOTAL_FORMS": "10", "indicators-9-label": "新指标", "indicators-9-parent": "5"}
    save(send(partial(indicator_blocks, year), {}, **added))
    assert Indicator.objects.get(unit_year=year, label="新指标").parent == "5"


def test_parent_of_another_unit_is_refused(year):
    assert not valid(send(partial(indicator_blocks, year), {"indicators.3.parent": "99"}))


def test_indicator_without_a_name_is_refused_and_half_a_row_is_not(year):
    assert not valid(send(partial(indicator_blocks, year), {"indicators.3.label": ""}))
    assert valid(send(partial(indicator_blocks, year), {"indicators.3.weight": "", "indicators.3.target_value": ""}))


def test_row_chosen_as_parent_is_not_removed_in_the_same_post(year):
    Indicator.objects.filter(unit_year=year, key="1").update(target_value="")
    blocks = send(partial(indicator_blocks, year), {"indicators.9.parent": "1"}, **{"indicators-0-DELETE": "on"})
    assert not valid(blocks)


def test_goal_is_of_the_kind_of_its_list(year):
    added = {"goals-annual-TOTAL_FORMS": "2", "goals-annual-1-text": "新目标", "goals-annual-1-kind": "task"}
    save(send(partial(goal_blocks, year), {}, **added))
    assert Goal.objects.get(unit_year=year, text="新目标").kind == "annual"
