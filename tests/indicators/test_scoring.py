"""One indicator at a time: the worked example of the rules, then each kind, policy and limit."""

from decimal import Decimal

import pytest

from indicators.scheme import load_scheme, parse
from indicators.scoring import execution_score, score_indicator
from indicators.snapshot import Indicator

NATIONAL = load_scheme("national/2020")
BASE = 'extends = "national/2020"\n'


def score(operator, target, actual, weight, scheme=NATIONAL, *, rate=None, year=None, **fields):
    row = Indicator(
        "指标", operator=operator, target_value=target, actual_value=actual, weight=Decimal(weight), **fields
    )
    return score_indicator(row, scheme, execution_rate=rate, year=year)


def scheme(text):
    return parse(BASE + text)


def points(*arguments, **options):
    return str(score(*arguments, **options).points)


WORKED = [
    ("≥", "10", "151", 8, "151 ≥ 10，得满分 8.00"),
    ("≥", "5", "1", 4, "4 × 1 ÷ 5 = 0.80"),
    ("=", "2", "1", 4, "4 × 1 ÷ 2 = 2.00"),
    ("≤", "2.00", "2.50", 5, "5 × (1 − (2.5 − 2) ÷ 2) = 3.75"),
    ("≤", "2.00", "4.10", 5, "4.1 ≥ 2 × 2，得 0.00"),
    ("=", "0", "1", 3, "1 > 0，得 0.00"),
    ("≥", "90%", "87%", 10, "10 × 87% ÷ 90% = 9.67"),
]


@pytest.mark.parametrize(("operator", "target", "actual", "weight", "formula"), WORKED)
def test_worked_example_prints_its_numbers(operator, target, actual, weight, formula):
    found = score(operator, target, actual, weight)
    assert found.formula == formula
    assert formula.endswith(f" {found.points}")


@pytest.mark.parametrize(("operator", "target", "actual", "weight", "formula"), WORKED[1:])
def test_a_score_below_its_weight_asks_a_reason(operator, target, actual, weight, formula):
    assert score(operator, target, actual, weight).reasons_required == ("得分低于分值，请写偏差原因分析及改进措施",)


def test_the_example_of_the_issue_reads_as_it_stands_there():
    assert score("≥", "5", "1", 8).formula == "8 × 1 ÷ 5 = 1.60"


def test_execution_is_scored_by_the_revised_budget():
    found = execution_score(Decimal("7583400"), Decimal("8318800"), Decimal(10), NATIONAL)
    assert found.formula == "10 × 758.34 ÷ 831.88 = 9.12"


@pytest.mark.parametrize(
    ("actual", "budget", "expected"),
    [
        ("90", "100", "9.00"), ("100", "100", "10.00"), ("120", "100", "10.00"), ("0", "100", "0.00"),
        ("-5", "100", "0.00"), ("50", "0", "0.00"), ("50", None, "0.00"), (None, "0", "0.00"),
        (None, "100", "None"), (None, None, "None"),
    ],
)  # fmt: skip
def test_execution_is_capped_and_nothing_without_a_budget(actual, budget, expected):
    spent, planned = (None if one is None else Decimal(one) for one in (actual, budget))
    assert str(execution_score(spent, planned, Decimal(10), NATIONAL).points) == expected


def test_a_budget_not_filled_in_is_told_from_none():
    grounds = [execution_score(Decimal(5), one, Decimal(10), NATIONAL).formula for one in (None, Decimal(0))]
    assert grounds == ["没有填全年预算数，得 0.00", "没有全年预算，得 0.00"]


def test_execution_goes_by_steps_where_the_place_has_them():
    steps = scheme(
        '[execution]\nmode = "steps"\nsteps = [{ bound = "0.95", share = 1 }, { bound = "0.6", share = "0.5" }]'
    )
    rates = {"96": "10.00", "95": "10.00", "94.99": "5.00", "60": "5.00", "59.99": "0.00"}
    found = {one: execution_score(Decimal(one), Decimal(100), Decimal(10), steps) for one in rates}
    assert {one: str(score.points) for one, score in found.items()} == rates
    assert found["60"].formula == "执行率 60.00% ≥ 60%，10 × 50% = 5.00"


