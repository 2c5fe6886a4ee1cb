"""What comes over from last year's report, what is quoted from now on, and what stays lit until somebody touches it."""

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings

from lib.address import flatten, replace
from reports.assemble import assemble
from reports.checks import run_checks
from reports.checks.examples import PARAMS
from reports.checks.leftovers import leftovers
from reports.document import values
from reports.filing import Basis, Filing
from reports.importers import read_file
from reports.importers.published import read
from reports.outline import load_outline
from reports.quoting import told
from reports.render import FORMATS, Origin
from reports.render.text import render_text
from reports.rolling import roll
from reports.sample import SAMPLE
from tests.published import FOLDER, NAMES, load, needs_reports, pdf_text
from tests.reports.rich import RICH
from tests.reports.strategies import filings

COST = "narrative.cost.text"
BASIS = Basis("关于2024年度自评的通知", "云财〔2025〕9号", "云溪县财政局")
LATER = roll(RICH, 2024, BASIS)
YEARS = re.compile(r"(?<!\d)(2022|2023)(?!\d)")


def rolled(text: str, at: str = COST) -> Filing:
    return roll(replace(SAMPLE, at, text), 2024, BASIS)


def lit(filing: Filing, at: str = COST) -> list[str]:
    return [one.words for one in leftovers(filing, {}) if one.stands == at]


# --- structure ---------------------------------------------------------------------------------------------------


def test_no_figure_of_last_year_is_this_years():
    new, old = flatten(LATER), flatten(RICH)
    kept = {
        at
        for at, value in new.items()
        if value not in (None, "", False) and value == old.get(at) and not isinstance(value, str)
    }
    assert {at.rpartition(".")[2] for at in kept} <= {"weight", "department_count", "subordinate_count", "prior_actual"}


def test_what_was_spent_is_now_last_years():
    for at, value in flatten(RICH).items():
        if at.startswith(("budget.", "projects.")) and at.endswith(".actual"):
            assert LATER[at.replace(".actual", ".prior_actual")] == value and LATER[at] is None
    assert LATER["funds.government_fund.1.opening"] == RICH["funds.government_fund.1.closing"]


@pytest.mark.parametrize("name", ["score", "reason", "actual_value", "achievement", "conclusion", "value"])
def test_nothing_that_was_achieved_or_scored_comes_over(name):
    assert not [at for at, value in flatten(LATER).items() if at.endswith(f".{name}") and value]


def test_results_proofs_and_second_figures_stay_behind():
    assert not (LATER.evidence or LATER.restatements or LATER.performance.grade)
    assert LATER.indicators.keys() == RICH.indicators.keys() and LATER["indicators.3.target_value"]


def test_the_notice_is_this_years():
    assert LATER.basis == BASIS


@given(filings())
@settings(max_examples=30, deadline=None)
def test_a_report_rolls_twice_whatever_it_says(filing):
    once = roll(filing, 2024, BASIS)
    assert roll(once, 2025, BASIS).fiscal_year == 2025
    assert {at for at in flatten(once) if not at.startswith("rolled.")} <= flatten(filing).keys()


# --- words -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("2023年度基本支出268.00万元。", "{fiscal_year}年度基本支出{budget.nature.basic.actual}万元。"),
        ("2023年，我单位运转正常。", "{fiscal_year}年，我单位运转正常。"),
        ("截至2023年12月31日，设备完好。", "截至{fiscal_year}年12月31日，设备完好。"),
        ("较2022年有所下降。", "较{prior_year}年有所下降。"),
        ("支出{budget.nature.basic.actual}万元。", "支出{budget.nature.basic.actual}万元。"),
    ],
)  # fmt: skip
def test_facts_and_the_reports_own_years_are_quoted(text, kept):
    filing = rolled(text)
    assert filing[COST] == kept and lit(filing) == []


def test_quoted_years_print_this_years():
    filing = rolled("较2022年下降。2023年度工作完成。")
    assert told(filing, filing[COST]).words == "较2023年下降。2024年度工作完成。"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2023年6月通过验收，秩序良好。", ["2023年6月通过验收"]),
        ("收到捐书1200册。", ["收到捐书1200册"]),
        ("完成了2022年建站评估。", ["完成了2022年建站评估"]),
        ("印发《2023年科普要点》。", ["印发《2023年科普要点》"]),
        ("按照云财〔2023〕7号文办理。", ["按照云财〔2023〕7号文办理"]),
        ("于10月8日前完成自评。", ["于10月8日前完成自评"]),
        ("二〇二三年换届。", ["二〇二三年换届"]),
        ("支出比上年增加3.21万元。", ["支出比上年增加3.21万元"]),
    ],
)  # fmt: skip
def test_what_is_no_fact_is_lit(text, words):
    assert lit(rolled(text)) == words


