"""A text as people typed, scanned or pasted it, made readable: one width, no stray blanks, and the way back."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from prose.marks import BEGINS

_BLANKS = "\x0b\x0c\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_WEIGHTLESS = [*range(9), *range(14, 28), 31, 127, 0xAD, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F),
               *range(0x2060, 0x2070), *range(0xD800, 0xE000)]  # fmt: skip
# One character for one, so that every position stays; what is mapped to NUL goes.
_FOLD = {
    **{ord("０") + digit: ord("0") + digit for digit in range(10)},
    **{ord("Ａ") + letter: ord("A") + letter for letter in range(26)},
    **{ord("ａ") + letter: ord("a") + letter for letter in range(26)},
    **dict.fromkeys(map(ord, _BLANKS), " "),
    **dict.fromkeys(map(ord, "\u2028\u2029\x85\x1c\x1d\x1e\r"), "\n"),
    **dict.fromkeys(_WEIGHTLESS, "\0"),
    **str.maketrans("（）％．／～﹪﹒［］＋＝萬億圓○◯●", "()%./~%.[]+=万亿元〇〇·"),
    **str.maketrans("−–﹣‐‑－;!?:：﹔", "------；！？：：；"),
}
_FOLD = {code: to if isinstance(to, str) else chr(to) for code, to in _FOLD.items()}
_FOLDED = frozenset(map(chr, _FOLD))
_WIDE = "[,\u3001-\u303f\u3400-\u9fff\uff01-\uff60“”‘’()]"
# What goes: marks of no width, the ends of lines, and blanks inside numbers, before units, between wide characters.
_IDLE = re.compile(
    r"\0+|(?<=\n)[ \0\t]+|[ \0\t]+(?=\n|\Z)|\A[ \0\t]+|(?<=\t)[ \0]+|[ \0]+(?=\t)"
    r"|(?<=\d) +(?=\.\d)|(?<=[\d\n]\.) +(?=\d)"
    rf"|(?<=[\d%]) +(?={_WIDE}|%)|(?<={_WIDE}) +(?={_WIDE}|\d)"
)
_COMMA = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
# Full-width commas part thousands where a unit follows the last group: 1，052件.
_GROUPED = re.compile(r"(?<![\d.，])[1-9]\d{0,2}(?:，\d{3})+(?=\.\d|[万亿]?元|[人件册户份条亩次场页卷株吨米公个])")
_ITEM = re.compile(r"(?:^|[\n。；：;(])[ \0]*\d{1,2}\.\Z")  # before a blank: 1. begins an item, 766. is half a number
_AMOUNT = re.compile(r" +\d{1,4}(?:万?亿?元|万|亿|%|分(?![之钟公类期布享别批]))")
_PAGE = re.compile(
    r"^[ \0]*(?:[-—─·~]+ *\d{1,3} *[-—─·~]+|第 *\d{1,3} *页(?:[,，/ ]*共 *\d{1,3} *页)?|[Pp]age *\d{1,3}|\d{1,3} */ *\d{1,3})[ \0]*$",
    re.M,
)
_GOES_ON = re.compile("^(?:其中|包括|以及|并)|[，,]|如下：$")  # no heading has such words
_LONELY = re.compile(r"^[ \0]*(\d{1,3})[ \0]*$", re.M)
_ENTRY = re.compile(r"\d{1,2}(?:、|[.．](?=[\u4e00-\u9fff]))")  # begins an item even where a digit ends the line above
_TITLE = re.compile(r"[^，。；：、]{4,60}报告$")
_ENDS = "。；：！？;:.!?”）)》"
_OPEN = "，、(“《"
WHOLE = 20  # characters from which a line without an end may be one that a page broke
SHORT = 12  # characters up to which a line without marks may be a heading


@dataclass(frozen=True, slots=True)
class Text:
    """A text *given* and the same *plain*; *pages* are page marks of the given text, which the plain one leaves out.

    *joins* are the positions of the plain text before which a line break went.
    """

    given: str
    plain: str
    pages: tuple[tuple[int, int], ...]
    joins: tuple[int, ...]
    _starts: tuple[int, ...]  # of the kept pieces, in plain
    _shifts: tuple[int, ...]  # given minus plain, for each piece

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return where plain[start:end] stands in the text as given."""
        if not self._starts:
            return 0, 0
        return self._back(start), (self._back(end - 1) + 1 if end > start else self._back(start))

    def _back(self, at: int) -> int:
        return at + self._shifts[max(bisect_right(self._starts, at) - 1, 0)]


def normalise(given: str) -> Text:
    """Return *given* readable: half-width digits, no idle blanks or thousands separators, broken lines joined."""
    folded = _fold(given)
    pages = tuple(sorted([*(match.span() for match in _PAGE.finditer(folded)), *_counted_pages(folded)]))
    kept = _cut(folded, sorted([*_idle(folded), *pages]))
    breaks = list(_breaks(_text(folded, kept)))
    joins = tuple(start - gone for gone, (start, _) in _counted(breaks))
    kept = _without(folded, kept, breaks)
    separators = list(_separators(_text(folded, kept)))
    joins = tuple(join - sum(1 for start, _ in separators if start < join) for join in joins) if separators else joins
    kept = _without(folded, kept, separators)
    plain = _text(folded, kept).replace(",", "，")
    starts, shifts, length = [], [], 0
    for start, end in kept:
        starts.append(length)
        shifts.append(start - length)
        length += end - start
    return Text(given, plain, pages, joins, tuple(starts), tuple(shifts))


