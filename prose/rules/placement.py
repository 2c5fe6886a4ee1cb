"""S105, S106 and H201: every section stands in its chapter, speaks of its heading and is not empty."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise

from prose.chapters import is_empty, is_section, kinds, title_span
from prose.reading import Prose
from prose.registry import WARNING, Judgement, found, held, rule
from prose.rules.contents import OUTLINE
from prose.structure import Heading

_TAIL = re.compile(
    r"(?:情况|概况|问题|不足|措施|建议|打算|目标|指标|支出|经费|预算|资产|管理|分析|结[果论]|职[责能]|机构|人员|成效|构成|执行|公开|应用|原因|说明)等?$"
)
_DENIED = re.compile(r"无|没有|未")
# A section of one of the kinds on the right does not belong into a chapter that is about nothing but the left.
_FOREIGN = {
    "staff": {"spending", "basic", "projects", "three_public", "assets", "goals", "problems", "measures", "result"},
    "assets": {"duties", "goals", "problems", "measures", "result", "three_public"},
    "duties": {"spending", "basic", "projects", "three_public", "assets", "problems", "measures", "result"},
    "problems": {"duties", "basic", "three_public", "assets"},
    "measures": {"duties", "basic", "three_public", "assets"},
    "goals": {"assets", "three_public", "basic", "problems"},
}
_MONEY = frozenset({"basic", "projects", "three_public"})


@rule(
    "S105", WARNING, "各节归在合适的章里", kind="heading_content_mismatch", source=OUTLINE,
    how="章和节的标题各讲一件事而互不相干，如“人员情况”之下有“支出规模”；概况里单有一节支出，其余支出另成一章。",
    mend="把这一节移到相应的章，或改章的标题。",
    fails="一、人员情况\n（一）编制和在职\n编制8名，在职8人。\n（二）整体支出规模\n全年支出310万元。\n二、绩效情况\n扫描档案8万页。",
    passes="一、人员情况\n（一）编制\n编制8名。\n（二）在职\n在职8人。\n二、支出规模\n全年支出310万元。",
)  # fmt: skip
def sections_in_their_chapter(prose: Prose, params) -> Iterator[Judgement]:
    headings = prose.structure.headings
    homes = _homes(prose)
    astray: set[int] = set()  # chapters in which another one, misnumbered, begins
    for before, section in pairwise(headings):
        chapter = headings[section.parent] if section.parent >= 0 and is_section(section) else None
        if chapter is None or not is_section(chapter) or not kinds(section):
            continue
        if _heads(prose, before, chapter):
            astray.add(section.parent)
        if section.parent not in astray:
            yield _placed(chapter, section, homes)


def _heads(prose: Prose, before: Heading, chapter: Heading) -> bool:
    """Return whether the heading right before a section has no text of its own: a chapter with the number of an item."""
    return before is not chapter and not is_section(before) and not prose.plain[before.body : before.end].strip()


def _placed(chapter: Heading, section: Heading, homes: Mapping[Heading, set[str]]) -> Judgement:
    if not (_is_foreign(chapter, section) or _is_astray(chapter, section, homes)):
        return held([title_span(section)])
    return found(
        [title_span(section), title_span(chapter)],
        f"“{section.title[:20]}”放在“{chapter.title}”之下",
        f"“{section.title}”这一节放在“{chapter.title}”这一章，两者讲的不是一件事。",
    )


def _is_foreign(chapter: Heading, section: Heading) -> bool:
    """Return whether everything the section may be about is foreign to everything the chapter may be about."""
    about, of = kinds(chapter), kinds(section)
    return bool(about) and all(of <= _FOREIGN.get(one, frozenset()) for one in about)


def _is_astray(chapter: Heading, section: Heading, homes: Mapping[Heading, set[str]]) -> bool:
    """Return whether the chapter on the unit has a section on money, while another chapter holds the rest of the money."""
    if "profile" not in kinds(chapter) or not kinds(section).isdisjoint({"profile", "staff", "duties", "goals"}):
        return False
    mine = kinds(section) & _MONEY
    return bool(mine) and any(held_there - mine for home, held_there in homes.items() if home is not chapter)


def _homes(prose: Prose) -> dict[Heading, set[str]]:
    """Return the chapters on expenditure with the sorts of money their sections are about."""
    headings = prose.structure.headings
    homes: dict[Heading, set[str]] = defaultdict(set)
    for section in filter(is_section, headings):
        if section.parent >= 0 and "spending" in kinds(headings[section.parent]):
            homes[headings[section.parent]] |= kinds(section) & _MONEY
    return homes


# What a section on the left cannot do without, and what gives away that it is about something else.
_TALK = {
    "assets": (r"资产|设备|房|车|台账|登记|盘点|物资|土地|无形|家具", r"固定资产|资产总额|资产处置|办公设备"),
    "three_public": (r"三公|接待|出国|用车|公车|公务", r"公务接待|公务用车|因公出国"),
    "staff": (r"编|人|职|岗|[股科处]室|机构|内设", r"编制|在职|退休|内设|科室"),
    "disclosure": (r"公开|公示|公布|[应运]用|网|通报|依据|反馈|挂钩|整改|参考", r"政府网站|门户网站|公开|公示"),
    "problems": (r"[^。]", r"问题|不足|不够|薄弱|滞后|缺乏"),
    "measures": (r"[^。]", r"加强|完善|强化|细化|健全"),
}
_VOICES = {kind: (re.compile(own), re.compile(strong)) for kind, (own, strong) in _TALK.items()}


@rule(
    "S106", WARNING, "标题之下谈的是标题的事", kind="heading_content_mismatch", source=OUTLINE,
    how="资产、“三公”经费、人员、公开一节里没有一个本节的词，却至少有两个词属于另一节；不足 30 字的不判断。",
    mend="换成这一节应写的内容。", shortest=30,
    fails="四、资产管理情况\n核定编制12名，年末在职11人，退休6人，内设办公室、保管利用股、编研股、技术股四个科室。\n五、存在的问题\n人手不足。",
    passes="四、资产管理情况\n年末固定资产320万元，都已登记入账，由专人保管，每年年末盘点一次，账实相符，没有闲置和出租出借的。",
)  # fmt: skip
def talk_of_the_heading(prose: Prose, params) -> Iterator[Judgement]:
    for heading in filter(is_section, prose.structure.headings):
        mine = [kind for kind in kinds(heading) if kind in _VOICES]
        if len(mine) != 1 or heading.stop - heading.body < params["shortest"]:
            continue
        body = prose.structure.body_of(heading)
        other = None if _VOICES[mine[0]][0].search(body) else _talk_of(body)
        if other is None:
            yield held([title_span(heading)])
            continue
        yield found(
            [title_span(heading), (heading.body, heading.stop)],
            f"“{heading.title}”谈的是别的事",
            f"“{heading.title}”之下没有谈到本节的内容，写的是{'、'.join(other)}。",
        )


def _talk_of(body: str) -> list[str] | None:
    """Return two words or more that give away what *body* is about, or None."""
    for _, strong in _VOICES.values():
        words = list(dict.fromkeys(strong.findall(body)))
        if len(words) > 1:
            return words
    return None


def _names_content(title: str) -> bool:
    """Return whether a title names what shall follow, and does not say it itself: 本年没有项目支出."""
    return _TAIL.search(title) is not None and _DENIED.search(title) is None


@rule(
    "H201", WARNING, "标题之下有内容", kind="heading_content_mismatch", source=OUTLINE,
    how="章节标题之下既无文字也无下级标题；写“无。”算有内容，逐条列举的条目不算标题。",
    mend="补写内容；没有可写的写“无。”。",
    fails="一、资产管理情况\n二、存在的问题\n人手不足。\n三、改进措施\n增加人手。",
    passes="一、资产管理情况\n无。\n二、存在的问题\n人手不足。\n三、改进措施\n增加人手。",
)  # fmt: skip
def headings_have_content(prose: Prose, params) -> Iterator[Judgement]:
    headings = prose.structure.headings
    titles = Counter(one.title for one in headings)
    siblings = Counter(one.parent for one in headings)
    blank = Counter(one.parent for index, one in enumerate(headings) if is_empty(prose, index))
    for index, heading in enumerate(headings):
        if not (is_section(heading) and kinds(heading) and _names_content(heading.title)) or titles[heading.title] > 1:
            continue
        if not is_empty(prose, index) or blank[heading.parent] * 2 > siblings[heading.parent]:
            yield held([title_span(heading)])
            continue
        message = f"“{heading.title}”之下没有文字，也没有下级标题。"
        yield found([title_span(heading)], f"“{heading.title}”之下没有内容", message)


RULES = (sections_in_their_chapter, talk_of_the_heading, headings_have_content)
