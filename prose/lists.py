"""Totals and what they are made of: by the words and brackets that announce a list, never by distance."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from prose.mentions import AMOUNT, COUNT, SCORE, Mention
from prose.quantities import WHOLES, is_bare
from prose.units import PERSONS

if TYPE_CHECKING:
    from prose.reading import Prose

_BRACKET = re.compile(r"[^，。；：、()\d\n]{0,8}\(")
_OPENER = re.compile(
    r"(?:，[^，。；()\t\d\n]{0,10}\d{1,3}(?:\.\d{1,4})?%)?[^，。；()\t\d\n]{0,12}?(?:。(?=其中：|项目[是为]|包括：|具体为|分别[为是])|[，；：、])?[^，。；：()\t\d\n]{0,10}?"
    r"(?P<word>其中|包括|包含|分别(?:是|为|有)|分为|分(?=：)|分成|主要(?:用于|包括|包含|是|为|有)|具体(?:用于|为|是|有|包括|如下)|用于|即|明细(?:为|如下)?"
    r"|构成(?:为|如下)?|项目(?:是|为|有)|各项|来源[为是：]|(?=[特一]等奖)|(?<=：)(?=[\u4e00-\u9fff]{2,12}[\d一二三四五六七八九十]))"
)
_SUBTOTAL = re.compile(
    r"(?:以上|上述)?(?P<of>编制|资产|收入|支出|人数|在职|经费|获?奖)?(?:以上|上述|各项|[两三四五六七八]项|[两三四五六七八]者|金额|费用)*"
    r"(?:小计|合计|共计|总计|总和|(?<=奖)共)(?:金额|支出|费用|得分|数|人数)?(?:为|是|达|：)*$"
)
_BELOW = re.compile(r"[^。\d\n]{0,30}?(?:其中|包括|如下|具体|主要用于|分别|：)[^，；\d\n]{0,12}[：。，]?$")
_AND_SO_ON = re.compile(r"等(?:等)?(?:[^\u4e00-\u9fff级]|$|[几数多]?[项类个方]|支出|费用|经费|开支|用途|项目)")
_OTHER = re.compile(r"^(?:其中|以及|和|及)?(?:其他|其它|其余)")
_CLOSING = re.compile(r"分别(?:是|为|有)|分为|分|来源|即|构成|明细|各项|具体(?:为|是|如下)|项目(?:是|为|有)")
_PRIZE = re.compile(r"[特一二三]等奖|优秀奖|优胜奖|金奖|银奖|铜奖")


@dataclass(frozen=True, slots=True)
class Listing:
    """A *total* and the figures listed as its parts, in order.

    *closed* says that the words promise all parts, *opened* that they say there are more (等); *word* announced the
    list. *form*: bracket, inline, below (numbered paragraphs) or above (the total ends the list).
    """

    total: Mention
    parts: tuple[Mention, ...]
    form: str
    word: str
    closed: bool
    opened: bool


def listings(prose: Prose) -> tuple[Listing, ...]:
    """Return every total with its parts, in the order of the totals."""
    found = [*_within_lines(prose), *_below(prose)]
    return tuple(sorted(found, key=lambda one: (one.total.start, one.form)))


def same_measure(total: Mention, part: Mention) -> bool:
    """Return whether two figures can be added: amounts, scores, people, or things counted alike."""
    if total.kind != part.kind:
        return False
    if total.kind != COUNT or total.unit == part.unit:
        return True
    persons = total.unit in PERSONS and part.unit in PERSONS and "人次" not in (total.unit, part.unit)
    return persons or bool(_PRIZE.search(part.label)) or {total.unit, part.unit} <= {"个", "名", "人"}


def _within_lines(prose: Prose) -> Iterator[Listing]:
    for start, end in prose.structure.lines:
        figures = [one for one in prose.between(start, end) if one.kind in (AMOUNT, COUNT, SCORE)]
        if len(figures) > 1 and prose.plain.count("\t", start, end) < 2:  # the rows of a table are no sentences
            yield from _Line(prose, start, end, figures).listings()


class _Line:
    """One paragraph with its figures and the brackets they stand in."""

    def __init__(self, prose: Prose, start: int, end: int, figures: Sequence[Mention]) -> None:
        self.prose, self.plain, self.start, self.end, self.figures = prose, prose.plain, start, end, figures
        self.brackets = _brackets(self.plain, start, end)
        self.depths = [self._inside(one.start) for one in figures]
        self.starts = [one.start for one in figures]
        heading = prose.structure.headings[index] if (index := prose.structure.heading_at(start)) >= 0 else None
        own = [heading.mark] if heading and heading.mark and heading.start == start else []
        self.marks = [*own, *(mark for mark in prose.structure.inline if start <= mark.start < end)]

    def _inside(self, at: int) -> tuple[int, int] | None:
        """Return the innermost bracket around *at*."""
        inner = None
        for span in self.brackets:
            if span[0] < at < span[1] and (inner is None or span[0] > inner[0]):
                inner = span
        return inner

    def listings(self) -> Iterator[Listing]:
        for index, total in enumerate(self.figures):
            yield from self._bracketed(index, total)
            yield from self._announced(index, total)
            yield from self._summed(index, total)

    def _bracketed(self, index: int, total: Mention) -> Iterator[Listing]:
        opening = _BRACKET.match(self.plain, total.end, self.end)
        span = next((one for one in self.brackets if opening and one[0] == opening.end() - 1), None)
        if span is None:
            return
        parts = [one for at, one in enumerate(self.figures[index + 1 :], index + 1) if self.depths[at] == span]
        words = self.plain[span[0] + 1 : span[1]]
        word = "其中" if "其中" in words[:40] else ""
        yield from self._listing(
            total, parts, "bracket", word, not word and not re.match("含|注|主要|包括", words), span[1]
        )

    def _announced(self, index: int, total: Mention) -> Iterator[Listing]:
        opener = _OPENER.match(self.plain, self._behind_bracket(total.end), self.end)
        if opener is None:
            return
        stop = self._stop(index, opener.end())
        first = bisect_left(self.starts, opener.end())
        last = bisect_left(self.starts, stop)
        parts = [self.figures[at] for at in range(first, last) if self.depths[at] == self.depths[index]]
        near = [one for one in parts if one.start < self.plain.find("；", opener.end(), stop)]
        if parts and self.plain.find("；", opener.end(), parts[0].start) >= 0:
            return
        if 1 < len(near) < len(parts) and _begins_anew(total, parts[len(near)]):
            parts, stop = near, self.plain.find("；", opener.end(), stop)
        word = opener["word"]
        if total.kind == SCORE:
            parts = [one for one in parts if is_weight(one) == is_weight(total)]
        else:
            parts = self._one_each(total, parts, opener.end(), stop)
        yield from self._listing(total, parts, "inline", word, bool(_CLOSING.match(word)), stop)

    def _one_each(self, total: Mention, parts: list[Mention], start: int, stop: int) -> list[Mention]:
        """Return of numbered items the one figure each that is of the total's own kind, of a plain list all."""
        style = next((mark.style for mark in self.marks if start <= mark.start < stop), "")
        items = [mark.start for mark in self.marks if start <= mark.start < stop and mark.style == style]
        if len(items) < 2 or not parts or parts[0].start < items[0]:
            return parts
        return [one for begin, end in pairwise([*items, stop]) if (one := fitting(total, [part for part in parts if begin <= part.start < end]))]

    def _behind_bracket(self, at: int) -> int:
        """Return where the words go on behind a bracket right after the figure."""
        opening = _BRACKET.match(self.plain, at, self.end)
        span = next((one for one in self.brackets if opening and one[0] == opening.end() - 1), None)
        return span[1] + 1 if span else at

    def _stop(self, index: int, opened: int) -> int:
        """Return where a list opened at *opened* ends: with its bracket, its item, or its sentence unless marks go on."""
        inside = self.depths[index]
        limit = inside[1] if inside else self.end
        own = self._mark_before(self.figures[index].start)
        for mark in self.marks:
            if mark.start >= opened and own is not None and mark.style == own.style:
                limit = min(limit, mark.start)
        first = next((mark for mark in self.marks if opened <= mark.start < limit), None)
        if first is not None and self._is_first_item(first, opened):
            return self._end_of_items(first.style, opened, limit)
        stop = self.plain.find("。", opened + 1, limit)
        return limit if stop < 0 else stop

    def _mark_before(self, at: int):
        """Return the mark of the item *at* stands in, or None."""
        sentence = max(self.plain.rfind(sign, self.start, at) for sign in "。；")
        return next((mark for mark in reversed(self.marks) if max(sentence, self.start) <= mark.start < at), None)

    def _is_first_item(self, mark, opened: int) -> bool:
        return not any(opened <= start < mark.start for start in self.starts)

    def _end_of_items(self, style: str, opened: int, limit: int) -> int:
        last = [mark.end for mark in self.marks if mark.style == style and opened <= mark.start < limit][-1]
        stop = self.plain.find("。", last, limit)
        return limit if stop < 0 else stop

    def _summed(self, index: int, total: Mention) -> Iterator[Listing]:
        """A total that ends its list: A 1万元，B 2万元，合计3万元."""
        subtotal = _SUBTOTAL.fullmatch(total.label.lstrip("，；"))
        if subtotal is None or not index:
            return
        own = max(self.figures[index - 1].end, total.start - len(total.clause))
        near, far = (self._back(index, max(self.plain.rfind(sign, self.start, own) for sign in signs) + 1) for signs in ("。；", "。"))
        parts = near if len(near) > 1 else far
        of = subtotal["of"]
        if of and not any(of[-1] in part.label for part in parts):
            return
        if len(parts) > 1:
            yield from self._listing(total, parts, "above", "合计", True, total.start)

    def _back(self, index: int, begin: int) -> list[Mention]:
        """Return the figures from *begin* up to the total at *index*, as far as they can be added to it."""
        parts: list[Mention] = []
        for at in range(index - 1, -1, -1):
            one = self.figures[at]
            if one.start < begin or _SUBTOTAL.fullmatch(one.label) or not same_measure(self.figures[index], one):
                break
            if self.depths[at] == self.depths[index]:
                parts.insert(0, one)
        return parts

    def _listing(
        self, total: Mention, parts: Sequence[Mention], form: str, word: str, closed: bool, stop: int
    ) -> Iterator[Listing]:
        parts = tuple(one for one in parts if same_measure(total, one) and is_part(total, one))
        if not parts or _GAP.search(total.label):
            return
        tail = self.plain[parts[-1].end : stop]
        opened = bool(_AND_SO_ON.search(tail[:12])) or any(one.label.endswith("等") for one in parts)
        closed = closed or (bool(_OTHER.match(parts[-1].label)) and len(parts) > 1)
        yield Listing(total, parts, form, word, closed and not opened, opened)


