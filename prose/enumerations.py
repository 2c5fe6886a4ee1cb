"""A number of things and the names listed for it: what may be counted, and how a list falls into its items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from prose.marks import chinese_number
from prose.mentions import COUNT

if TYPE_CHECKING:
    from prose.reading import Prose

MOST = 30  # things; longer lists are not named one by one
_UNITS = frozenset({*"个家所处项类种部室科股站支座名位条门点镇乡村校片块批组队期季", "中心"})
_BIG = re.compile(
    r"(?<![\d第])(?P<number>\d{1,2}|[二两三四五六七八九十]|一(?=大(?:板块|版块|类别|系列|环节)))大(?=[\u4e00-\u9fff“])(?![于学专队型量小约赛会家力气多规范二三])"
)
_SLOGAN = re.compile("(?<=“)(?P<number>[二两三四五六七八九十])个(?=[\u4e00-\u9fff]{2,6}”)")  # “三个助力”
_NOUN = re.compile('[\u4e00-\u9fff“”"A-Za-z]{0,16}')
_AND = re.compile("以及|(?<!普)及(?!时|其|格)|和(?!谐|平|解)|与(?!会)")
_NESTED = re.compile(r"\([^()]*\)")
_OFFICE = re.compile("(?:室|部|科|股|处|队|站|所|中心|馆|校|院|局|办|会|公司|园|厂|社|学|场|组|台)$")
_OPEN = re.compile(r"等(?:[^级]|$)|…|主要|重点")


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of things at plain[start:end] with the *noun* behind it and the *label* before it."""

    value: int
    start: int
    end: int
    unit: str
    noun: str
    label: str


@dataclass(frozen=True, slots=True)
class Enumeration:
    """What is listed for a number at *span*: *fits* are the numbers of items it may be read as, *doubt* why it proves nothing."""

    items: tuple[str, ...]
    span: tuple[int, int]
    fits: frozenset[int]
    doubt: str = ""


def counted(prose: Prose) -> Iterator[Counted]:
    """Yield the numbers of things that may be listed one by one, in order."""
    found = [
        Counted(int(one.value), one.start, one.end, one.unit, _noun(prose, one.end), one.label)
        for one in prose.mentions
        if one.kind == COUNT and one.unit in _UNITS and not one.bound and one.value <= MOST and not one.places
    ]
    for match in chain(_BIG.finditer(prose.plain), _SLOGAN.finditer(prose.plain)):
        number = match["number"]
        value = int(number) if number.isdigit() else chinese_number(number)
        found.append(Counted(value, *match.span(), match[0][-1], _noun(prose, match.end()), ""))
    starts, ends = {one.start for one in found}, {one.end for one in found}
    alone = (one for one in found if one.end not in starts and one.start not in ends)  # not 2部1室
    yield from sorted(alone, key=lambda one: one.start)


def _noun(prose: Prose, at: int) -> str:
    match = _NOUN.match(prose.plain, at)
    return match[0] if match else ""


def enumeration(words: str, start: int, doubt: str = "") -> Enumeration:
    """Return the list *words* at *start*; 和 may join its last two items or stand inside one, unless they are plainly two."""
    joints, items = len(_parts(words)), split(words)
    plainly = len(items) == joints or _are_two(items[-2:])
    fits = frozenset({len(items)} if plainly else {len(items), joints})
    if _OPEN.search(words):
        doubt = "列举以“等”结尾，未必列全"
    return Enumeration(tuple(items), (start, start + len(words)), fits, doubt)


def split(words: str) -> list[str]:
    """Return the items of a list: between 、 outside brackets and quotes and, in the last of them, around the first 和."""
    *items, last = [item for item in _parts(words) if item] or [""]
    pair = [item for item in _AND.split(last, maxsplit=1) if item]
    return [*items, last] if _is_one(items, pair) else [*items, *pair]


def _is_one(items: Sequence[str], pair: Sequence[str]) -> bool:
    """Return whether 和 stands inside the last name: beside offices 普法与依法治理股 is one."""
    return len(pair) == 2 and len(items) > 1 and are_offices([*items, pair[1]]) and not are_offices(pair[:1])


def _parts(words: str) -> list[str]:
    parts, depth = [""], 0
    for one in words:
        depth += (one in "(“《") - (one in ")”》")
        if one == "、" and depth <= 0:
            parts.append("")
        else:
            parts[-1] += one
    return parts


def _are_two(pair: Sequence[str]) -> bool:
    return are_offices(pair) or all(item[0] in "“《" for item in pair) or pair[0][-1] == pair[-1][-1]


def core(item: str) -> str:
    """Return an item without its quotes and without what brackets add to it."""
    return _NESTED.sub("", item).strip('“”《》" ')


def are_offices(items: Sequence[str]) -> bool:
    """Return whether all items end as offices, units or institutions do."""
    return all(_OFFICE.search(core(item)) for item in items)
