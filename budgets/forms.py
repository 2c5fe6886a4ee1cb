"""Lines of money by scheme, projects, the counts behind the three public expenses, assets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from typing import Any

from django import forms
from django.db.models import Field

from budgets import models, snapshot
from budgets.classifications import SCHEMES, label_of
from budgets.fields import WanField
from budgets.matching import class_code, item_code
from lib import forms as lib_forms
from lib.denied import WrongMoment
from lib.forms import FactForm, RowFormSet
from lib.trees import TreeFormSet
from units.models import UnitYear

AMOUNTS = ("prior_actual", "initial_budget", "adjustment", "revised_budget", "received", "actual", "change")
SIGNED = ("adjustment", "change")  # what was taken back is negative; nothing else can be
FIXED = ("nature", "source", "three_public")  # every line of these schemes has its place, whoever files
OPTIONAL = ("special_funds",)  # offered only where it is in use or asked for
LONGEST_KEY = 64
PROJECT_GONE = "这个项目刚从“项目支出”里删除，这一页没有保存。"


def formfield(column: Field, **options: Any) -> forms.Field | None:
    if isinstance(column, models.AmountField):
        return WanField(required=False, signed=column.name in SIGNED, **options)
    return lib_forms.formfield(column, **options)


def columns_of(asked: Sequence[str], rows: Iterable[Any]) -> list[str]:
    """Return the amounts to show: those *asked* for and every other one that holds something, in their order."""
    rows = list(rows)
    held = {name for name in AMOUNTS if any(getattr(row, name) is not None for row in rows)}
    return [name for name in AMOUNTS if name in asked or name in held]


class AmountsForm(FactForm):
    """A row of amounts of which only *columns* are shown."""

    def __init__(self, *args: Any, columns: Sequence[str] = AMOUNTS, **options: Any) -> None:
        hidden = set(AMOUNTS) - set(columns)
        # A form copies its base fields; those not shown need not be copied first and thrown away after.
        self.base_fields = {name: field for name, field in self.base_fields.items() if name not in hidden}  # type: ignore[misc]
        super().__init__(*args, **options)


class LineForm(AmountsForm):
    picture = snapshot.Line

    class Meta:
        model = models.BudgetLine
        formfield_callback = formfield
        fields = ["label", *AMOUNTS]


class ProjectForm(AmountsForm):
    picture = snapshot.Project

    class Meta:
        model = models.Project
        formfield_callback = formfield
        fields = [
            "label", "parent", "aliases", *AMOUNTS, "grant", "grant_source", "usage", "code", "category", "leader",
            "finance_lead",
        ]  # fmt: skip

    def save(self, commit: bool = True) -> models.Project:
        # Only its own columns: somebody may be writing this project's goal on a page of its own.
        if self.instance.pk is None:
            return super().save(commit)
        if self.has_changed():
            self.instance.save(update_fields=[name for name in self.changed_data if name in self.Meta.fields])
        return self.instance


class ProjectPartForm(FactForm):
    """Some facts of one project, written on a page of their own while others edit its amounts."""

    picture = snapshot.Project

    def save(self, commit: bool = True) -> models.Project:
        """Write the columns that changed; raise WrongMoment when the project was removed meanwhile."""
        if self.has_changed():
            values = {name: self.cleaned_data[name] for name in self.changed_data}
            if not models.Project.objects.filter(pk=self.instance.pk).update(**values):
                raise WrongMoment(PROJECT_GONE)
        return self.instance


class ProjectGoalForm(ProjectPartForm):
    class Meta:
        model = models.Project
        formfield_callback = formfield
        fields = ["goal", "achievement"]


class ProjectWordsForm(ProjectPartForm):
    class Meta:
        model = models.Project
        formfield_callback = formfield
        fields = ["process", "conclusion", "problems", "improvements"]


class FundLineForm(FactForm):
    picture = snapshot.FundLine

    class Meta:
        model = models.FundLine
        formfield_callback = formfield
        fields = ["label", "code", "opening", "income", "spent", "basic", "project", "closing"]

    def __init__(self, *args: Any, columns: Sequence[str], **options: Any) -> None:
        # Each fund's table has its own columns; what is not among them is neither shown nor read.
        self.base_fields = {name: field for name, field in self.base_fields.items() if name in ("label", *columns)}  # type: ignore[misc]
        super().__init__(*args, **options)


class FundLineFormSet(RowFormSet):
    form, model = FundLineForm, models.FundLine


class ThreePublicCountsForm(FactForm):
    picture = snapshot.ThreePublicCounts

    class Meta:
        model = models.ThreePublicCounts
        formfield_callback = formfield
        fields = [
            "overseas_delegations", "overseas_person_times", "reception_batches", "reception_person_times",
            "vehicle_stock", "vehicle_stock_date",
        ]  # fmt: skip


class AssetsForm(FactForm):
    picture = snapshot.Assets

    class Meta:
        model = models.Assets
        formfield_callback = formfield
        fields = ["date", "total", "current", "fixed", "other", "accumulated_depreciation", "kinds"]


class LineFormSet(RowFormSet):
    """The lines of one scheme under one *parent*; the parent is the form set's, never posted."""

    form, model = LineForm, models.BudgetLine

    def __init__(
        self, data: Any = None, *, year: UnitYear, scheme: str, lines: Lines, parent: str = "", **options
    ) -> None:
        self.scheme, self.parent, self.taken = scheme, parent, lines.taken(scheme)
        self.named, self.busy = scheme not in FIXED, {row.parent for row in lines.of(scheme) if row.parent}
        self.can_delete = self.named
        owner = {"unit_year": year, "scheme": scheme, "parent": parent}
        rows = lines.of(scheme) if not self.named else [row for row in lines.of(scheme) if row.parent == parent]
        super().__init__(
            data, at=f"budget.{scheme}", rows=rows, owner=owner, next_key=year.next_key,
            prefix=f"{scheme}-{parent}" if parent else scheme, form_kwargs={"columns": lines.columns[scheme]}, **options,
        )  # fmt: skip

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        row = form.instance
        if not self.named or self._is_class(row):
            del form.fields["label"]
        if self.named and row.key in self.busy:
            del form.fields["DELETE"]

    def _is_class(self, row: models.BudgetLine) -> bool:
        """Return whether the code, not the name, says what the line is."""
        return self._economic and not self.parent and row.key != ""

    def new_key(self, form: Any) -> str:
        """Return the code of what the row is called, or one of its own; the key stays when the name changes."""
        code = self._code(form.cleaned_data.get("label", ""))
        if not code or code in self.taken or len(code) > LONGEST_KEY:
            code = f"{self.parent}x{self.next_key()}" if self._economic else self.next_key()
        self.taken.add(code)
        return code

    @property
    def _economic(self) -> bool:
        return self.scheme.startswith("economic")

    def _code(self, name: str) -> str:
        if not self._economic:
            return ""
        return item_code(name, self.parent) if self.parent else class_code(name)


