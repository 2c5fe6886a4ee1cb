"""What the chapters of a report are about, by the words of their headings, whatever a place calls them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from prose.reading import Prose
from prose.structure import Heading

LONGEST = 40  # characters of a heading
LONGEST_CLAUSE = 120
_SECTIONS = frozenset({"part", "chapter", "section"})
_PATTERNS = {
    "problems": r"(?:存在|主要|面临|发现|共性)的?[^，。]{0,6}(?:问题|不足|困难|短板|差距|薄弱环节)|^(?:突出)?(?:问题|不足|困难|短板)"
    r"|(?:问题|不足|困难)[及和与、]|(?:问题|不足)(?:分析|情况)?$",
    "measures": r"措施|建议|改进|整改|打算|对策|努力方向|下一步|下步|工作计划|工作思路|今后",
    "disclosure": r"(?:结果|绩效|自评|评价)[^，。]{0,8}(?:应用|运用|公开|公示|使用)|公开(?:情况)?$|应用(?:情况)?$",
    "goals": r"(?:绩效|年度|总体|工作|预期|既定|整体|任务|部门|单位|设定)的?(?:总体|具体|阶段性)?总?目标|目标设[定置立]|目标$|目标(?:情况|值|[及和与、])"
    r"|绩效指标|指标(?:体系|设[定置])",
    "done": r"完成|实现|达成|成效|成果|成绩|绩效(?:情况|状况|分析|表现)|履职|产出|效益|满意度|实施效果",
    "result": r"评价结[论果]|自评结[论果]|综合评价|自评情况|评分|得分|评价等[级次]",
    "duties": r"职责|职能(?![股科处部])|主要任务",
    "staff": r"人员(?!经费|支出|类)|(?<!预算)(?<!决算)(?<!目标)(?<!计划)编制(?!说明|依据|原则)|机构(?!运)|内设|[股科处]室|部室",
    "profile": r"概况|概述|基本情况|(?:单位|部门)(?:整体)?情况|简介",
    "basic": r"基本支出",
    "projects": r"项目|专项",
    "three_public": r"三公",
    "assets": r"资产",
    "spending": r"支出|收支|经费|资金|预算|决算|财务",
    "funds": r"政府性基金|国有资本经营|社会保险基金",
    "process": r"评价(?:工作|过程|组织|方法|依据)|自评(?:工作|过程|组织)|组织(?:实施|开展)",
    "others": r"其他|其它|附[件表]",
}  # fmt: skip
_KINDS = {kind: re.compile(pattern) for kind, pattern in _PATTERNS.items()}


@lru_cache(maxsize=4096)
def kinds_of(title: str) -> frozenset[str]:
    """Return what a heading of these words announces, the keys of the table above; none where it may be anything."""
    return frozenset(kind for kind, pattern in _KINDS.items() if pattern.search(title))


def kinds(heading: Heading) -> frozenset[str]:
    """Return what *heading* announces; a numbered paragraph announces nothing."""
    return frozenset() if heading.paragraph or len(heading.title) > LONGEST else kinds_of(heading.title)


def is_section(heading: Heading) -> bool:
    """Return whether *heading* is one of a chapter or section by its number, not of an item."""
    return heading.mark is not None and heading.mark.style in _SECTIONS and not heading.paragraph


def chapters(prose: Prose, *wanted: str) -> Iterator[Heading]:
    """Yield the headings that announce one of the *wanted* kinds, in order."""
    for heading in prose.structure.headings:
        if not kinds(heading).isdisjoint(wanted):
            yield heading


def about(prose: Prose, at: int) -> frozenset[str]:
    """Return what the headings over the place *at* announce, taken together."""
    return frozenset[str]().union(*map(kinds, prose.structure.path(at)))


def is_ahead(prose: Prose, at: int) -> bool:
    """Return whether the nearest heading that says so announces what shall be, and not what was done."""
    for heading in prose.structure.path(at):
        if not kinds(heading).isdisjoint(("done", "result")):
            return False
        if not kinds(heading).isdisjoint(("goals", "measures", "duties")):
            return True
    return False


def is_empty(prose: Prose, index: int) -> bool:
    """Return whether nothing stands under heading *index*: no text, and no heading below it, however that is numbered."""
    headings = prose.structure.headings
    heading, below = headings[index], headings[index + 1] if index + 1 < len(headings) else None
    if heading.runs_in or prose.plain[heading.body : heading.stop].strip():
        return False
    return below is None or below.mark is None or below.mark.number != 1


def title_span(heading: Heading) -> tuple[int, int]:
    """Return where the words of *heading* stand, without its number."""
    start = heading.mark.end if heading.mark else heading.start
    return start, max(start + len(heading.title), start + 1)


def sentences_naming(prose: Prose, *words: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences in which one of the *words* occurs, each once and in order."""
    found: set[int] = set()
    for word in words:
        at = prose.plain.find(word)
        while at >= 0:
            index = prose.sentence_at(at)
            found.add(index)
            at = prose.plain.find(word, max(prose.sentences[index][1], at + 1))
    yield from (prose.sentences[index] for index in sorted(found))


def clause_at(prose: Prose, at: int) -> int:
    """Return where the clause *at* stands in begins: behind the last comma, stop or line break, not too far back."""
    return last_of(prose, "，。；！？\n", at, LONGEST_CLAUSE)


def last_of(prose: Prose, signs: str, at: int, reach: int) -> int:
    """Return the place behind the last of the *signs* before *at*, or *reach* characters back where there is none."""
    low = max(at - reach, 0)
    return max(low, *(prose.plain.rfind(sign, low, at) + 1 for sign in signs))
