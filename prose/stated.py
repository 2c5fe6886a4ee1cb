"""What a text states of the known quantities: every figure by quantity, role and year, and which of them stand alone."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from prose.mentions import AMOUNT, COUNT, Mention
from prose.quantities import name_in
from prose.roles import BUDGETS, CHANGES
from prose.structure import Heading, Structure

Scope = tuple[str, int | None]  # role and year
HEADS = ("basic", "project", "three_public")
STOCKS = ("assets", "current_assets", "fixed_assets", "intangible_assets", "depreciation", "staff", "retired")
_FUNDS = re.compile("(?:资金|经费|支出|专项|预算)(?:共计|合计|为|共|是|总额|约)?$")
_OPENING = re.compile("年初|期初|上年末")
_EACH = re.compile("人均|平均|每|单价|标准")


class Stated:
    """Figures of the quantities of prose.quantities; None for a year is the fiscal year.

    *budgeted* are the roles of figures, by where they begin, that a list under a budget gives them.
    """

    def __init__(
        self, mentions: Sequence[Mention], fiscal: int | None, built: Structure, budgeted: Mapping[int, str]
    ) -> None:
        self.fiscal = fiscal
        self._by: dict[tuple[str, Scope], list[Mention]] = defaultdict(list)
        for mention, role in _with_roles(mentions, built.plain, budgeted):
            if mention.quantity and mention.kind in (AMOUNT, COUNT) and _is_level(mention):
                self._by[mention.quantity, (role, self.year(mention))].append(mention)
        starts = [one.start for one in mentions]
        for heading in built.headings:
            if name_in(heading.title, AMOUNT) in HEADS and not heading.paragraph:
                under = slice(bisect_left(starts, heading.body), bisect_left(starts, heading.stop))
                self._head(heading, [one for one in mentions[under] if one.kind == AMOUNT])

    def _head(self, heading: Heading, amounts: Sequence[Mention]) -> None:
        """Take the first of the *amounts* under a heading for the quantity it names, where none of them names it."""
        key = name_in(heading.title, AMOUNT)
        if not amounts or amounts[0].quantity or any(one.quantity == key for one in amounts):
            return
        if _FUNDS.search(amounts[0].label):
            self._by[key, (amounts[0].role or "actual", self.year(amounts[0]))].append(amounts[0])

    def year(self, mention: Mention) -> int | None:
        """Return the year a figure is stated for, None for the fiscal year; what stood at its opening is the year before."""
        if mention.quantity in STOCKS and _OPENING.search(mention.clause):
            return self.fiscal - 1 if self.fiscal else -1
        return None if mention.year == self.fiscal else mention.year

    def scopes(self) -> Iterator[Scope]:
        """Yield every role and year something is stated for."""
        yield from dict.fromkeys(scope for _, scope in self._by)

    def all(self, quantity: str, scope: Scope) -> list[Mention]:
        """Return the figures of *quantity* for one role and year, in the order of the text."""
        return self._by.get((quantity, scope), [])

    def only(self, quantity: str, scope: Scope) -> Mention | None:
        """Return the first figure of *quantity* where all figures for it agree; None where they differ or none is.

        预算 without 年初 is the initial budget where the text knows no other.
        """
        role, year = scope
        stated = self.all(quantity, scope) or (self.all(quantity, ("budget", year)) if role == "initial" else [])
        values: set[Decimal] = {one.value for one in stated}
        return stated[0] if len(values) == 1 else None

    def zero(self, quantity: str, scope: Scope) -> Mention | None:
        """Return the figure that says there was none of *quantity*, for a budget that does not name it; else None."""
        role, year = scope
        spent = self.only(quantity, ("actual", year)) if role in BUDGETS else None
        return spent if spent is not None and not spent.value else None


def _with_roles(mentions: Sequence[Mention], plain: str, budgeted: Mapping[int, str]) -> Iterator[tuple[Mention, str]]:
    """Yield each figure with its role: in 年初预算为 A 1万元、B 2万元 the items behind 、 are budgeted like the first."""
    role, end = "", -1
    for mention in mentions:
        goes_on = role in BUDGETS and plain.startswith("、", end)
        role = budgeted.get(mention.start) or mention.role or (role if goes_on else "actual")
        end = mention.end
        yield mention, role


def _is_level(mention: Mention) -> bool:
    """Return whether a figure states its quantity: no change, nothing left over, no share for each."""
    return mention.role not in (*CHANGES, "balance") and not _EACH.search(mention.clause)
