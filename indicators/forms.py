"""Goals by kind, the indicator tree, the figures the words report, and the stated result."""

from __future__ import annotations

import copy
from functools import lru_cache
from typing import Any

from budgets.forms import PROJECT_GONE
from budgets.models import Project
from indicators import models, snapshot
from indicators.grids import Scoring, indicator_grid
from indicators.taxonomy import KINDS, LABELS
from lib.denied import WrongMoment
from lib.fields import ListField
from lib.forms import FactForm, RowFormSet, formfield
from lib.grids import Column, Grid, Sheet, simple_grid
from lib.trees import TreeFormSet
from units.models import UnitYear

Block = Sheet | Grid


class GoalForm(FactForm):
    picture = snapshot.Goal

    class Meta:
        model = models.Goal
        formfield_callback = formfield
        fields = ["text", "achievement", "parent"]


class IndicatorForm(FactForm):
    picture = snapshot.Indicator

    class Meta:
        model = models.Indicator
        formfield_callback = formfield
        fields = [
            "label", "operator", "target_value", "actual_value", "unit", "weight", "score", "reason", "result",
            "measure", "actual_unit", "parent", "taxonomy",
        ]  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        old, field = self.fields["taxonomy"], copy.deepcopy(_kinds(self.instance.taxonomy))
        field.label = old.label
        field.widget.attrs["id"] = old.widget.attrs.get("id")
        if self.instance.classified:
            field.help_text = "由系统归类，请核对"
        self.fields["taxonomy"] = field
        self.fields["unit"].widget.attrs["list"] = "indicator-units"

    def clean(self) -> dict[str, Any]:
        if "taxonomy" in self.changed_data:
            self.instance.classified = False  # a person has said so now
        return super().clean()


@lru_cache(64)
def _kinds(present: str) -> ListField:
    """Offer the kinds in the order of the national form, and what is stored if it is none of them."""
    listed = [(kind.code, f"　{kind.label}" if kind.parent else kind.label) for kind in KINDS]
    own = [(present, present)] if present and present not in LABELS else []
    return ListField(choices=[("", "（不归类）"), *listed, *own])


class OutputForm(FactForm):
    picture = snapshot.Output

    class Meta:
        model = models.Output
        formfield_callback = formfield
        fields = ["label", "qualifier", "value", "unit"]


class PerformanceForm(FactForm):
    picture = snapshot.Performance

    class Meta:
        model = models.Performance
        formfield_callback = formfield
        fields = ["total_score", "grade"]


class GoalFormSet(TreeFormSet):
    """The goals of one kind; the kind is the form set's, never posted."""

    form, model, rootless = GoalForm, models.Goal, "（单列）"

    def __init__(self, data: Any = None, *, kind: str, **options: Any) -> None:
        self.kind = kind
        super().__init__(data, at="goals", prefix=f"goals-{kind}", **options)

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if self.kind != "task":
            del form.fields["parent"]

    def in_order(self) -> list[tuple[int, FactForm]]:
        return super().in_order() if self.kind == "task" else [(0, form) for form in self.forms]


class IndicatorFormSet(TreeFormSet):
    form, model, rootless = IndicatorForm, models.Indicator, "（一级指标）"

    def may_hold(self, row: models.Indicator) -> bool:
        """Offer headings: what has no target of its own."""
        return not row.target_value


class ProjectIndicatorFormSet(IndicatorFormSet):
    """The tree of one project; the project is the form set's, never posted."""

    def save(self) -> None:
        """Write what was changed; raise WrongMoment when the project was removed meanwhile."""
        if self.has_changed() and not Project.objects.filter(
            unit_year=self.owner["unit_year"], key=self.owner["project"]
        ):
            raise WrongMoment(PROJECT_GONE)
        super().save()


class OutputFormSet(RowFormSet):
    form, model = OutputForm, models.Output


GOAL_COLUMNS = (Column("text", "内容", "w"), Column("achievement", "实际完成情况", "w"), Column("parent", "属于", "p"))


def goal_blocks(year: UnitYear, data: Any) -> list[Block]:
    rows = list(models.Goal.objects.filter(unit_year=year))
    return [_goal_grid(year, data, kind, label, rows) for kind, label in models.Goal.KINDS]


def _goal_grid(year: UnitYear, data: Any, kind: str, label: str, rows: list[models.Goal]) -> Grid:
    formset = GoalFormSet(
        data, kind=kind, rows=[row for row in rows if row.kind == kind], owner={"unit_year": year, "kind": kind},
        next_key=year.next_key,
    )  # fmt: skip
    columns = GOAL_COLUMNS if kind == "task" else GOAL_COLUMNS[:-1]
    grid = simple_grid(formset, title=label, columns=columns, add=f"加一条{label}")
    grid.id, depths = f"goals-{kind}", {id(form): (n, depth) for n, (depth, form) in enumerate(formset.in_order())}
    for row in grid.bodies[0].rows:
        row.depth = depths[id(row.form)][1]
    grid.bodies[0].rows.sort(key=lambda row: depths[id(row.form)])
    return grid


def indicator_blocks(year: UnitYear, data: Any, scoring: Scoring | None = None) -> list[Block]:
    """Return the tree, the stated result and the figures of the text."""
    rows = models.Indicator.objects.filter(unit_year=year, project="")
    tree = IndicatorFormSet(data, at="indicators", rows=rows, **_owned(year), prefix="indicators")
    outputs = models.Output.objects.filter(unit_year=year)
    figures = OutputFormSet(data, at="outputs", rows=outputs, **_owned(year), prefix="outputs")
    result = models.Performance.objects.filter(unit_year=year).first() or models.Performance(unit_year=year)
    form = PerformanceForm(data, instance=result, at="performance", prefix="performance")
    return [indicator_grid(tree, scoring or Scoring()), Sheet("performance", "自评结果", form), _output_grid(figures)]


def project_indicator_blocks(year: UnitYear, project: str, data: Any, scoring: Scoring | None = None) -> list[Block]:
    """Return the tree of the project with key *project*."""
    rows = models.Indicator.objects.filter(unit_year=year, project=project)
    tree = ProjectIndicatorFormSet(
        data, at="project_indicators", rows=rows, owner={"unit_year": year, "project": project},
        next_key=year.next_key, prefix="project_indicators",
    )  # fmt: skip
    return [indicator_grid(tree, scoring or Scoring())]


def _owned(year: UnitYear) -> dict[str, Any]:
    return {"owner": {"unit_year": year}, "next_key": year.next_key}


def _output_grid(formset: OutputFormSet) -> Grid:
    columns = [
        Column("label", "内容", "w"), Column("qualifier", "修饰", "s"), Column("value", "数值"), Column("unit", "单位", "s"),
    ]  # fmt: skip
    note = "正文引用的工作数据，例如“科普活动 余 46 场”"
    return simple_grid(formset, title="工作数据", columns=columns, add="加一项数据", note=note)
