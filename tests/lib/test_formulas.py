from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.formulas import FormulaError, parse

LONGEST_IN_A_CELL = 8192  # characters a spreadsheet takes
NAMES = ("basic", "project", "total.actual")
AMOUNTS = st.decimals(min_value=-(10**9), max_value=10**9, places=2) | st.none()
NUMBERS = st.decimals(min_value=0, max_value=1000, places=2).map(lambda number: f"{number:f}")


def formulas(deepest=4):
    """Return a strategy of (text, function over a mapping → Fraction or None) pairs that must agree."""
    leaves = st.sampled_from(NAMES).map(lambda name: (name, lambda given: given[name]))
    leaves |= NUMBERS.map(lambda text: (text, lambda given: Fraction(text)))

    def wider(inner):
        pairs = st.tuples(inner, inner)
        return st.one_of(
            pairs.map(lambda pair: (f"sum({pair[0][0]}, {pair[1][0]})", added(pair, 1))),
            pairs.map(lambda pair: (f"({pair[0][0]} - {pair[1][0]})", added(pair, -1))),
            pairs.map(lambda pair: (f"min({pair[0][0]}, {pair[1][0]})", both(pair, min))),
            st.tuples(leaves, leaves).map(lambda pair: (f"({pair[0][0]} * {pair[1][0]})", both(pair, multiplied))),
        )

    return st.recursive(leaves, wider, max_leaves=deepest)


def added(pair, sign):
    def value(given):
        left, right = (one(given) for _, one in pair)
        return None if left is right is None else (left or 0) + sign * (right or 0)

    return value


def both(pair, function):
    def value(given):
        values = [one(given) for _, one in pair]
        return None if None in values else function(values[0], values[1])

    return value


def multiplied(left, right):
    return left * right


@given(formulas(), st.fixed_dictionaries(dict.fromkeys(NAMES, AMOUNTS)))
def test_arithmetic_is_exact(formula, given):
    text, exact = formula
    found = parse(text).evaluate(given.get)
    expected = exact({name: None if value is None else Fraction(value) for name, value in given.items()})
    assert (None if found is None else Fraction(found)) == expected


@given(formulas(), st.fixed_dictionaries(dict.fromkeys(NAMES, AMOUNTS)))
def test_what_is_written_again_means_the_same(formula, given):
    read = parse(formula[0])
    assert parse(str(read)).evaluate(given.get) == read.evaluate(given.get)


@pytest.mark.parametrize(
    ("text", "given", "expected"),
    [
        ("a + b", {"b": "3"}, "3"),
        ("sum(a, b)", {}, None),
        ("a - b", {"b": "3"}, "-3"),
        ("a * b", {"b": "3"}, None),
        ("ratio(a, b)", {"a": "2", "b": "3"}, "0.6666666666666666666666666667"),
        ("ratio(a, b)", {"a": "1", "b": "0"}, None),
        ("a / b", {"b": "2"}, None),
        ("round(min(a / b, 1) * 10)", {"a": "2", "b": "3"}, "6.67"),
        ("max(a, b)", {"a": "2", "b": "3"}, "3"),
        ("total(a, b)", {"a": "2", "b": "3"}, "5"),
        ("total(a, b)", {"a": "2"}, None),
        ("a × (b ÷ 2)", {"a": "2", "b": "3"}, "3"),
        ("（a－b）", {"a": "2", "b": "3"}, "-1"),
    ],
)
def test_blanks_and_divisions(text, given, expected):
    values = {name: Decimal(value) for name, value in given.items()}
    assert parse(text).evaluate(values.get) == (None if expected is None else Decimal(expected))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "空的"),
        ("a / 0", "除以 0"),
        ("a / (2 - 2)", "除以 0"),
        ("ratio(a, 0)", "除以 0"),
        ("power(a, 2)", "没有这个函数：power"),
        ("a b", "“b”处写错"),
        ("sum(a, ", "没有写完"),
        ("a;b", "不认识"),
        ("__import__('os')", "不认识"),
        ("(" * 7 + "a" + ")" * 7, "6 层"),
        ("-" * 5000 + "a", "6 层"),
        ("*".join("a" * 3000), "连乘连除"),
        ("+".join("a" * 9000), "过长"),
        ("9" * 30, "数字过长"),
        ("round(a, 99)", "位数"),
    ],
)
def test_what_is_no_formula_is_refused_with_its_reason(text, reason):
    with pytest.raises(FormulaError, match=reason):
        parse(text)


def test_one_name_may_stand_for_several_in_a_sum_only():
    several = parse("sum(lines) - other").renamed(lambda name: {"lines": ["r1c2", "r2c2"]}.get(name, [name]))
    assert several.names == ("r1c2", "r2c2", "other")
    with pytest.raises(FormulaError, match="有多格"):
        parse("lines * 2").renamed(lambda name: ["r1c2", "r2c2"])


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("a", 'IF(COUNT(A1)=0,"",SUM(A1))'),
        ("sum(a, b, c)", 'IF(COUNT(A1:A2,C9)=0,"",SUM(A1:A2,C9))'),
        ("a - b", 'IF(COUNT(A1:A2)=0,"",SUM(A1)-SUM(A2))'),
        ("a / b", 'IF(COUNT(A1:A2)<2,"",IFERROR(A1/A2,""))'),
        ("total(a, b)", 'IF(COUNT(A1:A2)<2,"",IFERROR(SUM(A1:A2),""))'),
    ],
)
def test_a_spreadsheet_gets_the_same_with_blanks_left_blank(text, cells):
    assert parse(text).excel({"a": "A1", "b": "A2", "c": "C9"}.__getitem__) == cells


@given(formulas(deepest=60))
def test_a_spreadsheet_takes_every_formula(formula):
    try:
        read = parse(formula[0])
    except FormulaError:
        return
    assert len(read.excel(lambda name: "AB1234")) < LONGEST_IN_A_CELL
