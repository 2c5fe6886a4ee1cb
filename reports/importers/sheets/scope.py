"""Economic items of a sheet that does not say of what: proven where their classes are just the basic expenditure."""

from __future__ import annotations

import re
from dataclasses import replace

from budgets.forms import AMOUNTS
from reports.importers.sheets.facts import Facts

NO_SCOPE = "表里没有写明是基本支出还是项目支出，按基本支出读取"
_CLASS = re.compile(r"budget\.economic\.\d{3}\.(?P<name>\w+)")


def prove_scope(facts: Facts) -> None:
    """Take back that doubt from every amount whose classes add up to a basic expenditure that is sure itself."""
    for name in AMOUNTS:
        basic = facts.readings.get(f"budget.nature.basic.{name}")
        classes = [at for at in facts.readings if (match := _CLASS.fullmatch(at)) and match["name"] == name]
        if basic is None or basic.doubt or len(classes) < 2:
            continue
        total = sum(facts.values[at] for at in classes)
        if total == facts.values[basic.at] != facts.values.get(f"budget.nature.project.{name}"):
            _confirm(facts, name)


def _confirm(facts: Facts, name: str) -> None:
    for at, one in facts.readings.items():
        if at.startswith("budget.economic.") and at.endswith(f".{name}"):
            kept = (doubt for doubt in one.doubt.split("；") if doubt != NO_SCOPE)
            facts.readings[at] = replace(one, doubt="；".join(kept))