_NOT_PART = re.compile(
    r"满分|分值|权重|总分|上年|去年|同比|环比|较|人均|平均|每[人年月个名次]|单价|标准|限额|增幅|占比|原[有来]|目标|计划|累计"
)
_CHANGES = ("increase", "decrease")


def is_part(total: Mention, part: Mention) -> bool:
    """Return whether *part* can be a part of *total*: of the same year and kind of figure, no change, no comparison."""
    if part.role in _CHANGES and total.role not in _CHANGES:
        return False
    if is_bare(part.label) and part.label and not is_bare(total.label):  # 预算 behind a figure of the outturn
        return False
    if part.role in ("initial", "revised") and total.role not in ("initial", "revised", "budget"):
        return False
    if part.year is not None and total.year is not None and part.year != total.year:
        return False
    return not _NOT_PART.search(part.clause if len(part.clause) < 20 else part.label)


_GAP = re.compile("差[值额]|相差")  # a difference has no parts


def _begins_anew(total: Mention, other: Mention) -> bool:
    """Return whether what follows a semicolon is no item any more: a sibling of the total, or the same in another role."""
    if total.kind == COUNT:  # 在职23人，其中…；离休1人
        return bool(total.quantity) and bool(other.quantity) and other.quantity != total.quantity
    return _siblings(total, other) or (bool(other.clause) and is_bare(other.clause)) or (bool(total.quantity) and other.quantity == total.quantity)


