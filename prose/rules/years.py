"""D101, D104, D105: years that are not the year under evaluation where only that can be meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from prose.fiscal import dated, ends_a_time, is_ahead, is_of_its_own, names_a_paper, states, year_of
from prose.mentions import AMOUNT, DATE, YEAR, Mention
from prose.reading import Prose
from prose.registry import ERROR, WARNING, Judgement, found, held, rule, unjudged

SOURCE = "自评通知：报告反映评价年度的收支与绩效"
YEAR_END = 1231  # month and day
_QUOTE = re.compile(r"[^，。；》(\n]{0,24}")


@rule(
    "D101", ERROR, "数据所属年度是评价年度", kind="wrong_year", source=SOURCE, yields_to=("D105",),
    how="写明“某年（度）”的收支、预决算、人员、绩效和工作，应是评价年度；与上年相比、规划期、文号、往年调查、荣誉名称、下一年打算等另有所指的"
    "年份不算；同一句中兼有评价年度的，看作两年对比。", mend="改正年份，或换成评价年度的数据。",
    fails="某中心2023年部门整体支出绩效自评报告\n一、收支情况\n2022年整体支出共计233.58万元。",
    passes="某中心2023年部门整体支出绩效自评报告\n一、收支情况\n2023年整体支出共计233.58万元。",
)  # fmt: skip
def fiscal_year(prose: Prose, params) -> Iterator[Judgement]:
    if prose.year is None:
        return
    for one in prose.mentions:
        if "\t" in prose.plain[one.end : one.end + 8]:  # the head of a column
            continue
        if one.kind == YEAR and states(prose, one):
            yield _judge_year(prose, one, prose.year)
        elif one.kind == DATE and year_of(one) and one.value % 10_000 == YEAR_END:
            yield _judge_year_end(prose, one, prose.year)


def _judge_year(prose: Prose, one: Mention, fiscal: int) -> Judgement:
    if year_of(one) == fiscal:
        return held((one.span,))
    if is_of_its_own(prose, one, fiscal):
        return unjudged((one.span,), "另有所指的年份")
    return _wrong(prose, one, fiscal)


def _judge_year_end(prose: Prose, one: Mention, fiscal: int) -> Judgement:
    """Judge “截至某年12月31日”: the end of the fiscal year unless two such days are compared."""
    if year_of(one) == fiscal:
        return held((one.span,))
    days = dated(prose, *prose.sentences[prose.sentence_at(one.start)])
    ends = {day.value for day in days if day.kind == DATE and day.value % 10_000 == YEAR_END}
    if len(ends) > 1 or ends_a_time(prose, one) or is_ahead(prose, one):
        return unjudged((one.span,), "另有所指的日期")
    return _wrong(prose, one, fiscal)


def _wrong(prose: Prose, one: Mention, fiscal: int) -> Judgement:
    words = _QUOTE.match(prose.plain, one.end)
    end = words.end() if words else one.end
    return found(
        ((one.start, end),),
        f"年份不是评价年度：{year_of(one)} 与 {fiscal}",
        f"本报告的评价年度是 {fiscal} 年，这里写的是 {year_of(one)} 年：“{prose.plain[one.start : end]}”。",
        working=[("评价年度", str(fiscal)), ("报告所写", str(year_of(one)))],
    )


_WITH = re.compile("(?:部门|单位)?(?:和|与|同)")
_COMPARED = re.compile("[^，。；]{0,20}(?:比较|对比|相比)")
_CHANGED = re.compile("[，(]?(?:同比|增|减|下降|上升|降低|相比|增长)")
_NEAR = 12  # characters between the second year and its amount


@rule(
    "D105", ERROR, "两年对比的年份不相同", kind="wrong_year", source=SOURCE,
    how="“某年和某年相比”“某年支出…，某年支出…，增加…”两处不应写成同一年。", mend="把其中一个改为上年。",
    fails="2022年支出为100.00万元，2022年为90.00万元，同比下降10.00万元。", passes="2021年支出为100.00万元，2022年为90.00万元，同比下降10.00万元。",
)  # fmt: skip
def two_years(prose: Prose, params) -> Iterator[Judgement]:
    for first, second in pairwise([one for one in prose.mentions if one.kind == YEAR]):
        if first.sentence == second.sentence and (
            _are_joined(prose, first, second) or _both_valued(prose, first, second)
        ):
            yield _judge_two(first, second)


def _are_joined(prose: Prose, first: Mention, second: Mention) -> bool:
    """Return whether two years are compared in so many words: 2023年和2022年支出相比."""
    joined = _WITH.fullmatch(prose.plain, first.end, second.start)
    return joined is not None and _COMPARED.match(prose.plain, second.end) is not None


def _both_valued(prose: Prose, first: Mention, second: Mention) -> bool:
    """Return whether each year has one amount of its own and the sentence goes on to compare the two."""
    stop = prose.sentences[prose.sentence_at(first.start)][1]
    amounts = [one for one in prose.between(first.end, min(stop, second.end + 2 * _NEAR)) if one.kind == AMOUNT]
    if len(amounts) < 2 or not first.end <= amounts[0].start < second.start < amounts[1].start:
        return False
    return amounts[1].start - second.end < _NEAR and _CHANGED.match(prose.plain, amounts[1].end) is not None


def _judge_two(first: Mention, second: Mention) -> Judgement:
    if first.value != second.value:
        return held((first.span, second.span))
    return found(
        (second.span, first.span),
        f"两年对比写成了同一年：{first.value} 与 {second.value}",
        f"对比的两处都写作 {first.value} 年，应是评价年度与上年相比。",
        working=[("前一处", str(first.value)), ("后一处", str(second.value))],
    )


# What makes an event of long ago, or of a year to come, right to be told.
_PAST = re.compile(
    "[^，。；]{0,12}(?:成立|建成|始建|创建|以来|起|批准|组建|印发|颁布|规划|纲要|方案|标准|法|办法|条例|意见|规定|普查|调查)"
)
_LATER = re.compile("远景|自评|评价|公开|公示|审核|验收|结转|整改|决算|将|拟|计划|预计|规划|纲要|到20|至20")
_PLANNED = re.compile("远景|规划|纲要|将|拟|计划|预计|到20|至20|目标")
_HONOURS = re.compile("(?:获评|获得|荣获|评为|评选出?|参加|被授予)[^，。；]{0,10}$")
_TELLING = re.compile("成效|成绩|完成|绩效|工作|指标|活动|情况|效益|产出")
_OPENING = frozenset("〔[(")
_SIGNED = 16  # characters of a line with nothing but the day the report was signed
YEARS_BACK = 3  # events this near to the fiscal year are told without a word of reason


@rule(
    "D104", WARNING, "事件年份与评价年度相称", kind="wrong_year", source=SOURCE, yields_to=("D101",),
    how="写明年份的事件晚于评价年度（评价、公开等后续工作和计划、规划除外），或早于评价年度三年以上而不是沿革、文件、规划的，列出。",
    mend="核对年份。",
    fails="某中心2023年部门整体支出绩效自评报告\n一、工作成效\n2032年6月通过了中期验收评估，获得好评。",
    passes="某中心2023年部门整体支出绩效自评报告\n一、工作成效\n2023年6月通过了中期验收评估，获得好评。",
)  # fmt: skip
def events_in_time(prose: Prose, params) -> Iterator[Judgement]:
    for one in prose.mentions if prose.year else ():
        year, fiscal = year_of(one), prose.year or 0
        if not year:
            continue
        if fiscal - YEARS_BACK <= year <= fiscal or (one.kind == YEAR and states(prose, one)):
            yield held((one.span,))
        elif _may_be_told(prose, one, fiscal):
            yield unjudged((one.span,), "沿革、文件、规划或后续工作的年份")
        else:
            yield _wrong(prose, one, fiscal)


def _may_be_told(prose: Prose, one: Mention, fiscal: int) -> bool:
    """Return whether an event of another year may be told: history and papers, what follows the evaluation, plans."""
    year = year_of(one)
    if names_a_paper(prose, one) or prose.plain[one.start - 1 : one.start] in _OPENING:
        return year <= fiscal + 2
    return _is_history(prose, one) if year < fiscal else _is_to_come(prose, one, fiscal)


def _is_history(prose: Prose, one: Mention) -> bool:
    """Return whether an event of the past is told as such: any but an honour, a day or month of the work reported."""
    if one.kind == YEAR and not _HONOURS.search(prose.plain, max(one.sentence, one.start - 30), one.start):
        return True
    return _PAST.match(prose.plain, one.end) is not None or not _is_telling(prose, one)


def _is_to_come(prose: Prose, one: Mention, fiscal: int) -> bool:
    start, end = prose.sentences[prose.sentence_at(one.start)]
    if year_of(one) > fiscal + 1:
        return _PLANNED.search(prose.plain, start, end) is not None
    return end - start < _SIGNED or _LATER.search(prose.plain, start, end) is not None or not _is_telling(prose, one)


def _is_telling(prose: Prose, one: Mention) -> bool:
    """Return whether *one* stands in a chapter that tells what was done."""
    return any(_TELLING.search(heading.title) for heading in prose.structure.path(one.start))


RULES = (fiscal_year, events_in_time, two_years)
