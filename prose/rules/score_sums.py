"""M703, M705: total scores against the scores of their parts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from prose.figures import said, total_of
from prose.lists import is_weight
from prose.mentions import SCORE, Mention
from prose.names import label
from prose.points import area_of, earns_next, is_earned, item_of, pairs, scores
from prose.reading import Prose
from prose.registry import ERROR, Judgement, found, held, rule, unjudged

SOURCE = "财预〔2020〕10号：自评采用百分制，总分为各项得分之和"
HUNDRED = Decimal(100)
_FULL = re.compile("总分|满分")
_REACH = 80  # characters behind the last part in which the total follows
# Full marks whose sum is this near to a hundred were meant to make it up.
_ABOUT_A_HUNDRED = (90, 110)


@rule(
    "M703", ERROR, "总分等于各部分之和", kind="sum_mismatch", source=SOURCE,
    how="一节之内先写各部分的总分和得分，再写总得分的，总得分应等于各部分得分之和；各部分的满分之和应为 100 分。",
    mend="按评分表重算总得分，或改正写错的一项。",
    fails="投入指标总分40分，得分32.5分；产出指标总分60分，得分56分。单位得分86.5分。",
    passes="投入指标总分40分，得分32.5分；产出指标总分60分，得分56分。单位得分88.5分。",
)  # fmt: skip
def parts_add_up(prose: Prose, params) -> Iterator[Judgement]:
    sections: dict[int, list[tuple[Mention, Mention]]] = defaultdict(list)
    for full, earned in pairs(prose):
        if _FULL.search(full.clause):
            sections[full.heading].append((full, earned))
    for both in sections.values():
        fulls = [full for full, _ in both]
        least, most = _ABOUT_A_HUNDRED
        if len(both) > 1 and least <= total_of(fulls) <= most:
            yield _judge_hundred(fulls)
            yield from _judge_total(prose, fulls, [earned for _, earned in both])


def _judge_hundred(fulls: Sequence[Mention]) -> Judgement:
    total = total_of(fulls)
    if total == HUNDRED:
        return held([one.span for one in fulls])
    return found(
        [one.clause_span for one in fulls],
        f"各部分满分之和不是 100 分：{said(fulls[0], total)} 与 100分",
        f"{len(fulls)} 个部分的满分相加为 {said(fulls[0], total)}，应为 100分。",
        working=[
            *((item_of(one) or "满分", said(one)) for one in fulls),
            ("满分之和", said(fulls[0], total)),
            ("应为", "100分"),
        ],
    )


def _judge_total(prose: Prose, fulls: Sequence[Mention], earned: Sequence[Mention]) -> Iterator[Judgement]:
    """Judge the total that follows the parts in their section, if one does."""
    end = earned[-1].end
    behind = (one for one in prose.between(end, end + _REACH) if one.kind == SCORE and one.heading == fulls[0].heading)
    total = next(behind, None)
    if total is not None and is_earned(total):
        yield _judge(total, earned, [item_of(full) or "得分" for full in fulls])


def _judge(total: Mention, parts: Sequence[Mention], names: Sequence[str]) -> Judgement:
    """Return whether a total is the sum of its parts, which are called by their *names*."""
    spans, due = (total.span, *(one.span for one in parts)), said(total, total_of(parts))
    if total.value == total_of(parts):
        return held(spans)
    rows = [(item, said(one)) for item, one in zip(names, parts, strict=True)]
    return found(
        spans,
        f"总分与各项得分之和不符：{said(total)} 与 {due}",
        f"总分写作 {said(total)}，{len(parts)} 项得分相加为 {due}。",
        working=[*rows, ("得分之和", due), ("报告所写", said(total))],
    )


_TOTAL = re.compile(r"(?:总得分|总分|综合得分|综合评分|自评得分?|得分)(?:为|是|共|：)*$")
_FULL_MARK = re.compile("分值|满分|权重|标准分|应得")
_LOST = re.compile("[扣失]")
_BEGINS = re.compile(r"其中|分项|各部分|各项|构成|组成|具体")
AREAS = 4  # of indicators, by 财预〔2020〕10号: fewer behind 其中 need not be all
_LEAST = 50  # points; less is the score of a part
_NEXT = 12  # characters of the next sentence in which it says that it goes on with the items


@rule(
    "M705", ERROR, "总分等于分项得分之和", kind="sum_mismatch", source=SOURCE,
    how="写明总分之后，“其中”“分项得分”“各部分得分”逐项（三项以上）写出的得分相加应等于总分；相差过半、又不是各类指标的，或“其中”之后不足四项而小于总分的，不判断。",
    mend="按评分表重算总分，或改正写错的一项得分。",
    fails="自评总分93.40分，等级为优。分项得分为预算执行得9.80分、产出指标得53.60分、效益指标得20分、满意度指标得9分。",
    passes="自评总分92.40分，等级为优。分项得分为预算执行得9.80分、产出指标得53.60分、效益指标得20分、满意度指标得9分。",
)  # fmt: skip
def items_add_up(prose: Prose, params) -> Iterator[Judgement]:
    for total in scores(prose):
        if total.value <= _LEAST or not _TOTAL.search(total.clause) or _FULL_MARK.search(total.clause):
            continue
        word, parts = _items_behind(prose, total)
        if len(parts) < 3 or not _are_all(prose, total, parts):
            continue
        if word == "其中" and len(parts) < AREAS and total_of(parts) < total.value:
            yield unjudged((total.span, *(one.span for one in parts)), "“其中”之后未必列全")
        else:
            yield _judge(total, parts, [label(one, prose, area_of(prose, one) or "得分") for one in parts])


def _are_all(prose: Prose, total: Mention, parts: Sequence[Mention]) -> bool:
    """Return whether the items are meant to make up the total: nearly so much, or of three areas of indicators."""
    if abs(total_of(parts) - total.value) < total.value / 2:
        return True
    return sum(1 for one in parts if area_of(prose, one)) >= 3


def _items_behind(prose: Prose, total: Mention) -> tuple[str, list[Mention]]:
    """Return the word that announces them and the scores itemised behind a total, in its sentence or the next.

    Full marks and what was lost are none of them.
    """
    index = prose.sentence_at(total.start)
    end = prose.sentences[index][1]
    following = prose.sentences[index + 1] if index + 1 < len(prose.sentences) else (end, end)
    begins = _BEGINS.search(prose.plain, total.end, end)
    if begins is None:
        begins, end = _BEGINS.search(prose.plain, following[0], min(following[0] + _NEXT, following[1])), following[1]
    if begins is None or prose.plain.find("\n", total.end, begins.start()) >= 0:
        return "", []
    listed = (one for one in prose.between(begins.end(), end) if one.kind == SCORE)
    earned = (one for one in listed if not is_weight(one) and not earns_next(prose, one))
    return begins[0], [one for one in earned if not _LOST.search(one.clause)]


RULES = (parts_add_up, items_add_up)
