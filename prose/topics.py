"""What quantity a figure is of: by the words of its clause, by what its sentence named before, by the headings above."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from prose.composition import WHOLES
from prose.marks import RANKS
from prose.mentions import AMOUNT, COUNT, PERCENT, SCORE, Mention
from prose.quantities import WIDE, is_bare, name_in
from prose.structure import Structure

_FLOW = re.compile("(?:系|加上?|减去?|与|和|本年|当年|全年|本年度)*(收入|支出)(?:为|共|合计)?")
_LEFT = re.compile("结转|结余|余额|结存")
_LEFT_NEAR = 40  # characters behind a flow in which what is left of it is named
_STOCK = ("年末", "期末", "年初", "期初")
_CAUSE = re.compile("因(?!公)|由于")  # names why, not of what
_OF_ITEM = re.compile(
    "(?:项目|工程|课题|活动|培训|补助|建设|维护|购置|改造|行动|专项)的?(?:年初|全年)?预算"
)  # of that thing, not of the unit
_ADDED = re.compile("追加|追减|调增|调减|核增|核减")
_SUM = re.compile("(?:合计|总计|共|计|为)+")  # of what stands before it, more than the last of it
_IN_ALL = re.compile("支出(?:总[额计]|合计|共计)|总支出")
_OF_UNIT = re.compile("部门|单位|整体|财政拨款支出")  # whatever item says so
_EXAMPLE = re.compile("为例|例如|另如|比如")
_GENERAL = re.compile("情况|分析|总体|概况|说明|方面|支出|收入|预算|决算")


@dataclass
class Sentence:
    """What the sentence that begins at *start* has said so far.

    *first* and *last* are its first amount and the last one that later figures may speak of; *named* the quantities of
    all its amounts.
    """

    start: int
    year: int | None = None
    first: Mention | None = None
    last: Mention | None = None
    named: set[str] = field(default_factory=set)
    taken: list[Mention] = field(default_factory=list)

    def take(self, amount: Mention) -> None:
        """Remember an amount; 年中追加30万元 names nothing itself, so the next one speaks of what stood before."""
        self.first = self.first or amount
        self.taken.append(amount)
        self.named.add(amount.quantity)
        if _ADDED.search(amount.clause) and self.last:
            return
        if amount.quantity or amount.role not in ("increase", "decrease"):
            self.last = amount

    def whole(self) -> str:
        """Return the quantity all parts of which were named: 支出总额 behind 基本支出 and 项目支出 is of both; else ""."""
        return next((whole for whole, parts in WHOLES if self.named.issuperset(parts)), "")


class Topics:
    """Tells the quantity of each figure of a text."""

    def __init__(self, built: Structure) -> None:
        self.built, self.plain = built, built.plain
        self.inline = [mark.start for mark in built.inline]

    def quantity(self, clause: str, kind: str, at: int, floor: int, sentence: Sentence) -> str:
        """Return the key of the quantity the figure at *at* is of, or ""; *floor* is where the figure before it ended."""
        if kind not in (AMOUNT, COUNT, SCORE, PERCENT):
            return ""
        if kind == AMOUNT and (flow := self._flow(clause, at, sentence)):
            return flow
        if clause in _STOCK:
            return "balance"
        clause = _behind_colon(clause)
        named = "" if _CAUSE.match(clause) else name_in(clause, kind)
        if named in WIDE and _OF_ITEM.search(clause):
            return ""
        if kind != AMOUNT or (named and named not in WIDE) or not is_bare(clause) or _SUM.fullmatch(clause):
            return named
        return self._meant(clause, named, at, floor, sentence)

    def _flow(self, clause: str, at: int, sentence: Sentence) -> str:
        """Return what 收入 or 支出 alone is of where the words behind it tell what was left: all of it; else ""."""
        flow = _FLOW.fullmatch(clause)
        if flow is None:
            return ""
        part = max(sentence.start, self.plain.rfind("；", sentence.start, at))
        if not _LEFT.search(self.plain, part, at + _LEFT_NEAR):
            return ""
        return "income" if flow[1] == "收入" else "total"

    def _meant(self, clause: str, named: str, at: int, floor: int, sentence: Sentence) -> str:
        """Return the quantity meant by a clause that says only 年初预算 or 决算: what was named before, or the heading."""
        if _IN_ALL.search(clause) and (whole := sentence.whole()):
            return whole
        if sentence.first and "；" in self.plain[floor:at]:
            return _same(
                sentence.first.quantity, clause
            )  # “安排…，其中A、B；实际支出…”: that of the whole again, not of B
        if sentence.last:
            return _same(self._before_bracket(sentence, at).quantity, clause)
        if _EXAMPLE.search(self.plain, sentence.start, at):
            return ""
        above = self._of_headings(at)
        return named if above is None or (not above and _OF_UNIT.search(clause)) else above

    def _before_bracket(self, sentence: Sentence, at: int) -> Mention:
        """Return the amount later figures speak of: not one in a bracket that is closed by now, but the one it explains."""
        last = sentence.last
        assert last
        inside, closed, _ = self.plain[last.end : at].partition(")")
        if not closed or "(" in inside:
            return last
        opened = self.plain.rfind("(", sentence.start, last.start)
        outside = [one for one in sentence.taken if one.end <= opened]
        return outside[-1] if outside else last

    def _of_headings(self, at: int) -> str | None:
        """Return the quantity the headings above *at* speak of; "" for an item of its own, None where they name none."""
        if self._is_in_item(at):
            return ""
        for heading in self.built.path(at):
            title = heading.title.partition("，")[0]
            named = name_in(title, AMOUNT)
            if named and named not in WIDE:
                return named
            if heading.mark and RANKS[heading.mark.style] > RANKS["section"] and not _GENERAL.search(title):
                return ""
        return None

    def _is_in_item(self, at: int) -> bool:
        """Return whether a mark inside its paragraph stands before *at*."""
        before = bisect_right(self.inline, at)
        index = self.built.heading_at(at)
        begin = self.built.headings[index].start if index >= 0 else 0
        return before > 0 and self.inline[before - 1] >= max(begin, self.plain.rfind("\n", begin, at))


def _behind_colon(clause: str) -> str:
    """Return what a clause says behind its colon, where that names anything: 支出情况：基本支出 → 基本支出."""
    _, colon, behind = clause.rpartition("：")
    return behind if colon and behind and not is_bare(behind) else clause


def _same(quantity: str, clause: str) -> str:
    """Return the quantity of the amount before, unless it is one of the whole and 收入 or 支出 names another of them."""
    if quantity not in ("balance", "income", "total") or ("收入" in clause) == ("支出" in clause):
        return quantity
    return "income" if "收入" in clause else "total"
