"""The schema of the document as reports.document.dump writes it: each node names its kind, what equals its default is left out."""

from __future__ import annotations

import dataclasses
import types
from typing import Any, Union, get_args, get_origin, get_type_hints

from reports.document import NODES, Value
from reports.render.schema.facts import DAY, DECIMAL

KINDS = {kind: name for name, kind in NODES.items()}
SAID = {
    "document": "整份报告",
    "document.title": "文件的题名，文字。",
    "document.author": "编报单位名称，文字。",
    "document.keywords": "关键词，逐个列出。",
    "document.language": "文稿语言，按 BCP 47，缺省 zh-CN。",
    "document.children": "各部分，按先后排列。",
    "text": "一段不是数据的文字",
    "text.text": "文字本身。",
    "value": "引用的一个数据",
    "value.text": "印出来的样子，金额为万元、两位小数。",
    "value.at": "数据的地址，即 facts 中由键和属性名以点相连的路径；算出来的没有地址。",
    "value.raw": "数据的值，写成字符串，金额单位元，百分比为比率；空白的没有此项。",
    "value.type": "值的类型：decimal 十进制数，integer 整数，date 日期，flag 是否（yes 或 no），text 文字。",
    "value.unit": "印法：wan 万元，percent 百分比，count 整数，score 分，number 数值，date 日期，year 年份，flag 是否，text 文字。",
    "paragraph": "一个段落",
    "paragraph.children": "段落里的文字和数据，按先后排列。",
    "paragraph.number": "段首的序号，文字。",
    "paragraph.role": "空为正文，addressee 主送机关，missing 待写的内容，signs 签字行。",
    "paragraph.at": "文字所在的数据地址。",
    "paragraph.start": "从该数据的第几个字符开始，从 0 数起。",
    "heading": "一个标题",
    "heading.level": "级次，1 至 4。",
    "heading.number": "算出的序号，如“一、”，文字。",
    "heading.text": "标题文字。",
    "heading.key": "该章在提纲里的固定名称。",
    "heading.at": "标题所在的数据地址，填报人在正文里写的标题才有。",
    "heading.start": "从该数据的第几个字符开始，从 0 数起。",
    "cell": "表格的一格",
    "cell.children": "格里的文字和数据，按先后排列。",
    "cell.align": "对齐方式，缺省靠左。",
    "cell.kind": "head 表头，total 合计，缺省为普通格。",
    "cell.indent": "名称缩进的层数，从 0 数起。",
    "cell.columns": "占几列，缺省 1。",
    "cell.rows": "占几行，缺省 1。",
    "cell.formula": "由同表（同附表）其他格算出本格的公式，r行c列 从 1 数起，表头计入；金额按万元，百分比按比率。",
    "cell.at": "文字所在的数据地址。",
    "cell.start": "从该数据的第几个字符开始，从 0 数起。",
    "row": "表格的一行",
    "row.children": "行里的格，从左到右，被上方合并格占去的不列。",
    "table": "一张表",
    "table.caption": "表名，文字。",
    "table.note": "表上方的说明，如“单位：万元”。",
    "table.widths": "各列宽度，整数百分比，合计 100。",
    "table.head": "表头各行。",
    "table.body": "表体各行。",
    "cover": "封面",
    "cover.title": "封面上的标题。",
    "cover.children": "标题下的各行。",
    "title": "正文前的标题",
    "title.children": "标题的文字和数据。",
    "attachments": "附件说明",
    "attachments.children": "各附件的名称，按先后排列。",
    "closing": "落款",
    "closing.children": "署名和日期，各一行。",
    "annex": "附在报告后面的一张表格",
    "annex.key": "表格的固定名称，每个项目一张的后面带项目的键。",
    "annex.label": "附件序号，如“附件1”。",
    "annex.title": "表格的标题。",
    "annex.lead": "表格左上方的文字。",
    "annex.note": "表格右上方的说明，如“金额单位：万元”。",
    "annex.landscape": "是否横排。",
    "annex.children": "上下相接的各段表格，以及签字行。",
}
# What a field's type leaves open
MORE: dict[str, dict[str, Any]] = {
    "heading.level": {"minimum": 1, "maximum": 4},
    "cell.align": {"enum": ["left", "right", "center"]},
    "cell.columns": {"minimum": 1},
    "cell.rows": {"minimum": 1},
    "cell.indent": {"minimum": 0},
    "cell.start": {"minimum": 0},
    "heading.start": {"minimum": 0},
    "paragraph.start": {"minimum": 0},
}
PLAIN: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
}
RAW = {
    "flag": {"enum": ["yes", "no"]},
    "decimal": {"pattern": DECIMAL},
    "integer": {"pattern": r"^-?\d+$"},
    "date": {"pattern": DAY},
    "text": {},
}


def definitions() -> dict[str, Any]:
    """Return the schema of each kind of node, by its name."""
    return {name: _node(name, kind) for name, kind in NODES.items()}


def _node(name: str, kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    fields = {field.name: hints[field.name] for field in dataclasses.fields(kind)}
    properties = {
        "node": {"const": name, "description": f"{SAID[name]}。"},
        **{field: _field(f"{name}.{field}", hint) for field, hint in fields.items() if field != "raw"},
    }
    if kind is Value:
        said = {field: {"type": "string", "description": SAID[f"value.{field}"]} for field in ("raw", "type")}
        properties |= {"raw": said["raw"], "type": {**said["type"], "enum": list(RAW)}}
    return {
        "type": "object",
        "properties": properties,
        "required": ["node"],
        "additionalProperties": False,
        **(_typed() if kind is Value else {}),
    }


def _field(name: str, hint: Any) -> dict[str, Any]:
    return {**_of(hint), **MORE.get(name, {}), "description": SAID[name]}


def _of(hint: Any) -> dict[str, Any]:
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _of(get_args(hint)[0])}
    if get_origin(hint) in (Union, types.UnionType):
        return {"anyOf": [_of(one) for one in get_args(hint)]}
    return {"$ref": f"#/$defs/{KINDS[hint]}"} if hint in KINDS else PLAIN[hint]


def _typed() -> dict[str, Any]:
    """Return what ties a value's text to its type."""
    rules = [
        {"if": {"properties": {"type": {"const": name}}, "required": ["type"]}, "then": {"properties": {"raw": rule}}}
        for name, rule in RAW.items()
        if rule
    ]
    return {"dependentRequired": {"raw": ["type"], "type": ["raw"]}, "allOf": rules}
