"""Parts of a report: missed where they are missing, found however they are put."""

import pytest

from prose.outline.specimen import report
from prose.proofreading import answer
from prose.reading import read
from prose.registry import ABSENT, ERROR, FOUND, PASSED, UNJUDGED, WARNING
from prose.rules import parts
from tests.prose.phrasings import ALL, BUREAU, CENTRE, HOSPITAL, SCHOOL, TOWNSHIP

BY_KEY = {part.key: rule for part, rule in zip(parts.PARTS, parts.RULES, strict=True)}


def judged(key, text, **params):
    return answer(BY_KEY[key], read(text), {BY_KEY[key].code: params})


def finding(key, text):
    outcome = judged(key, text)
    assert outcome.verdict is FOUND, outcome
    (only,) = outcome.findings
    return only


def quoted(key, text):
    return [text[start:end] for start, end in finding(key, text).spans]


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("key", BY_KEY)
def test_complete_report_in_other_words_lacks_nothing(key, name):
    assert judged(key, ALL[name]).verdict in (PASSED, ABSENT)


@pytest.mark.parametrize("key", BY_KEY)
def test_cells_of_a_table_may_be_parted_by_tabs(key):
    assert judged(key, HOSPITAL.replace(" ", "\t")).verdict in (PASSED, ABSENT)


@pytest.mark.parametrize("key", BY_KEY)
def test_each_part_is_missed_alone(key):
    wanting = {other for other in BY_KEY if judged(other, report(key)).verdict is FOUND}
    assert wanting == {key}


def test_fragment_is_not_judged():
    outcome = judged("assets", "一、单位概况\n负责全县档案的保管。\n二、收支情况\n全年支出310万元。")
    assert (outcome.verdict, outcome.reason) == (UNJUDGED, parts.FRAGMENT)


@pytest.mark.parametrize(
    "title",
    [
        "2023年度档案数字化项目支出绩效自评报告",
        "某县档案馆2023年部门项目支出绩效自评报告",
        "某县档案馆2023年度部门决算",
    ],
)
def test_report_of_another_kind_is_not_judged(title):
    text = report("staff").replace("某县档案馆2023年度部门整体支出绩效自评报告", title)
    assert judged("staff", text).verdict is UNJUDGED


def test_place_may_name_a_part_by_its_own_word():
    text = report("assets").replace("都用于公务接待。", "都用于公务接待。家底见另册。")
    assert judged("assets", text, also=("家底",)).verdict is PASSED


def test_title_without_year_is_a_lesser_miss():
    text = report().replace("2023年度", "")
    assert finding("title", text).severity is WARNING
    assert finding("title", report("title")).severity is ERROR


def test_year_below_the_title_will_do():
    assert judged("title", CENTRE).verdict is PASSED


def test_tasks_of_the_year_are_no_duties():
    text = report("duties").replace("核定编制", "2023年的主要任务：扫描、著录、接待查档。核定编制")
    assert quoted("duties", text) == ["单位概况"]


@pytest.mark.parametrize(
    ("words", "lack"),
    [
        ("核定编制12名，编外聘用人员3名，退休人员5名。", "有编制数，没有在职人数"),
        ("年末在职人员11名，退休人员6名。", "有在职人数，没有编制数"),
    ],
)
def test_half_of_the_staff_is_a_lesser_miss(words, lack):
    only = finding("staff", report().replace("核定编制12名，年末在职人员11名。", words))
    assert only.severity is WARNING and lack in only.message


@pytest.mark.parametrize(
    "words",
    [
        "编制数12，实有人数11。",
        "行政编5个、事业编7个，现有干部职工11人。",
        "编制人数\n12\n在职人数\n11\n",
        "核定12名编制，11名在职人员。",
    ],
)
def test_staff_however_counted(words):
    assert judged("staff", report().replace("核定编制12名，年末在职人员11名。", words)).verdict is PASSED


def test_halves_without_their_sum_miss_the_total():
    text = report("total").replace("档案数字化项目60", "项目支出100万元，其中档案数字化项目60")
    only = finding("total", text)
    assert only.severity is WARNING and "没有印出合计" in only.title
    assert "210万元" in quoted("total", text)


def test_budget_alone_is_no_expenditure():
    text = report("total").replace("基本支出210万元，", "年初安排基本支出210万元，")
    text = text.replace("档案数字化项目60万元，库房维护项目40万元", "年初安排档案数字化项目60万元")
    only = finding("total", text.replace("“三公”经费支出1.2万元", "“三公”经费预算1.2万元"))
    assert only.severity is ERROR and "只有预算安排" in only.message


