"""What holds of every score under every built-in scheme, whatever people write."""

from decimal import Decimal

from hypothesis import given, note, settings
from hypothesis import strategies as st

from budgets.snapshot import Amounts
from indicators.scheme import load_scheme, parse, schemes
from indicators.scorecard import scorecard, settled
from indicators.scoring import execution_score, score_indicator
from indicators.snapshot import Indicator, Performance
from indicators.taxonomy import LABELS
from indicators.tree import total, tree_of
from lib.address import replace

LOCKED = parse(
    'extends = "national/2020"\n[modes]\nquantitative = "locked"\nexecution = "locked"\n'
    '[[cap]]\nbelow = "0.8"\nshare = "0.5"\n'
)
SCHEMES = [load_scheme(key) for key in schemes()]
WEIGHTS = st.decimals("0.01", 100, places=2)
VALUES = st.one_of(
    st.decimals(-10, 1000, places=2).map(str),
    st.decimals(0, 200, places=1).map(lambda one: f"{one}%"),
    st.sampled_from([
        "", "达成", "部分达成", "未达成", "300余", "不足5", "约10", "80～90", "12月31日前", "2024年1月5日", "超95%", "1.2万",
        "9" * 30, "按时完成", "2023年13月1日",
    ]),
)  # fmt: skip
SIGNS = st.sampled_from(["≥", ">", "=", "<", "≤", "定性", ""])
NAMES = st.sampled_from(["活动场次", "在职人员控制率", "三公经费变动率", "预算完成率", "预算控制率"])
KINDS = st.sampled_from(["", *LABELS])
STATED = st.one_of(st.none(), st.decimals(0, 100, places=2))
AMOUNTS = st.one_of(st.none(), st.decimals(0, 10**9, places=2))
MONEY = st.builds(Amounts, initial_budget=AMOUNTS, revised_budget=AMOUNTS, actual=AMOUNTS)


@st.composite
def trees(draw):
    """Return rows by key; a parent is a row before, itself, one after, or nobody."""
    size = draw(st.integers(0, 8))
    parents = st.sampled_from(["", "", *map(str, range(1, size + 2))])
    return {
        str(number): Indicator(
            draw(NAMES), draw(parents), draw(KINDS), False, draw(SIGNS), draw(VALUES), draw(VALUES),
            draw(st.sampled_from(["", "%", "次"])), weight=draw(st.one_of(st.none(), WEIGHTS)), score=draw(STATED),
        )
        for number in range(1, size + 1)
    }  # fmt: skip


ROWS = st.builds(
    Indicator, label=NAMES, taxonomy=KINDS, operator=SIGNS, target_value=VALUES, actual_value=VALUES,
    unit=st.sampled_from(["", "%"]), weight=WEIGHTS,
)  # fmt: skip


def under_every_scheme():
    for scheme in SCHEMES:
        note(scheme.key)
        yield scheme


@settings(max_examples=200, deadline=None)
@given(row=ROWS)
def test_a_score_lies_between_nothing_and_its_weight(row):
    for scheme in under_every_scheme():
        score = score_indicator(row, scheme, execution_rate=Decimal("0.5"))
        if score.points is not None:
            assert 0 <= score.points <= row.weight
            assert score.formula.endswith(f" {score.points}")
            assert score.points.as_tuple().exponent == -2
        elif score.low is not None and score.high is not None:
            assert 0 <= score.low <= score.high <= row.weight
        else:
            assert score.problem


@settings(max_examples=100, deadline=None)
@given(WEIGHTS, st.decimals(0, 1000, places=2), st.lists(st.decimals(-10, 3000, places=2), min_size=2, max_size=6))
def test_more_is_never_worse_of_a_positive_indicator_nor_better_of_a_reverse_one(weight, target, actuals):
    for scheme in under_every_scheme():
        for operator, falls in (("≥", False), ("≤", True)):
            row = Indicator("场次", operator=operator, target_value=str(target), weight=weight)
            scores = [score_indicator(replace(row, "actual_value", str(one)), scheme) for one in sorted(actuals)]
            points = [one.points for one in scores if one.points is not None]
            assert len(points) == len(actuals)
            assert points == sorted(points, reverse=falls)


@settings(max_examples=100, deadline=None)
@given(WEIGHTS, AMOUNTS, st.lists(st.decimals(-(10**6), 10**9, places=2), min_size=2, max_size=6))
def test_execution_rises_with_spending_up_to_its_weight(weight, budget, actuals):
    for scheme in under_every_scheme():
        scores = [execution_score(one, budget, weight, scheme) for one in sorted(actuals)]
        points = [one.points for one in scores if one.points is not None]
        assert len(points) == len(actuals)
        assert points == sorted(points)
        assert all(0 <= one <= weight for one in points)


@settings(max_examples=100, deadline=None)
@given(trees(), MONEY)
def test_the_total_is_the_sum_of_what_counts(rows, whole):
    tree = tree_of(rows)
    for scheme in under_every_scheme():
        card = scorecard(rows, whole, scheme)
        assert card.computed.points == total(card.entries[key].counted for key in tree.roots)
        for key, entry in card.entries.items():
            if key not in tree.scored and tree.below.get(key) and entry.computed.points is not None:
                assert entry.computed.points == total(card.entries[one].counted for one in tree.below[key])


@settings(max_examples=100, deadline=None)
@given(trees(), MONEY, STATED, st.sampled_from(["", "优", "差"]))
def test_filling_in_changes_nothing_stated_and_nothing_twice(rows, whole, stated, grade):
    for scheme in under_every_scheme():
        filled, result = settled(rows, Performance(stated, grade), whole, scheme)
        assert all(row.score is None or filled[key] == row for key, row in rows.items())
        assert stated is None or result.total_score == stated
        assert not grade or result.grade == grade
        assert settled(filled, result, whole, scheme) == (filled, result)


@settings(max_examples=100, deadline=None)
@given(trees(), MONEY, STATED)
def test_filling_in_under_a_locked_scheme_is_done_at_once(rows, whole, stated):
    filled, result = settled(rows, Performance(stated), whole, LOCKED)
    assert settled(filled, result, whole, LOCKED) == (filled, result)
