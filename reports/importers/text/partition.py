"""A text parted into chapters by the words of its headings, whatever their numbers and places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field

from prose.chapters import kinds_of
from prose.marks import RANKS
from prose.reading import Prose
from prose.structure import Heading
from reports.importers.chapters import chapter_key

# Before the first chapter, behind the last one (the list of attachments; who signs and when), and under a heading whose
# words say nothing.
OPENING, ATTACHMENTS, CLOSING, REST = "opening", "attachments", "closing", "others"
FRAME = frozenset({OPENING, ATTACHMENTS, CLOSING})
LONGEST = 30  # characters of a heading without a number
_SHORT = 18  # characters of a heading that names a chapter rather than telling something
_ATTACHED = re.compile(r"附[件表] ?\d{0,2}：")
_DAY = re.compile(
    r"(?:20\d{2}|[二〇零一二三四五六七八九]{4})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日"
)
_STOPS = frozenset("。；，！？、;,")
# Chapters whose items may be called like a chapter without being one, and those that may stand under them all the same.
_LISTS = frozenset({"problems", "improvements", "goals", "key_tasks", "duties", "evaluation_process", "goal_setting"})
_WITHIN = frozenset({"problems", "improvements", "goals"})
# Chapters that others often stand under.
_WIDE = frozenset({"unit_profile", "expenditure_scale", REST})
# What a heading announces (prose.chapters) → the chapter its words go to where they are no known ones, most telling first.
_NEAREST = {
    "problems": "problems", "measures": "improvements", "disclosure": "result_disclosure", "result": "conclusion",
    "three_public": "three_public", "basic": "basic_expenditure", "funds": "government_fund_budget",
    "assets": "asset_management", "done": "goal_completion", "goals": "goals", "process": "evaluation_process",
    "projects": "project_expenditure", "spending": "expenditure_scale", "duties": "duties", "staff": "staffing",
    "profile": "unit_profile", "others": "others",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """A piece plain[start:end] that belongs to the chapter *key*; its own words begin at *body*, behind the *heading*.

    *heading* is the one that opens it, None where a chapter goes on or nothing stands above. *doubt* says why its place
    is not certain.
    """

    key: str
    start: int
    body: int
    end: int
    heading: Heading | None = None
    doubt: str = ""


@dataclass
class _Opened:
    """A chapter that is open, by the heading that opened it; *last* is the last number seen of each style inside.

    *guessed* says that the words of its heading were no known ones.
    """

    heading: Heading
    key: str
    guessed: bool = False
    last: dict[str, int] = field(default_factory=dict)

    def holds(self, other: Heading, above: Set[int]) -> bool:
        """Return whether *other* stands in this chapter; *above* is where the headings over it begin by their marks."""
        own, mark = self.heading.mark, other.mark
        if mark is None:
            return own is not None
        if own is None:
            inside = RANKS[mark.style] > RANKS["section"]
        elif mark.style == own.style:
            # A list inside may look like the heading above it: what goes on with it is inside, what goes on with that not
            goes_on = self.last.get(mark.style, 0) + 1 == mark.number and mark.style in self.last
            inside = goes_on or (mark.number <= own.number and mark.number == 1)
        else:
            inside = self.heading.start in above
        if inside:
            self.last[mark.style] = mark.number
        return inside


def parts(prose: Prose) -> tuple[Part, ...]:
    """Return the whole text in parts, without a gap, in order."""
    found = [Part(OPENING, 0, 0, 0), *_begun(prose)]
    for key, begin in _behind(prose, found[-1].start):
        found = [*(one for one in found if one.start < begin), Part(key, begin, begin, 0)]
    ends = [*(one.start for one in found[1:]), len(prose.plain)]
    whole = (
        Part(one.key, one.start, one.body, end, one.heading, one.doubt) for one, end in zip(found, ends, strict=True)
    )
    return tuple(one for one in whole if one.end > one.start)


def _behind(prose: Prose, last: int) -> Iterator[tuple[str, int]]:
    """Yield what stands behind the last chapter, which begins at *last*: the attachments, and who signs on which day."""
    lines = [line for line in prose.structure.lines if line[0] > last]
    at = next((start for start, end in lines if _ATTACHED.match(prose.plain, start, end)), None)
    if at is not None:
        yield ATTACHMENTS, at
    dated = [n for n, (start, end) in enumerate(lines) if _DAY.fullmatch(prose.plain, start, end)]
    if dated and dated[-1] >= len(lines) - 2:
        signed = dated[-1] - 1
        by_name = signed >= 0 and _STOPS.isdisjoint(prose.plain[slice(*lines[signed])])
        begin = lines[signed if by_name else dated[-1]][0]
        if at is None or begin > at:
            yield CLOSING, begin


def _begun(prose: Prose) -> Iterator[Part]:
    """Yield the parts where they begin; their ends are not known yet."""
    open_: list[_Opened] = []
    for heading in _candidates(prose):
        own = _key(heading)
        if own and open_ and _is_item(heading, own, open_[-1]):
            own = ""
        before = open_[-1] if open_ else None
        above = {one.start for one in prose.structure.path(heading.start)}
        while open_ and not open_[-1].holds(heading, above):
            open_.pop()
        doubt = ""
        if not own and (own := _nearest(heading, open_)):
            doubt = f"标题“{heading.title[:LONGEST]}”不是常用的说法，请看放在这里对不对"
        if own:
            open_.append(_Opened(heading, own, bool(doubt)))
            yield Part(own, heading.start, heading.body, 0, heading, doubt)
        elif open_ and open_[-1] is not before:
            yield Part(open_[-1].key, heading.start, heading.start, 0)


def _candidates(prose: Prose) -> Iterator[Heading]:
    """Yield the headings, and the short lines without a number that are called like a chapter."""
    headings = {one.start: one for one in prose.structure.headings}
    for index, (start, end) in enumerate(prose.structure.lines):
        if start in headings:
            yield headings[start]
        elif index not in prose.structure.contents and end - start <= LONGEST:
            title = prose.plain[start:end]
            if _STOPS.isdisjoint(title) and chapter_key(title):
                yield Heading(None, 1, title, start, end, end, end, -1, False, False)


def _key(heading: Heading) -> str:
    """Return the chapter a heading opens by its words, or blank."""
    is_plain = heading.mark is None or RANKS[heading.mark.style] <= RANKS["section"]
    if heading.paragraph or (not is_plain and any(one.isdigit() for one in heading.title.partition("年")[2])):
        return ""
    return chapter_key(heading.title)


def _is_item(heading: Heading, key: str, above: _Opened) -> bool:
    """Return whether a heading called like a chapter is only an item of the list it stands in."""
    is_low = heading.mark is not None and RANKS[heading.mark.style] >= RANKS["item"]
    return is_low and above.key in _LISTS and key not in _WITHIN


def _nearest(heading: Heading, open_: Sequence[_Opened]) -> str:
    """Return the chapter that the words of an unknown heading come nearest to; blank where it stands well as it is."""
    if heading.mark is None or RANKS[heading.mark.style] > RANKS["section"]:
        return ""
    kinds = frozenset() if heading.paragraph else kinds_of(heading.title)
    nearest = next((key for kind, key in _NEAREST.items() if kind in kinds), "")
    if not open_:
        return nearest or REST
    above = open_[-1]
    is_wide = (above.guessed or above.key in _WIDE) and len(heading.title) <= _SHORT
    return nearest if is_wide and nearest != above.key else ""
