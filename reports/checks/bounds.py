"""A11x: spending within its budget and within the money there is (domain/tables.md X08, X17)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from budgets.snapshot import ratio
from lib.display import percent, wan
from reports.checks.registry import WARNING, Judgement, Working, agree, held, rule, unjudged
from reports.checks.sums import WAN, written
from reports.filing import Filing


def exceeds(left: Decimal | None, right: Decimal | None) -> bool:
    """Return whether *left* is more than *right* as both are printed; not where one is unanswered."""
    return left is not None and right is not None and left > right and wan(left) != wan(right)


def _over(line: Any, limit: Decimal, called: str, columns: tuple[str, ...], hint: str) -> Judgement:
    more = line.actual - limit
    rate = percent(ratio(more, limit)) if limit > 0 else ""
    return Judgement(
        at=(line.at("actual"), *(line.at(column) for column in columns)),
        title=f"{line.label}超{called} {rate if rate not in ('', '0.00%') else wan(more)}",
        message=f"{line.label}决算 {WAN.say(line.actual)}，{called} {WAN.say(limit)}，超出 {WAN.say(more)}。",
        working=(("决算数", wan(line.actual)), (called, WAN.show(limit)), ("超出", wan(more))),
        hint=hint,
    )


def over_budget(lines: Iterable[Any], hint: str = "可能有年中追加没有计入全年预算。") -> Iterator[Judgement]:
    """Yield for each line that has spent whether it kept within its revised budget."""
    for line in lines:
        yield from _limited(
            line, line.final_budget, "全年预算", ("revised_budget", "initial_budget", "adjustment"), hint
        )


def _limited(line: Any, limit: Decimal | None, called: str, columns: tuple[str, ...], hint: str) -> Iterator[Judgement]:
    """Yield whether *line* kept within *limit*, *called* so; nothing for a line that says neither."""
    if line.actual is None and limit is None:
        return
    if line.actual is None or limit is None:
        yield unjudged(
            (line.at("actual"), line.at(columns[0])), f"{line.label}没有填{called if limit is None else '决算'}"
        )
    elif exceeds(line.actual, limit):
        yield _over(line, limit, called, columns, hint)
    else:
        yield held((line.at("actual"), line.at(columns[0])), lambda: _within(line, limit, called))


def _within(line: Any, limit: Decimal, called: str) -> Working:
    return (
        (f"{line.label}决算", WAN.show(line.actual)),
        (called, WAN.show(limit)),
        ("未用", WAN.show(limit - line.actual)),
    )


def _budgeted(filing: Filing) -> list:
    budget = filing.budget
    return [*budget.nature.values(), *budget.source.values(), *filing.projects.values()]


@rule(
    "A110", WARNING, "支出不超全年预算", kind="budget_overrun", source="《中华人民共和国预算法》第十三条",
    how="按支出性质、资金来源、项目逐行比较决算与全年预算。",
    mend="有追加的，填预算调整数；确属超支的，写情况说明。",
)  # fmt: skip
def within_revised_budget(filing, params):
    yield from over_budget(_budgeted(filing))


@rule(
    "A111", WARNING, "支出超年初预算时已填调整", kind="budget_overrun", source="《中华人民共和国预算法》第十三条",
    how="没有填全年预算和调整数时，比较决算与年初预算，含“三公”经费。",
    mend="有追加的，填预算调整数或全年预算数；没有的，写情况说明。",
)  # fmt: skip
def within_initial_budget(filing, params):
    for line in [*_budgeted(filing), *filing.budget.three_public.values()]:
        if line.final_budget is None and line.initial_budget is not None:
            hint = "可能有预算追加没有填。如有追加，请填预算调整数。"
            yield from _limited(line, line.initial_budget, "年初预算", ("initial_budget",), hint)


@rule(
    "A112", WARNING, "支出不超到位资金", kind="budget_overrun", source="资金到位和使用情况的填报要求",
    how="项目支出和每个项目，填了到位资金的，比较决算与到位资金。",
    mend="核对到位资金是否含上年结转；确属垫付或调剂的，写情况说明。",
)  # fmt: skip
def within_received(filing, params):
    for line in [*filing.budget.nature.values(), *filing.projects.values()]:
        if line.received is not None:
            hint = "可能使用了上年结转，或从其他项目调剂。"
            yield from _limited(line, line.received, "到位资金", ("received",), hint)


@rule(
    "A113", WARNING, "支出不超收入", kind="budget_overrun", source="部门决算收支平衡关系",
    how="填了收入合计的，与整体支出比较；整体支出没填时取基本支出与项目支出之和。",
    mend="使用上年结转结余的，写情况说明；否则核对收入和支出。",
)  # fmt: skip
def within_revenue(filing, params):
    nature, revenue = filing.budget.nature, filing.budget.revenue.get("total")
    codes = ("total",) if "total" in nature and nature["total"].actual is not None else ("basic", "project")
    lines = [nature[code] for code in codes if code in nature]
    amounts = [line.actual for line in lines]
    if revenue is None or revenue.actual is None:
        return
    at = (*(line.at("actual") for line in lines), revenue.at("actual"))
    if None in amounts or len(amounts) < len(codes):
        yield unjudged(at, "支出的决算没有填全")
    elif not exceeds(sum(amounts), revenue.actual):
        yield agree(filing, *at)
    else:
        more = sum(amounts) - revenue.actual
        yield Judgement(
            at=at,
            title=f"支出比收入多 {wan(more)}",
            message=f"支出 {written(amounts)}，收入 {WAN.say(revenue.actual)}，多 {WAN.say(more)}。",
            working=(("支出", wan(sum(amounts))), ("收入", wan(revenue.actual)), ("多出", wan(more))),
            hint="可能使用了上年结转结余。",
        )


RULES = (within_revised_budget, within_initial_budget, within_received, within_revenue)
