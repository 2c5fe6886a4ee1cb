"""What a reviewer looks at: the findings frozen with a submission, what was decided about them, and the way so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from django.urls import reverse

from reports import editions
from reports.comparison import Comparison, compare
from reports.document import Document
from reports.models import Event, Explanation, Report, Status, Submission
from reports.outline import narrative_fields
from reports.render.lighting import Lit, Order, by_address
from reports.workflow import BY_ACTION
from units.models import Role, User

LABELS = {"error": "错误", "warning": "警示", "notice": "提示"}
RANK = {severity: rank for rank, severity in enumerate(LABELS)}


@dataclass(frozen=True)
class Judged:
    """A frozen finding in the shape templates/partials/finding.html draws, with what was decided about it."""

    number: int
    severity: str
    code: str
    title: str
    message: str
    working: Sequence[Sequence[str]]
    hint: str
    explanation: str
    fingerprint: str
    addresses: Sequence[str]
    places: Sequence[tuple[str, int, int]] = ()
    decision: Explanation | None = None
    links: Sequence[tuple[str, str]] = ()
    rule_url: str = ""

    @property
    def id(self) -> str:
        return f"finding-{self.number}"

    @property
    def severity_label(self) -> str:
        return LABELS[self.severity]

    @property
    def accept_word(self) -> str:
        return "免于更正" if self.severity == "error" else "认可说明"

    @property
    def accepted_word(self) -> str:
        return "已免于更正" if self.severity == "error" else "已认可说明"

    @property
    def is_open(self) -> bool:
        """Return whether it still stands between the report and its approval."""
        refused = self.decision is not None and self.decision.accepted is False
        excused = self.decision is not None and self.decision.accepted is True
        return refused or (self.severity == "error" and not excused)


def findings(submission: Submission) -> list[Judged]:
    """Return what was doubtful when *submission* was filed, gravest first, numbered; two queries."""
    decisions = {row.fingerprint: row for row in submission.report.explanations.select_related("decided_by")}
    ordered = sorted(submission.frozen["findings"], key=lambda kept: RANK[kept["severity"]])
    judged = (_judged(number, kept, decisions.get(kept["fingerprint"])) for number, kept in enumerate(ordered, 1))
    return [replace(one, rule_url=rule_page(submission.report, one.code)) for one in judged]


def rule_page(report: Report, code: str) -> str:
    """Return where a rule is explained as the report's notice has it."""
    return reverse("reports:rule", args=[report.notice_id, code])


def _judged(number: int, kept: Mapping[str, Any], decision: Explanation | None) -> Judged:
    names = ("severity", "code", "title", "message", "working", "hint", "explanation", "fingerprint", "addresses")
    decided = decision if decision is not None and decision.accepted is not None else None
    places = tuple((at, start, end) for at, start, end in kept.get("places", ()))
    return Judged(number, **{name: kept[name] for name in names}, places=places, decision=decided)


class OnPaper(NamedTuple):
    """Findings with the way to their place on the paper, and what they leave there: marks by address, and lit words."""

    findings: list[Judged]
    marks: dict[str, list[tuple[int, str]]]
    lit: dict[str, list[Lit]]


def onto_paper(judged: Sequence[Judged], document: Document, quiet: Mapping[str, Sequence[Lit]]) -> OnPaper:
    """Return how *judged* stand on the paper of *document*, beside what is lit there on demand (*quiet*).

    Only the fact to mend first is marked: a wrong sum does not light up every part it is made of. Of a text the very
    words are lit.
    """
    order = Order(document)
    marks: dict[str, list[tuple[int, str]]] = {}
    for one in judged:
        if not one.places and one.addresses[0] in order.places:
            marks.setdefault(one.addresses[0], []).append((one.number, one.severity))
    led = [replace(one, links=(("看正文", way),)) if (way := order.way(one)) else one for one in judged]
    lit = by_address(judged, lambda one, at: f"#{one.id}")
    return OnPaper(led, marks, {at: [*lit.get(at, ()), *quiet.get(at, ())] for at in {**lit, **quiet}})


def suggested_note(judged: Sequence[Judged]) -> str:
    """Return the open findings as a numbered draft of the words a report goes back with."""
    open_ones = [one for one in judged if one.is_open]
    return "\n".join(f"{number}.{one.message or one.title}" for number, one in enumerate(open_ones, 1))


def previous(submission: Submission) -> Submission | None:
    """Return the submission before this one of the same report."""
    return submission.report.submissions.filter(number=submission.number - 1).first()


def since_last(submission: Submission, before: Submission | None) -> Comparison | None:
    """Return what changed since the submission before, or None for a first one."""
    if before is None:
        return None
    return compare(before.frozen["facts"], submission.frozen["facts"], chapters(submission.frozen["outline"]))


def chapters(outline: str) -> dict[str, str]:
    """Return the names of an outline's chapters by key; none where it is no longer kept."""
    try:
        return {part.key: part.label for part in narrative_fields(editions.outline(outline))}
    except (editions.UnknownEditionError, ValueError):
        return {}


@dataclass(frozen=True)
class Step:
    """One event in words."""

    event: Event
    label: str


def history(report: Report, reader: User) -> list[Step]:
    """Return the way of *report* so far, newest first; one query. The unit's sign-off is not the bureau's to read."""
    events = report.events.select_related("actor", "submission").defer("submission__content").order_by("-pk")
    if reader.role in Role.BUREAU_SIDE:
        events = events.exclude(target=Status.SIGNING).exclude(source=Status.SIGNING, target=Status.DRAFT)
    return [
        Step(event, BY_ACTION[event.action].label if event.action in BY_ACTION else event.action) for event in events
    ]
