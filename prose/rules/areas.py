"""M704, M706: the grade a score earns, and the scores of the areas of indicators."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from prose.figures import said
from prose.lists import is_weight
from prose.mentions import SCORE, Mention
from prose.points import area_of, is_earned, is_full_mark, is_full_mark_of_area, is_of_an_item, scores
from prose.reading import Prose
from prose.registry import ERROR, Judgement, found, held, rule
from prose.twice import compare

LARGEST_AREA = 60  # points; a larger score is the total (财预〔2020〕10号: 产出 50, the largest of the four)
_GRADE = re.compile(
    r"(?:等级|等次|评为|评定|结果|结论|自评)[^，。；\n]{0,8}?[“\"]?(?P<grade>优秀?|良好?|中等?|合格|差|不合格)[”\"]?(?=[，。；\n等级)]|$)"
)
_REACH = 40  # characters behind a score in which its grade is told
_SCORES = (30, 100)  # a total score; less is that of a part
# Of a scale with two grades only: 合格 is whatever is not 差.
_PASSED, _FAILED = "合格", "不合格"


@rule(
    "M704", ERROR, "等级与得分相符", kind="contradiction_in_words", source="财预〔2020〕10号：90（含）以上为优，80（含）—90为良，60（含）—80为中，60以下为差",
    how="写明自评总分和等级的，等级应是该分数所在的一档；各档的分数线可由通知另设。", mend="按得分改正等级，或核对得分。",
    fails="自评得分95分，评价等级为“良”。", passes="自评得分95分，评价等级为“优”。",
    grades=(("优", 90), ("良", 80), ("中", 60), ("差", 0)),
)  # fmt: skip
def grade_fits(prose: Prose, params) -> Iterator[Judgement]:
    least, most = _SCORES
    for one in scores(prose):
        if not least < one.value <= most or is_full_mark(one) or not is_earned(one):
            continue
        grade = _GRADE.search(prose.plain, one.end, one.end + _REACH)
        if grade and not _is_of_another(prose, one, grade.start()):
            yield _judge_grade(one, grade, next(label for label, bar in params["grades"] if one.value >= bar))


def _is_of_another(prose: Prose, one: Mention, grade: int) -> bool:
    """Return whether another earned score stands between a score and the grade at *grade*."""
    return any(other.kind == SCORE and not is_weight(other) for other in prose.between(one.end, grade))


def _judge_grade(one: Mention, grade: re.Match[str], due: str) -> Judgement:
    stated = grade["grade"]
    if stated[0] == due or (stated == _FAILED and due == "差") or (stated == _PASSED and due != "差"):
        return held((one.span, grade.span("grade")))
    return found(
        (grade.span(), one.clause_span),
        f"等级与得分不符：{said(one)} 与“{stated}”",
        f"得分 {said(one)} 应为“{due}”，文中写作“{stated}”。",
        working=[("得分", said(one)), ("应为", due), ("报告所写", stated)],
    )


@rule(
    "M706", ERROR, "各类指标的分值、得分前后一致", kind="cross_reference_mismatch", source="自评通知：同一数据前后一致",
    how="预算执行、产出、效益、满意度各类指标的分值和得分，结论处写的与分析处写的相比；编号条目和表格里单个指标的分数不比。",
    mend="按评分表统一为一个数。",
    fails="效益指标分值20分，得20分。\n自评总分92分，其中预算执行得9分、产出指标得53分、效益指标得29分。",
    passes="效益指标分值20分，得20分。\n自评总分92分，其中预算执行得9分、产出指标得53分、效益指标得20分。",
)  # fmt: skip
def areas_alike(prose: Prose, params) -> Iterator[Judgement]:
    areas: dict[tuple[str, bool], list[Mention]] = defaultdict(list)
    for one in scores(prose):
        if one.value > LARGEST_AREA or is_of_an_item(prose, one):
            continue
        area, is_full = area_of(prose, one), is_full_mark_of_area(prose, one)
        if area and is_full is not None:
            areas[area, is_full].append(one)
    for (area, is_full), same in areas.items():
        if len(same) > 1:
            yield from compare(prose, same, f"{area}指标{'分值' if is_full else '得分'}")


RULES = (grade_fits, areas_alike)
