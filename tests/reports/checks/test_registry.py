from decimal import Decimal

import pytest

from budgets.snapshot import Project
from lib.address import replace
from reports.checks import BY_CODE, RULES, Severity, catalogue, run_checks
from reports.checks.registry import KINDS, TOPICS
from reports.sample import SAMPLE
from tests.reports.checks.cases import BASIC, CASES, ECONOMIC, PARAMS, PROJECT, TOTAL, wan


def found(code, filing, params=PARAMS):
    return [one for one in run_checks(filing, params) if one.code == code]


def test_codes_are_unique_and_ordered_by_topic():
    assert len(BY_CODE) == len(RULES)
    assert [rule.code for rule in RULES] == sorted(BY_CODE, key=lambda code: ("".join(TOPICS).index(code[0]), code))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_rule_explains_itself(rule):
    assert rule.kind in KINDS and rule.topic
    assert rule.title and rule.source and rule.how.endswith("。") and rule.mend.endswith("。")


def test_severity_has_its_word_and_its_name():
    assert [(one.value, one.label) for one in Severity] == [("error", "错误"), ("warning", "警示"), ("notice", "提示")]


def test_catalogue_tells_every_rule_in_words():
    rows = catalogue()
    assert len(rows) == len(RULES)
    assert rows[0]["code"] == "C101" and rows[0]["severity"] == "错误" and rows[0]["topic"] == "完整性"


def test_place_can_switch_a_rule_off():
    filing = CASES["A115"][0].filing
    assert found("A115", filing) and not found("A115", filing, {"off": ["A115"]})


def test_fingerprint_is_the_same_in_every_run_and_unlike_others():
    filing = CASES["A203"][0].filing
    first, again = run_checks(filing, PARAMS), run_checks(filing, PARAMS)
    assert first == again
    assert len({one.fingerprint for one in first}) == len(first)


@pytest.mark.parametrize("code", [code for code, cases in CASES.items() if code.startswith("A")])
def test_fingerprint_changes_with_any_judged_value(code):
    filing = CASES[code][0].filing
    before = found(code, filing)[0]
    for at in before.addresses:
        after = found(code, replace(filing, at, (filing[at] or Decimal(0)) + wan("0.11")))
        assert before.fingerprint not in [one.fingerprint for one in after]


def test_fingerprint_sees_head_counts_behind_a_missing_total():
    case = CASES["X113"][0].filing
    before = replace(case, "staffing.serving_staff.total.count", None)
    after = replace(before, "staffing.serving_staff.1.count", 6)
    assert found("X113", before)[0].fingerprint != found("X113", after)[0].fingerprint


def test_fingerprint_does_not_depend_on_how_an_amount_is_written():
    short, long = (replace(SAMPLE, TOTAL, Decimal(text)) for text in ("4110000", "4110000.00"))
    assert found("A101", short)[0].fingerprint == found("A101", long)[0].fingerprint


def test_fingerprint_does_not_depend_on_wording_or_unrelated_facts():
    filing = CASES["A203"][0].filing
    other = replace(filing, "profile.name", "云溪县科协")
    assert [one.fingerprint for one in run_checks(filing, PARAMS)] == [
        one.fingerprint for one in run_checks(other, PARAMS)
    ]


def test_causes_come_before_consequences():
    filing = replace(replace(SAMPLE, f"{ECONOMIC}.30103.actual", wan("36")), BASIC, wan("270"))
    codes = [one.code for one in run_checks(filing, PARAMS)]
    assert codes.index("A103") < codes.index("A102") < codes.index("A101")


def test_consequence_names_its_cause():
    filing = replace(SAMPLE, f"{ECONOMIC}.301.actual", wan("220"))
    assert found("A102", filing)[0].hint == "可能由“工资福利支出比细目合计多 4.00”引起，请先更正那一条。"


def test_thresholds_come_from_the_outline():
    assert [one.code for one in run_checks(SAMPLE, {**PARAMS, "weight_total": 110})] == ["I101"]
    assert [one.code for one in run_checks(SAMPLE, {**PARAMS, "grades": [["优秀", 90], ["差", 0]]})] == ["I105"]


@pytest.mark.parametrize(
    ("total", "grade"),
    [("90", "优"), ("89.99", "良"), ("80", "良"), ("79.99", "中"), ("60", "中"), ("59.99", "差"), ("0", "差")],
)
def test_grade_bounds_are_inclusive(total, grade):
    filing = replace(replace(SAMPLE, "performance.total_score", Decimal(total)), "performance.grade", grade)
    assert not found("I105", filing)


def test_blank_amount_is_not_judged_and_zero_is():
    assert not found("A101", replace(SAMPLE, PROJECT, None))
    assert found("A101", replace(SAMPLE, PROJECT, Decimal(0)))


def test_last_place_of_rounded_parts_is_no_mismatch():
    edits = {BASIC: "268.004", PROJECT: "142.004", TOTAL: "410.01"}
    filing = SAMPLE
    for at, amount in edits.items():
        filing = replace(filing, at, wan(amount))
    assert not found("A101", filing)


def test_sums_in_a_circle_and_in_a_long_chain_are_survived():
    circle = replace(replace(SAMPLE, "projects.1.parent", "2"), "projects.2.parent", "1")
    assert {one.code for one in run_checks(circle, PARAMS)} >= {"A106"}
    links = {str(n): Project(label=str(n), parent=str(n - 1), actual=wan(str(n))) for n in range(1, 1500)}
    assert len(found("A106", replace(SAMPLE, "projects", links))) == 1498
