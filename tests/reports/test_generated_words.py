"""Generated sentences choose their words from the data: zero, blank, absent, equal, and a year before with nothing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.snapshot import Assets, Line, Project
from indicators.snapshot import Goal, Indicator
from lib.address import replace
from reports.blocks import KINDS, Spec
from reports.document import Heading, words
from reports.filing import Filing
from reports.sample import SAMPLE
from units.snapshot import Department, StaffCount

BARE = Filing(fiscal_year=2023)
WAN = Decimal(10_000)


def told(kind, filing, **options):
    return [words(node) for node in KINDS[kind].function(filing, Spec(options, 2))]


def money(**amounts):
    return {name: None if value is None else value * WAN for name, value in amounts.items()}


def whole(**amounts):
    return replace(BARE, "budget.nature", {"total": Line("整体支出", "", **money(**amounts))})


# The whole and its change


@pytest.mark.parametrize(
    ("amounts", "said"),
    [
        ({"actual": 0}, "2023年度，本单位整体支出决算0.00万元。"),
        ({"initial_budget": 100, "actual": 100}, "2023年度，本单位整体支出年初预算100.00万元，决算100.00万元，完成年初预算的100.00%。"),
        ({"initial_budget": 0, "actual": 5}, "2023年度，本单位整体支出年初预算0.00万元，决算5.00万元。"),
        ({"initial_budget": 100}, "2023年度，本单位整体支出年初预算100.00万元。"),
        ({"adjustment": -5, "actual": 1}, "2023年度，本单位整体支出预算调整减少5.00万元，决算1.00万元。"),
        ({"adjustment": 0, "actual": 1}, "2023年度，本单位整体支出预算调整0.00万元，决算1.00万元。"),
    ],
)  # fmt: skip
def test_the_whole_says_what_was_answered(amounts, said):
    assert told("expenditure_scale", whole(**amounts), parts=["scale"]) == [said]


@pytest.mark.parametrize(
    ("amounts", "said"),
    [
        ({"prior_actual": 100, "actual": 120}, "整体支出比上年增加20.00万元，增长20.00%。"),
        ({"prior_actual": 100, "actual": 80}, "整体支出比上年减少20.00万元，下降20.00%。"),
        ({"prior_actual": 100, "actual": 100}, "整体支出与上年持平。"),
        ({"prior_actual": 0, "actual": 0}, "整体支出与上年持平。"),
        ({"prior_actual": 0, "actual": 50}, "整体支出比上年增加50.00万元，上年为零，增长率无可比性。"),
        ({"change": 50, "actual": 50}, "整体支出比上年增加50.00万元，上年为零，增长率无可比性。"),
        ({"change": -5}, "整体支出比上年减少5.00万元。"),
        ({"prior_actual": 100, "actual": 0}, "整体支出比上年减少100.00万元，下降100.00%。"),
    ],
)
def test_a_change_has_its_word_and_a_rate_where_one_can_be_compared(amounts, said):
    assert told("expenditure_scale", whole(**amounts), parts=["change"]) == [said]


@pytest.mark.parametrize("amounts", [{"actual": 5}, {"prior_actual": 5}, {}])
def test_no_change_is_told_of_what_nobody_answered(amounts):
    assert told("expenditure_scale", whole(**amounts), parts=["change"]) == []


def test_parts_are_parts_of_an_actual_amount_only():
    lines = {"total": Line("整体支出", "", revised_budget=WAN), "basic": Line("基本支出", "total", actual=WAN)}
    (said,) = told("expenditure_scale", replace(BARE, "budget.nature", lines), parts=["scale"])
    assert said == "2023年度，本单位整体支出全年预算1.00万元。决算数：基本支出1.00万元。"


def test_revenue_without_a_total_lists_its_parts():
    lines = {"1": Line("财政拨款", "total", actual=5 * WAN), "2": Line("其他收入", "total", actual=Decimal(0))}
    filing = replace(BARE, "budget.revenue", lines)
    assert told("expenditure_scale", filing, parts=["revenue"]) == [
        "2023年度收入：财政拨款5.00万元、其他收入0.00万元。"
    ]


def test_a_part_of_expenditure_that_is_absent_or_blank_is_not_told():
    assert told("nature_sentence", BARE, code="basic") == []
    blank = replace(BARE, "budget.nature", {"basic": Line("基本支出")})
    assert told("nature_sentence", blank, code="basic") == []
    nought = replace(BARE, "budget.nature", {"basic": Line("基本支出", actual=Decimal(0))})
    assert told("nature_sentence", nought, code="basic") == ["基本支出决算0.00万元。"]


def test_names_with_a_comma_inside_are_listed_with_a_stronger_one():
    lines = {
        "301": Line("工资", actual=3 * WAN),
        "a": Line("津贴、补贴", "301", actual=WAN),
        "b": Line("奖金", "301", actual=2 * WAN),
    }
    filing = replace(BARE, "budget.economic", lines)
    assert told("economic_sentences", filing) == ["工资3.00万元，包括津贴、补贴1.00万元，奖金2.00万元。"]
    assert told("economic_sentences", replace(filing, "budget.economic.301.actual", None))[0].startswith("工资，包括")


# Other budgets, “三公”, assets, projects


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (None, "本单位无政府性基金预算支出。"),
        (Line("基金"), "本单位无政府性基金预算支出。"),
        (Line("基金", actual=Decimal(0), initial_budget=Decimal(0)), "本单位无政府性基金预算支出。"),
        (Line("基金", actual=Decimal(0), initial_budget=WAN), "政府性基金预算支出年初预算1.00万元，决算0.00万元，完成年初预算的0.00%。"),
        (Line("基金", actual=2 * WAN, prior_actual=2 * WAN), "政府性基金预算支出决算2.00万元。政府性基金预算与上年持平。"),
        (Line("基金", actual=2 * WAN, prior_actual=Decimal(0)),
         "政府性基金预算支出决算2.00万元。政府性基金预算比上年增加2.00万元，上年为零，增长率无可比性。"),
    ],
)  # fmt: skip
def test_another_budget_is_told_or_said_to_be_none(line, said):
    filing = replace(BARE, "budget.source", {"government_fund_budget": line} if line else {})
    assert told("fund", filing, source="government_fund_budget") == [said]


def three(total=None, **actuals):
    lines = {"total": Line("“三公”经费", actual=total)} if total is not None else {}
    names = {"overseas": "因公出国（境）费", "reception": "公务接待费", "vehicle": "公务用车购置及运行维护费"}
    lines |= {code: Line(names[code], "total", actual=value * WAN) for code, value in actuals.items()}
    return replace(BARE, "budget.three_public", lines)


@pytest.mark.parametrize(
    ("filing", "said"),
    [
        (three(), []),
        (three(reception=2), ["“三公”经费：公务接待费2.00万元。"]),
        (three(overseas=0, reception=0, vehicle=0),
         ["“三公”经费：因公出国（境）费0.00万元；公务接待费0.00万元；公务用车购置及运行维护费0.00万元。"]),
        (three(4 * WAN, reception=1), ["“三公”经费决算4.00万元，其中：公务接待费1.00万元（占25.00%）。"]),
        (three(Decimal(0)), ["“三公”经费决算0.00万元。"]),
    ],
)  # fmt: skip
def test_shares_are_told_where_there_is_something_to_share(filing, said):
    assert told("three_public", filing) == said


def test_three_public_as_items_tell_what_was_counted_of_each():
    assert told("three_public", SAMPLE, form="items")[2] == (
        "公务接待费全年预算2.00万元，决算1.50万元（占100.00%）。公务接待12批次、96人次。"
    )
    counted = replace(BARE, "three_public_counts.vehicle_stock", 0)
    assert told("three_public", counted) == ["公务用车保有量为0辆。"]


def test_assets_are_told_as_far_as_they_are_answered():
    assert told("assets", BARE) == []
    assert told("assets", replace(BARE, "assets", Assets(total=Decimal(0)))) == ["资产总额0.00万元。"]
    assert told("assets", replace(BARE, "assets", Assets(current=WAN))) == ["流动资产1.00万元。"]


@pytest.mark.parametrize(
    ("amounts", "said"),
    [
        ({}, "科普。"),
        ({"actual": 0}, "科普。决算0.00万元。"),
        ({"prior_actual": 5, "actual": 5}, "科普。决算5.00万元。上年决算5.00万元，与上年持平。"),
        ({"prior_actual": 0, "actual": 5}, "科普。决算5.00万元。上年决算0.00万元，比上年增加5.00万元，上年为零，增长率无可比性。"),
    ],
)  # fmt: skip
def test_a_project_says_what_was_answered(amounts, said):
    filing = replace(BARE, "projects", {"1": Project("科普", **money(**amounts))})
    assert told("project_sentences", filing) == [said]


# People and posts


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({"total": StaffCount("合计", 0)}, ["编制0名。"]),
        ({"total": StaffCount("合计", None)}, []),
        ({"1": StaffCount("行政编制", 3)}, ["编制：行政编制3名。"]),
        ({"total": StaffCount("合计", 3), "1": StaffCount("行政编制", 3), "2": StaffCount("其他")}, ["编制3名，其中行政编制3名。"]),
    ],
)  # fmt: skip
def test_posts_are_told_with_or_without_a_total(counts, said):
    assert told("staffing", replace(BARE, "staffing.authorized_posts", counts)) == said


@pytest.mark.parametrize(
    ("count", "names", "said"),
    [
        (1, ["办公室"], "内设机构1个，为办公室。"),
        (2, ["办公室", "科普部"], "内设机构2个，分别为办公室、科普部。"),
        (None, ["办公室"], "内设机构有办公室。"),
        (0, [], "内设机构0个。"),
    ],
)
def test_divisions_are_counted_in_singular_and_plural(count, names, said):
    filing = replace(BARE, "departments", {str(n): Department(name) for n, name in enumerate(names)})
    assert told("departments", replace(filing, "profile.department_count", count)) == [said]


def test_divisions_may_have_headings():
    nodes = KINDS["departments"].function(SAMPLE, Spec({"form": "headings"}, 2))
    assert [(node.level, node.text) for node in nodes if isinstance(node, Heading)] == [(2, "办公室"), (2, "科普部")]


def test_a_statement_that_names_all_divisions_stands_alone():
    filing = replace(BARE, "departments", {"1": Department("办公室")})
    assert told("departments", replace(filing, "profile.department_statement", "内设一室（办公室）")) == [
        "内设一室（办公室）。"
    ]


# Goals, indicators, scores


def test_goals_with_parts_may_have_headings():
    filing = replace(BARE, "goals", {"1": Goal("task", "", "抓党建。"), "2": Goal("task", "1", "学习")})
    nodes = KINDS["goals"].function(filing, Spec({"of": "task", "form": "headings"}, 4))
    assert [(getattr(node, "level", node.number), words(node)) for node in nodes] == [(4, "抓党建"), ("#5", "学习。")]


def test_targets_stand_only_where_no_goal_names_them():
    assert told("indicator_sentences", SAMPLE, form="targets")[0] == "科普活动场次。目标：≥40场。"
    named = replace(SAMPLE, "goals", {"1": Goal("annual", "", "科普活动场次达到40场")})
    assert "科普活动场次。目标：≥40场。" not in told("indicator_sentences", named, form="targets")


def test_an_indicator_with_a_heading_has_its_result_below():
    filing = replace(
        BARE, "indicators", {"1": Indicator("建站", actual_value="2", unit="个", result="建成两个。\n通过验收。")}
    )
    nodes = KINDS["indicator_sentences"].function(filing, Spec({"form": "headings"}, 4))
    assert [words(node) for node in nodes] == ["建站", "实际完成：2个。", "建成两个。", "通过验收。"]
    assert {value.at for node in nodes[2:] for value in node.children} == {"indicators.1.result"}


def task(score, weight="12", below=(), **given):
    rows = {"1": Indicator("培训", weight=Decimal(weight), score=Decimal(score), **given)}
    rows |= {str(n): row for n, row in enumerate(below, 2)}
    return replace(BARE, "indicators", rows)


MISSED = Indicator("外出交流", "1", target_value="5", actual_value="1", unit="场", result="未达预期")


@pytest.mark.parametrize(
    ("filing", "said"),
    [
        (task("12"), "培训分值12分，自评得分12分。各项指标均达到年度指标值。"),
        (task("12", target_value="5", actual_value="6", unit="场"), "培训分值12分，自评得分12分。年度指标值5场，实际完成6场，已达到。"),
        (task("0"), "培训分值12分，自评得分0分。未达年度指标值。"),
        (task("0", reason="主要原因是停办"), "培训分值12分，自评得分0分。主要原因是停办。"),
        (task("10", below=[MISSED]), "培训分值12分，自评得分10分。其中“外出交流”年度指标值5场，实际完成1场，未达预期。"),
        (task("10", below=[MISSED], reason="因疫情减少。"),
         "培训分值12分，自评得分10分。其中“外出交流”年度指标值5场，实际完成1场，未达预期，因疫情减少。"),
        (task("11", below=[Indicator("外出交流", "1")], reason="“外出交流”人次不足。"),
         "培训分值12分，自评得分11分。其中“外出交流”人次不足。"),
        (task("8", target_value="提高", actual_value="部分达成", reason="覆盖不足"),
         "培训分值12分，自评得分8分。年度指标值提高，实际完成部分达成，未达预期。原因和措施：覆盖不足。"),
    ],
)  # fmt: skip
def test_a_task_says_its_score_and_what_fell_short(filing, said):
    assert told("task_scores", filing) == [said]


def test_a_row_without_points_or_with_points_below_it_is_no_task():
    assert told("task_scores", replace(BARE, "indicators", {"1": Indicator("培训")})) == []
    assert len(told("task_scores", SAMPLE)) == 6


def test_the_conclusion_goes_as_far_down_as_asked():
    assert "其中：" not in told("scoring_conclusion", SAMPLE)[0]
    assert told("scoring_conclusion", SAMPLE, form="items")[0].endswith("公民科学素质8分、服务对象满意度10分。")


@given(prior=st.none() | st.integers(0, 10**6), actual=st.none() | st.integers(0, 10**6))
def test_a_change_never_contradicts_its_amounts(prior, actual):
    said = "".join(told("expenditure_scale", whole(prior_actual=prior, actual=actual), parts=["change"]))
    if prior is None or actual is None:
        assert said == ""
    elif prior == actual:
        assert said == "整体支出与上年持平。"
    else:
        assert ("增加" in said) == (actual > prior) and ("%" in said) == (prior != 0)
