"""The editing steps as data: what each edits, how far it is filled, and where the field of an address is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from budgets import grids as money
from budgets.forms import AMOUNTS, OPTIONAL
from budgets.models import Project
from budgets.snapshot import Amounts, Budget
from indicators.forms import goal_blocks, indicator_blocks, project_indicator_blocks
from indicators.grids import Scoring
from indicators.models import Indicator
from indicators.scorecard import Scorecard
from lib.address import computed
from lib.grids import Grid, Sheet
from reports import asking, schedule_pages, sheets
from reports.asking import Asked
from reports.chapter_titles import other_title
from reports.filing import Filing
from reports.guides import Guide
from reports.models import Report
from reports.outline import Outline, narrative_fields
from reports.proofs import Proofs
from reports.quoting import YEARS
from units.forms import profile_blocks, staffing_blocks
from units.models import UnitYear

# What a project says of itself stands beside its indicators, not among the amounts of all projects.
PROJECT_WORDS = ("goal", "achievement", "process", "conclusion", "problems", "improvements")


@dataclass(frozen=True)
class Scene:
    """What the forms of a step are made from; *data* is what was posted, *chapter* the one being written."""

    report: Report
    outline: Outline
    filing: Filing
    data: Any = None
    chapter: str = ""
    cards: Mapping[str, Scorecard] = field(default_factory=dict)  # by the project whose tree it is, blank for the unit
    levels: Sequence[str] = ()  # the scheme's words for how far a qualitative indicator was reached
    more: Set[str] = frozenset()  # amounts and lines the place's form does not ask for, but a file states

    @property
    def year(self):
        return self.report.unit_year

    @property
    def asked(self) -> Sequence[str]:
        """The amounts this place's form asks for, any others and optional lines a file states or the page posted showed."""
        given = self.outline.params.get("amount_columns", asking.AMOUNT_COLUMNS)
        data = self.data or {}
        sent = {data[name] if name.endswith("-key") else name.rpartition("-")[2] for name in data}
        return [name for name in (*AMOUNTS, *OPTIONAL) if name in given or name in self.more or name in sent]


@dataclass(frozen=True)
class Chapter:
    """One page of a step that has several: a chapter of the narrative, one project's indicators.

    A page not *begun* is reached from the others, but does not stand on the way from step to step.
    """

    key: str
    label: str
    guidance: str = ""
    required: bool = False
    max_length: int | None = None
    begun: bool = True
    guide: Guide = field(default_factory=Guide)


def no_chapters(outline: Outline, filing: Filing) -> list[Chapter]:
    return []


def no_chapter(at: str, filing: Filing) -> str:
    return ""


def nowhere_else(blocks: Sequence[Any], filing: Filing) -> list[str]:
    return []


def nothing_more(year: UnitYear) -> None:
    """Leave everything else as it is."""


@dataclass(frozen=True)
class Step:
    """One step: the addresses it *covers* by their beginnings, its forms, and the facts it asks everyone for.

    A step may have *chapters*, pages with a section of their own each so that two people do not collide; ``chapter_of``
    says on which of them the fact at an address stands. One that is *whole* has a page of its own beside them. *after*
    removes in the same save what cannot stand without the rows removed; *also* names the sections of other pages whose
    facts stand on this one too.
    """

    key: str
    title: str
    covers: tuple[str, ...]
    build: Callable[[Scene], list[Any]]
    asks: Callable[[Filing, Outline], Iterator[Asked]]
    note: str = ""
    chapters: Callable[[Outline, Filing], list[Chapter]] = no_chapters
    chapter_of: Callable[[str, Filing], str] = no_chapter
    whole: bool = True
    piece: str = "章"  # how the chapters are counted
    tabs: Callable[[Filing], tuple[str, str]] = lambda filing: ("", "")  # names of its own page and of the chapters
    after: Callable[[UnitYear], None] = nothing_more
    also: Callable[[Sequence[Any], Filing], list[str]] = nowhere_else


def narrative_chapters(outline: Outline, filing: Filing) -> list[Chapter]:
    """Return the outline's chapters, then stored ones it does not know."""
    asked = [
        Chapter(one.key, one.label, one.guidance, one.required, one.max_length, guide=one.guide)
        for one in narrative_fields(outline)
    ]
    known = {one.key for one in asked}
    others = [key for key, one in filing.narrative.items() if key not in known and (one.text or one.imported)]
    return [*asked, *(Chapter(key, other_title(key)) for key in others)]


