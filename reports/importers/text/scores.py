"""Marks: what each item may bring and what it got, the sums of dimensions, the whole."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from indicators.snapshot import Performance
from prose.marks import chinese_number
from prose.mentions import COUNT, SCORE, Mention
from prose.rules.losses import Pair, score_pairs
from reports.importers.loaded import Draft, Reading
from reports.importers.published_performance import TAXONOMY
from reports.importers.text.figures import printed
from reports.importers.text.indicator_tables import summed
from reports.importers.text.leaves import Forest, Leaf
from reports.importers.text.source import Source

_LEADING = re.compile(r"^(?:[\d.、()（）]+|以下|其中|各项?|本|该)+")
_TOLD = re.compile(r"实际|目标|指标值|计划(?!生育)|完成(?=\d)|达到?(?=\d)|为(?=\d)|方面|[\d(：，]")
_WHOLE = re.compile("^(?:自评|综合|评价|绩效|总|我|本|部门|单位|部分|项|得分|各项|指标|分|计|满分|权重|分值|标准分)*$")
# A mark in brackets behind the name of its item: 产出指标（满分60分）.
_BRACKETED = re.compile(r"(?P<name>[^、，：；。()\n\d]{2,16})\((?:满分|分值|权重)?$")
_INTRODUCED = re.compile("^.*(?:[为是]|包括|其中|分别)")
_IN_ALL = re.compile("总得?分|综合|绩效自评|自评得分为|自评得$|最终|(?:部门|单位|[本我]局)得分")
_GRADED = re.compile("等[级次]|结果为|满分100|评定")
_OF_ITEM = re.compile(r"合计|权重|分值|标准分|指标(?:[\d(为分得是]|$)|分项|部分组成|构成")
_BARE = re.compile("(?:标准分|分值|该项|本项|权重|满分|指标分)")
_INTRODUCES = re.compile("^[^，]*(?:得分|组成|构成)[^，]{0,4}?[为是看]")
_OWN = re.compile("(?:数量|质量|时效|成本)指标$")  # an item whose own name ends like that of a dimension
_REASON = re.compile(r"[^。；\n，]{0,12}(?:原因|扣分|失分|由于|未完成)")
_MISSED = re.compile(
    r"其中[\s-]*[“\"](?P<name>[^”\"]{4,40})[”\"](?:中的(?P<measure>[^，。]{2,12}?))?(?:指标)?(?P<result>未达预期|未完成|未达标)"
)
_CHANGED = re.compile(r"计划的?$")
_GRADE = re.compile(
    r"(?:等级|等次|档次|评级|结果)(?:评定)?[为是：]{0,2}[“\"]?(?P<grade>优秀|良好|合格|不合格|优|良|中|差)(?![\u4e00-\u9fff])"
)
_WORDS = re.compile("(?:自评|综合|总)(?:得分|评分|分)为?(?P<score>[一二三四五六七八九十]{1,3}|一百)分")
_FULL = re.compile("(?:总分|满分|总分值|分值合计)(?:为|是|共)?$")
OTHER_WORDS = "原因前面还有别的话，请核对"
BY_SUM = "归在哪一类是按得分相加推出的"


def read_scores(source: Source, draft: Draft, forest: Forest) -> Performance:
    """Give the forest the marks printed for dimensions and items; return the whole result."""
    pairs = [
        (name, pair) for pair in score_pairs(source.prose)
        if (name := _name(source, forest, pair)) and "\t" not in source.plain[pair.begin : pair.full.start]
    ]  # fmt: skip
    totals = _total(source, pairs)
    groups = {pair.full.start: _group(forest, name, pair) for name, pair in pairs if _is_group(forest, name, pair)}
    _listed(source, forest, totals)
    for part in source.parts:
        inside = [(name, pair) for name, pair in pairs if part.start <= pair.full.start < part.end]
        for at, (name, pair) in enumerate(inside):
            if pair.full.start not in groups:
                forest.add(_leaf(source, name, _above(inside[:at], inside[at:], groups), pair))
    return _performance(source, draft, totals)


def _is_group(forest: Forest, name: str, pair: Pair) -> bool:
    known = any(leaf.label == name for leaf in forest.leaves)
    return name in TAXONOMY or (pair.is_group and not known and not _OWN.search(name))


def _above(before: Sequence[tuple[str, Pair]], on: Sequence[tuple[str, Pair]], groups: Mapping[int, str]) -> str:
    """Return the dimension before an item whose full mark the items behind it make up, up to just this many; else blank."""
    at = next((n for n in range(len(before) - 1, -1, -1) if before[n][1].full.start in groups), None)
    if at is None:
        return ""
    rest = before[at][1].full.value
    for _, pair in (*before[at + 1 :], *on):
        if pair.full.start in groups:
            break
        rest -= pair.full.value
        if rest == 0 and pair.full.start >= on[0][1].full.start:
            return groups[before[at][1].full.start]
    return ""


def _name(source: Source, forest: Forest, pair: Pair) -> str:
    """Return what an item is called: as a list or table calls it, before a bracket, or as its words begin; blank for the whole."""
    before = source.plain[_item(source, pair) : pair.full.start]
    known = [leaf for leaf in forest.leaves if leaf.name in before]
    bracketed = _BRACKETED.search(source.plain, max(pair.full.start - 40, 0), pair.full.start)
    if bracketed:
        name = _INTRODUCED.sub("", bracketed["name"])
    elif known:
        return max(known, key=lambda leaf: (before.rfind(leaf.name), len(leaf.name))).label
    else:
        start = max(source.plain.rfind(sign, pair.begin, pair.full.start) for sign in "。；\n") + 1
        statement = source.plain[max(start, pair.begin) : pair.full.start]
        whole = re.split("[，。：；(]", before)[0]
        name = pair.name if pair.name in statement else whole if _BARE.match(statement) else statement
    name = _LEADING.sub("", name).strip("“”\"'")
    told = _TOLD.search(name, 2)
    name = (name[: told.start()] if told else name).strip("：:，, ")
    return "" if len(name) < 2 or _WHOLE.match(name) else name


def _item(source: Source, pair: Pair) -> int:
    """Return where the item begins in which a mark stands, its line where it stands in none."""
    inline, start = source.prose.structure.inline, pair.full.start
    at = bisect_right(inline, start, key=lambda mark: mark.start)
    return max(source.plain.rfind("\n", 0, start) + 1, inline[at - 1].start if at else 0)


def _group(forest: Forest, name: str, pair: Pair) -> str:
    """Set the sum of a dimension; return its name."""
    label = name if name in TAXONOMY else re.sub("指标$", "", name)
    label = re.sub("(?:指标)?(?:总|分值|合计|小计)*$", "", label) if label not in TAXONOMY else label
    label = f"{label}指标" if f"{label}指标" in TAXONOMY else label
    node = forest.node(label)
    if node.weight is None:
        node.weight, node.score, node.where = pair.full.value, pair.value, ""
    return label


def _leaf(source: Source, name: str, above: str, pair: Pair) -> Leaf:
    begin = (pair.got or pair.full).end
    words = source.plain[begin : pair.end]
    leaf = Leaf(
        name, above, weight=pair.full.value, score=pair.value, where=source.given(pair.begin, pair.end)[:300],
        doubts={"parent": BY_SUM} if above else {},
    )  # fmt: skip
    if pair.lost > 0 and (reason := _REASON.search(words)):
        start = begin + reason.start()
        leaf.reason = "".join(source.given(start, pair.end).split("\n")).strip("，；")
        if "其中" in words[: reason.start()]:
            leaf.doubts["reason"] = OTHER_WORDS
    missed = _MISSED.search(words)
    if missed:
        leaf.parts.append(_missed(source, missed, begin, pair.end))
    return leaf


def _missed(source: Source, missed: re.Match[str], begin: int, end: int) -> Leaf:
    """Return the part of an item that was missed, with plan and result where both are told."""
    typed = source.given(begin + missed.start("name"), begin + missed.end("name"))
    part = Leaf(typed, measure=missed["measure"] or "", result=missed["result"])
    figures = [one for one in source.prose.between(begin + missed.end(), end) if one.kind == COUNT]
    for plan, done in pairwise(figures):
        if _CHANGED.search(plan.clause) and plan.unit == done.unit:
            part.target_value, part.actual_value = printed(source, plan).value, printed(source, done).value
            part.unit = plan.unit
            break
    return part


def _total(source: Source, pairs: Sequence[tuple[str, Pair]]) -> list[Mention]:
    """Return the statements of the whole result, the likeliest first."""
    parts = {one.start for _, pair in pairs for one in (pair.full, pair.got) if one}
    scores = [
        one for one in source.prose.mentions
        if one.kind == SCORE and one.quantity == "score" and one.start not in parts
    ]  # fmt: skip
    likely = {one: _likelihood(source, one) for one in scores}
    return sorted((one for one in scores if likely[one] > 0), key=lambda one: -likely[one])


def _likelihood(source: Source, one: Mention) -> int:
    """Return how surely a mark is the whole result: by its words, its sentence and its chapter; 0 and less for hardly."""
    start, end = source.prose.sentences[source.prose.sentence_at(one.start)]
    own = source.plain[max(source.plain.rfind("；", start, one.start), start) : one.start]
    concluded = any(part.key == "conclusion" and part.start <= one.start < part.end for part in source.parts)
    if _is_full(source, one, end):
        return 0
    beside = [each for each in source.prose.between(start, one.start) if each.kind == SCORE]
    behind_full = bool(beside) and _is_full(source, beside[-1], end) and "自评" in one.clause
    sure = (
        2 * (bool(_IN_ALL.search(one.clause)) or behind_full)
        + bool(_GRADED.search(source.plain, one.end, end))
        + concluded
    )
    return sure - 4 * bool(_OF_ITEM.search(own))


def _is_full(source: Source, one: Mention, end: int) -> bool:
    """Return whether a mark is what can be had, before the one that was got: 总分100分，自评97分."""
    behind = (each for each in source.prose.between(one.end, end) if each.kind == SCORE)
    return one.value == 100 and _FULL.search(one.clause) is not None and any(each.value < 100 for each in behind)


def _performance(source: Source, draft: Draft, found: Sequence[Mention]) -> Performance:
    if not found:
        return _in_words(source, draft)
    total = found[0]
    others = tuple(dict.fromkeys(printed(source, one).digits for one in found if one.value != total.value))
    doubt = "文中另有别的总分" if others else "" if total.value <= 100 else "超过 100 分"
    where = source.sentence(total.start)
    digits = printed(source, total).digits
    draft.readings.append(Reading("performance.total_score", digits, "分", where=where, doubt=doubt, others=others))
    beside = source.prose.sentences[source.prose.sentence_at(total.start)]
    places = [beside, *((part.start, part.end) for part in source.parts if part.key == "conclusion")]
    grades = (_GRADE.search(source.plain, *place) for place in places)
    grade = next((match["grade"] for match in grades if match), "")
    return Performance(total.value, grade)


def _in_words(source: Source, draft: Draft) -> Performance:
    """Return a whole result that is written in words, 自评得分为九十一分, or the sum of a table of indicators."""
    told = _WORDS.search(source.plain)
    if not told:
        score, where = next(summed(source), (None, ""))
        draft.read("performance.total_score", "" if score is None else str(score), "分", where=where)
        return Performance(score)
    grade = _GRADE.search(source.plain, *source.prose.sentences[source.prose.sentence_at(told.start())])
    where = source.sentence(told.start())
    draft.readings.append(Reading("performance.total_score", told["score"], "分", where=where))
    return Performance(Decimal(chinese_number(told["score"])), grade["grade"] if grade else "")


def _listed(source: Source, forest: Forest, totals: Sequence[Mention]) -> None:
    """Add the items listed behind the whole result; they belong to the dimensions whose marks they add up to."""
    for listing in source.prose.listings:
        if listing.total not in totals:
            continue
        groups = [(label, node.score) for label, node in forest.nodes.items() if node.score is not None]
        for one, above in _placed([part for part in listing.parts if part.kind == SCORE], groups):
            name = _LEADING.sub("", _whole_label(source, one)).strip("，；：")
            if name in forest.nodes or name in TAXONOMY:
                node = forest.node(name)
                node.score = one.value if node.score is None else node.score
            if not name or name in forest.nodes:
                continue
            leaf = Leaf(name, above, score=one.value, where=source.sentence(one.start))
            if above:
                leaf.doubts["parent"] = BY_SUM
            forest.add(leaf)


def _whole_label(source: Source, one: Mention) -> str:
    """Return all words before a mark since the last semicolon or colon: a name may hold 、."""
    low = max(source.plain.rfind(sign, one.sentence, one.start) for sign in "；：，") + 1
    low = max(low, source.plain.rfind("分、", one.sentence, one.start) + 2, one.sentence)
    return _INTRODUCES.sub("", source.plain[low : one.start])


def _placed(parts: list[Mention], groups: list[tuple[str, Decimal]]) -> Iterator[tuple[Mention, str]]:
    """Yield the items, each with the dimension it adds up to with those beside it; blank where they add up to none."""
    sums = [score for _, score in groups]
    if sum((one.value for one in parts), Decimal(0)) != sum(sums, Decimal(0)):
        yield from ((one, "") for one in parts)
        return
    left = list(groups)
    gathered = Decimal(0)
    for one in parts:
        yield one, left[0][0] if left else ""
        gathered += one.value
        if left and gathered == left[0][1]:
            left.pop(0)
            gathered = Decimal(0)
