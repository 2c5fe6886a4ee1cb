"""The step one person is working on: its forms, its revision, and the pages before and after it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from django.http import Http404
from django.urls import reverse

from lib.digits import whole
from reports import services
from reports.assessment import Assessment, assess
from reports.merging import parts
from reports.models import Report, Section
from reports.permissions import get_report
from reports.steps import BY_KEY, PREVIEW, STEPS, Chapter, Scene, Step, nowhere_else, page_url, section_key, section_of

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
        _ = self.seen  # read first: what is saved meanwhile is then known to be new
        return assess(self.report)

    @cached_property
    def sections(self) -> dict[str, Section]:
        return {one.key: one for one in self.report.sections.select_related("saved_by")}

    @cached_property
    def seen(self) -> int:
        """The last change recorded when this page was made: what a merge is played back to."""
        return self.report.last_change

    @property
    def posted_seen(self) -> int:
        """The last change the posted page knew of; a page that does not say so knows of everything."""
        seen = whole(self.request.POST.get("seen", ""))
        return self.seen if seen is None else seen

    @property
    def posted_revision(self) -> int:
        text = self.request.headers.get("If-Match", "").strip('"') or self.request.POST.get("revision", "")
        revision = whole(text, 9)
        return NO_REVISION if revision is None else revision

    @property
    def section(self) -> str:
        return section_key(self.step.key, self.chapter)

    @cached_property
    def also(self) -> list[str]:
        """The sections of other pages whose facts stand on this one too."""
        if self.step.also is nowhere_else:
            return []
        return self.step.also(self.blocks(), self.assessment.filing)

    @property
    def revision(self) -> int:
        """The revision of this page's section, with others on the page the sum of theirs (services.save_section)."""
        held = (self.sections.get(key) for key in [self.section, *self.also])
        return sum(one.revision for one in held if one)

    def section_of(self, at: str) -> str:
        """Return the section under which a change of the fact at *at* is recorded when this page is saved."""
        found = section_of(at, self.assessment.filing) if self.also else self.section
        return found if found in self.also else self.section

    @property
    def buffer_key(self) -> str:
        return f"{self.request.user.pk}:{self.report.pk}:{self.section}"

    @cached_property
    def listed(self) -> list[Chapter]:
        return self._chapters(self.step)

    @property
    def url(self) -> str:
        return page_url(self.report, self.step, self.chapter)

    @property
    def typed_url(self) -> str:
        """Where a script shows what is typed, to hear what the report would say."""
        if self.chapter:
            return reverse("reports:typed_chapter", args=[self.report.pk, self.step.key, self.chapter])
        return reverse("reports:typed", args=[self.report.pk, self.step.key])

    @property
    def autosave_url(self) -> str:
        return reverse("reports:autosave", args=[self.report.pk, self.section])

    @cached_property
    def links(self) -> list[tuple[Chapter, str]]:
        """Return the chapters of this step with their addresses."""
        return [(one, page_url(self.report, self.step, one.key)) for one in self.listed]

    @property
    def tabs(self) -> list[tuple[str, str, bool]]:
        """Return words and address of the step's own page and of its chapters, and whether one is there."""
        if not (self.step.whole and self.listed):
            return []
        whole, pieces = self.step.tabs(self.assessment.filing)
        first = self.chapter or next((one.key for one in self.listed if one.begun), self.listed[0].key)
        return [
            (whole, page_url(self.report, self.step), not self.chapter),
            (
                f"{pieces} {len(self.listed)} {self.step.piece}",
                page_url(self.report, self.step, first),
                bool(self.chapter),
            ),
        ]

    def blocks(self, data: Any = None) -> list[Any]:
        """Return the forms of this step, with what was posted if anything was."""
        seen = self.assessment
        cards = {one.project: one.card for one in seen.scores}
        levels = [band.label for band in seen.scheme.bands]
        return self.step.build(Scene(self.report, seen.outline, seen.filing, data, self.chapter, cards, levels))

    def save(self, blocks: Sequence[Any], *, auto: bool = False, then: Callable[[], None] | None = None) -> Section:
        """Save the bound *blocks* at the posted revision, and do *then*; raise StaleError when it is not the present one."""
        return services.save_section(
            self.report, self.section, revision=self.posted_revision, by=self.request.user, also=self.also,
            section_of=self.section_of, save=partial(self._write, blocks, then), auto=auto,
            known=(self.seen, self.assessment.filing),
        )  # fmt: skip

    def _write(self, blocks: Sequence[Any], then: Callable[[], None] | None) -> None:
        for part in parts(blocks):
            part.save()
        self.step.after(self.report.unit_year)
        if then:
            then()

    @cached_property
    def neighbours(self) -> tuple[tuple[str, str], tuple[str, str]]:
        """Return words and address of the way back and of the way on; blank before the first step."""
        pages = [page for step in STEPS for page in self._pages(step)]
        pages.append((PREVIEW[0], PREVIEW[1], reverse("reports:preview", args=[self.report.pk])))
        here = next(number for number, (_, _, url) in enumerate(pages) if url == self.url)
        return self._way("上一", pages[here - 1]) if here else ("", ""), self._way("下一", pages[here + 1])

    def _way(self, way: str, page: tuple[str, str, str]) -> tuple[str, str]:
        key, title, url = page
        return (f"{way}{self.step.piece}" if key == self.step.key else f"{way}步：{title}"), url

    def _pages(self, step: Step) -> list[tuple[str, str, str]]:
        on_the_way = [one.key for one in self._chapters(step) if one.begun or one.key == self._here(step)]
        keys = ["", *on_the_way] if step.whole else on_the_way
        return [(step.key, step.title, page_url(self.report, step, key)) for key in keys]

    def _here(self, step: Step) -> str:
        return self.chapter if step is self.step else ""

    def _chapters(self, step: Step) -> list[Chapter]:
        return step.chapters(self.assessment.outline, self.assessment.filing)


def opened(request, pk: int, section: str) -> Desk:
    """Return the desk at one section of a report; raise Http404 for what the report does not have."""
    report = get_report(request.user, pk)
    step, _, chapter = section.partition(".")
    if step not in BY_KEY:
        raise Http404
    desk = Desk(request, report, BY_KEY[step], chapter)
    if chapter not in {one.key for one in desk.listed} and not (chapter == "" and desk.step.whole):
        raise Http404
    return desk