def _narrative_chapter(at: str, filing: Filing) -> str:
    return at.split(".")[1] if "." in at else ""


def _narrative(scene: Scene) -> list[Sheet | Grid]:
    listed = narrative_chapters(scene.outline, scene.filing)
    place, one = next((place, one) for place, one in enumerate(listed) if one.key == scene.chapter)
    return [
        sheets.chapter(
            scene.report,
            scene.data,
            scene.filing,
            key=one.key,
            label=one.label,
            position=place,
            max_length=one.max_length,
        )
    ]


def _profile(scene: Scene) -> list[Any]:
    headings = sheets.own_headings(scene.report, scene.data, scene.outline)
    return [*profile_blocks(scene.year, scene.data), sheets.heading(scene.report, scene.data), *headings]


def project_chapters(outline: Outline, filing: Filing) -> list[Chapter]:
    """Return one page for each project; a group has one where it says something itself."""
    groups = {project.parent for project in filing.projects.values()}
    begun = {one.project for one in filing.project_indicators.values()}
    begun |= {key for key, one in filing.projects.items() if any(getattr(one, name) for name in PROJECT_WORDS)}
    return [
        Chapter(key, project.label, begun=key in begun)
        for key, project in filing.projects.items()
        if key in begun or key not in groups
    ]


def _project_chapter(at: str, filing: Filing) -> str:
    """Return the project whose page holds the fact at *at*, blank for what stands on the unit's."""
    if _is_project_word(at):
        return at.split(".")[1]
    listed, _, key = at.partition(".")
    row = filing.project_indicators.get(key.partition(".")[0]) if listed == "project_indicators" else None
    return row.project if row and row.project in filing.projects else ""


def _is_project_word(at: str) -> bool:
    return at.startswith("projects.") and at.rpartition(".")[2] in PROJECT_WORDS


def _indicators(scene: Scene) -> list[Sheet | Grid]:
    scoring = Scoring(scene.cards.get(scene.chapter), scene.levels, Proofs(scene.report.pk, scene.filing).of)
    if not scene.chapter:
        return indicator_blocks(scene.year, scene.data, scoring)
    project = get_object_or_404(Project, unit_year=scene.year, key=scene.chapter)
    goal, words = money.project_sheets(project, scene.data)
    return [goal, *project_indicator_blocks(scene.year, project.key, scene.data, scoring), words]


def schedule_chapters(outline: Outline, filing: Filing) -> list[Chapter]:
    """Return one page for each official form, of one for each project as many as there are projects."""
    return [Chapter(page.key, page.label) for page in schedule_pages.pages(outline, filing)]


def _schedules(scene: Scene) -> list[Any]:
    page = next(one for one in schedule_pages.pages(scene.outline, scene.filing) if one.key == scene.chapter)
    return [schedule_pages.ScheduleTable(scene.report, page, scene.filing, scene.data)]


def _also_in_schedules(blocks: Sequence[Any], filing: Filing) -> list[str]:
    """Return the sections of other pages whose facts stand on this one."""
    return list(dict.fromkeys(section_of(at, filing) for block in blocks for at in block.addresses))


def _drop_project_trees(year: UnitYear) -> None:
    """Remove the indicators of projects that are no more."""
    projects = Project.objects.filter(unit_year=year).values_list("key")
    Indicator.objects.filter(unit_year=year).exclude(project="").exclude(project__in=projects).delete()


