"""The whole tree: which score counts, sums, total and grade, gaps in the weights, and the flag of the form."""

from decimal import Decimal

import pytest

from budgets.snapshot import Amounts, Budget, Line
from indicators.scheme import load_scheme, parse
from indicators.scorecard import counted_money, scorecard, settled
from indicators.snapshot import Indicator, Performance
from lib.address import replace
from reports.sample import SAMPLE

NATIONAL = load_scheme("national/2020")
BASE = 'extends = "national/2020"\n'
ROWS, WHOLE = SAMPLE.indicators, SAMPLE.budget.nature["total"]
LOCKED = parse(BASE + '[modes]\nquantitative = "locked"\nexecution = "locked"\n')
MANUAL = parse(BASE + '[modes]\nquantitative = "manual"\nexecution = "manual"\n')
BLANK = {key: replace(row, "score", None) for key, row in ROWS.items()}


def money(actual, budget, initial=None):
    amounts = [None if one is None else Decimal(one) for one in (initial, budget, actual)]
    return Amounts(initial_budget=amounts[0], revised_budget=amounts[1], actual=amounts[2])


def simple(weight=90, score=None, **fields):
    """Return a tree of one output and the execution rate."""
    fields = {"operator": "≥", "target_value": "10", "actual_value": "10", **fields}
    row = Indicator("产出", taxonomy="output", weight=Decimal(weight), score=score, **fields)
    return {"1": Indicator("预算执行", taxonomy="execution", weight=Decimal(10)), "2": row}


def test_a_complete_report_stays_as_it_is():
    card = scorecard(ROWS, WHOLE, NATIONAL, Decimal("97.26"))
    assert (card.total, card.grade, card.gaps, card.flag.colour) == (Decimal("97.26"), "优", (), "none")
    assert settled(ROWS, SAMPLE.performance, WHOLE, NATIONAL) == (ROWS, SAMPLE.performance)


def test_sums_print_their_parts():
    card = scorecard(ROWS, WHOLE, NATIONAL)
    assert card.entries["5"].computed.formula == "20 + 7.5 = 27.50"
    assert card.computed.formula == "9.76 + 50 + 27.5 + 10 = 97.26"


@pytest.mark.parametrize(
    ("scheme", "stated", "counted"),
    [(MANUAL, None, None), (MANUAL, "3", "3"), (NATIONAL, None, "90.00"), (NATIONAL, "3", "3"), (LOCKED, "3", "90.00")],
)
def test_the_mode_says_whose_score_counts(scheme, stated, counted):
    entry = scorecard(simple(score=stated and Decimal(stated)), money(1, 1), scheme).entries["2"]
    assert entry.counted == (counted and Decimal(counted))
    assert entry.is_replaced == (scheme is LOCKED)


def test_a_locked_score_that_cannot_be_computed_is_left_to_the_unit():
    assert scorecard(simple(score=Decimal(3), actual_value="若干"), money(1, 1), LOCKED).entries["2"].counted == 3


def test_flagged_over_fulfilment_opens_a_locked_score():
    open_again = parse(BASE + '[modes]\nquantitative = "locked"\n[over_fulfilment]\npolicy = "flag"\nratio = "1.2"\n')
    counted = [scorecard(simple(score=Decimal(3), actual_value=one), money(1, 1), open_again).entries["2"].counted
               for one in ("11", "12")]  # fmt: skip
    assert counted == [90, 3]


def test_blank_scores_sums_total_and_grade_are_filled():
    rows, result = settled(BLANK, Performance(), WHOLE, NATIONAL)
    assert {key: row.score for key, row in rows.items()} == {
        "1": Decimal("9.76"), "2": 50, "3": 30, "4": 20, "5": None, "6": 20, "7": None, "8": 10, "9": 10,
    }  # fmt: skip
    assert result == Performance()  # the qualitative score is a person's, so neither sum nor total is known
    rows, result = settled(replace(BLANK, "7.score", Decimal(7)), Performance(), WHOLE, NATIONAL)
    assert (rows["5"].score, result) == (27, Performance(Decimal("96.76"), "优"))


def test_nothing_stated_is_overruled_where_people_have_the_last_word():
    wrong = replace(replace(ROWS, "3.score", Decimal(1)), "2.score", Decimal(7))
    assert settled(wrong, Performance(Decimal(50), "良"), WHOLE, NATIONAL) == (wrong, Performance(Decimal(50), "良"))


def test_a_locked_score_carries_its_sums_total_and_grade_along():
    wrong = replace(replace(ROWS, "3.score", Decimal(1)), "2.score", Decimal(21))
    rows, result = settled(wrong, Performance(Decimal("68.26"), "中"), WHOLE, LOCKED)
    assert (rows["3"].score, rows["2"].score, result) == (30, 50, Performance(Decimal("97.26"), "优"))


