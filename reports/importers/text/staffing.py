"""Head counts: posts, people in them, retired and contract staff, each group with its kinds."""

from __future__ import annotations

import re
from decimal import Decimal

from prose.lists import Listing
from prose.mentions import COUNT, Mention
from prose.units import PERSONS
from reports.importers.loaded import Draft
from reports.importers.text.book import Book
from reports.importers.text.source import Source
from reports.importers.text.staff_tables import counted
from units.snapshot import StaffCount, Staffing

GROUPS = {
    "posts": "authorized_posts",
    "staff": "serving_staff",
    "retired": "retired_staff",
    "contract": "contract_staff",
}
UNITS = (*PERSONS, "个")
TOO_MANY = "在职人数多于编制数"
WITHIN = 6000  # characters from the beginning in which a unit describes itself
_LEADS = re.compile(
    r"^(?:[^，。；、]*(?:核定|核准|批准|下达)(?:使用)?的?|其中|构成为|包括|分别(?:是|为)|另有|另含|还有|以及|有|含|即|按性质分为|分为|为|，|、|：|配有?|现有|由[^，。]{1,8}管理的)+"
)
_TAILS = re.compile(r"(?:人员)?(?:共有?|合计|为|是|：|共计|现有|总数)+$")
_KIND = re.compile("行政|事业|工勤|参公|专任|管理|专业技术|机关|政法|专项|公安|消防|教师|公益")
_POSITION = re.compile("主席|局长|主任|书记|党组成员|科长|股长|部长|站长|院长|校长|所长|班子|调研员")
_OTHER = re.compile("援助对象|公益性岗位|遗属|借调|返聘|志愿者|实习|见习|班子成员|三支一扶|特岗|西部计划|政府购买")
_SUBSET = re.compile("党员|学历|职称|女|男|中级|高级|财务|占|编外(?!人员|聘用)|大专|本科|研究生|获奖|参加|培训|表彰")
_SERVING = re.compile("(?:年末|年底|现)?(?:实有|在岗|在职|实际在[岗职])(?:人员|人数|职工|干部职工)?(?:共|为|共计)?")
_NO = re.compile("人员经费|人均|保障人数|受益|服务人数|参与|志愿|信息员|工作者")


def read_staffing(source: Source, draft: Draft) -> Staffing:
    """Return the head counts by group: the printed total, then the kinds in printed order."""
    return _Reader(source, draft).read()


