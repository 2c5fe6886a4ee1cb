"""What every amount of a text is: of what, budgeted or spent, of which year. The lists it stands in decide with its words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from prose.compared import SIGNS, is_prior
from prose.composition import WHOLES
from prose.lists import Listing, budgeted
from prose.mentions import AMOUNT, DATED, Mention
from prose.pieces import Span
from prose.quantities import is_bare, name_in
from prose.reading import Prose
from prose.roles import CHANGES
from prose.structure import LONGEST_TITLE
from reports.importers.text.names import EACH
from reports.importers.text.numbered import Numbered

NEAR = 400  # characters around a figure that can be of it
DEEPEST = 4  # lists within lists
KINDS = frozenset(("reception", "overseas", "vehicle", "vehicle_operation", "vehicle_purchase"))
EARLIER = re.compile("上年|去年|同期|同比|上一年|前一年")
_FLOW = re.compile("支出|收入")
_OF_UNIT = re.compile("整体|部门|单位|总支出|财政拨款支出")
_ALL_PROJECTS = re.compile("(?:其中|和|及|：)*(?:项目|专项)(?:经费|资金|支出)(?:为|是|共|合计)?")
_CHANGED = re.compile("(?:较|比|同比)[^，。；]*(?P<way>[增减升降])$")
_COMPARED_WITH = re.compile(
    r"[比较与](?:上年度?|去年|\d{4}年度?)的$"
)  # 比上年的7万元下降…: a level, not how much it fell
_ASSETS = frozenset(("current_assets", "fixed_assets", "intangible_assets"))
_ASSET = re.compile("资产|工程|存货|投资")
_SAME_RUN = re.compile("[、，和及与 ]*(?:其中)?")
_FUNDS = re.compile("(?:资金|经费|支出|专项|预算|费)(?:共计|合计|为|共|是|总额|约)?$")
_PROJECTS = re.compile("项目|专项")
_ONLY_PROJECTS = re.compile("(?:本年|主要|重点|实施)*项目(?:实施|执行)?")
# 档案数字化项目支出 is one project's; 全年项目支出, 财政拨款项目支出 are of all.
_ONE_PROJECT = re.compile(
    "(?!.*(?:年|本|全|总|部门|单位|整体|财政|预算|决算|其中|实际|专项|主要|基本|资金|支出.*支出|行政|类|各|所有|合计))[\u4e00-\u9fff]{4,20}项目支出"
)
_NOT_PROJECTS = re.compile("绩效|情况分析|组织|完成|产出|效益|管理制度|工作开展")


@dataclass(frozen=True)
class Amounts:
    """The amounts of one text with what its lists say of them."""

    prose: Prose

    @cached_property
    def all(self) -> tuple[Mention, ...]:
        """Return the amounts in the order of the text."""
        return tuple(one for one in self.prose.mentions if one.kind == AMOUNT)

    @cached_property
    def lists(self) -> dict[Mention, Listing]:
        """Return the innermost list each amount is a part of."""
        found: dict[Mention, Listing] = {}
        for listing in self.prose.listings:
            for part in listing.parts:
                held = found.get(part)
                if part.kind == AMOUNT and (held is None or _is_inner(listing, held, part)):
                    found[part] = listing
        return found

    @cached_property
    def totals(self) -> dict[Mention, list[Listing]]:
        """Return the lists each amount is the total of."""
        found: dict[Mention, list[Listing]] = {}
        for listing in self.prose.listings:
            found.setdefault(listing.total, []).append(listing)
        return found

    @cached_property
    def _budgeted(self) -> dict[int, str]:
        return budgeted(self.prose.listings)

    @cached_property
    def roles(self) -> dict[Mention, str]:
        """Return what every amount is: initial, revised, budget, received, actual …, "" where nothing says it."""
        found: dict[Mention, str] = {}
        last: Mention | None = None
        for one in self.all:
            planned = self._budgeted.get(one.start) if one.unit else ""
            own = "actual" if _COMPARED_WITH.search(one.clause) else one.role
            role = _changed(one) or planned or own or self._of_list(one, found)
            if not role and last is not None and self._goes_on(last, one):
                role = found[last]
            found[one] = role
            last = one
        for one in self.all:  # a total at the end of its list is what its parts are
            if not found[one] or found[one] == "income":
                parts = [
                    part for listing in self.totals.get(one, ()) for part in listing.parts if listing.form == "above"
                ]
                found[one] = next((found[part] for part in parts if found.get(part)), found[one])
        return found

    def _of_list(self, one: Mention, found: dict[Mention, str]) -> str:
        if not one.unit:  # said in words: 未发生支出
            return ""
        listing = self.lists.get(one)
        for _ in range(DEEPEST):
            if listing is None or (listing.form == "below" and self._is_twofold(listing.total)):
                break
            if role := found.get(listing.total) or listing.total.role:
                return "" if role in CHANGES else role  # 下降2万元。其中：A费…: the parts are not what fell
            listing = self.lists.get(listing.total)
        return ""

    def _is_twofold(self, total: Mention) -> bool:
        """Return whether budget and outturn stand side by side above a list: its items then say which they are."""
        beside = (one for one in self.prose.between(total.sentence, total.start) if one.kind == AMOUNT)
        return any(one.quantity == total.quantity and one.role != total.role for one in beside)

    def _goes_on(self, last: Mention, one: Mention) -> bool:
        """Return whether *one* goes on with a list *last* is in: nothing but its own name stands between them."""
        between = self.prose.plain[last.end : one.start - len(one.clause)]
        if not one.unit or is_bare(one.clause):
            return False
        return last.sentence == one.sentence and _SAME_RUN.fullmatch(between) is not None

    @cached_property
    def quantities(self) -> dict[Mention, str]:
        """Return the key of the quantity every amount is of, "" for none of the known ones."""
        found = {one: _by_budget(one) for one in self.all}
        for one in self.all:
            if not found[one] or is_bare(one.clause):
                found[one] = self._summed(one) or self._of_parts(one) or found[one]
            if found[one] == "project" and _ONE_PROJECT.fullmatch(one.clause.rpartition("：")[2]):
                found[one] = ""
            if not found[one] and _ALL_PROJECTS.fullmatch(one.clause) and self._is_beside_halves(one, found):
                found[one] = "project"
            if not found[one] and (whole := self._all_of_it(one, found)):
                found[one] = whole
            if found[one] == "total" and self._is_under_projects(one) and not _OF_UNIT.search(one.clause):
                found[one] = "" if self.numbered.holds(one) else "project"
        for heading in self.prose.structure.headings:
            if is_of_projects(heading.title) and not heading.paragraph:
                under = [one for one in self.prose.between(heading.body, heading.stop) if one.kind == AMOUNT]
                if under and not found[under[0]] and _FUNDS.search(under[0].label) and under[0] in self.totals:
                    found[under[0]] = "project"
        return found

    def _is_beside_halves(self, one: Mention, found: dict[Mention, str]) -> bool:
        """Return whether 项目经费 stands beside 人员经费, 公用经费 or 基本支出: it is then the rest of the whole."""
        listing = self.lists.get(one)
        beside = listing.parts if listing else self.part(one)
        return any(found.get(each) in ("basic", "personnel", "operating") for each in beside)

    def _all_of_it(self, one: Mention, found: dict[Mention, str]) -> str:
        """Return what 支出 or 收入 alone is of: all of it, where nothing narrower is named before it, above it or for its list."""
        flow = _FLOW.search(one.clause)
        if not (one.unit and flow and is_bare(DATED.sub("", one.clause))) or one in self.lists:
            return ""
        whole = "total" if flow[0] == "支出" else "income"
        if (
            self.is_among_projects(one)
            or self.numbered.holds(one)
            or any(found.get(each) != whole for each in self.part(one))
        ):
            return ""
        above = (name_in(heading.title, AMOUNT) for heading in self.prose.structure.path(one.start))
        return "" if any(key not in ("", "total", "income") for key in above) else whole

    @cached_property
    def numbered(self) -> Numbered:
        """Return the marks and items of the text."""
        return Numbered(self.prose)

    def _summed(self, one: Mention) -> str:
        """Return what a total behind its parts is of: what leads to them names it, or three public expenses make it up."""
        for listing in self.totals.get(one, ()):
            if listing.form != "above":
                continue
            lead = listing.parts[0].clause
            if named := name_in(lead.rpartition("：")[0], AMOUNT):
                return named
            if "收入" in lead and all(part.role == "income" for part in listing.parts):
                return "income"
            if {part.quantity for part in listing.parts} <= KINDS:
                return "three_public"
        return ""

    def _of_parts(self, one: Mention) -> str:
        """Return what a total without a name is of: what its parts make up."""
        for listing in self.totals.get(one, ()):
            kinds = {part.quantity for part in listing.parts}
            if kinds & _ASSETS and all(_ASSET.search(part.clause) for part in listing.parts):
                return "assets"
            for whole, parts in WHOLES:
                if kinds == set(parts) and not (listing.form == "below" and self._is_twofold(one)):
                    return whole
        return ""

    def is_named(self, one: Mention) -> bool:
        """Return whether the parts of a total say what it is of, or the words that lead to them."""
        return bool(self._summed(one) or self._of_parts(one))

    def is_inherited(self, one: Mention) -> bool:
        """Return whether the words of an amount do not name what it is of: its sentence or heading does."""
        return not name_in(one.clause, AMOUNT) and bool(one.unit)

    def path(self, one: Mention) -> list[str]:
        """Return the quantities of the totals an amount is part of, the nearest first."""
        found, above = [], one
        for _ in range(DEEPEST):
            listing = self.lists.get(above)
            if listing is None:
                break
            above = listing.total
            found.append(self.quantities.get(above, ""))
        return found

    def is_prior(self, one: Mention) -> bool:
        """Return whether an amount is one of an earlier year."""
        listing = self.lists.get(one)
        total = listing.total if listing and listing.form != "above" else None
        if total and total.role not in CHANGES and one.year is None and is_prior(self.prose, total):
            return True  # 上年支出7万元，其中基本支出3万元
        return is_prior(self.prose, one) and not self._is_of_this_year_again(one)

    def _is_of_this_year_again(self, one: Mention) -> bool:
        """Return whether a sentence begun with this year goes on behind a semicolon: 今年收入A，2022年为B；支出C."""
        before = self.prose.plain[max(one.sentence, one.start - NEAR) : one.start]
        part = before.rfind("；") + 1
        begun = 0 <= before.find(f"{self.prose.year}年") < part
        return begun and not re.search(r"\d{4}年", before[part:]) and not EARLIER.search(before, part)

    def around(self, one: Mention) -> Span:
        """Return the sentence a figure stands in, of an endless one what is near."""
        start, end = self.prose.sentences[self.prose.sentence_at(one.start)]
        return max(start, one.start - NEAR), min(end, one.end + NEAR)

    def part(self, one: Mention) -> tuple[Mention, ...]:
        """Return the amounts before *one* in its part of the sentence: behind the last semicolon or mark of an item."""
        plain = self.prose.plain
        mark = self.numbered.mark_before(one.start)
        start = max(
            one.sentence, one.start - NEAR, plain.rfind("；", one.sentence, one.start) + 1, mark.start if mark else 0
        )
        return tuple(each for each in self.prose.between(start, one.start) if each.kind == AMOUNT)

    def is_level(self, one: Mention) -> bool:
        """Return whether an amount says how much of something there was, not how much more, or for each."""
        return self.roles[one] not in (*CHANGES, "balance") and not EACH.search(one.clause)

    def is_among_projects(self, one: Mention) -> bool:
        """Return whether an amount stands in the chapter on projects, or in a list of them."""
        return "project" in self.path(one) or self._is_under_projects(one)

    def _is_under_projects(self, one: Mention) -> bool:
        return any(is_of_projects(heading.title) for heading in self.prose.structure.path(one.start))


def _by_budget(one: Mention) -> str:
    """Return the quantity of a figure; what 预算收入 is planned with is the budget of the whole."""
    return (
        "total"
        if one.quantity == "income" and "收入" in one.clause and "预算" in one.clause and "支出" not in one.clause
        else one.quantity
    )


def _changed(one: Mention) -> str:
    """Return that a figure is a change where one character says so: 较上年减10万元."""
    found = _CHANGED.search(one.clause)
    return "" if not found else "increase" if found["way"] in "增升" else "decrease"


def sign(one: Mention) -> int:
    """Return +1 for what is said to be more, −1 for less, 0 for a level."""
    return SIGNS.get(_changed(one) or one.role, 0)


@lru_cache(maxsize=1024)
def is_of_projects(title: str) -> bool:
    """Return whether a heading opens what projects cost."""
    title = title[:LONGEST_TITLE]
    if name_in(title, AMOUNT) == "project" or _ONLY_PROJECTS.fullmatch(title):
        return True
    return (
        bool(_PROJECTS.search(title))
        and bool(re.search("资金|经费|支出|使用|安排|实施情况|项目情况|执行", title))
        and not (_NOT_PROJECTS.search(title))
    )


def _is_inner(listing: Listing, held: Listing, part: Mention) -> bool:
    """Return whether *listing* is the nearer one of two lists *part* is in."""
    if (listing.form == "above") != (held.form == "above"):
        return listing.form != "above"
    return abs(listing.total.start - part.start) < abs(held.total.start - part.start)
