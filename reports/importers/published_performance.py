"""Goals, indicators, scores and outputs in the JSON of a published report."""

from __future__ import annotations

from decimal import Decimal

from indicators.snapshot import Goal, Indicator, Output, Performance
from indicators.taxonomy import LABELS
from lib.address import replace
from reports.importers.fields import Fields
from reports.importers.loaded import Draft, keyed

TAXONOMY = {**{label: code for code, label in LABELS.items()}, **{
    "数量": "quantity", "质量": "quality", "时效": "timeliness", "成本": "cost", "产出": "output", "效益": "benefit",
    "满意度": "satisfaction", "服务对象满意度指标": "satisfaction", "预算执行情况": "execution",
}}  # fmt: skip
# A leaf named after a kind of indicator is of that kind; a bare 效益 names its parent, not a kind of its own.
LEAVES = {label: code for code, label in LABELS.items()}


def read_goals(goals: Fields) -> dict[str, Goal]:
    """Return overall and annual goals, then tasks, each followed by its items."""
    found = [Goal("overall", "", text) for text in goals.texts("overall")]
    found += [Goal("annual", "", text) for text in goals.texts("annual")]
    for task in goals.many("annual_tasks"):
        key = str(len(found) + 1)
        task.label(f"goals.{key}")
        found.append(Goal("task", "", task.text("heading")))
        found += [Goal("task", key, text) for text in task.texts("items")]
    return keyed(found)


class Tree:
    """The indicators being gathered: one node per dimension, leaves in printed order behind it."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.rows: list[Indicator] = []
        self._nodes: dict[str, str] = {}

    def node(self, label: str, classified: bool = False) -> str:
        """Return the key of the dimension *label*, adding it at first sight; blank for no dimension."""
        if label and label not in self._nodes:
            taxonomy = TAXONOMY.get(label, "")
            self._nodes[label] = self.add(Indicator(label, taxonomy=taxonomy, classified=classified))
        return self._nodes.get(label, "")

    def add(self, row: Indicator) -> str:
        self.rows.append(row)
        return str(len(self.rows))

    def find(self, label: str, parent: str) -> str:
        """Return the key of the row *label* under *parent*, or blank."""
        numbered = enumerate(self.rows, 1)
        return next((str(n) for n, row in numbered if row.label == label and row.parent == parent), "")

    def settle(self, key: str, name: str, value: Decimal | None) -> None:
        """Set a weight or score that is still open; one that is already otherwise becomes a restatement."""
        row = self.rows[int(key) - 1]
        held = getattr(row, name)
        if held is None:
            self.rows[int(key) - 1] = replace(row, name, value)
        elif value is not None and held != value:
            self.draft.restate(f"indicators.{key}.{name}", value, f"{row.label} {value:f} 分")


def read_indicators(report: Fields) -> tuple[dict[str, Indicator], Performance]:
    """Return the tree of indicators and the stated result."""
    tree = Tree(report.draft)
    for leaf in report.many("indicators"):
        _leaf(leaf, tree)
    scoring = report.one("scoring")
    scoring.note("performance.total_score", "statement")
    for part in scoring.many("parts"):
        _part(part, tree)
    return keyed(tree.rows), Performance(scoring.score("total", "performance.total_score"))


def _leaf(leaf: Fields, tree: Tree) -> None:
    parent = tree.node(leaf.text("dimension"), leaf.text("dimension_basis") == "classified")
    name = leaf.text("name")
    at = f"indicators.{len(tree.rows) + 1}"
    budget = leaf.text("budget")
    leaf.label(at)
    leaf.note(at, "text")
    leaf.draft.read(f"{at}.actual_value", leaf.text("actual"), _printed_unit(leaf), where=leaf.text("actual_quote"))
    key = tree.add(
        Indicator(
            name,
            parent,
            taxonomy=LEAVES.get(name, ""),
            operator=leaf.text("operator"),
            target_value=leaf.text("target") or budget,
            actual_value=leaf.text("actual"),
            unit=leaf.text("unit"),
            actual_unit=_own_unit(leaf),
            weight=leaf.score("weight", f"{at}.weight"),
            score=leaf.score("score", f"{at}.score"),
            reason=leaf.text("deviation_reason"),
        )
    )
    if budget and leaf.text("target"):
        leaf.draft.read(f"{at}.target_value", budget, "万元")
    for child in leaf.many("children"):
        tree.add(_child(child, key))


def _printed_unit(leaf: Fields) -> str:
    return leaf.text("unit_as_printed") or leaf.text("actual_unit") or leaf.text("unit")


def _own_unit(leaf: Fields) -> str:
    """Return the unit of the actual value where it is not the target's."""
    unit = leaf.text("actual_unit") or leaf.text("unit_as_printed")
    return "" if unit == leaf.text("unit") else unit


def _child(child: Fields, parent: str) -> Indicator:
    return Indicator(
        child.text("name"),
        parent,
        measure=child.text("measure"),
        target_value=child.text("target"),
        actual_value=child.text("actual"),
        unit=child.text("unit"),
        result=child.text("result"),
    )


def _part(part: Fields, tree: Tree) -> None:
    """Settle a dimension's sum and the scores listed under it; what has no row yet gets one."""
    key = tree.node(part.text("name"))
    for name in ("weight", "score"):
        tree.settle(key, name, part.score(name, f"indicators.{key}.{name}"))
    for item in part.many("items"):
        label = item.text("name")
        row = tree.find(label, key) or tree.add(Indicator(label, key))
        for name in ("weight", "score"):
            tree.settle(row, name, item.score(name, f"indicators.{row}.{name}"))


def read_outputs(report: Fields) -> dict[str, Output]:
    """Return the figures told in the narrative."""
    found = []
    for number, output in enumerate(report.many("reported_outputs"), 1):
        output.note(f"outputs.{number}", "quote")
        found.append(Output(*(output.text(name) for name in ("name", "qualifier", "value", "unit"))))
    return keyed(found)
