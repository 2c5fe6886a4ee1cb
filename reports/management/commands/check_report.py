"""manage.py check_report ID: what is doubtful in a report; exit status 1 with errors, 0 without, 2 if it cannot run."""

from __future__ import annotations

import json
import sys
from typing import Any

from reports.assessment import assess
from reports.checks import Finding, Severity
from reports.management.asking import AskingCommand, find_report


class Command(AskingCommand):
    help = "检查一份报告：有错误时退出码为 1，没有时为 0"

    def add_arguments(self, parser) -> None:
        parser.add_argument("id", help="报告编号")
        parser.add_argument("--format", choices=["text", "json"], default="text", help="输出格式")

    def handle(self, *args: Any, **options: Any) -> None:
        findings = assess(find_report(options["id"])).findings
        if options["format"] == "json":
            self.stdout.write(json.dumps([_plain(finding) for finding in findings], ensure_ascii=False, indent=2))
        else:
            for finding in findings:
                self.stdout.write(_line(finding))
            self.stdout.write(_summary(findings))
        if any(finding.severity is Severity.ERROR for finding in findings):
            sys.exit(1)


def _plain(finding: Finding) -> dict[str, Any]:
    """Return a finding as both checks print it; a report's facts have addresses where a text has spans."""
    return {
        "code": finding.code,
        "kind": finding.kind,
        "severity": finding.severity.value,
        "message": finding.message,
        "spans": [],
        "addresses": list(finding.addresses),
    }


def _line(finding: Finding) -> str:
    return f"{finding.severity.label} {finding.code} {finding.title}：{finding.message}"


def _summary(findings: list[Finding]) -> str:
    counts = [(severity.label, sum(1 for one in findings if one.severity is severity)) for severity in Severity]
    return "、".join(f"{label} {count} 处" for label, count in counts)
