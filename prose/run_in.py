"""Lists inside a line: in brackets behind their total, announced by 其中 and its like, or summed up at their end."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from prose.lists import SUBTOTAL, Listing, begins_anew, fitting, is_part, is_weight, same_measure
from prose.marks import Mark
from prose.mentions import AMOUNT, COUNT, SCORE, Mention, Span

if TYPE_CHECKING:
    from prose.reading import Prose

_ANNOUNCES = (
    r"其中|包括|包含|分别(?:是|为|有)|分为|分(?=：)|分成|主要(?:用于|包括|包含|是|为|有)|具体(?:用于|为|是|有|包括|如下)|用于|即|明细(?:为|如下)?"
    r"|构成(?:为|如下)?|项目(?:是|为|有)|各项|来源[为是：]"
    # prizes and bare names need no word: 获奖12项，一等奖2项; 合计5人：干部3人
    r"|(?=[特一]等奖)|(?<=：)(?=[\u4e00-\u9fff]{2,12}[\d一二三四五六七八九十])"
)
_OPENER = re.compile(
    # a share of the total may stand between: 273.77万元，占85.2%，其中
    r"(?:，[^，。；()\t\d\n]{0,10}\d{1,3}(?:\.\d{1,4})?%)?"
    # a few words, one sign, a few words; a full stop only where what follows begins no sentence of its own
    r"[^，。；()\t\d\n]{0,12}?(?:。(?=其中：|项目[是为]|包括：|具体为|分别[为是])|[，；：、])?[^，。；：()\t\d\n]{0,10}?"
    rf"(?P<word>{_ANNOUNCES})"
)
_CLOSING = re.compile(r"分别(?:是|为|有)|分为|分|来源|即|构成|明细|各项|具体(?:为|是|如下)|项目(?:是|为|有)")
_BRACKET = re.compile(r"[^，。；：、()\d\n]{0,8}\(")
_LOOSE = re.compile("含|注|主要|包括")  # begins a bracket that need not hold all
_AND_SO_ON = re.compile(r"等(?:等)?(?:[^\u4e00-\u9fff级]|$|[几数多]?[项类个方]|支出|费用|经费|开支|用途|项目)")
_OTHER = re.compile(r"^(?:其中|以及|和|及)?(?:其他|其它|其余)")
_GAP = re.compile("差[值额]|相差")  # a difference has no parts


def run_in_lists(prose: Prose) -> Iterator[Listing]:
    """Yield the totals of every line with their parts."""
    for start, end in prose.structure.lines:
        figures = [one for one in prose.between(start, end) if one.kind in (AMOUNT, COUNT, SCORE)]
        if len(figures) > 1 and prose.plain.count("\t", start, end) < 2:  # the rows of a table are no sentences
            yield from _Line(prose, start, end, figures).listings()


class _Line:
    """One paragraph with its figures, the brackets they stand in, and the marks of its items."""

    def __init__(self, prose: Prose, start: int, end: int, figures: Sequence[Mention]) -> None:
        self.plain, self.start, self.end, self.figures = prose.plain, start, end, figures
        self.starts = [one.start for one in figures]
        self.brackets = dict(_brackets(self.plain, start, end))
        self.depths = list(_innermost(sorted(self.brackets.items()), self.starts))
        self.marks = list(_marks(prose, start, end))

    def listings(self) -> Iterator[Listing]:
        """Yield every total with its parts."""
        for index, total in enumerate(self.figures):
            yield from self._bracketed(index, total)
            yield from self._announced(index, total)
            yield from self._summed(index, total)

    def _bracketed(self, index: int, total: Mention) -> Iterator[Listing]:
        """Yield the list in the bracket behind a total: 5万元（水费2万元，电费3万元）."""
        span = self._bracket_behind(total.end)
        if span:
            parts = [one for one in self._between(*span) if self._depth(one) == span]
            words = self.plain[span[0] + 1 : span[1]]
            word = "其中" if "其中" in words[:40] else ""
            yield from self._listing(total, parts, "bracket", word, not word and not _LOOSE.match(words), span[1])

    def _bracket_behind(self, at: int) -> Span | None:
        """Return the bracket right behind a figure that ends at *at*, or None."""
        opening = _BRACKET.match(self.plain, at, self.end)
        start = opening.end() - 1 if opening else -1
        return (start, self.brackets[start]) if start in self.brackets else None

    def _announced(self, index: int, total: Mention) -> Iterator[Listing]:
        """Yield the list a word behind a total announces: 5万元，其中：水费2万元，电费3万元."""
        bracket = self._bracket_behind(total.end)
        opener = _OPENER.match(self.plain, bracket[1] + 1 if bracket else total.end, self.end)
        if opener is None:
            return
        begin, stop = opener.end(), self._stop(index, opener.end())
        beside = [one for one in self._between(begin, stop) if self._depth(one) == self.depths[index]]
        semicolon = self.plain.find("；", begin, stop)
        if beside and 0 <= semicolon < beside[0].start:
            return
        near = [one for one in beside if one.start < semicolon]
        if len(near) < len(beside) and _ends(total, near, beside[len(near)]):
            beside, stop = near, semicolon
        parts = self._alike(total, beside, begin, stop)
        yield from self._listing(total, parts, "inline", opener["word"], bool(_CLOSING.match(opener["word"])), stop)

    def _between(self, start: int, end: int) -> Sequence[Mention]:
        return self.figures[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def _depth(self, one: Mention) -> Span | None:
        return self.depths[bisect_left(self.starts, one.start)]

    def _alike(self, total: Mention, parts: Sequence[Mention], start: int, stop: int) -> Sequence[Mention]:
        """Return the parts that are figures of the total's own sort, of numbered items one each."""
        if total.kind == SCORE:
            return [one for one in parts if is_weight(one, self.plain) == is_weight(total, self.plain)]
        marks = [mark for mark in self.marks if start <= mark.start < stop]
        items = [mark.start for mark in marks if mark.style == marks[0].style]
        if len(items) < 2 or not parts or parts[0].start < items[0]:
            return parts
        own = ([one for one in parts if begin <= one.start < end] for begin, end in pairwise([*items, stop]))
        return [one for figures in own if (one := fitting(total, figures))]

    def _stop(self, index: int, opened: int) -> int:
        """Return where a list opened at *opened* ends: with its bracket, its item, or its sentence unless marks go on."""
        inside = self.depths[index]
        limit = inside[1] if inside else self.end
        behind = [mark for mark in self.marks if mark.start >= opened]
        own = self._mark_before(self.figures[index].start)
        limit = min([limit, *(mark.start for mark in behind if own and mark.style == own.style)])
        items = [mark for mark in behind if mark.start < limit]
        begin = opened + 1
        if items and not self._between(opened, items[0].start):
            begin = [mark.end for mark in items if mark.style == items[0].style][-1]
        stop = self.plain.find("。", begin, limit)
        return limit if stop < 0 else stop

    def _mark_before(self, at: int) -> Mark | None:
        """Return the mark of the item *at* stands in, or None."""
        sentence = max(self.start, *(self.plain.rfind(sign, self.start, at) for sign in "。；"))
        return next((mark for mark in reversed(self.marks) if sentence <= mark.start < at), None)

    def _summed(self, index: int, total: Mention) -> Iterator[Listing]:
        """Yield the list a total ends: 水费2万元，电费3万元，合计5万元."""
        subtotal = SUBTOTAL.fullmatch(total.label.lstrip("，；"))
        if subtotal is None or not index:
            return
        own = max(self.figures[index - 1].end, total.start - len(total.clause))
        near = self._before(index, self._begin(own, "。；"))
        parts = near if len(near) > 1 else self._before(index, self._begin(own, "。"))
        of = subtotal["of"]
        if len(parts) > 1 and (not of or any(of[-1] in part.label for part in parts)):
            yield from self._listing(total, parts, "above", "合计", True, total.start)

    def _begin(self, at: int, signs: str) -> int:
        return max(self.plain.rfind(sign, self.start, at) for sign in signs) + 1

    def _before(self, index: int, begin: int) -> list[Mention]:
        """Return the figures from *begin* up to the total at *index*, as far as they can be added to it."""
        parts: list[Mention] = []
        for at in range(index - 1, -1, -1):
            one = self.figures[at]
            if one.start < begin or SUBTOTAL.fullmatch(one.label) or not same_measure(self.figures[index], one):
                break
            if self.depths[at] == self.depths[index]:
                parts.append(one)
        return parts[::-1]

    def _listing(
        self, total: Mention, figures: Sequence[Mention], form: str, word: str, closed: bool, stop: int
    ) -> Iterator[Listing]:
        """Yield the list of those *figures* that can be parts of *total*, if any; it ends at *stop*."""
        parts = tuple(one for one in figures if same_measure(total, one) and is_part(total, one))
        if not parts or _GAP.search(total.label):
            return
        tail = self.plain[parts[-1].end : stop]
        opened = bool(_AND_SO_ON.search(tail[:12])) or any(one.label.endswith("等") for one in parts)
        closed = closed or (bool(_OTHER.match(parts[-1].label)) and len(parts) > 1)
        yield Listing(total, parts, form, word, closed and not opened, opened)


