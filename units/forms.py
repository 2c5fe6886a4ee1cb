"""What a unit says of itself in one year: its description, its lists and its head counts."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Layout

from lib.forms import FactForm, RowFormSet, formfield
from lib.grids import Add, Body, Cell, Column, Grid, Row, Sheet, row_of, simple_grid
from units import models, snapshot


class ProfileForm(FactForm):
    picture = snapshot.Profile

    class Meta:
        model = models.Profile
        formfield_callback = formfield
        fields = [
            "name", "short_name", "competent_department", "region", "level", "administrative_rank", "funding",
            "nature", "credit_code", "head_name", "head_title", "department_count", "subordinate_count",
            "departments_open", "department_statement",
        ]  # fmt: skip
        help_texts = {
            "nature": "一句话写明，例如“县委领导下的人民团体”",
            "competent_department": "本单位就是主管部门的，不用填",
            "departments_open": "下面只列出了一部分机构时勾选",
        }

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = helper.disable_csrf = False
        lines = [
            ("name", "short_name"), ("competent_department", "credit_code"), ("region", "level"),
            ("administrative_rank", "funding"), ("nature",), ("head_name", "head_title"),
            ("department_count", "subordinate_count"),
        ]  # fmt: skip
        rows = [Div(*map(Field, names), css_class=f"fields-{len(names)} field") for names in lines]
        helper.layout = Layout(*rows, "departments_open", "department_statement")
        return helper


class DutyForm(FactForm):
    picture = snapshot.Duty

    class Meta:
        model = models.Duty
        formfield_callback = formfield
        fields = ["text"]


class DepartmentForm(FactForm):
    picture = snapshot.Department

    class Meta:
        model = models.Department
        formfield_callback = formfield
        fields = ["name", "duties"]


class SubordinateForm(FactForm):
    picture = snapshot.SubordinateUnit

    class Meta:
        model = models.SubordinateUnit
        formfield_callback = formfield
        fields = ["name", "kind"]


class StaffCountForm(FactForm):
    picture = snapshot.StaffCount

    class Meta:
        model = models.StaffCount
        formfield_callback = formfield
        fields = ["label", "count"]


class DutyFormSet(RowFormSet):
    form, model = DutyForm, models.Duty


class DepartmentFormSet(RowFormSet):
    form, model = DepartmentForm, models.Department


class SubordinateFormSet(RowFormSet):
    form, model = SubordinateForm, models.SubordinateUnit


class StaffCountFormSet(RowFormSet):
    """The kinds of one group, its printed total first."""

    form, model = StaffCountForm, models.StaffCount

    def __init__(self, data: Any = None, *, group: str, rows: list[models.StaffCount], owner: dict, **options) -> None:
        owner = {**owner, "group": group}
        if all(row.key != "total" for row in rows):
            rows = [models.StaffCount(key="total", label="合计", **owner), *rows]
        super().__init__(data, at=f"staffing.{group}", rows=rows, owner=owner, prefix=group, **options)

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.part = self.at
        if form.instance.key == "total":
            del form.fields["DELETE"], form.fields["ORDER"], form.fields["label"]


def profile_blocks(unit_year: models.UnitYear, data: Any) -> list[Sheet | Grid]:
    """Return the description and the lists of duties, departments and subordinate units."""
    profile = models.Profile.objects.filter(unit_year=unit_year).first() or models.Profile(unit_year=unit_year)
    return [
        Sheet("profile", "基本情况", ProfileForm(data, instance=profile, at="profile", prefix="profile")),
        simple_grid(
            _rows(DutyFormSet, unit_year, data, "duties"), title="主要职责", add="加一条职责",
            columns=[Column("text", "职责", "w")],
        ),
        simple_grid(
            _rows(DepartmentFormSet, unit_year, data, "departments"), title="内设机构", add="加一个机构",
            columns=[Column("name", "名称", "w"), Column("duties", "职责", "w")],
        ),
        simple_grid(
            _rows(SubordinateFormSet, unit_year, data, "subordinate_units"), title="所属单位", add="加一个所属单位",
            columns=[Column("name", "名称", "w"), Column("kind", "单位类型", "w")],
        ),
    ]  # fmt: skip


def _rows(kind: type[RowFormSet], unit_year: models.UnitYear, data: Any, at: str) -> RowFormSet:
    owner: dict[str, Any] = {"unit_year": unit_year}
    rows = kind.model._default_manager.filter(**owner)
    return kind(data, at=at, rows=rows, owner=owner, next_key=unit_year.next_key, prefix=at)


def staffing_blocks(unit_year: models.UnitYear, data: Any) -> list[Sheet | Grid]:
    """Return one grid for each group of head counts; one query."""
    counts = list(unit_year.staff_counts.all())
    return [
        _staff_grid(
            StaffCountFormSet(
                data, group=group, rows=[row for row in counts if row.group == group],
                owner={"unit_year": unit_year}, next_key=unit_year.next_key,
            ),
            label,
        )
        for group, label in models.StaffCount.GROUPS
    ]  # fmt: skip


def _staff_grid(formset: StaffCountFormSet, title: str) -> Grid:
    """Return the printed total, the kinds, and the sum of the kinds."""
    columns = [Column("count", "人数", numeric=True)]
    totals = [form for form in formset.forms if form.instance.key == "total"]
    kinds = [form for form in formset.forms if form.instance.key != "total"]
    total = [row_of(form, Cell(text="合计"), columns, called=f"{title}·合计", css="tot") for form in totals]
    return Grid(
        formset.at, title, "类别", columns,
        [Body(total), Body([_kind(form, columns) for form in kinds], formset.prefix), Body([_sum(formset.at, kinds)])],
        [formset], last="删除", blanks=[(formset.prefix, _kind(formset.blank_row, columns))],
        adds=[Add(formset.prefix, "加一类")],
    )  # fmt: skip


def _kind(form: Any, columns: list[Column]) -> Row:
    form.fields["count"].widget.attrs["data-part"] = form.part
    return row_of(form, Cell(form["label"], css="w"), columns, css="l2")


def _sum(at: str, kinds: list[Any]) -> Row:
    counted = [form.instance.count for form in kinds if form.instance.count is not None]
    cell = Cell(text=str(sum(counted)) if counted else "", css="num", sum=at, places="0")
    return Row(Cell(text="各类相加（自动）"), [cell], css="sum")