STEPS = (
    Step(
        "profile", "单位概况", ("profile", "duties", "departments", "subordinate_units", "title", "basis", "fiscal_year"),
        _profile, asking.profile,
    ),
    Step("staffing", "人员编制", ("staffing",), lambda at: list(staffing_blocks(at.year, at.data)), asking.staffing, "单位：人"),
    Step(
        "budget", "收支决算", ("budget.nature", "budget.economic", "budget"),
        lambda at: money.budget_blocks(at.year, at.data, at.asked), asking.budget,
    ),
    Step(
        "sources", "资金来源与收入", ("budget.source", "budget.revenue", "budget.function"),
        lambda at: money.source_blocks(at.year, at.data, at.asked), asking.sources,
    ),
    Step("funds", "基金等预算", ("funds",), lambda at: money.fund_blocks(at.year, at.data), asking.nothing),
    Step(
        "projects", "项目支出", ("projects", "budget.economic_project", "budget.project_source"),
        lambda at: money.project_blocks(at.year, at.data, at.asked), asking.projects, after=_drop_project_trees,
    ),
    Step(
        "three_public", "“三公”经费", ("budget.three_public", "budget.three_public_shares", "three_public_counts"),
        lambda at: money.three_public_blocks(at.year, at.data, at.asked), asking.three_public,
    ),
    Step("assets", "资产", ("assets",), lambda at: money.asset_blocks(at.year, at.data, at.asked), asking.assets),
    Step("goals", "绩效目标", ("goals",), lambda at: goal_blocks(at.year, at.data), asking.goals),
    Step(
        "indicators", "指标与自评结果", ("indicators", "project_indicators", "performance", "outputs"),
        _indicators, asking.indicators, chapters=project_chapters, chapter_of=_project_chapter, piece="张",
        tabs=lambda filing: (f"整体指标 {len(asking.leaves(filing.indicators))}", "项目指标"),
    ),
    Step(
        "schedules", "报表", ("declared",), _schedules, asking.schedules,
        chapters=schedule_chapters, whole=False, piece="张", also=_also_in_schedules,
    ),
    Step(
        "narrative", "报告正文", ("narrative",), _narrative, asking.narrative,
        chapters=narrative_chapters, chapter_of=_narrative_chapter, whole=False,
    ),
    Step(
        "attachments", "附件清单与重复表述", ("attachments", "restatements", "evidence"),
        lambda at: list(sheets.annexes(at.report, at.data, at.filing)), asking.annexes,
    ),
)  # fmt: skip
BY_KEY = {step.key: step for step in STEPS}
EVIDENCE = ("evidence", "佐证材料")
PREVIEW = ("preview", "预览与送审")
IMPORTS = ("imports", "从文件导入")

COMPUTED = {name for kind in (Amounts, Budget) for name, value in vars(kind).items() if isinstance(value, computed)}
# Facts no input holds: what the code, the group or the list of a row already says.
UNEDITED = re.compile(
    r"budget\.\w+\.[\w-]+\.parent|budget\.(nature|source|three_public)\.\w+\.label|budget\.economic\w*\.\d{3}\.label"
    r"|goals\.\w+\.kind|(project_)?indicators\.\w+\.(classified|project)|staffing\.\w+\.total\.label"
    r"|evidence\.\w+\.\w+"
)


def step_of(at: str) -> Step:
    """Return the step that edits the fact at *at*: the one that covers the longest beginning of it."""
    if _is_project_word(at):
        return BY_KEY["indicators"]
    if _is_own_heading(at):
        return BY_KEY["profile"]
    covering = [(len(part), step) for step in STEPS for part in step.covers if f"{at}.".startswith(f"{part}.")]
    return max(covering, key=lambda pair: pair[0])[1] if covering else STEPS[0]


def _is_own_heading(at: str) -> bool:
    return at.startswith("narrative.") and at.endswith(".heading")


def location(report: Report, at: str, filing: Filing) -> str:
    """Return the address in the browser of the field nearest to the fact of *filing* at *at*."""
    if at.partition(".")[0] == EVIDENCE[0]:
        return reverse("reports:evidence", args=[report.pk]) + f"#{anchor(at)}"
    step = step_of(at)
    return page_url(report, step, step.chapter_of(at, filing)) + f"#{anchor(at)}"


def section_of(at: str, filing: Filing) -> str:
    """Return the section under which a change of the fact at *at* is recorded: that of the page it belongs to."""
    step = step_of(at)
    return section_key(step.key, step.chapter_of(at, filing))


def section_key(step: str, chapter: str = "") -> str:
    return f"{step}.{chapter}" if chapter else step


def page_url(report: Report, step: Step, chapter: str = "") -> str:
    """Return the address in the browser of a step, or of one of its chapters."""
    return _page_url(report.pk, step.key, chapter)


@lru_cache(1024)
def _page_url(pk: int, step: str, chapter: str) -> str:
    if chapter:
        return reverse("reports:edit_chapter", args=[pk, step, chapter])
    return reverse("reports:edit", args=[pk, step])


def anchor(at: str) -> str:
    """Return the id of the input that holds the fact at *at*, or of the line or list it belongs to."""
    row, _, name = at.rpartition(".")
    if at in ("fiscal_year", *YEARS):
        return "basis"
    if at.startswith("budget.three_public_shares"):
        return "budget.three_public"
    return row if name in COMPUTED or UNEDITED.fullmatch(at) else at


def filled(filing: Filing, step: Step, outline: Outline) -> tuple[int, int]:
    """Return how many of the facts *step* asks for are there, and how many it asks for."""
    asked = list(step.asks(filing, outline))
    return sum(not one.is_blank for one in asked), len(asked)
