"""Reads the figures of a text from left to right: what a clause and a sentence are is known from what went before."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from prose.around import bound_of, names_in_turn, words_before
from prose.mentions import AMOUNT, COUNT, DATE, PERCENT, PERIOD, TIME, YEAR, Mention
from prose.notation import NUMBER, Printed, figures, printed, shared_unit
from prose.roles import role_of, year_of
from prose.structure import Structure
from prose.topics import Sentence, Topics
from prose.zeros import zeros

LONGEST_SENTENCE = 2000  # characters
_FURTHEST = 60  # characters before a figure that are its clause
_FURTHEST_NAMES = 80  # characters before a series that name its figures
_OF_BUDGET = re.compile("的(?:年初|全年)?预算(?!执行)")
_NOUN = re.compile('[\u4e00-\u9fff“”"《》·]{1,14}')


def mentions(plain: str, built: Structure, fiscal: int | None) -> tuple[Mention, ...]:
    """Return all figures of *plain* in order; *fiscal* is the year 上年 counts from."""
    return tuple(sorted([*_Scanner(plain, built, fiscal).read(), *zeros(plain, built)], key=lambda one: one.start))


class _Scanner:
    def __init__(self, plain: str, built: Structure, fiscal: int | None) -> None:
        self.plain, self.built, self.fiscal = plain, built, fiscal
        marks = [*(one.mark for one in built.headings if one.mark), *built.inline]
        self.mark_ends = sorted(mark.end for mark in marks)
        self.skipped = {at for mark in marks for at in range(mark.start, mark.end)}
        self.skipped.update(at for index in built.contents for at in range(*built.lines[index]))
        self.topics = Topics(built)
        self.sentence = Sentence(0)
        self.floor = 0  # where the last figure ended
        self.named: dict[int, str] = {}  # names of figures that follow all their names

    def read(self) -> Iterator[Mention]:
        """Yield the figures in order."""
        for match in figures(self.plain):
            if match.start() in self.skipped:
                continue
            self._enter(match.start())
            figure = self._printed(match)
            if figure is not None:
                mention = self._mention(figure)
                yield mention
                self._leave(mention)

    def _enter(self, at: int) -> None:
        """Notice where a new sentence begins: what was stated holds no longer."""
        begin = self.sentence.start
        stop = max(self.plain.rfind(sign, begin, at) for sign in "。！？\n") + 1
        if stop <= begin and at - begin > LONGEST_SENTENCE:  # nobody wrote that: rules look back to its beginning
            stop = self.plain.rfind("，", begin, at) + 1 or at
        if stop > begin:
            self.sentence = Sentence(stop)

    def _printed(self, match: re.Match[str]) -> Printed | None:
        if match["year"]:
            self.sentence.year = int(match["year"])
        shared = shared_unit(self.plain, match)
        if shared:
            self._name_series(match.end("number") - len(match["number"].lstrip("-")), shared.end())
        return printed(self.plain, match, shared, self.sentence.year, self.floor)

    def _name_series(self, start: int, end: int) -> None:
        """Name the numbers of a series by the names before it: A、B分别为1.20和3.40万元."""
        if start in self.named:
            return
        before = self.plain[max(self.floor, self.sentence.start, start - _FURTHEST_NAMES) : start]
        names = names_in_turn(before)
        starts = [match.start() for match in NUMBER.finditer(self.plain, start, end)]
        if len(names) == len(starts) > 1:
            self.named.update(zip(starts, names, strict=True))

    def _mention(self, figure: Printed) -> Mention:
        kind, start, end = figure.kind, figure.start, figure.end
        clause, label = self._words(start)
        bound, label = bound_of(label, self.plain, end, figure.more)
        noun = _NOUN.match(self.plain, end) if kind in (COUNT, TIME) else None
        return Mention(
            kind, figure.value, figure.step, figure.unit, start, end, figure.digits_end,
            places=len(self.plain[start : figure.digits_end].replace("点", ".").partition(".")[2]),
            bound=bound, label=label, clause=clause, noun=noun[0] if noun else "",
            quantity=self.topics.quantity(clause, kind, start, self.floor, self.sentence),
            role=self._role(figure, clause), year=self._year(figure),
            sentence=self.sentence.start, heading=self.built.heading_at(start),
        )  # fmt: skip

    def _words(self, start: int) -> tuple[str, str]:
        """Return clause and label of the figure at *start*."""
        if start in self.named:
            return self.named[start], self.named[start]
        mark = bisect_right(self.mark_ends, start)
        behind_mark = self.mark_ends[mark - 1] if mark else 0
        return words_before(self.plain, max(self.floor, self.sentence.start, start - _FURTHEST, behind_mark), start)

    def _role(self, figure: Printed, clause: str) -> str:
        if figure.kind == AMOUNT and _OF_BUDGET.match(self.plain, figure.end):
            return "budget"
        return role_of(clause) if figure.kind in (AMOUNT, PERCENT, COUNT) else ""

    def _year(self, figure: Printed) -> int | None:
        """Return the year stated for a figure: 上年 speaks of the figure right behind it only."""
        if figure.kind in (YEAR, PERIOD):
            return None
        return year_of(self.plain[max(self.sentence.start, self.floor) : figure.start], self.fiscal, self.sentence.year)

    def _leave(self, mention: Mention) -> None:
        """Keep what later figures may speak of; a year or a date parts no words from them."""
        if mention.kind not in (YEAR, DATE):
            self.floor = mention.end
        if mention.kind == AMOUNT:
            self.sentence.take(mention)
