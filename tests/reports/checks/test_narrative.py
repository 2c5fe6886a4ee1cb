"""What people write against what they filed: found where it is certain, silent where year, role or scope is another one."""

from decimal import Decimal

import pytest

from budgets.snapshot import Line, Project
from lib.address import replace
from prose.registry import PASSED, UNJUDGED
from reports.checks import outcomes, run_checks
from reports.checks.examples import BASIC, PARAMS, TOTAL, restated, wan
from reports.checks.passages import BOUND, chapters, reading
from reports.filing import Narrative
from reports.importers.published import read
from reports.sample import SAMPLE
from tests.published import FOLDER, NAMES, load, needs_reports

COST = "narrative.cost.text"


def written(words, filing=SAMPLE, at=COST):
    return replace(filing, at, words)


def found(words, filing=SAMPLE, at=COST):
    return [one for one in run_checks(written(words, filing, at), PARAMS) if one.code.startswith("N")]


@pytest.mark.parametrize(
    "words",
    [
        # another year
        "上年基本支出250.00万元。", "2022年基本支出251.00万元。", "2022年度决算中，基本支出251万元。",
        "与上年基本支出250万元相比有所增加。", "比上年的371.40万元增加38.60万元。", "2024年预算安排基本支出280万元。",
        "下年基本支出预算280万元。",
        # another scope
        "本级基本支出200万元。", "其中财政拨款基本支出260万元。", "下属科技馆基本支出60万元。", "基本支出中的培训费3万元。",
        "上半年基本支出120万元。", "截至6月，基本支出120万元。", "全县科普经费支出300万元。", "人均公用经费3万元。",
        "行政编制5名，事业编制7名。", "公务接待费支出中外地来访占0.5万元。",
        # a part, a purpose, a change
        "今年安排项目支出30万元用于科普活动。", "项目支出30万元支持乡村科普。", "压减基本支出10万元。", "追加项目支出20万元。",
        "新增固定资产3万元。", "固定资产原值102.40万元。", "年初在职人员12人。", "新增在职人员2人。",
        # another role, or any of them
        "基本支出260万元。", "整体支出年初预算380万元，其中基本支出260万元，项目支出120万元。", "整体支出420万元。",
        # a name that is only like it
        "科普活动专项二期支出30万元。", "农村科普活动专项支出30万元。", "从科普活动专项支出20万元用于展览。", "全年举办大型科普活动6场。",
        # bounds, plans, frequencies, points of an indicator
        "基本支出约272万元。", "基本支出不超过270万元。", "全年举办科普活动超过40场。", "服务对象满意度达到90%以上。",
        "计划举办科普活动40场。", "上半年，举办科普活动20场。", "每月举办科普活动4场。",
        "预算执行指标自评得分9.76分。", "产出指标分值50分，自评得分50分。", "例如某单位基本支出300万元。",
        # agrees, however it is printed
        "基本支出268万元。", "基本支出268.0万元。", "基本支出2680000元。", "基本支出２６８．００万元。", "自评总分97.3分。",
        "整体支出预算执行率97.6%。", "科技馆接待2.35万人次。", "公务接待12批次、96人次。", "整体支出比上年增加38.60万元，增长10.39%。",
        "现有在职人员11人，其中行政人员5人。", "举办46场科普活动。",
        # there was none
        "上年未发生公务接待费。", "无因公出国（境）费用。", "本年无公务接待费预算。", "没有公务用车购置费。",
    ],
)  # fmt: skip
def test_stays_silent(words):
    assert found(words) == []


@pytest.mark.parametrize(
    ("words", "blamed"),
    [
        ("2023年基本支出268.50万元。", BASIC), ("基本支出决算2680万元。", BASIC), ("我会2023年度基本支出决算278万元。", BASIC),
        ("基本支出年初预算260万元，决算286万元。", BASIC), ("基本支出年初预算206万元。", "budget.nature.basic.initial_budget"),
        ("整体支出全年预算420.00万元，实际支出401.00万元。", TOTAL),
        ("全年预算安排项目支出105万元。", "budget.nature.project.revised_budget"),
        ("项目支出到位资金105万元。", "budget.nature.project.received"),
        ("整体支出比上年减少38.60万元。", "budget.nature.total.year_change"),
        ("整体支出比上年增长13.09%。", "budget.nature.total.year_change_rate"),
        ("整体支出预算执行率79.62%。", "budget.nature.total.execution_rate"),
        ("收入合计402万元。", "budget.revenue.total.actual"),
        ("公务接待费支出决算5.1万元。", "budget.three_public.reception.actual"),
        ("公务接待12批次、69人次。", "three_public_counts.reception_person_times"),
        ("累计折旧24.10万元。", "assets.accumulated_depreciation"), ("内设机构3个。", "profile.department_count"),
        ("科普活动专项年初预算8万元，全年预算100万元。", "projects.1.initial_budget"),
        ("科普活动专项决算59万元。", "projects.1.actual"), ("举办64场科普活动。", "indicators.3.actual_value"),
        ("全年举办科普活动超过50场。", "indicators.3.actual_value"), ("服务对象满意度95.3%。", "indicators.9.actual_value"),
        ("没有公务接待支出。", "budget.three_public.reception.actual"), ("无二级机构。", "profile.subordinate_count"),
    ],
)  # fmt: skip
def test_a_contradiction_names_the_words_and_the_fact(words, blamed):
    (finding,) = found(words)
    assert finding.addresses == (COST, blamed)
    ((at, start, end),) = finding.places
    assert at == COST and finding.quotes == (words[start:end],)


