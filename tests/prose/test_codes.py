"""W4xx: codes that check themselves."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prose.proofreading import proofread
from prose.rules.codes import LENGTH, check_sign, fault

SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
FIRST = st.text(SIGNS, min_size=LENGTH - 1, max_size=LENGTH - 1)
RIGHT = "12430000000000001" + check_sign("12430000000000001")


def findings(text: str) -> list[str]:
    return [one.message for one in proofread(text).findings if one.code == "W401"]


def test_the_standard_gives_an_example():
    assert check_sign("91350100M000100Y4") == "3"


@pytest.mark.parametrize(
    "text", ["统一社会信用代码{}。", "统一社会信用代码：{}", "信用代码为{}，", "统一社会信用代码 {}（副本）"]
)
def test_a_right_code_is_silent_wherever_it_stands(text):
    assert findings(text.format(RIGHT)) == []


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        (RIGHT[:-1] + "X", "的末位应为 3，与前 17 位不合"),
        (RIGHT[:3] + "8" + RIGHT[4:], "的末位应为"),
        (RIGHT[:-1], "有 17 位，应为 18 位"),
        (RIGHT[:-2] + "O" + RIGHT[-1], "含有代码不用的字母"),
    ],
    ids=["check sign", "another sign", "too short", "no such letter"],
)
def test_a_wrong_code_is_found_with_the_reason(code, wrong):
    [message] = findings(f"统一社会信用代码{code}。")
    assert message.startswith(f"“{code}”{wrong}") and message.endswith("。")


@pytest.mark.parametrize("text", ["组织机构代码430000000。", "批复文号124300000000000019。", "信用代码以证书为准。"])
def test_other_numbers_are_no_credit_codes(text):
    assert findings(text) == []


@settings(max_examples=25, deadline=None)
@given(FIRST)
def test_any_code_with_its_check_sign_is_right(first):
    assert fault(first + check_sign(first)) == ""


@settings(max_examples=25, deadline=None)
@given(FIRST, st.integers(0, LENGTH - 2), st.sampled_from(SIGNS))
def test_any_one_wrong_sign_is_found(first, at, sign):
    wrong = first[:at] + sign + first[at + 1 :] + check_sign(first)
    assert (fault(wrong) != "") == (sign != first[at])
