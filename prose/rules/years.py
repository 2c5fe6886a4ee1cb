"""D1xx: years and dates: statements of the fiscal year, years that are none, days in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from prose.mentions import AMOUNT, DATE, YEAR, Mention
from prose.reading import Prose
from prose.registry import ERROR, WARNING, Judgement, found, held, rule, unjudged

FISCAL = "自评通知：报告反映评价年度的收支与绩效"
_KIND = "(?:局|会|中心|院|校|馆|站|所|委|办|处|队|厅|室|镇|乡|街道|市|县|区|协|单位|部门)"
_BODY = rf"(?:(?:我|本|全){_KIND}|[市县区省]级|[\u4e00-\u9fff]{{1,14}}?{_KIND})?的?"
_MONEY = "财政|部门(?!规章)|单位|整体|一般公共|政府性基金|国有资本|[“\"]?三公|年初|全年|年末|年底|总|基本支出|项目|专项|决算|预算|支出|收入|收支|经费|资金|实际|共|收到|安排|批复|度"
_WORK = "绩效|自评|工作|重点|主要|目标|任务|在编|在职|现有|末|底|履职|里|间|实施|组织|开展|完成|未安排|无"
# What follows a year that speaks of the year under evaluation; one far off (2002年…) is judged by the same words.
_STATES = re.compile(
    rf"{_BODY}(?:{_MONEY}|{_WORK})"
    r"|[\u4e00-\u9fff]{0,14}?(?:整体支出|基本支出|项目支出|部门预算|部门决算|三公|绩效目标|主要任务|重点工作)"
    rf"|[，,]?(?:我|本|全){_KIND}"
)
# What follows a year that can only be the year under evaluation: the report and its evaluation name themselves.
_ITSELF = re.compile(r"[\u4e00-\u9fff()]{0,16}?(?:整体支出|支出整体|绩效自评|自评报告|绩效目标)")
# Another year is right: it is compared with, begins or ends a time, names a paper, an edition or an older thing.
_BEFORE = re.compile(
    r"(?:较|比|与|同|和|相比|相较|对比|自|从|去年|依据|根据|按照|印发|完成了?|获得?|荣获|评为|评定为|表彰|成立|始建|投入使用"
    r"|颁布|修订|第[一二三四五六七八九十\d]+[届次批]?|(?<!截)至|到|—|-|~|、|做|及|名)[^，。；《》()]{0,2}$|[《〔\[(]$"
)
_AFTER = re.compile(r"(?:度)?[^，。；“]{0,8}?(?:起(?!草)|以来|以前|之前|之后|版|新增|建成|成立|颁布|印发|修订|调查|普查|建站|相比|比较|度?(?:至|到|—|-|~)\d)")
_AHEAD = re.compile("将|拟|明年|下一?年|下一步|打算|今后")
_AHEAD_TITLE = re.compile("下一步|下年|打算|建议|改进|措施|计划$|安排$|展望|应用")
_COMPARED = re.compile(r"较|比|同比|增|减|下降|上升|分别|对比|持平|结转")
_NOTICE = re.compile(r"《[^《》\n]{0,30}$")


@rule(
    "D101", ERROR, "数据所属年度是评价年度", kind="wrong_year", source=FISCAL,
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
        if one.kind == YEAR and _states(prose, one):
            yield _judge(prose, one, int(one.value))
        elif one.kind == DATE and one.value % 10000 == 1231 and one.value > 10000:
            yield _year_end(prose, one)


def _states(prose: Prose, one: Mention) -> bool:
    """Return whether a year speaks of the year under evaluation: by what follows, or as the first word before a comma."""
    opens = prose.plain.startswith("，", one.end) and one.start - one.sentence < 4
    return opens or _STATES.match(prose.plain, one.end) is not None


def _judge(prose: Prose, one: Mention, year: int) -> Judgement:
    if year == prose.year:
        return held((one.span,))
    if _is_of_its_own(prose, one, year):
        return unjudged((one.span,), "另有所指的年份")
    return _wrong(prose, one, year)


def _is_of_its_own(prose: Prose, one: Mention, year: int) -> bool:
    """Return whether another year is right here: compared with, named after, planned for, or beside the fiscal year."""
    start, end = prose.sentences[prose.sentence_at(one.start)]
    fiscal = prose.year or 0
    if _NOTICE.search(prose.plain, start, one.start):  # papers are named after the year they were written in, too
        return not _ITSELF.match(prose.plain, one.end) or year == fiscal + 1
    if _AFTER.match(prose.plain, one.end):
        return True
    if _ITSELF.match(prose.plain, one.end):
        return year < fiscal and _beside(prose, one)
    others = {int(other.value if other.kind == YEAR else other.value // 10000) for other in _years(prose, start, end) if other is not one}
    if year > fiscal and _is_ahead(prose, one, prose.plain[start:end]):
        return True
    if _BEFORE.search(prose.plain, max(start, one.start - 12), one.start):
        return year < fiscal or not others
    return fiscal in others and year < fiscal and _COMPARED.search(prose.plain, start, end) is not None


def _beside(prose: Prose, one: Mention) -> bool:
    """Return whether a year stands beside another to be compared: 2023年度和2022年度部门整体支出."""
    near = prose.plain[max(one.start - 6, 0) : one.start], prose.plain[one.end : one.end + 6]
    return re.search(r"年度?(?:和|与|同|较|比)$|^(?:较|比|与|同|相比)", near[0]) is not None or re.match(r"(?:和|与|同)\d", near[1]) is not None


def _years(prose: Prose, start: int, end: int) -> list[Mention]:
    return [one for one in prose.between(start, end) if one.kind in (YEAR, DATE)]


def _is_ahead(prose: Prose, one: Mention, sentence: str) -> bool:
    return _AHEAD.search(sentence) is not None or any(_AHEAD_TITLE.search(heading.title) for heading in prose.structure.path(one.start))


def _wrong(prose: Prose, one: Mention, year: int) -> Judgement:
    words = re.match(r"[^，。；\n]{0,24}", prose.plain[one.end : one.end + 24])
    quote = prose.plain[one.start : one.end] + (words[0] if words else "")
    return found(
        ((one.start, one.start + len(quote)),), f"年份不是评价年度：{year} 与 {prose.year}",
        f"本报告的评价年度是 {prose.year} 年，这里写的是 {year} 年：“{quote}”。", working=[("评价年度", str(prose.year)), ("文中写作", str(year))],
    )  # fmt: skip


def _year_end(prose: Prose, one: Mention) -> Judgement:
    """Judge “截至某年12月31日”: the end of the fiscal year unless two such days are compared."""
    year = int(one.value // 10000)
    if year == prose.year:
        return held((one.span,))
    start, end = prose.sentences[prose.sentence_at(one.start)]
    ends = {other.value for other in _years(prose, start, end) if other.kind == DATE and other.value % 10000 == 1231}
    if len(ends) > 1 or _AFTER.match(prose.plain, one.end) or _is_ahead(prose, one, prose.plain[start:end]):
        return unjudged((one.span,), "另有所指的日期")
    return _wrong(prose, one, year)


@rule(
    "D105", ERROR, "两年对比的年份不相同", kind="wrong_year", source=FISCAL,
    how="“某年和某年相比”“某年支出…，某年支出…，增加…”两处不应写成同一年。", mend="把其中一个改为上年。",
    fails="2022年支出为100.00万元，2022年为90.00万元，同比下降10.00万元。", passes="2021年支出为100.00万元，2022年为90.00万元，同比下降10.00万元。",
)  # fmt: skip
def two_years(prose: Prose, params) -> Iterator[Judgement]:
    for first, second in pairwise([one for one in prose.mentions if one.kind == YEAR]):
        if first.sentence != second.sentence:
            continue
        between = prose.plain[first.end : second.start]
        if (re.fullmatch("(?:部门|单位)?(?:和|与|同)", between) and re.match("[^，。；]{0,20}(?:比较|对比|相比)", prose.plain[second.end : second.end + 30])) or _both_valued(prose, first, second):
            yield _same_year(prose, first, second)


def _both_valued(prose: Prose, first: Mention, second: Mention) -> bool:
    """Return whether each year has one amount of its own and the sentence goes on to compare the two."""
    stop = prose.sentences[prose.sentence_at(first.start)][1]
    amounts = [one for one in prose.between(first.end, stop) if one.kind == AMOUNT]
    if len(amounts) < 2 or not (first.end <= amounts[0].start < second.start < amounts[1].start):
        return False
    compared = re.match("[，(]?(?:同比|增|减|下降|上升|降低|相比|增长)", prose.plain[amounts[1].end : amounts[1].end + 6])
    return compared is not None and amounts[1].start - second.end < 12


def _same_year(prose: Prose, first: Mention, second: Mention) -> Judgement:
    if first.value != second.value:
        return held((first.span, second.span))
    return found(
        (second.span, first.span), f"两年对比写成了同一年：{first.value}", f"两处都写作 {first.value} 年，应是评价年度与上年相比。",
    )  # fmt: skip


_ODD = re.compile(r"(?<![\d.])(?:0(?:19|20)\d{2}|(?:19|20)\d{3})年(?![末内来])|(?<![\d.])20\d年(?=度|，我|部门|整体|单位)")


@rule(
    "D102", ERROR, "年份是四位数", kind="wrong_year", source="文字规范", how="“02023年”“20223年”“202年度”等位数不对的年份。", mend="改正年份。",
    fails="编印读本（02023年版）。", passes="编印读本（2023年版）。",
)  # fmt: skip
def four_digits(prose: Prose, params) -> Iterator[Judgement]:
    for match in _ODD.finditer(prose.plain):
        yield found((match.span(),), f"年份写错：{match[0]}", f"“{match[0]}”不是四位数的年份。")
    for one in prose.mentions:
        if one.kind == YEAR:
            yield held((one.span,))


_SPAN = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(?:(\d{1,2})日)?(?:至|—|-|~|到)(?:(\d{4})年)?(\d{1,2})月(?:(\d{1,2})日)?")


@rule(
    "D103", WARNING, "起止日期先后有序", kind="contradiction_in_words", source="文字与数字一致",
    how="“某月某日至某月某日”的后一个日期不应早于前一个（不写年份的看作同一年）；月份不大于 12，日不大于 31。", mend="改正日期。",
    fails="评价工作于2023年6月10日至2023年3月20日进行。", passes="评价工作于2023年3月20日至2023年6月10日进行。",
)  # fmt: skip
def in_order(prose: Prose, params) -> Iterator[Judgement]:
    for match in _SPAN.finditer(prose.plain):
        first, last = ([int(part or 0) for part in match.groups()[at : at + 3]] for at in (0, 3))
        first[0], last[0] = first[0] or last[0], last[0] or first[0]
        if first[:2] > last[:2] or (first > last and first[2] and last[2]):
            yield found((match.span(),), f"起止日期颠倒：{match[0]}", f"“{match[0]}”的止日早于起日。")
        else:
            yield held((match.span(),))
    for one in prose.mentions:
        month, day = int(one.value) // 100 % 100, int(one.value) % 100
        if one.kind == DATE and not (1 <= month <= 12 and day <= 31):
            words = prose.plain[slice(*one.span)]
            yield found((one.span,), f"没有这个日期：{words}", f"“{words}”不是日历上的日期。")


_PAST = re.compile("[^，。；]{0,12}(?:成立|建成|始建|创建|以来|起|批准|组建|印发|颁布|规划|纲要|方案|标准|法|办法|条例|意见|规定|普查|调查)")
_LATER = re.compile("远景|自评|评价|公开|公示|审核|验收|结转|整改|决算|将|拟|计划|预计|规划|纲要|到20|至20")
_PLANNED = re.compile("远景|规划|纲要|将|拟|计划|预计|到20|至20|目标")
_HONOURS = re.compile("(?:获评|获得|荣获|评为|评选出?|参加|被授予)[^，。；]{0,10}$")


@rule(
    "D104", WARNING, "事件年份与评价年度相称", kind="wrong_year", source=FISCAL,
    how="写明年份的事件晚于评价年度（评价、公开等后续工作和计划、规划除外），或早于评价年度三年以上而不是沿革、文件、规划的，列出。",
    mend="核对年份。",
    fails="某中心2023年部门整体支出绩效自评报告\n一、工作成效\n2032年6月通过了中期验收评估，获得好评。",
    passes="某中心2023年部门整体支出绩效自评报告\n一、工作成效\n2023年6月通过了中期验收评估，获得好评。",
)  # fmt: skip
def events_in_time(prose: Prose, params) -> Iterator[Judgement]:
    for one in prose.mentions:
        year = int(one.value // 10000) if one.kind == DATE else int(one.value) if one.kind == YEAR else 0
        if not year or prose.year is None:
            continue
        if prose.year - 3 <= year <= prose.year or (one.kind == YEAR and _states(prose, one)):
            yield held((one.span,))
        elif _may_be(prose, one, year):
            yield unjudged((one.span,), "沿革、文件、规划或后续工作的年份")
        else:
            yield _wrong(prose, one, year)


def _may_be(prose: Prose, one: Mention, year: int) -> bool:
    """Return whether an event of *year* may be told: history and papers of the past, what follows the evaluation, plans."""
    start, end = prose.sentences[prose.sentence_at(one.start)]
    sentence, before = prose.plain[start:end], prose.plain[max(start, one.start - 30) : one.start]
    fiscal = prose.year or 0
    if before[-1:] in ("〔", "[", "(") or _NOTICE.search(before):
        return year <= fiscal + 2
    if year < fiscal:
        if one.kind == YEAR and not _HONOURS.search(before):
            return True
        return bool(_PAST.match(prose.plain, one.end)) or not _telling(prose, one)
    if year > fiscal + 1:
        return bool(_PLANNED.search(sentence))
    if end - start < 16:  # a line with nothing but the day the report was signed
        return True
    return bool(_LATER.search(sentence)) or not _telling(prose, one)


def _telling(prose: Prose, one: Mention) -> bool:
    """Return whether *one* stands in a chapter that tells what was done."""
    return any(re.search("成效|成绩|完成|绩效|工作|指标|活动|情况|效益|产出", heading.title) for heading in prose.structure.path(one.start))


RULES = (fiscal_year, four_digits, in_order, events_in_time, two_years)