def test_a_low_execution_rate_asks_a_reason_within_the_form_s_limit():
    found = execution_score(Decimal("89"), Decimal(100), Decimal(10), load_scheme("sichuan/2025"))
    assert found.reasons_required == ("预算执行率 89.00% 低于 90%，请写原因（不超过 100 字）",)


@pytest.mark.parametrize(
    ("actual", "low", "high"), [("达成", "8.00", "10.00"), ("部分达成", "6.00", "7.99"), ("未达成", "0.00", "5.99")]
)
def test_a_qualitative_level_bounds_what_a_person_may_score(actual, low, high):
    found = score("定性", "", actual, 10)
    assert (found.points, str(found.low), str(found.high)) == (None, low, high)


def test_a_qualitative_formula_tells_the_open_bound():
    assert score("定性", "", "部分达成", 10).formula == "部分达成，10 × 60% ≤ 得分 < 10 × 80%，即 6.00 至 7.99"


def test_a_level_with_a_fixed_share_is_scored_outright():
    yes_or_no = scheme(
        '[[band]]\nlabel = "是"\nlow = "0.5"\nhigh = 1\ninclusive = true\nshare = 1\n'
        '[[band]]\nlabel = "否"\nlow = 0\nhigh = "0.5"\nshare = 0\n'
    )
    assert [points("定性", "", word, 6, yes_or_no) for word in "是否"] == ["6.00", "0.00"]


def test_other_words_of_a_qualitative_indicator_are_not_guessed():
    found = score("定性", "", "提高1.5%", 10)
    assert found.points is None and "达成、部分达成、未达成" in found.problem


@pytest.mark.parametrize(("actual", "expected"), [("2", "5.00"), ("3", "3.33"), ("8", "1.25")])
def test_reverse_by_ratio(actual, expected):
    assert points("≤", "2", actual, 5, scheme('reverse = "ratio"')) == expected


@pytest.mark.parametrize(("actual", "expected"), [("0", "5.00"), ("-1", "5.00"), ("0.5", "0.00")])
@pytest.mark.parametrize("operator", ["≤", "<", "="])
def test_a_target_of_zero_leaves_all_or_nothing(operator, actual, expected):
    assert points(operator, "0", actual, 5) == expected


@pytest.mark.parametrize(
    ("actual", "expected"), [("80", "10.00"), ("85", "10.00"), ("90", "10.00"), ("60", "7.50"), ("99", "9.00")]
)
@pytest.mark.parametrize("target", ["80～90", "80-90", "80%至90%"])
def test_a_range_is_positive_below_and_reverse_above(target, actual, expected):
    assert points("=", target, actual, 10, unit="%") == expected


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        ("2023年12月31日", "10.00"), ("2023-11-02", "10.00"), ("2023年11月", "10.00"), ("均已按时完成", "10.00"),
        ("2024年1月30日", "9.18"), ("2024年12月30日", "0.00"), ("2024年1月", "None"), ("基本完成", "None"),
        ("", "None"),
    ],
)  # fmt: skip
def test_a_late_date_loses_a_share_a_day(actual, expected):
    assert points("≤", "2023年12月31日", actual, 10) == expected


def test_a_late_date_may_earn_nothing():
    assert points("≤", "2023年12月31日前", "2024年1月1日", 10, scheme('[date]\nlate = "zero"')) == "0.00"


def test_a_date_without_a_year_is_of_the_report_s_year():
    assert points("≤", "12月31日前", "2024年1月30日", 10, year=2023) == "9.18"
    assert points("≤", "12月31日前", "2024年1月30日", 10) == "None"


