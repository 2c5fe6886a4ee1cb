"""M101, M103: listed totals and their parts, judged by what the words before a list promise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from prose.additions import WHOLE, agree, cause, mismatch, spans
from prose.composition import KINDS_OF, WHOLES
from prose.figures import INEXACT, are_exact, said, total_of
from prose.lists import Listing
from prose.mentions import COUNT, Mention
from prose.names import label, name
from prose.reading import Prose
from prose.registry import ERROR, NOTICE, WARNING, Judgement, found, held, rule, unjudged

SOURCE = "自评通知：合计等于分项之和"
NOT_ALL = "“其中”之后未必列全"
Parts = tuple[Mention, ...]
# Ways to sort people that overlap: a party member may be a woman with a degree.
_OVERLAPS = re.compile(
    r"党员|学历|本科|大专|研究生|硕士|博士|女|男|少数民族|职称|高级|中级|以上|岁|班子|科级|处级|干部|骨干|领导|负责人"
)
# Where money comes from; a list may go on with what it was spent on.
_SOURCES = re.compile(r"收入|财政拨款|上级|本级|自筹|专项资金|专款|中央|省级|市级|县级|债券|社会资本|结转")


@rule(
    "M101", ERROR, "合计等于分项之和", kind="sum_mismatch", source=SOURCE, yields_to=("M705",),
    how="括号内、“其中”“包括”之后、下列编号各段的分项相加，与合计相比；n 个带小数的数容差 0.005×n，人数件数须完全相等。"
    "“其中”之后不一定列全：分项之和小于合计时，只有列明全部、末项为“其他”或一处笔误即可凑平的才算不符；列到“等”为止的不判断。",
    mend="核对原始凭证，改正合计或写错的分项。",
    fails="基本支出100.50万元，其中：人员经费80.30万元，公用经费30.20万元。",
    passes="基本支出110.50万元，其中：人员经费80.30万元，公用经费30.20万元。",
)  # fmt: skip
def listed_sums(prose: Prose, params) -> Iterator[Judgement]:
    inner = _inner_lists(prose.listings)
    for listing in prose.listings:
        if listing.total.role.endswith("crease"):  # changes are added up with their signs: M304
            continue
        if len(listing.parts) > 1:
            yield _judge(prose, listing, _readings(listing, inner))
        elif listing.word in ("包括", "包含") and not listing.opened:
            yield _judge_single(prose, listing)


def _judge(prose: Prose, listing: Listing, readings: Sequence[Parts]) -> Judgement:
    """Return whether the total is the sum of its parts in one of the *readings* of the list, the likeliest first."""
    total, parts = listing.total, readings[0]
    for reading in readings:
        if agree(total, reading):
            return held(spans(total, reading))
    doubt = _doubt(prose, listing, parts)
    if doubt == NOT_ALL and _leaves_little_out(total, parts):
        return mismatch(prose, total, parts, NOTICE)
    return unjudged(spans(total, parts), doubt) if doubt else mismatch(prose, total, parts)


def _judge_single(prose: Prose, listing: Listing) -> Judgement:
    """Judge “共A，包括某项B”: what includes one thing only should be that thing; a difference is only noticed."""
    total, part = listing.total, listing.parts[0]
    if total.value <= part.value:  # more than the whole: M103
        return held((total.span, part.span))
    return mismatch(prose, total, listing.parts, NOTICE)


def _doubt(prose: Prose, listing: Listing, parts: Parts) -> str:
    """Return why the difference between a total and its parts proves nothing, or ""."""
    total = listing.total
    if len(parts) < 2:
        return "只列出一项，未必列全"
    if not are_exact(total, *parts):
        return INEXACT
    if total_of(parts) > total.value:
        return _doubt_surplus(total, parts)
    if not any(part.value for part in parts):
        return NOT_ALL
    if listing.opened:
        return "列举到“等”为止，未必列全"
    return "" if listing.closed or _is_exhaustive(total, parts) or cause(prose, total, parts) else NOT_ALL


def _doubt_surplus(total: Mention, parts: Parts) -> str:
    """Return why parts may be more than their total: people counted twice, sources beside uses; or ""."""
    if total.kind == COUNT:
        return "分类之间可能交叉" if any(_OVERLAPS.search(part.label) for part in parts) else ""
    sources = [bool(_SOURCES.search(part.label)) for part in parts]
    mixed = any(sources) and not all(sources) and max(part.value for part in parts) <= total.value
    return "资金来源与用途混列" if mixed else ""


def _is_exhaustive(total: Mention, parts: Parts) -> bool:
    """Return whether the parts are all a whole can have by its nature: 基本支出 and 项目支出, 一二三等奖."""
    named = {part.quantity for part in parts}
    if any(whole == total.quantity and named.issuperset(needed) for whole, needed in WHOLES):
        return True
    sorts = (kinds for kinds in KINDS_OF if len(kinds) == len(parts))
    return any(all(kind.search(part.clause) for kind, part in zip(kinds, parts, strict=True)) for kinds in sorts)


def _leaves_little_out(total: Mention, parts: Parts) -> bool:
    """Return whether a list was hardly meant as a choice: it holds nine tenths of its total, four fifths of three or more."""
    share = Decimal("0.8") if len(parts) > 2 else Decimal("0.9")
    return total.value > 0 and total_of(parts) >= share * total.value


def _inner_lists(listings: Sequence[Listing]) -> dict[Mention, tuple[Parts, Parts]]:
    """Return by total what the list below it holds: the parts up to where its own sum is reached, and all of them."""
    inner: dict[Mention, tuple[Parts, Parts]] = {}
    for listing in listings:
        inner.setdefault(listing.total, (_prefix(listing), listing.parts))
    return inner


def _prefix(listing: Listing) -> Parts:
    """Return the first parts that already make up the total, or all of them."""
    running = Decimal(0)
    for count, part in enumerate(listing.parts, 1):
        running += part.value
        if count > 1 and running == listing.total.value:
            return listing.parts[:count]
    return listing.parts


def _readings(listing: Listing, inner: Mapping[Mention, tuple[Parts, Parts]]) -> list[Parts]:
    """Return the ways to read a list whose items hold lists of their own; the likeliest first."""
    parts = listing.parts
    lists = [inner[part] for part in parts if part in inner]
    within = [{part for below in lists for part in below[which]} for which in (0, 1)]
    readings = [tuple(part for part in parts if part not in those) for those in within]
    return list(dict.fromkeys([*readings, parts]))


@rule(
    "M103", WARNING, "部分不大于整体", kind="sum_mismatch", source=SOURCE,
    how="“其中”之后只列出一项，或列举到“等”为止、分类可能交叉的，每一项都不应大于整体；整体带“余”“约”的不判断。",
    mend="核对两个数，改正写错的一个。",
    fails="退休人员10人，其中科级干部17人。", passes="退休人员10人，其中科级干部7人。",
)  # fmt: skip
def part_within_whole(prose: Prose, params) -> Iterator[Judgement]:
    for listing in prose.listings:
        whole = listing.total
        if whole.role.endswith("crease"):  # 同比增加20万元，其中…: the parts may be those of the figure before
            continue
        for part in listing.parts:
            if len(listing.parts) > 1 and not (listing.opened or _may_overlap(whole, part)):
                continue  # M101 adds them up
            if part.value <= whole.value or whole.bound in ("≥", "~"):
                yield held((whole.span, part.span))
            else:
                yield _beyond(prose, part, whole)


def _may_overlap(whole: Mention, part: Mention) -> bool:
    return whole.kind == COUNT and _OVERLAPS.search(part.label) is not None


def _beyond(prose: Prose, part: Mention, whole: Mention) -> Judgement:
    more = said(part, part.value - whole.value)
    return found(
        (part.span, whole.span),
        f"部分大于整体：{said(part)} 与 {said(whole)}",
        f"{name(whole, prose, WHOLE)} {said(whole)}，其中{name(part, prose)}却有 {said(part)}，多 {more}。",
        working=((label(whole, prose, WHOLE), said(whole)), (label(part, prose, "其中"), said(part)), ("多", more)),
    )


RULES = (listed_sums, part_within_whole)
