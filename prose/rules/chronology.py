"""S311, S312: work is not finished before it began, nor an evaluation before the data it reports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from prose.chapters import sentences_naming
from prose.mentions import DATE, Mention
from prose.reading import Prose
from prose.registry import ERROR, WARNING, Judgement, Span, found, held, rule
from prose.rules.claims import AGREE

_BEGIN = re.compile(
    r"[^，。；\n\d]{0,6}?(?:启动|开工|动工|开始|布置|部署|印发|召开[^，。；\d]{0,10}部署|签订|立项|招标|进场|转入实施|进入实施|完成前期)"
)
_FINISH = re.compile(
    r"[^，。；\n\d]{0,8}?(?:完成|完工|竣工|验收|结束|交付|提交|投入使用|结项|办结|形成|上报|报送|收尾)"
)


@rule(
    "S311", ERROR, "完成日期不早于开始日期", kind="contradiction_in_words", source=AGREE,
    how="一句话里先写某日启动、开工、布置，再写某日完成、验收、结束，后一个日期早于前一个；都须写有年份，或都没有年份而同在一句。",
    mend="核对两个日期。",
    fails="该工程2023年9月开工，2023年4月通过验收。", passes="该工程2023年4月开工，2023年9月通过验收。",
)  # fmt: skip
def finished_after_begun(prose: Prose, params) -> Iterator[Judgement]:
    dates = [one for one in prose.mentions if one.kind == DATE]
    for first, second in pairwise(dates):
        if first.sentence != second.sentence or not _begins_and_ends(prose, first, second):
            continue
        if _comparable(first, second):
            yield _ordered(prose, first, second)


def _begins_and_ends(prose: Prose, first: Mention, second: Mention) -> bool:
    """Return whether something begins on the first day and, said of the same, ends on the second."""
    begin = _BEGIN.match(prose.plain, first.end)
    if begin is None or begin.end() > second.start or _FINISH.match(prose.plain, second.end) is None:
        return False
    return prose.plain[begin.end()] != "的" and "；" not in prose.plain[begin.end() : second.start]


def _comparable(first: Mention, second: Mention) -> bool:
    """Return whether both dates have a year or neither has, so that their order is certain."""
    return (first.value >= 10_000) == (second.value >= 10_000)


def _ordered(prose: Prose, first: Mention, second: Mention) -> Judgement:
    whole_month = "月" in (first.unit, second.unit)
    begun, ended = (one.value // 100 if whole_month else one.value for one in (first, second))
    spans = [first.span, second.span]
    if begun <= ended:
        return held(spans)
    words = prose.words(first.start, second.end)
    return found(
        spans, "完成日期早于开始日期", f"“{words}……”：{prose.words(*second.span)}早于{prose.words(*first.span)}。"
    )


_EVALUATED = re.compile(r"自评|评价|评估工作|绩效报告")
_PART_OF_YEAR = re.compile(
    r"(?<!\d)(?:1|一)月?份?[至到—~-]{1,2}(?P<month>[2-9]|1[01])月|截[至止](?:\d{4}年)?(?P<until>[1-9]|1[01])月(?:底|末|份)"
)


@rule(
    "S312", WARNING, "自评完成之后没有新的数据", kind="contradiction_in_words", source=AGREE,
    how="自评在某月某日前完成，正文却报告“1至某月”的数据，某月在自评完成之后：数据只到年中，自评应在当年。"
    "自评日期写明是评价年度当年的，与全年数据相比。",
    mend="写明自评日期的年份；数据应覆盖全年。",
    fails="自评工作于9月15日前完成，形成自评报告。\n1至10月开展讲座132次。",
    passes="自评工作于9月15日前完成，形成自评报告。\n1至8月开展讲座132次。",
)  # fmt: skip
def evaluated_after_the_data(prose: Prose, params) -> Iterator[Judgement]:
    done = next((one for one in prose.mentions if one.kind == DATE and _is_evaluation(prose, one)), None)
    if done is None:
        return
    month = int(done.value // 100 % 100)
    told = [(int(one["month"] or one["until"]), one.span()) for one in _partly(prose)]
    later = [span for until, span in told if until > month]
    if later:
        yield found(
            [done.span, *later, *_year_end(prose)],
            "自评完成之后还有数据",
            f"自评在{prose.words(*done.span)}完成，正文却报告“{prose.words(*later[0])}”的数据。",
        )
    elif told:
        yield held([done.span, *(span for _, span in told)])


def _is_evaluation(prose: Prose, one: Mention) -> bool:
    """Return whether *one* is the day an evaluation ended, in the fiscal year or in a year not stated."""
    start, end = prose.sentences[prose.sentence_at(one.start)]
    behind = _FINISH.match(prose.plain, one.end)
    near = _EVALUATED.search(prose.plain, max(start, one.start - 40), min(end, one.end + 20))
    year = int(one.value // 10_000)
    return one.unit == "日" and behind is not None and near is not None and year in (0, prose.year)


def _partly(prose: Prose) -> Iterator[re.Match[str]]:
    for start, end in sentences_naming(prose, "月"):
        yield from _PART_OF_YEAR.finditer(prose.plain, start, end)


def _year_end(prose: Prose) -> list[Span]:
    """Return where the last day of the fiscal year is reported on."""
    last = (prose.year or 0) * 10_000 + 1231
    return [one.span for one in prose.mentions if one.kind == DATE and one.value == last]


RULES = (finished_after_begun, evaluated_after_the_data)
