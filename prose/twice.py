"""One fact told in several places: whether it is the same each time, and how it is said where it is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from lib.display import number
from prose.figures import UNIT_SLIP, said, slip
from prose.marks import RANKS
from prose.mentions import AMOUNT, PERCENT, Mention
from prose.reading import Prose
from prose.registry import NOTICE, Judgement, Severity, found, held
from prose.structure import Heading

LONGEST = 16  # characters of a heading that tells where a figure stands


def usual(same: Sequence[Mention]) -> Mention:
    """Return the first figure with the value most of them have; of values told equally often that of the first."""
    value = Counter(one.value for one in same).most_common(1)[0][0]
    return next(one for one in same if one.value == value)


def compare(prose: Prose, same: Sequence[Mention], label: str, *, across: bool = False) -> Iterator[Judgement]:
    """Yield whether figures for one fact agree with the usual one, each other value once.

    *across* sentences only: two in one sentence differ on purpose. One unit in the last place of an amount is noticed.
    """
    norm, told = usual(same), set[Decimal]()
    for other in same:
        gap = abs(other.value - norm.value)
        if not gap and other is not norm:
            yield held((norm.span, other.span))
        elif gap and other.value not in told and not (across and other.sentence == norm.sentence):
            told.add(other.value)
            close = other.kind == AMOUNT and gap <= max(norm.step, other.step)
            yield differ(prose, other, norm, label, NOTICE if close else None)


def differ(prose: Prose, odd: Mention, norm: Mention, label: str, severity: Severity | None = None) -> Judgement:
    """Return that two figures for *label* differ, the *odd* one to be mended first."""
    first, last = sorted((odd, norm), key=lambda one: one.start)
    places, hint = _places(prose, first, last), slip(odd, norm.value) or slip(norm, odd.value)
    gap = _gap(first, abs(odd.value - norm.value))
    return found(
        (odd.clause_span, norm.clause_span),
        f"{label}前后不一：{said(first)} 与 {said(last)}",
        f"{label}{places[0]}写作 {said(first)}，{places[1]}写作 {said(last)}{'' if hint == UNIT_SLIP else f'，相差 {gap}'}。",
        working=[(places[0], said(first)), (places[1], said(last)), ("相差", gap)],
        hint=hint,
        severity=severity,
    )


def _gap(one: Mention, gap: Decimal) -> str:
    return f"{number(gap)}个百分点" if one.kind == PERCENT else said(one, gap)


def _places(prose: Prose, first: Mention, last: Mention) -> tuple[str, str]:
    """Return where two figures stand: under which headings, where these are two that can be told in a word."""
    titles = [_title(prose, one) for one in (first, last)]
    if not all(titles) or titles[0] == titles[1]:
        return "前一处", "后一处"
    return f"“{titles[0]}”一处", f"“{titles[1]}”一处"


def _title(prose: Prose, one: Mention) -> str:
    """Return the nearest heading of a section a figure stands under, "" where it is too long to be quoted."""
    above = (head.title for head in prose.structure.path(one.start) if _is_section(head) and head.body <= one.start)
    title = next(above, "")
    return title if len(title) <= LONGEST and "“" not in title else ""


def elsewhere(prose: Prose, one: Mention, other: Mention) -> bool:
    """Return whether two figures stand in different sections: items beside each other tell of different things."""
    first, second = (prose.structure.path(at.start) for at in (one, other))
    if not first or not second or first[0] is second[0]:
        return False
    return first[0].parent != second[0].parent or (_is_section(first[0]) and _is_section(second[0]))


def _is_section(heading: Heading) -> bool:
    return heading.mark is not None and RANKS[heading.mark.style] <= RANKS["section"]
