"""M102: totals that consist of fixed parts, wherever in the report each of them is stated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from prose.additions import agree, mismatch, spans
from prose.composition import WHOLES
from prose.figures import INEXACT, are_exact
from prose.mentions import Mention
from prose.reading import Prose
from prose.registry import ERROR, Judgement, held, rule, unjudged
from prose.roles import is_firm
from prose.stated import Scope

_EARLIER = re.compile("上年|去年|同期")


@rule(
    "M102", ERROR, "总额等于固定构成之和", kind="sum_mismatch", source="部门决算报表：支出按性质、经济分类、“三公”经费构成",
    how="整体支出＝基本支出＋项目支出，基本支出＝人员经费＋公用经费＝各经济分类之和，“三公”经费＝接待＋用车＋出国，"
    "在同一口径（预算或决算）、同一年度下相比；已在一处列举、由“合计等于分项之和”判断的不再比。",
    mend="核对决算报表，改正不符的一处。",
    fails="本年整体支出决算300.00万元。\n基本支出决算180.00万元。\n项目支出决算100.00万元。",
    passes="本年整体支出决算280.00万元。\n基本支出决算180.00万元。\n项目支出决算100.00万元。",
)  # fmt: skip
def known_sums(prose: Prose, params) -> Iterator[Judgement]:
    told: set[tuple[Mention, ...]] = set()
    for scope in prose.stated.scopes():
        for total, parts in _of_scope(prose, scope):
            if (total, *parts) not in told and not _is_listed(prose, total, parts):
                told.add((total, *parts))
                yield _judge(prose, total, parts)
    yield from _of_another_year(prose)


def _of_scope(prose: Prose, scope: Scope) -> Iterator[tuple[Mention, list[Mention]]]:
    """Yield the totals of one role and year with all their parts; no set of parts a fuller one has been yielded for."""
    done: dict[str, frozenset[str]] = {}
    for whole, needed in WHOLES:
        total = prose.stated.only(whole, scope)
        parts = [prose.stated.only(key, scope) or prose.stated.zero(key, scope) for key in needed]
        stated = [part for part in parts if part]
        if total and len(stated) == len(needed) and not done.get(whole, frozenset()).issuperset(needed):
            done[whole] = frozenset(needed)
            yield total, stated


def _is_listed(prose: Prose, total: Mention, parts: Sequence[Mention]) -> bool:
    """Return whether a list holds these parts under this total, or under the same figure without its name."""
    needed = {part.quantity for part in parts}
    return any(
        (listing.total.quantity == total.quantity or listing.total.value == total.value)
        and needed.issubset(part.quantity for part in listing.parts)
        for listing in prose.listings
    )


def _of_another_year(prose: Prose) -> Iterator[Judgement]:
    """Judge the only total of the report, where it is stated for another year, against the parts of the fiscal year."""
    totals = [one for scope in prose.stated.scopes() for one in prose.stated.all("total", scope)]
    if len({one.value for one in totals}) != 1:
        return
    total = totals[0]
    if prose.stated.year(total) is None or _EARLIER.search(total.clause):
        return
    for role in ("actual", "budget"):
        parts = [part for key in ("basic", "project") if (part := prose.stated.only(key, (role, None)))]
        if len(parts) == 2 and (role == "actual" or not is_firm(total.clause)):
            yield _judge(prose, total, parts)


def _judge(prose: Prose, total: Mention, parts: Sequence[Mention]) -> Judgement:
    if agree(total, parts):
        return held(spans(total, parts))
    if not are_exact(total, *parts):
        return unjudged(spans(total, parts), INEXACT)
    return mismatch(prose, total, parts)


RULES = (known_sums,)