def _ends(total: Mention, near: Sequence[Mention], other: Mention) -> bool:
    """Return whether the list of *total* is *near*, and *other* behind the semicolon speaks of something else.

    Of amounts the first item may stand alone before a semicolon; a count that is whole by its first kind is whole.
    """
    several = len(near) > 1 or (bool(near) and total.kind == COUNT)
    whole = all(same_measure(total, one) for one in near) and sum(one.value for one in near) == total.value
    return several and (whole or begins_anew(total, other))


def _brackets(plain: str, start: int, end: int) -> Iterator[Span]:
    """Yield the matched round brackets of plain[start:end], from the opening to the closing one."""
    waiting = []
    for match in re.finditer(r"[()]", plain[start:end]):
        if match[0] == "(":
            waiting.append(start + match.start())
        elif waiting:
            yield waiting.pop(), start + match.start()


def _innermost(brackets: Sequence[Span], starts: Sequence[int]) -> Iterator[Span | None]:
    """Yield for each of *starts* the innermost of *brackets* around it, or None; both in order."""
    around: list[Span] = []
    opened = 0
    for at in starts:
        while opened < len(brackets) and brackets[opened][0] < at:
            around.append(brackets[opened])
            opened += 1
        while around and around[-1][1] < at:
            around.pop()
        yield around[-1] if around else None


def _marks(prose: Prose, start: int, end: int) -> Iterator[Mark]:
    """Yield the mark a line begins with and those inside it."""
    index = prose.structure.heading_at(start)
    heading = prose.structure.headings[index] if index >= 0 else None
    if heading and heading.mark and heading.start == start:
        yield heading.mark
    inline = prose.structure.inline
    first, last = (bisect_left(inline, at, key=lambda mark: mark.start) for at in (start, end))
    yield from inline[first:last]