def test_total_of_another_year_is_none_of_this():
    text = report().replace("全年支出310万元", "2022年整体支出298万元").replace("某县档案馆2023", "2023")
    assert judged("total", text).verdict is FOUND


@pytest.mark.parametrize(
    "words",
    ["支出：310万元。", "收、支总计310万元。", "2023年我馆支出310万元。", "全年执行数310万元。", "支出合计 310.00\n", "支出合计\t320.00\t310.00\n",
     "基本支出210万元、项目支出100万元，合计310万元。", "一般公共预算财政拨款支出310万元。"],
)  # fmt: skip
def test_total_however_named(words):
    assert judged("total", report().replace("全年支出310万元。", words)).verdict is PASSED


def test_change_of_basic_expenditure_is_not_its_amount():
    text = report().replace("基本支出210万元，用于发放工资和维持日常运转", "支出减少主要是基本支出减少18万元")
    assert judged("basic", text).verdict is FOUND
    assert (
        judged("basic", text.replace("减少18万元", "减少18万元，其中人员经费190万元，公用经费20万元")).verdict is PASSED
    )


PROJECTS = "档案数字化项目60万元，库房维护项目40万元。"


def test_several_projects_need_more_than_their_total():
    text = (
        report()
        .replace(PROJECTS, "")
        .replace("三、绩效目标", "三、项目支出\n全年有档案数字化专项和库房维护专项，实际支出100万元。\n四、绩效目标")
    )
    assert "只有合计数" in finding("projects", text).title


@pytest.mark.parametrize(
    "words",
    ["项目支出100万元，用于档案数字化。", "本年没有安排项目支出。", "2个项目共支出100万元：\n（1）档案数字化。使用60万元；\n（2）库房维护。使用40万元。\n",
     "项目支出如下：\n项目 预算 支出\n档案数字化项目 60 60\n库房维护项目 40 40\n",
     "项目支出如下：\n项目\t预算\t支出\n档案数字化项目\t60\t60\n库房维护项目\t40\t40\n"],
)  # fmt: skip
def test_projects_however_listed(words):
    assert judged("projects", report().replace(PROJECTS, words)).verdict is PASSED


def test_single_items_are_not_the_three_public_expenses():
    text = report("three_public").replace("维持日常运转", "公务接待费1.2万元、公务用车维护费0万元")
    assert quoted("three_public", text) == ["1.2万元", "0万元"]


@pytest.mark.parametrize(
    "words", ["全年没有发生“三公”经费。", "“三公”经费为零。", "公务接待费1.2万元，无公务用车，未安排因公出国（境）。"]
)
def test_three_public_expenses_of_nothing(words):
    text = report().replace("“三公”经费支出1.2万元，都用于公务接待。", words)
    assert judged("three_public", text).verdict is PASSED


def test_rules_on_assets_are_no_figures():
    text = report("assets").replace("三、绩效目标", "三、资产管理\n登记造册，专人保管。\n四、绩效目标")
    assert quoted("assets", text) == ["资产管理"]


def test_score_of_an_indicator_is_no_result():
    text = report("result").replace("查档群众满意度96.5%", "查档群众满意度96.5%，该指标自评得分10分")
    assert judged("result", text).verdict is FOUND
    assert judged("score_parts", text).verdict is ABSENT


@pytest.mark.parametrize("words", ["自评等级为良", "综合评价为“优”", "自评得分 96\n", "自评总分96分"])
def test_result_however_put(words):
    assert judged("result", report().replace("自评得分96分", words)).verdict is PASSED


@pytest.mark.parametrize("words", ["，扣4分是因为移交较晚。", "，详见附件评分表。"])
def test_deduction_or_table_stands_for_the_parts_of_a_score(words):
    text = report("score_parts").replace("自评得分96分", f"自评得分96分{words}")
    assert judged("score_parts", text).verdict is PASSED


def test_award_is_no_grade():
    text = report("result").replace("全年没有档案受潮", "被评为全省优秀档案馆")
    assert judged("result", text).verdict is FOUND


def test_heading_alone_is_no_problem():
    text = report("problems").replace("六、改进办法", "六、存在的问题\n七、改进办法")
    assert "只有标题" in finding("problems", text).title


def test_wish_to_use_results_better_is_no_disclosure():
    text = report("disclosure").replace("改进措施：", "改进措施：强化绩效评价结果应用。")
    assert judged("disclosure", text).verdict is FOUND


def test_reports_differ_from_each_other():
    assert len({HOSPITAL, SCHOOL, TOWNSHIP, BUREAU, CENTRE}) == len(ALL)
