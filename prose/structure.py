"""How a text is built: its lines, the marks that number them, the headings as a tree."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from prose.marks import RANKS, Mark, inline_marks, mark_at
from prose.pieces import Span

LONGEST_TITLE = 45
_LONGEST_SENTENCE_TITLE = 25  # of one that holds a comma and runs into its text
_CONTENTS_LINES = 60  # of a table of contents
_STOP = re.compile(r"[。；！？：]")
_BODY = re.compile(r"[。；！？，、：]|\d+(?:\.\d+)?(?:万|亿)?(?:元|%|人)")
_CONTENTS = re.compile(r"(?:\.{3,}|…{1,}|·{3,}|-{4,})[ .…·]*\d{1,3}$|PAGEREF _?Toc\d+[^\n]{0,12}$")
_PAGE = ".…·\t -0123456789"  # what stands behind a title in a table of contents
_WORD = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered line, or a short line of its own: *level* from 1, *title* its words without the mark.

    *body* is where its own text begins (behind the title), *end* where the next heading begins, *stop* where the next
    one of its level or above begins. *parent* is the index of the heading it belongs to, −1 for a chapter.
    *runs_in* says that text follows on the same line; a *paragraph* is a numbered line too long to be a heading.
    """

    mark: Mark | None
    level: int
    title: str
    start: int
    body: int
    end: int
    stop: int
    parent: int
    runs_in: bool
    paragraph: bool


@dataclass(frozen=True, slots=True)
class Structure:
    """*lines* are spans without their break, *contents* those of a table of contents, *inline* marks inside paragraphs."""

    plain: str
    lines: tuple[Span, ...]
    contents: frozenset[int]
    headings: tuple[Heading, ...]
    inline: tuple[Mark, ...]
    _starts: tuple[int, ...]

    def heading_at(self, at: int) -> int:
        """Return the index of the heading *at* stands under or in, −1 before the first."""
        return bisect_right(self._starts, at) - 1

    def chapter_at(self, at: int) -> int:
        """Return the index of the outermost heading *at* stands under, −1 before the first."""
        index = self.heading_at(at)
        while index >= 0 and self.headings[index].parent >= 0:
            index = self.headings[index].parent
        return index

    def path(self, at: int) -> list[Heading]:
        """Return the headings above *at*, the nearest first."""
        found, index = [], self.heading_at(at)
        while index >= 0:
            found.append(self.headings[index])
            index = self.headings[index].parent
        return found

    def children(self, index: int) -> list[int]:
        """Return the indices of the headings directly under heading *index* (−1: the chapters)."""
        stop = self.headings[index].stop if index >= 0 else len(self.plain)
        below = range(index + 1, bisect_left(self._starts, stop))
        return [child for child in below if self.headings[child].parent == index]

    def body_of(self, heading: Heading) -> str:
        """Return the words of a heading with all that stands under it, without its title."""
        return self.plain[heading.body : heading.stop]

    def title_lines(self) -> list[Span]:
        """Return the lines before the first numbered heading."""
        first = next((one.start for one in self.headings if one.mark), len(self.plain))
        return [line for line in self.lines if line[1] <= first]


def structure(plain: str) -> Structure:
    """Return how *plain* is built."""
    lines = tuple(match.span() for match in re.finditer(r"[^\n]+", plain))
    contents = frozenset(_contents(plain, lines))
    found = list(_headings(plain, lines, contents))
    headings = tuple(_closed(found, len(plain)))
    starts = tuple(one.start for one in headings)
    return Structure(plain, lines, contents, headings, tuple(inline_marks(plain)), starts)


def _contents(plain: str, lines: Sequence[Span]) -> Iterator[int]:
    """Yield the lines of a table of contents: dots and a page number, or the numbered titles right below 目录."""
    for index, (start, end) in enumerate(lines):
        if _CONTENTS.search(plain, max(start, end - 60), end):
            yield index
        elif plain[start:end] in ("目录", "目次"):
            yield from range(index, _after_contents(plain, lines, index))


