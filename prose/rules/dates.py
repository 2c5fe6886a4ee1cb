"""D102, D103: years and days the calendar does not have, and times that end before they begin."""

from __future__ import annotations

import re
from collections.abc import Iterator

from prose.mentions import DATE, YEAR, Mention
from prose.reading import Prose
from prose.registry import ERROR, WARNING, Judgement, found, held, rule, unjudged

# 02023年, 20223年, 202年度; “2023年内”, “2万年” and sizes are none.
_ODD = re.compile(
    r"(?<![\d.])(?:0(?:19|20)\d{2}|(?:19|20)\d{3})年(?![末内来])|(?<![\d.])20\d年(?=度|，我|部门|整体|单位)"
)


@rule(
    "D102", ERROR, "年份是四位数", kind="wrong_year", source="文字规范", how="列出“02023年”“20223年”“202年度”等位数不对的年份。", mend="改正年份。",
    fails="编印读本（02023年版）。", passes="编印读本（2023年版）。",
)  # fmt: skip
def four_digits(prose: Prose, params) -> Iterator[Judgement]:
    for match in _ODD.finditer(prose.plain):
        yield found((match.span(),), f"年份写错：{match[0]}", f"“{match[0]}”不是四位数的年份。")
    yield from (held((one.span,)) for one in prose.mentions if one.kind == YEAR)


_SPAN = re.compile(
    r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?(?:至|—|-|~|到)"
    r"(?:(?P<last_year>\d{4})年)?(?P<last_month>\d{1,2})月(?:(?P<last_day>\d{1,2})日)?"
)
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# Without a year a winter may be meant: 防火期为10月至4月.
_AUTUMN, _SPRING = 9, 5


@rule(
    "D103", WARNING, "起止日期先后有序", kind="contradiction_in_words", source="文字与数字一致",
    how="“某月某日至某月某日”的后一个日期不应早于前一个（不写年份的看作同一年，秋冬到次年春的除外）；月份、日数应是日历上有的。", mend="改正日期。",
    fails="评价工作于2023年6月10日至2023年3月20日进行。", passes="评价工作于2023年3月20日至2023年6月10日进行。",
)  # fmt: skip
def in_order(prose: Prose, params) -> Iterator[Judgement]:
    yield from map(_judge_span, _SPAN.finditer(prose.plain))
    for one in prose.mentions:
        if one.kind == DATE and not _exists(one):
            words = prose.plain[slice(*one.span)]
            yield found((one.span,), f"没有这个日期：{words}", f"“{words}”不是日历上的日期。")


def _judge_span(match: re.Match[str]) -> Judgement:
    year, month, day, last_year, last_month, last_day = (int(part or 0) for part in match.groups())
    first = year or last_year, month, day
    last = last_year or year, last_month, last_day
    if first[:2] <= last[:2] and not (first > last and day and last_day):
        return held((match.span(),))
    if not (year or last_year) and month >= _AUTUMN and last_month <= _SPRING:
        return unjudged((match.span(),), "没有写年份，可能跨年")
    return found((match.span(),), f"起止日期颠倒：{match[0]}", f"“{match[0]}”的止日早于起日。")


def _exists(one: Mention) -> bool:
    """Return whether the calendar has the day or month of a date; 29 February in any year."""
    month, day = int(one.value) // 100 % 100, int(one.value) % 100
    return 1 <= month <= len(_DAYS) and day <= _DAYS[month - 1]


RULES = (four_digits, in_order)
