"""The lists of a scheme: bands, formulas, caps, grades and flags, each in its order."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from indicators.scheme_model import (
    COLOURS,
    CONDITIONS,
    FORMULAS,
    SCOPES,
    ZERO,
    Band,
    Cap,
    Family,
    FlagRule,
    Formula,
    Grade,
)
from indicators.scheme_rows import Table, pairs, read_steps, repeated
from indicators.taxonomy import LABELS

PERCENTS = Decimal(10_000)  # the furthest base and bound of a formula, in percentage points


def read_bands(top: Table) -> tuple[Band, ...]:
    bands = tuple(_band(row) for row in top.tables("band"))
    for number, (one, later) in enumerate(pairs(bands), 1):
        if later.high > one.low:
            top.wrong("各档应从高到低，不得重叠", "band", number)
    for word in repeated([word for one in bands for word in {one.label, *one.forms}]):
        top.wrong(f"档次用语重复：{word}", "band")
    return bands


def _band(row: Table) -> Band:
    row.only("label", "forms", "low", "high", "inclusive", "share")
    low, high = row.needed("low", most=1), row.needed("high", most=1)
    if low >= high:
        row.wrong(f"下限 {low:f} 应小于上限 {high:f}", "low")
    inclusive = row.flag("inclusive", False)
    share = row.number("share", low, most=1) if "share" in row.row else None
    if share is not None and not (low <= share < high or (inclusive and share == high)):
        row.wrong("share 不在本档之内", "share")
    return Band(row.text("label", required=True), row.texts("forms"), low, high, inclusive, share)


def read_formulas(top: Table) -> tuple[Formula, ...]:
    found = tuple(_formula(row) for row in top.tables("formula"))
    for name in repeated([name for one in found for name in {*one.labels, one.taxonomy} - {""}]):
        top.wrong(f"计分公式重复：{name}", "formula")
    return found


def _formula(row: Table) -> Formula:
    row.only("kind", "labels", "taxonomy", "base", "step", "per", "above", "whole", "steps")
    labels, taxonomy = row.texts("labels"), row.text("taxonomy")
    if taxonomy and taxonomy not in LABELS:
        row.wrong(f"没有指标类别 {taxonomy}", "taxonomy")
    if not labels and not taxonomy:
        row.wrong("缺少 labels 或 taxonomy（用于哪些指标）")
    kind, steps = row.choice("kind", FORMULAS, "deduct_per_point"), read_steps(row, PERCENTS)
    if bool(steps) != (kind == "steps"):
        row.wrong('分档（kind = "steps"）须写 steps，逐点扣分的不写', "steps" if steps else "kind")
    if any(later.bound <= one.bound or later.share >= one.share for one, later in pairs(steps)):
        row.wrong("各档的数值应逐档升高，得分比例逐档降低", "steps")
    step = row.number("step", ZERO)
    if kind == "deduct_per_point" and not step:
        row.wrong("缺少 step（每点扣几分）", "step")
    base = row.number("base", Decimal(100), least=-PERCENTS, most=PERCENTS)
    per = row.number("per", Decimal(1), least="0.01")
    return Formula(kind, labels, taxonomy, base, step, per, row.flag("above", True), row.flag("whole", False), steps)


def read_cap(row: Table, families: Sequence[Family]) -> Cap:
    row.only("below", "share", "scope", "families")
    scope, listed = row.choice("scope", SCOPES, "indicator"), row.texts("families")
    for name in listed:
        if name not in {one.name for one in families}:
            row.wrong(f"没有一级指标 {name}", "families")
    if listed and scope == "total":
        row.wrong("限制总分的，不写 families", "families")
    return Cap(row.needed("below", most=1), row.needed("share", most=1), scope, listed)


def read_grades(top: Table) -> tuple[Grade, ...]:
    grades = []
    for row in top.tables("grade"):
        row.only("label", "low")
        grades.append(Grade(row.text("label", required=True), row.needed("low")))
    if not grades or grades[-1].low != 0:
        top.wrong("等级须从高到低排列，最低一级的下限为 0", "grade", len(grades) - 1)
    for number, (one, later) in enumerate(pairs(grades), 1):
        if later.low >= one.low:
            top.wrong("等级的下限应逐级降低", "grade", number)
    for label in repeated([one.label for one in grades]):
        top.wrong(f"等级重复：{label}", "grade")
    return tuple(grades)


def read_flags(top: Table) -> tuple[FlagRule, ...]:
    flags = []
    for row in top.tables("flag"):
        row.only("condition", "colour", "over")
        condition = row.choice("condition", CONDITIONS, "unscored")
        flags.append(FlagRule(condition, row.choice("colour", COLOURS, "none"), row.number("over", ZERO, most=1)))
    for condition in repeated([one.condition for one in flags]):
        top.wrong(f"预警条件重复：{condition}", "flag")
    return tuple(flags)
