"""Totals and what can be a part of them: the words of a figure decide, never its distance."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from prose.composition import WHOLES
from prose.mentions import COUNT, Mention
from prose.quantities import is_bare
from prose.roles import BUDGETS, CHANGES, FULL_MARKS, GRANTED, LAST_YEAR, is_firm
from prose.units import PERSONS

_EARLIER = re.compile(LAST_YEAR)
_NOT_PART = re.compile(
    rf"{FULL_MARKS}|总分|{LAST_YEAR}|同比|环比|较|人均|平均|每[人年月个名次]|单价|标准|限额|增幅|占比|原[有来]|目标|计划|累计"
)
_FULL_MARK = re.compile(rf"{FULL_MARKS}|总分|(?:[该本]?指标|[该本]项)(?:共|合计)?$")
_EARNED_NEXT = re.compile("[，、]?(?:自评)?得")
_PRIZE = re.compile("[特一二三]等奖|优秀奖|优胜奖|金奖|银奖|铜奖")
_SHORT = 20  # characters of a clause that says nothing but what its figure is
# A total that ends its list: 三项合计为, 以上支出共计.
SUBTOTAL = re.compile(
    r"(?:以上|上述)?(?P<of>编制|资产|收入|支出|人数|在职|经费|获?奖)?(?:以上|上述|各项|[两三四五六七八]项|[两三四五六七八]者|金额|费用)*"
    r"(?:小计|合计|共计|总计|总和|(?<=奖)共)(?:金额|支出|费用|得分|数|人数)?(?:为|是|达|：)*$"
)


@dataclass(frozen=True, slots=True)
class Listing:
    """A *total* and the figures listed as its parts, in order.

    *closed* says that the words promise all parts, *opened* that they say there are more (等); *word* announced the
    list. *form*: bracket, inline, below (numbered paragraphs) or above (the total ends the list).
    """

    total: Mention
    parts: tuple[Mention, ...]
    form: str
    word: str
    closed: bool
    opened: bool


def same_measure(total: Mention, part: Mention) -> bool:
    """Return whether two figures can be added: amounts, scores, people, or things counted alike."""
    if total.kind != part.kind:
        return False
    if total.kind != COUNT or total.unit == part.unit:
        return True
    persons = total.unit in PERSONS and part.unit in PERSONS and "人次" not in (total.unit, part.unit)
    return persons or bool(_PRIZE.search(part.label)) or {total.unit, part.unit} <= {"个", "名", "人"}


def is_part(total: Mention, part: Mention) -> bool:
    """Return whether *part* can be a part of *total*: of the same year and kind of figure, no change, no comparison."""
    if part.role in CHANGES and total.role not in CHANGES:
        return False
    if is_bare(part.label) and part.label and not is_bare(total.label):  # 预算 behind a figure of the outturn
        return False
    if part.role in ("initial", "revised") and total.role not in BUDGETS:
        return False
    if part.year is not None and total.year is not None and part.year != total.year:
        return False
    return not _NOT_PART.search(part.clause if len(part.clause) < _SHORT else part.label)


def begins_anew(total: Mention, other: Mention) -> bool:
    """Return whether *other*, behind a semicolon, is no item of *total* any more: a sibling, or the same in another role."""
    if total.kind == COUNT:  # 在职23人，其中…；离休1人
        return bool(total.quantity) and bool(other.quantity) and other.quantity != total.quantity
    if _are_siblings(total.quantity, other.quantity) or (other.clause and is_bare(other.clause)):
        return True
    return bool(total.quantity) and other.quantity == total.quantity


def _are_siblings(one: str, other: str) -> bool:
    """Return whether two quantities stand beside each other in a whole: 商品和服务支出 and 工资福利支出."""
    return bool(one) and one != other and any({one, other} <= set(parts) for _, parts in WHOLES)


def fitting(total: Mention, figures: Sequence[Mention]) -> Mention | None:
    """Return the first figure of an item that can be added up to *total*: budgeted as it is, or spent as it is."""
    own = [
        one for one in figures if one.kind == total.kind and one.role not in CHANGES and not _EARLIER.search(one.clause)
    ]
    wanted = GRANTED if total.role in BUDGETS else ("actual", "income", "balance")
    alike = [one for one in own if not one.value or one.role in wanted] or [one for one in own if not one.role]
    return alike[0] if alike else None


def is_weight(score: Mention, plain: str = "") -> bool:
    """Return whether a score is what can be had, not what was earned; in *plain* what was earned may follow at once."""
    return not score.clause or bool(_FULL_MARK.search(score.clause) or _EARNED_NEXT.match(plain, score.end))


def budgeted(listings: Iterable[Listing]) -> dict[int, str]:
    """Return by their beginnings the figures that a list under a budget makes budgets: 年初预算…，其中基本支出…."""
    return {
        part.start: one.total.role
        for one in listings
        if one.total.role in BUDGETS
        for part in one.parts
        if part.role == "actual" and not is_firm(part.clause)
    }
