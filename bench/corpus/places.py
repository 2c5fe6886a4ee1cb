"""Invented places and the units in them."""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from bench.corpus.sorts import SORTS, TOWN, Sort

# No place of this name is known to the author; the last character is the level.
PLACES = (
    "云阜县", "澜坪市", "青崮区", "禾岭县", "檀溪市", "枫塘区", "砚川县", "竹浦县", "锦垣市", "鹤皋区", "芦汀县",
    "苍湄县", "柏峪市", "琅塬县", "晴沱区", "杏垄县", "石濑县", "棠邑市", "雁碛区", "璧洲县", "沁冈县", "榆埠市",
)  # fmt: skip
TOWNS = ("白鹭渡镇", "三棵枫乡", "松烟岭镇", "古樟铺镇", "鱼梁坳乡", "桐花畈镇")


class Unit(NamedTuple):
    """One invented unit: its place with the word for the level, its sort and how it calls itself."""

    place: str
    level: str
    sort: Sort
    name: str
    own: str


def draw_unit(rng: Random, number: int) -> Unit:
    """Return unit *number*: sorts and places take turns, so that all of them occur."""
    if number % 7 == 3:
        place = TOWNS[number // 7 % len(TOWNS)]
        return _unit(place, TOWN, rng.choice((TOWN.own, "本{L}", "我单位")))
    place = PLACES[number * 5 % len(PLACES)]
    sort = SORTS[number % len(SORTS)]
    return _unit(place, sort, rng.choice((sort.own, sort.own, "我单位", "本单位")))


def _unit(place: str, sort: Sort, own: str) -> Unit:
    return Unit(place, place[-1], sort, place + sort.name, own.replace("{L}", place[-1]))