def test_a_tree_without_weights_computes_nothing():
    bare = {key: replace(replace(row, "weight", None), "score", None) for key, row in ROWS.items()}
    assert settled(bare, Performance(Decimal(95)), WHOLE, NATIONAL) == (bare, Performance(Decimal(95), "优"))
    assert scorecard(bare, WHOLE, NATIONAL).gaps == ()


def test_rows_without_weight_below_a_scored_one_only_describe_it():
    rows = {
        "1": Indicator("任务", weight=Decimal(100), score=Decimal(90)),
        "2": Indicator("活动", "1"),
        "3": Indicator("场次", "2", operator="≥", target_value="5", actual_value="1"),
    }
    card = scorecard(rows, None, load_scheme("guangzhou/2021"))
    assert [card.entries[key].counted for key in rows] == [90, None, None]
    assert [bool(card.entries[key].computed.problem) for key in rows] == [True, False, False]
    assert settled(rows, Performance(), None, NATIONAL)[0] == rows


def test_rows_in_a_circle_are_left_alone():
    rows = {"1": Indicator("甲", "2", weight=Decimal(1)), "2": Indicator("乙", "1"), "3": Indicator("丙", "3")}
    assert settled(rows, Performance(), WHOLE, NATIONAL) == (rows, Performance())


@pytest.mark.parametrize(
    ("scores", "total", "grade"),
    [(("49.99", "10.00"), "59.99", "差"), (("50.00", "10.00"), "60.00", "中"), (("69.99", "10.00"), "79.99", "中"),
     (("70.00", "10.00"), "80.00", "良"), (("80.00", "10.00"), "90.00", "优")],
)  # fmt: skip
def test_totals_are_sums_of_stored_scores_and_graded_as_they_stand(scores, total, grade):
    rows = simple(score=Decimal(scores[0])) | {
        "1": Indicator("预算执行", taxonomy="execution", weight=Decimal(10), score=Decimal(scores[1]))
    }
    assert settled(rows, Performance(), money(1, 1), NATIONAL)[1] == Performance(Decimal(total), grade)


def test_a_half_of_the_last_place_is_rounded_in_the_score_not_in_the_grade():
    rows = simple(actual_value="5.555")  # 90 × 5.555 ÷ 10 = 49.995, stored as 50.00
    assert settled(rows, Performance(), money(1, 1), NATIONAL)[1] == Performance(Decimal("60.00"), "中")
    assert scorecard(rows, None, NATIONAL, Decimal("59.995")).grade == "差"


def test_no_total_is_made_of_weights_that_do_not_close():
    assert settled(simple(weight=80), Performance(), money(1, 1), NATIONAL)[1] == Performance()


def test_the_total_is_capped_by_the_execution_rate():
    capped = parse(BASE + '[[cap]]\nbelow = "0.5"\nshare = "0.8"\nscope = "total"\n')
    card = scorecard(simple(), money(40, 100), capped)
    assert card.computed.formula == "4 + 90 = 94.00；预算执行率 40.00% 低于 50%，总分最多 80.00"
    assert (card.total, card.grade) == (80, "良")


def gaps(rows, scheme=NATIONAL):
    return [one.message for one in scorecard(rows, WHOLE, scheme).gaps]


def test_gaps_in_the_weights_are_told_from_the_total_down():
    assert gaps(replace(replace(ROWS, "3.weight", Decimal(29)), "2.weight", Decimal(48))) == [
        "全部指标分值合计 98 分，方案规定 100 分，少 2 分。",
        "“产出指标”分值合计 48 分，方案规定 50 分，少 2 分。",
        "“产出指标”的下级指标分值合计 49 分，上级指标 48 分，多 1 分。",
    ]


def test_a_family_that_is_missing_is_named():
    rows = {key: row for key, row in ROWS.items() if key not in "56789"}
    assert "没有“效益指标”，方案规定 40 分。" in gaps(rows)  # as the variant without satisfaction has it


def test_cost_counts_with_output_where_the_scheme_says_so():
    rows = replace(ROWS, "2.weight", Decimal(40)) | {"c": Indicator("成本指标", taxonomy="cost", weight=Decimal(10))}
    assert [one for one in gaps(rows) if "方案规定" in one] == []