def _counted_pages(folded: str) -> list[tuple[int, int]]:
    """Return the lines that hold nothing but a number, where these count 1, 2, 3 through the text."""
    found = [(int(match[1]), match.span()) for match in _LONELY.finditer(folded)]
    counts = len(found) > 1 and all(number == place for place, (number, _) in enumerate(found, found[0][0]))
    return [span for _, span in found] if counts and found[0][0] < 3 else []


def _fold(given: str) -> str:
    """Return *given* translated by _FOLD: by the few of its characters a text has, many times as fast as str.translate."""
    for one in _FOLDED.intersection(given):
        given = given.replace(one, _FOLD[ord(one)])
    return given


def _without(folded: str, kept: list[tuple[int, int]], gaps: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the pieces of *folded* that are *kept* and not in *gaps*, spans of the kept text."""
    return _cut(folded, sorted([*_gaps(kept, len(folded)), *_given_back(kept, gaps)])) if gaps else kept


def _idle(folded: str) -> Iterator[tuple[int, int]]:
    for match in _IDLE.finditer(folded):
        start, end = match.span()
        if (
            folded[start - 1 : start] == "."
            and _ITEM.search(folded, max(start - 8, 0), start)
            and not _AMOUNT.match(folded, start)
        ):
            continue
        yield start, end


def _separators(text: str) -> Iterator[tuple[int, int]]:
    """Yield the commas that part thousands."""
    found = [match.span() for match in _COMMA.finditer(text)]
    for match in _GROUPED.finditer(text):
        found += [(at, at + 1) for at in range(*match.span()) if text[at] == "，"]
    yield from sorted(found)


def _cut(text: str, gaps: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the pieces of *text* that *gaps* (in order, may overlap) leave."""
    kept, at = [], 0
    for start, end in gaps:
        if start > at:
            kept.append((at, start))
        at = max(at, end)
    if at < len(text):
        kept.append((at, len(text)))
    return kept


def _gaps(kept: list[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    at = 0
    for start, end in kept:
        if start > at:
            yield at, start
        at = end
    if at < length:
        yield at, length


def _text(folded: str, kept: list[tuple[int, int]]) -> str:
    return "".join([folded[start:end] for start, end in kept])


def _given_back(kept: list[tuple[int, int]], spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Return spans of the kept text as spans of the whole."""
    starts, length = [], 0
    for start, end in kept:
        starts.append(length)
        length += end - start
    for start, end in spans:
        first, last = (bisect_right(starts, at) - 1 for at in (start, end - 1))
        yield start - starts[first] + kept[first][0], end - starts[last] + kept[last][0]


def _counted(breaks: list[tuple[int, int]]) -> Iterator[tuple[int, tuple[int, int]]]:
    gone = 0
    for start, end in breaks:
        yield gone, (start, end)
        gone += end - start


def _breaks(text: str) -> Iterator[tuple[int, int]]:
    """Return the line breaks inside a paragraph: the page or the scan made them, not the writer."""
    lines = [(match.start(), match.end()) for match in re.finditer(r"[^\n]+", text)]
    width = _width([end - start for start, end in lines])
    for (start, end), (next_start, next_end) in pairwise(lines):
        if _is_broken(text[start:end], text[next_start:next_end], width):
            yield end, next_start


def _width(lengths: list[int]) -> int:
    """Return the width at which a text is wrapped, or 0 where its lines are whole paragraphs."""
    common = Counter(length for length in lengths if length >= WHOLE).most_common(1)
    if not common:
        return 0
    width = max(length for length, times in Counter(lengths).items() if times * 2 >= common[0][1])
    full = sum(1 for length in lengths if width - 3 <= length <= width)
    return width if full >= 8 and full * 4 >= len(lengths) else 0


def _is_broken(line: str, following: str, width: int) -> bool:
    if "\t" in line or "\t" in following:  # the rows of a table
        return False
    if line[-1] in "(《“":
        return True
    if BEGINS.match(following) and not line[-1].isdigit():
        return False
    full = line[-1] in ")》”" and width - 3 <= len(line) <= width + 2  # wrapped behind a bracket: 维修(护)/费
    if line[-1] in _ENDS and line[-1] != "." and not full:
        return False
    if _ENTRY.match(following) or _TITLE.match(line):
        return False
    if line[-1] == "." and line[-2:-1].isdigit() and following[0].isdigit() and not _ITEM.search(line):
        return True
    if line[-1].isdigit() and (following[0].isdigit() or following[0] in ".万亿元%"):
        return True
    if line[-1] in "，、," and not (_may_be_title(following) and (following[-1] != "：" or BEGINS.match(line))):
        return True  # however wide the line is: no paragraph ends so
    if width:
        return width - 6 <= len(line) <= width + 2
    if _may_be_title(following):
        return line[-1] in "、("
    if BEGINS.match(line) and len(line) < 35 and "，" not in line and "," not in line:
        return line[-1] in _OPEN
    return len(line) >= WHOLE or line[-1] in _OPEN


def _may_be_title(line: str) -> bool:
    """Return whether a line without a mark may be a heading: short, no sentence, nothing that goes on with one."""
    return len(line) <= SHORT and line[-1] not in "。；！？，、)" and not _GOES_ON.search(line)
