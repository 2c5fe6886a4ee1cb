"""Lists of numbered paragraphs: a total in a paragraph, its parts in the items below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from prose.lists import SUBTOTAL, Listing, fitting, is_part, is_weight, same_measure
from prose.mentions import AMOUNT, COUNT, SCORE, YEAR, Mention
from prose.structure import Heading

if TYPE_CHECKING:
    from prose.reading import Prose

_ANNOUNCES = re.compile(r"[^。\d\n]{0,30}?(?:其中|包括|如下|具体|主要用于|分别|：)[^，；\d\n]{0,12}[：。，]?$")
_LATER = re.compile(r"[。；\n]|，.*，")  # behind it a figure is not what the item is about
_NEAR = 60  # characters between a total and the items below it
_FIRST = 80  # characters in which an item names its figure
_FEW = 4  # figures of an item among which that is


def lists_below(prose: Prose) -> Iterator[Listing]:
    """Yield the totals whose parts are the figures of the numbered paragraphs below them."""
    for index, heading in enumerate(prose.structure.headings):
        items = list(_items(prose, index))
        if len(items) < 2:
            continue
        own = [one for one in prose.between(heading.start, items[0].start) if one.kind in (AMOUNT, SCORE, COUNT)]
        for total, word in _announcing(prose, own, items[0].start):
            parts = [_leading(prose, total, item.start, item.end) for item in items]
            listed = [part for part in parts if part and same_measure(total, part) and is_part(total, part)]
            if len(listed) == len(items):
                yield Listing(total, tuple(listed), "below", word, True, False)


def _items(prose: Prose, index: int) -> Iterator[Heading]:
    """Yield the numbered headings right below heading *index*, if they count 1, 2, 3."""
    children = (prose.structure.headings[at] for at in prose.structure.children(index))
    marked = [(one, one.mark.number) for one in children if one.mark]
    if all(number == place for place, (_, number) in enumerate(marked, 1)):
        yield from (one for one, _ in marked)


def _announcing(prose: Prose, own: Sequence[Mention], below: int) -> Iterator[tuple[Mention, str]]:
    """Yield the figures that announce the items *below*: the last one before a colon or 其中, or the only amount.

    Of scores both may be announced, what can be had and what was earned.
    """
    if not own:
        return
    tail = prose.plain[own[-1].end : below].strip("\n")
    amounts = [one for one in own if one.kind == AMOUNT]
    if own[-1].kind == SCORE and len(tail) < _NEAR:
        yield from ((one, "") for one in own[-2:] if one.kind == SCORE)
    elif _ANNOUNCES.fullmatch(tail):
        yield own[-1], "其中"
    elif len(amounts) == 1 and len(tail) < _NEAR:
        yield amounts[0], ""


def _leading(prose: Prose, total: Mention, start: int, end: int) -> Mention | None:
    """Return the figure a numbered paragraph is about: its 小计, else the first of the total's own kind before any stop."""
    line = prose.plain.find("\n", start, end)
    figures = [one for one in prose.between(start, line if line >= 0 else end) if one.kind != YEAR]
    if figures and SUBTOTAL.fullmatch(figures[-1].label):
        return figures[-1]
    if total.kind == SCORE:
        return next((one for one in figures if one.kind == SCORE and is_weight(one) == is_weight(total)), None)
    if not figures or figures[0].start > start + _FIRST or _LATER.search(prose.plain, start, figures[0].start):
        return None
    return fitting(total, figures[:_FEW])
