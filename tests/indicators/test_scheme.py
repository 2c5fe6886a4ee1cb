"""Schemes are read whole, refused at their line, and told apart in words."""

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.scheme import UnknownSchemeError, built_in, differences, load_scheme, params, parse, schemes
from lib.definitions import DefinitionError
from reports.checks import BY_CODE, run_checks
from reports.checks.examples import PARAMS
from reports.sample import SAMPLE

SMALL = """name = "小方案"
source = "无"
[[family]]
label = "全部"
weight = 100
[[grade]]
label = "合格"
low = 0
"""
EXTENDS = 'extends = "national/2020"\n'


def problems(text, key="", **options):
    with pytest.raises(DefinitionError) as refusal:
        parse(text, key, **options)
    return [(one.line, one.message) for one in refusal.value.problems]


def lines(text):
    return [line for line, _ in problems(text)]


def test_built_in_schemes():
    assert schemes() == ["guangzhou/2021", "hunan/2018", "national/2020", "national/2021", "sichuan/2025"]


@pytest.mark.parametrize("key", schemes())
def test_every_built_in_scheme_is_valid_and_names_its_source(key):
    scheme = load_scheme(key)
    assert (scheme.key, bool(scheme.name), bool(scheme.source)) == (key, True, True)


def test_schemes_are_loaded_once():
    assert load_scheme("national/2020") is load_scheme("national/2020")


def test_a_scheme_loads_in_milliseconds():
    began = time.process_time()
    for key in schemes():
        load_scheme.__wrapped__(key)
    assert time.process_time() - began < 0.25


@pytest.mark.parametrize("key", ["nowhere/2020", "../../etc", "national/2020.toml", ""])
def test_unknown_scheme(key):
    with pytest.raises(UnknownSchemeError):
        load_scheme(key)


def test_a_small_scheme_takes_the_common_skeleton():
    scheme = parse(SMALL)
    assert (scheme.total, scheme.reverse, scheme.modes.quantitative) == (100, "linear", "computed")


@pytest.mark.parametrize(
    ("present", "weights"),
    [
        ({"execution", "cost", "output", "benefit", "satisfaction"}, (10, 20, 40, 20, 10)),
        ({"execution", "output", "benefit", "satisfaction"}, (10, 0, 50, 30, 10)),
        ({"execution", "cost", "output", "benefit"}, (10, 20, 40, 30, 0)),
        ({"execution", "output", "benefit"}, (10, 0, 50, 40, 0)),
    ],
)
def test_families_that_are_absent_choose_the_variant(present, weights):
    assert tuple(load_scheme("national/2021").weights(present).values()) == weights


@pytest.mark.parametrize(
    ("total", "grade"),
    [
        ("100", "优"),
        ("90", "优"),
        ("89.99", "良"),
        ("80", "良"),
        ("79.99", "中"),
        ("60", "中"),
        ("59.995", "差"),
        ("0", "差"),
    ],
)
def test_grades_begin_at_their_bound_and_judge_the_raw_number(total, grade):
    assert load_scheme("national/2020").grade(Decimal(total)) == grade


