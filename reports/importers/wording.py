"""How words from a file become lines of a narrative: numbered, mended where the page broke them, closed, told once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lib.display import NUMBERING, heading_number

WHOLE_LINE = 20  # characters from which a line without an end may be one that the page broke
_ENDS = "。；：！？;:.!?”）)》"
_BEGINS = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、]|[①-⑳A-Z]|-\s"
)
_WIDE = r"[\u3001-\u9fff\uff01-\uff60]"
_MARKS = (*NUMBERING, "①")
_IDLE = re.compile(r"[\s，。；：、,;:.（）()\d①-⑳]")


def mark(level: int, number: int) -> str:
    """Return the mark a heading or item of *level* is typed with, 一、（一）1.（1）①."""
    return heading_number(min(level, len(_MARKS)), number, _MARKS)


def listed(texts: Sequence[str]) -> str:
    """Return several texts as numbered lines, a single one as it is."""
    return (
        "\n".join(f"{mark(3, n)}{one_line(text)}" for n, text in enumerate(texts, 1)) if texts[1:] else "".join(texts)
    )


def one_line(text: str) -> str:
    return "".join(line.strip() for line in text.splitlines())


def unspaced(text: str) -> str:
    """Return *text* without the blanks a conversion left between two Chinese characters or marks."""
    return re.sub(rf"(?<={_WIDE}) +(?={_WIDE})", "", text)


def closed(text: str) -> str:
    """Return *text* as a sentence: with a full stop unless it ends itself."""
    text = text.strip()
    return f"{text.rstrip('，,、')}。" if text and text[-1] not in "。；：！？;:!?" else text


def distinct(texts: Iterable[str]) -> list[str]:
    """Return *texts* without those another one contains."""
    texts = list(dict.fromkeys(texts))
    return [text for text in texts if not any(text != other and text.strip("。") in other for other in texts)]


def mended(text: str) -> str:
    """Return *text* with the lines joined that only the page broke: long, without an end, and no mark begins the next.

    Blanks between Chinese characters, another trace of pages, are dropped.
    """
    lines: list[str] = []
    for line in (line.strip() for line in text.splitlines() if line.strip()):
        broken = bool(lines) and len(lines[-1]) >= WHOLE_LINE and lines[-1][-1] not in _ENDS
        if broken and not _BEGINS.match(line):
            lines[-1] += line
        else:
            lines.append(line)
    return unspaced("\n".join(lines))


def is_only(text: str, parts: Iterable[str]) -> bool:
    """Return whether *text* says hardly more than *parts*: their words, marks and a few that lead to them."""
    left = _IDLE.sub("", text)
    parts = [_IDLE.sub("", part) for part in parts]
    for part in filter(None, parts):
        left = left.replace(part, "")
    return any(parts) and len(left) <= 12


def without_figures(text: str, amounts: frozenset[str], names: str) -> str:
    """Return *text* without the parts of sentences whose amounts in 万元 are all among *amounts*, or that list *names*."""
    kept = []
    for part in re.findall(r"[^。；]+[。；]?|\n", text):
        told = re.findall(r"(\d+(?:\.\d+)?)\s*万元", part)
        if not (told and amounts.issuperset(told)) and not (names and names in part):
            kept.append(part.strip(" "))
    return "".join(kept)
