"""Whether a year speaks of the year under evaluation, or another year is right where it stands."""

from __future__ import annotations

import re

from prose.mentions import DATE, YEAR, Mention
from prose.reading import Prose

_KIND = "(?:局|会|中心|院|校|馆|站|所|委|办|处|队|厅|室|镇|乡|街道|市|县|区|协|单位|部门)"
_BODY = rf"(?:(?:我|本|全){_KIND}|[市县区省]级|[\u4e00-\u9fff]{{1,14}}?{_KIND})?的?"
_MONEY = (
    '财政|部门(?!规章)|单位|整体|一般公共|政府性基金|国有资本|[“"]?三公|年初|全年|年末|年底|总|基本支出|项目|专项|决算|预算|支出|收入|收支|经费|资金|实际'
    "|共|收到|安排|批复|度"
)
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
_AFTER = re.compile(
    r"(?:度)?[^，。；“]{0,8}?(?:起(?!草)|以来|以前|之前|之后|版|新增|建成|成立|颁布|印发|修订|调查|普查|建站|相比|比较|度?(?:至|到|—|-|~)\d)"
)
_AHEAD = re.compile("将|拟|明年|下一?年|下一步|打算|今后")
_AHEAD_TITLE = re.compile("下一步|下年|打算|建议|改进|措施|计划$|安排$|展望|应用")
# The year whose budget the results are used for: 编制2024年预算的依据, 2024年预算安排的参考.
_PLANNED = re.compile(r"(?:编制|安排|编报|申报|申请|核定)[^，。；]{0,4}$")
_USED = re.compile(r"年?度?[^，。；]{0,8}预算[^，。；]{0,8}(?:依据|参考|挂钩)")
_COMPARED = re.compile(r"较|比|同比|增|减|下降|上升|分别|对比|持平|结转")
_PAPER = re.compile(r"《[^《》\n]{0,30}$")
_BESIDE_BEFORE = re.compile(r"年度?(?:和|与|同|较|比)$|^(?:较|比|与|同|相比)")
_BESIDE_BEHIND = re.compile(r"(?:和|与|同)\d")


def year_of(one: Mention) -> int:
    """Return the year of a year or a date; 0 for anything else and for a date without a year."""
    return int(one.value) if one.kind == YEAR else int(one.value // 10_000) if one.kind == DATE else 0


def dated(prose: Prose, start: int, end: int) -> list[Mention]:
    """Return the years and dates that begin in plain[start:end]."""
    return [one for one in prose.between(start, end) if one.kind in (YEAR, DATE)]


def states(prose: Prose, one: Mention) -> bool:
    """Return whether a year speaks of the year under evaluation: by what follows, or as the first word before a comma."""
    opens = prose.plain.startswith("，", one.end) and one.start - one.sentence < 4
    return opens or _STATES.match(prose.plain, one.end) is not None


def names_a_paper(prose: Prose, one: Mention) -> bool:
    """Return whether a year stands in the title of a paper: papers are named after the year they were written in, too."""
    return _PAPER.search(prose.plain, one.sentence, one.start) is not None


def ends_a_time(prose: Prose, one: Mention) -> bool:
    """Return whether what follows a year makes it the beginning of a time, an edition or an older thing."""
    return _AFTER.match(prose.plain, one.end) is not None


def is_ahead(prose: Prose, one: Mention) -> bool:
    """Return whether a year stands where one tells what shall be."""
    start, end = prose.sentences[prose.sentence_at(one.start)]
    if _AHEAD.search(prose.plain, start, end):
        return True
    return any(_AHEAD_TITLE.search(heading.title) for heading in prose.structure.path(one.start))


def is_of_its_own(prose: Prose, one: Mention, fiscal: int) -> bool:
    """Return whether another year than *fiscal* is right here: compared with, named after, planned for, or beside it."""
    year, (start, end) = year_of(one), prose.sentences[prose.sentence_at(one.start)]
    if names_a_paper(prose, one):
        return not _ITSELF.match(prose.plain, one.end) or year == fiscal + 1
    if ends_a_time(prose, one):
        return True
    if _ITSELF.match(prose.plain, one.end):
        return year < fiscal and _is_beside(prose, one)
    if year > fiscal and (is_ahead(prose, one) or _is_planned_with(prose, one)):
        return True
    others = {year_of(other) for other in dated(prose, start, end) if other is not one}
    if _BEFORE.search(prose.plain, max(start, one.start - 12), one.start):
        return year < fiscal or not others
    return fiscal in others and year < fiscal and _COMPARED.search(prose.plain, start, end) is not None


def _is_planned_with(prose: Prose, one: Mention) -> bool:
    """Return whether a year is one whose budget is drawn up, or follows from the results."""
    used = _USED.match(prose.plain, one.end) is not None
    return used or _PLANNED.search(prose.plain, one.sentence, one.start) is not None


def _is_beside(prose: Prose, one: Mention) -> bool:
    """Return whether a year stands beside another to be compared: 2023年度和2022年度部门整体支出."""
    before = _BESIDE_BEFORE.search(prose.plain[max(one.start - 6, 0) : one.start])
    return before is not None or _BESIDE_BEHIND.match(prose.plain, one.end) is not None
