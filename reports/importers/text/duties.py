"""The standing duties of the unit: the items below their heading, or behind 主要职责是."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reports.importers.loaded import Draft
from reports.importers.text.source import Source
from units.snapshot import Duty

_TITLE = re.compile("职责|职能|主要任务")
_LEAD = re.compile(
    "(?:主要|工作)?(?:职责|职能|任务)(?:是|为|包括|有|如下)?[：。]?$|(?:承担|履行)(?:以下|下列)(?:主要)?(?:职责|职能)[：。]?$|职责包括：$"
)
_MARK = re.compile(r"^(?:-\s*)?(?P<mark>\d{1,2}[、.．](?!\d)|\(\d{1,2}\)|[一二三四五六七八九十]{1,3}是|[①-⑳])\s*")
_YEAR = re.compile(r"(?:19|20)\d\d年")
_STOP = re.compile("[：:]$")
LONGEST_SEARCH = 4000  # characters from the beginning in which the duties are told


def read_duties(source: Source, draft: Draft) -> list[Duty]:
    """Return the duties in order, each with a reading of its number and words."""
    found = list(_of_sentence(source)) or list(_of_heading(source))
    duties = []
    for number, (label, start, end) in enumerate(found, 1):
        words = _unbroken(source.given(start, end))
        draft.read(f"duties.{number}", number_label=label, where=words)
        duties.append(Duty(words))
    return duties


Item = tuple[str, int, int]


def _unbroken(words: str) -> str:
    """Return words on one line, without the blanks a page left between Chinese characters."""
    line = "".join(part.strip() for part in words.splitlines())
    return re.sub("(?<=[\u3001-\u9fff\uff01-\uff60]) +(?=[\u3001-\u9fff\uff01-\uff60])", "", line)


def _of_sentence(source: Source) -> Iterator[Item]:
    """Yield the duties behind a line that ends in 主要职责是：, or run in behind it in the same line."""
    lines, plain = source.prose.structure.lines, source.plain
    for index, (start, end) in enumerate(lines):
        if start > LONGEST_SEARCH:
            return
        words = plain[start:end]
        if index + 1 < len(lines) and _LEAD.search(words) and len(words) > 8 and not _YEAR.search(words[-24:]):
            yield from _below(source, lines[index + 1 :])
            return


def _of_heading(source: Source) -> Iterator[Item]:
    """Yield the items, or else the paragraphs, below the heading on duties."""
    for heading in source.prose.structure.headings:
        if heading.start > LONGEST_SEARCH:
            return
        if not _TITLE.search(heading.title) or _YEAR.search(heading.title) or len(heading.title) > 16:
            continue
        lines = [span for span in source.prose.structure.lines if heading.body <= span[0] < heading.stop]
        if lines:
            yield from _below(source, lines, heading.stop)
            return


def _below(source: Source, lines: Sequence[tuple[int, int]], stop: int | None = None) -> Iterator[Item]:
    """Yield the lines of a list: while their numbers run on, or the parts of one paragraph, or paragraphs to *stop*."""
    plain = source.plain
    first = plain[slice(*lines[0])]
    marked = _MARK.match(first)
    if not marked:
        parts = list(_parts(plain, *lines[0]))
        if len(parts) > 2:
            yield from (("", *span) for span in parts)
        elif stop is not None:
            yield from (("", *span) for span in lines)
        return
    for start, end in lines:
        found = _MARK.match(plain[start:end])
        if not found or (stop is not None and start >= stop):
            return
        if _MARK.match(first) and _shape(found["mark"]) != _shape(marked["mark"]):
            return
        yield found["mark"], start + found.end(), end


def _shape(mark: str) -> str:
    return re.sub(r"[\d一二三四五六七八九十①-⑳]+", "1", mark)


def _parts(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a paragraph between semicolons."""
    at = start
    for match in re.finditer("[；;：](?!“)|$", plain[start:end]):
        if start + match.start() > at:
            yield at, start + match.end()
        at = start + match.end()
