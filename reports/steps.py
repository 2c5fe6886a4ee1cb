"""The editing steps as data: what each edits, how far it is filled, and where the field of an address is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from budgets import grids as money
from budgets.snapshot import Amounts, Budget
from indicators.forms import goal_blocks, indicator_blocks
from lib.address import computed
from lib.grids import Grid, Sheet
from reports import sheets
from reports.filing import Filing
from reports.models import Report
from reports.outline import Outline, narrative_fields
from units.forms import profile_blocks, staffing_blocks

AMOUNT_COLUMNS = ("prior_actual", "initial_budget", "adjustment", "revised_budget", "actual")


@dataclass(frozen=True)
class Scene:
    """What the forms of a step are made from; *data* is what was posted, *chapter* the one being written."""

    report: Report
    outline: Outline
    filing: Filing
    data: Any = None
    chapter: str = ""

    @property
    def year(self):
        return self.report.unit_year

    @property
    def asked(self) -> Sequence[str]:
        """The amounts this place's form asks for."""
        return self.outline.params.get("amount_columns", AMOUNT_COLUMNS)


@dataclass(frozen=True)
class Step:
    """One step: the addresses it *covers* by their beginnings, its forms, and the facts it asks everyone for."""

    key: str
    title: str
    covers: tuple[str, ...]
    build: Callable[[Scene], list[Sheet | Grid]]
    asks: Callable[[Filing, Outline], Iterator[Any]]
    note: str = ""


@dataclass(frozen=True)
class Chapter:
    """One page of words, whether the outline asks for it or an earlier file brought it."""

    key: str
    label: str
    guidance: str = ""
    required: bool = False
    max_length: int | None = None


def chapters(outline: Outline, filing: Filing) -> list[Chapter]:
    """Return the outline's chapters, then stored ones it does not know."""
    asked = [
        Chapter(one.key, one.label, one.guidance, one.required, one.max_length) for one in narrative_fields(outline)
    ]
    known = {one.key for one in asked}
    others = [key for key, one in filing.narrative.items() if key not in known and (one.text or one.imported)]
    return [*asked, *(Chapter(key, f"其他（{key}）") for key in others)]


def _narrative(scene: Scene) -> list[Sheet | Grid]:
    listed = chapters(scene.outline, scene.filing)
    place, one = next((place, one) for place, one in enumerate(listed) if one.key == scene.chapter)
    return [
        sheets.chapter(
            scene.report, scene.data, key=one.key, label=one.label, position=place, max_length=one.max_length
        )
    ]


def _asks_profile(filing: Filing, outline: Outline) -> Iterator[Any]:
    for name in ("name", "region", "level", "administrative_rank", "funding", "nature"):
        yield getattr(filing.profile, name)
    yield from (filing.profile.department_count, filing.profile.subordinate_count, filing.duties, filing.departments)


def _asks_staffing(filing: Filing, outline: Outline) -> Iterator[Any]:
    for group in ("authorized_posts", "serving_staff", "retired_staff"):
        rows = getattr(filing.staffing, group)
        yield rows["total"].count if "total" in rows else None


def _asks_budget(filing: Filing, outline: Outline) -> Iterator[Any]:
    """Every report states these three lines; of the classes only what was spent, as the other columns are optional."""
    given = outline.params.get("amount_columns", AMOUNT_COLUMNS)
    columns = [name for name in ("initial_budget", "revised_budget", "actual") if name in given]
    for key in ("total", "basic", "project"):
        line = filing.budget.nature.get(key)
        yield from (getattr(line, name, None) for name in columns)
    yield from (line.actual for line in filing.budget.economic.values())


def _asks_sources(filing: Filing, outline: Outline) -> Iterator[Any]:
    yield from (line.actual for line in filing.budget.source.values())
    yield filing.budget.revenue["total"].actual if "total" in filing.budget.revenue else None


def _asks_projects(filing: Filing, outline: Outline) -> Iterator[Any]:
    for project in filing.projects.values():
        yield from (project.label, project.initial_budget, project.revised_budget, project.actual, project.usage)
    if not filing.projects:
        yield None


def _asks_three_public(filing: Filing, outline: Outline) -> Iterator[Any]:
    yield from (line.actual for line in filing.budget.three_public.values())
    counts = filing.three_public_counts
    yield from (counts.reception_batches, counts.reception_person_times, counts.vehicle_stock)


def _asks_assets(filing: Filing, outline: Outline) -> Iterator[Any]:
    yield from (filing.assets.date, filing.assets.total, filing.assets.current, filing.assets.fixed)


def _asks_goals(filing: Filing, outline: Outline) -> Iterator[Any]:
    kinds = {goal.kind for goal in filing.goals.values()}
    yield from (kind if kind in kinds else None for kind in ("overall", "annual"))


