"""M1xx: totals and their parts. Lists are judged by what their words promise; printed digits give the tolerance."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from prose.figures import UNIT_SLIP, coarse, name, said, slack, slip, total_of
from prose.lists import Listing
from prose.mentions import COUNT, Mention
from prose.quantities import KINDS_OF, WHOLES
from prose.reading import Prose
from prose.registry import ERROR, NOTICE, WARNING, Judgement, found, held, rule, unjudged
from prose.roles import is_firm

ARITHMETIC = "自评通知：合计等于分项之和"
# Ways to sort people that overlap: a party member may be a woman with a degree.
_OVERLAPS = re.compile(
    r"党员|学历|本科|大专|研究生|硕士|博士|女|男|少数民族|职称|高级|中级|以上|岁|班子|科级|处级|干部|骨干|领导|负责人"
)
_SOURCES = re.compile(r"收入|财政拨款|上级|本级|自筹|专项资金|专款|中央|省级|市级|县级|债券|社会资本|结转")


@rule(
    "M101", ERROR, "合计等于分项之和", kind="sum_mismatch", source=ARITHMETIC,
    how="括号内、“其中”“包括”之后、下列编号各段的分项相加，与合计相比；n 个带小数的数容差 0.005×n，人数件数须完全相等。"
    "“其中”之后不一定列全：分项之和小于合计时，只有列明全部、末项为“其他”或一处笔误即可凑平的才算不符；列到“等”为止的不判断。",
    mend="核对原始凭证，改正合计或写错的分项。",
    fails="基本支出100.50万元，其中：人员经费80.30万元，公用经费30.20万元。",
    passes="基本支出110.50万元，其中：人员经费80.30万元，公用经费30.20万元。",
)  # fmt: skip
def listed_sums(prose: Prose, params) -> Iterator[Judgement]:
    nested = _nested(prose.listings)
    for listing in prose.listings:
        if listing.total.role.endswith("crease"):
            continue
        if len(listing.parts) > 1:
            yield judge(listing, _readings(listing, nested))
        elif listing.word in ("包括", "包含") and not listing.opened:
            yield _single(listing)


def judge(listing: Listing, readings: Sequence[tuple[Mention, ...]]) -> Judgement:
    """Return whether the total is the sum of its parts in one of the *readings* of the list."""
    total = listing.total
    for parts in readings:
        if _agree(total, parts):
            return held(_spans(total, parts), _working(total, parts))
    parts = readings[0]
    doubt = _doubt(listing, parts)
    if doubt == NOT_ALL and _is_most(total, parts):
        return replace(_mismatch(total, parts), severity=NOTICE)
    if doubt:
        return unjudged(_spans(total, parts), doubt)
    return _mismatch(total, parts)


def _single(listing: Listing) -> Judgement:
    """Judge “共A，包括某项B”: what includes one thing only should be that thing; a difference is only noticed."""
    total, part = listing.total, listing.parts[0]
    if total.value == part.value or part.value > total.value:
        return held((total.span, part.span))
    return replace(_mismatch(total, listing.parts), severity=NOTICE)


def _agree(total: Mention, parts: Sequence[Mention]) -> bool:
    return bool(parts) and abs(total_of(parts) - total.value) <= slack(parts)


def _doubt(listing: Listing, parts: Sequence[Mention]) -> str:
    """Return why the difference proves nothing, or ""."""
    total, surplus = listing.total, total_of(parts) - listing.total.value
    if len(parts) < 2:
        return "只列出一项，未必列全"
    if total.bound or any(part.bound for part in parts):
        return "数字带“约”“余”等字样，不是准数"
    if surplus > 0:
        return _overlap(total, parts)
    if listing.closed or _exhaust(total, parts) or (not listing.opened and cause(total, parts)):
        return ""
    return NOT_ALL if not listing.opened else "列举到“等”为止，未必列全"


NOT_ALL = "“其中”之后未必列全"


def _is_most(total: Mention, parts: Sequence[Mention]) -> bool:
    """Return whether a list leaves out so little that it was hardly meant as a choice: nine tenths, four fifths of three."""
    share = Decimal("0.8") if len(parts) > 2 else Decimal("0.9")
    return total.value > 0 and total_of(parts) >= share * total.value




def _overlap(total: Mention, parts: Sequence[Mention]) -> str:
    if total.kind == COUNT and sum(1 for part in parts if _OVERLAPS.search(part.label)):
        return "分类之间可能交叉"
    if total.kind == COUNT:
        return ""
    sources = [bool(_SOURCES.search(part.label)) for part in parts]
    return (
        "资金来源与用途混列"
        if any(sources) and not all(sources) and max(part.value for part in parts) <= total.value
        else ""
    )


def _exhaust(total: Mention, parts: Sequence[Mention]) -> bool:
    """Return whether the parts are all a whole can have by its nature: 基本支出 and 项目支出, 一二三等奖."""
    if any(
        len(kinds) == len(parts) and all(pattern.search(part.clause) for pattern, part in zip(kinds, parts, strict=True))
        for kinds in KINDS_OF
    ):
        return True
    named = {part.quantity for part in parts}
    return any(whole == total.quantity and set(needed) <= named for whole, needed in WHOLES)


def cause(total: Mention, parts: Sequence[Mention]) -> str:
    """Return which single slip of the pen would explain the difference, in Chinese, or ""."""
    gap = total.value - total_of(parts)
    for part in parts:
        how = slip(part, part.value + gap)
        if how == UNIT_SLIP:
            return f"{name(part)}{UNIT_SLIP}：按万元计，合计相符"
        if how:
            return f"{name(part)}{how}：如为 {said(part, part.value + gap)}，则合计相符"
    how = slip(total, total_of(parts))
    return f"合计数{how}：分项之和为 {said(total, total_of(parts))}" if how else ""


def _mismatch(total: Mention, parts: Sequence[Mention]) -> Judgement:
    gap = total_of(parts) - total.value
    rounded = abs(gap) <= slack(parts) + coarse(total, parts)
    word = "多" if gap > 0 else "少"
    hint = cause(total, parts)
    return found(
        _spans(total, parts),
        f"{name(total)}与分项之和不符：{said(total)} 与 {said(total, total_of(parts))}",
        f"{name(total)}写作 {said(total)}，{len(parts)} 个分项相加为 {said(total, total_of(parts))}，{word} {said(total, abs(gap))}。",
        working=_working(total, parts), hint="合计数可能取了整数" if rounded else hint, severity=NOTICE if rounded else None, kind="unit_typo" if UNIT_SLIP in hint else "",
    )  # fmt: skip


def _spans(total: Mention, parts: Sequence[Mention]) -> list[tuple[int, int]]:
    return [total.span, *(part.span for part in parts)]


def _working(total: Mention, parts: Sequence[Mention]) -> list[tuple[str, str]]:
    rows = [(name(part).strip("“”"), said(part)) for part in parts]
    return [*rows, ("分项合计", said(total, total_of(parts))), ("报告所写", said(total))]


def _nested(listings: Sequence[Listing]) -> dict[Mention, list[tuple[Mention, ...]]]:
    """Return by total what the lists below it hold, each cut where its own sum is reached."""
    found_: dict[Mention, list[tuple[Mention, ...]]] = defaultdict(list)
    for listing in listings:
        found_[listing.total] += [_prefix(listing.total, listing.parts), listing.parts]
    return found_


def _prefix(total: Mention, parts: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return the first parts that already make up *total*, or all of them."""
    running = Decimal(0)
    for count, part in enumerate(parts, 1):
        running += part.value
        if count > 1 and running == total.value:
            return parts[:count]
    return parts


