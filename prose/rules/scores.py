"""M7xx: scores: within their weights, alike wherever they stand, adding up, and the grade they earn."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from prose.figures import name, said
from prose.lists import is_weight
from prose.marks import mark_at
from prose.mentions import SCORE, Mention
from prose.reading import Prose
from prose.registry import ERROR, Judgement, found, held, rule
from prose.rules.losses import score_pairs

SCHEME = "财预〔2020〕10号：自评采用百分制，各项得分不超过该项分值"
_WEIGHT = re.compile(r"(?:分值|满分|总分值?|权重分?|标准分|应得分)(?:为|是|共|计|：)*$")
_FULL = re.compile("总分|满分")
_EARNED = re.compile(r"(?:得分|自评分?|评分|实得分?|得|评价得分|计)(?:为|是|：)*$")
_BARE = re.compile(
    r"^(?:其中|指标|本项|该项|我[部单]门?位?|自评|实际|综合|评价|最终|应)*(?:得分|自评分?|评分|实得分?|得|计)(?:为|是|：)*$"
)
_TITLE = re.compile(r"(?:指标)?(?:分值|满分|总分值?|权重分?|标准分|应得分|自评得分|得分|自评)+(?:为|是|共|计|：)*$")


@rule(
    "M701", ERROR, "得分不超过分值", kind="contradiction_in_words", source=SCHEME,
    how="“分值12分，自评得分11分”“讲座（12分）：……得11分”“该指标12分，自评11分”：得分不应大于前面的分值。", mend="核对评分表。",
    fails="宣传工作分值12分，自评得分13分。", passes="宣传工作分值12分，自评得分11分。",
)  # fmt: skip
def within_weight(prose: Prose, params) -> Iterator[Judgement]:
    items = ((one.full, one.got) for one in score_pairs(prose) if one.got and one.got.sentence == one.full.sentence)
    for weight, earned in dict.fromkeys([*_pairs(prose), *items]):
        if earned.value <= weight.value:
            yield held((earned.span, weight.span))
        else:
            yield _above(earned, weight)
    yield from _listed_within(prose)


def _above(earned: Mention, weight: Mention) -> Judgement:
    return found(
        (earned.clause_span, weight.clause_span), f"得分大于分值：{said(earned)} 与 {said(weight)}",
        f"“{_item(weight) or '该项'}”分值 {said(weight)}，得分却有 {said(earned)}。", working=[("分值", said(weight)), ("得分", said(earned))],
    )  # fmt: skip


def _pairs(prose: Prose) -> Iterator[tuple[Mention, Mention]]:
    """Yield a weight and the score right behind it in the same sentence."""
    scores = [one for one in prose.mentions if one.kind == SCORE]
    for weight, earned in pairwise(scores):
        if weight.sentence == earned.sentence and _WEIGHT.search(weight.clause) and _BARE.search(earned.clause):
            yield weight, earned


def _item(mention: Mention) -> str:
    """Return the name of the item a weight or a score is for."""
    return _TITLE.sub("", mention.clause.rpartition("：")[2]).strip("“”，")


def _listed_within(prose: Prose) -> Iterator[Judgement]:
    """Scores of a summary against the weights of the same items in the analysis."""
    weights = {_item(weight): weight for weight, _ in _pairs(prose) if len(_item(weight)) >= 4}
    weights |= {
        _item(one): one
        for one in prose.mentions
        if one.kind == SCORE and _WEIGHT.search(one.clause) and len(_item(one)) >= 4
    }
    for one in prose.mentions:
        weight = weights.get(_item(one)) if one.kind == SCORE and not _WEIGHT.search(one.clause) else None
        if weight is not None and weight is not one and one.sentence != weight.sentence:
            yield held((one.span, weight.span)) if one.value <= weight.value else _above(one, weight)


@rule(
    "M702", ERROR, "同一指标的得分前后一致", kind="cross_reference_mismatch", source="自评通知：同一数据前后一致",
    how="汇总处某项的得分，与分析处同名项目的“自评得分”相比。", mend="按评分表统一得分。",
    fails="得分情况：宣传工作指标10分；服务工作指标9分。\n宣传工作指标分值12分，自评得分11分。",
    passes="得分情况：宣传工作指标11分；服务工作指标9分。\n宣传工作指标分值12分，自评得分11分。",
)  # fmt: skip
def alike(prose: Prose, params) -> Iterator[Judgement]:
    earned = {_item(weight): score for weight, score in _pairs(prose) if len(_item(weight)) >= 4}
    for one in prose.mentions:
        if one.kind != SCORE or _WEIGHT.search(one.clause):
            continue
        score = earned.get(_item(one))
        if score is None or score is one or score.sentence == one.sentence:
            continue
        if score.value == one.value:
            yield held((one.span, score.span))
        else:
            yield found(
                (one.clause_span, score.clause_span), f"{name(one)}得分前后不一：{said(one)} 与 {said(score)}",
                f"{name(one)}汇总处得 {said(one)}，分析处自评得分 {said(score)}。", working=[("汇总处", said(one)), ("分析处", said(score))],
            )  # fmt: skip


@rule(
    "M703", ERROR, "总分等于各部分之和", kind="sum_mismatch", source=SCHEME,
    how="一句之内先写各部分的总分和得分，再写总得分的，总得分应等于各部分得分之和；各部分的满分之和应为 100 分。",
    mend="重算总得分。",
    fails="投入指标总分40分，得分32.5分；产出指标总分60分，得分56分。单位得分86.5分。",
    passes="投入指标总分40分，得分32.5分；产出指标总分60分，得分56分。单位得分88.5分。",
)  # fmt: skip
def adds_up(prose: Prose, params) -> Iterator[Judgement]:
    groups: dict[int, list[tuple[Mention, Mention]]] = defaultdict(list)
    for weight, earned in _pairs(prose):
        if not _FULL.search(weight.clause):
            continue
        groups[weight.heading].append((weight, earned))
    for heading, pairs in groups.items():
        full = sum((weight.value for weight, _ in pairs), Decimal(0))
        if len(pairs) < 2 or not 90 <= full <= 110:
            continue
        yield from _whole(prose, heading, pairs, full)


def _whole(prose: Prose, heading: int, pairs: list[tuple[Mention, Mention]], full: Decimal) -> Iterator[Judgement]:
    if full != 100:
        yield found(
            [weight.clause_span for weight, _ in pairs], f"各部分满分之和为 {full} 分，不是 100 分",
            f"{len(pairs)} 个部分的满分相加为 {full} 分。", working=[*((_item(weight), said(weight)) for weight, _ in pairs), ("满分之和", f"{full}分")],
        )  # fmt: skip
    else:
        yield held([weight.span for weight, _ in pairs])
    earned = sum((score.value for _, score in pairs), Decimal(0))
    total = next(
        (
            one
            for one in prose.between(pairs[-1][1].end, pairs[-1][1].end + 80)
            if one.kind == SCORE and one.heading == heading
        ),
        None,
    )
    if total is None or not _EARNED.search(total.clause):
        return
    if total.value == earned:
        yield held((total.span, *(score.span for _, score in pairs)))
    else:
        yield found(
            (total.clause_span, *(score.span for _, score in pairs)), f"总得分与各部分之和不符：{said(total)} 与 {said(total, earned)}",
            f"总得分写作 {said(total)}，各部分得分相加为 {said(total, earned)}。",
            working=[*((_item(weight), said(score)) for weight, score in pairs), ("得分之和", said(total, earned)), ("报告所写", said(total))],
        )  # fmt: skip


_NEAR = 34
LARGEST_AREA = 60  # points; a larger score is the total (财预〔2020〕10号: 产出 50, the largest of the four)
_AREAS = (("预算执行", re.compile("(?:预算|资金)执行")), ("产出", re.compile("产出")), ("效益", re.compile("效益")), ("满意度", re.compile("满意度")))


@rule(
    "M706", ERROR, "各类指标的分值、得分前后一致", kind="cross_reference_mismatch", source="自评通知：同一数据前后一致",
    how="预算执行、产出、效益、满意度各类指标的分值和得分，结论处写的与分析处写的相比；编号条目和表格里单个指标的分数不比。",
    mend="按评分表统一。",
    fails="效益指标分值20分，得20分。\n自评总分92分，其中预算执行得9分、产出指标得53分、效益指标得29分。",
    passes="效益指标分值20分，得20分。\n自评总分92分，其中预算执行得9分、产出指标得53分、效益指标得20分。",
)  # fmt: skip
def areas_alike(prose: Prose, params) -> Iterator[Judgement]:
    groups: dict[tuple[str, bool], list[Mention]] = defaultdict(list)
    for one in prose.mentions:
        if one.kind == SCORE and one.value <= LARGEST_AREA and not _is_of_an_item(prose, one):
            area, full = _area(prose, one), _is_full(prose, one)
            if area and full is not None:
                groups[area, full].append(one)
    for (area, full), same in groups.items():
        for other in same[1:]:
            if other.value == same[0].value:
                yield held((same[0].span, other.span))
            else:
                yield _unlike(same[0], other, f"{area}指标{'分值' if full else '得分'}")


def _unlike(first: Mention, other: Mention, label: str) -> Judgement:
    return found(
        (other.clause_span, first.clause_span), f"{label}前后不一：{said(first)} 与 {said(other)}",
        f"{label}一处写作 {said(first)}，另一处写作 {said(other)}。", working=[("一处", said(first)), ("另一处", said(other))],
    )  # fmt: skip


def _is_of_an_item(prose: Prose, one: Mention) -> bool:
    """Return whether a score is that of a single indicator: in a row of a table or a numbered item."""
    start = prose.plain.rfind("\n", 0, one.start) + 1
    end = prose.plain.find("\n", one.start)
    line = prose.plain[start : end if end >= 0 else len(prose.plain)]
    return "\t" in line or any(start <= mark.start < one.start for mark in prose.structure.inline) or mark_at(prose.plain, start) is not None


def _area(prose: Prose, one: Mention) -> str:
    """Return the area the words before a score name last, with nothing but words for scores between."""
    before = prose.plain[max(one.sentence, one.start - _NEAR) : one.start]
    found_ = [(match.end(), area) for area, pattern in _AREAS for match in pattern.finditer(before)]
    return max(found_)[1] if found_ else ""


def _is_full(prose: Prose, one: Mention) -> bool | None:
    """Return whether a score is the full mark, or earned; None where the words do not say."""
    if re.search("总|综合", one.clause):
        return None
    if _FULL_WORD.search(one.clause) or (not one.clause and prose.plain[one.start - 1 : one.start] in "(（"):
        return True
    if re.match("[，、]?(?:自评)?(?:得|计)", prose.plain[one.end : one.end + 4]) and not _EARNED.search(one.clause):
        return True
    if _EARNED.search(one.clause):
        return False
    summed = re.search("构成|组成|各部分|分项|其中", prose.plain[one.sentence : one.start])
    return False if summed and re.search("(?:指标|执行|率|满意度)$", one.clause) else None


_FULL_WORD = re.compile("分值|满分|权重|标准分|应得")


_TOTAL = re.compile(r"(?:总得分|总分|综合得分|综合评分|自评得分?|得分)(?:为|是|共|：)*$")
_BEGINS = re.compile(r"其中|分项|各部分|各项|构成|组成|具体")


@rule(
    "M705", ERROR, "总分等于分项得分之和", kind="sum_mismatch", source=SCHEME,
    how="写明总分之后，“其中”“分项得分”“各部分得分”逐项写出的得分相加应等于总分。", mend="重算总分，或改正写错的一项得分。",
    fails="自评总分93.40分，等级为优。分项得分为预算执行得9.80分、产出指标得53.60分、效益指标得20分、满意度指标得9分。",
    passes="自评总分92.40分，等级为优。分项得分为预算执行得9.80分、产出指标得53.60分、效益指标得20分、满意度指标得9分。",
)  # fmt: skip
def itemised(prose: Prose, params) -> Iterator[Judgement]:
    for total in prose.mentions:
        if total.kind != SCORE or total.value <= 50 or not _TOTAL.search(total.clause) or _FULL_WORD.search(total.clause):
            continue
        parts = _items_behind(prose, total)
        if len(parts) < 3:
            continue
        earned = sum((one.value for one in parts), Decimal(0))
        spans = (total.span, *(one.span for one in parts))
        if earned == total.value:
            yield held(spans)
        elif abs(earned - total.value) < total.value / 2 or sum(1 for one in parts if _area(prose, one)) >= 3:
            yield found(
                spans, f"总分与分项得分之和不符：{said(total)} 与 {said(total, earned)}",
                f"总分写作 {said(total)}，{len(parts)} 项得分相加为 {said(total, earned)}。",
                working=[*((_item(one) or "得分", said(one)) for one in parts), ("得分之和", said(total, earned)), ("报告所写", said(total))],
            )  # fmt: skip


def _items_behind(prose: Prose, total: Mention) -> list[Mention]:
    """Return the scores itemised behind a total: from 其中 or 分项 to the end of that sentence, without the full marks."""
    start, end = prose.sentences[index := prose.sentence_at(total.start)]
    following = prose.sentences[index + 1] if index + 1 < len(prose.sentences) else (end, end)
    begins = _BEGINS.search(prose.plain, total.end, end) or _BEGINS.match(prose.plain, following[0], following[0] + 8)
    if begins is None:
        begins = _BEGINS.search(prose.plain, following[0], min(following[0] + 12, following[1]))
    if begins is None or "\n" in prose.plain[total.end : begins.start()]:
        return []
    stop = end if begins.start() < end else following[1]
    return [one for one in prose.between(begins.end(), stop) if one.kind == SCORE and not is_weight(one) and not re.search("[扣失]", one.clause)]


_GRADE = re.compile(
    r"(?:等级|等次|评为|评定|结果|结论|自评)[^，。；\n]{0,8}?[“\"]?(优秀?|良好?|中等?|合格|差|不合格)[”\"]?(?=[，。；\n等级)]|$)"
)


@rule(
    "M704", ERROR, "等级与得分相符", kind="contradiction_in_words", source="财预〔2020〕10号：90（含）以上为优，80（含）—90为良，60（含）—80为中，60以下为差",
    how="写明自评总分和等级的，等级应是该分数所在的一档；各档的分数线可由通知另设。", mend="按得分改正等级，或核对得分。",
    fails="自评得分95分，评价等级为“良”。", passes="自评得分95分，评价等级为“优”。",
    grades=(("优", 90), ("良", 80), ("中", 60), ("差", 0)),
)  # fmt: skip
def grade_fits(prose: Prose, params) -> Iterator[Judgement]:
    for one in prose.mentions:
        if (
            one.kind != SCORE
            or not 30 < one.value <= 100
            or _WEIGHT.search(one.clause)
            or not _EARNED.search(one.clause)
        ):
            continue
        grade = _GRADE.search(prose.plain, one.end, one.end + 40)
        if grade is None or any(other.kind == SCORE and not is_weight(other) for other in prose.between(one.end, grade.start())):
            continue
        due = next(label for label, least in params["grades"] if one.value >= least)
        said_grade = {"合格": "中", "不合格": "差"}.get(grade[1], grade[1][0])
        if due == said_grade or (grade[1] == "合格" and due in "优良中"):
            yield held((one.span, grade.span(1)))
        else:
            yield found(
                (grade.span(), one.clause_span), f"等级与得分不符：{said(one)} 与“{grade[1]}”",
                f"得分 {said(one)} 应为“{due}”，文中写作“{grade[1]}”。", working=[("得分", said(one)), ("应为", due), ("文中写作", grade[1])],
            )  # fmt: skip


RULES = (within_weight, alike, adds_up, itemised, areas_alike, grade_fits)
