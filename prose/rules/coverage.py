"""S2xx: what was set is answered: every target by a result, every task by a section that reports on it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

from prose.bigrams import likeness, pairs, places
from prose.chapters import chapters, is_section, kinds, title_span
from prose.mentions import AMOUNT, COUNT, PERCENT
from prose.reading import Prose
from prose.registry import WARNING, Judgement, Span, found, held, rule, unjudged
from prose.rules.contents import only
from prose.structure import Heading
from prose.tones import statements

SOURCE = "自评通知：逐项对照年初设定的绩效目标"
_GENERIC = re.compile(
    r"数量|次数|人数|期数|个数|场次|达到|完成|开展|组织|举办|进行|全年|年度|不少于|不低于|以上|超过|目标值?|指标值?|情况|工作|确保|实现"
    r"|本年|计划|年初|比率|比例|百分比|[率数为是达及和与的各项]"
)
_ANSWERED = re.compile(r"实际|得分|完成了|已完成")
_ANSWERS = re.compile(r"完成|实现|达成|落实|执行|自评|分析|评价|偏[离差]|结果|成效|得分")
_IN_TABLE = re.compile(r"(?:完成情况|指标|目标)[^。\n]{0,20}[见附][^。\n]{0,14}(?:表|附件)")
_NO_GOALS = ("problems", "measures", "done", "result", "duties", "profile", "staff")
_NOT_HERE = ("problems", "measures", "duties")
FEWEST_PAIRS = 2


class Target(NamedTuple):
    """A target: where it stands, its subject, the pairs of characters that tell it from others, whether it is a count."""

    span: Span
    subject: str
    pairs: frozenset[str]
    is_count: bool


@rule(
    "S201", WARNING, "每个目标都有结果", kind="coverage_gap", source=SOURCE,
    how="年初目标中带数的每一条，其事项须在别处说到；有一条以上的目标在别处找不到讲同一事项的句子，而其余目标找得到。"
    "完成情况写在附表里的不判断。",
    mend="补写这几项目标的实际完成值，没有完成的写明原因。", alike=34, answered=25,
    fails="一、绩效目标\n1、举办法律讲座不少于10场；\n2、安装健身器材不少于30套；\n3、接待来访群众不少于800人次。\n"
    "二、绩效情况\n全年举办法律讲座12场，接待来访群众860人次。",
    passes="一、绩效目标\n1、举办法律讲座不少于10场；\n2、安装健身器材不少于30套；\n3、接待来访群众不少于800人次。\n"
    "二、绩效情况\n全年举办法律讲座12场，安装健身器材32套，接待来访群众860人次。",
)  # fmt: skip
def targets_are_answered(prose: Prose, params) -> Iterator[Judgement]:
    sections = [one for one in only(prose, "goals", *_NO_GOALS) if not _ANSWERS.search(one.title)]
    targets = list({target.span: target for section in sections for target in _targets(prose, section)}.values())
    if len(targets) < 2:
        return
    if _IN_TABLE.search(prose.plain):
        yield unjudged([targets[0].span], "完成情况写在附表里，未逐项对照")
        return
    open_ = _unanswered(prose, targets, sections, params["alike"])
    if open_ and (len(targets) - len(open_)) * 100 >= params["answered"] * len(targets):
        names = "、".join(f"“{one.subject}”" for one in open_)
        yield found(
            [one.span for one in open_],
            f"{len(open_)} 个目标没有结果",
            f"{len(targets)} 个带数的目标中，有 {len(open_)} 个在别处没有说到：{names}。",
        )
    elif not open_:
        yield held([one.span for one in targets])


def _targets(prose: Prose, section: Heading) -> Iterator[Target]:
    for span in statements(prose, section.body, section.stop):
        figures = [one for one in prose.between(*span) if one.kind in (COUNT, PERCENT, AMOUNT)]
        if not figures or _ANSWERED.search(prose.plain, *span):
            continue
        subject = (figures[0].clause or figures[0].noun).rpartition("：")[2] or figures[0].clause
        own = pairs(_GENERIC.sub("|", subject))
        if len(own) >= FEWEST_PAIRS:
            yield Target(span, subject.strip("，、"), own, figures[0].kind == COUNT)


def _unanswered(prose: Prose, targets: Sequence[Target], sections: Sequence[Heading], alike: int) -> list[Target]:
    """Return the targets of whose pairs no sentence elsewhere has enough."""
    away = _merged((one.start, one.stop) for one in [*sections, *chapters(prose, *_NOT_HERE)])
    where = places(prose, frozenset().union(*(one.pairs for one in targets)))
    told = {
        pair: {prose.sentence_at(at) for at in found_at if not _inside(away, at)} for pair, found_at in where.items()
    }
    counted = {prose.sentence_at(one.start) for one in prose.mentions if one.kind == COUNT}
    return [
        one
        for one in targets
        if _most_told(one.pairs, told, counted if one.is_count else None) * 100 < alike * len(one.pairs)
    ]


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Return sorted spans without those that lie in another."""
    kept: list[Span] = []
    for start, stop in sorted(spans):
        if not kept or stop > kept[-1][1]:
            kept.append((start, stop))
    return kept


