"""Everything a text mentions in figures: amounts, shares, counts, scores, years and dates, each with its words.

A number is nothing until its unit says so: codes, document numbers, ordinals, phone numbers and row labels are left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from prose.marks import RANKS, chinese_number
from prose.quantities import WHOLES, WIDE, is_bare, name_in
from prose.roles import role_of, year_of
from prose.structure import Structure
from prose.units import AREAS, COUNTS, MONEY, NOT, PERSONS, SCALES, TIMES

AMOUNT, PERCENT, POINTS, COUNT, SCORE, YEAR, DATE, TIME, PERIOD = (
    "amount", "percent", "points", "count", "score", "year", "date", "time", "period",
)  # fmt: skip
LONGEST_SENTENCE = 2000  # characters
_MEASURES = sorted({*PERSONS, *AREAS, *COUNTS}, key=len, reverse=True)
_UNITS = sorted({*MONEY, *PERSONS, *AREAS, *COUNTS, *TIMES, "分"}, key=len, reverse=True)
_UNIT = "|".join(re.escape(unit) + (f"(?![{NOT[unit]}])" if NOT.get(unit) else "") for unit in _UNITS)
_MEASURE = "|".join(re.escape(unit) + (f"(?![{NOT[unit]}])" if NOT.get(unit) else "") for unit in _MEASURES)
_YEAR = r"(?:19|20)\d\d"
_ZH = "[一二三四五六七八九十百千零〇两]"
_FIND = re.compile(
    rf"(?P<period>(?<!\d){_YEAR}年?(?:度)?[-—~至到]{{1,2}}(?:{_YEAR}|\d{{2}})年?(?!\d|月))"
    rf"|(?<![\d.])(?P<year>{_YEAR})年(?:度|(?P<month>\d{{1,2}})月份?(?:(?P<day>\d{{1,2}})日)?)?"
    r"|(?<![\d.])(?P<month2>\d{1,2})月(?:份(?!额)|(?P<day2>\d{1,2})日)"
    rf"|百分之(?P<share>\d+(?:\.\d+)?|{_ZH}+(?:点{_ZH}+)?)"
    r"|(?P<number>-?\d+(?:\.\d+)?)(?:(?P<more>[余多几]))?(?P<scale>万亿|亿|千万|百万|十万|万|千|百(?!分)|十)?(?P<more2>[余多])?"
    rf"(?P<unit>个?百分点|%|{_UNIT})?"
    rf"|(?P<chinese>(?<![第数几{_ZH[1:-1]}]){_ZH}{{1,6}})(?P<more3>[余多])?(?P<scale3>[万亿])?(?P<unit3>元|{_MEASURE})"
)  # fmt: skip
# One unit for several numbers: 2.35、1.90、2.46万元.
_SHARED = re.compile(rf"(?:[、和及与]\d+(?:\.\d+)?)+(?P<scale>[万亿])?(?P<unit>元|%|人次|人|名|个|件|场次?)(?![{NOT['人']}])")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_EACH = re.compile(r"(?P<names>[^，。；：、]+(?:[、和与及][^，。；：、]+)+?)(?:的?(?:金额|支出|数额|决算数?|预算数?|人数|数量))?(?:分别)(?:[^，。；\d]{0,4})$")
_BEFORE = re.compile(
    r"(不少于|不低于|不小于|至少|大于等于|≥|>=|不超过|不高于|不大于|不多于|至多|≤|<=|超过|超出|超|突破|大于|高于|多于|>|＞|低于|少于|小于|<|大约|约|近|接近|将近|逾|达?到?)$"
)
_AFTER = re.compile(r"(以上|及以上|以内|以下|左右|上下|余|多)")
_BOUNDS = {
    **dict.fromkeys(("不少于", "不低于", "不小于", "至少", "大于等于", "≥", ">=", "超过", "超出", "超", "突破", "大于",
                     "高于", "多于", ">", "＞", "逾", "以上", "及以上", "余", "多", "几"), "≥"),
    **dict.fromkeys(("不超过", "不高于", "不大于", "不多于", "至多", "≤", "<=", "低于", "少于", "小于", "<", "以内",
                     "以下"), "≤"),
    **dict.fromkeys(("大约", "约", "近", "接近", "将近", "左右", "上下"), "~"),
}  # fmt: skip
_NOT_BEFORE = frozenset("第〔[【«No№-—–.:/+×xX")
_CLAUSE = re.compile(r"[，。；\n]")
_LEADING = re.compile(
    r"^(?:其中|包括|分别是|以及|和|及|、|：|\d[.、])+|(?:为|共|是|达|：|共计|合计|了|支出|决算|预算|数)+$"
)
_DATED = re.compile(rf"[^，；]{{0,2}}{_YEAR}年度?")
_EXAMPLE = re.compile("为例|例如|另如|比如")
_OF_BUDGET = re.compile("的(?:年初|全年)?预算(?!执行)")
_FLOW = re.compile("(?:系|加上?|减去?|与|和|本年|当年|全年|本年度)*(收入|支出)(?:为|共|合计)?")
_LEFT = re.compile("结转|结余|余额|结存")
_GENERAL = re.compile("情况|分析|总体|概况|说明|方面|支出|收入|预算|决算")
_CAUSE = re.compile("因(?!公)|由于")  # names why, not of what
_SUM = re.compile("(?:合计|共计|总计|共|计|为)+")  # of what stands before it, more than the last of it
_IN_ALL = re.compile("支出(?:总[额计]|合计|共计)|总支出")
_SLOGAN = re.compile('规定|自信|意识|维护|服务[”"]|一[”"]')
_NOUN = re.compile('[\u4e00-\u9fff“”"《》·]{1,14}')

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mention:
    """One figure at plain[start:end], its digits at plain[start:digits_end].

    *value*: amounts in 元, shares as printed (86.37), counts with their scale worked out, years as numbers; *step* is
    one unit of the last printed digit in the same measure, *places* how many digits stand behind the point. *bound*: "" exact, "≥", "≤" or "~". *label* are the words
    right before it, *clause* those since the last comma or stop (both without the figure), *noun* the words behind it.
    *quantity* is a key of quantities.QUANTITIES its clause names, or ""; *role* a word of roles.ROLES, or "";
    *year* the year its sentence states for it, or None; *sentence* where its sentence begins.
    """

    kind: str
    value: Decimal
    step: Decimal
    unit: str
    start: int
    end: int
    digits_end: int
    places: int
    bound: str
    label: str
    clause: str
    noun: str
    quantity: str
    role: str
    year: int | None
    sentence: int
    heading: int

    @property
    def span(self) -> Span:
        return self.start, self.end

    @property
    def clause_span(self) -> Span:
        """Return the figure with the words of its clause before it."""
        return (self.start - len(self.clause) if self.unit else self.start), self.end

    @property
    def item(self) -> str:
        """Return the name of what it counts without the words that lead to it, for looking up the same name elsewhere."""
        return _LEADING.sub("", _DATED.sub("", self.label)).replace("一", "—")

    @property
    def exact(self) -> bool:
        return not self.bound


def mentions(plain: str, built: Structure, fiscal: int | None) -> tuple[Mention, ...]:
    """Return all figures of *plain* in order; *fiscal* is the year 上年 counts from."""
    return tuple(sorted([*_Reader(plain, built, fiscal).read(), *_zeros(plain, built)], key=lambda one: one.start))


_NONE = re.compile("为零|未发生|未安排|没有|无")
_STOPS = re.compile("[，。；、：\n\\d]")
_OWN = re.compile(r"(?:本?年度?|全年|本单位|我单位|我[局会中市县区镇乡校院馆])*")
_ENDS_ALL = re.compile("(?:支出)?(?=[，。；\n]|$)")


def _zeros(plain: str, built: Structure) -> Iterator[Mention]:
    """Yield what words say is nothing: 无因公出国(境)费支出, 公务用车购置费未发生; only of the known quantities."""
    for word in _NONE.finditer(plain):
        start, end = _clause_around(plain, word.start(), word.end())
        before, after = plain[start : word.start()], plain[word.end() : end]
        leads = _OWN.fullmatch(before) is not None and word[0] != "为零"
        name = after if leads else before if _ENDS_ALL.fullmatch(after) else ""
        quantity = name_in(name, AMOUNT) if (len(name) > 1 and word[0] != "没有") or leads else ""
        if quantity and quantity not in WIDE and name.endswith(("支出", "费", "费用", "经费", ")")):
            yield _nothing(plain, built, start, end, name, quantity)


def _clause_around(plain: str, start: int, end: int) -> tuple[int, int]:
    low = max(plain.rfind(sign, max(start - 24, 0), start) for sign in "，。；、：\n") + 1
    stop = _STOPS.search(plain, end, end + 24)
    return low or max(start - 24, 0), stop.start() if stop else min(end + 24, len(plain))


def _nothing(plain: str, built: Structure, start: int, end: int, name: str, quantity: str) -> Mention:
    stop = max(plain.rfind(sign, 0, start) for sign in "。！？\n") + 1
    return Mention(
        AMOUNT, Decimal(0), Decimal(0), "", start, end, end, 0, "", name, plain[start:end], "", quantity, "actual", None, stop,
        built.heading_at(start),
    )  # fmt: skip


class _Reader:
    """Reads figures from left to right: what a clause and a sentence are is known from what went before."""

    def __init__(self, plain: str, built: Structure, fiscal: int | None) -> None:
        self.plain, self.built, self.fiscal = plain, built, fiscal
        marks = [*(one.mark for one in built.headings if one.mark), *built.inline]
        self.marks = {position for mark in marks for position in range(mark.start, mark.end)}
        self.inline = [mark.start for mark in built.inline]
        self.mark_ends = sorted(mark.end for mark in marks)
        self.contents = [built.lines[index] for index in sorted(built.contents)]
        self.floor = 0  # where the last figure ended
        self.stop = 0  # where the sentence began
        self.sentence_year: int | None = None
        self.parts: set[str] = set()  # the quantities the sentence has named
        self.first: Mention | None = None  # the first amount of the sentence
        self.last: Mention | None = None  # the amount before
        self.named: dict[int, str] = {}  # names of figures that follow all their names

    def read(self) -> Iterator[Mention]:
        for match in _FIND.finditer(self.plain):
            start = match.start()
            if start in self.marks or self._in_contents(start):
                continue
            self._enter(start)
            figure = self._figure(match)
            if figure is not None:
                yield figure
                if figure.kind not in (YEAR, DATE):
                    self.floor = figure.end
                self._remember(figure)

    def _remember(self, figure: Mention) -> None:
        """Keep what later figures of the sentence may speak of."""
        self.last = figure if _has_subject(figure) else self.last
        if figure.kind == AMOUNT:
            self.first = figure if self.first is None or self.first.sentence != self.stop else self.first
            self.parts.add(figure.quantity)

    def _in_contents(self, at: int) -> bool:
        return any(start <= at < end for start, end in self.contents)

    def _enter(self, at: int) -> None:
        """Notice where a new sentence begins: what year was stated holds no longer."""
        stop = max(self.plain.rfind(sign, self.stop, at) for sign in "。！？\n") + 1
        if stop <= self.stop and at - self.stop > LONGEST_SENTENCE:  # nobody wrote that: rules look back to its beginning
            stop = self.plain.rfind("，", self.stop, at) + 1 or at
        if stop > self.stop:
            self.stop, self.sentence_year, self.parts = stop, None, set()

    def _figure(self, match: re.Match[str]) -> Mention | None:
        if match["period"]:
            return self._mention(PERIOD, Decimal(0), Decimal(0), "", match.start(), match.end(), match.end())
        if match["year"]:
            return self._year(match)
        if match["month2"]:
            return self._date(match, self.sentence_year, match["month2"], match["day2"])
        if match["share"]:
            return self._share(match)
        return self._number(match) if match["number"] else self._chinese(match)

    def _year(self, match: re.Match[str]) -> Mention:
        year = int(match["year"])
        self.sentence_year = year
        if match["month"]:
            return self._date(match, year, match["month"], match["day"])
        return self._mention(YEAR, Decimal(year), Decimal(1), "年", match.start(), match.end(), match.end("year"))

    def _date(self, match: re.Match[str], year: int | None, month: str, day: str | None) -> Mention:
        value = Decimal((year or 0) * 10_000 + int(month) * 100 + int(day or 0))
        return self._mention(DATE, value, Decimal(1), "日" if day else "月", match.start(), match.end(), match.end())

    def _share(self, match: re.Match[str]) -> Mention:
        words = match["share"]
        if words[0].isdigit():
            value, step = Decimal(words), _step(words)
        else:
            whole, _, rest = words.partition("点")
            digits = "".join(str(chinese_number(one)) for one in rest)
            value = Decimal(f"{chinese_number(whole)}.{digits or 0}")
            step = Decimal(1).scaleb(-len(digits))
        return self._mention(PERCENT, value, step, "%", match.start(), match.end(), match.end())

    def _number(self, match: re.Match[str]) -> Mention | None:
        start, digits, unit = match.start(), match["number"], match["unit"] or ""
        if digits[0] == "-":  # a dash between words is no sign
            digits, start = digits[1:], start + 1
        scale = match["scale"] or ""
        end = match.end()
        if not (unit or scale) and (shared := _SHARED.match(self.plain, end)):
            scale, unit = shared["scale"] or "", shared["unit"]
            self._share_out(start, shared.end())
        if not (unit or scale) or self._is_code(match, start, digits, unit):
            return None
        kind = _kind(unit)
        factor = SCALES[scale]
        if not unit and kind is COUNT:
            kind = AMOUNT if scale in ("万", "亿", "千万", "百万") and self._tells_money(start) else ""
            if not kind:
                return None
        more = "余" if match["more"] or match["more2"] else ""
        return self._mention(
            kind, Decimal(digits) * factor, _step(digits) * factor, scale + unit, start, end, start + len(digits), more
        )  # fmt: skip

    def _share_out(self, start: int, end: int) -> None:
        """Name the numbers of a series by the names before it: A、B分别为1.20和3.40万元."""
        if start in self.named:
            return
        before = self.plain[max(self.floor, self.stop, start - 80) : start]
        words = _EACH.search(before)
        numbers = [match.start() for match in _NUMBER.finditer(self.plain, start, end)]
        names = re.split("[、和与及]", words["names"]) if words else []
        if len(names) == len(numbers) > 1:
            self.named.update(zip(numbers, names, strict=True))

    def _tells_money(self, start: int) -> bool:
        before = self.plain[max(start - 16, self.floor) : start]
        return bool(
            re.search(
                r"经费|资金|支出|拨款|预算|收入|费[用为:：]?$|金额|补助|投入|款|费用?(?:为|是|共|约|共计)?$", before
            )
        )

    def _is_code(self, match: re.Match[str], start: int, digits: str, unit: str) -> bool:
        """Return whether the digits are part of a code, a document number, an ordinal, a time or a name."""
        plain, end = self.plain, match.end()
        before = plain[start - 1 : start]
        if before.isascii() and (before.isalnum() or before in "+×/._@#"):
            return True
        if before and before in "第〔[【№":
            return True
        if before == "-" and plain[start - 2 : start - 1].isdigit():
            return True
        after = plain[end : end + 1]
        if not unit and after == "号":
            return True
        if not unit and after.isascii() and after.isalnum():
            return True
        return len(digits) > 8 and "." not in digits and not unit

    def _chinese(self, match: re.Match[str]) -> Mention | None:
        words, unit = match["chinese"], match["unit3"]
        value = chinese_number(words.replace("两", "二"))
        if not value or (len(words) > 1 and not re.search("[十百千]", words)):  # 一二三: no number
            return None
        if (
            unit == "级"
            or self.plain[match.start() - 1 : match.start()] in '“"'
            or _SLOGAN.match(self.plain, match.end())
        ):
            return None
        factor = SCALES[match["scale3"] or ""]
        kind = AMOUNT if unit == "元" else COUNT
        more = "余" if match["more3"] else ""
        return self._mention(
            kind, value * factor, factor, (match["scale3"] or "") + unit, match.start(), match.end(), match.end("chinese"), more
        )  # fmt: skip

    def _mention(
        self, kind: str, value: Decimal, step: Decimal, unit: str, start: int, end: int, digits_end: int, more: str = ""
    ) -> Mention:
        clause, label = (self.named[start],) * 2 if start in self.named else self._words(start)
        places = len(self.plain[start:digits_end].partition(".")[2])
        bound, label = _bound(label, self.plain, end, more)
        noun = _NOUN.match(self.plain, end) if kind in (COUNT, TIME) else None
        quantity = self._quantity(clause, kind, start)
        year = (
            year_of(self._since_last(start), self.fiscal, self.sentence_year)
            if kind not in (YEAR, PERIOD)
            else None
        )
        heading = self.built.heading_at(start)
        role = role_of(clause) if kind in (AMOUNT, PERCENT, COUNT) else ""
        if kind == AMOUNT and self.plain.startswith("的", end) and _OF_BUDGET.match(self.plain, end):
            role = "budget"
        return Mention(
            kind, value, step, unit, start, end, digits_end, places, bound, label, clause, noun[0] if noun else "",
            quantity, role, year, self.stop, heading,
        )  # fmt: skip

    def _quantity(self, clause: str, kind: str, start: int) -> str:
        """Return the quantity a clause names; one that says only 年初预算 or 决算 speaks of what was named before."""
        if kind not in (AMOUNT, COUNT, SCORE, PERCENT):
            return ""
        flow = _FLOW.fullmatch(clause) if kind == AMOUNT else None
        if flow and _LEFT.search(self.plain, max(self.stop, self.plain.rfind("；", 0, start)), start + 40):
            return "income" if flow[1] == "收入" else "total"
        if clause in ("年末", "期末", "年初", "期初"):
            return "balance"
        _, colon, behind = clause.rpartition("：")
        if colon and behind and not is_bare(behind):
            clause = behind
        named = "" if _CAUSE.match(clause) else name_in(clause, kind)
        if kind != AMOUNT or (named and named not in WIDE) or not is_bare(clause) or _SUM.fullmatch(clause):
            return named
        if _IN_ALL.search(clause) and (whole := self._whole()):
            return whole
        if self.first is not None and self.first.sentence == self.stop and "；" in self.plain[self.floor : start]:
            return self.first.quantity  # “安排…，其中A、B；实际支出…”: that of the whole again, not of B
        if self.last is not None and self.last.sentence == self.stop:
            if self.last.quantity != "balance":
                return self.last.quantity
            return "income" if "收入" in clause else "total" if "支出" in clause else "balance"
        if _EXAMPLE.search(self.plain, self.stop, start):
            return ""
        return self._topic(start) or named

    def _whole(self) -> str:
        """Return the quantity all parts of which the sentence has named: 支出总额 behind 基本支出 and 项目支出 is of both."""
        return next((whole for whole, parts in WHOLES if self.parts.issuperset(parts)), "")

    def _topic(self, at: int) -> str:
        """Return the quantity the headings above *at* speak of; a blank for an item of its own, a project by name."""
        inside = bisect_right(self.inline, at)
        heading_start = self.built.headings[index].start if (index := self.built.heading_at(at)) >= 0 else 0
        if inside and self.inline[inside - 1] >= max(heading_start, self.plain.rfind("\n", 0, at)):
            return ""
        for heading in self.built.path(at):
            title = heading.title.partition("，")[0]
            named = name_in(title, AMOUNT)
            if named and named not in WIDE:
                return named
            if heading.mark and RANKS[heading.mark.style] > RANKS["section"] and not _GENERAL.search(title):
                return ""
        return ""

    def _since_last(self, start: int) -> str:
        """Return the words of the sentence since the figure before: 上年 speaks of the figure right behind it only."""
        return self.plain[max(self.stop, self.floor) : start]

    def _words(self, start: int) -> tuple[str, str]:
        """Return the words since the last comma, and those right before the figure at *start*."""
        mark = bisect_right(self.mark_ends, start)
        low = max(self.floor, self.stop, start - 60, self.mark_ends[mark - 1] if mark else 0)
        before = self.plain[low:start].lstrip("、； ")
        before = before[dated.end() :] if (dated := _DATED.match(before)) else before
        before = before[before.rfind("\t") + 1 :]  # another cell of a row says nothing of this one
        cut = max(before.rfind(sign) for sign in "，；") + 1
        if cut >= len(before) and cut:  # “…，10人”: the figure follows a comma at once
            cut = max(before.rfind(sign, 0, cut - 1) for sign in "，；") + 1
        clause = _unbracketed(before[cut:])
        last = clause.rstrip("：:")
        return clause, last[max(last.rfind("、"), last.rfind("：")) + 1 :]


def _has_subject(figure: Mention) -> bool:
    """Return whether the next figure may speak of the same as this one: 年中追加30万元 names nothing itself."""
    return figure.kind == AMOUNT and (bool(figure.quantity) or figure.role not in ("increase", "decrease"))


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


def _bound(label: str, plain: str, end: int, more: str) -> tuple[str, str]:
    """Return how exact the figure between *label* and plain[end:] is, and the label without the word that says so."""
    label = label.rstrip()
    before = _BEFORE.search(label)
    after = _AFTER.match(plain, end)
    word = more or (after[1] if after else "") or (before[1] if before else "")
    return _BOUNDS.get(word, ""), label[: before.start()] if before and before[1] else label


def _unbracketed(words: str) -> str:
    """Return what stands behind a bracket left open, else *words* as they are: 费(其中办公费 → 其中办公费."""
    depth = 0
    for at in range(len(words) - 1, -1, -1):
        if words[at] == ")":
            depth += 1
        elif words[at] == "(":
            if not depth:
                return words[at + 1 :]
            depth -= 1
    return words[words.find(")") + 1 :] if depth else words
