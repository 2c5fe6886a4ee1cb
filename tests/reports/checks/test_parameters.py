from decimal import Decimal

import pytest

from indicators.scheme import load_scheme, params
from reports.catalogue import RULES
from reports.checks.parameters import BY_SCHEME, LABELS, ParameterError, hint, keep, label, parse, restore, shown

DECLARED = [pytest.param(rule.code, name, value) for rule in RULES for name, value in rule.params.items()]


def test_every_parameter_of_a_rule_has_a_name():
    assert {name for rule in RULES for name in rule.params} <= LABELS.keys()


def test_parameters_of_the_scheme_are_those_it_hands_to_the_rules():
    assert params(load_scheme("national/2020")).keys() == BY_SCHEME


@pytest.mark.parametrize(("code", "name", "value"), DECLARED)
def test_what_is_shown_is_read_back_as_the_same(code, name, value):
    assert parse(value, shown(value)) == keep(value)
    assert restore(value, keep(value)) == value
    assert label(name) and isinstance(hint(value), str)


@pytest.mark.parametrize(
    ("default", "text", "kept"),
    [
        (100, "120", 120),
        (100, "１２０", 120),
        ("1.3", "1.50", "1.5"),
        (Decimal("0.5"), "0.25", "0.25"),
        (True, " 否 ", False),
        ("本单位", "本部门", "本部门"),
        (("甲", "乙"), "丙、丁，戊", ["丙", "丁", "戊"]),
        (frozenset({"甲"}), "乙", ["乙"]),
        ((("每周", 48),), "每周 40、每月12.5", [["每周", 40], ["每月", "12.5"]]),
        ({"每周": 48}, "每周 40", [["每周", 40]]),
    ],
)
def test_typed_values_are_kept_by_the_kind_of_the_rule_s_own(default, text, kept):
    assert parse(default, text) == kept
    assert type(restore(default, parse(default, text))) is type(default)


@pytest.mark.parametrize(
    ("default", "text", "words"),
    [
        (100, "很多", "请只填数字"),
        (100, "1.5", "请填整数"),
        (100, "-1", "请填 0 至 100000000 之间的数"),
        ("1.3", "1e9", "请只填数字"),
        ("1.3", "100000001", "请填 0 至 100000000 之间的数"),
        (True, "也许", "请填“是”或“否”"),
        (("甲",), " 、 ", "请填 1 至 100 项，用顿号隔开"),
        (("甲",), "长" * 41, "每项 1 至 40 字"),
        (("甲",), "、".join("甲" * 101), "请填 1 至 100 项，用顿号隔开"),
        ((("每周", 48),), "每周", "“每周”应为一个名称和一个数，例如“每周 48”"),
        ((("每周", 48),), "48", "“48”应为一个名称和一个数，例如“每周 48”"),
    ],
)
def test_what_is_no_value_is_refused_in_words(default, text, words):
    with pytest.raises(ParameterError, match=words):
        parse(default, text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "是"), ("1.30", "1.3"), (Decimal("0.50"), "0.5"), (("甲", "乙"), "甲、乙"), (frozenset("乙甲"), "乙、甲"),
        ((("优", 90), ("良", 80)), "优 90、良 80"), ({"每周": 48}, "每周 48"),
    ],
)  # fmt: skip
def test_values_are_shown_as_they_are_typed(value, text):
    assert shown(value) == text
