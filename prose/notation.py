"""Figures as they are printed: what digits, scale and unit say, before the words around them are read.

A number is nothing until its unit says so: codes, document numbers, ordinals, phone numbers and row labels are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from prose.marks import chinese_number
from prose.mentions import AMOUNT, COUNT, DATE, PERCENT, PERIOD, POINTS, SCORE, TIME, YEAR
from prose.units import AREAS, COUNTS, MONEY, NOT, PERSONS, SCALES, TIMES, YEAR_DIGITS


def _any_unit(units: Iterable[str]) -> str:
    """Return a pattern for the longest of *units*, unless it begins another word."""
    longest_first = sorted(set(units), key=len, reverse=True)
    return "|".join(re.escape(unit) + (f"(?![{NOT[unit]}])" if unit in NOT else "") for unit in longest_first)


_MEASURE = _any_unit((*PERSONS, *AREAS, *COUNTS))
_UNIT = _any_unit((*MONEY, *PERSONS, *AREAS, *COUNTS, *TIMES, "分"))
_ZH = "[一二三四五六七八九十百千零〇两]"
_NUMERAL = rf"(?<![第数几{_ZH[1:-1]}]){_ZH}{{1,6}}"  # neither 第三 nor the end of a longer one
_FORMS = (
    # 2021—2023年, 2021年至23年
    rf"(?P<period>(?<!\d){YEAR_DIGITS}年?(?:度)?[-—~至到]{{1,2}}(?:{YEAR_DIGITS}|\d{{2}})年?(?!\d|月))",
    # 2023年, 2023年度, 2023年5月, 2023年5月31日
    rf"(?<![\d.])(?P<year>{YEAR_DIGITS})年(?:度|(?P<month>\d{{1,2}})月份?(?:(?P<day>\d{{1,2}})日)?)?",
    # 5月份, 5月31日
    r"(?<![\d.])(?P<month2>\d{1,2})月(?:份(?!额)|(?P<day2>\d{1,2})日)",
    # 百分之95.5, 百分之九十五点五
    rf"百分之(?P<share>\d+(?:\.\d+)?|{_ZH}+(?:点{_ZH}+)?)",
    # 273.77万元, 3余万人, 12个百分点
    r"(?P<number>-?\d+(?:\.\d+)?)(?:(?P<more>[余多几]))?(?P<scale>万亿|亿|千万|百万|十万|万|千|百(?!分)|十)?(?P<more2>[余多])?"
    rf"(?P<unit>个?百分点|%|{_UNIT})?",
    # 十二人, 三十余场, 五万元
    rf"(?P<chinese>{_NUMERAL})(?P<more3>[余多])?(?P<scale3>[万亿])?(?P<unit3>元|{_MEASURE})",
)
_FIGURE = re.compile("|".join(_FORMS))
_BEGINS = re.compile(rf"[-\d{_ZH[1:]}")  # what every form begins with: many times as quick to find
# One unit for several numbers: 2.35、1.90、2.46万元.
_SHARED = re.compile(
    rf"(?:[、和及与]\d+(?:\.\d+)?)+(?P<scale>[万亿])?(?P<unit>元|%|人次|人|名|个|件|场次?)(?![{NOT['人']}])"
)
NUMBER = re.compile(r"\d+(?:\.\d+)?")
_MONEY_SCALES = ("万", "亿", "千万", "百万")  # 经费5万 leaves 元 out, 经费5 and 经费5百 do not
_OF_MONEY = re.compile(r"经费|资金|支出|拨款|预算|收入|费[用为:：]?$|金额|补助|投入|款|费用?(?:为|是|共|约|共计)?$")
_NEAR = 16  # characters in which such words stand before an amount without 元
_SLOGAN = re.compile('规定|自信|意识|维护|服务[”"]|一[”"]')  # 八项规定 counts nothing
_LONGEST_NUMBER = 8  # digits of a whole number without a unit that is no code


class Printed(NamedTuple):
    """One figure as printed: fields as those of Mention; *more* says that 余, 多 or 几 stands in it."""

    kind: str
    value: Decimal
    step: Decimal
    unit: str
    start: int
    end: int
    digits_end: int
    more: bool = False


def figures(plain: str) -> Iterator[re.Match[str]]:
    """Yield whatever looks like a figure, from left to right."""
    at = 0
    while begin := _BEGINS.search(plain, at):
        match = _FIGURE.match(plain, begin.start())
        at = match.end() if match else begin.end()
        if match:
            yield match


def shared_unit(plain: str, match: re.Match[str]) -> re.Match[str] | None:
    """Return the rest of a series of numbers with one unit at its end, where *match* is one of the numbers before."""
    alone = match["number"] and not match["unit"] and not match["scale"]
    return _SHARED.match(plain, match.end()) if alone else None


def printed(
    plain: str, match: re.Match[str], shared: re.Match[str] | None, year: int | None, floor: int
) -> Printed | None:
    """Return the figure *match* prints, or None where it is none.

    *year* is that of the sentence, for dates that name none; words before *floor* belong to another figure.
    """
    if match["period"]:
        return Printed(PERIOD, Decimal(0), Decimal(0), "", match.start(), match.end(), match.end())
    if match["year"] and not match["month"]:
        return Printed(YEAR, Decimal(match["year"]), Decimal(1), "年", match.start(), match.end(), match.end("year"))
    if match["year"]:
        return _date(match, int(match["year"]), match["month"], match["day"])
    if match["month2"]:
        return _date(match, year, match["month2"], match["day2"])
    if match["share"]:
        return _share(match)
    return _number(plain, match, shared, floor) if match["number"] else _chinese(plain, match)


def _date(match: re.Match[str], year: int | None, month: str, day: str | None) -> Printed:
    value = Decimal((year or 0) * 10_000 + int(month) * 100 + int(day or 0))
    return Printed(DATE, value, Decimal(1), "日" if day else "月", match.start(), match.end(), match.end())


def _share(match: re.Match[str]) -> Printed:
    digits = match["share"]
    if not digits[0].isdigit():
        whole, _, rest = digits.partition("点")
        places = "".join(str(chinese_number(one)) for one in rest)
        digits = f"{chinese_number(whole)}.{places}" if places else str(chinese_number(whole))
    return Printed(PERCENT, Decimal(digits), _step(digits), "%", match.start(), match.end(), match.end())


def _number(plain: str, match: re.Match[str], shared: re.Match[str] | None, floor: int) -> Printed | None:
    digits = match["number"].lstrip("-")  # a dash between words is no sign
    start = match.end("number") - len(digits)
    scale, unit = ((shared or match)[name] or "" for name in ("scale", "unit"))
    if not (unit or scale) or _is_code(plain, match, start, digits, unit):
        return None
    if not unit and not _tells_money(scale, plain[max(start - _NEAR, floor) : start]):
        return None
    factor = SCALES[scale]
    more = bool(match["more"] or match["more2"])
    return Printed(
        _kind(unit) if unit else AMOUNT, Decimal(digits) * factor, _step(digits) * factor, scale + unit, start, match.end(),
        start + len(digits), more,
    )  # fmt: skip


def _tells_money(scale: str, before: str) -> bool:
    """Return whether a number without a unit is an amount: 安排经费5万."""
    return scale in _MONEY_SCALES and _OF_MONEY.search(before) is not None


def _is_code(plain: str, match: re.Match[str], start: int, digits: str, unit: str) -> bool:
    """Return whether the digits are part of a code, a document number, an ordinal, a time or a name."""
    before = plain[start - 1 : start]
    if before and before.isascii() and (before.isalnum() or before in "+/._@#"):
        return True
    if before and before in "×第〔[【№":
        return True
    if before == "-" and plain[start - 2 : start - 1].isdigit():
        return True
    after = plain[match.end() : match.end() + 1]
    if not unit and (after == "号" or (after.isascii() and after.isalnum())):
        return True
    return not unit and len(digits) > _LONGEST_NUMBER and "." not in digits


def _chinese(plain: str, match: re.Match[str]) -> Printed | None:
    words, scale, unit = match["chinese"], match["scale3"] or "", match["unit3"]
    value = chinese_number(words)
    if not value or (len(words) > 1 and not re.search("[十百千]", words)):  # 一二三: no number
        return None
    if unit == "级" or plain.endswith(("“", '"'), 0, match.start()) or _SLOGAN.match(plain, match.end()):
        return None
    kind = AMOUNT if unit == "元" else COUNT
    factor = SCALES[scale]
    more = bool(match["more3"])
    return Printed(
        kind, value * factor, factor, scale + unit, match.start(), match.end(), match.end("chinese"), more
    )  # fmt: skip


def _kind(unit: str) -> str:
    if unit in MONEY:
        return AMOUNT
    if unit == "%":
        return PERCENT
    if unit.endswith("百分点"):
        return POINTS
    if unit == "分":
        return SCORE
    return TIME if unit in TIMES else COUNT


def _step(digits: str) -> Decimal:
    """Return what one unit of the last digit is worth: 0.01 for 8.80, 1 for 13."""
    return Decimal(1).scaleb(-len(digits.partition(".")[2]))
