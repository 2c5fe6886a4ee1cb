"""The marks headings and items begin with, in every style met, and the numbers they stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lib.display import chinese

_ONES = "〇一二三四五六七八九"
_DIGITS = {**{one: value for value, one in enumerate(_ONES)}, "零": 0, "两": 2, "廿": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_CAPITALS = "壹贰叁肆伍陆柒捌玖拾"
_CHINESE = "[〇零一二三四五六七八九十百]{1,4}"
_PLAIN = str.maketrans(_CAPITALS, "一二三四五六七八九十")
_LETTERS = "ABCDEFGH"
CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
# What makes 2.5 a number where it could be a section: 2.5万元, but 2.5 满意度.
_MEASURED = "(?:[万亿元个%次分岁倍年月日天米亩吨件名场期家户台]|人(?!员)|项(?!目))"
STYLES = {
    "part": rf"第{_CHINESE}(?:部分|章|篇)[、：. ]?",
    "chapter": rf"(?:{_CHINESE}|[{_CAPITALS}]{{1,2}})、",
    "section": rf"\({_CHINESE}\)[、.]?",
    "item": r"\d{1,2}(?:[.、．](?!\d)|[.．](?=(?:19|20)\d\d年)|、)",  # 1.2023年 begins an item, 1.5 does not
    "bracket": r"\(\d{1,2}\)[、.]?|\d{1,2}\)",
    "circle": rf"[{CIRCLES}][.、]?",
    "letter": rf"[{_LETTERS}][、.](?![A-Za-z0-9])",
    "ordinal": r"[一二三四五六七八九十]{1,2}是",
    "decimal": rf"\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}(?=[\u4e00-\u9fff ])(?!{_MEASURED})",
}
ORDER = ("part", "chapter", "section", "item", "decimal", "bracket", "circle", "letter", "ordinal")
RANKS = {style: rank for rank, style in enumerate(ORDER)}  # the lower the rank, the higher the heading
_ANY = "|".join(f"(?P<{style}>{pattern})" for style, pattern in STYLES.items())
_MARK = re.compile(_ANY)
BEGINS = re.compile(rf" *(?:{'|'.join(STYLES.values())}|- )")
# Inside a paragraph a mark stands behind a stop, a colon or another mark; a circle behind any word.
# Both patterns begin with one of few signs, which is what lets a search skip all others.
_BEHIND_STOP = re.compile(rf"[。；：，！？)\]](?={_ANY})")
_BEHIND_WORD = re.compile(rf"(?P<circle>[{CIRCLES}](?<=[\u4e00-\u9fff].)[.、]?)")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at plain[start:end]: its style, a key of STYLES, and its number (0 where it has none)."""

    style: str
    number: int
    start: int
    end: int


def mark_at(plain: str, at: int) -> Mark | None:
    """Return the mark that begins at *at*, or None."""
    match = _MARK.match(plain, at)
    return _mark(match) if match else None


def inline_marks(plain: str) -> list[Mark]:
    """Return the marks inside paragraphs, in order."""
    found = (match for pattern in (_BEHIND_STOP, _BEHIND_WORD) for match in pattern.finditer(plain))
    return sorted((_mark(match) for match in found), key=lambda mark: mark.start)


def _mark(match: re.Match[str]) -> Mark:
    style = match.lastgroup or ""
    return Mark(style, number_of(match[style]), *match.span(style))


def number_of(words: str) -> int:
    """Return the last number of a mark, whatever it is written in."""
    words = words.translate(_PLAIN)
    if words[0] in CIRCLES:
        return CIRCLES.index(words[0]) + 1
    if words[0] in _LETTERS:
        return _LETTERS.index(words[0]) + 1
    if digits := re.findall(r"\d+", words):
        return int(digits[-1])
    numerals = re.search(_CHINESE, words)
    return chinese_number(numerals[0]) if numerals else 0


def chinese_number(words: str) -> int:
    """Return the number of Chinese numerals up to 万, 二十三 → 23, 一百零五 → 105, 二〇 → 20; 0 for none."""
    if not any(one in words for one in "十百千万"):
        return int("".join(str(_DIGITS[one]) for one in words) or 0)
    total = digit = 0
    for one in words:
        if one in _DIGITS:
            digit = _DIGITS[one]
        elif one == "万":
            total, digit = (total + digit) * 10_000, 0
        else:
            total, digit = total + (digit or one == "十") * _TENS[one], 0  # 十五 has no 一 before it
    return total + digit


def numeral(number: int) -> str:
    """Return a number as headings write it: 3 → 三, 12 → 十二; in digits beyond 99, where no heading counts to."""
    return chinese(number) if 1 <= number <= 99 else str(number)
