"""Blocks about the scores: the conclusion, and what each scored task was short of and why."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indicators.snapshot import Indicator
from reports.blocks.performance import amount
from reports.blocks.registry import Spec, block, choice, item, running
from reports.document import Block, Inline
from reports.filing import Filing
from reports.sentences import behind, closed, figure, listing, merged, one_line, quote, say, text, words

_CAUSE = re.compile("(主要|其)?原因|因|由于|系|受")  # words a reason begins with that join it to what it explains


@block("scoring_conclusion", "自评结论", form=choice("parts", "items"))
def scoring_conclusion(filing: Filing, spec: Spec) -> list[Block]:
    """Total and grade, then the scores of the level-1 indicators; with *form* "items" those below them as well."""
    rows = filing.indicators
    roots = [row for row in rows.values() if row.parent not in rows and row.score is not None]
    below = [row for row in rows.values() if row.parent in rows and row.score is not None]
    parts = listing((_scored(filing, row) for row in roots), "；" if len(roots) > 1 else "、")
    items = listing(_short(filing, row) for row in below) if spec.get("form") == "items" else ()
    total = say(filing, "自评总分{performance.total_score}分")
    grade = say(filing, "自评等级为{performance.grade}")
    return running(
        closed(listing([total, grade], "，")),
        closed(behind("各项得分：", parts)),
        closed(behind("其中：", items)),
    )


def _scored(filing: Filing, row: Indicator) -> tuple[Inline, ...]:
    return (*_short(filing, row), *say(filing, f"（分值{{{row.at('weight')}}}分）"))


def _short(filing: Filing, row: Indicator) -> tuple[Inline, ...]:
    return (*quote(filing, row.at("label")), *figure(filing, row.at("score")))


@block("task_scores", "按任务说明得分")
def task_scores(filing: Filing, spec: Spec) -> list[Block]:
    """One item for each scored task that has a weight: weight, score, what fell short and why, or that nothing did."""
    rows = filing.indicators
    tasks = [
        row for row in rows.values() if row.score is not None and row.weight is not None and not _sums(filing, row)
    ]
    return [item(merged(_task(filing, row)), row.at()) for row in tasks]


def _sums(filing: Filing, row: Indicator) -> bool:
    """Return whether the points of *row* are those of scored rows below it."""
    return any(one.parent == _key(row) and one.score is not None for one in filing.indicators.values())


def _key(row: Indicator) -> str:
    return row.at().rpartition(".")[2]


def _task(filing: Filing, row: Indicator) -> Iterator[Inline]:
    """Yield 开展科普活动分值12分，自评得分11分。其中“培训场次”年度指标值5场，实际完成1场，未达预期，主要原因是……。"""
    yield from quote(filing, row.at("label"))
    yield from say(filing, f"分值{{{row.at('weight')}}}分，自评得分{{{row.at('score')}}}分。")
    own = [part for name, part in zip(_VALUES, _values(filing, row), strict=True) if getattr(row, name)]
    reason = words(filing, row.at("reason"))
    if row.score is not None and row.weight is not None and row.score >= row.weight and not reason:
        yield from closed(listing([*own, text("已达到" if own else "各项指标均达到年度指标值")], "，"))
        return
    missed = listing(_missed(filing, one, row.reason) for one in filing.indicators.values() if one.parent == _key(row))
    stated = listing([*own, behind("其中", missed)], "，")
    short = text("，未达预期" if stated else "未得满分") if stated or not reason else ()
    yield from closed((*stated, *short, *_because(reason, bool(stated or short))))


_VALUES = ("target_value", "actual_value")


def _values(filing: Filing, row: Indicator) -> list[tuple[Inline, ...]]:
    return [
        behind(words, amount(filing, row, name))
        for words, name in zip(("年度指标值", "实际完成"), _VALUES, strict=True)
    ]


def _missed(filing: Filing, row: Indicator, told: str) -> tuple[Inline, ...]:
    """Return an indicator below a task with its values; nothing when the reason names it and there are none."""
    values = listing(_values(filing, row), "，")
    if not values and row.label in told:
        return ()
    return merged([*text("“"), *quote(filing, row.at("label")), *text("”"), *values])


def _because(reason: tuple[Inline, ...], joined: bool) -> tuple[Inline, ...]:
    """Return the reason behind what it explains; one that names its own subject begins a sentence."""
    if not reason:
        return ()
    begins = bool(_CAUSE.match(one_line(reason[0].text)))
    lead = "，" if begins and joined else "" if begins else "。原因和措施：" if joined else "其中"
    return (*text(lead), *reason)
