"""The checks: every rule by code, and what they find in a filing."""

from reports.checks import (
    arithmetic,
    bounds,
    completeness,
    consistency,
    coverage,
    funds,
    indicators,
    plausibility,
    scoring,
    staffing,
    three_public,
)  # fmt: skip
from reports.checks.registry import TOPICS, Finding, Judgement, Params, Rule, Severity, run
from reports.filing import Filing

MODULES = (
    completeness, coverage, arithmetic, bounds, three_public, funds, consistency, staffing, indicators, scoring,
    plausibility,
)  # fmt: skip
ORDER = "".join(TOPICS)
RULES: tuple[Rule, ...] = tuple(
    sorted((one for module in MODULES for one in module.RULES), key=lambda one: (ORDER.index(one.code[0]), one.code))
)
BY_CODE = {rule.code: rule for rule in RULES}

__all__ = ["BY_CODE", "RULES", "Finding", "Judgement", "Params", "Rule", "Severity", "catalogue", "run_checks"]


def run_checks(filing: Filing, params: Params) -> list[Finding]:
    """Return everything doubtful in *filing* in the order of RULES, causes before their consequences.

    *params* are the outline's; what it leaves out is taken from ``registry.DEFAULTS``.
    """
    return run(RULES, filing, params)


def catalogue() -> list[dict[str, str]]:
    """Return every rule as its page shows it: code, topic, title, severity (Chinese), source, how, mend."""
    return [
        {
            "code": rule.code, "topic": rule.topic, "title": rule.title, "severity": rule.severity.label,
            "source": rule.source, "how": rule.how, "mend": rule.mend,
        }
        for rule in RULES
    ]  # fmt: skip