def test_a_contradiction_shows_both_figures_and_their_difference():
    (finding,) = found("一、支出\n本年度基本支出决算286.00万元。")
    assert finding.title == "基本支出·决算数：正文 286万元，填报 268.00 万元"
    assert finding.message == "正文写“本年度基本支出决算286.00万元”，填报的基本支出·决算数为 268.00 万元。"
    assert finding.working == (("正文", "286万元"), ("填报", "268.00 万元"), ("正文多", "18万元"))
    assert finding.hint == "可能有两位数字颠倒。"


def test_last_years_figure_is_recognised():
    (finding,) = found("本年度基本支出决算250.00万元。")
    assert (finding.severity, finding.hint) == ("error", "可能写成了上年的数。")


@pytest.mark.parametrize(
    "words", ["基本支出286万元。", "科普活动专项决算59万元。", "全年举办科普活动64场。", "在职人员超过20人。"]
)
def test_what_leaves_a_doubt_is_a_warning(words):
    assert [one.severity for one in found(words)] == ["warning"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("基本支出决算268.01万元。", "N102"), ("基本支出决算268.02万元。", "N101"), ("整体支出预算执行率97.61%。", "N102"),
        ("现有在职人员12人。", "N101"),
    ],
)  # fmt: skip
def test_only_a_last_place_is_a_notice(words, code):
    assert [one.code for one in found(words)] == [code]


def test_a_truncated_figure_differs_in_its_last_place():
    filing = replace(SAMPLE, "budget.nature.operating.actual", wan("47.86"))
    assert [one.code for one in found("公用经费决算47万元。", filing)] == ["N102"]
    assert found("公用经费决算48万元。", filing) == []


def test_a_quoted_fact_never_contradicts():
    words = f"本年度基本支出决算{{{BASIC}}}万元。"
    assert found(words) == []
    assert found(words, replace(SAMPLE, BASIC, wan("269"))) == []


def test_places_behind_a_quotation_stand_where_the_words_are_kept():
    words = f"基本支出决算{{{BASIC}}}万元，项目支出决算124万元。"
    (finding,) = found(words)
    ((_, start, end),) = finding.places
    assert words[start:end] == "项目支出决算124万元"


def test_a_second_figure_that_is_filed_is_told_by_the_rule_for_it():
    filing = replace(SAMPLE, "restatements.1", restated(BASIC, "2860000")["restatements.1"])
    assert found("基本支出决算286万元。", filing) == []
    assert "X101" in [one.code for one in run_checks(filing, PARAMS)]


def test_classes_of_basic_and_of_project_spending_may_be_named_together():
    filing = replace(SAMPLE, "budget.economic_project.302", Line("商品和服务支出", actual=wan("100")))
    assert found("商品和服务支出145万元。", filing) == []
    assert found("商品和服务支出45万元。", filing) == []
    assert [one.code for one in found("商品和服务支出154万元。", filing)] == ["N101"]


def test_what_is_not_filed_cannot_be_judged():
    filing = written(
        "在职人员11人，无形资产3万元，到位基本支出40万元。", replace(SAMPLE, "narrative.output.text", "无。")
    )
    rule = next(one for one in outcomes(filing, PARAMS) if one.rule.code == "N101")
    assert rule.verdict is PASSED
    filing = replace(filing, "staffing.serving_staff.total.count", None)
    rule = next(one for one in outcomes(filing, PARAMS) if one.rule.code == "N101")
    assert rule.verdict is UNJUDGED and rule.unjudged[0].message == "“在职人员11人”是约数，或所指的数没有填报"


def test_a_project_speaks_of_itself_in_its_own_words():
    at = "projects.1.process"
    assert found("项目年初预算80万元，全年预算100万元。整体支出300万元。", at=at) == []
    (finding,) = found("本项目年初预算8万元。", at=at)
    assert finding.addresses == (at, "projects.1.initial_budget")


def test_one_name_that_several_rows_bear_is_right_for_each():
    twins = {**SAMPLE.projects, "3": Project(label="科普活动专项", actual=wan("20"))}
    filing = replace(SAMPLE, "projects", twins)
    assert found("科普活动专项决算95万元。", filing) == found("科普活动专项决算20万元。", filing) == []
    assert [one.code for one in found("科普活动专项决算59万元。", filing)] == ["N101"]


