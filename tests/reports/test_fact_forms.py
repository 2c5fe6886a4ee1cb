"""Facts of any table are edited by their address: the row is found, or begun where it may be."""

from decimal import Decimal

import pytest

from budgets.models import BudgetLine
from reports.fact_forms import FactForms, may_write
from reports.models import Declared
from reports.rows import take
from tests.factories import make_report
from units.models import StaffCount

pytestmark = pytest.mark.django_db


def saved(report, values, labels=None):
    """Post *values* by address and return the filing after."""
    data = {f"{at.rpartition('.')[0]}-{at.rpartition('.')[2]}": text for at, text in values.items()}
    forms = FactForms(report, list(values), data, labels)
    assert all(form.is_valid() for form in forms.forms), [form.errors for form in forms.forms]
    for form in forms.forms:
        form.save()
    return take(report)


@pytest.mark.parametrize(
    ("at", "text", "value"),
    [
        ("budget.three_public.reception.prior_actual", "2.5", Decimal(25000)),
        ("staffing.serving_staff.total.count", "12", 12),
        ("projects.1.goal", "办好科普日", "办好科普日"),
        ("indicators.3.actual_value", "47", "47"),
        ("assets.total", "97", Decimal(970000)),
        ("profile.competent_department", "云溪县科协", "云溪县科协"),
    ],
)
def test_a_stored_fact_is_written_where_it_is_kept(at, text, value):
    assert saved(make_report(), {at: text})[at] == value


def test_a_line_nobody_stored_is_begun_with_its_standard_name():
    report = make_report()
    at = "budget.source.other_funds.actual"
    filing = saved(report, {at: "3"})
    assert filing[at] == 30000
    assert filing["budget.source.other_funds.label"] == "其他资金"


def test_the_source_of_a_projects_money_belongs_to_the_project():
    report = make_report()
    row = "budget.project_source.1-carryover"
    saved(report, {f"{row}.actual": "5"}, {row: "上年结转资金"})
    line = BudgetLine.objects.get(scheme="project_source")
    assert (line.key, line.parent, line.label) == ("1-carryover", "1", "上年结转资金")


def test_a_declared_fact_is_named_as_its_schedule_names_it():
    report = make_report()
    saved(report, {"declared.procurement.amount": "30.66"}, {"declared.procurement": "政府采购金额"})
    row = Declared.objects.get()
    assert (row.key, row.label, row.amount) == ("procurement", "政府采购金额", Decimal(306600))


def test_a_percentage_is_typed_and_kept_as_people_mean_it():
    report = make_report()
    filing = saved(report, {"declared.rate.percent": "95.1%"})
    assert filing["declared.rate.percent"] == Decimal("0.951")
    form = FactForms(report, ["declared.rate.percent"]).forms[0]
    assert form["percent"].value() == "95.1"


def test_blank_inputs_begin_no_rows():
    report = make_report()
    saved(report, {"declared.procurement.amount": "", "budget.source.other_funds.actual": ""})
    assert not Declared.objects.exists()
    assert not BudgetLine.objects.filter(key="other_funds").exists()


def test_a_list_row_that_is_not_there_is_not_begun():
    assert FactForms(make_report(), ["projects.99.goal", "goals.99.text"]).forms == []


@pytest.mark.parametrize(
    "at",
    [
        "budget.nature.total.execution_rate",
        "projects.1.parent",
        "indicators.1.label",
        "narrative.cost.text",
        "title",
        "x.y",
    ],
)
def test_what_is_computed_or_held_together_elsewhere_is_not_written_here(at):
    assert not may_write(at)


def test_rows_of_another_report_are_out_of_reach():
    other, report = make_report(), make_report()
    StaffCount.objects.filter(unit_year=report.unit_year).delete()
    saved(report, {"staffing.serving_staff.total.count": "3"})
    assert take(other)["staffing.serving_staff.total.count"] == 11


def test_one_query_a_table_however_many_cells(django_assert_max_num_queries):
    report = make_report()
    addresses = [
        f"budget.nature.{code}.{name}"
        for code in ("total", "basic", "project")
        for name in ("actual", "initial_budget")
    ]
    with django_assert_max_num_queries(2):
        assert len(FactForms(report, [*addresses, "projects.1.goal", "projects.2.goal"]).forms) == 5
