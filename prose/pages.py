"""What pages leave in a text: their numbers, and the ends of lines inside a paragraph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from prose.folding import ITEM
from prose.marks import BEGINS
from prose.pieces import Span

_NUMBER = r"\d{1,3}"
_DASHED = rf"[-—─·~]+ *{_NUMBER} *[-—─·~]+"
_COUNTED = rf"第 *{_NUMBER} *页(?:[,，/ ]*共 *{_NUMBER} *页)?"
_PAGE = re.compile(rf"^ *(?:{_DASHED}|{_COUNTED}|[Pp]age *{_NUMBER}|{_NUMBER} */ *{_NUMBER}) *$", re.M)
_LONELY = re.compile(rf"^ *({_NUMBER}) *$", re.M)

_GOES_ON = re.compile("^(?:其中|包括|以及|并)|[，,]|如下：$")  # no heading has such words
_ENTRY = re.compile(r"\d{1,2}(?:、|[.．](?=[\u4e00-\u9fff]))")  # begins an item even where a digit ends the line above
_TITLE = re.compile(r"[^，。；：、]{4,60}报告$")
_ENDS = "。；：！？;:!?”）)》"
_OPENERS = "(《“"
WHOLE = 20  # characters from which a line without an end may be one that a page broke
SHORT = 12  # characters up to which a line without marks may be a heading
LONGEST_HEADING = 35  # characters up to which a line with a mark and no comma is a heading
FEWEST_FULL = 8  # lines of the full width in a text that is wrapped


def page_marks(text: str) -> list[Span]:
    """Return the lines that hold the number of a page and nothing else."""
    return sorted([*(match.span() for match in _PAGE.finditer(text)), *_bare_numbers(text)])


def _bare_numbers(text: str) -> list[Span]:
    """Return the lines that are but a number, where these count 1, 2, 3 through the text."""
    found = [(int(match[1]), match.span()) for match in _LONELY.finditer(text)]
    if len(found) < 2 or found[0][0] > 2:
        return []
    counts = all(number == place for place, (number, _) in enumerate(found, found[0][0]))
    return [span for _, span in found] if counts else []


def line_breaks(text: str) -> list[Span]:
    """Return the line breaks inside a paragraph: the page or the scan made them, not the writer."""
    lines = [match.span() for match in re.finditer(r"[^\n]+", text)]
    width = _width([end - start for start, end in lines])
    return list(_broken(text, lines, width))


def _broken(text: str, lines: Sequence[Span], width: int) -> Iterator[Span]:
    for (start, end), (next_start, next_end) in pairwise(lines):
        if _is_broken(text[start:end], text[next_start:next_end], width):
            yield end, next_start


def _width(lengths: Sequence[int]) -> int:
    """Return the width at which a text is wrapped, or 0 where its lines are whole paragraphs."""
    long = Counter(length for length in lengths if length >= WHOLE).most_common(1)
    if not long:
        return 0
    width = max(length for length, times in Counter(lengths).items() if times * 2 >= long[0][1])
    full = sum(1 for length in lengths if width - 3 <= length <= width)
    return width if full >= FEWEST_FULL and full * 4 >= len(lengths) else 0


def _is_broken(line: str, following: str, width: int) -> bool:
    if "\t" in line or "\t" in following:  # the rows of a table
        return False
    if line[-1] in _OPENERS:
        return True
    if _is_parted(line, following, width):
        return False
    return _is_cut(line, following) or _runs_on(line, following, width)


def _is_parted(line: str, following: str, width: int) -> bool:
    """Return whether a mark, a stop or a title stands where the lines meet."""
    if BEGINS.match(following) and not line[-1].isdigit():
        return True
    wrapped = line[-1] in ")》”" and width - 3 <= len(line) <= width + 2  # behind a bracket: 维修(护)/费
    if line[-1] in _ENDS and not wrapped:
        return True
    return bool(_ENTRY.match(following) or _TITLE.match(line))


def _is_cut(line: str, following: str) -> bool:
    """Return whether the break stands inside a number or behind a comma, where none ends a paragraph."""
    last, first = line[-1], following[0]
    if last == "." and line[-2:-1].isdigit() and first.isdigit() and not ITEM.search(line):
        return True
    if last.isdigit() and (first.isdigit() or first in ".万亿元%"):
        return True
    titled = _may_be_title(following) and (following[-1] != "：" or BEGINS.match(line))
    return last in "，、," and not titled


def _runs_on(line: str, following: str, width: int) -> bool:
    """Return whether a line is as long as only one can be that goes on."""
    if width:
        return width - 6 <= len(line) <= width + 2
    if _may_be_title(following):
        return line[-1] == "、"
    if BEGINS.match(line) and len(line) < LONGEST_HEADING and "，" not in line and "," not in line:
        return False
    return len(line) >= WHOLE


def _may_be_title(line: str) -> bool:
    """Return whether a line without a mark may be a heading: short, no sentence, nothing that goes on with one."""
    return len(line) <= SHORT and line[-1] not in "。；！？，、)" and not _GOES_ON.search(line)
