"""Blocks about how well: goals, indicators, the figures reported and the result."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from indicators.snapshot import Goal, Indicator, Output
from indicators.taxonomy import KINDS as TAXONOMY
from indicators.taxonomy import LABELS
from lib.display import heading_number
from reports.blocks.grid import Column, answered, depths, shows, table
from reports.blocks.registry import DEEPEST, Spec, block, item, paragraphs, running
from reports.document import Block, Inline, Paragraph
from reports.filing import Filing
from reports.sentences import closed, figure, listing, merged, one_line, quote, say, text, words

LONG = 200  # characters of a reason
QUALITATIVE = "定性"
BEFORE = ("超", "超过", "近", "约", "达", "至少", "不少于", "累计")  # qualifiers that stand before their number


@block("goals", "lead", required=("of",))
def goals(filing: Filing, spec: Spec) -> list[Block]:
    """The goals of one kind (*of*: overall, annual, task), numbered when there are several; *lead* goes before them."""
    listed = [(key, goal) for key, goal in filing.goals.items() if goal.kind == spec.get("of") and goal.text]
    roots = [(key, goal) for key, goal in listed if goal.parent not in filing.goals]
    lead = paragraphs(text(spec.get("lead"))) if roots else []
    alone = len(roots) == 1
    return [*lead, *(node for key, goal in roots for node in _goal(key, goal, listed, spec.level, alone))]


def _goal(key: str, goal: Goal, listed: Iterable[tuple[str, Goal]], level: int, alone: bool) -> list[Block]:
    """Return a goal numbered at *level*, without a number when it is *alone*, and its parts below it."""
    parts = [part for _, part in listed if part.parent == key]
    words = _sentence(goal.text, "：" if parts else "。")
    head = Paragraph(text(words), at=goal.at("text")) if alone else item(text(words), goal.at("text"))
    below = level if alone else level + 1
    marks = [heading_number(below, n) if below <= DEEPEST else "" for n in range(1, len(parts) + 1)]
    rows = zip(marks, parts, strict=True)
    return [head, *(Paragraph(text(_sentence(part.text, "。")), mark, at=part.at("text")) for mark, part in rows)]


def _sentence(words: str, end: str) -> str:
    """Return a goal's words with *end* unless they end themselves."""
    words = one_line(words)
    return words if words[-1:] in "。；！？：:;" else words + end


@block("indicator_sentences", "families")
def indicator_sentences(filing: Filing, spec: Spec) -> list[Block]:
    """Target, actual value, result and reason of each indicator as items.

    *families*: any of execution, cost, output, benefit, satisfaction, and other for a place's own; all without it.
    """
    families = _families(filing.indicators)
    chosen = spec.get("families", ())
    wanted = [
        row
        for key, row in filing.indicators.items()
        if (not chosen or families[key] in chosen) and not _is_bare(filing, key)
    ]
    return [item(indicator(filing, row, spec.said), row.at()) for row in wanted]


def indicator(filing: Filing, row: Indicator, said: Collection[str] = ()) -> tuple[Inline, ...]:
    """Return 科普活动场次。目标：≥40场；实际完成：46场。 with measure, result and a reason that is not *said* already."""
    parts = [
        _behind("衡量内容：", words(filing, row.at("measure"))),
        _behind("目标：", _amount(filing, row, "target_value")),
        _behind("实际完成：", _amount(filing, row, "actual_value")),
        _behind("完成情况：", words(filing, row.at("result"))),
        _behind("偏差原因及改进措施：", () if row.at("reason") in said else words(filing, row.at("reason"))),
    ]
    label = (*quote(filing, row.at("label")), *text("（定性）" if row.operator == QUALITATIVE else ""), *text("。"))
    return merged([*label, *closed(listing(parts, "；"))])


@block("indicator_table", "when", "caption")
def indicator_table(filing: Filing, spec: Spec) -> list[Block]:
    """The whole tree with weights and scores; *when*: "scored" (the default) only if any are given, "always"."""
    rows = list(filing.indicators.values())
    scored = answered(filing, rows, "weight") or answered(filing, rows, "score")
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
        )
    ]


def _columns(filing: Filing, rows: list[Indicator], said: Collection[str]) -> list[Column]:
    columns = [
        Column("绩效指标", lambda filing, row: quote(filing, row.at("label")), 30, "left"),
        Column("年度指标值", lambda filing, row: _amount(filing, row, "target_value"), 16, "center"),
        Column("实际完成值", lambda filing, row: _amount(filing, row, "actual_value"), 16, "center"),
    ]
    for name, label in (("weight", "分值"), ("score", "得分")):
        if answered(filing, rows, name):
            columns.append(_points(name, label))
    unsaid = [len(row.reason) for row in rows if row.reason and row.at("reason") not in said]
    if unsaid:
        weight = 28 if max(unsaid) < LONG else 60  # long words in a narrow column fill page after page
        columns.append(
            Column("偏差原因分析及改进措施", lambda filing, row: words(filing, row.at("reason")), weight, "left")
        )
    return columns


def _points(name: str, label: str) -> Column:
    return shows(name, label, 10, "center")


@block("scoring_conclusion")
def scoring_conclusion(filing: Filing, spec: Spec) -> list[Block]:
    """Total and grade, then the scores of the level-1 indicators."""
    roots = [row for row in filing.indicators.values() if row.parent not in filing.indicators]
    parts = listing([_scored(filing, row) for row in roots if row.score is not None])
    total = say(filing, "自评总分{performance.total_score}分")
    grade = say(filing, "自评等级为{performance.grade}")
    lead = text("各项得分：") if parts else ()
    return running(closed(listing([total, grade], "，")), closed((*lead, *parts)))


def _scored(filing: Filing, row: Indicator) -> tuple[Inline, ...]:
    return (
        *quote(filing, row.at("label")),
        *figure(filing, row.at("score")),
        *say(filing, f"（分值{{{row.at('weight')}}}分）"),
    )


@block("outputs", "lead")
def outputs(filing: Filing, spec: Spec) -> list[Block]:
    """The figures of the year's work in one sentence, each with its qualifier and unit."""
    listed = listing(_output(filing, row) for row in filing.outputs.values() if row.value)
    return paragraphs(closed((*text(spec.get("lead") or "主要工作数据："), *listed)) if listed else ())


def _output(filing: Filing, row: Output) -> tuple[Inline, ...]:
    before = row.qualifier if row.qualifier in BEFORE else ""
    after = "" if before else row.qualifier
    return merged(text(row.label + before) + quote(filing, row.at("value")) + text(after + row.unit))


def _amount(filing: Filing, row: Indicator, name: str) -> tuple[Inline, ...]:
    """Return a target or actual value as given, with its unit; a target with its sign."""
    value = getattr(row, name)
    if not value:
        return ()
    target = name == "target_value"
    sign = row.operator if target and row.operator != QUALITATIVE else ""
    unit = row.unit if target or not row.actual_unit else row.actual_unit
    return (*text(sign), *quote(filing, row.at(name)), *text("" if value.endswith(unit) else unit))


def _families(rows: Mapping[str, Indicator]) -> dict[str, str]:
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


def _behind(label: str, words: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return (*text(label), *words) if words else ()


ROOTS = {kind.code: kind.parent or kind.code for kind in TAXONOMY}
