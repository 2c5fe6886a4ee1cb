"""Title, goals, result, problems, measures and what becomes of the result."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from prose.chapters import about, chapters, is_empty, is_section, kinds, sentences_naming, title_span
from prose.mentions import SCORE, Mention
from prose.outline.seen import Seen
from prose.reading import Prose
from prose.registry import WARNING, Span
from prose.structure import Heading

TITLE_LINES = 15
FULL = Decimal(100)
LIKELY = Decimal(60)  # no indicator weighs more
MOST_SECTIONS = 50
SHORTEST = 8  # characters of a chapter that says something
_REPORT = re.compile(r"自评|绩效|评价")
_YEAR = re.compile(r"(?:19|20)\d\d|二[〇零○一二三四五六七八九]{3}年|二十[一二三四五六七八九十]{1,2}年")
_GOAL = re.compile(r"(?:绩效|年度|总体|工作|预期|总)目标(?:主要)?(?:为|是|：|包括|如下|有)|目标值|指标值")
_FAMILY = re.compile(r"(产出|数量|质量|时效|成本|效益|满意度)指标")
_GRADE = re.compile(
    r"(?:等[级次]|档次|自评结果|自评结论|评价结果|评价结论|综合评价|绩效自评|自评)[^。；\n]{0,14}?[为是：属定“\"](?:优|良|中|差|合格|较好)"
)
_SCORE_ROW = re.compile(
    r"(?:自评|综合|评价|总|最终)[^。；\n\d]{0,8}(?:分|分数|得分|评分)[^。；\n\d]{0,6}\n?\d[\d.]*(?![\d.分])"
)
_WHOLE_SCORE = re.compile(
    r"(?:综合|最终|总体?|整体支出绩效)(?:自评|评价)?(?:得|评)?分|总评|(?:部门|单位|整体)[^：]{0,8}(?:得分|自评)"
)
_OWN_SCORE = re.compile(r"自评|评价|得分?|评分|分数|评定")
_FULL = re.compile(r"满分|总分|分值|权重|[计共]$")
_TABLE = re.compile(r"(?:见|附)[^。；\n]{0,15}(?:表|附件)|(?:评分|自评|指标|得分|评价)表")
_DEDUCTED = re.compile(r"扣(?:分|除|了|减)?\d|扣分|失分|未得满分")
_PROBLEM = re.compile(
    r"(?:存在|面临)(?:的|着|一些|以下)?[^。；]{0,8}(?:问题|不足|困难|短板|薄弱)|(?:问题|不足)(?:主要)?(?:有|是|：|如下|表现)"
)
_MEASURE = re.compile(r"(?:改进|整改|应对)(?:措施|意见|办法)|下一步|有关建议|今后")
_DONE = re.compile(r"(?:完成|开展|取得|实现|组织|举办|新[建增修]|达到|全年|累计|已)[^。；]{0,20}\d|成效|成果|圆满")
_USE = re.compile(
    r"(?:结果|报告|自评|绩效|评价)[^。；\n]{0,25}(?:公开|公示|公布|挂钩|[应运]用(?!于|较|不|情况较)|作为[^。；]{0,20}依据)"
    r"|(?:公开|公示|公布|应用|运用)[^。；\n]{0,20}(?:结果|报告|自评|绩效)"
)
_WISH = re.compile(r"加强|强化|推进|完善|健全|注重|重视|有待|不[足够强高]|较少")
_PLANS = frozenset({"problems", "measures"})
_NOT_DONE = _PLANS | {"goals", "profile", "duties", "staff", "spending"}
_AHEAD = _PLANS | {"disclosure"}


def title(prose: Prose) -> Seen:
    """Return the lines before the first chapter that name the kind of report and the year."""
    lines = prose.structure.title_lines()[:TITLE_LINES]
    head = "".join(prose.plain[start:end] for start, end in lines)
    if _REPORT.search(head) and _YEAR.search(head):
        return Seen((lines[0][0], lines[-1][1]))
    if _REPORT.search(head):
        return Seen(None, tuple(lines[:1]), "标题没有写明年度", WARNING)
    return Seen(None, tuple(lines[:1]), "正文之前没有报告名称" if lines else "")


def goals(prose: Prose) -> Seen:
    """Return a chapter of goals, a sentence that states one, or the families indicators are sorted into."""
    for heading in chapters(prose, "goals"):
        if heading.stop - heading.body >= SHORTEST and _AHEAD.isdisjoint(about(prose, heading.start)):
            return Seen(title_span(heading))
    families: dict[str, Span] = {}
    for start, end in sentences_naming(prose, "目标", "指标"):
        if not _AHEAD.isdisjoint(about(prose, start)):
            continue
        stated = _GOAL.search(prose.plain, start, end)
        if stated:
            return Seen(stated.span())
        families |= {one[1]: one.span() for one in _FAMILY.finditer(prose.plain, start, end)}
    return Seen(next(iter(families.values())) if len(families) > 1 else None)


def result(prose: Prose) -> Seen:
    """Return the score or grade the unit gives itself."""
    own = _score(prose)
    shown = own.span if own else None
    if shown is None:
        shown = next(_matches(prose, _GRADE, "评价", "自评", "等级", "等次", "档次"), None)
    if shown is None:
        shown = next(_matches(prose, _SCORE_ROW, "评", "总分", "得分"), None)
    return Seen(shown, _results(prose))


def _score(prose: Prose) -> Mention | None:
    """Return the score of the whole: named as such, or too high for a single indicator."""
    for one in prose.mentions:
        if one.kind != SCORE or (one.value == FULL and _FULL.search(one.clause)):
            continue
        if _WHOLE_SCORE.search(one.clause) or (one.value > LIKELY and _OWN_SCORE.search(one.clause)):
            return one
    return None


def _matches(prose: Prose, pattern: re.Pattern[str], *words: str) -> Iterator[Span]:
    for start, end in sentences_naming(prose, *words):
        found = pattern.search(prose.plain, start, end)
        if found:
            yield found.span()


def _results(prose: Prose) -> tuple[Span, ...]:
    """Return the title of the chapter where the result belongs: its own, or the one that answers goals and indicators."""
    for heading in chapters(prose, "result"):
        if is_section(heading) and _AHEAD.isdisjoint(about(prose, heading.start)):
            return (title_span(heading),)
    for heading in chapters(prose, "done"):
        inside = prose.structure.body_of(heading)
        if heading.parent < 0 and ("绩效目标" in inside or "指标" in inside):
            return (title_span(heading),)
    return ()


def score_parts(prose: Prose) -> Seen | None:
    """Return what the score is made of or lost by: part scores, deductions, or the table with them; None without score."""
    own = _score(prose)
    if own is None:
        return None
    parts = [one.span for one in prose.mentions if one.kind == SCORE and one is not own and one.value != FULL]
    if len(parts) > 1 or own.value == FULL:
        return Seen(parts[0] if parts else own.span)
    shown = next(_matches(prose, _DEDUCTED, "扣", "失分", "未得满分"), None)
    return Seen(shown or next(_matches(prose, _TABLE, "表", "附件"), None), (own.span,))


def achievements(prose: Prose) -> Seen:
    words = ("完成", "开展", "取得", "实现", "组织", "举办", "新", "达到", "全年", "累计", "已", "成")
    return _said(prose, "done", _DONE, *words, but=_NOT_DONE)


def problems(prose: Prose) -> Seen:
    return _said(prose, "problems", _PROBLEM, "存在", "面临", "问题", "不足")


def measures(prose: Prose) -> Seen:
    return _said(prose, "measures", _MEASURE, "措施", "下一步", "建议", "今后", "整改")


def disclosure(prose: Prose) -> Seen:
    """Return where it is said what becomes of the result; what is wrong with that, or planned, says it not."""
    return _said(prose, "disclosure", _USE, "公开", "公示", "公布", "挂钩", "应用", "运用", "作为", but=_PLANS)


def _said(prose: Prose, kind: str, pattern: re.Pattern[str], *words: str, but: frozenset[str] = frozenset()) -> Seen:
    """Return the chapter of a *kind* that says something, or a sentence of the *pattern*; near it one that is empty.

    What stands in a chapter of the kinds *but* does not count.
    """
    empty: list[Span] = []
    for index, heading in enumerate(prose.structure.headings):
        if kind not in kinds(heading) or _is_plan(prose, heading, but):
            continue
        if not is_empty(prose, index) and not _lacks_half(prose, index, kind):
            return Seen(title_span(heading))
        if is_empty(prose, index) and is_section(heading):
            empty.append(title_span(heading))
    found = (span for span in _matches(prose, pattern, *words) if but.isdisjoint(about(prose, span[0])))
    said = None if empty else next(found, None)
    return Seen(said, tuple(empty[:1]), "只有标题，没有内容" if empty else "")


def _lacks_half(prose: Prose, index: int, kind: str) -> bool:
    """Return whether a chapter announces problems and measures, and has sections, but none on the *kind*."""
    heading, *behind = prose.structure.headings[index : index + MOST_SECTIONS]
    if not kinds(heading) >= _PLANS:
        return False
    below = [kinds(one) for one in behind if one.start < heading.stop and is_section(one)]
    return any((_PLANS - {kind}) & one for one in below) and not any(kind in one for one in below)


def _is_plan(prose: Prose, heading: Heading, but: frozenset[str]) -> bool:
    """Return whether *heading* is an item of a chapter that does not count, and no chapter of its own misnumbered."""
    return not but.isdisjoint(about(prose, heading.start)) and bool(heading.runs_in or _WISH.search(heading.title))