def test_quotations_of_nothing_are_found():
    words = "支出{budget.nature.gone.actual}万元，{基本支出·决算书}万元，到位{budget.nature.basic.received}万元。"
    assert [(one.code, one.quotes[0]) for one in found(words)] == [
        ("N103", "{budget.nature.gone.actual}"), ("N103", "{基本支出·决算书}"), ("N103", "{budget.nature.basic.received}"),
    ]  # fmt: skip


def test_an_explanation_holds_while_words_and_fact_stay():
    words = "本年度基本支出决算286万元。"
    (before,), (moved,) = found(words), found(f"先说一句。{words}")
    assert before.fingerprint == moved.fingerprint
    (other,) = found(words, replace(SAMPLE, BASIC, wan("269")))
    assert before.fingerprint != other.fingerprint


# The rules over text, on the chapters


def of_text(filing, params=PARAMS):
    return [one for one in run_checks(filing, params) if one.code[0] in "MDWS"]


def test_a_rule_over_text_speaks_under_its_own_code_at_the_chapter():
    words = "本年支出万元。\n人员经费10万元，公用经费5万元，合计16万元。"
    (finding,) = of_text(written(words))
    assert (finding.code, finding.kind, finding.addresses) == ("M101", "sum_mismatch", (COST,))
    assert all(words[start:end] == quote for (_, start, end), quote in zip(finding.places, finding.quotes, strict=True))


def test_a_quotation_counts_among_the_figures_of_a_text():
    words = f"基本支出{{{BASIC}}}万元，其中：人员经费221万元，公用经费57万元。"
    finding = next(one for one in of_text(written(words)) if one.code.startswith("M10"))
    assert finding.quotes[0] == f"{{{BASIC}}}万元"


def test_chapters_are_held_against_each_other():
    words = "县里的展品每个季度更换一次，由讲解员带着小学生逐件动手操作，散场时收回意见卡逐条答复。"
    filing = replace(written(words), "narrative.others", Narrative(f"另外，{words}"))
    (finding,) = of_text(filing)
    assert (finding.code, set(finding.addresses)) == ("W302", {COST, "narrative.others.text"})
    assert {at for at, _, _ in finding.places} == set(finding.addresses)
    assert all(filing[at][start:end] in finding.quotes for at, start, end in finding.places)


def test_a_chapter_is_judged_under_its_own_title():
    praise = "本单位严格管理，成效显著，全面完成任务。工作扎实，获得好评，成绩突出。"
    (finding,) = of_text(written(praise, at="narrative.problems.text"))
    assert finding.code == "S102" and "第一部分" not in finding.message


def test_numbering_and_missing_parts_are_left_to_the_document():
    filing = written("一、甲事\n做了。\n一、乙事\n做了。\n四、丙事\n做了。")
    assert [one.code for one in run_checks(filing, PARAMS)] == []


def test_settings_of_a_place_hold_for_rules_over_text():
    filing = written("人员经费10万元，公用经费5万元，合计16万元。")
    assert of_text(filing, PARAMS | {"off": ["M101"]}) == []
    (finding,) = of_text(filing, PARAMS | {"severity": {"M101": "notice"}})
    assert finding.severity == "notice"


def test_only_a_chapter_that_changed_is_read_again():
    run_checks(SAMPLE, PARAMS)
    before = reading.cache_info()
    run_checks(written("只有这一章改了一个字。"), PARAMS)
    run_checks(replace(SAMPLE, TOTAL, Decimal(1)), PARAMS)
    after = reading.cache_info()
    assert after.misses - before.misses <= 1 and after.maxsize == BOUND
    assert len(chapters(SAMPLE, {})) > 10


@needs_reports
@pytest.mark.parametrize("name", NAMES)
def test_published_reports_say_what_they_filed(name):
    filing = read(load(name)).filing
    assert [one.title for one in run_checks(filing, {}) if one.code.startswith("N")] == []


# What the five say against their own facts, with their whole text as one chapter: the rest of their figures agree.
AGAINST_THEMSELVES = {
    "taoyuan-2023": [("N104", "profile.subordinate_count")],
    "huaihua-2020": [("N101", "projects.3.actual")],
    "yuanjiang-2023": [("N102", TOTAL)],
}


@needs_reports
@pytest.mark.parametrize("name", NAMES)
def test_the_whole_of_a_published_report_raises_no_false_alarm(name):
    words = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    filing = replace(replace(read(load(name)).filing, "narrative", {"all": Narrative(words)}), "restatements", {})
    told = [one for one in run_checks(filing, {}) if one.code.startswith("N")]
    assert [(one.code, one.addresses[1]) for one in told] == AGAINST_THEMSELVES.get(name, [])
    agreeing = next(one for one in outcomes(filing, {}) if one.rule.code == "N101")
    assert len(agreeing.held) >= 8
