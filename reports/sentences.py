"""Sentences that quote facts: text with addresses in braces becomes the inline nodes of a paragraph.

``{budget.nature.basic.actual}`` prints the fact in its own unit, with 万元 or 分 written by the sentence.
``{…:unit}`` prints it in another manner: a unit of lib.display, or
    magnitude   without its sign, 38.60
    change      with the word for it, 增加38.60万元, 下降5.20%; 持平 for zero
    absence     as 无 where it is zero or blank
``[…]`` is left out when a fact inside is blank. A sentence is left out when a fact outside brackets is blank; it is
replaced by *none* when every number it quotes is zero or blank (the year is no such number).
Blank never prints as 0, and 0 prints as 0.00. What people write has a grammar of its own (reports/quoting.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from budgets.classifications import SCHEMES
from budgets.snapshot import Line
from lib import display
from lib.address import Row, UnknownAddressError, known, metadata, resolve
from reports.document import Inline, Text, Value
from reports.filing import Filing

MANNERS = frozenset({"magnitude", "change", "absence"})
SUFFIXES = {"wan": "万元", "score": "分"}
NUMBERS = frozenset({"wan", "percent", "count", "score"})
# A share that rises is said otherwise than an amount that does.
RISES = {"percent": {"增加": "增长", "减少": "下降"}}

_QUOTE = re.compile(r"\{([^{}:]+)(?::([^{}]*))?\}")
_PART = re.compile(r"\[([^\[\]]*)\]")


def fact(filing: Filing, at: str) -> Any:
    """Return the fact at *at*; None where it is blank or its row does not exist in this filing."""
    try:
        value = filing[at]
    except UnknownAddressError:
        return None
    return None if value == "" else value


def unit_of(filing: Filing, at: str) -> str:
    """Return the unit of the fact at *at*, also of a line this filing does not have; text where nothing says."""
    return _looked_up(filing, at)[1]


def quote(filing: Filing, at: str, unit: str = "") -> tuple[Inline, ...]:
    """Return the fact at *at* as it prints in a sentence."""
    value, own = _looked_up(filing, at)
    if unit == "absence":
        shown = display.show(value, own) if value else "无"
        return (Value(shown, at, value, own),) if known(filing, at) else (Text(shown),)
    return _quoted(at, value, own, unit)


def cell(row: Row, name: str) -> tuple[Inline, ...]:
    """Return the fact *name* of a row as a table shows it: what ``quote`` returns of its address, found without a search."""
    value = getattr(row, name)
    unit = metadata(row, name).get("unit") or "text"
    return _quoted(row.at(name), None if value == "" else value, unit, "")


def figure(filing: Filing, at: str) -> tuple[Inline, ...]:
    """Return the fact at *at* with its unit written behind it, 273.77万元."""
    value, unit = _looked_up(filing, at)
    return (*_quoted(at, value, unit, ""), *text(SUFFIXES.get(unit, "")))


def _looked_up(filing: Filing, at: str) -> tuple[Any, str]:
    """Return a fact and its unit, found in one walk: a report quotes thousands."""
    above, _, name = at.rpartition(".")
    try:
        owner = filing[above] if above else filing
        value, unit = resolve(owner, name), metadata(owner, name).get("unit", "")
    except UnknownAddressError:
        value, unit = None, metadata(_ANY_LINE, name)["unit"] if known(_ANY_LINE, name) else ""
    if not unit and above:  # an entry of a computed mapping, such as a share
        unit = unit_of(filing, above)
    return None if value == "" else value, unit or "text"


def _quoted(at: str, value: Any, own: str, manner: str) -> tuple[Inline, ...]:
    match manner:
        case "change":
            return _change(at, value, own)
        case "magnitude":
            return (Value(display.show(_magnitude(value), own), at, value, own),)
    return (Value(display.show(value, manner or own), at, value, manner or own),)


def text(words: str) -> tuple[Inline, ...]:
    return (Text(words),) if words else ()


def one_line(words: str) -> str:
    """Return people's words without the line breaks inside them."""
    return "".join(line.strip() for line in words.splitlines())


def words(filing: Filing, at: str) -> tuple[Inline, ...]:
    """Return people's words at *at* in one line, nothing where there are none."""
    value = fact(filing, at) or ""
    return (Value(one_line(value), at, value),) if value.strip() else ()


def say(filing: Filing, sentence: str, none: str = "") -> tuple[Inline, ...]:
    """Return *sentence* about *filing* as inline nodes, () when it has nothing to say."""
    if none and not any(_weighed(filing, sentence)):
        return say(filing, none)
    kept = sentence
    if "[" in sentence:
        kept = _PART.sub(lambda part: part[1] if _answered(filing, part[1]) else "", sentence)
    return merged(_read(filing, kept)) if _answered(filing, kept) else ()


def listing(items: Iterable[Sequence[Inline]], between: str = "、") -> tuple[Inline, ...]:
    """Return *items* one after the other with *between* between them; empty ones are passed over."""
    found: list[Inline] = []
    for item in items:
        if item:
            found += [*(text(between) if found else ()), *item]
    return merged(found)


def series(items: Iterable[Sequence[Inline]]) -> tuple[Inline, ...]:
    """Return *items* joined by 、, or by the next stronger mark, ， or ；, where one of them has that inside."""
    items = [item for item in items if item]
    inside = {mark for item in items for node in item for mark in "、，" if mark in node.text}
    return listing(items, "；" if "，" in inside else "，" if inside else "、")


