"""The checks: every rule by code, and what they find in a filing."""

from reports.checks import arithmetic, bounds, three_public
from reports.checks.registry import Finding, Judgement, Params, Rule, Severity, run
from reports.filing import Filing

RULES: tuple[Rule, ...] = tuple(
    sorted((*arithmetic.RULES, *bounds.RULES, *three_public.RULES), key=lambda rule: rule.code)
)
BY_CODE = {rule.code: rule for rule in RULES}

__all__ = ["BY_CODE", "RULES", "Finding", "Judgement", "Params", "Rule", "Severity", "catalogue", "run_checks"]


def run_checks(filing: Filing, params: Params) -> list[Finding]:
    """Return everything doubtful in *filing* by the order of the codes, causes before their consequences.

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
