"""Slips of the pen in fixed terms and names: a character lost, or one written for another that sounds alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from prose.items import lacking
from prose.sounds import alike, spoken
from prose.vocabulary import SLIPS, TERMS
from prose.windows import windows

_KEY = 4  # characters by which a shortened term is looked up
_JOINS = re.compile("[\u4e00-\u9fff](?<![为是的和与及或含共中对按将了等在])")
_GOOD_BEFORE = re.compile("[技会同断得明想代面大的]$")  # 科技进步, 社会进步: no 进一步


@dataclass(frozen=True, slots=True)
class Slip:
    """Words at plain[start:end] that should be *right*."""

    start: int
    end: int
    right: str


@dataclass(frozen=True, slots=True)
class _Short:
    """A *term* as *written* without one character, of its *first* or *last* word or of one between."""

    written: str
    term: str
    first: bool
    last: bool


def slips(plain: str) -> list[Slip]:
    """Return the slips in fixed terms, in the order of the text, one for a place."""
    items = [Slip(*one) for one in lacking(plain)]
    found = sorted(
        [*_known(plain), *_shortened(plain), *_swapped(plain), *items], key=lambda one: (one.start, -one.end)
    )
    kept: list[Slip] = []
    for slip in found:
        if not kept or slip.start >= kept[-1].end:
            kept.append(slip)
    return kept


def _known(plain: str) -> Iterator[Slip]:
    for match in _KNOWN.finditer(plain):
        if not (match[0].startswith("进步") and _GOOD_BEFORE.search(plain, max(match.start() - 1, 0), match.start())):
            yield Slip(*match.span(), SLIPS[match[0]])


def _shortened(plain: str) -> Iterator[Slip]:
    for at in [at for at, key in enumerate(windows(plain, _KEY)) if key in _SHORT]:
        for short in _SHORT[plain[at : at + _KEY]]:
            if plain.startswith(short.written, at) and _stands_alone(plain, at, short):
                yield Slip(at, at + len(short.written), short.term)
                break


def _stands_alone(plain: str, at: int, short: _Short) -> bool:
    """Return whether what is left of a first or last word makes no other word with the character beside it."""
    end = at + len(short.written)
    before, after = plain[at - 1 : at] if at else "", plain[end : end + 1]
    return not (short.first and _JOINS.match(before)) and not (short.last and _JOINS.match(after))


def _swapped(plain: str) -> Iterator[Slip]:
    heard = spoken(plain)
    for term, sound in _SPOKEN:
        at = heard.find(sound)
        while at >= 0:
            written = plain[at : at + len(term)]
            if written != term and _differ_once(written, term):
                yield Slip(at, at + len(term), term)
            at = heard.find(sound, at + len(term))


def _differ_once(written: str, term: str) -> bool:
    pairs = [(one, other) for one, other in zip(written, term, strict=True) if one != other]
    return len(pairs) == 1 and alike(*pairs[0])


def _short_forms() -> dict[str, list[_Short]]:
    """Return the terms without one inner character of a word, by their first characters."""
    forms: dict[str, list[_Short]] = {}
    for term in TERMS:
        for short in _shorten(term.split("/")):
            if len(short.written) >= _KEY:
                forms.setdefault(short.written[:_KEY], []).append(short)
    return forms


def _shorten(words: list[str]) -> Iterator[_Short]:
    latest = len(words) - 1
    for place, word in enumerate(words):
        for lost in range(place == 0, len(word) - (place == latest)):
            if len(word) > 1:
                left = [*words[:place], word[:lost] + word[lost + 1 :], *words[place + 1 :]]
                yield _Short("".join(left), "".join(words), place == 0, place == latest)


_KNOWN = re.compile("|".join(sorted(map(re.escape, SLIPS), key=len, reverse=True)))
_SHORT = _short_forms()
_SPOKEN = [(term, spoken(term)) for term in (one.replace("/", "") for one in TERMS) if len(term) >= _KEY]
