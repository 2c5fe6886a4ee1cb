"""Projects: named in lists and numbered items of their chapter, told of again elsewhere under nearly the same name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from budgets.snapshot import Project
from prose.mentions import AMOUNT, Mention
from prose.quantities import is_bare
from prose.roles import CHANGES
from reports.importers.text.amounts import NEAR, Amounts
from reports.importers.text.book import Book
from reports.importers.text.economic import LEADS as _LEADS
from reports.importers.text.names import FIELDS, LINES, UNSAID

IN_YUAN = "原文的单位是元，同列各项都是万元，按万元读"
LIKELY = "按上下文推断是一个项目"
_LIKE_A_PROJECT = re.compile("(?:经费|资金|项目|工程|专项|建设|活动|补助)(?:支出)?$")
_ENDS = re.compile("(?:专项)?(?:业务)?(?:经费|支出|开支|资金|费用|费)$")
_YEARS = re.compile(r"(?:19|20)\d\d年度?|\s|[“”\"（）()]")
_NAME = re.compile(r"[^，。；：（(\n\t\d]+(?:\([^()\n]{0,20}\)[^，。；：（(\n\t\d]*)?")
_USAGE = re.compile("(?P<usage>(?:主要)?用于)")
_OF_ITEM = re.compile("^(?:占|完成)?(?:该|本)(?:项目|专项|资金)的?")
_TOLD = re.compile(
    "(?:(?:年初|全年|年度)?(?:预算|决算|安排|下达|实际|使用|到位|拨付|用款)(?:支出|安排|资金|数)*|(?<=[^费金动设作])支出(?=为))?(?:为|是|共计?|合计|达)*$"
)
_SOURCE = re.compile(
    "(?:中央|省|市|县|区|乡镇|镇|上级|本级|地方|财政|社会|群众|自筹|其他|[和及]|级)+(?:财政|专项|补助|衔接|配套|自筹)*(?:资金|配套|补助|拨款|投入|资本)*"
)  # whose money it is: no project
_ANY = re.compile(
    "(?:已(?:支付|支出|拨付|使用|完成)?|支付|年内|当年|全年|本年|年度|累计|实际|该项目|该资金|资金|项目|支出|经费|其他|占|完成)+"
)
_GRANT = re.compile(
    r"(?<![\d.])(?P<number>\d{1,9}(?:\.\d{1,9})?)万元?为(?P<giver>[^，。；]{2,12})对(?P<name>[^，。；]{2,24})的专项(?:拨款|补助)"
)
_HAVING = re.compile(r"(?:有|设有|实施了?|安排了?)(?P<names>[^，。；：\d]{4,80}?(?:专项|项目|工程|经费))(?=[，。；])")
_AND = re.compile("、|和|以及|及")


@dataclass
class Row:
    """One project being gathered; *names* are all it is called by, the first one first."""

    key: str
    names: list[str]
    parent: str = ""
    usage: str = ""
    grant_source: str = ""
    grant: Decimal | None = None

    def project(self, amounts: dict[str, Any]) -> Project:
        """Return the project with its amounts by field."""
        return Project(
            label=_label(self.names), parent=self.parent, aliases="、".join(self.names[1:] if _label(self.names) == self.names[0] else self.names),
            usage=self.usage, grant=self.grant, grant_source=self.grant_source, **amounts,
        )  # fmt: skip


def _label(names: list[str]) -> str:
    """Return the name of a project: the first, or what all begin with where they end in 经费, 开支 …"""
    stems = {_ENDS.sub("", name) for name in names[:2]}
    if len(names) > 1 and len(stems) == 1 and len(stem := stems.pop()) >= 4:
        return stem
    return names[0]


class Projects:
    """The projects of one text, in the order they are named."""

    def __init__(self, book: Book, amounts: Amounts) -> None:
        self.book, self.amounts = book, amounts
        self.rows: dict[str, Row] = {}
        self.of: dict[Mention, Row] = {}
        self._by_core: dict[str, list[Row]] = defaultdict(list)
        self._by_value: dict[tuple[str, Decimal], list[Row]] = defaultdict(list)

    def find(self, name: str, parent: str | None = None) -> Row | None:
        """Return the project of nearly this name; of several the one under *parent*."""
        same = self._by_core[_core(name)]
        exact = [row for row in same if name in row.names] or same
        return next((row for row in exact if parent is not None and row.parent == parent), exact[0] if exact else None)

    def add(self, name: str, parent: str = "") -> Row:
        """Return a new project called *name*."""
        row = Row(str(len(self.rows) + 1), [], parent)
        self.rows[row.key] = row
        self.call(row, name)
        return row

    def call(self, row: Row, name: str) -> None:
        """Note that *row* is called *name* as well."""
        row.names.append(name)
        if row not in self._by_core[_core(name)]:
            self._by_core[_core(name)].append(row)

    def state(self, row: Row, field: str, one: Mention, doubt: str, value: Decimal | None) -> None:
        """State an amount of a project."""
        self.book.state(f"projects.{row.key}.{field}", one, doubt, value)
        if row not in self._by_value[field, one.value]:
            self._by_value[field, one.value].append(row)

    def with_value(self, field: str, value: Decimal) -> list[Row]:
        """Return the projects that have just this amount."""
        return self._by_value[field, value]


def same_name(one: str, other: str) -> bool:
    """Return whether two names are one project's: alike but for marks, years and a last 经费 or 支出."""
    return _core(one) == _core(other)


