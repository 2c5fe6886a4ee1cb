"""Blocks about what was promised and done: the goals of the year, the figures the work is told in."""

from __future__ import annotations

import re
from collections.abc import Mapping

from indicators.snapshot import Goal, Output
from reports.blocks.registry import DEEPEST, TEXT, Spec, block, choice, heading, item, paragraphs
from reports.document import Block, Inline, Paragraph
from reports.filing import Filing
from reports.quoting import told
from reports.sentences import closed, listing, merged, one_line, quote, text

DIGITS = tuple("0123456789.")
BEFORE = ("超", "超过", "近", "约", "达", "至少", "不少于", "累计")  # qualifiers that stand before their number


@block(
    "goals", "绩效目标", of=choice("overall", "annual", "task", required=True), form=choice("items", "headings"), lead=TEXT
)  # fmt: skip
def goals(filing: Filing, spec: Spec) -> list[Block]:
    """The goals of one kind (*of*: overall, annual, task), numbered when there are several; *lead* goes before them.

    *form*: "items" (the default), or "headings" over the parts of each goal that has parts.
    """
    listed = {key: goal for key, goal in filing.goals.items() if goal.kind == spec.get("of") and goal.text.strip()}
    roots = {key: goal for key, goal in listed.items() if goal.parent not in listed}
    lead = paragraphs(text(spec.get("lead"))) if roots else []
    alone = len(roots) == 1
    ends = any(goal.text.rstrip().endswith(("；", ";")) for goal in roots.values())  # one list, ended alike
    last = list(roots)[-1:]
    return [
        *lead,
        *(
            node
            for key, goal in roots.items()
            for node in _goal(goal, _below(listed, key), spec, alone, "；" if ends and [key] != last else "。")
        ),
    ]


def _below(listed: Mapping[str, Goal], key: str) -> list[Goal]:
    return [part for part in listed.values() if part.parent == key]


def _goal(goal: Goal, parts: list[Goal], spec: Spec, alone: bool, end: str) -> list[Block]:
    """Return a goal numbered at its level, without a number when it is *alone*, and its parts below it."""
    below = spec.items if alone else spec.items + 1
    if parts and spec.get("form") == "headings" and spec.level <= DEEPEST:
        head: Block = heading(one_line(goal.text), spec.level)
        below = spec.level + 1
    else:
        words = text(_sentence(goal.text, "：" if parts else end))
        head = Paragraph(words, at=goal.at("text")) if alone else item(words, goal.at("text"))
    return [head, *(item(text(_sentence(part.text, "。")), part.at("text"), below) for part in parts)]


def _sentence(words: str, end: str) -> str:
    """Return a goal's words with *end* unless they end themselves."""
    words = one_line(words)
    return words if words[-1:] in "。；！？：:;" else words + end


@block("outputs", "工作数据", lead=TEXT)
def outputs(filing: Filing, spec: Spec) -> list[Block]:
    """The figures of the year's work in one sentence, each with its qualifier and unit; those people's words tell are left out."""
    chapters = (told(filing, row.text).words for row in filing.narrative.values())
    words = re.sub(r"[ \u3000]", "", "\n".join([*chapters, *(row.result for row in filing.indicators.values())]))
    listed = listing(_output(filing, row) for row in filing.outputs.values() if row.value and not _told(row, words))
    return paragraphs(closed((*text(spec.get("lead") or "主要工作数据："), *listed)) if listed else ())


def _told(row: Output, words: str) -> bool:
    """Return whether *words* print the figure with its unit, 190万余次 for 190余 万次, or with its name behind it."""
    unit = (
        f"[万亿]?[余多来]*[万亿]?({re.escape(row.unit.lstrip('万亿'))}|{re.escape(row.unit[-1:])})" if row.unit else ""
    )
    named = re.escape(row.label) if row.label else ""
    behind = re.compile("|".join(filter(None, [unit, named])) or "(?!)")
    place = words.find(row.value)
    while place >= 0:
        whole = words[place - 1 : place] not in DIGITS or place == 0
        if whole and behind.match(words, place + len(row.value)):
            return True
        place = words.find(row.value, place + 1)
    return False


def _output(filing: Filing, row: Output) -> tuple[Inline, ...]:
    before = row.qualifier if row.qualifier in BEFORE else ""
    after = "" if before else row.qualifier
    behind = after + row.unit
    if after == "余" and row.unit[:1] in ("万", "亿"):  # 26万余人次
        behind = row.unit[0] + after + row.unit[1:]
    return merged(text(row.label + before) + quote(filing, row.at("value")) + text(behind))
