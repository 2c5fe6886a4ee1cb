from decimal import Decimal
from functools import partial

import pytest

from budgets.forms import AMOUNTS
from budgets.grids import asset_blocks, budget_blocks, project_blocks, source_blocks, three_public_blocks
from budgets.models import BudgetLine, Project
from tests.factories import make_report
from tests.posting import parts, save, send, untouched, valid

pytestmark = pytest.mark.django_db
ASKED = ("prior_actual", "initial_budget", "adjustment", "revised_budget", "actual")
PAGES = (budget_blocks, source_blocks, project_blocks, three_public_blocks, asset_blocks)


@pytest.fixture
def year():
    return make_report().unit_year


def page(build, year, data=None):
    return build(year, data, ASKED)


def of(build, year):
    return partial(page, build, year)


@pytest.mark.parametrize("build", PAGES)
def test_page_nobody_touched_changes_nothing(year, build):
    blocks = send(of(build, year), {})
    assert valid(blocks)
    assert not any(form.has_changed() for part in parts(blocks) for form in getattr(part, "forms", [part]))


def test_amount_is_saved_in_yuan(year):
    save(send(of(budget_blocks, year), {"budget.nature.basic.actual": "２７３.７７"}))
    assert BudgetLine.objects.get(unit_year=year, scheme="nature", key="basic").actual == Decimal("2737700.00")


def test_amount_is_shown_in_wan(year):
    assert untouched(page(budget_blocks, year))["nature-0-actual"] == "410.00"


def test_column_that_holds_something_is_shown_though_nobody_asks_for_it(year):
    nature, economic = page(budget_blocks, year)
    assert "received" in [column.name for column in nature.columns]
    assert "received" not in [column.name for column in economic.columns]


def test_column_nobody_sees_is_not_written(year):
    BudgetLine.objects.filter(unit_year=year).update(received=None)
    blocks = send(of(budget_blocks, year), {}, **{"nature-0-received": "1"})
    save(blocks)
    assert BudgetLine.objects.get(unit_year=year, scheme="nature", key="total").received is None


def test_new_item_takes_the_code_of_its_name_within_its_class(year):
    added = {"economic-302-TOTAL_FORMS": "7", "economic-302-6-label": "会议费", "economic-302-6-actual": "1.00"}
    save(send(of(budget_blocks, year), {}, **added))
    assert BudgetLine.objects.get(unit_year=year, label="会议费").key == "30215"


@pytest.mark.parametrize(("name", "begins"), [("宣传栏制作", "302x"), ("办公费", "302x"), ("", "302x")])
def test_unknown_or_repeated_name_gets_a_code_of_its_own(year, name, begins):
    added = {"economic-302-TOTAL_FORMS": "7", "economic-302-6-label": name, "economic-302-6-actual": "1.00"}
    save(send(of(budget_blocks, year), {}, **added))
    line = BudgetLine.objects.get(unit_year=year, scheme="economic", label=name, actual=10000)
    assert line.key.startswith(begins) and line.parent == "302"


def test_renamed_item_keeps_its_code(year):
    save(send(of(budget_blocks, year), {"budget.economic.30217.label": "接待费用"}))
    assert BudgetLine.objects.get(unit_year=year, label="接待费用").key == "30217"


def test_class_with_items_cannot_be_removed(year):
    blocks = send(of(budget_blocks, year), {}, **{"economic-0-DELETE": "on"})
    save(blocks)
    assert BudgetLine.objects.filter(unit_year=year, scheme="economic", key="301").exists()


def test_standard_line_not_yet_stored_is_offered_and_stored_when_filled(year):
    assert not BudgetLine.objects.filter(unit_year=year, key="other_funds").exists()
    save(send(of(source_blocks, year), {"budget.source.other_funds.actual": "3"}))
    assert BudgetLine.objects.get(unit_year=year, key="other_funds").label == "其他资金"
    assert not BudgetLine.objects.filter(unit_year=year, key="fiscal_special_account_funds").exists()


def test_items_add_up_under_their_class(year):
    grid = page(budget_blocks, year)[1]
    sums = next(row for row in grid.rows if row.lead.text == "细目合计（自动）")
    assert [cell.text for cell in sums.cells[-2:]] == ["216.00", "99.54%"]


def test_adjustment_may_be_negative_and_expenditure_not(year):
    assert valid(send(of(budget_blocks, year), {"budget.nature.basic.adjustment": "-5"}))
    assert not valid(send(of(budget_blocks, year), {"budget.nature.basic.actual": "-5"}))


def test_project_joins_a_group(year):
    save(send(of(project_blocks, year), {"projects.2.parent": "1"}))
    assert Project.objects.get(unit_year=year, key="2").parent == "1"


def test_projects_cannot_hold_each_other(year):
    blocks = send(of(project_blocks, year), {"projects.2.parent": "1", "projects.1.parent": "2"})
    assert not valid(blocks)


def test_group_that_holds_projects_cannot_be_removed(year):
    Project.objects.filter(unit_year=year, key="2").update(parent="1")
    save(send(of(project_blocks, year), {}, **{"projects-0-DELETE": "on"}))
    assert Project.objects.filter(unit_year=year).count() == 2


def test_queries_do_not_grow_with_rows(year, django_assert_num_queries):
    BudgetLine.objects.bulk_create(
        BudgetLine(unit_year=year, scheme="economic", key=f"302x{n}", label=f"细目{n}", parent="302")
        for n in range(100, 180)
    )
    with django_assert_num_queries(1):
        untouched(page(budget_blocks, year))


def test_all_seven_amounts_have_a_place():
    assert len(AMOUNTS) == 7
