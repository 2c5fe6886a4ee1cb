"""What words say is nothing: 无因公出国(境)费支出, 公务用车购置费未发生, 国有资本经营预算支出为零."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from prose.mentions import AMOUNT, Mention, Span
from prose.quantities import WIDE, name_in
from prose.structure import Structure

_NONE = re.compile("为零|未发生|未安排|没有|无")
_STOPS = re.compile("[，。；、：\n\\d]")
_ALL_NONE = re.compile(r"(?P<names>[^，。；：\n\d]{4,80})[均都]为(?:0|零)(?=[，。；\n]|$)")
_AND = re.compile("[、和及与]")
_OWN = re.compile(r"(?:(?:20\d\d)?本?年度?|全年|[本我]单位|[本我][局会中市县区镇乡校院馆所站委])*")
_ENDS_ALL = re.compile("(?:支出)?(?=[，。；\n]|$)")
_SPENDING = ("支出", "费", "费用", "经费", ")")
_LONGEST_NAME = 24
_LONGEST_SENTENCE = 2000  # characters; no one looks further back for the beginning


def zeros(plain: str, built: Structure) -> Iterator[Mention]:
    """Yield a mention of 0 for every known quantity that words say there was none of; it stands for its clause."""
    for word in _NONE.finditer(plain):
        start, end = _clause_around(plain, *word.span())
        name = _name(word[0], plain[start : word.start()], plain[word.end() : end])
        quantity = name_in(name, AMOUNT)
        if quantity and quantity not in WIDE and name.endswith(_SPENDING):
            yield _nothing(plain, built, (start, end), name, quantity)
    for match in _ALL_NONE.finditer(plain):
        yield from _all_nothing(plain, built, *match.span("names"))


def _all_nothing(plain: str, built: Structure, start: int, end: int) -> Iterator[Mention]:
    """Yield a mention of 0 for each known quantity of a list: A费、B费和C费均为0."""
    borders = [start, *(at for sign in _AND.finditer(plain, start, end) for at in sign.span()), end]
    for span in zip(borders[::2], borders[1::2], strict=True):
        name = plain[slice(*span)]
        quantity = name_in(name, AMOUNT)
        if quantity and quantity not in WIDE and name.endswith(_SPENDING):
            yield _nothing(plain, built, span, name, quantity)


def _clause_around(plain: str, start: int, end: int) -> Span:
    low = max(start - _LONGEST_NAME, 0)
    begin = max(plain.rfind(sign, low, start) for sign in "，。；、：\n") + 1
    stop = _STOPS.search(plain, end, end + _LONGEST_NAME)
    return begin or low, stop.start() if stop else min(end + _LONGEST_NAME, len(plain))


def _name(word: str, before: str, after: str) -> str:
    """Return what *word* says there was none of: what follows 无 where nothing else leads, what stands before 为零."""
    if word != "为零" and _OWN.fullmatch(before):
        return after
    return before if word != "没有" and _ENDS_ALL.fullmatch(after) else ""


def _nothing(plain: str, built: Structure, span: Span, name: str, quantity: str) -> Mention:
    start, end = span
    low = max(start - _LONGEST_SENTENCE, 0)
    sentence = max(plain.rfind(sign, low, start) for sign in "。！？\n") + 1
    return Mention(
        AMOUNT, Decimal(0), Decimal(0), "", start, end, end, 0, "", label=name, clause=plain[start:end], noun="",
        quantity=quantity, role="actual", year=None, sentence=sentence or low, heading=built.heading_at(start),
    )  # fmt: skip
