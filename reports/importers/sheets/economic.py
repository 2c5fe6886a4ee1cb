"""Lines of the economic classification, by code, or by name under the class read last."""

from __future__ import annotations

from budgets.matching import class_code, item_code, normalise, own_code
from reports.importers.sheets.facts import Facts

UNKNOWN = "x"  # an item no list knows: it gets a code of its own


class Items:
    """Finds the lines of one panel, row by row: names repeat between classes, so the class above an item decides."""

    def __init__(self, facts: Facts) -> None:
        self.facts, self.parent = facts, ""

    def line(self, scheme: str, code: str, name: str) -> str:
        """Return the address of the line of a *code*, else of a *name*; blank where neither is known."""
        found = code or class_code(name)
        if len(found) == 3:
            self.parent = found
        found = found or item_code(name, self.parent) or (UNKNOWN if self.parent and name else "")
        if not found:
            return ""
        if not code and (found == UNKNOWN or self._is_taken(scheme, found, name)):
            found = self._own(scheme, name)
        return self.facts.line(scheme, found, name, "" if len(found) == 3 else found[:3])

    def _is_taken(self, scheme: str, code: str, name: str) -> bool:
        """Return whether the line of *code* is another name's already."""
        held = self.facts.values.get(f"budget.{scheme}.{code}.label", name)
        return normalise(held) != normalise(name)

    def _own(self, scheme: str, name: str) -> str:
        """Return the code of an item no list knows, under the class it stands under; the same for the same name."""
        begun, known = f"budget.{scheme}.", self.facts.values
        labels = {
            at.split(".")[2]: value for at, value in known.items() if at.startswith(begun) and at.endswith(".label")
        }
        same = (code for code, label in labels.items() if code.startswith(f"{self.parent}x") and label == name)
        return next(same, "") or own_code(self.parent, labels)
