"""The schema of a filing's facts (lib.canonical.plain), from its dataclasses and what their fields say of themselves."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from reports.filing import Filing

DECIMAL = r"^-?\d+(\.\d+)?$"
DAY = r"^\d{4}-\d{2}-\d{2}$"
TYPES: dict[type, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    Decimal: {"type": "string", "pattern": DECIMAL},
    datetime.date: {"type": "string", "format": "date", "pattern": DAY},
}
UNITS = {
    "wan": "单位元",
    "percent": "比率，0.9778 即 97.78%",
    "count": "整数",
    "year": "公历年份，整数",
    "score": "单位分",
    "number": "数值",
    "date": "日期，形如 2023-12-31",
    "text": "文字",
    "flag": "是为 true，否为 false",
}
KEY = {"type": "string", "description": "本条的键，在同一组里不重复，也是数据地址的一段。"}


def definitions() -> dict[str, Any]:
    """Return the schema of each class a filing is made of, by its name, the filing's own first."""
    return {kind.__name__: _object(kind, keyed=keyed) for kind, keyed in dict.fromkeys(_kinds(Filing))}


def _kinds(kind: type, keyed: bool = False) -> Iterator[tuple[type, bool]]:
    """Yield the classes below *kind*, and whether they are rows of a list, which have a key."""
    yield kind, keyed
    for hint in get_type_hints(kind).values():
        if get_origin(hint) is Mapping:
            yield from _kinds(get_args(hint)[1], keyed=True)
        elif dataclasses.is_dataclass(hint) and isinstance(hint, type):
            yield from _kinds(hint)


def _object(kind: type, *, keyed: bool) -> dict[str, Any]:
    hints = get_type_hints(kind)
    properties = {field.name: _property(hints[field.name], field.metadata) for field in dataclasses.fields(kind)}
    properties = {**({"key": KEY} if keyed else {}), **properties}
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _property(hint: Any, said: Mapping[str, str]) -> dict[str, Any]:
    label = said["label"]
    if get_origin(hint) is Mapping:
        name = get_args(hint)[1].__name__
        return {
            "type": "array",
            "items": {"$ref": f"#/$defs/{name}"},
            "description": f"{label}，逐条列出，顺序即填报的顺序。",
        }
    kind = next(one for one in (*get_args(hint), hint) if one is not NoneType)
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return {"$ref": f"#/$defs/{kind.__name__}", "description": f"{label}，一组数据。"}
    plain, blank = TYPES[kind], NoneType in get_args(hint)
    manner = "，十进制数写成字符串" if kind is Decimal else ""
    empty = "，没有填为 null" if blank else "，没有填为空字符串" if kind is str else ""
    return {
        **plain,
        **({"type": [plain["type"], "null"]} if blank else {}),
        "description": f"{label}，{_unit(kind, said['unit'])}{manner}{empty}。",
    }


def _unit(kind: type, unit: str) -> str:
    return "数值，单位同所指数据" if kind is Decimal and unit == "text" else UNITS[unit]
