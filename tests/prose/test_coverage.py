"""Targets, tasks and lost points: answered or not, in whatever words."""

import pytest

from prose.proofreading import answer
from prose.reading import read
from prose.registry import FOUND, PASSED, UNJUDGED
from prose.rules import coverage, losses
from tests.prose.phrasings import ALL

RULES = {rule.code: rule for rule in (*coverage.RULES, *losses.RULES)}


def judged(code, text):
    return answer(RULES[code], read(text), {})


def quoted(code, text):
    return [text[start:end] for finding in judged(code, text).findings for start, end in finding.spans]


@pytest.mark.parametrize("name", ALL)
def test_report_in_other_words_answers_everything(name):
    assert [code for code in RULES if judged(code, ALL[name]).verdict is FOUND] == []


TARGETS = ("举办法律讲座不少于10场", "接待来访群众800人次以上", "办结法律援助案件不低于60件", "群众满意度达到95%")
RESULTS = "全年举办法律讲座12场，接待来访群众860人次，办结援助案件66件。群众满意度为97%。"


def goals(*targets, told=RESULTS, heading="年度绩效目标", label="（二）{}"):
    lines = [f"{n}.{target}；" for n, target in enumerate(targets, 1)]
    return "\n".join(["（一）" + heading, *lines, label.format("完成情况"), told])


def test_target_that_nothing_answers():
    text = goals(*TARGETS, "修建公共厕所不少于3座")
    assert judged("S201", goals(*TARGETS)).verdict is PASSED
    assert quoted("S201", text) == ["5.修建公共厕所不少于3座"]


def test_duty_or_problem_is_no_answer():
    text = goals(*TARGETS, "修建公共厕所不少于3座") + "\n三、存在的问题\n2座公共厕所修建进度滞后。"
    assert judged("S201", text).verdict is FOUND


def test_count_is_answered_by_a_count():
    told = RESULTS + "修建公共厕所的资金已经到位。"
    assert judged("S201", goals(*TARGETS, "修建公共厕所不少于3座", told=told)).verdict is FOUND
    assert judged("S201", goals(*TARGETS, "修建公共厕所不少于3座", told=told + "公共厕所修建4座。")).verdict is PASSED


@pytest.mark.parametrize("told", ["各项任务都有专人负责。", "完成情况见附表2。"])
def test_report_that_answers_in_a_table_is_not_judged(told):
    assert judged("S201", goals(*TARGETS, told=told)).verdict is not FOUND


def test_target_with_its_result_beside_it_is_answered():
    targets = ("举办讲座计划10场，实际12场", "接待群众计划800人次，实际860人次", "修建厕所计划3座，实际3座")
    assert judged("S201", goals(*targets)).verdict is not FOUND


TASKS = ("推进平安街道建设行动", "实施老旧小区改造工程", "开展全民健身服务活动")


def tasks(listed, reported, told=""):
    items = [f"{n}、{task}。" for n, task in enumerate(listed, 1)]
    sections = [line for n, task in enumerate(reported) for line in (f"（{'一二三四'[n]}）{task}", "有序推进。")]
    return "\n".join(["一、概况", "2023年主要任务：", *items, "二、绩效情况", *sections, told])


def test_task_without_a_section():
    text = tasks((*TASKS, "落实河湖水质保护责任"), TASKS)
    assert quoted("S202", text) == ["落实河湖水质保护责任"]


def test_task_told_in_a_sentence_is_reported():
    told = "（四）其他\n与三个镇签订责任书，落实河湖水质保护责任。"
    assert judged("S202", tasks((*TASKS, "落实河湖水质保护责任"), TASKS, told)).verdict is not FOUND


def test_tasks_reported_by_other_headings_are_not_judged():
    reported = ("城市管理", "民生保障", "安全生产")
    assert judged("S202", tasks((*TASKS, "落实河湖水质保护责任"), reported)).verdict is not FOUND


ITEMS = [
    "1、举办讲座分值12分，自评得分10分。全年举办8场。",
    "①举办讲座（12分）：计划10场，完成8场，得10分；②接待来访（8分）：计划800人次，完成860人次，得8分。",
    "举办讲座指标，权重12分，得10分；接待来访指标，权重8分，得8分。",
    "采购管理分值2分，自评不得分。",
]  # fmt: skip


@pytest.mark.parametrize("text", ITEMS)
def test_points_lost_without_a_reason(text):
    assert judged("S203", text).verdict is FOUND


@pytest.mark.parametrize(
    "text",
    [
        "1、举办讲座分值12分，自评得分10分。\n其中“乡镇讲座”受天气影响少办2场。\n2、接待分值8分，自评得分8分。",
        "举办讲座分值12分，得10分，扣2分是由于讲师生病。",
        "预算执行率分值10分，按比例计分得9.6分。",
        "预算执行率分值10分，得9.6分。",
        "举办讲座分值12分，得10分。\n扣分原因：讲师生病，少办2场。",
        "举办讲座分值12分，得10分。偏差原因见附件自评表。",
        "产出指标总分50分，得分48分，逐项情况如下：\n举办讲座分值12分，得10分，因讲师生病少办2场。",
        "举办讲座（满分12分）得10分、接待来访（满分8分）得8分。\n举办讲座少办2场，原因是讲师生病。",
    ],
)
def test_points_lost_with_a_reason_however_put(text):
    assert judged("S203", text).verdict is not FOUND


SUMMARY = "投入管理指标总分30分，得分22.5分；履职产出指标总分70分，得分67分。\n"
DETAIL = (
    "1、采购管理分值4分，自评得分2分，因计划调整。\n2、举办讲座分值20分，自评得分18分，因讲师生病。\n"
    "3、接待来访分值20分，自评得分19分，受天气影响。\n"
)


def test_losses_told_one_by_one_fall_short():
    (finding,) = judged("S204", SUMMARY + DETAIL).findings
    assert finding.working[-1] == ("没有说明的", "5.5")


def test_losses_that_add_up():
    assert judged("S204", SUMMARY.replace("22.5", "28") + DETAIL).verdict is PASSED


@pytest.mark.parametrize("words", ["其余扣分集中在预算执行。", "其余见附件评分表。"])
def test_losses_told_together_are_not_judged(words):
    assert judged("S204", SUMMARY + DETAIL + words).verdict is UNJUDGED
