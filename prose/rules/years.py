"""D1xx: years and dates: statements of the fiscal year, years that are none, days in order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from prose.mentions import DATE, YEAR, Mention
from prose.reading import Prose
from prose.registry import ERROR, WARNING, Judgement, found, held, rule, unjudged

FISCAL = "自评通知：报告反映评价年度的收支与绩效"
_BODY = r"(?:(?:我|本)?(?:单位|部门|局|会|中心|院|校|馆|站|所|委|办|处|镇|乡|街道|市|县|区)|全[市县区镇乡]|[\u4e00-\u9fff]{2,12}(?:局|会|中心|院|校|馆|站|所|委|办|科协|协会))?的?"
_MONEY = (
    r"(?:财政|部门|单位|整体|一般公共|“三公”|\"三公\"|年初|全年|总|基本|项目|专项|决算|预算|支出|收入|收支|经费|资金)"
)
_WORK = r"(?:绩效|自评|工作|重点工作|主要工作|目标|任务|整体|在编|在职|现有|末|底|履职|年度|部门)"
# What follows a year that speaks of the year under evaluation.
_STATES = re.compile(
    rf"{_BODY}(?:{_MONEY}|{_WORK})|[\u4e00-\u9fff]{{0,14}}?(?:整体支出|基本支出|项目支出|部门预算|部门决算|“三公”经费|绩效目标)|[，,]?(?:我|本|全)(?:单位|部门|局|会|中心|院|校|馆|市|县|区)|[，,](?=[\u4e00-\u9fff])"
)
# What makes another year right by nature.
_BEFORE = re.compile(
    r"(?:较|比|与|同|和|相比|相较|对比|自|从|由|于|截至|截止|上年度?|去年|依据|根据|按照|《|〔|\[|（|\(|印发|完成了?|获得?|荣获|被评为|评为|评定为|表彰|成立|始建|投入使用|颁布|修订|首|第[一二三四五六七八九十\d]+[届次批个]?|至|到|—|-|~|、|做|及)[^，。；]{0,4}$"
)
_AFTER = re.compile(
    r"(?:年度?)?[^，。；]{0,12}?(?:起|以来|之前|以前|之后|前|年版|新增|建成|成立|颁布|印发|实施的|修订|调查|普查|优秀|先进|“|建站|预算时|至|到|—|-|~)"
)
_COMPARES = re.compile(
    r"相比|比较|对比|同比|较上年|与上年|较去年|环比|增长|下降|增加|减少|结转|历年|近[三五两]年|规划|计划"
)


@rule(
    "D101", ERROR, "数据所属年度是评价年度", kind="wrong_year", source=FISCAL,
    how="写明“某年（度）”的收支、预决算、人员、绩效和工作，应是评价年度；与上年相比、规划期、文号、往年调查、荣誉名称等另有所指的年份不算；"
    "同一句中兼有评价年度的，看作两年对比。", mend="改正年份，或换成评价年度的数据。",
    fails="某中心2023年部门整体支出绩效自评报告\n一、收支情况\n2022年整体支出共计233.58万元。",
    passes="某中心2023年部门整体支出绩效自评报告\n一、收支情况\n2023年整体支出共计233.58万元。",
)  # fmt: skip
def fiscal_year(prose: Prose, params) -> Iterator[Judgement]:
    if prose.year is None:
        return
    for one in prose.mentions:
        if one.kind == YEAR and _speaks_of_the_year(prose, one):
            judged = _judge(prose, one, int(one.value))
            if judged:
                yield judged
        elif one.kind == DATE and one.value % 10000 == 1231:
            judged = _year_end(prose, one)
            if judged:
                yield judged


def _speaks_of_the_year(prose: Prose, one: Mention) -> bool:
    return _STATES.match(prose.plain, one.end) is not None


def _judge(prose: Prose, one: Mention, year: int) -> Judgement | None:
    if year == prose.year:
        return held((one.span,))
    if not 1 <= (prose.year or 0) - year <= 3 and not year > (prose.year or 0):
        return unjudged((one.span,), "与评价年度相差较远，看作另有所指")
    if _is_of_its_own(prose, one, year):
        return unjudged((one.span,), "另有所指的年份")
    return _wrong(prose, one, year)


def _is_of_its_own(prose: Prose, one: Mention, year: int) -> bool:
    """Return whether another year is right here: compared with, named after, planned for, or beside the fiscal year."""
    start, end = prose.sentences[prose.sentence_at(one.start)]
    sentence = prose.plain[start:end]
    if _BEFORE.search(prose.plain, max(start, one.start - 12), one.start) or _AFTER.match(prose.plain, one.end):
        return True
    if year == (prose.year or 0) + 1 and re.search("预算|计划|下一?年|明年|将|拟|安排", sentence):
        return True
    others = [other for other in prose.between(start, end) if other.kind in (YEAR, DATE) and other is not one]
    return any(str(prose.year) in prose.plain[slice(*other.span)] for other in others) or bool(
        year < (prose.year or 0) and _COMPARES.search(sentence[: one.start - start + 30])
    )


def _wrong(prose: Prose, one: Mention, year: int) -> Judgement:
    words = re.match(r"[^，。；\n]{0,24}", prose.plain[one.end : one.end + 24])
    quote = prose.plain[one.start : one.end] + (words[0] if words else "")
    return found(
        ((one.start, one.start + len(quote)),), f"年份不是评价年度：{year} 与 {prose.year}",
        f"本报告的评价年度是 {prose.year} 年，这里写的是 {year} 年：“{quote}”。", working=[("评价年度", str(prose.year)), ("文中写作", str(year))],
    )  # fmt: skip


def _year_end(prose: Prose, one: Mention) -> Judgement | None:
    year = int(one.value // 10000)
    if not year:
        return None
    if year == prose.year:
        return held((one.span,))
    if year > (prose.year or 0) or year == (prose.year or 0) - 1:
        before = prose.plain[max(one.start - 4, 0) : one.start]
        if (
            re.search("截[至止]|[在于]|到", before)
            and not _AFTER.match(prose.plain, one.end)
            and not _compares_ends(prose, one)
        ):
            return _wrong(prose, one, year)
    return unjudged((one.span,), "另有所指的日期")


def _compares_ends(prose: Prose, one: Mention) -> bool:
    start, end = prose.sentences[prose.sentence_at(one.start)]
    return (
        len({other.value for other in prose.between(start, end) if other.kind == DATE}) > 1
        or "期初" in prose.plain[start:end]
    )


_ODD = re.compile(r"(?<![\d.])(?:0(?:19|20)\d{2}|(?:19|20)\d{3}|(?:19|20)\d)年(?![末内来])")


@rule(
    "D102", ERROR, "年份是四位数", kind="wrong_year", source="文字规范", how="“02023年”“20223年”“202年”等位数不对的年份。", mend="改正年份。",
    fails="编印读本（02023年版）。", passes="编印读本（2023年版）。",
)  # fmt: skip
def four_digits(prose: Prose, params) -> Iterator[Judgement]:
    for match in _ODD.finditer(prose.plain):
        digits = match[0].rstrip("年")
        if len(digits) != 3 or re.match("度|[，。]|[1-9]", prose.plain[match.end() :][:1]):
            yield found((match.span(),), f"年份写错：{match[0]}", f"“{match[0]}”不是四位数的年份。")
    for one in prose.mentions:
        if one.kind == YEAR:
            yield held((one.span,))


_SPAN = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(?:(\d{1,2})日)?(?:至|—|-|~|到)(?:(\d{4})年)?(\d{1,2})月(?:(\d{1,2})日)?")


@rule(
    "D103", WARNING, "起止日期先后有序", kind="contradiction_in_words", source="文字与数字一致",
    how="“某月某日至某月某日”的后一个日期不应早于前一个；月份不大于 12，日不大于 31。", mend="改正日期。",
    fails="评价工作于2023年6月10日至2023年3月20日进行。", passes="评价工作于2023年3月20日至2023年6月10日进行。",
)  # fmt: skip
def in_order(prose: Prose, params) -> Iterator[Judgement]:
    for match in _SPAN.finditer(prose.plain):
        first, last = ([int(part or 0) for part in match.groups()[at : at + 3]] for at in (0, 3))
        if not last[0] or not first[0]:
            first[0] = last[0] = first[0] or last[0]
        if first <= last or (not (match[1] or match[4]) and first[1] > last[1] > 0 and match[4]):
            yield held((match.span(),))
        elif match[1] or match[4] or first[1:] > last[1:]:
            yield found((match.span(),), f"起止日期颠倒：{match[0]}", f"“{match[0]}”的止日早于起日。")
    for one in prose.mentions:
        month, day = int(one.value) // 100 % 100, int(one.value) % 100
        if one.kind == DATE and not (1 <= month <= 12 and day <= 31):
            words = prose.plain[slice(*one.span)]
            yield found((one.span,), f"没有这个日期：{words}", f"“{words}”不是日历上的日期。")


RULES = (fiscal_year, four_digits, in_order)
