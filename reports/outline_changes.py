"""What differs between two outlines, in Chinese, line by line: for whoever decides whether a report takes the newer one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from reports.blocks import KINDS
from reports.outline_parts import BlockSpec, Outline, Section

# What the settings of blocks and of the whole are called.
SETTINGS = {
    "guidance": "填写说明", "label": "名称", "optional": "可以不填", "max_length": "字数上限", "lead": "引语",
    "empty": "没有内容时的话", "text": "句子", "none": "没有时的句子", "caption": "表题", "when": "何时出现",
    "families": "指标类别", "form": "形式", "scheme": "分类", "code": "支出性质", "source": "资金来源", "of": "目标类别",
    "parts": "内容", "date": "日期", "unless": "写了这些正文就不出现", "key": "标识",
}  # fmt: skip
WHOLE = {
    "title": "报告标题", "source": "依据", "numbering": "编号式样", "scheme": "计分方案", "schedules": "报表", "cover": "封面",
}  # fmt: skip
# The setting that says which one of its kind a block is.
NAMES = ("key", "scheme", "code", "source", "of", "families")
Placed = dict[str, tuple[str, int, Section]]  # key → key of what it stands under, place there, the section


def differences(old: Outline, new: Outline) -> list[str]:
    """Return one line for each thing that is added, removed, renamed, moved or otherwise worded in *new*."""
    return [*_whole(old, new), *_blocks("开头", old.opening, new.opening), *_sections(old, new)]


def _whole(old: Outline, new: Outline) -> Iterator[str]:
    for name, label in WHOLE.items():
        yield from _changed(label, getattr(old, name), getattr(new, name))
    for name in dict.fromkeys([*old.params, *new.params]):
        yield from _changed(f"参数 {name}", old.params.get(name), new.params.get(name))


def _sections(old: Outline, new: Outline) -> Iterator[str]:
    before, after = _placed(old.chapters), _placed(new.chapters)
    for key, (parent, _, section) in before.items():
        if key not in after and (not parent or parent in after):  # what stood below goes with it
            yield f"删去{_name(section)}"
    moved = _moved(before, after)
    for key, (parent, _, section) in after.items():
        if key not in before:
            if not parent or parent in before:
                yield f"新增{_name(section)}{_where(after, key)}"
            continue
        was = before[key][2]
        if section.heading != was.heading:
            yield f"{_name(was)}改名为“{section.heading}”"
        if key in moved:
            yield f"{_name(section)}移到{_where(after, key)}"
        for name, label in (("keep", "必须保留"), ("own", "单位可改标题"), ("empty", "没有内容时的话")):
            yield from _changed(f"{_name(section)}的“{label}”", getattr(was, name), getattr(section, name))
        yield from _blocks(_name(section), was.blocks, section.blocks)


def _placed(sections: Sequence[Section], parent: str = "") -> Placed:
    found: Placed = {}
    for place, one in enumerate(sections):
        found[one.key] = (parent, place, one)
        found |= _placed(one.sections, one.key)
    return found


def _moved(before: Placed, after: Placed) -> set[str]:
    """Return the keys that stand under another one, or not in the same order as those beside them."""
    both = [key for key in after if key in before]
    elsewhere = {key for key in both if before[key][0] != after[key][0]}
    moved = set(elsewhere)
    for parent in dict.fromkeys(after[key][0] for key in both):
        there = [key for key in both if after[key][0] == parent and key not in elsewhere]
        was = sorted(there, key=lambda key: before[key][1])
        kept = SequenceMatcher(None, was, there, autojunk=False).get_matching_blocks()
        moved |= set(there) - {key for match in kept for key in there[match.b : match.b + match.size]}
    return moved


def _where(placed: Placed, key: str) -> str:
    """Return where a section stands: （在“存在的问题”之后）, （在“部门概况”下）, or first of all."""
    parent, place, _ = placed[key]
    before = next((one for other, at, one in placed.values() if other == parent and at == place - 1), None)
    if before:
        return f"（在“{before.heading}”之后）"
    return f"（在“{placed[parent][2].heading}”下，排第一）" if parent else "（排在最前）"


def _name(section: Section) -> str:
    return f"{'章' if section.level == 1 else '节'}“{section.heading}”"


def _blocks(place: str, old: Sequence[BlockSpec], new: Sequence[BlockSpec]) -> Iterator[str]:
    before, after = _identified(old), _identified(new)
    yield from (f"{place}删去{_block(spec)}" for name, spec in before.items() if name not in after)
    yield from (f"{place}新增{_block(spec)}" for name, spec in after.items() if name not in before)
    if [name for name in before if name in after] != [name for name in after if name in before]:
        yield f"{place}各部分的先后变了"
    for name in [name for name in before if name in after]:
        was, now = before[name].options, after[name].options
        for option in dict.fromkeys([*was, *now]):
            label = f"{place}{_block(after[name])}的“{SETTINGS.get(option, option)}”"
            yield from _changed(label, was.get(option), now.get(option))


def _identified(blocks: Sequence[BlockSpec]) -> Mapping[tuple[str, str, int], BlockSpec]:
    """Return blocks by what tells them apart: kind, the setting that names them, and which of several alike they are."""
    found: dict[tuple[str, str, int], BlockSpec] = {}
    for spec in blocks:
        name = next((str(spec.options[one]) for one in NAMES if one in spec.options), "")
        number = sum(1 for kind, other, _ in found if (kind, other) == (spec.kind, name))
        found[spec.kind, name, number] = spec
    return found


def _block(spec: BlockSpec) -> str:
    kind = KINDS.get(spec.kind)
    name = spec.options.get("label") or spec.options.get("caption") or spec.options.get("key") or ""
    return f"“{kind.label if kind else spec.kind}{f'·{name}' if name else ''}”"


def _changed(label: str, old: Any, new: Any) -> Iterator[str]:
    if old != new:
        yield f"{label}：{_shown(old)} → {_shown(new)}"


def _shown(value: Any) -> str:
    match value:
        case None | "" | () | []:
            return "（无）"
        case bool():
            return "是" if value else "否"
        case list() | tuple():
            return "、".join(_shown(one).strip("“”") for one in value)
        case str():
            return f"“{value.replace(chr(10), ' / ')}”"
    return str(value)
