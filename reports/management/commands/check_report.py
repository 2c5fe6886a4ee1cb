"""manage.py check_report ID: what is doubtful in a report; exit status 1 with errors, 0 without, 2 if it cannot run."""

from __future__ import annotations

import json
import sys
from typing import Any

from reports.assessment import assess
from reports.checks import Finding, Severity
from reports.management.asking import AskingCommand, find_report
from reports.management.findings import line, plain, summary


def _plain(finding: Finding) -> dict[str, Any]:
    """Return a finding as JSON has it; the words of one about a chapter are spans of the text at its first address."""
    first = finding.addresses[0]
    spans = [(start, end) for at, start, end in finding.places if at == first]
    return plain(finding, spans=spans, addresses=finding.addresses)


class Command(AskingCommand):
    help = "检查一份报告：有错误时退出码为 1，没有时为 0"

    def add_arguments(self, parser) -> None:
        parser.add_argument("id", help="报告编号")
        parser.add_argument("--format", choices=["text", "json"], default="text", help="输出格式")

    def handle(self, *args: Any, **options: Any) -> None:
        findings = assess(find_report(options["id"])).findings
        if options["format"] == "json":
            self.stdout.write(json.dumps([_plain(one) for one in findings], ensure_ascii=False, indent=2))
        else:
            for finding in findings:
                self.stdout.write(line(finding))
            self.stdout.write(summary(findings))
        if any(finding.severity is Severity.ERROR for finding in findings):
            sys.exit(1)
