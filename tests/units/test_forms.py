from functools import partial

import pytest

from tests.factories import make_report
from tests.posting import parts, save, send, valid
from units.forms import profile_blocks, staffing_blocks
from units.models import Department, Duty, StaffCount

pytestmark = pytest.mark.django_db


@pytest.fixture
def year():
    return make_report().unit_year


def fields(blocks):
    return {at: bound for part in parts(blocks) for at, bound in part.facts().items()}


def test_every_input_is_known_by_the_address_of_its_fact(year):
    found = fields(profile_blocks(year, None))
    assert found["profile.head_name"].id_for_label == "profile.head_name"
    assert 'id="departments.2.duties"' in str(found["departments.2.duties"])


def test_labels_are_those_of_the_facts(year):
    found = fields(profile_blocks(year, None))
    assert found["profile.funding"].label == "经费形式"
    assert found["departments.1.duties"].label == "职责"


def test_page_nobody_touched_changes_nothing(year):
    blocks = send(partial(profile_blocks, year), {})
    assert valid(blocks)
    assert not any(form.has_changed() for block in blocks for form in block.forms)


def test_profile_may_be_saved_half_filled(year):
    save(send(partial(profile_blocks, year), {"profile.funding": "", "profile.department_count": ""}))
    year.refresh_from_db()
    assert (year.profile.funding, year.profile.department_count) == ("", None)


def test_refused_count_says_why_and_stays_in_its_box(year):
    blocks = send(partial(profile_blocks, year), {"profile.department_count": "三个"})
    assert not valid(blocks)
    bound = fields(blocks)["profile.department_count"]
    assert bound.errors == ["请只填整数，例如 12"]
    assert bound.value() == "三个"


def test_row_added_gets_a_key_no_row_has_had(year):
    blocks = send(partial(profile_blocks, year), {}, **{"duties-TOTAL_FORMS": "3", "duties-2-text": "组织培训。"})
    save(blocks)
    added = Duty.objects.get(text="组织培训。")
    assert added.key not in ("1", "2")
    assert list(Duty.objects.filter(unit_year=year).values_list("text", flat=True))[-1] == "组织培训。"


def test_blank_rows_are_not_stored(year):
    save(send(partial(profile_blocks, year), {}, **{"duties-TOTAL_FORMS": "5"}))
    assert Duty.objects.filter(unit_year=year).count() == 2


def test_ticked_row_is_removed(year):
    save(send(partial(profile_blocks, year), {}, **{"departments-0-DELETE": "on"}))
    assert list(Department.objects.filter(unit_year=year).values_list("key", flat=True)) == ["2"]


def test_key_of_another_units_row_is_refused(year):
    other = make_report().unit_year
    foreign = Duty.objects.create(unit_year=other, key="77", text="别家的职责")
    blocks = send(partial(profile_blocks, year), {}, **{"duties-0-key": "77", "duties-0-text": "改写"})
    assert not valid(blocks)
    foreign.refresh_from_db()
    assert foreign.text == "别家的职责"


def test_same_key_twice_is_refused(year):
    assert not valid(send(partial(profile_blocks, year), {}, **{"duties-1-key": "1"}))


# What somebody may make of the numbers that come with a list of rows.
TAMPERED = [
    {"duties-TOTAL_FORMS": ""},
    {"duties-TOTAL_FORMS": "-1"},
    {"duties-TOTAL_FORMS": "许多"},
    {"duties-TOTAL_FORMS": "999999999"},
    {"duties-INITIAL_FORMS": "x"},
]


@pytest.mark.parametrize("tampered", TAMPERED)
def test_tampered_counts_are_refused_in_chinese_and_nothing_is_lost(year, tampered):
    blocks = send(partial(profile_blocks, year), {}, **tampered)
    assert not valid(blocks)
    said = [message for block in blocks for form in block.forms for message in getattr(form, "non_form_errors", list)()]
    assert said and all("页面内容不完整" in words or "最多 400 行" in words for words in said)


def test_total_of_a_group_is_offered_before_it_is_stored(year):
    save(send(partial(staffing_blocks, year), {"staffing.other_staff.total.count": "2"}))
    assert StaffCount.objects.get(unit_year=year, group="other_staff").count == 2


def test_kinds_of_staff_keep_to_their_group(year):
    added = {"positions-TOTAL_FORMS": "5", "positions-4-label": "司机", "positions-4-count": "1"}
    save(send(partial(staffing_blocks, year), {}, **added))
    assert StaffCount.objects.get(unit_year=year, label="司机").group == "positions"


def test_sum_of_the_kinds_stands_under_them(year):
    grid = staffing_blocks(year, None)[0]
    assert grid.rows[-1].cells[0].text == "12"
