"""The rules that watch over the facts of one editing step, with where each comes from. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from reports.checks import RULES
from reports.checks.examples import CASES
from reports.checks.registry import Rule
from reports.steps import step_of


@cache
def rules_by_step() -> Mapping[str, tuple[Rule, ...]]:
    """Return the rules by the key of the step whose facts they blame, as their own examples show."""
    found: dict[str, list[Rule]] = {}
    for rule in RULES:
        for key in {step_of(case.blames).key for case in CASES.get(rule.code, ())}:
            found.setdefault(key, []).append(rule)
    return {key: tuple(rules) for key, rules in found.items()}