@pytest.mark.parametrize(
    ("policy", "actual", "expected", "over"),
    [
        ('policy = "flag"\nratio = "1.2"', "11.9", "8.00", False), ('policy = "flag"\nratio = "1.2"', "12", "8.00", True),
        ('policy = "reason"', "12.9", "8.00", False), ('policy = "reason"', "13", "8.00", True),
        ('policy = "no_deduct"', "40", "8.00", True),
        ('policy = "deduct"', "13", "8.00", True), ('policy = "deduct"', "14", "7.20", True),
        ('policy = "deduct"', "22.99", "0.01", True), ('policy = "deduct"', "23", "0.00", True),
        ('policy = "deduct"', "151", "0.00", True),
    ],
)  # fmt: skip
def test_each_over_fulfilment_policy(policy, actual, expected, over):
    found = score("≥", "10", actual, 8, scheme(f"[over_fulfilment]\n{policy}"))
    assert (str(found.points), found.over, bool(found.notes)) == (expected, over, over)


def test_over_fulfilment_is_deducted_in_the_open():
    found = score("≥", "10", "14", 8, scheme('[over_fulfilment]\npolicy = "deduct"'))
    assert found.formula == "8 × (1 − (14 − 1.3 × 10) ÷ 10) = 7.20"


def test_a_documented_reason_saves_what_over_fulfilment_costs():
    deduct = scheme('[over_fulfilment]\npolicy = "deduct"')
    assert points("≥", "10", "14", 8, deduct, reason="上级临时增加任务") == "8.00"
    strict = scheme('[over_fulfilment]\npolicy = "deduct"\nexcused = false')
    assert points("≥", "10", "14", 8, strict, reason="上级临时增加任务") == "7.20"


def test_far_above_a_target_of_zero_begins_at_thirty():
    assert [score("≥", "0", actual, 8).over for actual in ("29", "30")] == [False, True]


def test_flagged_over_fulfilment_asks_for_no_reason():
    assert score("≥", "10", "20", 8, scheme('[over_fulfilment]\npolicy = "flag"')).reasons_required == ()


@pytest.mark.parametrize(("actual", "expected"), [("59.9%", "0.00"), ("60%", "6.67"), ("91%", "10.00")])
def test_satisfaction_below_its_floor_earns_nothing(actual, expected):
    floored = load_scheme("national/2021")
    assert points("≥", "90%", actual, 10, floored, taxonomy="beneficiary_satisfaction") == expected


def test_the_floor_is_for_satisfaction_alone():
    assert points("≥", "90%", "45%", 10, load_scheme("national/2021"), taxonomy="quality") == "5.00"


CAPPED = '[[cap]]\nbelow = "0.6"\nshare = "0.5"\nfamilies = ["output"]\n[[cap]]\nbelow = "0.3"\nshare = "0.2"\n'


@pytest.mark.parametrize(
    ("rate", "taxonomy", "expected"),
    [
        (None, "quantity", "8.00"), ("0.6", "quantity", "8.00"), ("0.59", "quantity", "4.00"),
        ("0.29", "quantity", "1.60"), ("0.59", "social_benefit", "8.00"), ("0.29", "social_benefit", "1.60"),
    ],
)  # fmt: skip
def test_the_tightest_cap_by_execution_rate_holds(rate, taxonomy, expected):
    rate = None if rate is None else Decimal(rate)
    assert points("≥", "10", "10", 8, scheme(CAPPED), taxonomy=taxonomy, rate=rate) == expected


def test_a_cap_stands_in_the_formula_and_bounds_people_too():
    capped = scheme(CAPPED)
    numbers = score("≥", "10", "10", 8, capped, taxonomy="quantity", rate=Decimal("0.45"))
    assert numbers.formula == "10 ≥ 10，得满分 8.00；预算执行率 45.00% 低于 60%，最多 8 × 50% = 4.00"
    levels = score("定性", "", "达成", 10, capped, taxonomy="quality", rate=Decimal("0.45"))
    assert (levels.low, levels.high) == (5, 5)


