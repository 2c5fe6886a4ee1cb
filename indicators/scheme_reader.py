"""From the tables of a scheme's text to its dataclasses: what cannot be meant is refused, each fault at its line."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from indicators.scheme_lists import read_bands, read_cap, read_flags, read_formulas, read_grades
from indicators.scheme_model import (
    EXECUTION,
    FUNDING,
    LATE,
    MODES,
    OVER,
    REVERSE,
    ZERO,
    Execution,
    Family,
    Lateness,
    MissingCost,
    Modes,
    OverFulfilment,
    Part,
    Reasons,
    Scheme,
    Variant,
)
from indicators.scheme_rows import Table, pairs, read_steps, repeated
from indicators.taxonomy import LABELS
from lib.definitions import Definition, Problem

TOP = (
    "extends", "name", "source", "total", "positive_weights", "reverse", "satisfaction_floor", "family", "variant",
    "modes", "execution", "date", "over_fulfilment", "missing_cost", "reasons", "band", "formula", "cap", "grade", "flag",
)  # fmt: skip


def scheme_of(definition: Definition, key: str) -> tuple[Scheme, list[Problem]]:
    """Return the scheme *definition* says and what is wrong with it."""
    top = Table(definition, definition.data, (), [])
    top.only(*TOP)
    families = tuple(_family(row) for row in top.tables("family"))
    total = top.number("total", Decimal(100), least=1)
    _check_families(top, families, total)
    scheme = Scheme(
        key=key,
        name=top.text("name", required=True),
        source=top.text("source", required=True),
        total=total,
        positive_weights=top.flag("positive_weights", True),
        reverse=top.choice("reverse", REVERSE, "linear"),
        satisfaction_floor=top.number("satisfaction_floor", ZERO, most=100),
        families=families,
        variants=tuple(_variant(row, families, total) for row in top.tables("variant")),
        modes=_modes(top.table("modes")),
        execution=_execution(top.table("execution")),
        lateness=_lateness(top.table("date")),
        over_fulfilment=_over(top.table("over_fulfilment")),
        missing_cost=_missing_cost(top.table("missing_cost")),
        reasons=_reasons(top.table("reasons")),
        bands=read_bands(top),
        formulas=read_formulas(top),
        caps=tuple(read_cap(row, families) for row in top.tables("cap")),
        grades=read_grades(top),
        flags=read_flags(top),
    )
    if scheme.modes.qualitative == "locked" and any(band.share is None for band in scheme.bands):
        top.table("modes").wrong("定性指标自动计算的，每个档次须写 share（得分占分值的比例）", "qualitative")
    return scheme, top.problems


def _named(row: Table) -> tuple[str, str]:
    """Return label and code of a family or part; a code of the taxonomy brings its label."""
    code = row.text("code")
    if code and code not in LABELS:
        row.wrong(f"没有指标类别 {code}", "code")
    label = row.text("label", LABELS.get(code, ""))
    if not label and not code:
        row.wrong("缺少 code 或 label")
    return label, code


def _family(row: Table) -> Family:
    row.only("code", "label", "weight", "includes", "part")
    label, code = _named(row)
    includes = row.texts("includes")
    for one in includes:
        if one not in LABELS:
            row.wrong(f"没有指标类别 {one}", "includes")
    weight = row.number("weight", ZERO)
    parts = tuple(_part(one) for one in row.tables("part"))
    _check_closing(row, [part.weight for part in parts], weight, f"“{label}”的二级指标分值")
    return Family(label, code, weight, includes, parts)


def _part(row: Table) -> Part:
    row.only("code", "label", "weight")
    label, code = _named(row)
    return Part(label, code, row.number("weight", ZERO))


def _check_families(top: Table, families: Sequence[Family], total: Decimal) -> None:
    if not families:
        top.wrong("缺少一级指标，请写 [[family]]", "family")
    names = [name for one in families for name in (one.name, *one.includes)]
    for name in repeated(names):
        top.wrong(f"一级指标重复：{name}", "family")
    _check_closing(top, [one.weight for one in families], total, "一级指标分值", "family")


def _check_closing(row: Table, weights: Sequence[Decimal], whole: Decimal, called: str, name: str = "") -> None:
    """Note weights that are not *whole* together; where one is 0, which is not checked, only what is more than it."""
    added = sum(weights, ZERO)
    if whole and weights and (added > whole or (added < whole and all(weights))):
        row.wrong(f"{called}合计 {added:f}，应为 {whole:f}", name)


def _variant(row: Table, families: Sequence[Family], total: Decimal) -> Variant:
    row.only("label", "without", "weights")
    known = {one.name: one.weight for one in families}
    without, given = row.texts("without"), row.table("weights")
    if not without:
        row.wrong('缺少 without，例如 without = ["cost"]', "without")
    for name in (*without, *given.row):
        if name not in known:
            row.wrong(f"没有一级指标 {name}", "weights" if name in given.row else "without")
    weights = {name: given.number(name, ZERO) for name in given.row}
    added = sum({**known, **weights}.values(), ZERO)
    if families and added != total and all(known.values()):
        row.wrong(f"一级指标分值合计 {added:f}，应为 {total:f}", "weights")
    return Variant(row.text("label", required=True), without, tuple(weights.items()))


def _modes(row: Table) -> Modes:
    row.only("quantitative", "qualitative", "execution")
    return Modes(
        row.choice("quantitative", MODES, "computed"),
        row.choice("qualitative", MODES, "manual"),
        row.choice("execution", MODES, "computed"),
    )


def _execution(row: Table) -> Execution:
    row.only("mode", "capped", "funding", "steps")
    mode, steps = row.choice("mode", EXECUTION, "linear"), read_steps(row, 10)
    if bool(steps) != (mode == "steps"):
        row.wrong('分档计分（mode = "steps"）须写 steps，按比例的不写', "steps" if steps else "mode")
    if any(later.bound >= one.bound or later.share >= one.share for one, later in pairs(steps)):
        row.wrong("各档应从高到低，执行率和得分比例都逐档降低", "steps")
    return Execution(mode, row.flag("capped", True), row.choice("funding", FUNDING, "all"), steps)


def _lateness(row: Table) -> Lateness:
    row.only("late", "days", "on_time")
    late = row.choice("late", LATE, "proportional")
    return Lateness(late, row.whole("days", 365, least=1), row.texts("on_time"))


def _over(row: Table) -> OverFulfilment:
    row.only("policy", "ratio", "zero", "excused")
    return OverFulfilment(
        row.choice("policy", OVER, "reason"),
        row.number("ratio", Decimal("1.3"), least=1),
        row.number("zero", Decimal(30), most=1_000_000),
        row.flag("excused", True),
    )


def _missing_cost(row: Table) -> MissingCost:
    row.only("points", "labels")
    if "points" not in row.row:
        return MissingCost()
    labels = row.texts("labels")
    if not labels:
        row.wrong("缺少 labels（默认成本指标的名称）", "labels")
    return MissingCost(row.needed("points"), labels)


def _reasons(row: Table) -> Reasons:
    row.only(
        "below_weight", "budget_adjusted", "qualitative_result", "review_below_self", "execution_below",
        "execution_length", "length",
    )  # fmt: skip
    return Reasons(
        row.flag("below_weight", True),
        row.flag("budget_adjusted", False),
        row.flag("qualitative_result", False),
        row.flag("review_below_self", True),
        row.number("execution_below", ZERO, most=1),
        row.whole("execution_length", 0),
        row.whole("length", 0),
    )
