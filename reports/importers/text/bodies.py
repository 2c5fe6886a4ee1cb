"""The offices inside a unit and the units below it: how many there are, and their names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from prose.enumerated import BODIES, later_lists, listed
from prose.enumerations import Counted, Enumeration, are_offices, counted, split
from reports.importers.loaded import Draft
from reports.importers.text.source import Source
from units.snapshot import Department, SubordinateUnit

NOT_AS_MANY = "写明的个数与列出的不一致"
_BELOW = re.compile("下辖|下属|二级|所属|直属")
_OFFICES = re.compile("内设|科室|股室|职能|部室|部门|机构|股|室")
_OPEN = re.compile("等(?:[\\d一二三四五六七八九十]+个|[^级]|$)")
_STATED = re.compile(r"内设(?:\d{1,2}[部室科站股处中心]+){2,}\([^()\n]+\)")
_NAMES = re.compile(
    r"(?P<lead>内设|设有?)(?P<names>[^，。；：\n\d]{4,120}?)等?(?:股室|科室|部室|内设机构|处室)?[，。；]"
)
_OWN = re.compile("所属(?:事业)?单位|下属(?:二级)?单位|二级(?:预算)?(?:单位|机构)")
_AFFILIATED = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{4,24}(?:部|中心|院|馆|站|所|队))(?:为|是|属于?)(?P<kind>(?:自收自支|全额拨款|差额拨款|公益[一二]类|参公)[\u4e00-\u9fff]{0,8}单位)"
)
WITHIN = 5000  # characters from the beginning in which a unit describes itself


@dataclass
class Bodies:
    """What a text says of offices and units below; *profile* are fields of the profile."""

    departments: list[Department] = field(default_factory=list)
    units: list[SubordinateUnit] = field(default_factory=list)
    profile: dict[str, Any] = field(default_factory=dict)


def read_bodies(source: Source, draft: Draft) -> Bodies:
    """Return the offices and the units below, with a reading for each number and list."""
    found = Bodies()
    later, marks = later_lists(source.prose), _marks(source)
    for one in counted(source.prose):
        if one.start > WITHIN or not _is_of_bodies(source, one):
            continue
        names = listed(source.prose, one, later, marks) or _opened(source, one)
        before = source.plain[max(one.start - 40, 0) : one.start]
        before = before[max(before.rfind(sign) for sign in "，。；\n") + 1 :]
        if _BELOW.search(before + one.noun):
            _below(source, draft, found, one, names)
        elif _OFFICES.search(before[-12:] + one.noun):
            _offices(source, draft, found, one, names)
    _stated(source, draft, found)
    _named(source, draft, found)
    _under_headings(source, draft, found)
    _affiliated(source, draft, found)
    return found


def _marks(source: Source) -> list:
    built = source.prose.structure
    return sorted([*built.inline, *(one.mark for one in built.headings if one.mark)], key=lambda mark: mark.start)


def _is_of_bodies(source: Source, one: Counted) -> bool:
    """Return whether a number counts offices or units: by the noun behind it, or the one it stands behind."""
    if source.plain[: one.start].endswith("公益"):  # 公益一类 is a kind of unit, not a number of them
        return False
    noun = BODIES.match(one.noun) or re.match("(?:职能)?(?:部室|股室|科室|机构|单位|部门)", one.noun)
    return bool(noun) or bool(
        re.search("(?:内设)?(?:股室|科室|机构|部室|处室)$|(?:所属|下属|二级)[\u4e00-\u9fff]{0,4}单位$", one.label)
    )


def _offices(source: Source, draft: Draft, found: Bodies, one: Counted, names: Enumeration | None) -> None:
    if "department_count" in found.profile:
        return
    found.profile["department_count"] = one.value
    draft.read("profile.department_count", str(one.value), where=source.sentence(one.start))
    if names is None:
        return
    found.departments = [Department(_name(item)) for item in names.items]
    if _is_open(source, one, names):
        found.profile["departments_open"] = True
    elif len(names.items) != one.value and one.value not in names.fits:
        draft.doubt("profile.department_count", NOT_AS_MANY)
        draft.doubt("departments", NOT_AS_MANY)
    _read_names(source, draft, "departments", names.items, names.span)


def _opened(source: Source, one: Counted) -> Enumeration | None:
    """Return the names before a number that are only some of them: 内设普及部、学会部等3个股室."""
    start = max(one.start - 80, 0)
    match = re.search("(?:内设|设有?|下设)(?P<names>[^，。；：\\n\\d]{2,60})等$", source.plain[start : one.start])
    items = split(match["names"]) if match else []
    if not match or not items or not are_offices(items):
        return None
    return Enumeration(tuple(items), (start + match.start("names"), one.start), frozenset(), "等")


def _is_open(source: Source, one: Counted, names: Enumeration) -> bool:
    end = max(names.span[1], one.start)
    return "等" in source.plain[names.span[0] : end + 2] and len(names.items) < one.value


def _name(item: str) -> str:
    return re.sub("^(?:内设|下设|下辖|下属|所属|设有?|分别(?:是|为)|即|为|是|包括|：)+|等$", "", item.strip())


def _read_names(source: Source, draft: Draft, name: str, items: Sequence[str], span: tuple[int, int]) -> None:
    for number in range(1, len(items) + 1):
        draft.read(f"{name}.{number}", where=source.sentence(span[0]))


def _below(source: Source, draft: Draft, found: Bodies, one: Counted, names: Enumeration | None) -> None:
    if "subordinate_count" in found.profile:
        return
    found.profile["subordinate_count"] = one.value
    draft.read("profile.subordinate_count", str(one.value), where=source.sentence(one.start))
    items = names.items if names else _single(source, one)
    kind = "事业单位" if "事业单位" in one.label + one.noun[:8] else ""
    found.units = [SubordinateUnit(_name(item), kind) for item in items]
    if items and len(items) != one.value and (names is None or one.value not in names.fits):
        draft.doubt("profile.subordinate_count", NOT_AS_MANY)
    if items:
        _read_names(source, draft, "subordinate_units", items, (one.start, one.end))


def _single(source: Source, one: Counted) -> tuple[str, ...]:
    """Return the only unit named beside its number: 下辖某某中心1个二级机构, 所属单位1个，即某某中心."""
    if one.value != 1:
        return ()
    before = re.search(
        "(?:下辖|下设|下属|辖)(?P<name>[\u4e00-\u9fff]{4,24})$", source.plain[max(one.start - 40, 0) : one.start]
    )
    behind = re.compile("[\u4e00-\u9fff]{0,8}[，：]?(?:即|为|是|：)(?P<name>[\u4e00-\u9fff]{4,24})[，。；\n]").match(
        source.plain, one.end
    )
    found = before or behind
    return (found["name"],) if found else ()


def _stated(source: Source, draft: Draft, found: Bodies) -> None:
    """Keep 内设2部1室1站（…） as it stands, with the names in its bracket."""
    match = _STATED.search(source.plain, 0, WITHIN)
    if match:
        words = source.given(*match.span())
        found.profile["department_statement"] = words
        draft.read("profile.department_statement", where=words)
        items = split(match[0].partition("(")[2].rstrip(")"))
        found.profile.pop("department_count", None)
        found.departments = [Department(_name(item)) for item in items]
        _read_names(source, draft, "departments", items, match.span())


def _named(source: Source, draft: Draft, found: Bodies) -> None:
    """Take offices that are named without a number: 设办公室、业务科等股室."""
    if found.departments or "department_count" in found.profile:
        return
    for match in _NAMES.finditer(source.plain, 0, WITHIN):
        items = split(match["names"])
        if len(items) > 1 and are_offices(items):
            found.departments = [Department(_name(item)) for item in items]
            if "等" in match[0][match.end("names") - match.start() :]:
                found.profile["departments_open"] = True
            _read_names(source, draft, "departments", items, match.span())
            return


def _under_headings(source: Source, draft: Draft, found: Bodies) -> None:
    """Take the duties of offices that have headings of their own below the one that counts them, or the offices themselves."""
    built = source.prose.structure
    for index, heading in enumerate(built.headings):
        if heading.start > WITHIN or not re.search("内设机构|机构设置", heading.title):
            continue
        below = [built.headings[at] for at in built.children(index)]
        if len(below) < 2 or not are_offices([one.title for one in below]):
            continue
        found.departments = [Department(one.title, source.given(one.body, one.stop)) for one in below]
        for number, one in enumerate(below, 1):
            label = source.given(one.mark.start, one.mark.end) if one.mark else ""
            draft.read(f"departments.{number}", number_label=label, where=source.given(one.start, one.stop))
        return


def _affiliated(source: Source, draft: Draft, found: Bodies) -> None:
    """Take a unit that is only mentioned with its kind: 除某某服务部属自收自支事业单位外."""
    if found.units:
        return
    match = _AFFILIATED.search(source.plain, 0, WITHIN)
    if match:
        name = re.sub("^(?:除|其中|另有|所属|下属)+", "", match["name"])
        found.units = [SubordinateUnit(name, match["kind"])]
        draft.read("subordinate_units.1", where=source.sentence(match.start()))
