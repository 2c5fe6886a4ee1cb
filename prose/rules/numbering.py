"""H1xx: numbers of chapters, sections and items. Every list counts from one, without gap, in one style."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from prose.entries import Entry
from prose.marks import CIRCLES, numeral
from prose.reading import Prose
from prose.registry import ERROR, WARNING, Judgement, Span, found, held, rule, unjudged
from prose.runs import DOUBLED, HEADLESS, MISCAST, NESTED, RESTARTED, SKIPPED, Flaw

GBT9704 = "GB/T 9704—2012《党政机关公文格式》7.3.3"
MOST = 50  # flaws of one kind that are told: a text with more is no report
SHOWN = 24
_NUMBER = re.compile(rf"[〇零一二三四五六七八九十百]+|\d+$|\d+(?=\D+$)|[{CIRCLES}]")  # the last number of a mark


@rule(
    "H101", ERROR, "同一级编号不重复", kind="numbering", source=GBT9704,
    how="逐级把标题、条目和段内的“一是”“1.”“（1）”归入各自的列表，同一列表中一个编号只能出现一次；从一重新数起的算另一个列表。",
    mend="改正重复的编号，后面的编号依次顺延。",
    fails="一、基本情况\n内容。\n二、执行情况\n内容。\n二、存在问题\n内容。",
    passes="一、基本情况\n内容。\n二、执行情况\n内容。\n三、存在问题\n内容。",
)  # fmt: skip
def doubled(prose: Prose, params) -> Iterator[Judgement]:
    for flaw in _of(prose, DOUBLED):
        mark, other = _mark(prose, flaw.entry), flaw.other
        assert other  # a number is doubled by another entry
        yield found(
            (flaw.entry.span, other.span),
            f"编号“{mark}”重复",
            f"前面已有“{_words(prose, other)}”，“{_words(prose, flaw.entry)}”又用了同一个编号。",
            working=_sequence(prose, flaw),
            hint=_should_be(prose, flaw) or "可能漏改编号，后面的依次顺延",
        )
    yield from _sound(prose, DOUBLED)


@rule(
    "H102", ERROR, "同一级编号不跳号", kind="numbering", source=GBT9704,
    how="同一列表的编号逐个加一。缺的编号以别的写法出现在两者之间的，不算跳号。",
    mend="补上缺少的内容，或改正编号。",
    fails="一、基本情况\n内容。\n三、执行情况\n内容。",
    passes="一、基本情况\n内容。\n二、执行情况\n内容。",
)  # fmt: skip
def skipped(prose: Prose, params) -> Iterator[Judgement]:
    for flaw in _of(prose, SKIPPED):
        before = flaw.other
        assert before  # a number is skipped behind another entry
        yield found(
            (flaw.entry.span, before.span),
            f"“{_mark(prose, before)}”之后跳到“{_mark(prose, flaw.entry)}”",
            f"“{_words(prose, before)}”之后是“{_words(prose, flaw.entry)}”，中间的编号没有出现。",
            working=_sequence(prose, flaw),
            hint=_should_be(prose, flaw) or "可能漏了一项，或编号写错",
        )
    yield from _sound(prose, SKIPPED)


@rule(
    "H103", ERROR, "列表从一开始编号", kind="numbering", source=GBT9704,
    how="标题和条目的第一个编号应为一。第一项以别的写法出现在前面的不算缺；文本一开头就不是一的，可能是节选，不作判断。",
    mend="给第一项补上编号，或改正后面的编号。",
    fails="自评报告\n一、基本情况\n机构设置\n单位内设机构三个，均已纳入预算。\n（二）人员情况\n内容。",
    passes="自评报告\n一、基本情况\n（一）机构设置\n单位内设机构三个，均已纳入预算。\n（二）人员情况\n内容。",
)  # fmt: skip
def headless(prose: Prose, params) -> Iterator[Judgement]:
    for flaw in _of(prose, HEADLESS):
        if flaw.entry.line == 0:
            yield unjudged([flaw.entry.span], "文本可能是节选")
            continue
        suspect = _suspect(prose, flaw)
        yield found(
            [flaw.entry.span, *([suspect] if suspect else [])],
            f"“{_mark(prose, flaw.entry)}”之前没有“{_first(flaw.entry)}”",
            f"“{_words(prose, flaw.entry)}”是这一级的第一个编号，前面没有“{_first(flaw.entry)}”。",
            working=_sequence(prose, flaw),
            hint=f"可能是“{prose.quote(*suspect)}”没有编号或编号样式不对" if suspect else "可能第一项漏了编号",
        )
    yield from _sound(prose, HEADLESS)


@rule(
    "H104", ERROR, "同一级标题编号样式一致", kind="numbering", source=GBT9704,
    how="标题的编号恰好接上另一级的前一个编号，而那一级的下一个编号又从它数起，说明它属于那一级，样式写错了。",
    mend="改成与同级标题相同的样式：一级“一、”，二级“（一）”，三级“1.”，四级“（1）”。",
    fails="一、基本情况\n内容。\n2、执行情况\n内容。\n三、存在问题\n内容。",
    passes="一、基本情况\n内容。\n二、执行情况\n内容。\n三、存在问题\n内容。",
)  # fmt: skip
def miscast(prose: Prose, params) -> Iterator[Judgement]:
    for flaw in _of(prose, MISCAST):
        before = flaw.other
        assert before  # what an entry belongs to begins before it
        yield found(
            (flaw.entry.span, before.span),
            f"“{_mark(prose, flaw.entry)}”与同级编号样式不同",
            f"“{_words(prose, flaw.entry)}”接在“{_words(prose, before)}”之后，应与它同一样式。",
            working=_sequence(prose, flaw),
        )
    yield from _sound(prose, MISCAST)


@rule(
    "H105", WARNING, "上下级标题编号样式不同", kind="numbering", source=GBT9704,
    how="一个标题之下紧接着同一样式、同样从一数起的标题；或一章之中又用“一、二、”编号，之后本章的编号再接着往下数。",
    mend="下一级改用下一级的样式。",
    fails="1.部门概况\n1.机构人员\n内容。\n（二）支出规模\n内容。",
    passes="一、部门概况\n（一）机构人员\n内容。\n（二）支出规模\n内容。",
)  # fmt: skip
def nested(prose: Prose, params) -> Iterator[Judgement]:
    for flaw in _of(prose, NESTED):
        above = flaw.other
        assert above  # a list is nested in an entry
        yield found(
            (flaw.entry.span, above.span),
            "上下级编号样式相同",
            f"“{_words(prose, above)}”之下的“{_words(prose, flaw.entry)}”用了同一样式的编号，分不出上下级。",
            working=_sequence(prose, flaw),
        )
    yield from _sound(prose, NESTED)


@rule(
    "H106", ERROR, "全文各章连续编号", kind="numbering", source=GBT9704,
    how="各章从头到尾连续编号；数到二以上又从“一、”数起，而两者之间没有另一篇材料的标题，说明编号没有接上。附件和分部分的报告各自编号，不算。",
    mend="接着前一章编号。",
    fails="自评报告\n一、概况\n内容。\n二、收支\n内容。\n一、绩效\n内容。\n二、问题\n内容。",
    passes="自评报告\n一、概况\n内容。\n二、收支\n内容。\n三、绩效\n内容。\n四、问题\n内容。",
)  # fmt: skip
def restarted(prose: Prose, params) -> Iterator[Judgement]:
    for flaw in _of(prose, RESTARTED):
        before = flaw.other
        assert before  # chapters restart behind a chapter
        yield found(
            (flaw.entry.span, before.span),
            f"“{_mark(prose, before)}”之后又从“{_mark(prose, flaw.entry)}”编起",
            f"“{_words(prose, before)}”之后是“{_words(prose, flaw.entry)}”，编号没有接上。",
            working=_sequence(prose, flaw),
            hint=_should_be(prose, flaw),
        )
    yield from _sound(prose, RESTARTED)


def _of(prose: Prose, kind: str) -> Iterator[Flaw]:
    return islice((flaw for flaw in prose.numbering.flaws if flaw.kind == kind), MOST)


def _sound(prose: Prose, kind: str) -> Iterator[Judgement]:
    """Say that the lists without such a flaw were looked at."""
    bad = {id(flaw.run) for flaw in prose.numbering.flaws if flaw.kind == kind}
    spans = [run.entries[0].span for run in prose.numbering.runs if len(run.entries) > 1 and id(run) not in bad]
    if spans:
        yield held(spans)


def _mark(prose: Prose, entry: Entry) -> str:
    return prose.quote(entry.mark.start, entry.mark.end)


def _words(prose: Prose, entry: Entry) -> str:
    return prose.quote(*entry.span)


def _sequence(prose: Prose, flaw: Flaw) -> Iterable[tuple[str, str]]:
    """Return the marks around the flaw as they follow each other."""
    around = flaw.run.entries[max(flaw.at - 10, 0) : flaw.at + 5]
    return [("编号依次为", " ".join(_mark(prose, one) for one in around))]


def _should_be(prose: Prose, flaw: Flaw) -> str:
    """Return what the mark should be where the next one tells, else ""."""
    if flaw.number == flaw.entry.number:
        return ""
    return f"按前后顺序应为“{_NUMBER.sub(_shown(flaw.entry, flaw.number), _mark(prose, flaw.entry))}”"


def _first(entry: Entry) -> str:
    return {
        "part": "第一部分", "chapter": "一、", "section": "（一）", "item": "1.", "decimal": "1.1", "bracket": "（1）",
        "circle": "①", "letter": "A.", "ordinal": "一是",
    }[entry.style]  # fmt: skip


def _shown(entry: Entry, number: int) -> str:
    if entry.style == "circle":
        return CIRCLES[min(number, len(CIRCLES)) - 1]
    return numeral(number) if entry.style in ("part", "chapter", "section", "ordinal") else str(number)


def _suspect(prose: Prose, flaw: Flaw) -> Span | None:
    """Return the heading that may be the missing first one: the nearest without a number, or one numbered 1 at the top."""
    at = prose.structure.heading_at(flaw.entry.mark.start) - 1
    headings = prose.structure.headings
    if flaw.entry.inline:
        return None
    if flaw.entry.style == "chapter" and headings[0].mark and headings[0].mark.number == 1:
        return headings[0].start, min(headings[0].body, headings[0].start + SHOWN)
    for heading in reversed(headings[: max(at + 1, 0)]):
        if heading.mark is None:
            return heading.start, heading.body
        if heading.level < headings[at + 1].level:
            break
    return None


RULES = (doubled, skipped, headless, miscast, nested, restarted)