def _siblings(total: Mention, other: Mention) -> bool:
    """Return whether *other* is a figure beside *total* rather than a part of it: 商品和服务支出 beside 工资福利支出."""
    return bool(total.quantity) and any({total.quantity, other.quantity} <= set(parts) for _, parts in WHOLES if total.quantity != other.quantity)


def _brackets(plain: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of matched round brackets, from the opening to the closing one."""
    spans, waiting = [], []
    for match in re.finditer(r"[()]", plain[start:end]):
        if match[0] == "(":
            waiting.append(start + match.start())
        elif waiting:
            spans.append((waiting.pop(), start + match.start()))
    return spans


def _below(prose: Prose) -> Iterator[Listing]:
    """Totals whose parts are the figures of the numbered paragraphs below them."""
    for index, heading in enumerate(prose.structure.headings):
        children = [prose.structure.headings[at] for at in prose.structure.children(index)]
        items = [one for one in children if one.mark]
        if len(items) < 2 or [item.mark.number for item in items if item.mark] != list(range(1, len(items) + 1)):
            continue
        own = [one for one in prose.between(heading.start, items[0].start) if one.kind in (AMOUNT, SCORE, COUNT)]
        for total, word in _announcing(prose, own, items[0].start):
            parts = [_leading(prose, total, item.start, item.end) for item in items]
            listed = [part for part in parts if part and same_measure(total, part) and is_part(total, part)]
            if len(listed) == len(items):
                yield Listing(total, tuple(listed), "below", word, True, False)


def _announcing(prose: Prose, own: Sequence[Mention], below: int) -> Iterator[tuple[Mention, str]]:
    """Yield the figures that announce the items *below*: the last one before a colon or 其中, or the only amount.

    Of scores both may be announced, what can be had and what was earned.
    """
    if not own:
        return
    tail = prose.plain[own[-1].end : below].strip("\n")
    amounts = [one for one in own if one.kind == AMOUNT]
    if own[-1].kind == SCORE and len(tail) < 60:
        yield from ((one, "") for one in own[-2:] if one.kind == SCORE)
    elif _BELOW.fullmatch(tail):
        yield own[-1], "其中"
    elif len(amounts) == 1 and len(tail) < 60:
        yield amounts[0], ""


def _leading(prose: Prose, total: Mention, start: int, end: int) -> Mention | None:
    """Return the figure a numbered paragraph is about: its 小计, else the first of the total's own kind before any stop."""
    line = prose.plain.find("\n", start, end)
    figures = [one for one in prose.between(start, line if line >= 0 else end) if one.kind != "year"]
    if figures and _SUBTOTAL.fullmatch(figures[-1].label):
        return figures[-1]
    if total.kind == SCORE:
        return next((one for one in figures if one.kind == SCORE and is_weight(one) == is_weight(total)), None)
    if not figures or figures[0].start > start + 80 or re.search(r"[。；\n]|，.*，", prose.plain[start : figures[0].start]):
        return None
    return fitting(total, figures[:4])


def fitting(total: Mention, figures: Sequence[Mention]) -> Mention | None:
    """Return the first figure of an item that can be added up to *total*: budgeted as it is, or spent as it is."""
    own = [one for one in figures if one.kind == total.kind and one.role not in _CHANGES and not _EARLIER.search(one.clause)]
    budgeted = total.role in _BUDGETS
    wanted = (*_BUDGETS, "received") if budgeted else ("actual", "income", "balance")
    alike = [one for one in own if not one.value or one.role in wanted] or [one for one in own if not one.role]
    return alike[0] if alike else None


_EARLIER = re.compile("上年|去年|同期")
_BUDGETS = ("initial", "revised", "budget")
_WEIGHT = re.compile("分值|满分|总分|权重|标准分|应得|(?:[该本]?指标|[该本]项)(?:共|合计)?$")


def is_weight(score: Mention) -> bool:
    return _WEIGHT.search(score.clause) is not None or not score.clause
