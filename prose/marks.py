"""The marks headings and items begin with, in every style met, and the numbers they stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ONES = "〇一二三四五六七八九"
_CHINESE = "[〇零一二三四五六七八九十百]{1,4}"
CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
STYLES = {
    "part": rf"第{_CHINESE}(?:部分|章|篇)[、：. ]?",
    "chapter": rf"{_CHINESE}、",
    "section": rf"\({_CHINESE}\)[、.]?",
    "item": r"\d{1,2}(?:[.、．](?!\d)|[.．](?=(?:19|20)\d\d年)|、)",  # 1.2023年 begins an item, 1.5 does not
    "bracket": r"\(\d{1,2}\)[、.]?|\d{1,2}\)",
    "circle": rf"[{CIRCLES}][.、]?",
    "letter": r"[A-H][、.](?![A-Za-z0-9])",
    "ordinal": r"[一二三四五六七八九十]{1,2}是",
    "decimal": r"\d{1,2}(?:\.\d{1,2}){1,3}(?=[\u4e00-\u9fff ])(?![万亿元个%次人分岁倍年月日天米亩吨件名项场期家户台])",
}
ORDER = ("part", "chapter", "section", "item", "decimal", "bracket", "circle", "letter", "ordinal")
_ANY = "|".join(f"(?P<{style}>{pattern})" for style, pattern in STYLES.items())
MARK = re.compile(_ANY)
BEGINS = re.compile(rf" *(?:{'|'.join(STYLES.values())}|- )")
# A mark inside a paragraph stands after a stop, a colon or another sentence.
INLINE = re.compile(rf"(?:(?<=[。；：，！？)\]])|(?<=[\u4e00-\u9fff])(?=[{CIRCLES}]))(?:{_ANY})")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at plain[start:end]: its style, a key of STYLES, and its number (0 where it has none)."""

    style: str
    number: int
    start: int
    end: int


def mark_at(plain: str, at: int) -> Mark | None:
    """Return the mark that begins at *at*, or None."""
    return of_match(MARK.match(plain, at))


def of_match(match: re.Match[str] | None) -> Mark | None:
    if match is None or match.lastgroup is None:
        return None
    words = match[match.lastgroup]
    return Mark(match.lastgroup, number_of(words), match.start(match.lastgroup), match.end())


def number_of(words: str) -> int:
    """Return the last number of a mark, whatever it is written in."""
    if words[0] in CIRCLES:
        return CIRCLES.index(words[0]) + 1
    if words[0] in "ABCDEFGH":
        return ord(words[0]) - ord("A") + 1
    digits = re.findall(r"\d+", words)
    return int(digits[-1]) if digits else chinese_number("".join(re.findall(_CHINESE, words)[:1]))


def chinese_number(words: str) -> int:
    """Return the number of Chinese numerals up to 万, 二十三 → 23, 一百零五 → 105, 二〇 → 20; 0 for none."""
    total = unit = digit = 0
    if not any(one in words for one in "十百千万"):
        return int("".join(str("〇一二三四五六七八九".find(_plain(one))) for one in words)) if words else 0
    for one in words:
        one = _plain(one)
        if one in _ONES:
            digit = _ONES.index(one)
        elif one == "万":
            total, unit, digit = (total + digit) * 10_000, 0, 0
        else:
            unit = {"十": 10, "百": 100, "千": 1000}[one]
            total, digit = total + (digit or (1 if unit == 10 else 0)) * unit, 0
    return total + digit


def numeral(number: int) -> str:
    """Return a number below 100 as headings write it: 3 → 三, 12 → 十二, 20 → 二十."""
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else _ONES[tens] + "十") + (_ONES[ones] if ones else "")


def _plain(one: str) -> str:
    return {"零": "〇", "两": "二", "廿": "二"}.get(one, one)