def _core(name: str) -> str:
    bare = _YEARS.sub("", name).replace("—", "一").replace("-", "一")
    return _ENDS.sub("", bare) or bare


def read_projects(book: Book, amounts: Amounts) -> Projects:
    """Return the projects of a text, stating their amounts."""
    projects = Projects(book, amounts)
    for one in amounts.all:
        if one.start in book.source.taken and amounts.quantities[one] != "operating":
            continue
        if amounts.is_among_projects(one) and _role(projects, one) in FIELDS and one.unit:
            _read(projects, one)
    _grants(projects)
    _named(projects)
    return projects


def _read(projects: Projects, one: Mention) -> None:
    amounts = projects.amounts
    listing = amounts.lists.get(one)
    above = projects.of.get(listing.total) if listing else None
    if amounts.quantities[one] in LINES and not listing:
        return
    name = _name(projects, one) or _goes_on(projects, one)
    if not name or amounts.is_prior(one):
        return
    parent = above.key if above else ""
    row = projects.find(name, parent) or _alias(projects, one, name)
    value, doubt = _in_wan(amounts, one)
    if row is None:
        if not (listing or _is_item(projects, one)):
            if not _LIKE_A_PROJECT.search(name):
                return
            doubt = doubt or LIKELY
        row = projects.add(name, parent)
    elif name.removesuffix("支出") not in row.names and name not in row.names:
        projects.call(row, name)
    projects.of[one] = row
    role = _role(projects, one)
    if role == "actual" and not amounts.roles[one] and _is_spent_behind(projects, one):
        role, doubt = "budget", doubt or UNSAID
    projects.state(row, FIELDS[role], one, doubt, value)
    if name == row.names[0] or same_name(name, row.names[0]):
        row.usage = row.usage or _usage(projects, one)


def _role(projects: Projects, one: Mention) -> str:
    """Return what an amount of a project is: spent where nothing else is said; a name may end in 提升 or 压减 itself."""
    role = projects.amounts.roles[one]
    if role not in CHANGES:
        return role or "actual"
    start = projects.amounts.numbered.item_start(one)
    named = start >= 0 and projects.book.source.plain[start : one.start].strip() == one.clause and len(one.clause) > 4
    return "actual" if named and not re.search("较|比|同比|上年|去年", one.clause) else role


def _in_wan(amounts: Amounts, one: Mention) -> tuple[Decimal | None, str]:
    """Return an amount printed in 元 among others in 万元 as it is meant, with a doubt."""
    listing = amounts.lists.get(one)
    if one.unit != "元" or listing is None or not one.places:
        return None, ""
    others = [part for part in listing.parts if part is not one]
    return (one.value * 10_000, IN_YUAN) if others and all("万" in part.unit for part in others) else (None, "")


def _name(projects: Projects, one: Mention) -> str:
    """Return the project an amount is of: by its clause, else by the numbered item it stands in."""
    words = project_name(one.clause)
    if _SOURCE.fullmatch(words):
        return ""
    if len(words) >= 3 and not is_bare(words) and not _ANY.fullmatch(words):
        return projects.book.source.as_typed(words, one.start)
    start = projects.amounts.numbered.item_start(one)
    found = _NAME.match(projects.book.source.plain, start) if start >= 0 else None
    return project_name(found[0].strip()) if found and found.end() <= one.start else ""


