"""What a figure is by the lists it stands in: an item of a budget is budgeted, whatever its own words leave out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from prose.mentions import Mention

if TYPE_CHECKING:
    from prose.reading import Prose

DEEPEST = 4  # lists within lists


def totals(prose: Prose) -> dict[Mention, Mention]:
    """Return the total of the list each listed figure stands in."""
    return {part: listing.total for listing in prose.listings for part in listing.parts}


def role_within(one: Mention, wholes: Mapping[Mention, Mention]) -> str:
    """Return the role of a figure: as it says itself, else as the *wholes* it is part of say; "" where none does."""
    above: Mention | None = one
    for _ in range(DEEPEST):
        if above is None or above.role:
            break
        above = wholes.get(above)
    return above.role if above else ""
