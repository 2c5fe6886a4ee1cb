"""The unit's own description: profile, duties, departments, subordinate units, staffing."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from prose.levels import Unit, units_said
from reports.importers.loaded import Draft, keyed
from reports.importers.text.bodies import read_bodies
from reports.importers.text.duties import read_duties
from reports.importers.text.source import Source
from reports.importers.text.staffing import read_staffing
from units.snapshot import Profile

OF_THE_PLACE = "按地名推断"
_NAMED = re.compile(
    r"(?:^|[\n。；])(?P<name>[\u4e00-\u9fff]{4,32})\((?:以下|下称|以下统称)?简称[：“\"]{0,2}(?P<short>[\u4e00-\u9fff]{2,16})[”\"]?\)"
)
_CREDIT = re.compile(r"统一社会信用代码(?:证号?|为|是|：|\()*(?P<code>[0-9A-Z]{17,18})(?![0-9A-Z])")
_HEAD = re.compile(
    r"(?P<title>单位负责人|法定代表人|主要负责人)(?:姓名)?(?:：|为|是)(?P<name>[\u4e00-\u9fff]{2,4})(?=[，。；、\n\s(]|$)"
)
_RANK = re.compile("(?P<rank>[正副][处科厅局股]级)(?!干部|领导|以上|及|人员)")
_FUNDING = re.compile(
    "(?:是|为|属于?)(?P<funding>[^，。；：\n是为属]{0,20}(?:(?:全额|差额)(?:预算)?(?:拨款|补助)|拨款|自收自支|财政补助)[^，。；\n]{0,16}(?:单位|机关|团体))"
)
_NATURE = re.compile(
    "(?:人民团体|群众(?:团体|组织)|群团组织|桥梁和纽带|的纽带|工作部门|组成部门|工作机构|派出机构|直属机构|事业单位|行政单位)"
)
# Where a sentence on what the unit is goes on to what it does, or to its offices and people.
_LEADS_ON = re.compile(
    "[，,]?(?:其)?(?:主要)?(?:职责|职能|任务)|[，,](?=[^，,]{0,8}(?:内设|下设|下辖|所属|核定|编制|现有|在职|年末))"
)
_IS = re.compile("(?:是|为)")
_PREFECTURE = re.compile("县市区|各县|县\\(市|市直|市本级|各区县|区县")
SHORTEST_USE = 2  # times a short name must be used


def read_unit(source: Source, draft: Draft) -> dict[str, Any]:
    """Return the parts of a filing that describe the unit, by field name."""
    unit, name, short = _names(source)
    bodies = read_bodies(source, draft)
    profile = Profile(
        name=name,
        short_name=short,
        region=unit.place if unit else "",
        level=_level(source, draft, unit),
        administrative_rank=_first(source, draft, _RANK, "rank", "administrative_rank", 3000),
        funding=_funding(source, draft, name, short),
        nature=_nature(source, draft, name, short),
        credit_code=_first(source, draft, _CREDIT, "code", "credit_code"),
        head_name=_first(source, draft, _HEAD, "name", "head_name"),
        head_title=_first(source, draft, _HEAD, "title", "head_title"),
        **bodies.profile,
    )
    if name:
        draft.read("profile.name", where=name)
    return {
        "profile": profile,
        "duties": keyed(read_duties(source, draft)),
        "departments": keyed(bodies.departments),
        "subordinate_units": keyed(bodies.units),
        "staffing": read_staffing(source, draft),
    }


def _first(source: Source, draft: Draft, pattern: re.Pattern[str], group: str, name: str, within: int = 10**9) -> str:
    """Return what the first match of *pattern* says, leaving a reading of the fact *name*."""
    found = pattern.search(source.plain, 0, min(within, len(source.plain)))
    if not found:
        return ""
    draft.read(f"profile.{name}", where=source.sentence(found.start()))
    return source.given(*found.span(group))


def _funding(source: Source, draft: Draft, name: str, short: str) -> str:
    """Return what a clause about the unit itself says of how it is funded."""
    for found in _FUNDING.finditer(source.plain, 0, 3000):
        start = max(source.plain.rfind(sign, 0, found.start()) for sign in "，。；：\n") + 1
        subject = source.plain[start : found.start()]
        own = any(one and one in subject for one in (name, short, short[-2:])) or name.endswith(subject[-4:] or "-")
        if own or re.search("(?:我|本)(?:单位|局|会|部门|院|校|中心|委)$", subject):
            draft.read("profile.funding", where=source.sentence(found.start()))
            return source.given(*found.span("funding"))
    return ""


def _names(source: Source) -> tuple[Unit | None, str, str]:
    """Return the unit, its full name and its short one: as a sentence introduces them, else of the title and as used."""
    unit = source.prose.unit
    found = _NAMED.search(source.plain, 0, 3000)
    if found and (unit is None or _is_short_of(unit.name, found["name"]) or unit.name in found["name"]):
        said = next((one for one in units_said(source.plain, found["name"][-4:]) if one.name == found["name"]), None)
        return said or unit, source.given(*found.span("name")), source.given(*found.span("short"))
    if unit is None:
        return None, "", ""
    return unit, source.given(unit.start, unit.start + len(unit.name)), _short(source, unit)


def _is_short_of(short: str, name: str) -> bool:
    """Return whether the characters of *short* stand in *name* in the same order."""
    rest = iter(name)
    return all(one in rest for one in short)


def _short(source: Source, unit: Unit) -> str:
    """Return what the report calls its unit: 市科协 of 某市科学技术协会, where it does so several times."""
    own = unit.name[len(unit.place) :]
    used = Counter(re.findall(rf"(?<![\u4e00-\u9fff]){unit.level}[\u4e00-\u9fff]{{2,4}}", source.plain))
    shorts: Counter[str] = Counter()
    for words, times in used.items():
        for length in (3, 4, 5):
            short = words[:length]
            bare = short[len(unit.level) :]
            if (
                len(short) == length
                and bare != own
                and bare[0] == own[:1]
                and bare[-1] in own[-2:]
                and _is_short_of(bare, own)
            ):
                shorts[short] += times
    best = shorts.most_common(1)
    return best[0][0] if best and best[0][1] >= SHORTEST_USE else ""


def _level(source: Source, draft: Draft, unit: Unit | None) -> str:
    """Return the level of the place; whether a 市 is one of prefectures or counties is only likely."""
    if unit is None or not unit.place:
        return ""
    if unit.level in ("县", "区"):
        return {"县": "county", "区": "district"}[unit.level]
    if unit.level == "省":
        return "province"
    if unit.level != "市":
        return ""
    draft.doubt("profile.level", OF_THE_PLACE)
    return "prefecture_level_city" if _PREFECTURE.search(source.plain) else "county_level_city"


def _nature(source: Source, draft: Draft, name: str, short: str) -> str:
    """Return the sentence that says what the unit is, without what leads on to its duties."""
    for start, end in source.prose.sentences[:40]:
        words = source.plain[start:end]
        named = any(one and words.lstrip().startswith(one) for one in (name, short)) or name.endswith(words[:4])
        begins = named or re.match("(?:我|本)(?:单位|局|会|部门)|[\u4e00-\u9fff]{2,20}(?:是|为)", words)
        kind = _NATURE.search(words)
        if (
            begins
            and kind
            and _IS.search(words, 0, kind.start())
            and not re.search("职责[^，。]{0,6}[：]", words[: kind.start()])
        ):
            whole = _LEADS_ON.split(words)[0]
            draft.read("profile.nature", where=source.given(start, end))
            return source.given(start, start + len(whole)) if len(whole) >= kind.end() else source.given(start, end)
    return ""
