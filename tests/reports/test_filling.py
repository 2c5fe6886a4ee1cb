"""Schedules filled: what stands in the cells, how it was worked out, what is left out."""

from dataclasses import replace as changed
from decimal import Decimal

import pytest
from hypothesis import given, settings

from lib.address import known, replace
from lib.display import score
from lib.formulas import parse as parse_formula
from reports.document import Table, dump, load, words
from reports.filling import fill, lay_out, quoted
from reports.sample import SAMPLE
from reports.schedule import load_schedule, parse, schedules
from tests.reports.rich import RICH, wan
from tests.reports.strategies import filings

OVERALL = load_schedule("hunan/overall_self_evaluation")
BASIC_DATA = load_schedule("national/basic_data")
PROJECT = load_schedule("national/project_self_evaluation")
FUND = load_schedule("national/government_fund")


def table(annex):
    """Return the words of every cell, row by row."""
    return [
        [words(cell) for cell in row.children]
        for child in annex.children
        if isinstance(child, Table)
        for row in (*child.head, *child.body)
    ]


def line(annex, label):
    return next(row for row in table(annex) if label in row[:3])


def cells(schedule, filing):
    return [cell for sheet in lay_out(schedule, filing) for cell in sheet.cells()]


def numbers(found):
    """Return what each cell holds by place, in the units its formula counts in."""
    scale = {"wan": Decimal(10_000)}
    return {
        f"r{cell.line}c{cell.column}": Decimal(cell.raw) / scale.get(cell.unit, 1)
        for cell in found
        if isinstance(cell.raw, Decimal | int)
    }


@pytest.mark.parametrize("key", schedules())
def test_every_formula_gives_what_is_printed(key):
    for sheet in lay_out(load_schedule(key), RICH):
        found = list(sheet.cells())
        held = numbers(found)
        for cell in found:
            if cell.formula:
                worth = parse_formula(cell.formula).evaluate(held.get)
                assert worth is not None and round(worth, 4) == round(held[f"r{cell.line}c{cell.column}"], 4), cell


@given(filings())
@settings(max_examples=15, deadline=None)
def test_any_filing_fills_every_schedule(filing):
    for key in schedules():
        for annex in fill(load_schedule(key), filing):
            assert load(dump(annex)) == annex


def test_a_fact_keeps_its_address_and_a_computed_cell_has_none():
    found = {cell.at: cell for cell in cells(BASIC_DATA, RICH) if cell.at}
    assert found["budget.three_public.total.actual"].raw == wan("1.5")
    rate = next(cell for cell in cells(BASIC_DATA, RICH) if cell.unit == "percent")
    assert rate.at == "" and rate.children[0].text == "91.67%" and not rate.stored


def test_totals_are_the_sum_of_their_parts():
    annex = fill(BASIC_DATA, RICH)[0]
    assert line(annex, "三公经费")[1:] == ["2.00", "2.00", "1.50"]
    assert line(annex, "项目支出：")[1:] == ["121.40", "120.00", "142.00"]
    assert line(annex, "1、业务工作专项")[1:] == line(annex, "科普活动专项")[1:]


def test_a_sum_stands_in_for_a_total_nobody_stated():
    unstated = replace(RICH, "budget.three_public.total.actual", None)
    cell = next(cell for cell in cells(BASIC_DATA, unstated) if cell.at == "budget.three_public.total.actual")
    assert cell.children[0].text == "1.50" and cell.formula and cell.stored


def test_a_stated_total_is_printed_as_stated_and_has_no_formula_that_says_otherwise():
    wrong = replace(RICH, "budget.three_public.total.actual", wan("9"))
    cell = next(cell for cell in cells(BASIC_DATA, wrong) if cell.at == "budget.three_public.total.actual")
    assert cell.children[0].text == "9.00" and cell.formula == "" and cell.computed == wan("1.5")


def test_blank_zero_and_absent_print_differently():
    annex = fill(BASIC_DATA, RICH)[0]
    assert line(annex, "2、出国经费")[1:] == ["0.00", "0.00", "0.00"]
    assert line(annex, "会议费、培训费")[1:] == ["—", "—", "—"]
    assert line(annex, "部门整体支出预算调整")[1:] == ["——", "380.00", "420.00"]


def test_several_codes_are_added_and_a_line_kept_for_them_all_is_quoted():
    annex = fill(BASIC_DATA, RICH)[0]
    assert line(annex, "水费、电费、差旅费")[3] == "15.50"
    form = parse(
        'title = "x"\nwidths = [1]\n[[section]]\nkey = "a"\n[[section.row]]\n'
        'cells = [{ at = "budget.economic.30205+30206.actual" }]'
    )
    assert cells(form, RICH)[0].at == "budget.economic.30205-30206.actual"


def test_indicators_stand_under_their_levels_and_without_budget_execution():
    annex = fill(OVERALL, SAMPLE)[0]
    rows = table(annex)
    begun = rows.index(["产出指标", "数量指标", "科普活动场次", "≥40场", "46场", "30", "30", "—"])
    assert rows[begun + 1][:2] == ["时效指标", "活动按期完成率"]
    assert not any("预算执行" in row for row in rows)
    first = annex.children[2].body[0].children
    assert [cell.rows for cell in first[:3]] == [2, 1, 1]


def test_a_level_no_family_names_is_left_blank_or_is_the_places_own():
    plain = replace(SAMPLE, "indicators.4.taxonomy", "")
    assert next(row for row in table(fill(OVERALL, plain)[0]) if "活动按期完成率" in row)[:2] == ["", "活动按期完成率"]
    own = replace(plain, "indicators.2.taxonomy", "")
    assert next(row for row in table(fill(OVERALL, own)[0]) if "活动按期完成率" in row)[:2] == ["活动按期完成率", ""]


