"""Duties and staff."""

from __future__ import annotations

import re

from prose.chapters import about, chapters, sentences_naming, title_span
from prose.mentions import COUNT, Mention
from prose.outline.seen import Seen, headed, row
from prose.reading import Prose
from prose.registry import WARNING, Span

_DUTIES = re.compile(r"(?:职责|职能|主要任务)(?:任务)?(?:有|是|为|：|包括|如下|主要)")
_YEAR = re.compile(r"(?:19|20)\d\d年")
_DUTY = re.compile(r"负责|贯彻执行|拟[订定]|承担|承办|统筹全|主管")
_POSTS_ROW = re.compile(r"编制(?:人数|总数|数)?[：]?[ \t]?\n?(?!\d{4}年)\d")
_STAFF_ROW = re.compile(r"(?:在职|实有|在编|在岗)(?:在[编岗])?(?:人员|人数|职工)?(?:总?数)?[：]?[ \t]?\n?(?!\d{4}年)\d")
_POSTS = re.compile(r"(?<!预算)(?<!决算)编制(?!预算|决算|了|完成|印发|规划|方案)")
_STAFF = re.compile(r"在[职编岗册]|实有|现有|实际(?:人数|在)|人员(?:总数|总计|合计)|总人数|年末人数|现员")
_OWN = re.compile(r"职工|工作人员|教师|干部|公务员|医[护务]人员|人员")
_OTHERS = re.compile(r"退休|离休|编外|临聘|聘用|遗属|合同工|编制|工勤|劳务派遣|抚恤|(?:行政|事业)编")


def duties(prose: Prose) -> Seen:
    """Return the standing duties; the tasks of one year are none."""
    for heading in chapters(prose, "duties"):
        if heading.stop > heading.body and not _YEAR.search(heading.title):
            return Seen(title_span(heading))
    for start, end in sentences_naming(prose, "职责", "职能", "主要任务"):
        found = _DUTIES.search(prose.plain, start, end)
        if found and not _YEAR.search(prose.plain, start, found.start()):
            return Seen(found.span())
    overviews = [one for one in chapters(prose, "profile", "staff") if one.start * 2 < len(prose.plain)]
    listed = next((one for one in overviews if _DUTY.search(prose.structure.body_of(one))), None)
    return Seen(title_span(listed) if listed else None, tuple(map(title_span, overviews[-1:])))


def staff(prose: Prose) -> Seen:
    """Return the posts and the people in them; one of the two alone is half a miss."""
    counts = [one for one in prose.mentions if one.kind == COUNT]
    posts = next((one.span for one in counts if _is_posts(one)), None) or row(_POSTS_ROW, prose)
    people = next((one.span for one in counts if _is_staff(prose, one)), None) or row(_STAFF_ROW, prose)
    if posts and people:
        return Seen(people)
    if not posts and not people:
        return Seen(None, headed(prose, "staff", "profile"))
    half: Span = posts or people or (0, 0)
    return Seen(None, (half,), "有编制数，没有在职人数" if posts else "有在职人数，没有编制数", WARNING)


def _is_posts(one: Mention) -> bool:
    return one.quantity == "posts" or bool(_POSTS.search(f"{one.clause}…{one.noun[:8]}"))


def _is_staff(prose: Prose, one: Mention) -> bool:
    if one.unit[-1:] not in "人名个位" or _OTHERS.search(one.label.rpartition("，")[2][-12:] + one.noun[:6]):
        return False
    if one.quantity == "staff" or _STAFF.search(one.clause + one.noun[:8]):
        return True
    return bool(_OWN.search(one.clause + one.noun[:8])) and not about(prose, one.start).isdisjoint(("staff", "profile"))
