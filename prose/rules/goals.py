"""M604, M606: goals, indicators and projects, told where they are set up and where they are answered."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from prose.figures import said
from prose.goals import is_goal, measured_alike, runs
from prose.mentions import COUNT, Mention
from prose.names import name
from prose.reading import Prose
from prose.registry import ERROR, WARNING, Judgement, found, held, rule, unjudged
from prose.subjects import LABELS, RESULT, Told
from prose.twice import compare

_ADMITTED = re.compile("完成率|未完成|未达|扣分|失分|偏差|得分|原因")
_NEAR = (60, 80)  # characters before and behind a result in which it is said why it is another one


@rule(
    "M604", WARNING, "绩效目标与完成数相符", kind="cross_reference_mismatch", source="自评通知：逐项对照绩效目标说明完成情况", yields_to=("M606",),
    how="绩效目标、工作任务一章里的定额（人数、次数、个数），与其他章节里说同一件事（至少 6 个字相同）、同一计量单位的数相比；"
    "有几处说到的，有一处相符即通过；写明完成率、偏差原因的和“以上”的目标不判断。",
    mend="核对完成数，写明未完成或超额完成的原因。",
    fails="一、年度绩效目标\n评选表彰优秀农村教师20人。\n二、工作开展\n评选表彰优秀农村教师45人。",
    passes="一、年度绩效目标\n评选表彰优秀农村教师20人。\n二、工作开展\n评选表彰优秀农村教师20人。",
)  # fmt: skip
def goals_met(prose: Prose, params) -> Iterator[Judgement]:
    counts = [(one, is_goal(prose, one)) for one in prose.mentions if one.kind == COUNT]
    goals = [one for one, is_set in counts if is_set]
    answers = _answers(prose, goals, [one for one, is_set in counts if not is_set]) if goals else {}
    for index, met in answers.items():
        yield _judge_goal(prose, goals[index], met)


def _answers(prose: Prose, goals: Sequence[Mention], told: Sequence[Mention]) -> dict[int, list[Mention]]:
    """Return by the index of a goal what is told of the same thing elsewhere."""
    index: dict[str, list[int]] = defaultdict(list)
    for at, goal in enumerate(goals):
        for run in runs(prose, goal):
            index[run].append(at)
    answers: dict[int, list[Mention]] = defaultdict(list)
    for one in told:
        for at in {at for run in runs(prose, one) for at in index.get(run, ())}:
            if measured_alike(goals[at], one):
                answers[at].append(one)
    return answers


def _judge_goal(prose: Prose, goal: Mention, met: Sequence[Mention]) -> Judgement:
    good = next((one for one in met if _meets(one, goal)), None)
    if good is not None:
        return held((goal.span, good.span))
    if not goal.exact or any(_is_admitted(prose, one) for one in met):
        return unjudged((goal.span, *(one.span for one in met)), "完成情况另有说明")
    one = met[0]
    return found(
        (goal.clause_span, one.clause_span),
        f"目标与完成数不符：{said(goal)} 与 {said(one)}",
        f"{name(goal, prose)}的目标是 {said(goal)}，完成处写作 {said(one)}。",
        working=[("目标", said(goal)), ("完成", said(one))],
    )


def _meets(one: Mention, goal: Mention) -> bool:
    return one.value == goal.value or (goal.bound == "≥" and one.value >= goal.value)


def _is_admitted(prose: Prose, one: Mention) -> bool:
    """Return whether the words around a result say that, or why, it is another one."""
    return _ADMITTED.search(prose.plain, max(one.start - _NEAR[0], 0), one.end + _NEAR[1]) is not None


@rule(
    "M606", ERROR, "同一指标前后一致", kind="cross_reference_mismatch", source="自评通知：同一数据前后一致",
    how="绩效目标、指标表、逐项说明和工作成效里，同名指标的目标值、完成值，同名项目的预算数、支出数，各处应相等；金额只差末位的为提示。",
    mend="按指标表和台账统一为一个数。",
    fails="一、年度绩效目标\n1.改造薄弱基层门店12个以上；\n2.培训经营人员80人次以上。\n二、完成情况\n"
    "1.改造薄弱基层门店指标，指标值21个，实际值12个；\n2.培训经营人员指标，指标值80人次，实际值80人次。",
    passes="一、年度绩效目标\n1.改造薄弱基层门店12个以上；\n2.培训经营人员80人次以上。\n二、完成情况\n"
    "1.改造薄弱基层门店指标，指标值12个，实际值12个；\n2.培训经营人员指标，指标值80人次，实际值80人次。",
)  # fmt: skip
def told_twice(prose: Prose, params) -> Iterator[Judgement]:
    groups: dict[tuple[str, str, str], list[Told]] = defaultdict(list)
    for one in prose.told:
        groups[one.name, one.role, one.mention.unit.lstrip("万亿千百")].append(one)
    for (subject, role, _), same in groups.items():
        listed_first = sorted(same, key=lambda one: not one.listed)
        figures = [one.mention for one in listed_first if role != RESULT or one.mention.exact]
        if len(figures) > 1:
            yield from compare(prose, figures, f"“{subject}”{LABELS[role]}")


RULES = (goals_met, told_twice)
