"""What a text mentions in figures: amounts, shares, counts, scores, years and dates, each with its words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from prose.pieces import Span
from prose.units import YEAR_DIGITS

AMOUNT, PERCENT, POINTS, COUNT, SCORE, YEAR, DATE, TIME, PERIOD = (
    "amount", "percent", "points", "count", "score", "year", "date", "time", "period",
)  # fmt: skip
DATED = re.compile(rf"[^，；]{{0,2}}{YEAR_DIGITS}年度?")  # begins a clause and says nothing of what is counted
_LEADING = re.compile(
    r"^(?:其中|包括|分别是|以及|和|及|、|：|\d[.、])+|(?:为|共|是|达|：|共计|合计|了|支出|决算|预算|数)+$"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One figure at plain[start:end], its digits at plain[start:digits_end].

    *kind* is AMOUNT, PERCENT, … *value*: amounts in 元, shares as printed (86.37), counts with their scale worked out,
    years as numbers, dates as 20230531. *step* is one unit of the last printed digit in the same measure, *places* how
    many digits stand behind the point. *unit* is the unit as printed, "" for what words say is nothing.
    *bound*: "" exact, "≥", "≤" or "~". *label* are the words right before the figure, *clause* those since the last comma
    or stop (both without the figure), *noun* the words behind a count.
    *quantity* is a key of quantities.QUANTITIES its clause names, or ""; *role* a word of roles.ROLES, or "";
    *year* the year its sentence states for it, or None; *sentence* where its sentence begins; *heading* the index of the
    heading it stands under, −1 before the first.
    """

    kind: str
    value: Decimal
    step: Decimal
    unit: str
    start: int
    end: int
    digits_end: int
    places: int
    bound: str
    label: str
    clause: str
    noun: str
    quantity: str
    role: str
    year: int | None
    sentence: int
    heading: int

    @property
    def span(self) -> Span:
        """Return where the figure stands."""
        return self.start, self.end

    @property
    def clause_span(self) -> Span:
        """Return the figure with the words of its clause before it."""
        return (self.start - len(self.clause) if self.unit else self.start), self.end

    @property
    def item(self) -> str:
        """Return the name of what it counts without the words that lead to it, for looking up the same name elsewhere."""
        return _item(self.label)

    @property
    def exact(self) -> bool:
        """Return whether the figure is just what is printed, not about, at least or at most that."""
        return not self.bound


@lru_cache(maxsize=4096)
def _item(label: str) -> str:
    return _LEADING.sub("", DATED.sub("", label)).replace("一", "—")
