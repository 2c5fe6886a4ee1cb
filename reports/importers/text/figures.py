"""A figure as it is printed: its digits, the words that bound it, its unit."""

from __future__ import annotations

import re
from dataclasses import dataclass

from prose.mentions import Mention
from reports.importers.text.source import Source

_BEFORE = re.compile(r"(不少于|不低于|不小于|至少|不超过|不高于|不多于|≥|≤|超过|超|突破|逾|近|约)$")
_AFTER = re.compile(r"以上|以内|以下|左右")
_WITHIN = re.compile("[余多]")
OPERATORS = {
    **dict.fromkeys(("以上", "不少于", "不低于", "不小于", "至少", "≥"), "≥"),
    **dict.fromkeys(("以内", "以下", "不超过", "不高于", "不多于", "≤"), "≤"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure in its parts: *before* 超, *digits* 190, *within* 余, *unit* 万次, *behind* 以上."""

    before: str
    digits: str
    within: str
    unit: str
    behind: str

    @property
    def value(self) -> str:
        """Return the number as it stands in a form, with the words that bound it: 300余, 超95."""
        before = "" if self.before in OPERATORS else self.before
        return f"{before}{self.digits}{self.within}"

    @property
    def qualifier(self) -> str:
        """Return the word that bounds it, wherever it stands."""
        return self.within or self.behind or self.before

    @property
    def operator(self) -> str:
        """Return what a target of these words demands: ≥, ≤ or =."""
        return self.stated or "="

    @property
    def stated(self) -> str:
        """Return the operator its words state, blank for none."""
        return OPERATORS.get(self.behind) or OPERATORS.get(self.before) or ""


def printed(source: Source, one: Mention) -> Printed:
    """Return how the figure *one* is printed."""
    plain = source.plain
    rest = plain[one.digits_end : one.end]
    before = _BEFORE.search(plain, max(one.start - 4, 0), one.start)
    behind = _AFTER.match(plain, one.end)
    within = _WITHIN.search(rest)
    if plain.startswith("百分之", one.start):
        digits, rest = f"{one.value.normalize():f}", "%"
    else:
        digits = plain[one.start : one.digits_end]
    return Printed(
        before[1] if before else "", digits, within[0] if within else "", _WITHIN.sub("", rest),
        behind[0] if behind else "",
    )  # fmt: skip
