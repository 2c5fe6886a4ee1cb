"""The money forms as tables: fixed schemes, classes with their items and automatic sums, projects."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from budgets.classifications import FUNDS
from budgets.fields import shown
from budgets.forms import (
    AssetsForm,
    FundLineFormSet,
    LineFormSet,
    Lines,
    ProjectFormSet,
    ProjectGoalForm,
    ProjectWordsForm,
    ThreePublicCountsForm,
    class_label,
    standard_items,
)
from budgets.models import Assets, FundLine, Project, ThreePublicCounts
from budgets.snapshot import Amounts, ratio
from lib.display import percent, wan
from lib.forms import FactForm, fact_label
from lib.grids import Add, Body, Cell, Check, Column, Grid, Row, Sheet, row_of, simple_grid
from lib.money import gap
from units.models import UnitYear

Block = Sheet | Grid
SHOWN = 32
# The columns of each table and their heads, as the official tables have them (domain/tables.md d).
FUND_COLUMNS = {
    "government_fund": ("code", "opening", "income", "spent", "basic", "project", "closing"),
    "state_capital": ("code", "spent", "basic", "project"),
    "social_insurance": ("opening", "income", "spent", "closing"),
}
FUND_HEADS = {
    "code": "科目编码", "opening": "上年结余", "income": "本年收入", "spent": "本年支出", "basic": "基本支出",
    "project": "项目支出", "closing": "年末结余",
}  # fmt: skip
PROJECT_DETAIL = (
    "usage", "parent", "code", "category", "leader", "finance_lead", "aliases", "grant", "grant_source",
)  # fmt: skip
IN_WAN = "金额单位：万元"
TITLES = {
    "nature": "支出构成", "economic": "基本支出经济分类", "economic_project": "项目支出经济分类", "source": "资金来源",
    "revenue": "收入", "function": "功能分类", "three_public": "各项支出",
}  # fmt: skip
LEADS = {"nature": "支出", "source": "来源", "three_public": "项目"}
# Lines of fixed schemes that are the sum of others, and what those are called.
SUMS: dict[str, dict[str, tuple[tuple[str, ...], str]]] = {
    "nature": {"total": (("basic", "project"), "分项"), "basic": (("personnel", "operating"), "分项")},
    "three_public": {
        "total": (("overseas", "vehicle", "reception"), "分项"),
        "vehicle": (("vehicle_purchase", "vehicle_operation"), "分项"),
    },
}
COMPARED = (("actual", ""), ("initial_budget", "年初"), ("revised_budget", "全年"), ("prior_actual", "上年"))
RATE = Column("actual/revised_budget", "执行率", "num", True)
# How far a line is set in under what it is part of.
INSET = {"basic": "l2", "personnel": "l3", "operating": "l3", "project": "l2", "special_funds": "l2"} | {
    "overseas": "l2", "vehicle": "l2", "vehicle_purchase": "l3", "vehicle_operation": "l3", "reception": "l2",
}  # fmt: skip


def budget_blocks(year: UnitYear, data: Any, asked: Sequence[str]) -> list[Block]:
    lines = Lines(year, asked, ["nature", "economic"])
    return [fixed_grid(lines, data, "nature"), class_grid(lines, data, "economic")]


def source_blocks(year: UnitYear, data: Any, asked: Sequence[str]) -> list[Block]:
    lines = Lines(year, asked, ["source", "revenue", "function"])
    revenue = named_grid(lines, data, "revenue", "加一项收入")
    return [fixed_grid(lines, data, "source"), revenue, named_grid(lines, data, "function", "加一个功能科目")]


def three_public_blocks(year: UnitYear, data: Any, asked: Sequence[str]) -> list[Block]:
    lines = Lines(year, asked, ["three_public"])
    counts = ThreePublicCounts.objects.filter(unit_year=year).first() or ThreePublicCounts(unit_year=year)
    form = ThreePublicCountsForm(data, instance=counts, at="three_public_counts", prefix="three_public_counts")
    return [fixed_grid(lines, data, "three_public"), Sheet("three_public_counts", "数量", form)]


def fund_blocks(year: UnitYear, data: Any) -> list[Block]:
    """Return the lines of each budget that has a table of its own; a unit without such money leaves them empty."""
    rows = list(FundLine.objects.filter(unit_year=year))
    return [_fund_grid(year, data, fund, label, [row for row in rows if row.fund == fund]) for fund, label in FUNDS]


def _fund_grid(year: UnitYear, data: Any, fund: str, label: str, rows: list[FundLine]) -> Grid:
    formset = FundLineFormSet(
        data, at=f"funds.{fund}", rows=rows, owner={"unit_year": year, "fund": fund}, next_key=year.next_key,
        prefix=f"funds-{fund}", form_kwargs={"columns": FUND_COLUMNS[fund]},
    )  # fmt: skip
    lead = Column("label", "险种" if fund == "social_insurance" else "科目名称", "w")
    columns = [lead, *(Column(name, FUND_HEADS[name], "s", name != "code") for name in FUND_COLUMNS[fund])]
    return simple_grid(formset, title=f"{label}支出", columns=columns, add="加一行", note=f"{IN_WAN}；没有的不用填")


def asset_blocks(year: UnitYear, data: Any, asked: Sequence[str]) -> list[Block]:
    assets = Assets.objects.filter(unit_year=year).first() or Assets(unit_year=year)
    return [Sheet("assets", "资产", AssetsForm(data, instance=assets, at="assets", prefix="assets"), IN_WAN)]


def project_blocks(year: UnitYear, data: Any, asked: Sequence[str]) -> list[Block]:
    lines = Lines(year, asked, ["economic_project"])
    return [project_grid(ProjectFormSet(data, year=year, asked=asked)), class_grid(lines, data, "economic_project")]


def amount_columns(names: Sequence[str]) -> list[Column]:
    """Return one column for each amount, headed by the fact's own label."""
    return [Column(name, fact_label(Amounts, name), "was" if name == "prior_actual" else "", True) for name in names]


