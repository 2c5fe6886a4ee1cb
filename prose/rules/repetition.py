"""W3xx: headings and passages that stand twice in one report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from prose.echoes import Echo, echoes
from prose.entries import Entry
from prose.reading import Prose
from prose.registry import ERROR, NOTICE, WARNING, Judgement, Span, found, held, rule

WRITING = "《党政机关公文处理工作条例》第十九条：内容简洁，主题突出"
_SIGNS = re.compile(r"[^\w\u4e00-\u9fff]+")
_LETTER = re.compile("[\u4e00-\u9fff]")
_STOP = re.compile(r"[。；\n]")
_GOAL, _DONE = (
    re.compile("目标|任务|计划|职责|职能"),
    re.compile("完成|绩效情况|成效|成绩|履职|自评|分析|效益|产出|做法|开展"),
)


@rule(
    "W301", ERROR, "同级标题不雷同", kind="near_duplicate", source=WRITING,
    how="同一列表中两项的标题除标点外完全相同，说明复制后没有修改。四字以下的标题和“其他”不算。",
    mend="改为各自的标题，或合并两项。",
    fails="一、任务\n1、聚焦队伍建设，实施人才提升行动。\n内容甲。\n2、聚焦队伍建设，实施人才提升行动。\n内容乙。",
    passes="一、任务\n1、聚焦队伍建设，实施人才提升行动。\n内容甲。\n2、聚焦服务发展，实施产业助力行动。\n内容乙。",
    shortest=5,
)  # fmt: skip
def equal_headings(prose: Prose, params) -> Iterator[Judgement]:
    for run in prose.numbering.runs:
        seen: dict[str, Entry] = {}
        for entry in run.entries:
            title = _title(prose, entry)
            first = seen.setdefault(title, entry)
            if first is not entry and len(_LETTER.findall(title)) >= params["shortest"]:
                words, other = prose.quote(*entry.span, most=40), prose.quote(*first.span, most=40)
                yield found(
                    (entry.span, first.span),
                    "两个标题相同",
                    f"“{words}”与“{other}”除编号外完全相同。",
                    hint="可能复制后没有修改",
                )
        if len(run.entries) > 1:
            yield held([run.entries[0].span])


@rule(
    "W302", WARNING, "同一段话不在两处出现", kind="near_duplicate", source=WRITING,
    how="比较汉字：一段话几乎全部（八成五以上、三十字以上）是别处的原文，作警示；只有其中四十字以上相同，或一处是目标任务、一处是完成情况，"
    "作提示。书名号内的文件名、固定表述、数字不同的同类句子和列表中的并列各项不算。",
    mend="保留一处，另一处写本节应写的内容。",
    fails="一、管理\n预算资金严格按照规定程序申请、审批、拨付和使用，做到专款专用、账实相符，杜绝挤占、截留、挪用现象。\n"
    "二、绩效\n预算资金严格按照规定程序申请、审批、拨付和使用，做到专款专用、账实相符，杜绝挤占、截留、挪用现象。",
    passes="一、管理\n预算资金严格按照规定程序申请、审批、拨付和使用，做到专款专用、账实相符，杜绝挤占、截留、挪用现象。\n"
    "二、绩效\n全年各项绩效目标均已完成，服务对象满意度达到百分之九十五，群众反映良好。",
    shortest=40, whole=30, most=8,
)  # fmt: skip
def repeated_passages(prose: Prose, params) -> Iterator[Judgement]:
    marked = {heading.start for heading in prose.structure.headings if heading.mark}
    found_ = [
        one
        for one in echoes(prose.plain, prose.letters, prose.structure.lines, params["whole"])
        if _counts(prose, one, params, marked)
    ]
    for echo in sorted(found_, key=lambda one: -one.length)[: params["most"]]:
        alike = echo.whole and echo.length >= params["whole"] and not _answers(prose, echo)
        yield found(
            (echo.later, echo.first),
            f"{echo.length} 个字与前面{'相同' if echo.longest == echo.length else '雷同'}",
            f"“{prose.quote(*echo.later, most=30)}……”在前面“{_under(prose, echo.first)}”中已经写过。",
            severity=WARNING if alike else NOTICE,
        )


@rule(
    "W303", WARNING, "句子没有连写两遍", kind="near_duplicate", source=WRITING,
    how="紧挨着的两句或两段除标点外完全相同，八个汉字以上。",
    mend="删去重复的一句。",
    fails="各项工作均已按时完成。各项工作均已按时完成。",
    passes="各项工作均已按时完成。各项指标均已达到目标值。",
    shortest=8,
)  # fmt: skip
def echoed_sentences(prose: Prose, params) -> Iterator[Judgement]:
    before, span = "", (0, 0)
    for start, end in prose.sentences:
        words = _SIGNS.sub("", prose.plain[start:end])
        if words == before and len(_LETTER.findall(words)) >= params["shortest"]:
            yield found(
                ((start, end), span), "同一句写了两遍", f"“{prose.quote(start, end, most=40)}”紧接着又写了一遍。"
            )
        before, span = words, (start, end)


def _title(prose: Prose, entry: Entry) -> str:
    """Return what an item is called: its first sentence, with what follows a colon, without signs."""
    stop = _STOP.search(prose.plain, entry.mark.end)
    return _SIGNS.sub("", prose.plain[entry.mark.end : stop.start() if stop else len(prose.plain)])


def _counts(prose: Prose, echo: Echo, params, marked: Set[int]) -> bool:
    """Return whether two paragraphs share enough: a long piece, or nearly all of one that is no item of a list."""
    if echo.longest >= params["shortest"]:
        return True
    begin = [prose.plain.rfind("\n", 0, span[0] + 1) + 1 for span in (echo.later, echo.first)]
    return echo.whole and echo.length >= params["whole"] and not all(start in marked for start in begin)


def _under(prose: Prose, span: Span) -> str:
    path = prose.structure.path(span[0])
    return prose.quote(path[0].start, path[0].body).rstrip("。：") if path else "开头"


def _answers(prose: Prose, echo: Echo) -> bool:
    """Return whether the first print is a goal or task and the later one tells of its completion."""
    goal, done = (" ".join(one.title for one in prose.structure.path(span[0])) for span in (echo.first, echo.later))
    return bool(_GOAL.search(goal) and _DONE.search(done))


RULES = (equal_headings, repeated_passages, echoed_sentences)