def _after_contents(plain: str, lines: Sequence[Span], index: int) -> int:
    """Return the line behind the contents list that begins at *index*: its first title comes again there."""
    titles: set[str] = set()
    for at in range(index + 1, min(len(lines), index + _CONTENTS_LINES)):
        title = plain[slice(*lines[at])].rstrip(_PAGE)
        if title in titles or len(title) > LONGEST_TITLE:
            return at if title in titles else index + 1
        titles.add(title)
    return index + 1


def _headings(plain: str, lines: Sequence[Span], contents: frozenset[int]) -> Iterator[Heading]:
    """Yield the headings with level and parent; where each ends is not known yet."""
    above: list[tuple[str, int]] = []  # style and index of every numbered heading the next one stands under
    count = done = 0
    for index, (start, end) in enumerate(lines):
        if index in contents or start < done:
            continue
        mark = mark_at(plain, start + 2 if plain.startswith("- ", start) else start)
        if mark:
            end = _end_of_title(plain, lines, index, mark)
            _close(above, mark)
        elif not (count and _is_short_title(plain, lines, index)):
            continue
        yield replace(_heading(plain, mark, start, end), level=len(above) + 1, parent=above[-1][1] if above else -1)
        if mark:
            above.append((mark.style, count))
        count, done = count + 1, end


def _end_of_title(plain: str, lines: Sequence[Span], index: int, mark: Mark) -> int:
    """Return where the line of *mark* ends; the next one where that holds the words to a number that stands alone."""
    end = lines[index][1]
    if mark.end < end or index + 1 == len(lines) or mark_at(plain, lines[index + 1][0]):
        return end
    return lines[index + 1][1]


def _close(above: list[tuple[str, int]], mark: Mark) -> None:
    """Drop from *above* what the next heading with *mark* does not stand under."""
    styles = [style for style, _ in above]
    if mark.style in styles:
        del above[styles.index(mark.style) :]
    elif mark.number != 1 or RANKS[mark.style] <= RANKS["section"]:
        while above and RANKS[above[-1][0]] > RANKS[mark.style]:
            above.pop()


def _heading(plain: str, mark: Mark | None, start: int, end: int) -> Heading:
    """Return the heading on one line, of level 1: its title ends at the first stop."""
    begin = mark.end if mark else start
    stop = _STOP.search(plain, begin, end)
    title = plain[begin : stop.start() if stop else end].replace("\n", "").strip()
    runs_in = stop is not None and stop.end() < end
    body = stop.end() if stop else end
    return Heading(mark, 1, title, start, body, end, end, -1, runs_in, _is_paragraph(title, runs_in))


def _is_paragraph(title: str, runs_in: bool) -> bool:
    """Return whether what stands behind a mark is a sentence rather than a title."""
    if len(title) > LONGEST_TITLE:
        return True
    return runs_in and len(title) > _LONGEST_SENTENCE_TITLE and "，" in title


def _is_short_title(plain: str, lines: Sequence[Span], index: int) -> bool:
    """Return whether a line without a mark is a heading: a few words that no sign ends, above a longer line."""
    start, end = lines[index]
    words = plain[start:end].removesuffix("：")
    below = lines[index + 1] if index + 1 < len(lines) else None
    return (
        2 <= len(words) <= 15
        and below is not None
        and below[1] - below[0] > len(words)
        and bool(_WORD.match(words))
        and not _BODY.search(words)
    )


def _closed(found: Sequence[Heading], length: int) -> Iterator[Heading]:
    """Yield the headings with the places where each ends."""
    stops = [length] * len(found)
    waiting: list[int] = []
    for index, heading in enumerate(found):
        while waiting and found[waiting[-1]].level >= heading.level:
            stops[waiting.pop()] = heading.start
        waiting.append(index)
    for index, heading in enumerate(found):
        end = found[index + 1].start if index + 1 < len(found) else length
        yield replace(heading, end=end, stop=stops[index])
