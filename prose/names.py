"""What a figure is called in a message: by its own words, else by what it is a figure of, else by the item it stands in."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from prose.mentions import AMOUNT, COUNT, PERCENT, SCORE, Mention
from prose.quantities import BY_KEY, is_bare
from prose.units import PERSONS

if TYPE_CHECKING:
    from prose.reading import Prose

LONGEST = 24  # characters of a name; more would be half a sentence
# What leads to a name: a mark, 其中, 加上, and what joins it to the name before.
_LEADS = re.compile(
    r"^(?:占该(?:项目)?|未|不|\(?\d{1,2}[).、]|[①-⑳]|[(，、：]|其中|包括|主要(?:用于|包括|是|为|有)|按[^，：]{1,4}分为|分别(?:是|为)|以及|和(?!谐)|及(?!时)|加上|减去|扣除"
    r"|(?:由|与|较|比|因)(?=上年|去年|年初|年末|基本|项目|人员|公用|工资)|由于|是?因为)+"
)
# What leads from a name to its figure.
_TAILS = re.compile(r"(?:为|是|共(?:有|计)?|合计|达到?|了|有|的|：|约)+$")
# What says of a change that it is one: the name is that of what changed.
_CHANGE = re.compile(
    r"^(?:较|比|与|同)?(?:上年|去年|年初)(?:同期)?(?:相比)?|(?:同比|相比)?(?:增加|增长|上升|提高|减少|下降|降低|压减)(?:额|率|金额|幅度)?$"
)
# What says of a score whether it was earned or could be.
_SCORED = re.compile("(?:自?评|实)?得分?$|(?:分值|满分|权重|标准分)$")
# Words for a sum, a year or a mark: any figure may bear them.
_ANYTHING = re.compile(
    r"(?:(?:19|20)\d\d年度?|末|以上|上述|各项|该项|指标|标准|权重|小计|合计|总计|总和|支出|收入|[自实]?[评得]?[总满]?分值?|自?评|[共计得])*"
)
_TIME = re.compile("上年末|年初(?!预算|安排|批复)|期初|年末|期末")
_PRIZE = re.compile("(?:^|[\u4e00-\u9fff])[特一二三]$")  # of 一、二、三等奖 only the last bears the word
_TOLD = re.compile("(?:年初|全年)?(?:预算|决算|支出)数?(?:为|是|共)?$")  # of an item, by the first figure told of it
_ITEM = re.compile(r"[^，。；：（(\n\t\d]+")
_ROLES = {"initial": "年初预算", "revised": "调整后预算", "budget": "预算"}
_KINDS = {AMOUNT: "金额", SCORE: "得分", PERCENT: "比率"}
_BY_ROLE = {
    "initial": "年初预算数", "revised": "调整后预算数", "budget": "预算数", "received": "到位资金", "actual": "支出数", "income": "收入数",
    "balance": "结余数",
}  # fmt: skip


def name(one: Mention, prose: Prose | None = None, otherwise: str = "") -> str:
    """Return what a figure is called, in quotation marks; *otherwise*, or 预算数, 人数 …, where nothing names it.

    Without *prose* neither another year nor the item a figure stands in can be told.
    """
    words = _called(one, prose)
    return f"“{words.replace('“', '‘').replace('”', '’')}”" if words else otherwise or _kind(one)


def label(one: Mention, prose: Prose | None = None, otherwise: str = "") -> str:
    """Return the same without quotation marks, for a column: *otherwise*, or the same, where nothing names it."""
    return _called(one, prose) or otherwise or _kind(one)


def _called(one: Mention, prose: Prose | None) -> str:
    item = _item(one, prose) if prose else ""
    quantity = _of_quantity(one, prose.year if prose else one.year)
    # Whatever its words, a score is one of an item.
    further = (item, quantity) if one.kind == SCORE else (quantity, item)
    return _own(one) or next(filter(None, further), "")


def _own(one: Mention) -> str:
    """Return the words right before a figure, if they name it."""
    words = _TAILS.sub("", _LEADS.sub("", one.label))
    words = _CHANGE.sub("", words) if one.role.endswith("crease") else words
    words = _SCORED.sub("", words) if one.kind == SCORE else words
    if _ANYTHING.fullmatch(words) or is_bare(words):
        return ""
    return f"{words}等奖" if one.kind == COUNT and _PRIZE.search(words) else words[-LONGEST:].strip("，、：")


def _of_quantity(one: Mention, year: int | None) -> str:
    """Return the known quantity a figure is one of, with the year or day where it is another one, and its role."""
    if not one.quantity:
        return ""
    time = None if one.role in _ROLES else _TIME.search(one.label)
    when = time[0] if time else "" if one.year in (None, year) else f"{one.year}年"
    return f"{when}{BY_KEY[one.quantity].label}{_ROLES.get(one.role, '')}"


def _item(one: Mention, prose: Prose) -> str:
    """Return the first words of the row, the numbered item or the heading a figure stands in, a score anywhere in it."""
    line = prose.plain.rfind("\n", 0, one.start) + 1
    row = line if "\t" in prose.plain[line : one.start] else -1
    starts = (at for at in (row, _inline(prose, one, line), _heading(prose, one)) if 0 <= at < one.start)
    words = (
        _ITEM.match(prose.plain, at) for at in starts if one.kind == SCORE or prose.plain.find("。", at, one.start) < 0
    )
    item = next((match[0].strip()[:LONGEST] for match in words if match and not is_bare(match[0])), "")
    return _TOLD.sub("", item) + _BY_ROLE[one.role] if item and one.kind == AMOUNT and one.role in _BY_ROLE else item


def _inline(prose: Prose, one: Mention, line: int) -> int:
    """Return where the words of the numbered item inside the paragraph begin, −1 outside of any."""
    marks = prose.structure.inline
    at = bisect_right(marks, one.start, key=lambda mark: mark.start) - 1
    return marks[at].end if at >= 0 and marks[at].start >= line else -1


def _heading(prose: Prose, one: Mention) -> int:
    """Return where the words of the numbered heading begin that the figure's own line is, −1 for any other line."""
    heading = prose.structure.headings[one.heading] if one.heading >= 0 else None
    return heading.mark.end if heading and heading.mark and prose.plain.find("\n", heading.start, one.start) < 0 else -1


def _kind(one: Mention) -> str:
    """Return what a figure is that nothing names: by its role, else by its kind."""
    if one.kind == AMOUNT and one.role in _BY_ROLE:
        return _BY_ROLE[one.role]
    return "人数" if one.unit in PERSONS else _KINDS.get(one.kind, "数量")