def test_parts_of_a_place_s_own_are_checked_where_their_weight_is_known():
    rows = {
        "1": Indicator("管理效能", weight=Decimal(40)), "2": Indicator("采购管理", "1", weight=Decimal(3)),
        "3": Indicator("资产管理", "1"), "4": Indicator("履职效能", weight=Decimal(60)),
    }  # fmt: skip
    assert gaps(rows, load_scheme("guangzhou/2021")) == ["“采购管理”分值合计 3 分，方案规定 2 分，多 1 分。"]


@pytest.mark.parametrize(
    ("actual", "budget", "condition", "colour"),
    [
        ("100", "100", "", "none"), ("95", "100", "", "none"), ("94.9", "100", "result_lead", "red"),
        ("70", "100", "result_lead", "red"), ("5", "0", "result_lead", "red"),
    ],
)  # fmt: skip
def test_results_that_outrun_spending_are_red(actual, budget, condition, colour):
    flag = scorecard(simple(), money(actual, budget), NATIONAL).flag
    assert (flag.condition, flag.colour) == (condition, colour)


@pytest.mark.parametrize(
    ("score", "actual", "budget", "condition", "colour"),
    [
        ("0", "5", "0", "unscored", "none"), ("1", "5", "0", "result_lead", "red"), ("50", "79.99", "100", "unspent", "yellow"),
        ("50", "80", "100", "", "none"), ("50", "120", "100", "", "none"),
    ],
)  # fmt: skip
def test_the_first_condition_that_applies_counts(score, actual, budget, condition, colour):
    flag = scorecard(simple(score=Decimal(score)), money(actual, budget), NATIONAL).flag
    assert (flag.condition, flag.colour) == (condition, colour)


def test_a_missing_budget_is_yellow_where_results_do_not_lead():
    rows = replace(simple(score=Decimal(50)), "1.score", Decimal(10))
    flag = scorecard(rows, money(5, 0), NATIONAL).flag
    assert (flag.condition, flag.colour, flag.reason) == ("no_budget", "yellow", "全年预算为 0。")


def test_the_order_of_conditions_is_the_scheme_s():
    turned = parse(BASE + '[[flag]]\ncondition = "overspent"\ncolour = "red"\n[[flag]]\ncondition = "unscored"\n')
    assert scorecard(simple(), money(2, 1), turned).flag.condition == "overspent"
    assert scorecard(simple(score=Decimal(0)), money(1, 1), turned).flag.condition == "unscored"


def test_a_flag_says_its_arithmetic():
    assert scorecard(simple(), money("900000", "1000000"), NATIONAL).flag.reason == (
        "指标得分率 90 ÷ 90 = 100.00%，执行得分率 9 ÷ 10 = 90.00%，前者高出 10.00%，超过 5%。"
    )
    assert scorecard(simple(score=Decimal(20)), money("700000", "1000000"), NATIONAL).flag.reason == (
        "未支出比例 (100.00 − 70.00) ÷ 100.00 = 30.00%，超过 20%。"
    )


def test_doubts_name_what_is_missing_and_what_is_out_of_bounds():
    rows = replace(simple(score=Decimal(91)), "1.score", Decimal(9))
    card = scorecard(rows, money(9, 10, 8), load_scheme("sichuan/2025"))
    assert card.entries["2"].doubts == ("得分 91 不在 0 至 90 之内",)
    assert card.entries["1"].doubts == ("得分低于分值，请写偏差原因分析及改进措施", "年中调整了预算，请单独写明原因")
    long = scorecard(replace(rows, "1.reason", "因" * 101), money(9, 10, 8), load_scheme("sichuan/2025"))
    assert long.entries["1"].doubts == ("原因 101 字，超过 100 字",)


def test_a_qualitative_score_outside_its_level_is_doubted():
    rows = replace(simple(score=Decimal(80), operator="定性", actual_value="部分达成"), "2.reason", "覆盖不足")
    assert scorecard(rows, WHOLE, NATIONAL).entries["2"].doubts == ("得分 80 不在 54 至 71.99 之内",)


def test_the_money_that_counts_is_the_scheme_s_choice():
    lines = {
        "general_public_budget": Line(initial_budget=Decimal(90), adjustment=Decimal(10), actual=Decimal(80)),
        "government_fund_budget": Line(revised_budget=Decimal(100), actual=Decimal(70)),
        "other": Line(revised_budget=Decimal(500), actual=Decimal(1)),
    }
    budget = Budget(nature={"total": Line(revised_budget=Decimal(700), actual=Decimal(151))}, source=lines)
    public = counted_money(budget, parse(BASE + '[execution]\nfunding = "public"\n'))
    assert (public.actual, public.revised_budget) == (150, 200)
    assert counted_money(budget, NATIONAL).execution_rate == Decimal(151) / 700
    assert counted_money(Budget(), NATIONAL) is None
