"""Indicators that have a heading of their own under the heading of their dimension: 产出指标, then 1、建立工作站."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from prose.mentions import AMOUNT, COUNT, PERCENT, SCORE, Mention
from prose.roles import GRANTED
from prose.structure import Heading
from prose.units import PERSONS
from reports.importers.text.figures import printed
from reports.importers.text.leaves import Leaf
from reports.importers.text.partition import Part
from reports.importers.text.source import Source

DIMENSIONS = frozenset({"cost", "output", "benefit", "satisfaction"})
_DIMENSION = re.compile("(?:[^，。]{0,6}?)(?:成本|产出|效益|(?:服务对象|社会公众)?满意度)指标")
_DEADLINE = re.compile(r"(?P<day>\d{4}年\d{1,2}月\d{1,2}日)(?:之?前)")
_IN_TIME = re.compile(r"(?:目前)?(?P<done>[^，。；]{0,4}(?:按时|按期|如期|及时)完成)")
GUESSED = "完成值是取文中的数，请核对"


def headed(source: Source) -> Iterator[Leaf]:
    """Yield the indicators of the parts on one dimension; a part without headings of its own is one indicator."""
    for part in source.parts:
        if part.key not in DIMENSIONS or part.heading is None or _is_scored(source, part):
            continue
        dimension = _DIMENSION.match(part.heading.title)
        above = dimension[0] if dimension else part.heading.title
        below = _below(source, part)
        for heading in below:
            end = next((one.start for one in below if one.start > heading.start), part.end)
            label = source.given(heading.mark.start, heading.mark.end) if heading.mark else ""
            leaf = _leaf(source, heading.title, above, heading.body, min(end, part.end))
            leaf.number_label = label
            yield leaf
        if not below:
            title = part.heading.title
            label = title if title != above else title.removesuffix("指标") if part.key == "satisfaction" else title
            yield _leaf(source, label, above, part.body, part.end)


def _is_scored(source: Source, part: Part) -> bool:
    return any(one.kind == SCORE for one in source.prose.between(part.body, part.end))


def _below(source: Source, part: Part) -> list[Heading]:
    """Return the topmost headings in a part."""
    inside = [
        one for one in source.prose.structure.headings
        if part.body <= one.start < part.end and one.mark and not one.paragraph
    ]  # fmt: skip
    top = min((one.level for one in inside), default=0)
    return [one for one in inside if one.level == top]


def _leaf(source: Source, label: str, above: str, start: int, end: int) -> Leaf:
    leaf = Leaf(label, above, where=source.given(start, end)[:200])
    figures = source.prose.between(start, end)
    if not _planned(source, leaf, figures) and not _deadline(source, leaf, start, end):
        one = _told(source, label, figures)
        if one:
            shown = printed(source, one)
            leaf.actual_value, leaf.unit = shown.value, shown.unit
            leaf.doubts["actual_value"] = leaf.doubts["unit"] = GUESSED
        elif above.startswith("效益"):
            leaf.operator = "定性"
            leaf.doubts["operator"] = "没有读到数，按定性指标处理"
    return leaf


def _planned(source: Source, leaf: Leaf, figures: Sequence[Mention]) -> bool:
    """Read a budget with what was spent of it; return whether both are told."""
    amounts = [one for one in figures if one.kind == AMOUNT and one.unit]
    budget = next((one for one in amounts if one.role in GRANTED), None)
    spent = next((one for one in amounts if one.role == "actual"), None)
    if budget and spent and budget.unit == spent.unit:
        leaf.target_value, leaf.actual_value = printed(source, budget).value, printed(source, spent).value
        leaf.unit = budget.unit
        source.take(budget, spent)
        return True
    return False


def _deadline(source: Source, leaf: Leaf, start: int, end: int) -> bool:
    day, done = (pattern.search(source.plain, start, end) for pattern in (_DEADLINE, _IN_TIME))
    if not day or not done:
        return False
    leaf.operator, leaf.target_value = "≤", day["day"]
    leaf.actual_value = done["done"]
    return True


def _told(source: Source, label: str, figures: Sequence[Mention]) -> Mention | None:
    """Return the figure that most likely answers an indicator: of people where it counts people, else the first printed in digits."""
    measured = [one for one in figures if one.kind in (COUNT, PERCENT, AMOUNT) and one.unit]
    digits = [one for one in measured if source.plain[one.start].isdigit()]
    if re.search("人[数次]$", label):
        digits = [one for one in digits if one.unit.endswith(PERSONS)] or digits
    built = [one for one in measured if one.label.endswith(("建成", "完成", "举办", "开展", "新增", "建立"))]
    return next(iter([*digits, *built]), None)
