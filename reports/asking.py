"""What every report is asked for, fact by fact: how far a step is filled in, and what is missing with the way to it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from budgets.classifications import label_of
from indicators.snapshot import Indicator as Node
from lib.address import UnknownAddressError, describe
from reports.filing import Filing
from reports.outline import Outline, narrative_fields

AMOUNT_COLUMNS = ("prior_actual", "initial_budget", "adjustment", "revised_budget", "actual")
COLUMN_NAMES = {"initial_budget": "年初预算数", "revised_budget": "全年预算数", "actual": "决算数"}
STAFF = {"authorized_posts": "编制人数", "serving_staff": "在职人数", "retired_staff": "离退休人数"}
GOALS = {"overall": "总体目标", "annual": "年度目标"}


class Asked(NamedTuple):
    """One fact every report is asked for: its address, what is there, what it is called where its row is not there yet,
    and the place on its page where that is not the address."""

    at: str
    value: Any
    label: str = ""
    place: str = ""

    @property
    def is_blank(self) -> bool:
        return self.value is None or self.value == "" or self.value == {}

    def called(self, filing: Filing) -> str:
        """Return the Chinese name of the fact."""
        if self.label:
            return self.label
        try:
            return describe(filing, self.at)
        except UnknownAddressError:
            return self.at


def of(row: Any, *names: str) -> Iterator[Asked]:
    """Yield the facts *names* of a row that is there."""
    yield from (Asked(row.at(name), getattr(row, name)) for name in names)


def profile(filing: Filing, outline: Outline) -> Iterator[Asked]:
    yield from of(filing.profile, "name", "region", "level", "administrative_rank", "funding", "nature")
    yield from of(filing.profile, "department_count", "subordinate_count")
    yield from (Asked("duties", filing.duties, "主要职责"), Asked("departments", filing.departments, "内设机构"))


def staffing(filing: Filing, outline: Outline) -> Iterator[Asked]:
    for group, label in STAFF.items():
        rows = getattr(filing.staffing, group)
        yield Asked(f"staffing.{group}.total.count", rows["total"].count if "total" in rows else None, f"{label}合计")


def budget(filing: Filing, outline: Outline) -> Iterator[Asked]:
    """Every report states these three lines; of the classes only what was spent, as the other columns are optional."""
    given = outline.params.get("amount_columns", AMOUNT_COLUMNS)
    for key in ("total", "basic", "project"):
        line = filing.budget.nature.get(key)
        for name in (name for name in COLUMN_NAMES if name in given):
            label = f"{label_of('nature', key)}·{COLUMN_NAMES[name]}"
            yield Asked(f"budget.nature.{key}.{name}", getattr(line, name, None), label)
    for line in filing.budget.economic.values():
        yield from of(line, "actual")


def sources(filing: Filing, outline: Outline) -> Iterator[Asked]:
    for line in filing.budget.source.values():
        yield from of(line, "actual")
    total = filing.budget.revenue.get("total")
    yield Asked("budget.revenue.total.actual", total.actual if total else None, "收入合计·决算数")


def nothing(filing: Filing, outline: Outline) -> Iterator[Asked]:
    """Most units have nothing to say here."""
    yield from ()


def projects(filing: Filing, outline: Outline) -> Iterator[Asked]:
    for project in filing.projects.values():
        yield from of(project, "label", "initial_budget", "revised_budget", "actual", "usage")
    if not filing.projects:
        yield Asked("projects", None, "至少一个项目")


def three_public(filing: Filing, outline: Outline) -> Iterator[Asked]:
    for line in filing.budget.three_public.values():
        yield from of(line, "actual")
    yield from of(filing.three_public_counts, "reception_batches", "reception_person_times", "vehicle_stock")


def assets(filing: Filing, outline: Outline) -> Iterator[Asked]:
    yield from of(filing.assets, "date", "total", "current", "fixed")


def goals(filing: Filing, outline: Outline) -> Iterator[Asked]:
    kinds = {goal.kind for goal in filing.goals.values()}
    yield from (
        Asked("goals", kind if kind in kinds else None, label, f"goals-{kind}") for kind, label in GOALS.items()
    )


def leaves(nodes: Mapping[str, Node]) -> list[Node]:
    """Return the indicators of a tree that hold no others: those that are scored."""
    parents = {one.parent for one in nodes.values()}
    return [one for key, one in nodes.items() if key not in parents]


def indicators(filing: Filing, outline: Outline) -> Iterator[Asked]:
    for one in [*leaves(filing.indicators), *leaves(filing.project_indicators)]:
        yield from of(one, "label", "weight", "score")
        if one.taxonomy != "execution":
            yield from of(one, "target_value")
            yield Asked(one.at("actual_value"), one.actual_value or one.result)
    yield from of(filing.performance, "total_score", "grade")


def schedules(filing: Filing, outline: Outline) -> Iterator[Asked]:
    for fact in {one.at: one for schedule in outline.annexes for one in schedule.facts}.values():
        row = filing.declared.get(fact.key)
        yield Asked(fact.at, getattr(row, fact.unit, None) if row else None, fact.label)


def narrative(filing: Filing, outline: Outline) -> Iterator[Asked]:
    for one in (one for one in narrative_fields(outline) if one.required):
        said = filing.narrative[one.key].text if one.key in filing.narrative else ""
        yield Asked(f"narrative.{one.key}.text", said, one.label)


def annexes(filing: Filing, outline: Outline) -> Iterator[Asked]:
    yield Asked("attachments", filing.attachments, "附件清单")
