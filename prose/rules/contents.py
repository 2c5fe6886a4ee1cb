"""S101–S104: chapters on problems, measures and goals tell of problems, measures and goals. Only clear cases are found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from prose.chapters import is_section, kinds, title_span
from prose.reading import Prose
from prose.registry import ERROR, WARNING, Judgement, Span, found, held, rule
from prose.structure import Heading
from prose.tones import leads_off, names_problem, praises, promises, reports_done, statements, turns

OUTLINE = "部门整体支出绩效自评报告的通用提纲"
_DENIAL = re.compile(r"无[。；，]|暂无|没有|未发现|不存在")
_ANSWERS = re.compile(r"完成|实现|达成|落实|执行|自评|分析|评价|偏[离差]|结果|成效|得分")
SHORT = 8  # characters of an item that can only be a title


class Tones(NamedTuple):
    """The statements of a chapter by what they do."""

    all: tuple[Span, ...]
    problems: tuple[Span, ...]
    measures: tuple[Span, ...]
    praise: tuple[Span, ...]


def tones(prose: Prose, heading: Heading) -> Tones:
    spans = tuple(statements(prose, heading.body, heading.stop))
    words = [prose.plain[start:end] for start, end in spans]

    def those(test) -> tuple[Span, ...]:
        return tuple(span for span, said in zip(spans, words, strict=True) if test(said))

    return Tones(spans, those(names_problem), those(promises), those(praises))


def only(prose: Prose, kind: str, *others: str) -> Iterator[Heading]:
    """Yield the chapters and sections of a *kind* whose headings, and those below, announce none of the *others*."""
    headings = prose.structure.headings
    mixed = {one.parent for one in headings if _is_title(one) and not kinds(one).isdisjoint(others)}
    for index, heading in enumerate(headings):
        pure = index not in mixed and kinds(heading).isdisjoint(others)
        if kind in kinds(heading) and pure and (is_section(heading) or heading.parent < 0):
            yield heading


def _is_title(heading: Heading) -> bool:
    return is_section(heading) or len(heading.title) <= SHORT


def _length(spans: Sequence[Span]) -> int:
    return sum(end - start for start, end in spans)


@rule(
    "S101", ERROR, "“存在的问题”写的是问题", kind="heading_content_mismatch", source=OUTLINE,
    how="“存在的问题”一章里没有一句说问题（不足、不到位、滞后……），至少两句以措施开头（加强、完善、严格……）。"
    "标题同时写有措施的、写明没有问题的不算。",
    mend="写明存在什么问题、原因是什么；措施移到“改进措施”。",
    fails="三、存在的问题\n1、完善内部管理制度，严格审批手续。\n2、加强预算编制，进一步提高准确性。\n四、改进措施\n按季调度。",
    passes="三、存在的问题\n1、内部管理制度不完善，审批手续不严。\n2、预算编制不够准确。\n四、改进措施\n按季调度。",
)  # fmt: skip
def problems_are_problems(prose: Prose, params) -> Iterator[Judgement]:
    for heading in only(prose, "problems", "measures", "disclosure"):
        told = tones(prose, heading)
        measures = [span for span in told.measures if leads_off(prose.plain[slice(*span)])]
        if told.problems or len(measures) < 2 or _DENIAL.search(prose.plain, heading.body, heading.stop):
            yield held([title_span(heading)])
            continue
        yield found(
            [title_span(heading), *measures],
            f"“{heading.title}”只写了措施，没有写问题",
            f"“{heading.title}”之下 {len(told.all)} 句话没有一句说到问题，{len(measures)} 句写的是要怎样做。",
        )


@rule(
    "S102", WARNING, "“存在的问题”不以成绩为主", kind="heading_content_mismatch", source=OUTLINE,
    how="“存在的问题”一章里称赞自己的句子占一半篇幅以上，又没有用“但”“仍”等转到问题上。",
    mend="成绩移到绩效情况，这里写问题和原因。", share=50, shortest=30,
    fails="三、存在的问题\n我馆严格按照预算执行，各项支出规范有序，保证了资金安全，实现了年初确定的总体目标。目前人手不足。\n四、改进措施\n按季调度。",
    passes="三、存在的问题\n我馆严格按照预算执行，实现了年初确定的总体目标，但人手不足。\n四、改进措施\n按季调度。",
)  # fmt: skip
def problems_are_no_praise(prose: Prose, params) -> Iterator[Judgement]:
    for heading in only(prose, "problems", "measures", "disclosure"):
        told = tones(prose, heading)
        praise = [span for span, next_ in _with_next(prose, told) if not turns(next_)]
        long = _length(praise) >= params["shortest"] and _length(praise) * 100 >= params["share"] * _length(told.all)
        if not long:
            yield held([title_span(heading)])
            continue
        yield found(
            [*praise, title_span(heading)],
            f"“{heading.title}”大半写的是成绩",
            f"“{heading.title}”共 {_length(told.all)} 字，称赞工作的有 {_length(praise)} 字。",
        )


def _with_next(prose: Prose, told: Tones) -> Iterator[tuple[Span, str]]:
    """Yield what praises, and promises nothing, with the words of the statement behind it."""
    praise = set(told.praise)
    for span, next_ in zip_longest(told.all, told.all[1:], fillvalue=(0, 0)):
        if span in praise and not leads_off(prose.plain[slice(*span)]):
            yield span, prose.plain[slice(*next_)]


@rule(
    "S103", WARNING, "“改进措施”写的是措施", kind="heading_content_mismatch", source=OUTLINE,
    how="“改进措施”一章里至少两句、大半在说问题，没有一句说要怎样做。",
    mend="写明准备怎样改；问题移到“存在的问题”。",
    fails="四、改进措施\n1、人手不足，经费紧张。\n2、设备老化，维修困难。\n3、台账不全。",
    passes="四、改进措施\n1、增加人手，解决经费紧张的问题。\n2、更换老化设备。",
)  # fmt: skip
def measures_are_measures(prose: Prose, params) -> Iterator[Judgement]:
    for heading in only(prose, "measures", "problems", "disclosure", "others"):
        told = tones(prose, heading)
        if told.measures or len(told.problems) < 2 or len(told.problems) * 2 <= len(told.all):
            yield held([title_span(heading)])
            continue
        yield found(
            [title_span(heading), *told.problems],
            f"“{heading.title}”只写了问题，没有写措施",
            f"“{heading.title}”之下 {len(told.all)} 句话有 {len(told.problems)} 句在说问题，没有一句说要怎样改。",
        )


@rule(
    "S104", WARNING, "设定目标的地方不写完成情况", kind="heading_content_mismatch", source=OUTLINE,
    how="讲目标设定的一节里，过半的句子说已经完成；或者没有一个可以衡量的数，却有句子说已经完成、达到预期。",
    mend="这里写年初定下的目标和指标值，完成情况移到后面。",
    fails="（一）绩效目标设置情况\n办好群众活动；各项指标完成情况良好。\n（二）绩效目标完成情况\n举办讲座12场。",
    passes="（一）绩效目标设置情况\n办好群众活动；举办讲座不少于10场。\n（二）绩效目标完成情况\n举办讲座12场。",
)  # fmt: skip
def goals_are_goals(prose: Prose, params) -> Iterator[Judgement]:
    for heading in only(prose, "goals", "problems", "measures", "done", "result"):
        if _ANSWERS.search(heading.title):
            continue
        spans = list(statements(prose, heading.body, heading.stop))
        done = [span for span in spans if reports_done(prose.plain[slice(*span)])]
        figures = any(one.unit for one in prose.between(heading.body, heading.stop) if one.kind not in ("year", "date"))
        if not done or (figures and len(done) * 2 < len(spans)):
            yield held([title_span(heading)])
            continue
        yield found(
            [*done, title_span(heading)],
            f"“{heading.title}”写的是完成情况",
            f"“{heading.title}”应写年初定下的目标，{len(spans)} 句里有 {len(done)} 句说的是已经完成"
            + ("。" if figures else "，没有一个可以衡量的指标值。"),
        )


RULES = (problems_are_problems, problems_are_no_praise, measures_are_measures, goals_are_goals)
