"""People's words that quote facts: ``{budget.nature.basic.actual}`` in a chapter prints the fact as it stands now.

Kept by address, shown to people and typed by name: ``{基本支出·决算数}``. Braces around anything else are plain text,
so what people wrote before stays as it was. The unit (万元, 人) is typed behind the braces; a percentage brings its sign.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from lib.address import UnknownAddressError, describe, flatten, metadata
from reports.document import Inline, Text, Value
from reports.filing import Filing
from reports.sentences import quote

UNITS = frozenset({"wan", "percent", "count", "score", "number", "year", "date"})
COUNTED = ("actual_value", "target_value", "value")  # numbers that are kept as they were typed
YEARS = ("prior_year", "next_year")  # of the filing itself, worked out as well
RATES = ("execution_rate", "completion_rate", "year_change", "year_change_rate")  # worked out, and quoted often
UNFILED = ("restatements.", "evidence.", "declared.", "rolled.")
_QUOTE = re.compile(r"\{([a-z_]{1,40}(?:\.[A-Za-z0-9_-]{1,80}){0,5})\}")
_HELD = "_names_of_facts"
_BRACES = re.compile(r"\{([^{}\n]{1,120})\}")


class Piece(NamedTuple):
    """Some words as printed, where they stand in the text as kept, and the fact they quote (blank for plain words)."""

    words: str
    start: int
    end: int
    node: Value | None = None


@dataclass(frozen=True)
class Told:
    """A text as it is printed, with the way back to the text as it is kept."""

    pieces: tuple[Piece, ...]

    @property
    def words(self) -> str:
        return "".join(piece.words for piece in self.pieces)

    @property
    def quotes(self) -> bool:
        return any(piece.node for piece in self.pieces)

    def kept(self, start: int, end: int) -> tuple[int, int]:
        """Return where words[start:end] stand in the text as kept; what cuts into a quotation takes all of it."""
        found, at = [], 0
        for piece in self.pieces:
            first, last = max(start, at), min(end, at + len(piece.words))
            if first < last:
                whole = piece.node is not None
                found += [piece.start, piece.end] if whole else [piece.start + first - at, piece.start + last - at]
            at += len(piece.words)
        return (min(found), max(found)) if found else (0, 0)

    def nodes(self, start: int, end: int) -> tuple[Inline, ...]:
        """Return words[start:end] as inline nodes."""
        found: list[Inline] = []
        at = 0
        for piece in self.pieces:
            words = piece.words[max(start - at, 0) : max(end - at, 0)]
            if words:
                found.append(piece.node or Text(words))
            at += len(piece.words)
        return tuple(found)


def told(filing: Filing, text: str) -> Told:
    """Return *text* with every fact it quotes in the place of its braces."""
    return Told(tuple(_pieces(filing, text)))


def _pieces(filing: Filing, text: str) -> Iterator[Piece]:
    at = 0
    for match in _QUOTE.finditer(text) if "{" in text else ():
        if not can_quote(filing, match[1]):
            continue
        if at < match.start():
            yield Piece(text[at : match.start()], at, match.start())
        (node,) = quote(filing, match[1])
        yield Piece(node.text, match.start(), match.end(), node if isinstance(node, Value) else None)
        at = match.end()
    if at < len(text):
        yield Piece(text[at:], at, len(text))


def can_quote(filing: Filing, at: str) -> bool:
    """Return whether *at* names a number or a date of *filing*."""
    try:
        unit = metadata(filing, at).get("unit", "")
    except UnknownAddressError:
        return False
    return not at.startswith(UNFILED) and (unit in UNITS or at.rpartition(".")[2] in COUNTED)


def quoted(filing: Filing, text: str) -> Iterator[tuple[str, int, int]]:
    """Yield every fact *text* quotes, with the place of its braces."""
    for match in _QUOTE.finditer(text) if "{" in text else ():
        if can_quote(filing, match[1]):
            yield match[1], *match.span()


def loose(filing: Filing, text: str) -> Iterator[tuple[int, int]]:
    """Yield the braces in *text* that quote nothing there is."""
    for match in _BRACES.finditer(text) if "{" in text else ():
        if not (_QUOTE.fullmatch(match[0]) and can_quote(filing, match[1])):
            yield match.span()


def named(filing: Filing, text: str) -> str:
    """Return *text* with its quotations by name, as people read and type them."""
    if "{" not in text:
        return text
    called = _called(filing)
    return _QUOTE.sub(lambda match: f"{{{called.get(match[1], match[1])}}}", text)


def place_named(filing: Filing, text: str) -> Callable[[int], int]:
    """Return what tells where a place of the kept *text* stands in ``named`` of it; none within a quotation is asked for."""
    called = _called(filing) if "{" in text else {}
    grown = [(match.end(), len(called.get(match[1], match[1])) - len(match[1])) for match in _QUOTE.finditer(text)]
    return lambda at: at + sum(more for end, more in grown if end <= at)


def kept(filing: Filing, text: str) -> str:
    """Return *text* with its quotations by address, as it is stored; names that several facts share stay as they are."""
    if "{" not in text:
        return text
    places = {_plain(name): at for name, at in names(filing).items()}
    return _BRACES.sub(lambda match: f"{{{places.get(_plain(match[1]), match[1])}}}", text)


def _plain(name: str) -> str:
    """Return a name without what people type in several ways."""
    return re.sub(r"[\s·.。“”\"（）()]", "", name)


def _called(filing: Filing) -> dict[str, str]:
    return {at: name for name, at in names(filing).items()}


def names(filing: Filing) -> Mapping[str, str]:
    """Return the addresses of the facts that can be quoted by name: one that several have says which list it is of.

    They are kept with the filing, which never changes: a page asks for them with each of its excerpts.
    """
    if (held := filing.__dict__.get(_HELD)) is None:
        object.__setattr__(filing, _HELD, held := _named_apart(filing))
    return held


def _named_apart(filing: Filing) -> dict[str, str]:
    listed = [(describe(filing, at), at) for at in _quotable(filing)]
    shared = _shared(name for name, _ in listed)
    longer = [(f"{_list_of(filing, at)}·{name}" if name in shared else name, at) for name, at in listed]
    still = _shared(name for name, _ in longer)
    return {name: at for name, at in longer if name not in still}


def _shared(names: Iterable[str]) -> set[str]:
    given = list(names)
    times = Counter(map(_plain, given))
    return {name for name in given if times[_plain(name)] > 1}


def _list_of(filing: Filing, at: str) -> str:
    return metadata(filing, at.rsplit(".", 2)[0]).get("label", "")


def _quotable(filing: Filing) -> Iterator[str]:
    yield from YEARS
    for at in flatten(filing):
        if can_quote(filing, at):
            yield at
            if at.endswith(".actual"):
                yield from (f"{at.removesuffix('.actual')}.{name}" for name in RATES)