@pytest.mark.parametrize(
    "text", ["落实“一物一卡一条码”。", "2006年成立。", "贯彻《纲要（2021—2035年）》。", "无公务用车。"]
)
def test_what_no_year_changes_is_left_alone(text):
    assert lit(rolled(text)) == []


def test_only_the_figure_of_a_clause_is_lit():
    filing = rolled("2023年度收到捐书1200册。")
    (one,) = [one for one in leftovers(filing, {}) if one.stands == COST]
    ((at, start, end),) = one.places
    assert at == COST and filing[COST][start:end] == "1200册"


def test_texts_that_quote_nothing_have_their_year_moved_on():
    assert rolled("2023年度工作总结", "attachments.1.label")["attachments.1.label"] == "2024年度工作总结"


def test_a_result_without_figures_is_lit_as_a_whole():
    assert "按计划完成" in lit(rolled("按计划完成。", "indicators.3.result"), "indicators.3.result")


# --- until touched -----------------------------------------------------------------------------------------------


def test_a_touched_clause_is_lit_no_more():
    filing = rolled("收到捐书1200册，发放600册。")
    touched = replace(filing, COST, filing[COST].replace("1200", "1300"))
    assert lit(filing) == ["收到捐书1200册", "发放600册"] and lit(touched) == ["发放600册"]


def test_moving_a_clause_does_not_touch_it():
    filing = rolled("收到捐书1200册，秩序良好。")
    assert lit(replace(filing, COST, "秩序良好；收到捐书1200册。")) == ["收到捐书1200册"]


def test_a_longer_clause_around_the_same_words_is_another_one():
    filing = rolled("收到捐书1200册。")
    assert lit(replace(filing, COST, "今年又收到捐书1200册。")) == []


def test_each_text_is_one_warning_that_names_its_words():
    filing = rolled("收到捐书1200册，发放600册。")
    (finding,) = [one for one in run_checks(filing, PARAMS) if one.code == "N105" and one.addresses == (COST,)]
    assert finding.title == "2 处沿用上年的话没有改" and len(finding.places) == 2


def test_an_explanation_lapses_when_a_clause_is_touched():
    def fingerprint(filing):
        found = run_checks(filing, PARAMS)
        return next(one.fingerprint for one in found if one.code == "N105" and one.addresses == (COST,))

    filing = rolled("收到捐书1200册，发放600册。")
    other = replace(filing, COST, f"开头一句。{filing[COST]}")
    assert fingerprint(filing) == fingerprint(other)
    assert fingerprint(filing) != fingerprint(replace(filing, COST, "收到捐书1200册，发放700册。"))


# --- the published reports ---------------------------------------------------------------------------------------


def unlit(filing: Filing, printed: str) -> str:
    """Return *printed* without the clauses that are lit."""
    for one in sorted(leftovers(filing, {}), key=lambda one: -len(one.words)):
        printed = printed.replace(told(filing, one.words).words, "")
    return printed


def filled(filing: Filing) -> Filing:
    """Return *filing* with some figures of its year."""
    for at, value in flatten(filing).items():
        if at.endswith(".initial_budget") and value is None:
            filing = replace(filing, at, Decimal("3700000"))
        elif at.endswith(".actual_value"):
            filing = replace(filing, at, "12")
    return filing


@needs_reports
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", ["json", "txt"])
@pytest.mark.parametrize("fill", [lambda one: one, filled], ids=["blank", "filled"])
def test_no_old_year_is_printed_without_being_lit(name, kind, fill):
    old, (place, year) = read_file(f"{name}.{kind}", (FOLDER / f"{name}.{kind}").read_bytes()).filing, name.split("-")
    filing = fill(roll(old, int(year) + 1, BASIS))
    document = assemble(filing, load_outline(f"{place}/{year}"))
    compared = [one for one in values(document) if one.at == "prior_year"]  # this year's report does compare with it
    printed = re.sub(r"\s", "", unlit(filing, render_text(document)))
    assert len(re.findall(rf"(?<!\d){year}(?!\d)", printed)) <= len(compared)
    assert str(int(year) + 1) in printed


@needs_reports
def test_a_published_report_rolled_on_is_printed_for_its_new_year():
    filing = filled(roll(read(load("yuanjiang-2023")).filing, 2024, BASIS))
    text = pdf_text(FORMATS["pdf"].render(assemble(filing, load_outline("yuanjiang/2023")), Origin(draft=True)))
    assert "2024年年初部门预算370.00万元" in text
    lit_ = {re.sub(r"\s", "", told(filing, one.words).words) for one in leftovers(filing, {})}
    for clause in sorted(lit_, key=len, reverse=True):
        text = text.replace(clause, "")
    assert "2023" not in text
