"""I1xx: weights, scores and grade add up and fit (domain/scoring.md §1, §7)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from lib.display import score
from reports.checks.registry import ERROR, Judgement, Working, agree, held, rule, unjudged
from reports.checks.sums import POINTS, Part, below, compared, every_indicator, part, settled_part
from reports.scoring import trees

SCHEME = "自评方案"


def _roots(rows: Mapping[str, Any], column: str) -> list[Part]:
    """Return the figures of the top indicators, each added up from below where blank itself."""
    return [settled_part(rows, key, column) for key in below(rows, "")]


@rule(
    "I101", ERROR, "分值合计为规定总分", kind="sum_mismatch", source=SCHEME,
    how="全部指标的分值之和与规定总分（默认 100 分）相比；还有分值没填时，只查合计是否已超过。",
    mend="调整指标分值，使合计等于规定总分。", weight_total=100,
)  # fmt: skip
def weights_make_total(filing, params):
    whole = Decimal(str(params["weight_total"]))
    for project, owner, rows in trees(filing):
        parts = _roots(rows, "weight")
        given = [one for one in parts if one.amount is not None]
        added = sum((one.amount for one in given), Decimal(0))
        at = (given[0].at if project else "indicators", *(one.at for one in given)) if given else ()
        if given and added < whole and len(given) < len(parts):
            yield unjudged(at, f"{owner}还有 {len(parts) - len(given)} 个指标没有填分值")
        elif given and added == whole:
            yield held(at, _weighed(added, whole))
        elif given:
            verb, gap = ("多出" if added > whole else "少了"), score(abs(added - whole))
            yield Judgement(
                at=at,
                title=f"{owner}分值合计 {score(added)}，比规定的 {score(whole)} {verb[0]} {gap}",
                message=f"{owner}各指标分值合计 {score(added)} 分，规定总分 {score(whole)} 分，{verb[0]} {gap} 分。",
                working=_weighed(added, whole),
            )


def _weighed(added: Decimal, whole: Decimal) -> Working:
    word = "多出" if added > whole else "少了" if added < whole else "相差"
    return (("分值合计", score(added)), ("规定总分", score(whole)), (word, score(abs(added - whole))))


@rule(
    "I102", ERROR, "上级指标等于下级之和", kind="sum_mismatch", source=SCHEME,
    how="每个有下级的指标，分值、得分分别与下级之和相比；还有下级没填时，只查下级之和是否已超过。",
    mend="核对下级指标的分值和得分，再更正上级。",
)  # fmt: skip
def parents_of_children(filing, params):
    for key, one, rows in every_indicator(filing):
        for column in ("weight", "score"):
            if getattr(one, column) is None:
                continue  # it is then the sum itself
            parts = [settled_part(rows, child, column) for child in below(rows, key)]
            yield from compared(part(one, column), parts, "下级指标之和", noun="个下级指标", measure=POINTS)


@rule(
    "I103", ERROR, "自评总分等于各项得分之和", kind="sum_mismatch", source=SCHEME,
    how="自评总分与一级指标得分之和相比；还有得分没填时，只查合计是否已超过总分。",
    mend="核对各项得分，再更正自评总分。",
)  # fmt: skip
def total_of_scores(filing, params):
    total = Part("自评总分", "performance.total_score", filing.performance.total_score)
    yield from compared(total, _roots(filing.indicators, "score"), "各项得分之和", noun="项得分", measure=POINTS)


@rule(
    "I104", ERROR, "得分在零分与分值之间", kind="implausible_value", source=SCHEME,
    how="每个指标 0 ≤ 得分 ≤ 分值。", mend="更正得分或分值。",
)  # fmt: skip
def score_within_weight(filing, params):
    for _, one, _ in every_indicator(filing):
        at = (one.at("score"), one.at("weight"))
        if one.score is None:
            continue
        if one.score < 0 or (one.weight is not None and one.score > one.weight):
            yield _outside(one, at)
        elif one.weight is None:
            yield unjudged(at, f"“{one.label}”没有填分值")
        else:
            yield agree(filing, *at)


def _outside(one: Any, at: tuple[str, ...]) -> Judgement:
    weight = f"分值 {score(one.weight)} 分" if one.weight is not None else "没有填分值"
    return Judgement(
        at=at,
        title=f"“{one.label}”得分 {POINTS.show(one.score)}，{'低于零分' if one.score < 0 else '超过分值'}",
        message=f"“{one.label}”{weight}，得分 {POINTS.say(one.score)}。得分应在零分与分值之间。",
    )


@rule(
    "I105", ERROR, "等级与总分相符", kind="cross_reference_mismatch", source="《项目支出绩效评价管理办法》（财预〔2020〕10号）",
    how="按总分查等级，下限含本数；默认 90 分以上为优、80 分以上为良、60 分以上为中、60 分以下为差。",
    mend="按总分改正等级；本地另有标准的，请管理员调整等级标准。",
    grades=(("优", 90), ("良", 80), ("中", 60), ("差", 0)),  # the lower bound belongs to the grade
)  # fmt: skip
def grade_fits_total(filing, params):
    total, grade = filing.performance.total_score, filing.performance.grade
    fitting = [(label, low) for label, low in params["grades"] if total is not None and total >= Decimal(str(low))]
    at = ("performance.grade", "performance.total_score")
    if not grade and total is None:
        return
    right, low = max(fitting, key=lambda one: Decimal(str(one[1])), default=("", 0))
    if not grade or not right:
        yield unjudged(
            at, "等级没有填" if not grade else "自评总分没有填" if total is None else "总分低于最低的等级标准"
        )
    elif grade == right:
        yield agree(filing, *at)
    else:
        yield Judgement(
            at=at,
            title=f"总分 {score(total)} 应为“{right}”，填报“{grade}”",
            message=f"自评总分 {score(total)} 分，“{right}”的下限是 {low} 分，自评等级填报“{grade}”。",
        )


RULES = (weights_make_total, parents_of_children, total_of_scores, score_within_weight, grade_fits_total)
