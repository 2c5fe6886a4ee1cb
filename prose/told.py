"""What a text says of its own indicators and projects, by name: target, result, budget and spending, wherever told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from typing import TYPE_CHECKING

from prose.mentions import AMOUNT, COUNT, Mention
from prose.roles import GRANTED
from prose.setting import set_up
from prose.subjects import PLANNED, RESULT, SPENT, Told, is_goal, is_planned, named

if TYPE_CHECKING:
    from prose.reading import Prose

_SPENT = re.compile(r"(?:共?支出|用款|使用|开支|列支|花费)(?:资金|为|了|共)*$")
_EXAMPLE = re.compile(r"^(?:另如|例如|比如|如|以|其中|有|和|及|、|，)+|(?:为例)$")
_STOPS = re.compile("[，。；：、（）()\n]")
_FURTHEST = 60  # characters before a figure among which its name is looked for
_BARE = 3  # characters of a clause that says no more than that money was spent
_DEEPEST = 4  # lists within lists


def told(prose: Prose) -> tuple[Told, ...]:
    """Return every figure told of an indicator or a project of the text."""
    listed = set_up(prose)
    return (*listed, *_elsewhere(prose, {one.name for one in listed}, {one.mention for one in listed}))


def _elsewhere(prose: Prose, names: Set[str], taken: Set[Mention]) -> Iterator[Told]:
    totals = {part: listing.total for listing in prose.listings for part in listing.parts}
    for one in prose.mentions:
        if one.kind not in (COUNT, AMOUNT) or one.year not in (None, prose.year) or PLANNED.search(one.clause):
            continue
        name = _name_before(prose, one, names)
        if name and one not in taken and not _is_yet_to_come(prose, one, totals):
            yield Told(name, SPENT if one.kind == AMOUNT else RESULT, one, False)


def _name_before(prose: Prose, one: Mention, names: Set[str]) -> str:
    """Return the known name right before a figure: in its clause, before its bracket, or in the clause before 支出."""
    clause = _SPENT.sub("", one.clause)
    own = named(_EXAMPLE.sub("", clause))
    if own in names:
        return own
    if one.kind != AMOUNT or len(clause) > _BARE:
        return ""
    before = prose.plain[max(one.sentence, one.start - _FURTHEST) : one.start - len(one.clause)]
    words = [part for part in _STOPS.split(before) if part]
    last = named(_EXAMPLE.sub("", words[-1])) if words else ""
    return max((name for name in names if last.endswith(name)), key=len, default="")


def _is_yet_to_come(prose: Prose, one: Mention, totals: Mapping[Mention, Mention]) -> bool:
    """Return whether a figure is a goal, a plan or a budget."""
    return is_goal(prose, one) or is_planned(prose, one) or (one.kind == AMOUNT and _is_budgeted(one, totals))


def _is_budgeted(one: Mention, totals: Mapping[Mention, Mention]) -> bool:
    """Return whether an amount is a budget: as it says itself, else as the totals of the lists it stands in say."""
    above: Mention | None = one
    for _ in range(_DEEPEST):
        if above is None or above.role:
            break
        above = totals.get(above)
    return above is not None and above.role in GRANTED
