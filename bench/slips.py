"""The slips of people who type numbers: the words one number may become, in the manner it was printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from random import Random

from bench.corpus.numerals import chinese_decimal
from bench.numbers import is_chinese, read

FARTHEST = 9  # units of the last place one is moved by to get past what rounding hides
DRAWN = 2  # places per number at which a digit is changed, and two are swapped
UNIT = re.compile(r"\s?[万萬](?=元)")
WIDE = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
_DIGIT = re.compile(r"[0-9０-９]")

Ways = Iterator[tuple[str, Iterable[str]]]


def ways(type: str, word: str, seed: str, behind: str) -> Ways:
    """Yield ways to change a *word* in a relation of *type*, each with its words in the order they are to be tried.

    *behind* is the text after the word. A unit is changed there: the word of that way stays as it is.
    """
    rng = Random(seed)
    if type == "checksum":
        yield from (("digit", words) for words in _other_digits(word, rng, 0))
        yield from (("swap", [one]) for one in _swaps(word, rng))
    elif type in ("count", "sequence"):
        yield from (("label" if type == "sequence" else "count", words) for words in _moved(word, 1))
    elif type == "year":
        yield from (("year", words) for words in _moved(word, 1))
        yield from (("digit", words) for words in _other_digits(word, rng, len(word) - 2)[:1])
        yield from (("swap", [one]) for one in _swaps(word, rng) if one[:2] == word[:2])
    else:
        yield from _quantity(word, rng, behind)


def _quantity(word: str, rng: Random, behind: str) -> Ways:
    yield from (("last", words) for words in _moved(word, FARTHEST))
    yield "tenfold", _tenfold(word)
    yield from (("digit", words) for words in _other_digits(word, rng, 0))
    yield from (("swap", [one]) for one in _swaps(word, rng))
    if UNIT.match(behind):
        yield "unit", [word]


def _moved(word: str, farthest: int) -> Iterator[list[str]]:
    """Yield the words one, two … units of the last place above, and those below."""
    number = read("", word)
    for sign in (1, -1):
        steps = (number.value + Decimal(sign * n).scaleb(-number.places) for n in range(1, farthest + 1))
        yield [one for value in steps if (one := _like(word, value, number.places))]


def _tenfold(word: str) -> list[str]:
    number = read("", word)
    one = _like(word, number.value * 10, max(number.places - 1, 0))
    return [one] if one else []


def _like(word: str, value: Decimal, places: int) -> str:
    """Return *value* printed in the manner of *word*, or "" where that has no form."""
    if value < 0:
        return ""
    if is_chinese(word):
        return _in_words(word, value) if 1 <= value <= 9999 else ""
    text = f"{value:{',' if ',' in word or '，' in word else ''}.{places}f}"
    text = re.sub(r"\.", ". ", text) if ". " in word else text
    return text.translate(WIDE) if word.translate(WIDE) == word else text


def _in_words(word: str, value: Decimal) -> str:
    return ("百分之" if word.startswith("百分") else "") + chinese_decimal(value)


def _other_digits(word: str, rng: Random, first: int) -> list[list[str]]:
    """Return, for a few of the digits from *first* on, the words with that digit replaced."""
    places = [match.start() for match in _DIGIT.finditer(word) if match.start() >= first]
    drawn = sorted(rng.sample(places, min(DRAWN, len(places))))
    return [[one for digit in rng.sample("0123456789", 10) if (one := _with(word, at, digit))] for at in drawn]


def _with(word: str, at: int, digit: str) -> str:
    new = word[:at] + (digit.translate(WIDE) if word[at] >= "０" else digit) + word[at + 1 :]
    return "" if new == word or _led_by_zero(new) else new


def _swaps(word: str, rng: Random) -> list[str]:
    """Return a few words with two adjacent digits changed over."""
    pairs = [n for n in range(len(word) - 1) if _DIGIT.match(word[n]) and _DIGIT.match(word[n + 1])]
    words = [word[:n] + word[n + 1] + word[n] + word[n + 2 :] for n in pairs if word[n] != word[n + 1]]
    usable = [one for one in words if not _led_by_zero(one)]
    return sorted(rng.sample(usable, min(DRAWN, len(usable))))


def _led_by_zero(word: str) -> bool:
    return bool(re.match(r"[0０][0-9０-９]", word))
