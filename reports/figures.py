"""The few figures that tell a report: of a submission in a list, of a year beside the last. Pure: facts in, texts out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from budgets.snapshot import Line, ratio
from lib import display
from lib.money import round_half_up
from reports.filing import Filing


@dataclass(frozen=True)
class Figures:
    """Counts of findings, the year's spending in 元, its share of the budget, and the score the unit gave itself."""

    errors: int
    warnings: int
    actual: Decimal | None
    rate: Decimal | None
    score: Decimal | None

    @property
    def actual_text(self) -> str:
        return display.wan(self.actual)

    @property
    def rate_text(self) -> str:
        return display.percent(self.rate)

    @property
    def score_text(self) -> str:
        return display.ABSENT if self.score is None else f"{self.score:.2f}"


def figures(frozen: Mapping[str, Any]) -> Figures:
    """Return the figures of a submission's frozen content."""
    facts = frozen["facts"]
    lines = facts["budget"]["nature"]
    total: Mapping[str, str] = next((line for line in lines if line["key"] == "total"), {})
    actual, budget = _decimal(total.get("actual")), _decimal(total.get("revised_budget"))
    severities = Counter(finding["severity"] for finding in frozen["findings"])
    score = _decimal(facts["performance"]["total_score"])
    return Figures(severities["error"], severities["warning"], actual, ratio(actual, budget), score)


def _decimal(kept: str | None) -> Decimal | None:
    return None if kept is None else Decimal(kept)


# --- what a unit's head compares with last year ------------------------------------------------------------------


@dataclass(frozen=True)
class Beside:
    """One figure of this year and of last year as texts, and how it moved; blank where either is not known."""

    label: str
    now: str
    before: str
    change: str


def beside(filing: Filing, before: Filing | None) -> list[Beside]:
    """Return the five figures that tell a year, beside those of *before*, or what *filing* itself says of that year."""
    earlier = _five(before) if before else _told(filing)
    return [
        _beside(label, unit, now, then)
        for (label, unit, now), then in zip(_labelled(_five(filing)), earlier, strict=True)
    ]


def _five(filing: Filing) -> tuple[Decimal | None, ...]:
    """Return budget, spending, execution rate, three public expenses and score."""
    total, public = (lines.get("total", Line()) for lines in (filing.budget.nature, filing.budget.three_public))
    return total.final_budget, total.actual, total.execution_rate, public.actual, filing.performance.total_score


def _told(filing: Filing) -> tuple[Decimal | None, ...]:
    total, public = (lines.get("total", Line()) for lines in (filing.budget.nature, filing.budget.three_public))
    return None, total.prior_actual, None, public.prior_actual, None


def _labelled(values: Sequence[Decimal | None]) -> list[tuple[str, str, Decimal | None]]:
    names = [
        ("全年预算（万元）", "wan"), ("全年支出（万元）", "wan"), ("预算执行率", "percent"), ("“三公”经费（万元）", "wan"),
        ("自评得分", "score"),
    ]  # fmt: skip
    return [(label, unit, value) for (label, unit), value in zip(names, values, strict=True)]


def _beside(label: str, unit: str, now: Decimal | None, then: Decimal | None) -> Beside:
    return Beside(label, _shown(now, unit, "未填"), _shown(then, unit, display.ABSENT), _moved(unit, now, then))


def _shown(value: Decimal | None, unit: str, blank: str) -> str:
    return blank if value is None else display.show(value, unit)


def _moved(unit: str, now: Decimal | None, then: Decimal | None) -> str:
    """Return by how much a figure moved: amounts as a share of last year's, shares and points by themselves."""
    if now is None or then is None:
        return ""
    if unit != "wan":
        over = (now - then) * (100 if unit == "percent" else 1)
        return f"{_signed(over)} {'个百分点' if unit == 'percent' else '分'}" if over else "持平"
    share = ratio(now - then, then)
    return "" if share is None else f"{_signed(share * 100)}%" if share else "持平"


def _signed(value: Decimal) -> str:
    """Return a change with two decimals and its sign, a minus as it is set in tables."""
    return f"{'+' if value > 0 else '−'}{round_half_up(abs(value)):f}"
