"""What last year's words still say of last year: clauses that came over with their figures and stand as they were. Pure.

A clause is touched once anything in it changes; nothing but the clauses themselves is kept (filing.Rolled).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from prose.fiscal import year_of
from prose.mentions import DATE, PERIOD, YEAR, Mention
from reports.checks.passages import Passage, chapters, reading
from reports.checks.registry import WARNING, Judgement, Place, agree, rule, value_at
from reports.filing import Filing
from reports.quoting import told

Span = tuple[int, int]
Standing = tuple[dict[str, list[Span]], list[Span]]
CODE = "N105"
NAMED = 3  # clauses a message repeats
_CLAUSE = re.compile(r"[^，。；！？\n]+")
_CHINESE = str.maketrans({str(digit): numeral for digit, numeral in enumerate(["[〇零○]", *"一二三四五六七八九"])})


@dataclass(frozen=True)
class Leftover:
    """A clause of last year that stands in this year's words: its row's *key*, its *place*, the *places* lit in it."""

    key: str
    words: str
    place: Place
    places: tuple[Place, ...]

    @property
    def stands(self) -> str:
        """Return the address of the text it stands in."""
        return self.place[0]


def leftovers(filing: Filing, titles: Mapping[str, str]) -> list[Leftover]:
    """Return the clauses nobody has touched, in the order of *filing*; *titles* as in ``passages.chapters``."""
    if not filing.rolled:
        return []
    written = {passage.at: passage for passage in chapters(filing, titles)}
    standing: dict[str, Standing] = {}
    found = []
    for key, row in filing.rolled.items():
        if row.stands not in standing:
            standing[row.stands] = _standing(filing, row.stands, written.get(row.stands))
        lines, near = standing[row.stands]
        if spans := lines.get(row.words):
            lit = [one for span in spans for one in _inside(near, span)]
            places = tuple((row.stands, *span) for span in lit)
            found.append(Leftover(key, row.words, (row.stands, *spans[0]), places))
    return found


def _standing(filing: Filing, at: str, passage: Passage | None) -> Standing:
    """Return where each clause of the text at *at* stands, and the figures of a chapter that may be last year's."""
    text = str(value_at(filing, at) or "")
    lines: dict[str, list[Span]] = {}
    for span in clauses(text):
        lines.setdefault(text[slice(*span)], []).append(span)
    return lines, figures(passage, filing.fiscal_year, around(filing.fiscal_year - 1)) if passage else []


def _inside(near: Sequence[Span], clause: Span) -> list[Span]:
    """Return what of *near* stands in a clause; all of one whose figures are no longer understood."""
    return [one for one in near if clause[0] <= one[0] and one[1] <= clause[1]] or [clause]


def clauses(text: str) -> Iterator[Span]:
    """Yield what stands between two marks of *text*, without blanks around it."""
    for match in _CLAUSE.finditer(text):
        words = match[0].strip()
        if words:
            start = match.start() + match[0].index(words[0])
            yield start, start + len(words)


def around(year: int) -> tuple[int, int, int]:
    """Return the years that tell of a report of *year*: its own, the one it compares with, the one it plans for."""
    return year - 1, year, year + 1


def figures(passage: Passage, year: int, years: Sequence[int], *, names: bool = False) -> list[Span]:
    """Return where *passage*, read for *year*, has figures of its own: quotations are none, nor are years not of *years*.

    Of *names* only the years count.
    """
    prose, quoted = reading(passage.text, year), [(one.start, one.end) for one in passage.told.pieces if one.node]
    read = [one for one in prose.mentions if _tells(one, years, names, prose.plain[one.start])]
    placed = [passage.place(prose.text.original(one.start, one.end)) for one in read]
    spans = [place[1:] for place in placed if place] + [match.span() for match in _years(years).finditer(passage.kept)]
    return _merged(span for span in spans if not any(span[0] < end and start < span[1] for start, end in quoted))


def _tells(one: Mention, years: Sequence[int], names: bool, first: str) -> bool:
    """Return whether a figure may be another this year; 没有 is none, 一 and 两 stand in too many idioms: 两项资金."""
    if one.kind in (YEAR, DATE):
        return year_of(one) in (0, *years)
    return not names and one.kind != PERIOD and one.unit != "" and first not in "一两"


def _years(years: Sequence[int]) -> re.Pattern[str]:
    digits = [str(year) for year in years]
    return re.compile(rf"(?<!\d)(?:{'|'.join(digits)})(?!\d)|{'|'.join(one.translate(_CHINESE) for one in digits)}")


def _merged(spans: Iterable[Span]) -> list[Span]:
    found: list[Span] = []
    for start, end in sorted(set(spans)):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


@rule(
    CODE, WARNING, "沿用上年报告的话都改过", kind="wrong_year", source="从上年报告开始填报",
    how="从上年报告沿用的文字中，仍写着上年的年份、日期、数字的分句，改动之前一直标出。与填报数相同的数、本年度的年份已自动换成引用，不算。",
    mend="改成今年的情况；今年仍然如此的，点“仍然正确”，或写情况说明。",
)  # fmt: skip
def words_are_this_years(filing, params):
    found = leftovers(filing, params["chapter_titles"])
    for at in dict.fromkeys(one.stands for one in found):
        here = [one for one in found if one.stands == at]
        words = [told(filing, one.words).words for one in here]
        yield Judgement(
            (at,),
            f"{len(here)} 处沿用上年的话没有改",
            f"“{'”“'.join(words[:NAMED])}”{'等' if len(here) > NAMED else ''}还是上年的话，请改成今年的情况。",
            quotes=tuple(one.words for one in here),
            places=tuple(place for one in here for place in one.places),
        )
    touched = {row.stands for row in filing.rolled.values()} - {one.stands for one in found}
    yield from (agree(filing, at) for at in sorted(touched) if value_at(filing, at))


RULES = (words_are_this_years,)
