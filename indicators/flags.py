"""The plausibility flag of a whole form: results and money side by side, the first condition that applies counts (§8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from indicators.formulas import plain
from indicators.scheme_model import FlagRule, Scheme
from lib.display import percent, wan


class Money(Protocol):
    """What is looked at of the money spent, in 元: budgets.snapshot.Amounts is one."""

    @property
    def initial_budget(self) -> Decimal | None: ...

    @property
    def revised_budget(self) -> Decimal | None: ...

    @property
    def actual(self) -> Decimal | None: ...

    @property
    def execution_rate(self) -> Decimal | None: ...


@dataclass(frozen=True)
class Share:
    """Points earned of points possible; None where something is not scored yet."""

    points: Decimal | None
    weight: Decimal | None

    @property
    def rate(self) -> Decimal | None:
        return self.points / self.weight if self.points is not None and self.weight else None


@dataclass(frozen=True)
class Flag:
    """*colour* is none, yellow or red; *reason* says in words and numbers why, blank where nothing was noticed."""

    colour: str = "none"
    condition: str = ""
    reason: str = ""


def raise_flag(scheme: Scheme, results: Share, execution: Share, whole: Money | None) -> Flag:
    """Return the first flag of the scheme that applies; *results* leave the execution score out.

    The lead of results over spending is relative and one-sided: (results − spending) ÷ results.
    """
    for rule in scheme.flags:
        reason = _CONDITIONS[rule.condition](rule, results, execution, whole)
        if reason:
            return Flag(rule.colour, rule.condition, reason)
    return Flag()


def _unscored(rule: FlagRule, results: Share, execution: Share, whole: Money | None) -> str:
    if results.points is None:
        return "还有指标没有得分。"
    return "" if results.points else "指标得分合计为 0 分。"


def _result_lead(rule: FlagRule, results: Share, execution: Share, whole: Money | None) -> str:
    done, spent = results.rate, execution.rate
    if not done or spent is None or (done - spent) / done <= rule.over:
        return ""
    lead = percent((done - spent) / done)
    return (
        f"指标得分率 {_fraction(results)} = {percent(done)}，执行得分率 {_fraction(execution)} = {percent(spent)}，"
        f"前者高出 {lead}，超过 {plain(rule.over * 100)}%。"
    )


def _fraction(share: Share) -> str:
    return f"{plain(share.points or Decimal(0))} ÷ {plain(share.weight or Decimal(0))}"


def _no_budget(rule: FlagRule, results: Share, execution: Share, whole: Money | None) -> str:
    if whole is None or whole.revised_budget or (whole.revised_budget is None and whole.actual is None):
        return ""
    return "全年预算为 0。"


def _unspent(rule: FlagRule, results: Share, execution: Share, whole: Money | None) -> str:
    if whole is None or whole.actual is None or not whole.revised_budget:
        return ""
    left = (whole.revised_budget - whole.actual) / whole.revised_budget
    if left <= rule.over:
        return ""
    sums = f"({wan(whole.revised_budget)} − {wan(whole.actual)}) ÷ {wan(whole.revised_budget)}"
    return f"未支出比例 {sums} = {percent(left)}，超过 {plain(rule.over * 100)}%。"


def _overspent(rule: FlagRule, results: Share, execution: Share, whole: Money | None) -> str:
    if whole is None or whole.actual is None or whole.revised_budget is None or whole.actual <= whole.revised_budget:
        return ""
    return f"支出 {wan(whole.actual)} 万元，超过全年预算 {wan(whole.revised_budget)} 万元。"


_CONDITIONS: Mapping[str, Any] = {
    "unscored": _unscored, "result_lead": _result_lead, "no_budget": _no_budget, "unspent": _unspent,
    "overspent": _overspent,
}  # fmt: skip