def _asks_indicators(filing: Filing, outline: Outline) -> Iterator[Any]:
    parents = {indicator.parent for indicator in filing.indicators.values()}
    for key, one in filing.indicators.items():
        if key not in parents:
            yield from (one.label, one.weight, one.score)
            if one.taxonomy != "execution":
                yield from (one.target_value, one.actual_value or one.result)
    yield from (filing.performance.total_score, filing.performance.grade)


def _asks_narrative(filing: Filing, outline: Outline) -> Iterator[Any]:
    for one in (one for one in narrative_fields(outline) if one.required):
        yield filing.narrative[one.key].text if one.key in filing.narrative else ""


def _asks_annexes(filing: Filing, outline: Outline) -> Iterator[Any]:
    yield filing.attachments


STEPS = (
    Step(
        "profile", "单位概况", ("profile", "duties", "departments", "subordinate_units", "title", "basis", "fiscal_year"),
        lambda at: [*profile_blocks(at.year, at.data), sheets.heading(at.report, at.data)], _asks_profile,
    ),
    Step("staffing", "人员编制", ("staffing",), lambda at: list(staffing_blocks(at.year, at.data)), _asks_staffing, "单位：人"),
    Step(
        "budget", "收支决算", ("budget.nature", "budget.economic", "budget"),
        lambda at: money.budget_blocks(at.year, at.data, at.asked), _asks_budget,
    ),
    Step(
        "sources", "资金来源与收入", ("budget.source", "budget.revenue", "budget.function"),
        lambda at: money.source_blocks(at.year, at.data, at.asked), _asks_sources,
    ),
    Step(
        "projects", "项目支出", ("projects", "budget.economic_project"),
        lambda at: money.project_blocks(at.year, at.data, at.asked), _asks_projects,
    ),
    Step(
        "three_public", "“三公”经费", ("budget.three_public", "budget.three_public_shares", "three_public_counts"),
        lambda at: money.three_public_blocks(at.year, at.data, at.asked), _asks_three_public,
    ),
    Step("assets", "资产", ("assets",), lambda at: money.asset_blocks(at.year, at.data, at.asked), _asks_assets),
    Step("goals", "绩效目标", ("goals",), lambda at: goal_blocks(at.year, at.data), _asks_goals),
    Step(
        "indicators", "指标与自评结果", ("indicators", "performance", "outputs"),
        lambda at: indicator_blocks(at.year, at.data), _asks_indicators,
    ),
    Step("narrative", "报告正文", ("narrative",), _narrative, _asks_narrative),
    Step(
        "attachments", "附件清单与重复表述", ("attachments", "restatements"),
        lambda at: list(sheets.annexes(at.report, at.data, at.filing)), _asks_annexes,
    ),
)  # fmt: skip
BY_KEY = {step.key: step for step in STEPS}
PREVIEW = ("preview", "预览与送审")

COMPUTED = {name for kind in (Amounts, Budget) for name, value in vars(kind).items() if isinstance(value, computed)}
# Facts no input holds: what the code, the group or the list of a row already says.
UNEDITED = re.compile(
    r"budget\.\w+\.[\w-]+\.parent|budget\.(nature|source|three_public)\.\w+\.label|budget\.economic\w*\.\d{3}\.label"
    r"|goals\.\w+\.kind|indicators\.\w+\.classified|staffing\.\w+\.total\.label"
)


def step_of(at: str) -> Step:
    """Return the step that edits the fact at *at*: the one that covers the longest beginning of it."""
    covering = [(len(part), step) for step in STEPS for part in step.covers if f"{at}.".startswith(f"{part}.")]
    return max(covering, key=lambda pair: pair[0])[1] if covering else STEPS[0]


def location(report: Report, at: str) -> str:
    """Return the address in the browser of the field nearest to the fact at *at*."""
    step, place = step_of(at), anchor(at)
    parts = at.split(".")
    if step.key == "narrative" and len(parts) > 1:
        return reverse("reports:edit_chapter", args=[report.pk, parts[1]]) + f"#{place}"
    return reverse("reports:edit", args=[report.pk, step.key]) + f"#{place}"


def anchor(at: str) -> str:
    """Return the id of the input that holds the fact at *at*, or of the line or list it belongs to."""
    row, _, name = at.rpartition(".")
    if at == "fiscal_year":
        return "basis"
    if at.startswith("budget.three_public_shares"):
        return "budget.three_public"
    return row if name in COMPUTED or UNEDITED.fullmatch(at) else at


def filled(filing: Filing, step: Step, outline: Outline) -> tuple[int, int]:
    """Return how many of the facts *step* asks for are there, and how many it asks for."""
    asked = list(step.asks(filing, outline))
    return sum(1 for value in asked if value is not None and value != "" and value != {}), len(asked)
