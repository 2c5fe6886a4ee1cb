"""C1xx on performance: goals, targets and lost points are answered (domain/scoring.md §9)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from indicators.snapshot import Goal
from lib.display import score
from reports.checks.completeness import NOTICE_ASKS, blank
from reports.checks.registry import ERROR, WARNING, Judgement, agree, rule, unjudged
from reports.checks.sums import POINTS, below, every_indicator, given, settled_part
from reports.filing import Filing

QUOTED = 16  # characters of a goal a message repeats


@rule(
    "C105", ERROR, "失分写明原因", kind="coverage_gap", source="自评表填表说明",
    how="得分低于分值的指标，须有偏差原因分析及改进措施；预算执行率的得分按公式计算，不在此列。",
    mend="写明未完成的原因和改进措施。",
)  # fmt: skip
def lost_points_explained(filing, params):
    for key, one, rows in every_indicator(filing):
        if one.weight is None or one.taxonomy == "execution" or below(rows, key):
            continue
        at = (one.at("reason"), one.at("score"), one.at("weight"))
        if one.score is None:
            yield unjudged(at, f"“{one.label}”没有填得分")
        elif one.score < one.weight and (one.reason or "").strip():
            yield agree(filing, *at)
        elif one.score < one.weight:
            lost = score(one.weight - one.score)
            yield Judgement(
                at=at,
                title=f"“{one.label}”失分 {lost}，没有写原因",
                message=f"“{one.label}”分值 {score(one.weight)} 分，得分 {score(one.score)} 分，没有写偏差原因和改进措施。",
                working=(("分值", score(one.weight)), ("得分", score(one.score)), ("失分", lost)),
            )


@rule(
    "C112", ERROR, "绩效目标或指标已填", kind="missing_required_part", source=NOTICE_ASKS,
    how="绩效目标、绩效指标至少有一项。", mend="填写年度目标，或从指标库选取指标。",
)  # fmt: skip
def goals_given(filing, params):
    if not filing.goals and not filing.indicators:
        yield blank("绩效目标和指标", "goals", "indicators", ask="请填写年度目标和指标。")
    else:
        yield agree(filing, "goals", "indicators")


@rule(
    "C113", ERROR, "自评结果已填", kind="missing_required_part", source=NOTICE_ASKS,
    how="自评总分、自评等级至少填一个。", mend="填写自评总分和等级。",
)  # fmt: skip
def result_given(filing, params):
    if filing.performance.total_score is None and not filing.performance.grade:
        yield blank("自评总分和等级", "performance.total_score", "performance.grade", ask="请至少填写一个。")
    else:
        yield agree(filing, "performance.total_score", "performance.grade")


@rule(
    "C114", WARNING, "指标的分值和得分填全", kind="coverage_gap", source="自评表填表说明",
    how="同级指标有的填了分值或得分，其余的也须填，或由下级指标得出。", mend="补填分值和得分。",
)  # fmt: skip
def points_given(filing, params):
    for column, label in (("weight", "分值"), ("score", "得分")):
        for siblings in _families(filing):
            parts = [settled_part(filing.indicators, key, column) for key in siblings]
            empty = [key for key, one in zip(siblings, parts, strict=True) if one.amount is None]
            if not empty:
                yield given(parts, POINTS)
            elif len(empty) < len(siblings):
                names = "、".join(f"“{filing.indicators[key].label}”" for key in empty)
                yield Judgement(
                    at=[filing.indicators[key].at(column) for key in empty],
                    title=f"{names if len(empty) == 1 else f'{len(empty)} 个指标'}没有填{label}",
                    message=f"同级 {len(siblings)} 个指标中，没有填{label}的有 {len(empty)} 个：{names}。",
                )


def _families(filing: Filing) -> Iterator[list[str]]:
    """Yield the keys of indicators that stand side by side."""
    for parent in ("", *filing.indicators):
        siblings = below(filing.indicators, parent)
        if siblings:
            yield siblings


@rule(
    "C115", WARNING, "每个指标值都有完成值", kind="coverage_gap", source="自评表填表说明",
    how="填了年度指标值的指标，须填实际完成值或完成情况。", mend="填写实际完成值；没有完成的，填实际数并写原因。",
)  # fmt: skip
def targets_answered(filing, params):
    for _, one, _ in every_indicator(filing):
        at = (one.at("actual_value"), one.at("target_value"))
        if one.target_value and (one.actual_value or one.result):
            yield agree(filing, *at)
        elif one.target_value:
            yield Judgement(
                at=at,
                title=f"“{one.label}”没有填完成值",
                message=f"“{one.label}”年度指标值 {one.operator or ''}{one.target_value}{one.unit or ''}，没有填实际完成值。",
            )


@rule(
    "C118", WARNING, "每项目标都有完成情况", kind="coverage_gap", source="自评表填表说明：预期目标与实际完成情况逐项对照",
    how="填了年度总体目标的项目，须填目标实际完成情况；同类绩效目标有的填了实际完成情况，其余的也须填。都没有填的，可能写在正文里，不判断。",
    mend="写明这项目标完成得怎样；没有完成的，写明原因。",
)  # fmt: skip
def goals_answered(filing, params):
    for project in filing.projects.values():
        if project.goal.strip():
            at = (project.at("achievement"), project.at("goal"))
            yield agree(filing, *at) if project.achievement.strip() else _unanswered(f"项目“{project.label}”的目标", at)
    for kind in dict.fromkeys(goal.kind for goal in filing.goals.values()):
        yield from _goals_of(
            filing, [goal for goal in filing.goals.values() if goal.kind == kind and goal.text.strip()]
        )


def _goals_of(filing: Filing, goals: Sequence[Goal]) -> Iterator[Judgement]:
    """Yield for each goal of one kind whether it is answered, if any of them is; those with parts are by their parts."""
    roots = {goal.parent for goal in goals}
    leaves = [goal for goal in goals if goal.at().rpartition(".")[2] not in roots]
    some = any(goal.achievement.strip() for goal in leaves)
    for goal in leaves:
        at = (goal.at("achievement"), goal.at("text"))
        if goal.achievement.strip():
            yield agree(filing, *at)
        elif some:
            yield _unanswered(f"目标“{goal.text.strip()[:QUOTED]}”", at)
        else:
            yield unjudged(at, "目标的完成情况都没有填，可能写在正文里")


def _unanswered(what: str, at: tuple[str, str]) -> Judgement:
    return Judgement(at, f"{what}没有写完成情况", f"{what}没有填实际完成情况。")


RULES = (lost_points_explained, goals_given, result_given, points_given, targets_answered, goals_answered)
