"""What differs between two schedules, in plain Chinese, one line for each difference."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from reports.schedule.model import UNNAMED, CellSpec, RowSpec, Schedule, SectionSpec

SETTINGS = {
    "title": "标题", "source": "来源", "lead": "表前左侧文字", "note": "表前右侧文字", "orientation": "纸张方向",
    "per": "一项一表", "when": "何时打印", "none": "没有数据时的话", "widths": "列宽", "signs": "签字栏",
}  # fmt: skip
CELL = {
    "at": "数据", "formula": "公式", "unit": "单位", "columns": "跨列", "rows": "跨行", "align": "对齐", "kind": "样式",
    "indent": "缩进", "id": "名称",
}  # fmt: skip
NOTHING = "（空）"


def differences(old: Schedule, new: Schedule) -> list[str]:
    """Return what *new* has otherwise than *old*; nothing where they print the same."""
    return [
        *_settings(old, new, SETTINGS, ""),
        *_lists(old.facts, new.facts, lambda fact: fact.at, lambda fact: f"数据“{fact.label}”", _facts),
        *_lists(old.sections, new.sections, lambda one: one.key, lambda one: f"部分 {one.key}", _sections),
    ]


def _settings(old: Any, new: Any, names: Mapping[str, str], place: str) -> Iterator[str]:
    for name, label in names.items():
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield f"{place}{label}：{_shown(before)} → {_shown(after)}"


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return "、".join(map(str, value)) or NOTHING
    return NOTHING if value in (None, "") else str(value)


def _lists(
    old: Sequence[Any],
    new: Sequence[Any],
    key: Callable[[Any], str],
    called: Callable[[Any], str],
    inside: Callable[[Any, Any], Iterator[str]],
) -> Iterator[str]:
    """Yield what was removed, added, moved and changed between two lists whose entries have keys."""
    before, after = {key(one): one for one in old}, {key(one): one for one in new}
    yield from (f"删去{called(one)}" for name, one in before.items() if name not in after)
    yield from (f"增加{called(one)}" for name, one in after.items() if name not in before)
    both = [name for name in after if name in before]
    if both != [name for name in before if name in after]:
        yield "次序变动：" + "、".join(called(after[name]) for name in both)
    for name in both:
        yield from inside(before[name], after[name])


def _facts(old: Any, new: Any) -> Iterator[str]:
    if old.label != new.label:
        yield f"数据名称：{old.label} → {new.label}"


def _sections(old: SectionSpec, new: SectionSpec) -> Iterator[str]:
    place = f"部分 {new.key}"
    if [_words(row) for row in old.head] != [_words(row) for row in new.head]:
        yield f"{place} 的表头：{_heads(old)} → {_heads(new)}"
    before, after = ([_Numbered(row, number) for number, row in enumerate(one.rows, 1)] for one in (old, new))
    for line in _lists(before, after, lambda one: one.key, lambda one: f"行“{one.label}”", _rows):
        yield f"{place}：{line}"


class _Numbered:
    """A row by its id, or by its words, or by its number where it has neither."""

    def __init__(self, row: RowSpec, number: int) -> None:
        self.row = row
        name = "" if row.id.startswith(UNNAMED) else row.id
        self.label = next((word for word in _words(row) if word), name or f"第 {number} 行")
        self.key = name or self.label


def _rows(old: _Numbered, new: _Numbered) -> Iterator[str]:
    place = f"行“{new.label}”"
    if (old.row.each, old.row.where, old.row.least) != (new.row.each, new.row.where, new.row.least):
        yield f"{place} 逐行列出的内容或条件有变"
    if _words(old.row) != _words(new.row):
        yield f"{place} 的文字：{'、'.join(_words(old.row)) or NOTHING} → {'、'.join(_words(new.row)) or NOTHING}"
    if len(old.row.cells) != len(new.row.cells):
        yield f"{place} 的格数：{len(old.row.cells)} → {len(new.row.cells)}"
        return
    for number, (before, after) in enumerate(zip(old.row.cells, new.row.cells, strict=True), 1):
        yield from _settings(before, after, CELL, f"{place} 第 {number} 格的")


def _words(row: RowSpec) -> list[str]:
    return [cell.words for cell in row.cells if isinstance(cell, CellSpec) and cell.words]


def _heads(section: SectionSpec) -> str:
    return "；".join("、".join(_words(row)) for row in section.head) or NOTHING
