"""M701, M702: the score of an item within its full mark, and the same wherever it is told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from prose.figures import said
from prose.mentions import Mention
from prose.names import label
from prose.points import is_full_mark, item_of, pairs, scores
from prose.reading import Prose
from prose.registry import ERROR, Judgement, found, held, rule
from prose.rules.losses import score_pairs
from prose.twice import differ

_STOPS = re.compile("[，。；：、(]")
SOURCE = "财预〔2020〕10号：自评采用百分制，各项得分不超过该项分值"


@rule(
    "M701", ERROR, "得分不超过分值", kind="contradiction_in_words", source=SOURCE, yields_to=("M803",),
    how="“分值12分，自评得分11分”“讲座（12分）：……得11分”“该指标12分，自评11分”：得分不应大于前面的分值；"
    "汇总处某项的得分，不应大于分析处同名项目的分值。",
    mend="核对评分表，改正得分或分值。",
    fails="宣传工作分值12分，自评得分13分。", passes="宣传工作分值12分，自评得分11分。",
)  # fmt: skip
def within_full_mark(prose: Prose, params) -> Iterator[Judgement]:
    items = {
        (one.full, one.got): one.name for one in score_pairs(prose) if one.got and one.got.sentence == one.full.sentence
    }
    for full, earned in dict.fromkeys([*pairs(prose), *items]):
        item = _STOPS.split(items.get((full, earned), ""))[-1]
        yield _judge(full, earned, item or label(earned, prose, item_of(full)))
    yield from _summed_up(prose)


def _judge(full: Mention, earned: Mention, item: str) -> Judgement:
    if earned.value <= full.value:
        return held((earned.span, full.span))
    return found(
        (earned.clause_span, full.clause_span),
        f"得分大于分值：{said(earned)} 与 {said(full)}",
        f"{f'“{item}”' if item else '该项'}分值 {said(full)}，得分却有 {said(earned)}。",
        working=[("分值", said(full)), ("得分", said(earned))],
    )


def _summed_up(prose: Prose) -> Iterator[Judgement]:
    """Judge the scores of a summary by the full marks of the same items in the analysis."""
    full_marks = {item: one for one in scores(prose) if is_full_mark(one) and (item := item_of(one))}
    for one in scores(prose):
        full = None if is_full_mark(one) else full_marks.get(item_of(one))
        if full is not None and one.sentence != full.sentence:
            yield _judge(full, one, item_of(one))


@rule(
    "M702", ERROR, "同一指标的得分前后一致", kind="cross_reference_mismatch", source="自评通知：同一数据前后一致",
    how="汇总处某项的得分，与分析处同名项目的“自评得分”相比。", mend="按评分表统一得分。",
    fails="得分情况：宣传工作指标10分；服务工作指标9分。\n宣传工作指标分值12分，自评得分11分。",
    passes="得分情况：宣传工作指标11分；服务工作指标9分。\n宣传工作指标分值12分，自评得分11分。",
)  # fmt: skip
def items_alike(prose: Prose, params) -> Iterator[Judgement]:
    analysed = {item: earned for full, earned in pairs(prose) if (item := item_of(full))}
    for one in scores(prose):
        score = None if is_full_mark(one) else analysed.get(item_of(one))
        if score is None or score.sentence == one.sentence:
            continue
        if score.value == one.value:
            yield held((one.span, score.span))
        else:
            yield differ(prose, one, score, f"“{item_of(one)}”得分")


RULES = (within_full_mark, items_alike)