@pytest.mark.parametrize(
    ("added", "line"),
    [
        ("colour = 1", 1), ('reverse = "square"', 1), ("total = 0", 1), ("positive_weights = 1", 1),
        ("satisfaction_floor = 101", 1), ("[modes]\nqualitative = 'auto'", 2), ("[modes]\nqualitative = 'locked'", 2),
        ("[execution]\nmode = 'steps'", 2), ("[execution]\nsteps = [{ bound = 1, share = 1 }]", 2),
        ("[execution]\nmode = 'steps'\nsteps = [{ bound = 0, share = 0 }, { bound = 1, share = 1 }]", 3),
        ("[date]\ndays = '1.5'", 2), ("[date]\nlate = 'never'", 2), ("[over_fulfilment]\npolicy = 'punish'", 2),
        ("[over_fulfilment]\nratio = '0.9'", 2), ("[missing_cost]\npoints = 5", 1), ("[reasons]\nexecution_below = 90", 2),
        ("[reasons]\nlength = 'lang'", 2), ("modes = 3", 1), ("band = 3", 1), ("family = []", 1),
        ("[[family]]\ncode = 'profit'\nweight = 100", 2), ("[[family]]\nweight = 100", 1),
        ("[[family]]\nlabel = '甲'\nweight = '百'", 3), ("[[family]]\nlabel = '甲'\nweight = 90", 1),
        ("[[family]]\nlabel = '甲'\nweight = 101", 1), ("[[family]]\nlabel = '甲'\nweight = -1", 3),
        ("[[family]]\ncode = 'output'\nweight = 100\n[[family.part]]\ncode = 'quantity'\nweight = 101", 1),
        ("[[family]]\ncode = 'output'\nweight = 100\nincludes = ['loss']", 4),
        ("[[variant]]\nlabel = '甲'\nwithout = ['cost']\nweights = {}", 3),
        ("[[variant]]\nlabel = '甲'\nwithout = ['satisfaction']\nweights = { satisfaction = 0 }", 4),
        ("[[variant]]\nlabel = '甲'\nweights = { benefit = 30 }", 1),
        ("[[band]]\nlabel = '甲'\nlow = '0.8'\nhigh = '0.6'", 3),
        ("[[band]]\nlabel = '甲'\nlow = 0\nhigh = '0.6'\n[[band]]\nlabel = '乙'\nlow = '0.6'\nhigh = 1", 5),
        ("[[band]]\nlabel = '甲'\nlow = 0\nhigh = 1\nshare = 1", 5),
        ("[[grade]]\nlabel = '优'\nlow = 90", 1), ("[[grade]]\nlabel = '优'\nlow = 0\n[[grade]]\nlabel = '良'\nlow = 0", 4),
        ("[[flag]]\ncondition = 'bad'", 2), ("[[flag]]\ncondition = 'unspent'\nover = 20", 3),
        ("[[formula]]\nlabels = ['甲']", 1), ("[[formula]]\nstep = 1", 1), ("[[formula]]\nlabels = ['甲']\nkind = 'steps'", 3),
        ("[[formula]]\nlabels = ['甲']\nkind = 'steps'\nsteps = [{ bound = 9, share = 1 }, { bound = 8, share = 0 }]", 4),
        ("[[formula]]\nlabels = ['甲']\nstep = 1\nper = 0", 4),
        ("[[formula]]\nlabels = ['甲']\nstep = 1\n[[formula]]\nlabels = ['甲']\nstep = 2", 1),
        ("[[cap]]\nbelow = '0.6'", 1), ("[[cap]]\nbelow = '0.6'\nshare = 1\nfamilies = ['cost']", 4),
        ("[[cap]]\nbelow = '0.6'\nshare = 1\nscope = 'total'\nfamilies = ['output']", 5),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused_at_its_line(added, line):
    assert line + 1 in lines(EXTENDS + added)


def test_every_fault_is_told_at_once_and_in_chinese():
    found = problems(SMALL.replace("weight = 100", 'weight = "abc"').replace("low = 0", "low = 5\ncolour = 1"))
    assert [line for line, _ in found] == [5, 6, 9]
    assert all(any("一" <= letter <= "鿿" for letter in message) for _, message in found)


def test_a_scheme_without_name_source_or_grades_is_refused():
    assert {message for _, message in problems("")} >= {"缺少 name", "缺少 source", "缺少一级指标，请写 [[family]]"}


def test_an_absent_weight_is_not_checked_but_too_much_is():
    open_ended = SMALL.replace("weight = 100", "weight = 60") + "[[family]]\nlabel = '其他'\n"
    assert parse(open_ended).families[1].weight == 0
    assert lines(open_ended.replace("weight = 60", "weight = 160"))


def test_extending_changes_only_what_is_said():
    own = parse(EXTENDS + '[over_fulfilment]\nratio = "1.5"\n')
    assert differences(load_scheme("national/2020"), own) == [
        "超额完成：达到 1.3 倍，得满分，须写原因 → 达到 1.5 倍，得满分，须写原因"
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('extends = "a/2020"', "方案不能以自己为基础"), ('extends = "b/2020"', "互相引用"),
        ('extends = "nowhere/2020"', "没有计分方案 nowhere/2020"), ("extends = 5", "extends 应为方案名"),
        ('extends = "d/2020"', "第 2 行"),
    ],
)  # fmt: skip
def test_circles_and_gaps_in_extending_are_refused(text, message):
    texts = {"b/2020": 'extends = "c/2020"', "c/2020": 'extends = "a/2020"', "d/2020": 'extends = "b"\nname = ['}
    found = problems("\n" + text, "a/2020", text_of=texts.__getitem__)
    assert [line for line, _ in found] == [2]
    assert message in found[0][1] or (message == "第 2 行" and "写法有误" in found[0][1])


def test_extending_without_end_is_refused():
    found = problems('extends = "0"', text_of=lambda key: f'extends = "{int(key) + 1}"')
    assert "引用超过" in found[0][1]


def test_no_setting_differs_from_itself():
    for key in schemes():
        assert differences(load_scheme(key), load_scheme(key)) == []


@pytest.mark.parametrize(
    "changed",
    [
        "total = 200\nfamily = [{ label = '甲', weight = 200 }]\nvariant = []", "positive_weights = false",
        "reverse = 'ratio'", "satisfaction_floor = 60", "variant = []", "modes.quantitative = 'locked'",
        "modes.qualitative = 'computed'", "modes.execution = 'manual'", "execution.capped = false",
        "execution.funding = 'public'", "date.late = 'zero'", "date.days = 100", "date.on_time = []",
        "over_fulfilment.policy = 'flag'", "over_fulfilment.ratio = 2", "over_fulfilment.zero = 1",
        "over_fulfilment.excused = false", "missing_cost = { points = 5, labels = ['成本'] }",
        "reasons.below_weight = false", "reasons.budget_adjusted = true", "reasons.qualitative_result = true",
        "reasons.review_below_self = false", "reasons.execution_below = '0.9'", "reasons.execution_length = 1",
        "reasons.length = 1", "band = [{ label = '达成年度指标', low = 0, high = 1, share = '0.5' }]", "flag = []",
        "formula = [{ labels = ['甲'], step = 1 }]", "cap = [{ below = '0.5', share = '0.5' }]",
        "grade = [{ label = '优', low = 80 }, { label = '差', low = 0 }]",
    ],
)  # fmt: skip
def test_no_changed_setting_goes_untold(changed):
    old, new = load_scheme("national/2020"), parse(EXTENDS + changed)
    assert differences(old, new)


def test_differences_tell_both_values():
    found = differences(load_scheme("national/2020"), load_scheme("national/2021"))
    assert "“产出指标”分值：50 → 40" in found
    assert "“成本指标”分值：无 → 20" in found
    assert "满意度不得分的界限：无 → 低于 60%" in found


def test_the_national_scheme_gives_the_checks_their_defaults():
    given = params(load_scheme("national/2020"))
    assert given["weight_total"] == BY_CODE["I101"].params["weight_total"]
    assert given["grades"] == BY_CODE["I105"].params["grades"]
    assert given["over_fulfilment"] == Decimal(BY_CODE["I201"].params["over_fulfilment"])


@pytest.mark.parametrize("key", schemes())
def test_the_checks_run_under_every_scheme(key):
    assert run_checks(SAMPLE, {**PARAMS, **params(load_scheme(key))}) == run_checks(SAMPLE, PARAMS)


JUNK = [
    "1", "-1", "1e400", "1e999999999", "1e-999999999", "'0." + "0" * 99 + "1'", "'x'", "''", "[]", "[1]", "['']", "[{}]",
    "{}", "{ a = 1 }", "true", "1979-05-27", "0x" + "f" * 4000,
]  # fmt: skip
SETTINGS = [line.partition(" =")[0] for line in built_in("national/2020").splitlines() if " = " in line]


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(set(SETTINGS))), st.sampled_from(JUNK), min_size=1, max_size=4))
def test_whatever_is_written_is_read_or_refused(junk):
    lines = [f"{name} = {junk[name]}" if (name := line.partition(" =")[0]) in junk else line
             for line in built_in("national/2020").splitlines()]  # fmt: skip
    try:
        assert differences(parse("\n".join(lines)), load_scheme("national/2020")) is not None
    except DefinitionError as refusal:
        assert refusal.problems