def ended(words: str, last: bool) -> str:
    """Return people's words in one line as one part of a list: with ； or, the *last* one, 。 unless they end well."""
    words = one_line(words)
    bare = words.rstrip("，,、：:") if words[-1:] in "，,、：:" else words
    return words if bare == words and words[-1:] in "。；！？;" else bare + ("。" if last else "；")


def closed(nodes: Sequence[Inline]) -> tuple[Inline, ...]:
    """Return *nodes* with a full stop unless they end in one, nothing for nothing."""
    ended = bool(nodes) and nodes[-1].text[-1:] in ("。", "！", "？")
    return merged([*nodes, *text("" if ended else "。")]) if nodes else ()


def behind(label: str, nodes: Sequence[Inline]) -> tuple[Inline, ...]:
    """Return *nodes* with the words *label* before them, nothing for nothing."""
    return merged([*text(label), *nodes]) if nodes else ()


def clauses(filing: Filing, at: str, parts: Iterable[tuple[str, str]]) -> tuple[Inline, ...]:
    """Return the facts of the row *at* that are answered, each behind its words: 年初预算80.00万元，决算95.00万元."""
    try:
        row = filing[at]
    except UnknownAddressError:
        return ()
    return listing([_clause(row, words, at, name) for words, name in parts], "，")


def merged(nodes: Iterable[Inline]) -> tuple[Inline, ...]:
    """Return *nodes* with neighbouring words in one node."""
    found: list[Inline] = []
    for node in nodes:
        if found and isinstance(node, Text) and isinstance(found[-1], Text):
            found[-1] = Text(found[-1].text + node.text)
        else:
            found.append(node)
    return tuple(found)


def quotes(sentence: str) -> list[tuple[str, str]]:
    """Return the (address, unit) pairs a sentence quotes; the unit is blank where it gives none."""
    return [(at, unit) for _, at, unit in _pieces(sentence) if at]


@lru_cache(4096)
def _pieces(sentence: str) -> tuple[tuple[str, str, str], ...]:
    """Return a sentence as (words, address, unit): the words before each quotation and those behind the last one."""
    found, position = [], 0
    for quoted in _QUOTE.finditer(sentence):
        found.append((sentence[position : quoted.start()], quoted[1], quoted[2] or ""))
        position = quoted.end()
    return (*found, (sentence[position:], "", ""))


def problems(sentence: str, filing: Filing) -> Iterator[str]:
    """Yield what is wrong with an outline's sentence, in Chinese: unknown addresses and units, stray marks."""
    for at, unit in quotes(sentence):
        if not _nameable(filing, at):
            yield f"没有这个数据：{at}"
        if unit and unit not in MANNERS and unit not in display.FORMATS:
            yield f"没有这个单位：{unit}"
    if re.search(r"[{}\[\]]", _QUOTE.sub("", _PART.sub(r"\1", sentence))):
        yield "括号不成对，或方括号里又有方括号"


def _clause(row: Row, words: str, above: str, name: str) -> tuple[Inline, ...]:
    value, unit, at = getattr(row, name), metadata(row, name)["unit"], f"{above}.{name}"
    if value is None:
        return ()
    moved = value and name == "adjustment"  # an adjustment has a direction, an amount has none
    shown = _change(at, value, unit) if moved else (*_quoted(at, value, unit, ""), *text(SUFFIXES.get(unit, "")))
    return (*text(words), *shown)


def _weighed(filing: Filing, sentence: str) -> list[Any]:
    """Return the facts that decide whether there is anything to say: the numbers, or without any all but the year."""
    units = {at: unit_of(filing, at) for at, _ in quotes(sentence)}
    numbers = [at for at, unit in units.items() if unit in NUMBERS]
    return [fact(filing, at) for at in numbers or units if units[at] != "year"]


def _magnitude(value: Any) -> Any:
    return abs(value) if isinstance(value, Decimal | int) else value


def _change(at: str, value: Any, unit: str) -> tuple[Inline, ...]:
    if unit not in NUMBERS or value is None:
        return (Value(display.show(value, unit), at, value, unit),)
    if not value:
        return (Value("持平", at, value, unit),)
    word = display.direction(value)
    word = RISES.get(unit, {}).get(word, word)
    return (Text(word), Value(display.show(abs(value), unit), at, value, unit), *text(SUFFIXES.get(unit, "")))


def _answered(filing: Filing, sentence: str) -> bool:
    return all(unit == "absence" or fact(filing, at) is not None for at, unit in quotes(sentence))


def _read(filing: Filing, sentence: str) -> Iterator[Inline]:
    for words, at, unit in _pieces(sentence):
        yield from text(words)
        if at:
            yield from quote(filing, at, unit)


def _nameable(filing: Filing, at: str) -> bool:
    """Return whether *at* names a fact, be it one of a line this filing does not have."""
    if known(filing, at):
        return not isinstance(fact(filing, at), dict)
    steps = at.split(".")
    if len(steps) != 4 or steps[0] != "budget" or steps[1] not in SCHEMES:
        return False
    codes = {category.code for category in SCHEMES[steps[1]]}
    return steps[2] in codes and known(_ANY_LINE, steps[3])


_ANY_LINE = Line()
