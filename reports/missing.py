"""What a report is asked for and does not say yet, each with the way to its field."""

from __future__ import annotations

from dataclasses import dataclass

from reports.asking import Asked
from reports.assessment import Assessment
from reports.models import Report
from reports.schedule_pages import page_of_declared
from reports.steps import STEPS, Step, location, page_url


@dataclass(frozen=True)
class Blank:
    """A fact that is not filled in: what it is called and the address of its field in the browser."""

    label: str
    url: str


def blanks(report: Report, assessment: Assessment, step: Step, chapter: str | None = None) -> list[Blank]:
    """Return what *step* still lacks, of one with chapters on this *chapter* only unless that is None."""
    filing = assessment.filing
    asked = [one for one in step.asks(filing, assessment.outline) if one.is_blank]
    here = [one for one in asked if chapter is None or _chapter(one, step, assessment) == chapter]
    return [Blank(one.called(filing), _way(report, one, step, assessment)) for one in here]


def _chapter(one: Asked, step: Step, assessment: Assessment) -> str:
    if step.key == "schedules":
        return page_of_declared(assessment.outline, assessment.filing, one.at)
    return step.chapter_of(one.at, assessment.filing)


def _way(report: Report, one: Asked, step: Step, assessment: Assessment) -> str:
    if one.place:
        return f"{page_url(report, step)}#{one.place}"
    url, _, place = location(report, one.at, assessment.filing).partition("#")
    if step.key == "schedules":
        url = page_url(report, step, _chapter(one, step, assessment))
    return f"{url}#{place}"


def all_blanks(report: Report, assessment: Assessment) -> list[tuple[Step, str, list[Blank]]]:
    """Return every step that lacks something, its address in the browser, and what it lacks."""
    found = ((step, page_url(report, step), blanks(report, assessment, step)) for step in STEPS)
    return [one for one in found if one[2]]
