"""From what a report calls an item of expenditure to its economic code: 工会经 → 30228, 水电费 → 30205-30206.

Names repeat between classes, so the class an item is listed under decides (domain/economic_classification.md).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

from budgets.classifications import ECONOMIC

# Names that neither the standard list nor `normalise` covers, in their normalised form.
ALIASES = {
    "津补贴": ("30102",),
    "津贴": ("30102",),
    "伙食补助": ("30106",),
    "养老保险": ("30108",),
    "基本养老保险": ("30108",),
    "基本养老保险缴": ("30108",),
    "机关事业单位基本养老保险": ("30108",),
    "职业年金": ("30109",),
    "医疗保险": ("30110",),
    "基本医疗保险": ("30110",),
    "基本医疗保险缴": ("30110",),
    "职工基本医疗保险": ("30110",),
    "公务员医疗补助": ("30111",),
    "其他社会保障": ("30112",),
    "公积金": ("30113",),
    "水电": ("30205", "30206"),
    "差旅交通": ("30211",),
    "因公出国": ("30212",),
    "出国境": ("30212",),
    "维修": ("30213",),
    "维护": ("30213",),
    "接待": ("30217",),
    "公接待": ("30217",),
    "工会": ("30228",),
    "公务用车维护": ("30231",),
    "公务用车运行": ("30231",),
    "公车运行维护": ("30231",),
    "独生子女父母奖励金": ("30309",),
    "医疗补助": ("30307",),
    "对个人家庭补助": ("303",),
    "个人家庭补助": ("303",),
    "一般商品服务": ("302",),
    "其他资本性": ("310",),
}
# Where a name stands under no class: those basic expenditure consists of come first, 基本建设 last.
PREFERRED = ("301", "302", "303", "310")

_LISTED = re.compile(r"[、,，及和与]")
_LINKING = re.compile(r"[\s()\[\]〔〕的及和与“”\"]")
_SUFFIX = re.compile(r"(费用支出|费用|费支出|费|支出)$")


def normalise(name: str) -> str:
    """Return *name* without brackets, blanks, linking words and the ending 费, 费用 or 支出."""
    folded = _LINKING.sub("", unicodedata.normalize("NFKC", name))
    return _SUFFIX.sub("", folded) or folded


def class_code(name: str) -> str:
    """Return the three-digit class a report calls *name*, or blank."""
    return next((code for code in _known(name) if len(code) == 3), "")


def item_code(name: str, parent: str = "") -> str:
    """Return the code of an item under class *parent*, several joined in order (``30205-30206``), or blank."""
    whole = _one(name, parent)
    if whole:
        return whole
    parts = [_one(part, parent) for part in _LISTED.split(name)]
    return "-".join(sorted({code for part in parts for code in part.split("-")})) if all(parts) else ""


def free_code(name: str, parent: str, taken: Container[str]) -> str:
    """Return the code of *name*, or the class's next own one (``302x1``) when it is unknown or already *taken*."""
    code = item_code(name, parent)
    return code if code and code not in taken else own_code(parent, taken)


def own_code(parent: str, taken: Container[str]) -> str:
    """Return the first of ``302x1``, ``302x2`` … that is not *taken*."""
    number = 1
    while f"{parent}x{number}" in taken:
        number += 1
    return f"{parent}x{number}"


def _one(name: str, parent: str) -> str:
    """Return the code of a name that is not a list, within *parent* when that is a class of its own."""
    found = [code for code in _known(name) if len(code) > 3]
    inside = [code for code in found if code.startswith(parent)] if parent else found
    if len(inside) > 1 and normalise(name) not in ALIASES:
        inside = [code for preferred in PREFERRED for code in inside if code.startswith(preferred)][:1]
    return "-".join(sorted(inside))


def _known(name: str) -> tuple[str, ...]:
    key = normalise(name)
    return ALIASES.get(key) or tuple(category.code for category in ECONOMIC if normalise(category.label) == key)
