from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.address import flatten, replace
from reports import sentences
from reports.document import Text, Value
from reports.filing import Filing
from reports.sample import SAMPLE
from reports.sentences import MANNERS, problems, quote, say
from tests.reports.strategies import filings

BASIC = "budget.nature.basic"
FUND = "budget.source.government_fund_budget.actual"
NONE = f"本单位{{{FUND}:absence}}政府性基金预算支出。"


def told(sentence, filing=SAMPLE, none=""):
    return "".join(node.text for node in say(filing, sentence, none))


def edited(**edits):
    filing = SAMPLE
    for at, value in edits.items():
        filing = replace(filing, at, value)
    return filing


def test_a_fact_is_quoted_with_its_address_and_value():
    assert say(SAMPLE, f"决算{{{BASIC}.actual}}万元。") == (
        Text("决算"), Value("268.00", f"{BASIC}.actual", Decimal("2680000.00"), "wan"), Text("万元。"),
    )  # fmt: skip


def test_a_unit_may_be_given():
    assert told("{fiscal_year:text}年，{budget.nature.basic.actual:text}元") == "2023年，2680000.00元"


def test_nought_is_a_disclosure():
    assert told(f"决算{{{FUND}}}万元。") == "决算0.00万元。"


def test_a_bracket_with_a_blank_fact_is_left_out():
    blank = edited(**{f"{BASIC}.initial_budget": None})
    sentence = f"[年初预算{{{BASIC}.initial_budget}}万元，]决算{{{BASIC}.actual}}万元。"
    assert told(sentence) == "年初预算260.00万元，决算268.00万元。"
    assert told(sentence, blank) == "决算268.00万元。"


def test_a_sentence_without_its_fact_is_not_said():
    assert told(f"决算{{{BASIC}.actual}}万元。", edited(**{f"{BASIC}.actual": None})) == ""


@pytest.mark.parametrize("actual", [None, Decimal("0.00")])
def test_none_is_said_of_nought_and_of_blank(actual):
    filing = edited(**{FUND: actual})
    assert told(f"支出{{{FUND}}}万元。", filing, NONE) == "本单位无政府性基金预算支出。"
    assert say(filing, NONE)[1] == Value("无", FUND, actual, "wan")


def test_none_is_said_of_a_row_that_is_not_there():
    bare = Filing(fiscal_year=2023)
    assert told(f"{{fiscal_year}}年支出{{{FUND}}}万元。", bare, NONE) == "本单位无政府性基金预算支出。"


def test_some_is_not_none():
    filing = edited(**{FUND: Decimal("10000")})
    assert told(f"支出{{{FUND}}}万元。", filing, NONE) == "支出1.00万元。"


@pytest.mark.parametrize(
    ("actual", "amount", "rate"),
    [
        ("2680000", "增加18.00万元", "增长7.20%"),
        ("2437500", "减少6.25万元", "下降2.50%"),
        ("2500000", "持平", "持平"),
    ],
)
def test_a_change_is_told_with_its_word(actual, amount, rate):
    filing = edited(**{f"{BASIC}.actual": Decimal(actual)})
    assert told(f"{{{BASIC}.year_change:change}}", filing) == amount
    assert told(f"{{{BASIC}.year_change_rate:change}}", filing) == rate


def test_direction_and_magnitude_are_told_apart():
    filing = edited(**{f"{BASIC}.actual": Decimal("2437500")})
    at = f"{BASIC}.year_change"
    assert told(f"比上年{{{at}:direction}}{{{at}:magnitude}}万元", filing) == "比上年减少6.25万元"


def test_a_magnitude_keeps_the_signed_value():
    filing = edited(**{f"{BASIC}.actual": Decimal("2437500")})
    (value,) = quote(filing, f"{BASIC}.year_change", "magnitude")
    assert (value.text, value.raw) == ("6.25", Decimal("-62500.00"))


def test_shares_of_a_computed_mapping_are_percentages():
    assert told("{budget.three_public_shares.reception}") == "100.00%"


@pytest.mark.parametrize(
    ("sentence", "complaint"),
    [
        ("{budget.nature.bsic.actual}", "没有这个数据"),
        ("{budget.nature.basic.actuall}", "没有这个数据"),
        ("{budget.nature.basic.actual:yuan}", "没有这个单位"),
        ("决算{budget.nature.basic.actual", "括号"),
        ("[甲[乙]]", "括号"),
    ],
)
def test_mistakes_in_a_sentence_are_named(sentence, complaint):
    assert any(complaint in problem for problem in problems(sentence, SAMPLE))


@pytest.mark.parametrize(
    "sentence", ["{profile.name}", "{budget.source.other_funds.actual}", "[{budget.nature.total.actual:change}]"]
)
def test_a_right_sentence_has_no_mistakes(sentence):
    assert list(problems(sentence, SAMPLE)) == []


ADDRESSES = st.sampled_from(
    [*flatten(SAMPLE), f"{BASIC}.execution_rate", f"{BASIC}.year_change", "budget.source.none.actual"]
)
UNITS = st.sampled_from(["", *MANNERS, "direction"])


@given(filings(), ADDRESSES, UNITS)
@settings(max_examples=150, deadline=None)
def test_no_fact_stops_a_sentence(filing, at, unit):
    if unit == "direction" and sentences.unit_of(filing, at) not in sentences.NUMBERS:
        unit = ""
    quoted = f"{{{at}:{unit}}}" if unit else f"{{{at}}}"
    for sentence in (f"甲{quoted}乙", f"甲[丙{quoted}]乙"):
        nodes = say(filing, sentence, f"无{{{at}:absence}}")
        assert all("{" not in node.text for node in nodes if isinstance(node, Text))


@given(filings(), ADDRESSES)
@settings(max_examples=100, deadline=None)
def test_blank_never_prints_as_nought(filing, at):
    if sentences.fact(filing, at) is None:
        assert not any(node.text.startswith("0") for node in say(filing, f"[{{{at}}}]"))