def fixed_grid(lines: Lines, data: Any, scheme: str) -> Grid:
    """Return a scheme whose lines are the same for everybody; what they are called is no input."""
    formset = LineFormSet(data, year=lines.year, scheme=scheme, lines=lines)
    columns, sums = amount_columns(lines.columns[scheme]), SUMS.get(scheme, {})
    belongs = {part: f"{scheme}.{whole}" for whole, (parts, _) in sums.items() for part in parts}
    known = {form.instance.key: form.instance for form in formset.forms}
    rows = []
    for form in formset.forms:
        row = _named_row(form, columns, belongs.get(form.instance.key, ""))
        parts, noun = sums.get(form.instance.key, ((), ""))
        if parts and all(one in known for one in parts):
            row.check = _check(f"{scheme}.{form.instance.key}", noun, form.instance, [known[one] for one in parts])
        rows.append(row)
    return Grid(
        formset.at, TITLES[scheme], LEADS[scheme], _heads(columns), [Body(rows)], [formset], note=IN_WAN, last="校核",
        legend=True,
    )  # fmt: skip


def _named_row(form: FactForm, columns: Sequence[Column], part: str) -> Row:
    key = form.instance.key
    css = "tot" if key == "total" else INSET.get(key, "")
    return _money_row(form, Cell(text=form.instance.label), columns, part, css=css)


def _heads(columns: Sequence[Column]) -> list[Column]:
    """Return the columns of a table of money: behind the amounts, how much of the budget was spent."""
    return [*columns, RATE] if _has_rate(columns) else [*columns]


def _has_rate(columns: Sequence[Column]) -> bool:
    return {"actual", "revised_budget"} <= {column.name for column in columns}


