"""Whose report it is: the unit's name, the place in it and the level of that place, as the title or the text says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from prose.structure import Structure

_SUFFIX = "省|自治区|市|自治州|州|盟|自治县|县|区|旗|镇|乡|街道"
# What only looks like a place: 市场, 市政, 城市 in 城市管理局, 保护区 in 自然保护区管理局.
_FALSE = (
    "(?<!市(?=场|政(?!府|协|法)|民|域|容|貌|长))(?<!县(?=级|域|城(?![市乡管建镇])|长))(?<!区(?=域|级|间))(?<!镇(?=长|域))(?<!乡(?=村|镇|长|土))(?<!保护区)(?<!中心城区)(?<!主城区)"
    "(?<![社园景灌库校片地]区)"
)
_FIRST = re.compile(rf"[\u4e00-\u9fff]{{1,7}}?(?:{_SUFFIX}){_FALSE}")
_PLACE = re.compile(rf"[\u4e00-\u9fff]{{2,7}}?(?:{_SUFFIX}){_FALSE}")
_BARE = re.compile(rf"[省市州县区旗镇乡]{_FALSE}")
_KINDS = (
    "协会|科协|联合会|学会|工会|总商会|工商联|妇联|残联|文联|侨联|作协|红十字会|联合社|供销社|管理委员会|委员会|办公室|人民政府|政府|街道办事处|办事处"
    "|检察院|法院|医院|学院|学校|中学|小学|幼儿园|大学|职高|职业中专|党校|图书馆|博物馆|文化馆|档案馆|科技馆|纪念馆|美术馆|体育馆|馆|中心|管理局|局|厅"
    "|大队|支队|总队|研究院|研究所|管理所|管理处|服务站|站|所|院|处|公司|集团|委|办|部"
)
_UNIT = re.compile(
    rf"[\u4e00-\u9fff]{{2,32}}?(?:{_KINDS})(?=$|[0-9（(：\n 的是在为关]|年度|部门|整体|单位|预算|财政|绩效|支出|自评)"
)
_LEAD = re.compile(r"^(?:关于|单位名称|部门名称|填报单位|年|度|中共|中国共产党)+")
_SAID = re.compile(
    rf"(?:^|\n|[。；：])([\u4e00-\u9fff]{{2,32}}?(?:{_KINDS}))(?=是|的?主要职[责能]|\(以下简称|\(简称|为[^，。]{{0,20}}(?:部门|单位|机构))"
)
LEVELS = {"自治区": "省", "自治州": "州", "自治县": "县", "街道": "街道"}


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit at plain[start:end]: its *place* as printed (“” where the name begins with 市 or 县), the *level* of it, its *kind*."""

    name: str
    place: str
    level: str
    kind: str
    start: int
    end: int


def unit_of(built: Structure) -> Unit | None:
    """Return the unit the title names, or else the first sentence that says what a unit is; None where neither does."""
    for start, end in built.title_lines():
        if end - start <= 80 and (unit := _named(built.plain, start, end)):
            return unit
    for match in _SAID.finditer(built.plain, 0, 3000):
        if unit := _read(match[1], match.start(1)):
            return unit
    return None


def units_said(plain: str, kind_words: str) -> Iterator[Unit]:
    """Yield the units whose name ends in *kind_words* where a sentence says what they are or a line holds no more."""
    pattern = re.compile(
        rf"(?:^|[\n。；：])([\u4e00-\u9fff]{{2,14}}?{re.escape(kind_words)})(?=是|的?主要职[责能]|\(以下简称|\(简称|内设|现有|\n|\Z)"
    )
    for match in pattern.finditer(plain):
        if unit := _read(match[1], match.start(1)):
            yield unit


def _named(plain: str, start: int, end: int) -> Unit | None:
    for match in _UNIT.finditer(plain, start, end):
        lead = _LEAD.match(match[0])
        at = match.start() + (lead.end() if lead else 0)
        if unit := _read(plain[at : match.end()], at):
            return unit
    return None


def _read(name: str, start: int) -> Unit | None:
    """Return the unit of a *name* that begins with a place or a level."""
    bare = _BARE.match(name)
    place = bare or _FIRST.match(name)
    at = 0
    while place:
        at = place.end()
        place = _PLACE.match(name, at)
    kind = re.search(rf"(?:{_KINDS})$", name[at:])
    if not at or not kind or len(name) - at < 2:
        return None
    suffix = re.search(rf"(?:{_SUFFIX})$", name[:at])
    level = suffix[0] if suffix else name[0]
    return Unit(
        name, "" if bare and at == 1 else name[:at], LEVELS.get(level, level), kind[0], start, start + len(name)
    )
