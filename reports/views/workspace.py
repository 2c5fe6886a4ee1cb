"""What every page around one report shows: the bar, the rail of steps, and findings with the way to their fields."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from django.urls import reverse
from django.utils import timezone

from lib.display import percent, wan
from reports.assessment import Assessment
from reports.charts import left
from reports.checks import Finding
from reports.document import Inline, Paragraph, Value
from reports.excerpts import MOST, Excerpt, excerpts
from reports.filing import Filing
from reports.models import Explanation, Report, Section
from reports.reviewing import rule_page
from reports.steps import EVIDENCE, IMPORTS, PREVIEW, STEPS, Step, anchor, filled, location, step_of
from reports.workflow import BY_ACTION
from reports.worklist import pill
from units.models import User

PARAGRAPHS = 3
RATES = {"execution_rate": ("actual", "revised_budget"), "completion_rate": ("actual", "initial_budget")}


@dataclass(frozen=True)
class Shown:
    """A finding as templates/partials/finding.html draws it."""

    finding: Finding
    number: int
    links: tuple[tuple[str, str], ...]
    explained: Explanation | None = None
    may_explain: bool = False
    rule_url: str = ""
    fields: tuple[str, ...] = ()  # the ways to its words
    excerpts: tuple[tuple[Excerpt, str], ...] = ()  # its words with the ways to them, where they cannot be lit
    quotation: tuple[str, str] = ("", "")  # the offer that mends it by quoting the fact, and what the fact says

    def __getattr__(self, name: str) -> Any:
        return getattr(self.finding, name)

    @property
    def id(self) -> str:
        return f"finding-{self.number}"

    @property
    def severity(self) -> str:
        return self.finding.severity.value

    @property
    def severity_label(self) -> str:
        return self.finding.severity.label

    @property
    def explanation(self) -> str:
        return self.explained.text if self.explained else ""

    @property
    def refused(self) -> bool:
        """Return whether the reviewer did not accept what was said."""
        return self.explained is not None and self.explained.accepted is False

    @property
    def settled(self) -> bool:
        """Return whether somebody said why it may stand, and nobody refused that."""
        return self.explained is not None and not self.refused

    @property
    def is_open(self) -> bool:
        return self.severity != "notice" and not self.settled

    @property
    def short(self) -> str:
        """Return the last line of the working, which says by how much; else the severity alone."""
        return " ".join(self.finding.working[-1]) if self.finding.working else self.severity_label


def shown(report: Report, assessment: Assessment, *, by: User, editable: bool) -> list[Shown]:
    """Return the findings numbered in the order they are listed, each with its way to the field."""
    return [
        Shown(
            finding, number, (_way(report, finding.addresses[0], assessment.filing),) if editable else (),
            assessment.explanations.get(finding.fingerprint),
            editable and finding.severity.value != "notice", rule_page(report, finding.code),
            tuple(location(report, at, assessment.filing) for at, _, _ in finding.places[:MOST]) if editable else (),
        )
        for number, finding in enumerate(assessment.findings, 1)
    ]  # fmt: skip


def _way(report: Report, at: str, filing: Filing) -> tuple[str, str]:
    return f"去更正：{step_of(at).title}", location(report, at, filing)


def of_step(findings: Iterable[Shown], step: Step, chapter: str, filing: Filing) -> list[Shown]:
    """Return the findings first blamed on *step*, of one with chapters on this *chapter*, with a shorter way.

    What is said of no chapter in particular has the step's own page; where there is none it stands beside each.
    """
    mine = [one for one in findings if step_of(one.addresses[0]) is step]
    pages = {chapter} if step.whole else {chapter, ""}
    return [_beside(one, filing) for one in mine if step.chapter_of(one.addresses[0], filing) in pages]


def _beside(one: Shown, filing: Filing) -> Shown:
    """Return a finding as it stands beside its field: with a shorter way, of a text with the way to each of its words."""
    here = one.links[0][1].partition("#")[0] if one.links else ""
    if one.places:
        ways = (url.removeprefix(here) for url in one.fields)
        return replace(one, links=(), excerpts=tuple(zip(excerpts(filing, one.places), ways, strict=True)))
    return replace(one, links=tuple(("去更正", url.removeprefix(here)) for _, url in one.links))


def written(assessment: Assessment, step: Step) -> list[list[tuple[str, str, str]]]:
    """Return the first paragraphs that quote facts of *step*, in pieces: the words, the input of a figure, and the
    inputs a script can work it out from."""
    paragraphs = (node for node in assessment.text.children if isinstance(node, Paragraph))
    told = [[(piece.text, _input_of(piece, step), _live(piece)) for piece in node.children] for node in paragraphs]
    return [pieces for pieces in told if any(place for _, place, _ in pieces)][:PARAGRAPHS]


def _live(piece: Inline) -> str:
    """Return the input of an amount printed in 万元, or the two of a rate; blank for what only a save can tell."""
    if not isinstance(piece, Value) or not isinstance(piece.raw, Decimal):
        return ""
    row, _, name = piece.at.rpartition(".")
    if name in RATES:
        return "/".join(f"{row}.{one}" for one in RATES[name]) if piece.text == percent(piece.raw) else ""
    return piece.at if piece.text == wan(piece.raw) and anchor(piece.at) == piece.at else ""


def _input_of(piece: Inline, step: Step) -> str:
    return anchor(piece.at) if isinstance(piece, Value) and piece.at and step_of(piece.at) is step else ""


def counts(findings: Iterable[Shown]) -> dict[str, int]:
    """Return how many errors and warnings are neither mended nor explained."""
    of = [one.severity for one in findings if one.is_open]
    return {"errors": of.count("error"), "warnings": of.count("warning")}


def by_chapter(findings: Iterable[Shown], step: Step, filing: Filing) -> dict[str, dict[str, int]]:
    """Return how much is open on each page of *step*, by its chapter."""
    found: dict[str, list[Shown]] = defaultdict(list)
    for one in findings:
        if step_of(one.addresses[0]) is step:
            found[step.chapter_of(one.addresses[0], filing)].append(one)
    return {chapter: counts(some) for chapter, some in found.items()}


def rail(
    report: Report,
    assessment: Assessment,
    findings: Iterable[Shown],
    current: str,
    editable: bool,
    people: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, Any]:
    """Return the steps with how far each is filled and what is open, and the sum of it; *people*: who is at which step."""
    open_ones = Counter((step_of(one.addresses[0]).key, one.severity) for one in findings if one.is_open)
    asked = [step for step in STEPS if _is_asked(step, assessment)] if editable else []
    steps = [_rail_step(report, assessment, step, open_ones, current) for step in asked]
    for step, one in zip(asked, steps, strict=True):
        one["people"] = people.get(step.key, "")
    last = [_page_line(report, *page, current) for page in (EVIDENCE, PREVIEW)]
    last[0]["count"] = len(assessment.filing.evidence)
    done, total = sum(one["filled"] for one in steps), sum(one["total"] for one in steps)
    errors = sum(count for (_, severity), count in open_ones.items() if severity == "error")
    first = [_page_line(report, *IMPORTS, current)] if editable else []
    url = reverse("reports:missing", args=[report.pk])
    progress = {"filled": done, "total": total, "missing": total - done, "errors": errors, "url": url}
    return {"steps": [*first, *steps, *last], "progress": progress if steps else None}


def _page_line(report: Report, key: str, title: str, current: str) -> dict[str, Any]:
    return {"title": title, "url": reverse(f"reports:{key}", args=[report.pk]), "current": current == key}


def _is_asked(step: Step, assessment: Assessment) -> bool:
    """Return whether the step has a page: one made of chapters has none where this place asks for none."""
    return step.whole or bool(step.chapters(assessment.outline, assessment.filing))


def _rail_step(report: Report, assessment: Assessment, step: Step, open_ones: Counter, current: str) -> dict[str, Any]:
    done, total = filled(assessment.filing, step, assessment.outline)
    return {
        "title": step.title,
        "url": reverse("reports:edit", args=[report.pk, step.key]),
        "filled": done,
        "total": total,
        "errors": open_ones[step.key, "error"],
        "warnings": open_ones[step.key, "warning"],
        "current": step.key == current,
        "state": "done" if done == total else "doing" if done else "todo",
    }


def bar(report: Report, sections: Iterable[Section], reader: User) -> dict[str, Any]:
    """Return what the bar over the work says: title, state, when it was saved last and by whom, the days left."""
    dated = [(one.saved_at, one.pk, one) for one in sections if one.saved_at]
    saved = max(dated)[2] if dated else None
    year, now = report.notice.fiscal_year, timezone.localtime()
    return {
        "report": {"pk": report.pk, "title": f"{year}年度部门整体支出绩效自评报告", "state": pill(report)},
        "save_line": _save_line(saved, reader),
        "never_saved": saved is None,
        "deadline": f"截止送审：{left(timezone.localtime(report.notice.due_at), now)}",
        "save_log_url": reverse("reports:history", args=[report.pk]),
        "back_url": reverse("home"),
        "sent_back": _sent_back(report),
    }


def _sent_back(report: Report) -> dict[str, str] | None:
    """Return the words a report came back with, as a comment; None where it was not sent back."""
    last = report.events.select_related("actor").last() if report.is_editable else None
    if last is None or not last.note:
        return None
    when = timezone.localtime(last.happened_at)
    return {
        "author": str(last.actor),
        "when": f"{when.month}月{when.day}日 {when:%H:%M} {BY_ACTION[last.action].label}",
        "text": last.note,
        "opinion": reverse("reports:opinion", args=[report.pk]) if last.action == "return" else "",
    }


def _save_line(saved: Section | None, reader: User) -> str:
    if saved is None or saved.saved_at is None:
        return "还没有改动"
    when = timezone.localtime(saved.saved_at)
    moment = f"{when:%H:%M}" if when.date() == timezone.localdate() else f"{when.month}月{when.day}日 {when:%H:%M}"
    return f"已保存 {moment}" if saved.saved_by == reader else f"{saved.saved_by} {moment} 保存"
