"""The step one person is working on: its forms, its revision, and the pages before and after it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse

from reports.assessment import Assessment, assess
from reports.models import Report, Section
from reports.steps import PREVIEW, STEPS, Chapter, Scene, Step, chapters

NO_REVISION = -1


@dataclass
class Desk:
    """One step, or one chapter of it, as one request sees it."""

    request: Any
    report: Report
    step: Step
    chapter: str = ""

    @cached_property
    def assessment(self) -> Assessment:
        return assess(self.report)

    @cached_property
    def sections(self) -> dict[str, Section]:
        return {one.key: one for one in self.report.sections.select_related("saved_by")}

    @cached_property
    def seen(self) -> int:
        """The last change recorded when this page was made: what a merge is played back to."""
        return self.report.fact_changes.values_list("pk", flat=True).first() or 0

    @property
    def posted_seen(self) -> int:
        """The last change the posted page knew of; a page that does not say so knows of everything."""
        text = self.request.POST.get("seen", "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else self.seen

    @property
    def posted_revision(self) -> int:
        text = self.request.POST.get("revision", "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else NO_REVISION

    @property
    def section(self) -> str:
        return f"{self.step.key}.{self.chapter}" if self.chapter else self.step.key

    @property
    def revision(self) -> int:
        return self.sections[self.section].revision if self.section in self.sections else 0

    @property
    def buffer_key(self) -> str:
        return f"{self.request.user.pk}:{self.report.pk}:{self.section}"

    @cached_property
    def listed(self) -> list[Chapter]:
        return chapters(self.assessment.outline, self.assessment.filing)

    @property
    def url(self) -> str:
        if self.chapter:
            return reverse("reports:edit_chapter", args=[self.report.pk, self.chapter])
        return reverse("reports:edit", args=[self.report.pk, self.step.key])

    def blocks(self, data: Any = None) -> list[Any]:
        """Return the forms of this step, with what was posted if anything was."""
        return self.step.build(Scene(self.report, self.assessment.outline, self.assessment.filing, data, self.chapter))

    @cached_property
    def neighbours(self) -> tuple[tuple[str, str], tuple[str, str]]:
        """Return words and address of the way back and of the way on; blank before the first step."""
        pages = [page for step in STEPS for page in self._pages(step)]
        pages.append((PREVIEW[0], PREVIEW[1], reverse("reports:preview", args=[self.report.pk])))
        here = next(number for number, (_, _, url) in enumerate(pages) if url == self.url)
        return self._way("上一", pages[here - 1]) if here else ("", ""), self._way("下一", pages[here + 1])

    def _way(self, way: str, page: tuple[str, str, str]) -> tuple[str, str]:
        key, title, url = page
        return (f"{way}章" if key == self.step.key else f"{way}步：{title}"), url

    def _pages(self, step: Step) -> list[tuple[str, str, str]]:
        if step.key != "narrative":
            return [(step.key, step.title, reverse("reports:edit", args=[self.report.pk, step.key]))]
        addresses = [reverse("reports:edit_chapter", args=[self.report.pk, one.key]) for one in self.listed]
        return [(step.key, step.title, url) for url in addresses]