class Lines:
    """All lines of one unit and year, read once and shared by the form sets of a page; *columns* are those shown of each scheme.

    *asked* are amounts and optional lines.
    """

    def __init__(self, year: UnitYear, asked: Sequence[str], schemes: Sequence[str]) -> None:
        self.year, self._absent = year, {code for code in OPTIONAL if code not in asked}
        stored = list(year.budget_lines.filter(scheme__in=schemes))
        self._stored = {scheme: [row for row in stored if row.scheme == scheme] for scheme in schemes}
        self.columns = {scheme: columns_of(asked, rows) for scheme, rows in self._stored.items()}
        self._taken = {scheme: {row.key for row in rows} for scheme, rows in self._stored.items()}

    def of(self, scheme: str) -> list[models.BudgetLine]:
        """Return the lines of *scheme*; with the standard ones not yet stored where the scheme is fixed."""
        stored = self._stored[scheme]
        return _with_standard(self.year, scheme, stored, self._absent) if scheme in FIXED else stored

    def taken(self, scheme: str) -> set[str]:
        """Return the codes in use, one set for all form sets of the scheme."""
        return self._taken[scheme]

    def parents(self, scheme: str) -> list[str]:
        """Return the classes that have a line or items, in order of first mention."""
        rows = self._stored[scheme]
        return list(
            dict.fromkeys([row.key for row in rows if not row.parent] + [row.parent for row in rows if row.parent])
        )


def _with_standard(
    year: UnitYear, scheme: str, stored: Sequence[models.BudgetLine], absent: Set[str]
) -> list[models.BudgetLine]:
    order = [category.code for category in SCHEMES[scheme]]
    known = {row.key: row for row in stored}
    offered = [
        models.BudgetLine(unit_year=year, scheme=scheme, key=one.code, label=one.label, parent=one.parent)
        for one in SCHEMES[scheme]
        if one.code not in known and one.code not in absent
    ]
    return sorted([*stored, *offered], key=lambda row: order.index(row.key) if row.key in order else len(order))


class ProjectFormSet(TreeFormSet):
    """Projects and the groups others name as parent."""

    form, model, rootless = ProjectForm, models.Project, "不属于任何一组"

    def __init__(self, data: Any = None, *, year: UnitYear, asked: Sequence[str]) -> None:
        rows = list(models.Project.objects.filter(unit_year=year))
        self.columns = columns_of(asked, rows)
        super().__init__(
            data, at="projects", rows=rows, owner={"unit_year": year}, next_key=year.next_key, prefix="projects",
            form_kwargs={"columns": self.columns},
        )  # fmt: skip


def standard_items(scheme: str, parent: str) -> list[str]:
    """Return the standard names under class *parent*, or of the classes."""
    return [category.label for category in SCHEMES[scheme] if category.parent == parent]


def class_label(scheme: str, code: str) -> str:
    """Return what a class is called where no line of it is stored."""
    return label_of(scheme, code) or code
