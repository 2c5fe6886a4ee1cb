"""C1xx on performance: goals, targets and lost points are answered (domain/scoring.md §9)."""

from __future__ import annotations

from collections.abc import Iterator

from lib.display import score
from reports.checks.completeness import NOTICE_ASKS, blank
from reports.checks.registry import ERROR, WARNING, Judgement, agree, rule, unjudged
from reports.checks.sums import POINTS, below, every_indicator, given, settled_part
from reports.filing import Filing


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


RULES = (lost_points_explained, goals_given, result_given, points_given, targets_answered)