def _readings(listing: Listing, nested: dict[Mention, list[tuple[Mention, ...]]]) -> list[tuple[Mention, ...]]:
    """Return the ways to read a list whose items hold lists of their own; the likeliest first."""
    readings = [_without(listing.parts, nested, which) for which in (0, 1)]
    return list(dict.fromkeys([*readings, listing.parts]))


def _without(
    parts: tuple[Mention, ...], nested: dict[Mention, list[tuple[Mention, ...]]], which: int
) -> tuple[Mention, ...]:
    inner = {part for one in parts if one in nested for part in nested[one][which]}
    return tuple(part for part in parts if part not in inner)


@rule(
    "M102", ERROR, "总额等于固定构成之和", kind="sum_mismatch", source="部门决算报表：支出按性质、经济分类、“三公”经费构成",
    how="整体支出＝基本支出＋项目支出，基本支出＝人员经费＋公用经费＝各经济分类之和，“三公”经费＝接待＋用车＋出国，"
    "在同一口径（预算或决算）、同一年度下相比。",
    mend="核对决算报表，改正不符的一处。",
    fails="本年整体支出决算300.00万元。\n基本支出决算180.00万元。\n项目支出决算100.00万元。",
    passes="本年整体支出决算280.00万元。\n基本支出决算180.00万元。\n项目支出决算100.00万元。",
)  # fmt: skip
def known_sums(prose: Prose, params) -> Iterator[Judgement]:
    listed = [(one.total.quantity, frozenset(part.quantity for part in one.parts)) for one in prose.listings]
    for scope in prose.stated.scopes():
        done: dict[str, frozenset[str]] = {}
        for whole, needed in WHOLES:
            total, parts = prose.stated.only(whole, scope), [prose.stated.only(key, scope) or prose.stated.zero(key, scope) for key in needed]
            keys = frozenset(needed)
            if total is None or None in parts or keys <= done.get(whole, frozenset()):
                continue
            done[whole] = keys
            if not any(of == whole and keys <= named for of, named in listed):
                yield _compare(total, [part for part in parts if part])
    yield from _of_another_year(prose)


