from decimal import Decimal

import pytest

from budgets.snapshot import Project
from lib.address import replace
from reports.checks import BY_CODE, RULES, Severity, run_checks
from reports.checks.examples import BASIC, CASES, ECONOMIC, PARAMS, PROJECT, TOTAL, wan
from reports.checks.registry import ERROR, KINDS, TOPICS, Judgement, rule
from reports.checks.running import run
from reports.sample import SAMPLE


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


CHAPTER = "narrative.problems.text"


def quoting(words, *at):
    def function(filing, params):
        yield Judgement((CHAPTER, *at), "前后不符", "前后不符。", quotes=words, places=((CHAPTER, 0, 2),))

    return rule("N999", ERROR, "前后相符", kind="cross_reference_mismatch", source="无", how="。", mend="。")(function)


def fingerprint(text, words=("支出12万元",), at=(), **facts):
    filing = replace(SAMPLE, CHAPTER, text)
    for address, value in facts.items():
        filing = replace(filing, address.replace("__", "."), value)
    return run([quoting(words, *at)], filing, {})[0].fingerprint


def test_words_are_explained_whatever_else_their_chapter_says():
    assert fingerprint("支出12万元。人手不足。") == fingerprint("人手不足，经费偏紧。支出12万元。")
    assert fingerprint("支出12万元。") != fingerprint("支出13万元。", ("支出13万元",))


def test_explanation_of_words_lapses_with_the_fact_they_are_compared_with():
    before = fingerprint("支出12万元。", at=(TOTAL,))
    assert before == fingerprint("支出12万元。另有一句。", at=(TOTAL,))
    assert before != fingerprint("支出12万元。", at=(TOTAL,), budget__nature__total__actual=wan("411"))


def test_words_that_are_not_in_the_text_leave_the_whole_text_judged():
    assert fingerprint("支出12万元。", ("没有的话",)) != fingerprint("支出12万元。又一句。", ("没有的话",))


def test_the_same_words_said_twice_are_two_findings():
    def twice(filing, params):
        for start in (0, 7):
            yield Judgement((CHAPTER,), "重复", "重复。", quotes=("支出12万元",), places=((CHAPTER, start, start + 6),))

    doubled = rule("N998", ERROR, "不重复", kind="near_duplicate", source="无", how="。", mend="。")(twice)
    first, second = run([doubled], replace(SAMPLE, CHAPTER, "支出12万元，支出12万元。"), {})
    assert first.fingerprint != second.fingerprint
    assert (first.places, second.places) == (((CHAPTER, 0, 6),), ((CHAPTER, 7, 13),))


def test_place_weighs_rules_and_sets_their_parameters():
    filing = CASES["A115"][0].filing
    lowered = {**PARAMS, "severity": {"A115": "notice"}}
    assert [one.severity for one in found("A115", filing, lowered)] == [Severity.NOTICE]
    weekly = replace(SAMPLE, "indicators.3.label", "每周科普活动")
    assert found("I205", weekly) and not found("I205", weekly, {**PARAMS, "I205": {"frequencies": [("每周", 40)]}})


def test_weight_and_switch_leave_the_fingerprint_alone():
    filing = CASES["A115"][0].filing
    lowered = found("A115", filing, {**PARAMS, "severity": {"A115": "notice"}})
    assert lowered[0].fingerprint == found("A115", filing)[0].fingerprint
