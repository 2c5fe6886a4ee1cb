"""Findings as both checks print them, those of a report and those of a text: JSON for machines, lines for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, Protocol

from prose.registry import Severity


class Finding(Protocol):
    """What the findings of facts and of prose have in common."""

    @property
    def code(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def severity(self) -> Severity: ...
    @property
    def title(self) -> str: ...
    @property
    def message(self) -> str: ...


def plain(finding: Finding, *, spans: Iterable[tuple[int, int]] = (), addresses: Iterable[str] = ()) -> dict[str, Any]:
    """Return a finding as JSON has it: facts are found at addresses, words at spans of the text as given."""
    return {
        "code": finding.code,
        "kind": finding.kind,
        "severity": finding.severity.value,
        "message": finding.message,
        "spans": [list(span) for span in spans],
        "addresses": list(addresses),
    }


def line(finding: Finding) -> str:
    return f"{finding.severity.label} {finding.code} {finding.title}：{finding.message}"


def summary(findings: Iterable[Finding]) -> str:
    counts = Counter(finding.severity.value for finding in findings)
    return "、".join(f"{severity.label} {counts[severity.value]} 处" for severity in Severity)