class _Reader:
    def __init__(self, source: Source, draft: Draft) -> None:
        self.source, self.book = source, Book(source, draft)
        self.groups: dict[str, dict[str, str]] = {group: {} for group in (*GROUPS.values(), "positions", "other_staff")}
        self.lists = {listing.total: listing for listing in source.prose.listings if listing.total.kind == COUNT}
        self.done: set[Mention] = set()

    def read(self) -> Staffing:
        heads = [one for one in self.source.prose.mentions if self._is_head(one)]
        for one in heads:
            if one not in self.done:
                self._take(one)
        for one in heads:
            if one not in self.done:
                self._stand_alone(one)
        for group, kind, one in counted(self.source, WITHIN):
            self._state(group, one, kind)
        self._compare()
        self.book.settle()
        return Staffing(**{group: self._counts(group) for group in self.groups})

    def _is_head(self, one: Mention) -> bool:
        if one.kind != COUNT or one.unit not in UNITS or one.places or one.start > WITHIN or one.bound:
            return False
        return not _NO.search(one.clause) and not _SUBSET.search(one.clause) and self._is_of_staff(one)

    def _is_of_staff(self, one: Mention) -> bool:
        """Return whether a sentence tells of the staff: it names posts, people in service or retired ones."""
        line = self.source.plain.rfind("\n", 0, one.start) + 1
        start, end = self.source.prose.sentences[self.source.prose.sentence_at(one.start)]
        near = self.source.prose.between(start, end)
        known = any(each.kind == COUNT and each.quantity in GROUPS for each in near)
        if not known and _POSITION.search(near[0].clause):  # 主席1名，办公室1名 behind the sentence on the staff
            known = any(each.quantity == "staff" for each in self.source.prose.between(line, start))
        return known and (one.unit != "个" or bool(re.search("编", one.clause)) or one.quantity == "posts")

    def _take(self, one: Mention) -> None:
        """Take a figure of a known group, with the list it is the total of."""
        group = GROUPS.get(one.quantity, "")
        if not group:
            return
        listing = self.lists.get(one)
        above = self._above(one)
        if above is not None and above not in self.done and above.quantity in GROUPS:
            self._take(above)
        if one in self.done:
            return
        if listing is None and self._is_kind(group, one):
            self._state(group, one, self._label(one))
        else:
            self._state(group, one, "total")
        for part in listing.parts if listing else ():
            self._part(group, one, part, listing)

    def _above(self, one: Mention) -> Mention | None:
        return next((total for total, listing in self.lists.items() if one in listing.parts and total is not one), None)

    def _part(self, group: str, total: Mention, part: Mention, listing: Listing | None) -> None:
        if part in self.done or not self._is_head(part):
            return
        own = GROUPS.get(part.quantity, "")
        if group == "authorized_posts" and _SERVING.fullmatch(part.clause):
            self._state("serving_staff", part, "total")
            return
        if own in ("contract_staff", "retired_staff") and own != group:
            self._state(own, part, "total")
        elif _POSITION.search(part.clause) and group != "retired_staff":
            self._state("positions" if not _OTHER.search(part.clause) else "other_staff", part, self._label(part))
        else:
            self._state(group, part, self._label(part))

    def _is_kind(self, group: str, one: Mention) -> bool:
        """Return whether a figure is one kind of its group, not all of it: 事业编制9名, 离休1人 beside 退休88人."""
        if group == "authorized_posts":
            return bool(_KIND.search(self._label(one))) or self._has_twin(one)
        return group == "retired_staff" and self._has_twin(one)

    def _has_twin(self, one: Mention) -> bool:
        """Return whether another figure of the same quantity stands beside one, each under a name of its own."""
        start, end = self.source.prose.sentences[self.source.prose.sentence_at(one.start)]
        twins = [
            each
            for each in self.source.prose.between(start, end)
            if each.kind == COUNT and each.quantity == one.quantity
        ]
        return any(each not in self.lists and abs(each.start - one.start) < 40 and each is not one for each in twins)

    def _stand_alone(self, one: Mention) -> None:
        """Take a head beside the known groups: 再就业援助对象1人, 主席1名; what goes on with a list of posts is one of them."""
        label = self._label(one)
        if _SERVING.fullmatch(one.clause) and self._follows("authorized_posts", one):
            self._state("serving_staff", one, "total")
            return
        if not label:
            return
        if _OTHER.search(label):
            self._state("other_staff", one, label)
        elif self._follows_posts(one):
            self._state("authorized_posts", one, label)
        elif _POSITION.search(label) or self._follows("positions", one):
            self._state("positions", one, label)

    def _follows_posts(self, one: Mention) -> bool:
        return bool(re.search("工勤|行政|事业", one.clause)) and self._follows("authorized_posts", one)

    def _follows(self, group: str, one: Mention) -> bool:
        """Return whether the figure right before one, in the same sentence, belongs to *group*."""
        before = [each for each in self.source.prose.between(one.sentence, one.start) if each.kind == COUNT]
        if not before:
            return False
        return any(at.startswith(f"staffing.{group}.") for at in self.book.facts(before[-1]))

    def _label(self, one: Mention) -> str:
        words = _TAILS.sub("", _LEADS.sub("", one.clause.rpartition("：")[2] or one.clause))
        return self.source.as_typed(words, one.start)

    def _state(self, group: str, one: Mention, label: str) -> None:
        keys = self.groups[group]
        named = {own: key for key, own in keys.items()}
        key = (
            "total"
            if label == "total"
            else named.get(label) or str(len([each for each in keys if each != "total"]) + 1)
        )
        keys[key] = "合计" if key == "total" else label
        self.book.state(f"staffing.{group}.{key}.count", one)
        self.done.add(one)

    def _compare(self) -> None:
        """Make doubtful more people of a kind than there are posts for them."""
        posts = {_KIND.search(label): key for key, label in self.groups["authorized_posts"].items()}
        known = {kind[0]: key for kind, key in posts.items() if kind}
        for key, label in self.groups["serving_staff"].items():
            kind = _KIND.search(label)
            if kind and (post := known.get(kind[0])):
                ats = f"staffing.serving_staff.{key}.count", f"staffing.authorized_posts.{post}.count"
                staff, allowed = (self.book.value(at) for at in ats)
                if staff is not None and allowed is not None and staff > allowed:
                    for at in ats:
                        self.book.doubt(at, TOO_MANY)

    def _counts(self, group: str) -> dict[str, StaffCount]:
        keys = sorted(self.groups[group], key=lambda key: (key != "total", key))
        counts = {key: StaffCount(self.groups[group][key], self._value(group, key)) for key in keys}
        if group == "retired_staff" and len(counts) > 1 and "total" in counts and _lacks(counts):
            counts[str(len(counts))] = StaffCount("其余人员")  # a kind nobody counted, so that the sum is no total
        return counts

    def _value(self, group: str, key: str) -> int | None:
        value: Decimal | None = self.book.value(f"staffing.{group}.{key}.count")
        return None if value is None else int(value)


def _lacks(counts: dict[str, StaffCount]) -> bool:
    kinds = sum(row.count or 0 for key, row in counts.items() if key != "total")
    return kinds < (counts["total"].count or 0)