def test_a_total_with_a_part_that_is_not_answered_is_not_answered():
    unweighed = replace(SAMPLE, "indicators.3.weight", None)
    assert line(fill(OVERALL, unweighed)[0], "总分")[:3] == ["总分", "—", score(SAMPLE.performance.total_score)]


def test_points_of_budget_execution_stand_beside_the_funds_and_count():
    annex = fill(OVERALL, SAMPLE)[0]
    assert line(annex, "年度资金总额") == ["年度资金总额", "380.00", "420.00", "410.00", "10", "97.62%", "9.76"]
    assert line(annex, "总分")[:3] == ["总分", "100", score(SAMPLE.performance.total_score)]


def test_a_place_without_such_an_indicator_leaves_its_points_blank():
    without = changed(SAMPLE, indicators={key: row for key, row in SAMPLE.indicators.items() if key != "1"})
    assert line(fill(OVERALL, without)[0], "年度资金总额")[4:] == ["—", "97.62%", "—"]


def test_groups_of_a_place_are_merged_and_summed():
    annex = fill(load_schedule("guangzhou/overall_self_evaluation"), SAMPLE)[0]
    output = line(annex, "产出指标")
    assert output[:4] == ["产出指标", "50", "50", "数量指标"]
    assert line(annex, "合计")[:3] == ["合计", "420.00", "410.00"]


def test_each_project_has_a_form_of_its_own():
    first, second = fill(PROJECT, RICH)
    assert (first.key, second.key) == ("national/project_self_evaluation/1", "national/project_self_evaluation/2")
    assert line(first, "总分")[:3] == ["总分", "100", "95.5"]
    assert line(first, "其中：当年财政拨款")[1:4] == ["70.00", "90.00", "86.00"]
    assert sum(row == [""] * 8 for row in table(second)) == 4


def test_a_project_that_holds_others_has_none():
    grouped = replace(RICH, "projects.2.parent", "1")
    assert [annex.key[-1] for annex in fill(PROJECT, grouped)] == ["2"]


def test_funds_are_printed_if_there_are_any():
    assert fill(FUND, SAMPLE) == []
    annex = fill(FUND, RICH)[0]
    assert annex.landscape and table(annex)[1] == ["小计", "基本支出", "项目支出"]
    assert line(annex, "合计")[1:] == ["3.00", "15.50", "14.50", "3.00", "11.50", "4.00"]
    assert line(annex, "21213")[2:] == ["0.00", "5.50", "5.50", "1.00", "4.50", "0.00"]


def test_zero_everywhere_is_no_amount():
    nothing = changed(
        RICH.funds.government_fund["1"],
        opening=wan("0"),
        income=wan("0"),
        spent=wan("0"),
        basic=wan("0"),
        project=wan("0"),
        closing=wan("0"),
    )
    assert fill(FUND, changed(SAMPLE, funds=changed(SAMPLE.funds, government_fund={"1": nothing}))) == []


def test_a_sentence_may_stand_instead():
    text = 'extends = "national/government_fund"\nnone = "本单位无政府性基金预算支出。"'
    annex = fill(parse(text, "own/fund"), SAMPLE)[0]
    assert [words(child) for child in annex.children] == ["本单位无政府性基金预算支出。"]


def test_the_year_before_can_be_named():
    assert ["经费控制情况", "2022年决算数", "2023年预算数", "2023年决算数"] in table(fill(BASIC_DATA, RICH)[0])


def test_peoples_lines_become_one():
    assert line(fill(BASIC_DATA, RICH)[0], "厉行节约保障措施")[1] == "公务接待逐次审批。"


def test_what_people_can_enter_is_listed_once_in_order():
    found = quoted(BASIC_DATA, SAMPLE)
    ats = [entry.at for entry in found]
    assert len(ats) == len(set(ats)) and ats[0] == "staffing.authorized_posts.total.count"
    assert "declared.procurement_prior.amount" in ats
    labels = {entry.at: (entry.label, entry.unit) for entry in found}
    assert labels["declared.procurement_prior.amount"] == ("政府采购金额·上年决算数", "wan")
    assert labels["budget.three_public.reception.actual"] == ("公务接待费·决算数", "wan")


def test_what_is_computed_cannot_be_entered():
    assert not any(entry.at.endswith("execution_rate") for entry in quoted(PROJECT, RICH))


def test_a_row_the_filing_lacks_can_be_entered_and_has_a_name():
    lacking = changed(SAMPLE, budget=changed(SAMPLE.budget, three_public={}))
    entry = next(one for one in quoted(BASIC_DATA, lacking) if one.at == "budget.three_public.reception.actual")
    assert entry.label == "公务接待费·决算数" and entry.value is None and not known(lacking, entry.at)


def test_the_sign_line_quotes_who_is_known():
    annex = fill(load_schedule("sichuan/project_self_evaluation"), RICH)[0]
    assert words(annex.children[-1]).startswith("项目负责人：王敏") and annex.children[-1].role == "signs"


@pytest.mark.parametrize("key", schedules())
def test_every_table_fills_its_columns(key):
    for annex in fill(load_schedule(key), RICH):
        tables = [child for child in annex.children if isinstance(child, Table)]
        assert all(sum(one.widths) == 100 for one in tables)
        for one in tables:
            area = sum(cell.columns * cell.rows for row in (*one.head, *one.body) for cell in row.children)
            assert area == len(one.widths) * (len(one.head) + len(one.body))