def _money_row(form: FactForm, lead: Cell, columns: Sequence[Column], part: str = "", **options: Any) -> Row:
    """Return the line of *form*, its amounts counted for the sums that begin with *part*, and its execution rate."""
    for column in columns if part else ():
        form.fields[column.name].widget.attrs["data-part"] = f"{part}.{column.name}"
    row = row_of(form, lead, columns, **options)
    return _with_rate(row, columns, form.instance)


def _with_rate(row: Row, columns: Sequence[Column], amounts: Any) -> Row:
    if _has_rate(columns):
        row.cells.append(Cell(text=_rate(amounts), css=RATE.css, rate=RATE.name))
    return row


def _rate(row: Any) -> str:
    """Return how much of its revised budget a line has spent, blank where either is unanswered."""
    rate = ratio(row.actual, row.revised_budget)
    return "" if rate is None else percent(rate)


def _check(name: str, noun: str, total: Any, parts: Sequence[Any], *, loose: bool = False) -> Check:
    """Return what the line *total* differs by from its *parts*, in the first column where it does."""
    told = (
        (gap(getattr(total, one), [getattr(row, one) for row in parts], loose=loose), called)
        for one, called in COMPARED
    )
    over, called = next(((over, called) for over, called in told if over is not None), (None, ""))
    words = f"{called}比{noun}{'多' if over > 0 else '少'} {wan(abs(over))}" if over is not None else ""
    return Check(name, noun, loose, words, COMPARED)


def named_grid(lines: Lines, data: Any, scheme: str, add: str) -> Grid:
    """Return a scheme whose lines the unit names itself."""
    columns = amount_columns(lines.columns[scheme])
    parents = [parent for parent in lines.parents(scheme) if any(row.parent == parent for row in lines.of(scheme))]
    formsets = [LineFormSet(data, year=lines.year, scheme=scheme, lines=lines, parent=one) for one in ["", *parents]]
    bodies = [Body([_item_row(form, columns) for form in one.forms], one.prefix) for one in formsets]
    return Grid(
        formsets[0].at, TITLES[scheme], "名称", _heads(columns), bodies, formsets, note=IN_WAN, last="校核", legend=True,
        blanks=[(formsets[0].prefix, _item_row(formsets[0].blank_row, columns))], adds=[Add(formsets[0].prefix, add)],
    )  # fmt: skip


def _item_row(
    form: FactForm, columns: Sequence[Column], *, css: str = "", proposed: str = "", part: str = "", **options: Any
) -> Row:
    if proposed:
        form.fields["label"].widget.attrs["list"] = proposed
    return _money_row(form, Cell(form["label"], css="w"), columns, part, css=css, **options)


def class_grid(lines: Lines, data: Any, scheme: str) -> Grid:
    """Return the classes, each with its items under it and their automatic sum."""
    columns = amount_columns(lines.columns[scheme])
    classes = LineFormSet(data, year=lines.year, scheme=scheme, lines=lines)
    items = {
        code: LineFormSet(data, year=lines.year, scheme=scheme, lines=lines, parent=code)
        for code in lines.parents(scheme)
    }
    heads = {form.instance.key: form for form in classes.forms if form.instance.key in items}
    bodies = [body for code, under in items.items() for body in _class_bodies(heads.get(code), under, columns)]
    fresh = [form for form in classes.forms if form.instance.key not in items]
    added = [_item_row(form, columns, proposed=_list_id(scheme, ""), movable=False) for form in fresh]
    bodies.append(Body(added, classes.prefix))
    return Grid(
        classes.at, TITLES[scheme], "科目", _heads(columns), bodies, [classes, *items.values()], note=IN_WAN, last="校核",
        blanks=[_blank(one, columns) for one in (classes, *items.values())],
        adds=[Add(classes.prefix, "加一类支出")],
        options=[(_list_id(scheme, code), standard_items(scheme, code)) for code in ("", *items)], legend=True,
    )  # fmt: skip


