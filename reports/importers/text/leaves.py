"""Indicators being gathered from wherever a text speaks of them: what is said twice of one is said of one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from indicators.snapshot import Indicator
from indicators.taxonomy import LABELS
from prose.subjects import named
from reports.importers.chapters import bare_name
from reports.importers.loaded import Draft, Reading
from reports.importers.published_performance import LEAVES, TAXONOMY

SCORES = ("weight", "score")
_COUNTED = re.compile("(?:数量|[次人个]数|指标|数)+$")
FACTS = (
    "operator", "target_value", "actual_value", "unit", "actual_unit", "measure", "result", *SCORES, "reason",
)  # fmt: skip


@dataclass
class Leaf:
    """One indicator as one place tells of it; *above* is the dimension it stands under, blank for none.

    *doubts* are reasons to look again by the name of the fact; *others* other values read for one.
    """

    label: str
    above: str = ""
    operator: str = ""
    target_value: str = ""
    actual_value: str = ""
    unit: str = ""
    actual_unit: str = ""
    measure: str = ""
    result: str = ""
    weight: Decimal | None = None
    score: Decimal | None = None
    reason: str = ""
    number_label: str = ""
    where: str = ""
    classified: bool = False
    parts: list[Leaf] = field(default_factory=list)
    doubts: dict[str, str] = field(default_factory=dict)
    others: dict[str, list[str]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Return what makes two tellings speak of one indicator."""
        return _COUNTED.sub("", bare_name(named(self.label)))

    def take(self, other: Leaf) -> None:
        """Add what another place says of this indicator; what it says otherwise is a reason to look again."""
        for fact in FACTS:
            own, new = getattr(self, fact), getattr(other, fact)
            if own in ("", None):
                setattr(self, fact, new)
                if fact in other.doubts:
                    self.doubts[fact] = other.doubts[fact]
            elif new not in ("", None, own):
                self.others.setdefault(fact, []).append(str(new))
                self.doubts.setdefault(fact, "文中另一处的说法不同")
        if other.above and (not self.above or (self.classified and not other.classified)):
            self.above, self.classified = other.above, other.classified
            self.doubts.pop("parent", None)
            self.doubts |= {"parent": other.doubts["parent"]} if "parent" in other.doubts else {}
        self.where = self.where or other.where
        self.parts += other.parts


class Forest:
    """The rows of the tree: one node for each dimension, in the order they are met, leaves below them."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.leaves: list[Leaf] = []
        self.nodes: dict[str, Leaf] = {}
        self._known: dict[str, Leaf] = {}

    def node(self, label: str) -> Leaf:
        """Return the dimension *label*, added at first sight."""
        return self.nodes.setdefault(label, Leaf(label))

    def add(self, leaf: Leaf) -> None:
        """Add an indicator, or what is said of one that is known."""
        known = self._known.setdefault(leaf.name, leaf)
        if known is leaf:
            self.leaves.append(leaf)
        else:
            known.take(leaf)
        if leaf.above:
            self.node(leaf.above)

    def rows(self) -> list[Indicator]:
        """Return the tree in rows, with a reading for each."""
        rows: list[Indicator] = []
        places: dict[str, str] = {}
        for leaf in self.leaves:
            if leaf.above and leaf.above not in places:
                node = self.nodes.pop(leaf.above)
                places[leaf.above] = self._row(rows, node, "", TAXONOMY.get(leaf.above, ""), leaf.classified)
            key = self._row(rows, leaf, places.get(leaf.above, ""), _taxonomy(leaf))
            for part in leaf.parts:
                self._row(rows, part, key, "")
        for label, node in self.nodes.items():
            if label not in places and (node.weight is not None or node.score is not None):
                self._row(rows, node, "", TAXONOMY.get(label, ""))
        return rows

    def _row(self, rows: list[Indicator], leaf: Leaf, parent: str, taxonomy: str, classified: bool = False) -> str:
        facts = {fact: getattr(leaf, fact) for fact in FACTS}
        rows.append(Indicator(leaf.label, parent, taxonomy=taxonomy, classified=classified, **facts))
        at = f"indicators.{len(rows)}"
        self.draft.readings.append(Reading(at, number_label=leaf.number_label, where=leaf.where))
        if "parent" in leaf.doubts:
            self._read(f"{at}.parent", leaf.above, leaf, "parent")
        for fact in FACTS:
            if fact in leaf.doubts or fact in SCORES:
                value = getattr(leaf, fact)
                shown = "" if value is None else str(value)
                self._read(f"{at}.{fact}", shown, leaf, fact)
        return str(len(rows))

    def _read(self, at: str, shown: str, leaf: Leaf, fact: str) -> None:
        others, doubt = tuple(leaf.others.get(fact, ())), leaf.doubts.get(fact, "")
        if shown or doubt:
            unit = "分" if fact in SCORES else ""
            self.draft.readings.append(Reading(at, shown, unit, where=leaf.where, doubt=doubt, others=others))


def _taxonomy(leaf: Leaf) -> str:
    """Return the kind of a leaf that is named after one; the dimension it stands under has that kind already."""
    code = LEAVES.get(leaf.label, "")
    return code if code and leaf.above != LABELS.get(code) else ""
