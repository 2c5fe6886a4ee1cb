"""M401, M408: people: no more than posts, kind by kind, and no party members or graduates beyond all of the staff."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from prose.figures import said, total_of
from prose.mentions import COUNT, Mention
from prose.names import label, name
from prose.reading import Prose
from prose.registry import ERROR, WARNING, Judgement, found, held, rule, unjudged
from prose.units import PERSONS

POSTS, STAFF = "posts", "staff"
_OUTSIDE = r"超编|借调|抽调|挂职|返聘|公益性岗位|三支一扶|聘用|临聘|合同|编外|劳务|派遣|遗属|过渡"
_EXCUSED = re.compile(_OUTSIDE)
_RETIRED = re.compile("离退休|退休")
_WORKERS = re.compile("工勤")
_BESIDES = re.compile("另有|另外|此外|还有|另聘|不含|不占编")
_NO_WHOLE = re.compile(
    "领导|职数|科级|处级|车辆|党员|学历|职称|女|培训|参[加训]|走访|慰问|服务|组织|覆盖|新增|招[聘录]"
)
_KIND = re.compile("行政|参公|事业|工勤|专业技术|管理岗|政法|教师")
_STAFFED = re.compile("实有|在职|在编|在岗|现有|人员|职工|教师")
_TAIL = re.compile("(?:在职|在编|在岗|实有|现有|核定|批复|编制|人员|职工|编|岗位?|数|机关|类)+")
_UNITS = (*PERSONS, "个")

Section = Mapping[str, Mention]


@rule(
    "M401", ERROR, "在职人数不超编制数", kind="staffing_vs_establishment", source="机构编制管理规定：不得超编进人",
    how="同一段的在职（在编）人数与编制数相比；写明合同工、编外、借调等人员的，先从在职人数中减去，仍多于编制的才算超编。"
    "行政、事业、工勤或本级、下属分别写了编制和人数的，逐类相比，超出的为警示。",
    mend="核对编制数与在职人数；确有编外人员的，写明人数。",
    fails="核定编制8名，现有在职人员10人。", passes="核定编制8名，现有在职人员10人，其中编外聘用人员2人。",
)  # fmt: skip
def staff_within_posts(prose: Prose, params) -> Iterator[Judgement]:
    for posts, staff in _wholes(prose):
        yield _within(prose, posts, staff)
    for posts, staff in _kinds(prose):
        yield held((staff.span, posts.span)) if staff.value <= posts.value else _over(staff, posts, WARNING)


def _within(prose: Prose, posts: Mention, staff: Mention) -> Judgement:
    start, end = _paragraph(prose, posts, staff)
    others = [one for one in prose.between(start, end) if one.quantity == "contract" and one.kind == COUNT]
    within = [one for one in others if not _BESIDES.search(one.clause)]
    if staff.value - total_of(within) <= posts.value:
        return held((staff.span, posts.span, *(one.span for one in within)))
    if staff.bound or posts.bound or (not others and _is_excused(prose, staff, start, end)):
        return unjudged((staff.span, posts.span), "写有编外、借调等人员，未写明人数")
    return _over(staff, posts)


def _is_excused(prose: Prose, staff: Mention, start: int, end: int) -> bool:
    """Return whether the paragraph names people who hold no post; workers may have posts of their own, pensioners no part in 在职."""
    words = prose.plain[start:end]
    workers = _WORKERS.search(words) and not re.search("工勤[^，。；]{0,4}编|编制[^。；]{0,30}工勤", words)
    pensioners = not re.search("在[职编岗]", staff.clause) and _RETIRED.search(words)
    return bool(_EXCUSED.search(words) or workers or pensioners)


def _over(staff: Mention, posts: Mention, severity=None) -> Judgement:
    subject = f"{name(staff)}的" if severity else ""
    return found(
        (staff.clause_span, posts.clause_span), f"{subject}在职人数多于编制数：{said(staff)} 与 {said(posts)}",
        f"{subject}编制 {said(posts)}，在职 {said(staff)}，多 {said(staff, staff.value - posts.value)}，没有写明编外人员。",
        working=[("编制数", said(posts)), ("在职人数", said(staff)), ("多出", said(staff, staff.value - posts.value))],
        severity=severity,
    )  # fmt: skip


def _paragraph(prose: Prose, posts: Mention, staff: Mention) -> tuple[int, int]:
    low = prose.plain.rfind("\n", 0, min(posts.start, staff.start)) + 1
    high = prose.plain.find("\n", max(posts.end, staff.end))
    return low, high if high >= 0 else len(prose.plain)


def _wholes(prose: Prose) -> Iterator[tuple[Mention, Mention]]:
    """Yield the first posts and staff of each section, taken as wholes: a part of a list is no whole."""
    several = _stated_by_kind(prose)
    for heading, both in _sections(prose).items():
        if len(both) == 2 and heading not in several:
            yield both[POSTS], both[STAFF]


def _stated_by_kind(prose: Prose) -> set[int]:
    """Return the sections that state posts kind by kind without their sum: 行政编制42名，事业编制88名."""
    parts = {part for listing in prose.listings for part in listing.parts}
    posts = [one for one in prose.mentions if one.kind == COUNT and one.quantity == POSTS and one not in parts]
    kinds = Counter(one.heading for one in posts if _KIND.search(one.clause))
    whole = {one.heading for one in posts if not _KIND.search(one.clause)}
    return {heading for heading, times in kinds.items() if times > 1 and heading not in whole}


def _sections(prose: Prose) -> dict[int, dict[str, Mention]]:
    by_section: dict[int, dict[str, Mention]] = defaultdict(dict)
    for one in _people(prose):
        by_section[one.heading].setdefault(one.quantity, one)
    return by_section


def _people(prose: Prose) -> Iterator[Mention]:
    """Yield the figures of posts and of staff that are parts of no list."""
    parts = {part.start for listing in prose.listings for part in listing.parts}
    for one in prose.mentions:
        if (
            one.kind == COUNT
            and one.quantity in (POSTS, STAFF)
            and one.start not in parts
            and not _NO_WHOLE.search(one.clause)
        ):
            yield one


def _kinds(prose: Prose) -> Iterator[tuple[Mention, Mention]]:
    """Yield posts and staff of the same kind, 行政 or 本级, where a section states both."""
    owners = {part: one.total.quantity for one in prose.listings for part in one.parts if one.total.kind == COUNT}
    by_section: dict[int, dict[str, dict[str, Mention]]] = defaultdict(lambda: defaultdict(dict))
    for one in prose.mentions:
        of, key = _owner(one, owners), _TAIL.sub("", one.item)
        if of and key and not one.bound:
            by_section[one.heading][of].setdefault(key, one)
    for both in by_section.values():
        yield from ((both[POSTS][key], one) for key, one in both[STAFF].items() if key in both[POSTS])


def _owner(one: Mention, owners: Mapping[Mention, str]) -> str:
    """Return whether a figure is a kind of posts or of staff: by the total it is a part of, else by its own words."""
    if one.kind != COUNT or one.unit not in _UNITS:
        return ""
    if owners.get(one) in (POSTS, STAFF):
        return owners[one]
    if not _KIND.search(one.label):
        return ""
    return POSTS if one.quantity == POSTS else STAFF if _STAFFED.search(one.label) else ""


_SUBSET = re.compile(r"党员|团员|女(?:职工|干部|同志|性|教师)|学历|本科|研究生|大专|职称|少数民族|执业|持证")
_OF_STAFF = re.compile(r"在[职编岗][^。；]{0,8}中|其中|职工中|人员中|教师中")
_OF_ALL = re.compile("党员|团员|女")


@rule(
    "M408", ERROR, "党员、学历、职称等人数不超在职人数", kind="contradiction_in_words", source="文字与数字一致",
    how="同一节里写了在职总人数，又写其中党员、女职工、某学历、某职称人数的，后者不应大于前者；没有写明“在职人员中”的党员、女职工，"
    "与在职加离退休人数相比。",
    mend="核对两个数，改正写错的一个。",
    fails="在职人员12人。在职人员中，中共党员15人。", passes="在职人员12人。在职人员中，中共党员5人。",
)  # fmt: skip
def subsets(prose: Prose, params) -> Iterator[Judgement]:
    staff = _all_staff(prose)
    for one in prose.mentions:
        wholes = staff.get(one.heading) if one.kind == COUNT and one.unit in _UNITS and _is_subset(one) else None
        if not wholes or one.start < wholes[0].end:
            continue
        most = total_of(wholes) + _besides(prose, one)
        if one.value <= most or any(whole.bound for whole in wholes):
            yield held((one.span, wholes[0].span))
        else:
            yield _too_many(one, wholes[0], most)


def _all_staff(prose: Prose) -> dict[int, list[Mention]]:
    """Return by section the figures that state its staff, of several offices each its own."""
    found_: dict[int, list[Mention]] = defaultdict(list)
    for one in _people(prose):
        if one.quantity == STAFF:
            found_[one.heading].append(one)
    return found_


def _too_many(one: Mention, whole: Mention, most: Decimal) -> Judgement:
    return found(
        (one.clause_span, whole.clause_span), f"{name(one)}多于在职人数：{said(one)} 与 {said(whole)}",
        f"在职 {said(whole)}，{name(one)}却有 {said(one)}，多 {said(one, one.value - most)}。",
        working=[("在职人数", said(whole)), (label(one), said(one))],
    )  # fmt: skip


def _is_subset(one: Mention) -> bool:
    return _SUBSET.search(one.label) is not None and not re.search(
        "退休|培训|参加|群众|服务|走访|慰问|发展|入户", one.clause
    )


def _besides(prose: Prose, one: Mention) -> Decimal:
    """Return how many people beside the staff may be meant: the pensioners, where the words do not say 在职人员中."""
    before = prose.plain[max(one.sentence, one.start - 40) : one.start]
    if _OF_STAFF.search(before) or not _OF_ALL.search(one.label):
        return Decimal(0)
    others = (each for each in prose.mentions if each.kind == COUNT and each.quantity in ("retired", "contract"))
    return total_of(each for each in others if each.heading == one.heading)


RULES = (staff_within_posts, subsets)