def _inside(spans: Sequence[Span], at: int) -> bool:
    index = bisect_right(spans, at, key=lambda span: span[0])
    return index > 0 and at < spans[index - 1][1]


def _most_told(wanted: Iterable[str], told: Mapping[str, set[int]], among: set[int] | None = None) -> int:
    """Return how many of the *wanted* pairs the sentence has that has the most of them, *among* those sentences."""
    count: dict[int, int] = defaultdict(int)
    for pair in wanted:
        for sentence in told[pair] if among is None else told[pair] & among:
            count[sentence] += 1
    return max(count.values(), default=0)


_LEAD = re.compile(r"(?:主要|重点)(?:工作)?任务[^。；\n]{0,10}[：\n]")
_MATCHED = 0.6  # as alike as 推进老旧小区改造工程 and 实施老旧小区改造工程
_APART = 0.45
_TOLD = 0.7  # of the pairs of a task, in a sentence that reports on it
MOST_TASKS = 60


@rule(
    "S202", WARNING, "每项任务都有汇报", kind="coverage_gap", source=SOURCE,
    how="“主要任务”之下编号列出的任务，多数各有一节标题与之相同或相近，却有任务找不到相近的标题。",
    mend="补写这项任务的完成情况；没有开展的写明原因。",
    fails="一、概况\n全年主要任务：\n1、推进平安街道建设行动。\n2、实施老旧小区改造工程。\n3、开展全民健身服务活动。\n4、落实河湖水质保护责任。\n"
    "二、绩效情况\n（一）推进平安街道建设行动\n巡逻。\n（二）实施老旧小区改造工程\n改造。\n（三）开展全民健身服务活动\n建设球场。",
    passes="一、概况\n全年主要任务：\n1、推进平安街道建设行动。\n2、实施老旧小区改造工程。\n3、开展全民健身服务活动。\n"
    "二、绩效情况\n（一）推进平安街道建设行动\n巡逻。\n（二）实施老旧小区改造工程\n改造。\n（三）开展全民健身服务活动\n建设球场。",
)  # fmt: skip
def tasks_are_reported(prose: Prose, params) -> Iterator[Judgement]:
    lead = _LEAD.search(prose.plain)
    tasks = _tasks(prose, lead.end()) if lead else []
    if not 3 <= len(tasks) <= MOST_TASKS:
        return
    reports = [pairs(one.title) for one in prose.structure.headings if one.start > tasks[-1].stop and is_section(one)]
    alike = [[likeness(own, one) for one in reports] for own in (pairs(task.title) for task in tasks)]
    matched = sum(max(row, default=0.0) >= _MATCHED for row in alike)
    open_ = [] if matched * 5 < len(tasks) * 3 else _unreported(prose, tasks, alike)
    if matched == len(tasks):
        yield held(map(title_span, tasks))
    if open_:
        names = "、".join(f"“{one.title}”" for one in open_)
        yield found(
            map(title_span, open_),
            f"{len(open_)} 项任务没有汇报",
            f"列出 {len(tasks)} 项任务，{matched} 项各有一节汇报，{names}没有。",
        )


def _unreported(prose: Prose, tasks: Sequence[Heading], alike: Sequence[Sequence[float]]) -> list[Heading]:
    """Return the tasks like no section but one that reports on another task, and told in no sentence either."""
    taken = {max(range(len(row)), key=row.__getitem__) for row in alike if max(row, default=0.0) >= _MATCHED}
    open_ = [
        task
        for task, row in zip(tasks, alike, strict=True)
        if max(row) < _MATCHED and all(one < _APART for at, one in enumerate(row) if at not in taken)
    ]
    where = places(prose, frozenset().union(*(pairs(one.title) for one in open_)))
    told = {pair: {prose.sentence_at(at) for at in found_at if at > tasks[-1].stop} for pair, found_at in where.items()}
    return [one for one in open_ if _most_told(pairs(one.title), told) < _TOLD * len(pairs(one.title))]


def _tasks(prose: Prose, at: int) -> list[Heading]:
    """Return the items numbered from 1 behind *at*, up to the next chapter or section."""
    behind = [
        one for one in prose.structure.headings[max(prose.structure.heading_at(at), 0) :][:200] if one.start >= at
    ]
    listed = list(takewhile(lambda one: not is_section(one), behind))
    if not listed or not listed[0].mark or listed[0].mark.number != 1:
        return []
    style = listed[0].mark.style
    return [one for one in listed if one.mark and one.mark.style == style and not kinds(one) & {"problems", "measures"}]


RULES = (targets_are_answered, tasks_are_reported)