def _is_spent_behind(projects: Projects, one: Mention) -> bool:
    """Return whether what was spent follows a figure that says nothing of itself: 改造资金640万元，支付612万元."""
    amounts = projects.amounts
    for each in amounts.prose.between(one.end, amounts.around(one)[1]):
        name = project_name(each.clause)
        if each.kind == AMOUNT and not (_SOURCE.fullmatch(name) and name):
            return amounts.roles[each] == "actual" and (not name or _ANY.fullmatch(name) is not None)
    return False


def _goes_on(projects: Projects, one: Mention) -> str:
    """Return the project of the figure before *one* in its part of the sentence, where bare words go on: 到位7万元，支出6万元."""
    before = projects.amounts.part(one)
    row = projects.of.get(before[-1]) if before else None
    bare = is_bare(one.clause) or _ANY.fullmatch(project_name(one.clause)) or not project_name(one.clause)
    return row.names[0] if row and bare and one not in projects.amounts.lists else ""


def project_name(clause: str) -> str:
    """Return what a clause calls a project, without the words that lead to it and say what its figure is."""
    behind = clause.rstrip("：").rpartition("：")[2]
    return _TOLD.sub("", _OF_ITEM.sub("", _LEADS.sub("", behind))).strip()


def _is_item(projects: Projects, one: Mention) -> bool:
    return projects.amounts.numbered.item_start(one) >= 0


def _alias(projects: Projects, one: Mention, name: str) -> Row | None:
    """Return the only project that has just this amount in this role, where the names share their first words."""
    same = projects.with_value(FIELDS[_role(projects, one)], one.value)
    return same[0] if len(same) == 1 and one.value and any(own[:2] == name[:2] for own in same[0].names) else None


def _usage(projects: Projects, one: Mention) -> str:
    """Return what the words behind an amount say it was used for: to the end of its item."""
    plain, mark = projects.book.source.plain, projects.amounts.numbered.mark_behind(one.end)
    line = plain.find("\n", one.end)
    stop = min(mark.start if mark else len(plain), line if line >= 0 else len(plain))
    if plain[one.end : stop].rstrip().endswith("用于"):  # the page broke behind it
        line = plain.find("\n", stop + 1)
        stop = line if line >= 0 else len(plain)
    found = _USAGE.search(plain, one.end, min(stop, one.end + NEAR))
    if not found or _other(projects, one, one.end, found.start()):
        return ""
    start, other = found.start("usage"), _other(projects, one, found.start(), stop)
    if other:  # 50万元，用于购书；读书活动30万元
        stop = max(plain.rfind(sign, start, other.start) for sign in "；。") + 1 or other.start
    return projects.book.source.given(start, stop).rstrip("；; ")


def _other(projects: Projects, one: Mention, start: int, end: int) -> Mention | None:
    """Return the first amount of another project that stands between two places."""
    between = (each for each in projects.amounts.prose.between(start, end) if each.kind == AMOUNT)
    return next((each for each in between if _name(projects, each) not in ("", _name(projects, one))), None)


def _grants(projects: Projects) -> None:
    """Keep what a higher level granted one project: 其中有40万为某市对某项目的专项拨款."""
    source = projects.book.source
    for found in _GRANT.finditer(source.plain):
        row = projects.find(found["name"]) or projects.add(found["name"])
        start = max(source.plain.rfind(sign, 0, found.start()) for sign in "，。；\n") + 1
        row.grant, row.grant_source = Decimal(found["number"]) * 10_000, source.given(start, found.end())
        projects.book.draft.read(f"projects.{row.key}.grant", found["number"], "万元", where=row.grant_source)
        source.take(*source.prose.between(*found.span()))


def _named(projects: Projects) -> None:
    """Add projects that are only named: 我单位有A专项和B专项."""
    prose = projects.amounts.prose
    for start, end in prose.sentences:
        found = _HAVING.search(prose.plain, start, end)
        if found and any(heading.mark and "项目支出" in heading.title for heading in prose.structure.path(start)):
            for name in _parts(found["names"]):
                own = _longer(projects, name)
                if own:
                    own.names[0] = name
                else:
                    projects.add(name)


def _longer(projects: Projects, name: str) -> Row | None:
    return next((row for row in projects.rows.values() if name.startswith(row.names[0])), None) or projects.find(name)


def _parts(names: str) -> Iterator[str]:
    yield from (name for name in _AND.split(names) if len(name) >= 3)
