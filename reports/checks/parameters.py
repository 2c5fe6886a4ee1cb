"""The numbers and words a place may set for a rule: shown, read from what people type, kept as JSON. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from decimal import Decimal
from typing import Any

from lib.display import number
from lib.money import NotAnAmountError, parse_number

LABELS = {
    "weight_total": "规定总分", "grades": "等级下限", "over_fulfilment": "超额倍数", "frequencies": "全年至少次数",
    "characters": "全文至少字数", "headings": "至少章节数", "also": "也算写有的词", "times": "重复次数",
    "many": "项数上限", "often": "出现次数", "shortest": "最短字数", "fewest": "最少个数", "below": "不到（元）",
    "share": "所占百分比", "alike": "相近程度", "answered": "已回应的百分比", "tolerance": "容差", "most": "最多列出几处", "whole": "整段最短字数",
    "chapters": "至少章数", "sections": "至少章节数", "over": "超出百分之几", "daily": "每日一年的次数", "weekly": "每周一年的次数",
    "monthly": "每月一年的次数", "quarterly": "每季一年的次数", "count": "人均件数上限", "amount": "人均金额上限（元）", "guest": "接待人均上限（元）",
}  # fmt: skip
BY_SCHEME = frozenset({"weight_total", "grades", "over_fulfilment"})  # the scheme says these; rules only take them over

LARGEST = 100_000_000
MOST = 100  # words or pairs in one list
LONGEST_WORD = 40
_BETWEEN = re.compile(r"[、，,；;\n]+")
_PAIR = re.compile(r"([^\d\s][^\d\n]*)(\d{1,7}(?:\.\d{1,4})?)")


class ParameterError(ValueError):
    """What was typed is no value of the parameter; the message says so in Chinese."""


def label(name: str) -> str:
    """Return the Chinese name of a parameter; a test asks for one of each."""
    return LABELS.get(name, name)


def shown(value: Any) -> str:
    """Return a parameter's value as people read and type it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, str | int | Decimal):
        return number(_number(value)) if _is_number(value) else str(value)
    return "、".join(shown(one) if isinstance(one, str | int) else " ".join(map(shown, one)) for one in _items(value))


def parse(default: Any, text: str) -> Any:
    """Return the value typed in *text* as JSON keeps it, of the kind *default* is; raise ParameterError."""
    if isinstance(default, bool):
        return _choice(text)
    if _is_number(default):
        return _typed_number(text, whole=isinstance(default, int))
    if isinstance(default, str):
        return _word(text)
    parts = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
    least = 1 if default else 0
    if not least <= len(parts) <= MOST:
        raise ParameterError(f"请填 {least} 至 {MOST} 项，用顿号隔开")
    if _has_pairs(default):
        return [_pair(part) for part in parts]
    if _has_numbers(default):
        return _range(default, parts)
    return [_word(part) for part in parts]


def hint(default: Any) -> str:
    """Return how a value of this kind is typed, blank where that is plain."""
    if isinstance(default, bool):
        return "填“是”或“否”"
    if isinstance(default, str | int | Decimal):
        return ""
    if _has_numbers(default):
        return "从小到大，用顿号隔开"
    return "每项一个名称和一个数，用顿号隔开" if _has_pairs(default) else "用顿号隔开"


def keep(value: Any) -> Any:
    """Return a value of a rule as JSON keeps it."""
    if isinstance(value, bool | str | int):
        return value
    if isinstance(value, Decimal):
        return number(value)
    return [list(one) if isinstance(one, tuple) else one for one in _items(value)]


def restore(default: Any, kept: Any) -> Any:
    """Return a kept value in the very type *default* has, which is what the rule expects."""
    if isinstance(default, bool) or not isinstance(default, Decimal | Iterable) or isinstance(default, str):
        return kept
    if isinstance(default, Decimal):
        return Decimal(kept)
    items = [tuple(one) if isinstance(one, list) else one for one in kept]
    return dict(items) if isinstance(default, Mapping) else type(default)(items)  # type: ignore[call-arg]


def _items(value: Any) -> Iterable[Any]:
    """Return the items of a list in their order, of a set in one that is always the same."""
    return value.items() if isinstance(value, Mapping) else sorted(value) if isinstance(value, Set) else value


def _is_number(value: Any) -> bool:
    if isinstance(value, str):
        return re.fullmatch(r"-?\d+(\.\d+)?", value) is not None
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _number(value: Any) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(str(value))


def _has_pairs(default: Any) -> bool:
    return isinstance(default, Mapping) or any(isinstance(one, tuple | list) for one in default)


def _has_numbers(default: Any) -> bool:
    return not isinstance(default, Mapping) and bool(default) and all(isinstance(one, int) for one in default)


def _range(default: Any, parts: list[str]) -> list[int | str]:
    """Return as many numbers as *default* has, from the least on; raise ParameterError."""
    numbers = [_typed_number(part, whole=True) for part in parts]
    if len(numbers) != len(default) or numbers != sorted(numbers, key=int):
        raise ParameterError(f"请从小到大填 {len(default)} 个数，用顿号隔开")
    return numbers


def _typed_number(text: str, *, whole: bool) -> int | str:
    try:
        value = parse_number(text)
    except NotAnAmountError as error:
        raise ParameterError("请只填数字") from error
    if not 0 <= value <= LARGEST:
        raise ParameterError(f"请填 0 至 {LARGEST} 之间的数")
    if whole and value != int(value):
        raise ParameterError("请填整数")
    return int(value) if whole else f"{value.normalize():f}"


def _choice(text: str) -> bool:
    if text.strip() not in ("是", "否"):
        raise ParameterError("请填“是”或“否”")
    return text.strip() == "是"


def _word(text: str) -> str:
    word = text.strip()
    if not 0 < len(word) <= LONGEST_WORD:
        raise ParameterError(f"每项 1 至 {LONGEST_WORD} 字")
    return word


def _pair(text: str) -> list[Any]:
    match = _PAIR.fullmatch(text)
    if match is None:
        raise ParameterError(f"“{text[:LONGEST_WORD]}”应为一个名称和一个数，例如“每周 48”")
    value = Decimal(match[2])
    return [_word(match[1]), int(value) if value == int(value) else f"{value.normalize():f}"]
