"""One look at a report as it stands: its filing, the document assembled from it, and what is doubtful."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from indicators.scheme import Scheme, params
from lib import canonical
from reports import editions
from reports.assemble import assemble
from reports.checks import Finding, Outcome, Severity, outcomes, run_checks
from reports.checks.settings import NOTHING_SET, Settings
from reports.document import Document, dump
from reports.filing import Filing
from reports.models import Explanation, Report
from reports.outline import Outline, narrative_fields
from reports.rows import take
from reports.rule_settings import settings_of
from reports.scoring import TreeScores, scored, scores


@dataclass(frozen=True)
class Assessment:
    """The facts of one report under its outline; document and findings are worked out when asked for."""

    filing: Filing
    outline: Outline
    scheme: Scheme
    explanations: dict[str, Explanation] = field(default_factory=dict)
    settings: Settings = NOTHING_SET

    @cached_property
    def document(self) -> Document:
        return assemble(self.filing, self.outline)

    @cached_property
    def text(self) -> Document:
        """Return the document without the forms bound behind it: quicker, and enough where a few sentences are quoted."""
        return assemble(self.filing, dataclasses.replace(self.outline, annexes=()))

    @cached_property
    def scores(self) -> list[TreeScores]:
        return scores(self.filing, self.scheme)

    @cached_property
    def params(self) -> dict[str, Any]:
        """Return what the rules are handed, those over text as well."""
        return {**check_params(self.outline, self.scheme, self.settings), "scores": self.scores}

    @cached_property
    def findings(self) -> list[Finding]:
        return run_checks(self.filing, self.params)

    @property
    def outcomes(self) -> list[Outcome]:
        """Return what every rule over facts answers."""
        return outcomes(self.filing, self.params)

    @property
    def open_findings(self) -> list[Finding]:
        """Return the errors and warnings that are neither mended nor explained; a refused explanation explains nothing."""
        return [
            finding
            for finding in self.findings
            if finding.severity is not Severity.NOTICE and not self._explained(finding.fingerprint)
        ]

    def _explained(self, fingerprint: str) -> bool:
        explanation = self.explanations.get(fingerprint)
        return explanation is not None and explanation.accepted is not False

    @cached_property
    def content(self) -> str:
        """Return the canonical text a submission freezes."""
        return canonical.text(
            {
                "algorithm": canonical.ALGORITHM,
                "outline": self.outline.key,
                "scheme": self.scheme.key,
                "schedules": [schedule.key for schedule in self.outline.annexes],
                "facts": canonical.plain(self.filing),
                "document": dump(self.document),
                "findings": [self._frozen(finding) for finding in self.findings],
                "rules": self.settings.frozen(),
            }
        )

    @property
    def sha256(self) -> str:
        return canonical.digest(self.content)

    def _frozen(self, finding: Finding) -> dict[str, Any]:
        explanation = self.explanations.get(finding.fingerprint)
        return {**canonical.plain(finding), "explanation": explanation.text if explanation else ""}


def check_params(outline: Outline, scheme: Scheme, settings: Settings = NOTHING_SET) -> dict[str, Any]:
    """Return the parameters of the rules: the scheme's, the outline's with its chapters, the bureau's."""
    parts = narrative_fields(outline)
    own = {
        "scheme": scheme,
        "required_narrative": [(part.key, part.label) for part in parts if part.required],
        "chapter_titles": {part.key: part.title for part in parts},
    }
    return settings.over({**params(scheme), **outline.params, **own})


def assess(report: Report) -> Assessment:
    """Return how *report* stands at this moment."""
    explanations = {row.fingerprint: row for row in report.explanations.select_related("by")}
    rules = editions.rules_of(report)
    filing = scored(take(report), rules.scheme)
    return Assessment(filing, rules.outline, rules.scheme, explanations, settings_of(report.notice))