def test_the_default_cost_line_without_a_target_earns_at_most_five():
    costs = scheme('[missing_cost]\npoints = 5\nlabels = ["成本控制"]')
    row = Indicator("成本控制", operator="定性", actual_value="达成", weight=Decimal(20))
    assert score_indicator(row, costs).high == 5


LEGACY = load_scheme("hunan/2018")


@pytest.mark.parametrize(
    ("label", "actual", "formula"),
    [
        ("在职人员控制率", "95.10%", "95.1% ≤ 100%，得满分 8.00"),
        ("在职人员控制率", "105%", "8 − 0.5 × (105 − 100) = 5.50"),
        ("在职人员控制率", "125%", "8 − 0.5 × (125 − 100) ≤ 0，扣完为止，得 0.00"),
        ("三公经费变动率", "-30.2%", "−30.2% ≤ 0%，得满分 8.00"),
        ("预算完成率", "99.27%", "8 − 2 × (100 − 99.27) ÷ 5 = 7.71"),
        ("预算控制率", "10%", "10% ≤ 10%，8 × 75% = 6.00"),
        ("预算控制率", "30.01%", "30.01% > 30%，得 0.00"),
    ],
)
def test_points_are_deducted_as_the_legacy_table_says(label, actual, formula):
    row = Indicator(label, actual_value=actual, weight=Decimal(8))
    assert score_indicator(row, LEGACY).formula == formula


def test_only_whole_steps_are_deducted_where_the_place_says_so():
    whole = scheme('[[formula]]\nlabels = ["指标"]\nbase = 100\nabove = false\nstep = 2\nper = 5\nwhole = true')
    assert [points("", "", actual, 8, whole) for actual in ("95.01%", "95%", "89%")] == ["8.00", "6.00", "4.00"]


@pytest.mark.parametrize(
    ("target", "actual", "unit", "expected"),
    [
        ("１０", "５", "", "4.00"), ("10次", "5次", "次", "4.00"), ("≥10", "5", "", "4.00"), ("100", "300余", "人次", "8.00"),
        ("10以上", "超12", "", "8.00"), ("1.2万", "6000", "人次", "4.00"), ("500", "300余", "人次", "None"),
        ("10", "约12", "", "None"), ("若干", "5", "", "None"), ("10", "五", "", "None"), ("10", "", "", "None"),
        ("", "5", "", "None"), ("90%", "87", "", "None"), ("90%", "45", "%", "4.00"), ("-5", "1", "", "None"),
    ],
)  # fmt: skip
def test_values_are_read_as_written_and_never_guessed(target, actual, unit, expected):
    found = score("≥", target, actual, 8, unit=unit)
    assert str(found.points) == expected
    assert (found.points is None) == bool(found.problem) == (not found.formula)


def test_an_inexact_value_scores_where_all_it_can_mean_scores_the_same():
    assert points("≤", "5", "不足4", 8) == "8.00"
    assert points("≤", "5", "10余", 8) == "0.00"
    assert points("≤", "5", "6余", 8) == "None"


def test_units_that_differ_are_not_compared():
    assert "请统一单位" in score("≥", "20", "45", 8, unit="人", actual_unit="名").problem


def test_words_that_contradict_the_sign_are_not_scored():
    assert "不一致" in score("≤", "10次以上", "12", 8, unit="次").problem
    assert "计算符号" in score("", "10", "12", 8).problem


@pytest.mark.parametrize(("weight", "problem"), [(None, "没有填分值"), ("0", "分值应大于零"), ("-1", "分值应大于零")])
def test_without_a_positive_weight_nothing_is_computed(weight, problem):
    row = Indicator("指标", operator="≥", target_value="1", actual_value="1", weight=weight and Decimal(weight))
    assert (score_indicator(row, NATIONAL).points, score_indicator(row, NATIONAL).problem) == (None, problem)


def test_halves_go_up():
    assert points("≥", "1000", "667", "2.5") == "1.67"
    assert points("≥", "8", "1", "0.04") == "0.01"
