"""Formulas over named numbers: read from text, evaluated exactly, written as spreadsheet formulas of the same value.

    sum(travel, meetings) · total - basic · ratio(actual, budget) · min(rate, 1) * 10 · round(points, 2)

A blank number is none, not zero. Sums pass it over (blank + 3 = 3) and are blank when all they add is blank; products,
quotients, min, max, round, and total(), which is a sum of what must all be there, are blank as soon as one part is. A
division by zero is blank. Nothing is executed: the text is read into a small tree.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext
from functools import cached_property

from lib.formulas import trees
from lib.formulas.reading import LONGEST, read
from lib.formulas.spreadsheet import excel
from lib.formulas.trees import FormulaError, Lookup, Names, Node

__all__ = ["LONGEST", "Expression", "FormulaError", "parse"]
INSIDE, OUTSIDE = Context(prec=50), Context(prec=28)


@dataclass(frozen=True)
class Expression:
    """A formula that was read; two of the same tree are equal."""

    tree: Node

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Return the names it asks for, each once, in order."""
        return tuple(dict.fromkeys(trees.names(self.tree)))

    def evaluate(self, lookup: Lookup) -> Decimal | None:
        """Return its value with the numbers *lookup* gives, None where it is blank or divides by zero; 28 digits."""
        with localcontext(INSIDE):
            found = trees.result(self.tree, lookup)
        return None if found is None else OUTSIDE.plus(found)

    def excel(self, reference: Callable[[str], str]) -> str:
        """Return the formula, without its equals sign, that gives the same value or "" in a spreadsheet.

        *reference* gives the cell of a name, ``C5``.
        """
        return excel(self.tree, reference)

    def renamed(self, names: Names) -> Expression:
        """Return the formula over other names; sums, total, min and max take several for one, all else raises FormulaError."""
        return Expression(trees.renamed(self.tree, names))

    def __str__(self) -> str:
        return trees.written(self.tree)


def parse(text: str) -> Expression:
    """Return the formula *text* says; raise FormulaError."""
    return Expression(read(text))
