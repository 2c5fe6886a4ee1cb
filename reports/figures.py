"""The few figures a list shows of one submission. Pure: frozen content in, texts out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from budgets.snapshot import ratio
from lib import display


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
