"""Where the things of a number are listed: in brackets, behind 即 or ：, before the number, in a later sentence, below the line."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from prose.enumerations import Counted, Enumeration, are_offices, core, enumeration, split
from prose.marks import RANKS, Mark
from prose.mentions import AMOUNT, COUNT, PERCENT, SCORE
from prose.quantities import is_bare

if TYPE_CHECKING:
    from prose.reading import Prose

# What stands for an office, for a side of a thing, and for a place: the items of a list end as the noun does.
BODIES = re.compile(
    "(?:职能|内设|业务|下属|二级|直属|所属|事业|行政|基层|预算|独立核算|参公|综合|工作)*(?:部室|科室|股室|处室|机构|部门|中心|单位|组别|支部|科|股|室)(?![\u4e00-\u9fff]?[员长])"
)
_SIDES = re.compile(
    "[\u4e00-\u9fff]{0,6}?(?:板块|版块|资源库|平台|环节|方面|类别|领域|档次|批次|阶段|层面|维度|系列|学段|渠道|体系|模块)"
)
_PLACES = re.compile(
    "[\u4e00-\u9fff]{0,6}?(?:乡镇|镇|乡|村|社区|街道|县|区|学校|小学|中学|企业|协会|学会|公司|基地|园区|站|项目|工程|行动|活动|品牌|课程)"
)
_STRONG = "即|分别[是为有]|具体[是为]|依次[是为]"
_ANNOUNCED = re.compile(rf"[，：；]?(?:(?P<strong>{_STRONG})|包括|分为|[是为]|：)：?")
_SETTING = re.compile(
    "^.*?(?:下辖|下设|内设|设有|设立|设置|所属|辖有?|包括|涵盖|分别?[为是有]|涉及|划分为|[有设分为是含：])(?=[^有设为是含：]{2,})"
)
_SUMMED = re.compile("(?:合计|总计|共计?|共有|一共|总共|计)")
_CLOSED = re.compile("[、和]?(?:合计|总计|共计?|共有|一共|总共)$")
_QUOTED = re.compile("(?:[“《][^“”《》]{2,20}[”》][、和与及]?)+$")
_SEASON = "[春夏秋冬]{1,4}季?|[寒暑]假|[上下]半年"
_SEASONS = re.compile(rf"(?:{_SEASON})(?:[、和与及](?:{_SEASON}))*$")
_LATER = re.compile(
    r"(?P<noun>[\u4e00-\u9fff]{2,12}?)分别(?:是|为|有)：?(?P<items>[^，。；：\n\d]{3,200})(?=[。；\n]|$)"
)
_FIGURES = (AMOUNT, COUNT, PERCENT, SCORE)
LONGEST = 18  # characters of a name
SHORT = 10  # characters of a plain name

Later = dict[str, tuple[int, int]]


def listed(prose: Prose, one: Counted, later: Later, marks: Sequence[Mark]) -> Enumeration | None:
    """Return what the text lists for a number, or None where it lists nothing."""
    for found in (_behind(prose, one), _ahead(prose, one), _later(prose, one, later)):
        if found is not None and not any(each.kind in _FIGURES for each in prose.between(*found.span)):
            return found
    return _below(prose, one, marks)


def _behind(prose: Prose, one: Counted) -> Enumeration | None:
    plain, at = prose.plain, one.end + len(one.noun)
    if plain.startswith("(", at):
        return _bracketed(plain, at)
    verb = re.search(_STRONG, one.noun)  # 3个股室分别是
    announced = _ANNOUNCED.match(plain, one.end + verb.start() if verb else at)
    if announced is None:
        return _appended(plain, one, at)
    return _announced(
        plain, one, announced.end(), announced["strong"] is not None, announced[0].endswith("：")
    ) or _appended(plain, one, at)


def _bracketed(plain: str, at: int) -> Enumeration | None:
    """Return the list in a bracket; one that only says what sort the things are, or names some of them, is none."""
    words = until(plain, at + 1, stops="")
    words = words[len(lead[0]) :] if (lead := re.match(rf"(?:{_STRONG}|包括|：)+", words)) else words
    items = split(words)
    if re.search("[，。；\n]", words) or len(items) < 2 or _SORTS.match(words) or all(map(_SORT.fullmatch, items)):
        return None
    return enumeration(words, plain.find(words, at))


_SORTS = re.compile("含|其中|不含|除|[例比]?如|见|详见|注")
_SORT = re.compile(
    "乡|镇|街道|社区|行政村|村|居委会|居|合作社|协会|商户|园区|开发区|管委会|农场|林场|场|企业|公司|单位|部门|机构|学校|班|项目|事项|户|个人|课程"
)


def until(plain: str, at: int, stops: str = "，。；") -> str:
    """Return the words from *at* to the first of the *stops* outside brackets, to the end of the bracket or of the line."""
    depth = 0
    for index in range(at, min(at + 400, len(plain))):
        sign = plain[index]
        depth += (sign == "(") - (sign == ")")
        if depth < 0 or sign == "\n" or (not depth and sign in stops):
            return plain[at:index]
    return plain[at : at + 400]


def _announced(plain: str, one: Counted, at: int, strong: bool, colon: bool) -> Enumeration | None:
    """Return the list that is announced before *at*; what are no offices must be names, and go to the end of the sentence."""
    words = until(plain, at)
    items, stop = split(words), plain[at + len(words) : at + len(words) + 1]
    if not items or any(not core(item) or len(core(item)) > LONGEST for item in items):
        return None
    if len(items) == 1:
        sole = (strong or colon) and stop != "，" and one.value != 1 and are_offices(items)
        return enumeration(words, at) if sole and BODIES.search(one.noun + one.label) else None
    if are_offices(items) or (_end_alike(items, one.noun) and "、" in words):
        return enumeration(words, at, _goes_on(plain, at + len(words)) if stop == "，" else "")
    if "、" not in words or stop in ("，", "；") or not (strong or all(map(_is_name, items))):
        return None
    return enumeration(words, at)


def _is_name(item: str) -> bool:
    """Return whether an item is a name and not what was done: 文化艺术, not 加强培训."""
    return len(core(item)) <= SHORT and _DOING.match(item) is None


_DOING = re.compile(
    "加强|推进|推动|开展|做好|完成|组织|落实|建立|建成|完善|强化|提升|提高|深化|实施|抓好|严格|坚持|进一步|围绕|聚焦|促进|确保|保障|加快|优化|规范|积极|不断|切实"
)


def _end_alike(items: Sequence[str], noun: str) -> bool:
    tails = {core(item)[-1] for item in items}
    return len(tails) == 1 and tails.pop() == noun.rstrip("”")[-1:]


def _goes_on(plain: str, at: int) -> str:
    """Return why a list that a comma ends may go on behind it, or ""."""
    rest = until(plain, at + 1)
    return "列举在逗号之后可能还有一项" if rest and len(rest) <= LONGEST and are_offices([rest]) else ""


def _appended(plain: str, one: Counted, at: int) -> Enumeration | None:
    """Return offices named right behind a comma: 内设2个机构，办公室和业务部."""
    if plain[at : at + 1] not in ("，", "：") or not BODIES.match(one.noun):
        return None
    words = until(plain, at + 1)
    items = split(words)
    return enumeration(words, at + 1) if len(items) > 1 and are_offices(items) else None


def _ahead(prose: Prose, one: Counted) -> Enumeration | None:
    """Return the list before a number: A、B和C三个科室, 设A、B，共2个股室, “甲”“乙”2个平台, 春秋两季."""
    start = _clause_start(prose.plain, one.start)
    clause = prose.plain[start : one.start]
    for pattern, item in ((_QUOTED, "[“《][^”》]+[”》]"), (_SEASONS, "[春夏秋冬]|[寒暑]假|[上下]半年")):
        run = pattern.search(clause)
        if run and len(items := re.findall(item, run[0])) > 1:
            return Enumeration(tuple(items), (one.start - len(run[0]), one.start), frozenset({len(items)}))
    if _SUMMED.fullmatch(clause):
        return _summed(prose.plain, one, start - 1) if prose.plain[start - 1 : start] == "，" else None
    return _named_before(prose.plain, one, clause, start)


def _clause_start(plain: str, at: int) -> int:
    low = max(at - 160, 0)
    return max(low, *(plain.rfind(sign, low, at) + 1 for sign in "，。；：\n("))


def _without_verb(clause: str) -> tuple[str, bool]:
    """Return the list of a clause without the verb that sets it up, and whether there was one."""
    verb = _SETTING.match(clause)
    return (clause[verb.end() :], True) if verb else (clause, False)


def _summed(plain: str, one: Counted, comma: int) -> Enumeration | None:
    """Return the offices a clause sets up before the comma in front of 共; 甲公司、乙公司，共5个标段 counts something else."""
    start = _clause_start(plain, comma)
    words, verb = _without_verb(plain[start:comma])
    items = split(words)
    if not words or not are_offices(items) or not (verb or len(items) > 1):
        return None
    if one.noun and not BODIES.match(one.noun) and not _end_alike(items, one.noun):
        return None
    return enumeration(words, comma - len(words))


def _named_before(plain: str, one: Counted, clause: str, start: int) -> Enumeration | None:
    closed = _CLOSED.search(clause)  # …、C、共3个
    words, verb = _without_verb(clause[: closed.start()] if closed else clause)
    items = split(words)
    body = (BODIES.match(one.noun) is not None or closed is not None) and are_offices(items)
    if any(not 2 <= len(core(item)) <= LONGEST for item in items) or (len(items) < 2 and not (body and verb)):
        return None
    if not (body or one.unit == "大" or _SIDES.match(one.noun) or _are_places(items, one.noun)):
        return None
    more = not (body or verb) and plain[start - 1 : start] == "，" and one.value == len(items) + 1
    end = start + closed.start() if closed else one.start
    return enumeration(words, end - len(words), "前一句也可能是其中一项" if more else "")


def _are_places(items: Sequence[str], noun: str) -> bool:
    place = _PLACES.match(noun)
    return place is not None and all(core(item)[-1] == place[0][-1] for item in items)


def later_lists(prose: Prose) -> Later:
    """Return the lists that sentences of their own give, by the last words before 分别是."""
    return {match["noun"][-8:]: match.span("items") for match in _LATER.finditer(prose.plain)}


def _later(prose: Prose, one: Counted, later: Later) -> Enumeration | None:
    for noun in (one.label, one.noun[:8]):
        for ending, span in later.items():
            if len(ending) >= 3 and (noun.endswith(ending) or (len(noun) >= 3 and ending.endswith(noun))):
                return enumeration(prose.plain[slice(*span)], span[0])
    return None


_LEADS = re.compile(r"[^。；\n]{0,60}[。：；]?\n*")
_ALL = re.compile("如下|分述|明细|以下|分别|即|：")
_SOME = re.compile("主要|重点|部分|其中|之一|较大|代表|等")
_COUNTS = re.compile(r"(?:\d|[二两三四五六七八九十])(?:大?[个项类点条])")
_LISTABLE = re.compile(
    "项目|任务|措施|问题|方面|内容|指标|事项|制度|建议|专项|目标|职责|环节|原因|特点|做法|经验|机构|部门|单位|科室|股室|部室|工作|举措|亮点|类"
)


def _below(prose: Prose, one: Counted, marks: Sequence[Mark]) -> Enumeration | None:
    """Return the numbered items a number announces, where their numbers run on."""
    at = bisect_left(marks, one.end, key=lambda mark: mark.start)
    first = marks[at] if at < len(marks) else None
    if first is None or first.number != 1 or not _announces(prose.plain, one, first):
        return None
    found = _run(marks[at:])
    items = [until(prose.plain, mark.end, stops="，。；：")[:LONGEST] for mark in found]
    if any(map(_ASPECT.search, items)):
        return None
    if "项目" in one.label + one.noun:
        items = [item for item in items if not is_bare(_AMOUNT.split(item)[0])] or items
    return Enumeration(tuple(items), (first.start, found[-1].end), frozenset({len(items)})) if len(items) > 1 else None


_ASPECT = re.compile(
    "(?:情况|管理|分析|概况|过程|依据|背景|目标|绩效|产出|效益|满意度|指标)$"
)  # a side of all, not one of them
_AMOUNT = re.compile(r"\d")  # a project that begins with its budget has lost its name


def _announces(plain: str, one: Counted, first: Mark) -> bool:
    """Return whether the words between a number and the first mark say that all of them follow."""
    words = plain[one.end : first.start]
    if (
        _LEADS.fullmatch(words) is None
        or _SOME.search(words)
        or _COUNTS.search(words)
        or _COUNTS.search(plain, one.start - 5, one.start)
    ):
        return False
    if plain[one.start - 1 : one.start] == "“":
        return first.style == "ordinal"
    if BODIES.match(one.noun) and len(words) <= len(one.noun) + 2:
        return len(until(plain, first.end, stops="，。；：")) <= 12
    return _ALL.search(words) is not None and _LISTABLE.search(one.label + one.noun) is not None


def _run(marks: Sequence[Mark]) -> list[Mark]:
    """Return the marks 1, 2, 3 … that begin here; [] where a number is doubled or skipped."""
    found = [marks[0]]
    for mark in marks[1:]:
        if RANKS[mark.style] < RANKS[found[0].style] or (mark.style == found[0].style and mark.number == 1):
            break
        if mark.style == found[0].style:
            if mark.number != len(found) + 1:
                return []
            found.append(mark)
    return found
