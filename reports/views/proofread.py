"""Proofreading a manuscript that is no report here: any signed-in person, nothing kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from prose.proofreading import proofread
from prose.registry import ABSENT, PASSED, UNJUDGED, Finding, Severity
from prose.rules import RULES
from reports.marking import Place, mark
from reports.proofread_form import ManuscriptForm

VERDICTS = {"passed": PASSED, "unjudged": UNJUDGED, "absent": ABSENT}
MOST_FINDINGS = 300
MOST_PLACES = 12  # of one finding


@dataclass(frozen=True)
class Shown:
    """A finding as templates/partials/finding.html draws it, with the way to its words."""

    finding: Finding
    number: int
    links: tuple[tuple[str, str], ...]
    explanation = ""

    def __getattr__(self, name: str) -> Any:
        return getattr(self.finding, name)

    @property
    def id(self) -> str:
        return f"f{self.number}"

    @property
    def rule_url(self) -> str:
        return f"{reverse('reports:rules')}?open={self.finding.code}#{self.finding.code}"

    @property
    def severity_label(self) -> str:
        return self.finding.severity.label


@dataclass(frozen=True)
class Group:
    """The findings of one severity: all there are, and those listed."""

    severity: Severity
    count: int
    findings: tuple[Shown, ...]

    @property
    def short(self) -> str:
        return f"{self.severity.label} {self.count}"


@require_http_methods(["GET", "HEAD", "POST"])
def manuscript(request) -> HttpResponse:
    """Ask for a manuscript, or show what is doubtful in the one that was sent."""
    form = ManuscriptForm(request.POST, request.FILES) if request.method == "POST" else ManuscriptForm()
    if not form.is_valid():
        return render(request, "reports/proofread.html", _asking(form), status=422 if form.is_bound else 200)
    return render(request, "reports/proofread_result.html", _result(**form.cleaned_data))


def _asking(form: ManuscriptForm) -> dict[str, Any]:
    return {"form": form, "topics": Counter(rule.topic for rule in RULES).items(), "total": len(RULES)}


def _result(*, text: str, name: str, year: int | None, **_: Any) -> dict[str, Any]:
    done = proofread(text, year)
    findings = _most(done.findings)
    marked = mark(text, findings)
    shown = [_shown(one, number, own) for number, (one, own) in enumerate(zip(findings, marked.places, strict=True), 1)]
    return {
        "name": name,
        "form": ManuscriptForm(initial={"text": text, "year": year}),
        "year": done.prose.year,
        "marked": marked,
        "groups": _groups(done.findings, shown),
        "found": len(done.findings),
        "left_out": len(done.findings) - len(findings),
        **{key: [one for one in done.outcomes if one.verdict is verdict] for key, verdict in VERDICTS.items()},
    }


def _groups(findings: Sequence[Finding], shown: Sequence[Shown]) -> list[Group]:
    counts = Counter(finding.severity for finding in findings)
    return [
        Group(one, counts[one], tuple(finding for finding in shown if finding.severity is one))
        for one in Severity
        if counts[one]
    ]


def _most(findings: Sequence[Finding]) -> list[Finding]:
    """Return the heaviest findings a page has room for, in the order they were given."""
    weights = list(Severity)
    kept = sorted(range(len(findings)), key=lambda at: weights.index(findings[at].severity))[:MOST_FINDINGS]
    return [findings[at] for at in sorted(kept)]


def _shown(finding: Finding, number: int, places: Sequence[Place]) -> Shown:
    lines = [0, *(place.line for place in places)]
    labels = [
        place.words if place.line == before else f"第 {place.line} 行：{place.words}"
        for before, place in zip(lines, places, strict=False)
    ][:MOST_PLACES]
    if len(places) > MOST_PLACES:
        labels[-1] += f" 等 {len(places)} 处"
    return Shown(
        finding, number, tuple((label, f"#{place.anchor}") for label, place in zip(labels, places, strict=False))
    )
