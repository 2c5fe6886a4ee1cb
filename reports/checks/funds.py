"""A4xx, X141: tables of their own close: fund budgets from year to year, a project's sources and indicators."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from budgets.classifications import FUNDS
from reports.checks.registry import ERROR, Judgement, Working, agree, held, rule, unjudged
from reports.checks.sums import COLUMNS, WAN, Part, compared, part

TABLES = "政府性基金、国有资本经营、社会保险基金预算支出情况表"


@rule(
    "A401", ERROR, "年末结转和结余等于上年结余加收入减支出", kind="sum_mismatch", source=TABLES,
    how="每行的上年结转和结余、本年收入、本年支出、年末结转和结余都填了才比。", mend="按决算报表核对四个数。",
)  # fmt: skip
def funds_close(filing, params):
    for fund, label in FUNDS:
        for line in getattr(filing.funds, fund).values():
            yield from _closed(line, f"{label}“{line.label}”")


def _closed(line: Any, called: str) -> Iterator[Judgement]:
    """Yield whether what is left of a fund follows from its other three figures."""
    at = tuple(line.at(name) for name in ("closing", "opening", "income", "spent"))
    given = [one for one in (line.opening, line.income, line.spent, line.closing) if one is not None]
    if len(given) < len(at):
        if given:
            yield unjudged(at, f"{called}的四个数没有填全")
    elif WAN.agree(line.closing, [line.opening, line.income, -line.spent]):
        yield held(at, lambda: _balance(line))
    else:
        due = line.opening + line.income - line.spent
        yield Judgement(
            at=at,
            title=f"{called}年末结余应为 {WAN.show(due)}",
            message=f"{called}上年结余 {WAN.show(line.opening)}，加本年收入 {WAN.show(line.income)}，"
            f"减本年支出 {WAN.show(line.spent)}，应为 {WAN.say(due)}，填报 {WAN.say(line.closing)}。",
            working=_balance(line),
        )


def _balance(line: Any) -> Working:
    due = line.opening + line.income - line.spent
    return (
        ("上年结余加收入", WAN.show(line.opening + line.income)), ("减本年支出", WAN.show(line.spent)),
        ("应为", WAN.show(due)), ("填报", WAN.show(line.closing)),
    )  # fmt: skip


@rule(
    "A402", ERROR, "基金支出等于基本支出与项目支出之和", kind="sum_mismatch", source=TABLES,
    how="每行的本年支出与其中的基本支出、项目支出之和相比，三个数都填了才比。", mend="核对基本支出和项目支出。",
)  # fmt: skip
def funds_spent_on_parts(filing, params):
    for fund, _ in FUNDS:
        for line in getattr(filing.funds, fund).values():
            parts = [
                Part("基本支出", line.at("basic"), line.basic),
                Part("项目支出", line.at("project"), line.project),
            ]
            total = Part(f"“{line.label}”本年支出", line.at("spent"), line.spent)
            yield from compared(total, parts, "基本支出与项目支出之和", every_part=True)


@rule(
    "A403", ERROR, "项目资金等于各来源之和", kind="sum_mismatch", source="项目支出绩效自评表",
    how="每个项目的年初预算、全年预算、执行数与各资金来源之和相比；还有来源没填时，只查合计是否已超过项目数。",
    mend="核对项目的各项资金来源。",
)  # fmt: skip
def project_of_sources(filing, params):
    lines = filing.budget.project_source
    for key, project in filing.projects.items():
        sources = [line for line in lines.values() if line.parent == key]
        for column in COLUMNS if sources else ():
            yield from compared(
                part(project, column), [part(one, column) for one in sources], "各资金来源之和", noun="个来源"
            )


@rule(
    "X141", ERROR, "指标属于现有的项目", kind="cross_reference_mismatch", source="项目支出绩效自评表，每个项目一张",
    how="每个项目绩效指标所属的项目须在项目清单中。", mend="删除多余的指标，或补上项目。",
)  # fmt: skip
def indicators_have_projects(filing, params):
    strays = [one for one in filing.project_indicators.values() if one.project not in filing.projects]
    if filing.project_indicators and not strays:
        yield agree(filing, "projects", "project_indicators")
    elif strays:
        yield Judgement(
            at=["projects", *(one.at() for one in strays)],
            title=f"{len(strays)} 个项目指标没有对应的项目",
            message=f"“{strays[0].label}”等 {len(strays)} 个指标所属的项目已不在项目清单中。",
        )


RULES = (funds_close, funds_spent_on_parts, project_of_sources, indicators_have_projects)
