"""Indicators told in sentences: the list of what shall be reached, and items that say what was planned and what was done."""

from __future__ import annotations

import re
from collections.abc import Iterator

from prose.indicators import indicators as answered
from prose.mentions import AMOUNT, COUNT, PERCENT, TIME, Mention
from prose.subjects import named
from reports.importers.text.figures import printed
from reports.importers.text.items import Item, is_answer, items
from reports.importers.text.leaves import Leaf
from reports.importers.text.source import Source

KEYS = frozenset({"goals", "goal_setting", "key_tasks"})
MEASURED = frozenset({COUNT, PERCENT, TIME, AMOUNT})
LONGEST = 40  # characters of a name
_REACHES = re.compile(
    r"达到?|不[低少高]于|不超过|控制在|大于|小于|≥|≤|>|<|=|：|为(?=[\d百])|是(?=\d)|目标|指标(?=[，：≥≤])"
)
_GRADED = re.compile(
    r"(?P<name>.{3,}?)(?P<target>(?:进一步|明显|显著|持续|不断|有效|逐步|稳步|较好|得到|有所)[^，。；]{2,8}?)[；。]?$"
)
_TOLD = re.compile(
    r"(?:数量|数)?(?:指标)?[，：。(]|(?:数量|数)?(?:指标)?(?:实际|目标|计划(?!生育)|指标值|完成(?=\d)|年[度初]|预期|任务数)"
)
# The kind of an indicator by the words of its name (财预〔2020〕10号): what the report prints goes before.
_KINDS = (
    ("满意度", re.compile("满意")),
    ("时效", re.compile("及时|按时|按期|时效|时限|期限|时间|进度")),
    ("成本", re.compile("成本|造价|单价")),
    ("质量", re.compile("率$|合格|达标|规范|准确")),
)
_PLANNED = re.compile("计划(?!生育)|目标|指标值|预期")
CLASSIFIED = "类别是按名称归的，请看对不对"
FOUND = "完成值是按名称在别处找到的，请核对"


def targets(source: Source) -> list[Leaf]:
    """Return the indicators of lists of which at least half the items name a figure to be reached."""
    found: list[Leaf] = []
    for part in source.parts:
        if part.key not in KEYS:
            continue
        listed = [one for one in items(source, part.body, part.end) if one.mark and not is_answer(source, one)]
        read = [(item, _target(source, item)) for item in listed]
        if 2 * sum(leaf is not None for _, leaf in read) >= len(read):
            found += [one for item, leaf in read if (one := leaf or _graded(source, item))]
    return found


def _target(source: Source, item: Item) -> Leaf | None:
    """Return the indicator whose target is the first figure of an item, if it has one."""
    figures = [one for one in source.prose.between(item.start, item.end) if one.kind in MEASURED and one.unit]
    if not figures:
        return None
    words = source.plain[item.start : figures[-1].start]
    reached = _REACHES.search(words, 3)
    name = words[: reached.start()] if reached else words
    if not 2 < len(name.strip()) <= LONGEST:
        return None
    shown = printed(source, figures[-1])
    operator = shown.operator
    if operator == "=" and shown.unit == "%" and reached and reached[0].startswith("达") and figures[-1].value < 100:
        operator = "≥"  # 达到90% asks for no less, and more is no failure
    return _leaf(source, item, name, operator, shown.value, shown.unit)


def _graded(source: Source, item: Item) -> Leaf | None:
    """Return the indicator of an item that asks for something to get better, without a figure."""
    match = _GRADED.match(source.plain[item.start : item.end])
    return _leaf(source, item, match["name"], "定性", match["target"], "") if match else None


def _leaf(source: Source, item: Item, name: str, operator: str, target: str, unit: str) -> Leaf:
    typed = source.on_line(item.start, item.start + len(name)).strip("，：: ")
    kind = "效益" if operator == "定性" else next((kind for kind, words in _KINDS if words.search(name)), "数量")
    kind = "满意度" if "满意" in name else kind
    label = source.given(item.mark.start, item.mark.end) if item.mark else ""
    return Leaf(
        typed, kind, operator, target, unit=unit, number_label=label, where=source.given(item.start, item.end),
        classified=True, doubts={"parent": CLASSIFIED},
    )  # fmt: skip


def search(source: Source, leaf: Leaf) -> None:
    """Set what was done where only the target is known, by the same words elsewhere."""
    if not leaf.unit or not leaf.target_value or leaf.actual_value:
        return
    name = named(leaf.label)
    for part in source.parts:
        if part.key in KEYS or len(name) < 4:
            continue
        for one in source.prose.between(part.body, part.end):
            if (
                one.kind in (COUNT, PERCENT)
                and name in named(one.clause)
                and _alike(one, leaf.unit)
                and not _PLANNED.search(one.clause)
            ):
                shown = printed(source, one)
                leaf.actual_value = shown.value
                leaf.actual_unit = shown.unit if shown.unit != leaf.unit else ""
                leaf.doubts["actual_value"] = FOUND
                return


def _alike(one: Mention, unit: str) -> bool:
    return one.unit == unit or (one.kind == COUNT and unit[-1:] in "人名次场" and one.unit[-1:] in "人名次场")


def answers(source: Source) -> Iterator[Leaf]:
    """Yield what is said in one statement of target and result."""
    for one in answered(source.prose):
        if "\t" in source.plain[one.start : one.end]:
            continue
        words = source.plain[one.start : one.end]
        told = _TOLD.search(words, 2)
        start = one.start + _mark_length(source, one.start)
        name = source.plain[start : one.start + told.start()].strip("，：") if told else ""
        if not 2 < len(name) <= LONGEST or any(sign.isdigit() for sign in name):
            continue
        target, actual = printed(source, one.target), printed(source, one.actual)
        yield Leaf(
            source.on_line(start, start + len(name)), operator=target.operator, target_value=target.value, unit=target.unit,
            actual_value=actual.value, actual_unit="" if actual.unit == target.unit else actual.unit,
            weight=one.weight.value if one.weight else None, score=one.score.value if one.score else None,
            where=source.given(one.start, one.end),
        )  # fmt: skip


def _mark_length(source: Source, at: int) -> int:
    item = next((mark for mark in source.prose.structure.inline if mark.start == at), None)
    index = source.prose.structure.heading_at(at)
    heading = source.prose.structure.headings[index] if index >= 0 else None
    mark = item or (heading.mark if heading and heading.start == at else None)
    return mark.end - mark.start if mark else 0