def _of_another_year(prose: Prose) -> Iterator[Judgement]:
    """The only total of the report, stated for another year, against the parts of the fiscal year."""
    totals = [one for scope in prose.stated.scopes() for one in prose.stated.all("total", scope)]
    if len({one.value for one in totals}) != 1 or prose.stated.year(totals[0]) is None or re.search("上年|去年|同期", totals[0].clause):
        return
    for role in ("actual", "budget"):
        parts = [prose.stated.only(key, (role, None)) for key in ("basic", "project")]
        if None not in parts and (role == "actual" or not is_firm(totals[0].clause)):
            yield _compare(totals[0], [part for part in parts if part])


def _compare(total: Mention, parts: list[Mention]) -> Judgement:
    if _agree(total, parts):
        return held(_spans(total, parts), _working(total, parts))
    if total.bound or any(part.bound for part in parts):
        return unjudged(_spans(total, parts), "数字带“约”“余”等字样，不是准数")
    return _mismatch(total, parts)


@rule(
    "M103", WARNING, "部分不大于整体", kind="sum_mismatch", source=ARITHMETIC,
    how="“其中”之后只列出一项时，该项不应大于整体。", mend="核对两个数，改正写错的一个。",
    fails="退休人员10人，其中科级干部17人。", passes="退休人员10人，其中科级干部7人。",
)  # fmt: skip
def part_within_whole(prose: Prose, params) -> Iterator[Judgement]:
    for listing in prose.listings:
        whole = listing.total
        for part in listing.parts:
            if len(listing.parts) > 1 and not (
                listing.opened or (whole.kind == COUNT and _OVERLAPS.search(part.label))
            ):
                continue
            if part.value <= whole.value or whole.bound in ("≥", "~"):
                yield held((whole.span, part.span))
            else:
                yield found(
                    (part.span, whole.span), f"部分大于整体：{said(part)} 与 {said(whole)}",
                    f"{name(whole)}共 {said(whole)}，其中{name(part)}却有 {said(part)}，多 {said(part, part.value - whole.value)}。",
                    working=((name(whole).strip("“”"), said(whole)), (name(part).strip("“”"), said(part))),
                )  # fmt: skip


RULES = (listed_sums, known_sums, part_within_whole)