def _class_bodies(head: FactForm | None, items: LineFormSet, columns: Sequence[Column]) -> list[Body]:
    part = f"{items.at}.{items.parent}"
    if head is None:
        row = Row(Cell(text=class_label(items.scheme, items.parent)), [Cell() for _ in _heads(columns)], css="cls")
    else:
        text = f"{items.parent} {head.instance.label or class_label(items.scheme, items.parent)}"
        row = _money_row(head, Cell(text=text), columns, css="cls", removable=not items.rows, movable=False)
        given = [form.instance for form in items.forms if not form.is_removed]
        row.check = _check(part, "细目", head.instance, given, loose=True)
    rows = [
        _item_row(form, columns, css="l2", proposed=_list_id(items.scheme, items.parent), part=part)
        for form in items.forms
    ]
    return [Body([row]), Body(rows, items.prefix), Body([_sum_row(items, columns, part)])]


def _sum_row(items: LineFormSet, columns: Sequence[Column], part: str) -> Row:
    added = Amounts(**{column.name: _total(items, column.name) for column in columns})  # type: ignore[arg-type]
    cells = [Cell(text=_shown(getattr(added, one.name)), css="num", sum=f"{part}.{one.name}") for one in columns]
    row = Row(Cell(text="细目合计（自动）"), cells, css="sum", add=Add(items.prefix, "加细目"))
    return _with_rate(row, columns, added)


def _total(items: LineFormSet, name: str) -> Decimal | None:
    given = [getattr(form.instance, name) for form in items.forms if not form.is_removed]
    amounts = [amount for amount in given if amount is not None]
    return sum(amounts, Decimal(0)) if amounts else None


def _shown(amount: Decimal | None) -> str:
    return "" if amount is None else shown(amount)


def _blank(formset: LineFormSet, columns: Sequence[Column]) -> tuple[str, Row]:
    css, part = ("l2", f"{formset.at}.{formset.parent}") if formset.parent else ("", "")
    proposed = _list_id(formset.scheme, formset.parent)
    return formset.prefix, _item_row(formset.blank_row, columns, css=css, proposed=proposed, part=part)


def _list_id(scheme: str, parent: str) -> str:
    return f"names-{scheme}-{parent}" if parent else f"names-{scheme}"


def project_grid(formset: ProjectFormSet) -> Grid:
    """Return the projects, the parts of a group under it; what they were for opens below each."""
    columns = amount_columns(formset.columns)
    rows = [_project_row(form, columns, depth) for depth, form in formset.in_order()]
    return Grid(
        "projects", "项目", "项目名称", _heads(columns), [Body(rows, "projects")],
        [formset], note=IN_WAN, last="校核", blanks=[("projects", _project_row(formset.blank_row, columns))],
        adds=[Add("projects", "加一个项目")], legend=True,
    )  # fmt: skip


def _project_row(form: FactForm, columns: Sequence[Column], depth: int = 0) -> Row:
    detail = [form[name] for name in PROJECT_DETAIL]
    lead, css = Cell(form["label"], css="w"), "l2" if form["parent"].value() else ""
    return _money_row(form, lead, columns, css=css, detail=detail, about=_about(form.instance.usage), depth=depth)


def _about(usage: str) -> str:
    begun = f"{usage[:SHOWN]}……" if len(usage) > SHOWN else usage
    return f"用途：{begun}" if begun else "用途、编码、负责人、拨款和所属组"


def project_sheets(project: Project, data: Any) -> tuple[Sheet, Sheet]:
    """Return what is told of one project beside its indicators: its goal, and how it went."""
    at = f"projects.{project.key}"
    goal = ProjectGoalForm(data, instance=project, at=at, prefix="project-goal")
    words = ProjectWordsForm(data, instance=project, at=at, prefix="project-words")
    note = _spending(project)
    return Sheet(at, "项目绩效目标", goal, note=note, wide=True), Sheet(f"{at}.words", "项目自评", words, wide=True)


def _spending(project: Project) -> str:
    """Return what the project was given and spent, in 万元."""
    told = [("全年预算", project.revised_budget), ("执行", project.actual)]
    return "，".join(f"{label} {shown(amount)} 万元" for label, amount in told if amount is not None)
