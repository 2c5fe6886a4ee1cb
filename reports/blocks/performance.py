"""Blocks about the indicators: what each was to reach and reached, in sentences, under headings or in a table."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from indicators.snapshot import Indicator
from indicators.taxonomy import KINDS as TAXONOMY
from indicators.taxonomy import LABELS
from reports.blocks.counting import sums
from reports.blocks.grid import Column, answered, depths, shows, table
from reports.blocks.registry import DEEPEST, TEXT, Option, Spec, block, choice, heading, item, paragraphs
from reports.document import Block, Inline, Paragraph, Value
from reports.filing import Filing
from reports.sentences import behind, closed, listing, merged, quote, text, words

LONG = 200  # characters of a reason
QUALITATIVE = "定性"
FAMILIES = ("execution", "cost", "output", "benefit", "satisfaction", "other")
POINTS = {"weight": "分值", "score": "得分"}
ROOTS = {kind.code: kind.parent or kind.code for kind in TAXONOMY}


@block(
    "indicator_sentences", "指标完成情况", families=Option(list, FAMILIES), form=choice("items", "headings", "targets")
)
def indicator_sentences(filing: Filing, spec: Spec) -> list[Block]:
    """Target, actual value, result and reason of each indicator.

    *families*: any of execution, cost, output, benefit, satisfaction, and other for a place's own; all without it.
    *form*: "items" (the default); "headings" with the result as words below each; "targets" as items with nothing
    but the target, those that a goal names already left out.
    """
    families = family_of(filing.indicators)
    chosen = spec.get("families", ())
    wanted = [
        row
        for key, row in filing.indicators.items()
        if (not chosen or families[key] in chosen) and not _is_bare(filing, key)
    ]
    if spec.get("form") == "targets":
        return [
            item(_aimed(filing, row), row.at()) for row in wanted if row.target_value and not _promised(filing, row)
        ]
    if spec.get("form") == "headings" and spec.level <= DEEPEST:
        return [node for row in wanted for node in _headed(filing, row, spec)]
    return [item(indicator(filing, row, spec.said), row.at()) for row in wanted]


def _aimed(filing: Filing, row: Indicator) -> tuple[Inline, ...]:
    target = behind("目标：", amount(filing, row, "target_value"))
    return merged([*quote(filing, row.at("label")), *text("。"), *closed(target)])


def _promised(filing: Filing, row: Indicator) -> bool:
    return bool(row.label) and any(row.label in goal.text for goal in filing.goals.values())


def _headed(filing: Filing, row: Indicator, spec: Spec) -> list[Block]:
    """Return a heading with the indicator's name, its values in a sentence and its result line by line."""
    at = row.at("result")
    lines = [line.strip() for line in row.result.splitlines() if line.strip()]
    stated = closed(listing(_parts(filing, row, spec.said), "；"))
    return [
        heading(row.label or "未命名指标", spec.level),
        *paragraphs(stated),
        *(Paragraph((Value(line, at, line),), at=at) for line in lines),
    ]


def indicator(filing: Filing, row: Indicator, said: Collection[str] = ()) -> tuple[Inline, ...]:
    """Return 科普活动场次。目标：≥40场；实际完成：46场。 with measure, result and a reason that is not *said* already."""
    parts = _parts(filing, row, said)
    parts.insert(3, behind("完成情况：", words(filing, row.at("result"))))
    label = (*quote(filing, row.at("label")), *text("（定性）" if row.operator == QUALITATIVE else ""), *text("。"))
    return merged([*label, *closed(listing(parts, "；"))])


def _parts(filing: Filing, row: Indicator, said: Collection[str]) -> list[tuple[Inline, ...]]:
    return [
        behind("衡量内容：", words(filing, row.at("measure"))),
        behind("目标：", amount(filing, row, "target_value")),
        behind("实际完成：", amount(filing, row, "actual_value")),
        behind("偏差原因及改进措施：", () if row.at("reason") in said else words(filing, row.at("reason"))),
    ]


@block("indicator_table", "指标完成情况表", caption=TEXT, when=choice("scored", "always"))
def indicator_table(filing: Filing, spec: Spec) -> list[Block]:
    """The whole tree with weights and scores; *when*: "scored" (the default) only if any are given, "always"."""
    rows = list(filing.indicators.values())
    scored = answered(rows, "weight") or answered(rows, "score")
    if not rows or (not scored and spec.get("when", "scored") == "scored"):
        return []
    parents = {row.parent for row in rows}
    kinds = ["total" if key in parents and not row.parent else "" for key, row in filing.indicators.items()]
    return [
        table(
            filing,
            spec.get("caption") or "绩效指标完成情况",
            _columns(filing, rows, spec.said),
            rows,
            depths=depths(filing.indicators),
            kinds=kinds,
            formulas=sums(filing.indicators, {name: column for column, name in enumerate(_given(rows), 4)}),
        )
    ]


def _given(rows: list[Indicator]) -> list[str]:
    return [name for name in POINTS if answered(rows, name)]


def _columns(filing: Filing, rows: list[Indicator], said: Collection[str]) -> list[Column]:
    columns = [
        Column("绩效指标", lambda filing, row: quote(filing, row.at("label")), 30, "left"),
        Column("年度指标值", lambda filing, row: amount(filing, row, "target_value"), 16, "center"),
        Column("实际完成值", lambda filing, row: amount(filing, row, "actual_value"), 16, "center"),
    ]
    columns += [_points(name, POINTS[name]) for name in _given(rows)]
    unsaid = [len(row.reason) for row in rows if row.reason and row.at("reason") not in said]
    if unsaid:
        weight = 28 if max(unsaid) < LONG else 60  # long words in a narrow column fill page after page
        columns.append(
            Column("偏差原因分析及改进措施", lambda filing, row: words(filing, row.at("reason")), weight, "left")
        )
    return columns


def _points(name: str, label: str) -> Column:
    return shows(name, label, 10, "center")


def amount(filing: Filing, row: Indicator, name: str) -> tuple[Inline, ...]:
    """Return a target or actual value as given, with its unit; a target with its sign."""
    value = getattr(row, name)
    if not value:
        return ()
    target = name == "target_value"
    sign = row.operator if target and row.operator != QUALITATIVE else ""
    unit = row.unit if target or not row.actual_unit else row.actual_unit
    return (*text(sign), *quote(filing, row.at(name)), *text("" if value.endswith(unit) else unit))


def family_of(rows: Mapping[str, Indicator]) -> dict[str, str]:
    """Return for each indicator the level-1 code of its own, or of the nearest row above that has one; else other."""
    return {key: _family(rows, key) for key in rows}


def _family(rows: Mapping[str, Indicator], key: str) -> str:
    seen: set[str] = set()
    while key in rows and key not in seen:
        seen.add(key)
        code = rows[key].taxonomy or _by_name(rows[key].label)
        if code:
            return ROOTS.get(code, "other")
        key = rows[key].parent
    return "other"


def _by_name(label: str) -> str:
    return next((code for code, name in LABELS.items() if name == label.strip()), "")


def _is_bare(filing: Filing, key: str) -> bool:
    """Return whether a sentence would say nothing of a row: it only holds others together, or only has points."""
    row = filing.indicators[key]
    holds = any(other.parent == key for other in filing.indicators.values())
    pointed = row.weight is not None or row.score is not None
    stated = (row.target_value, row.actual_value, row.result, row.measure, row.reason)
    return (holds or pointed) and not any(stated)
