"""What a text states of the known quantities: every figure by quantity, role and year, and which of them stand alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from prose.mentions import AMOUNT, COUNT, Mention
from prose.quantities import name_in
from prose.structure import Heading, Structure

Scope = tuple[str, int | None]  # role and year
HEADS = ("basic", "project", "three_public")
_FUNDS = re.compile("(?:资金|经费|支出|专项|预算)(?:共计|合计|为|共|是|总额|约)?$")
STOCKS = ("assets", "current_assets", "fixed_assets", "intangible_assets", "depreciation", "staff", "retired")
_OPENING = re.compile("年初|期初|上年末")
BUDGETS = ("initial", "revised", "budget")


_EACH = re.compile("人均|平均|每|单价|标准")


def _is_no_level(mention: Mention) -> bool:
    """Return whether a figure is a change, what is left, or a share for each: none of them states the quantity."""
    return mention.role in ("increase", "decrease", "balance") or _EACH.search(mention.clause) is not None


class Stated:
    """Figures of the quantities of prose.quantities; None for a year is the fiscal year.

    In 年初预算为 A 1万元、B 2万元 the items behind 、 are budgeted like the first.
    """

    def __init__(self, mentions: Sequence[Mention], fiscal: int | None, built: Structure) -> None:
        self.fiscal = fiscal
        self._by: dict[tuple[str, Scope], list[Mention]] = defaultdict(list)
        role, end = "", -1
        for mention in mentions:
            role = mention.role or (role if built.plain.startswith("、", end) and role in BUDGETS else "actual")
            end = mention.end
            if mention.quantity and mention.kind in (AMOUNT, COUNT) and not _is_no_level(mention):
                self._by[mention.quantity, (role, self.year(mention))].append(mention)

        for heading in built.headings:
            self._head(heading, mentions)

    def _head(self, heading: Heading, mentions: Sequence[Mention]) -> None:
        """Take the first amount of a section on one quantity for that quantity where the section names it nowhere."""
        key = name_in(heading.title, AMOUNT)
        if key not in HEADS or heading.paragraph:
            return
        own = [one for one in mentions if heading.body <= one.start < heading.stop and one.kind == AMOUNT]
        if own and not any(one.quantity == key for one in own) and not own[0].quantity and _FUNDS.search(own[0].label):
            self._by[key, (own[0].role or "actual", self.year(own[0]))].append(own[0])

    def year(self, mention: Mention) -> int | None:
        if mention.quantity in STOCKS and _OPENING.search(mention.clause):
            return self.fiscal - 1 if self.fiscal else -1
        return None if mention.year == self.fiscal else mention.year

    def scopes(self) -> Iterator[Scope]:
        """Yield every role and year something is stated for."""
        yield from dict.fromkeys(scope for _, scope in self._by)

    def all(self, quantity: str, scope: Scope) -> list[Mention]:
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
