"""The checks: every rule by code, and what they find in a filing."""

from reports.checks import (
    arithmetic,
    bounds,
    completeness,
    consistency,
    coverage,
    funds,
    indicators,
    leftovers,
    narrative,
    nothing,
    plausibility,
    scoring,
    staffing,
    texts,
    three_public,
)  # fmt: skip
from reports.checks.registry import TOPICS, Finding, Judgement, Outcome, Params, Rule, Severity, Verdict
from reports.checks.running import answers, run
from reports.filing import Filing

MODULES = (
    completeness, coverage, arithmetic, bounds, three_public, funds, consistency, staffing, indicators, scoring,
    plausibility, narrative, nothing, leftovers,
)  # fmt: skip
ORDER = "".join(TOPICS)
RULES: tuple[Rule, ...] = tuple(
    sorted((one for module in MODULES for one in module.RULES), key=lambda one: (ORDER.index(one.code[0]), one.code))
)
BY_CODE = {rule.code: rule for rule in RULES}

__all__ = [
    "BY_CODE", "RULES", "Finding", "Judgement", "Outcome", "Params", "Rule", "Severity", "Verdict", "outcomes", "run_checks",
]  # fmt: skip


def run_checks(filing: Filing, params: Params) -> list[Finding]:
    """Return everything doubtful in *filing* in the order of RULES, causes before their consequences, its words last.

    *params* are those of outline and scheme by name, and a place's settings: "off" (codes), "severity" (code → word)
    and a rule's own parameters by its code.
    """
    return run(RULES, filing, params, texts.judged(filing, params))


def outcomes(filing: Filing, params: Params) -> list[Outcome]:
    """Return what every rule that is not switched off answers of *filing*: found, passed, unjudged or absent."""
    return answers(RULES, filing, params)
