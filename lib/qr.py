"""QR codes as one outline: a path whose areas never meet in a seam, however they are scaled."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import segno

QUIET = 4  # modules of white around a code, as the standard asks
Corner = tuple[int, int]


def drawing(text: str) -> tuple[str, str]:
    """Return the view box and the path of an SVG that shows *text* as a QR code of medium redundancy or better.

    One unit is one module; the quiet zone lies inside the box, whose origin is the first module.
    """
    modules = [[bool(module) for module in row] for row in segno.make(text, micro=False, error="m").matrix]
    size = len(modules) + 2 * QUIET
    return f"{-QUIET} {-QUIET} {size} {size}", outline(modules)


def outline(modules: Sequence[Sequence[bool]]) -> str:
    """Return the closed lines around the dark areas, each dark module at the right hand of who walks along."""
    ways = _edges(modules)
    drawn = []
    while ways:
        start = here = next(iter(ways))
        corners = [here]
        while True:
            there = ways[here].pop()
            if not ways[here]:
                del ways[here]
            here = there
            corners.append(here)
            if here == start:
                break
        drawn.append(_line(corners))
    return "".join(drawn)


def _edges(modules: Sequence[Sequence[bool]]) -> dict[Corner, list[Corner]]:
    """Return where one can walk to from each corner: along every edge between dark and light."""
    ways: dict[Corner, list[Corner]] = {}

    def dark(x: int, y: int) -> bool:
        return 0 <= y < len(modules) and 0 <= x < len(modules[y]) and modules[y][x]

    for y, row in enumerate(modules):
        for x, module in enumerate(row):
            if not module:
                continue
            for (side_x, side_y), begin, end in (
                ((x, y - 1), (x, y), (x + 1, y)),
                ((x + 1, y), (x + 1, y), (x + 1, y + 1)),
                ((x, y + 1), (x + 1, y + 1), (x, y + 1)),
                ((x - 1, y), (x, y + 1), (x, y)),
            ):
                if not dark(side_x, side_y):
                    ways.setdefault(begin, []).append(end)
    return ways


def _line(corners: Sequence[Corner]) -> str:
    """Return one closed line in SVG's relative steps, those in one direction put together."""
    steps: list[list[int]] = []
    for (x, y), (next_x, next_y) in pairwise(corners):
        across, down = next_x - x, next_y - y
        if steps and (steps[-1][0] != 0) == (across != 0) and steps[-1][0] * across + steps[-1][1] * down > 0:
            steps[-1][0] += across
            steps[-1][1] += down
        else:
            steps.append([across, down])
    moved = "".join(f"h{across}" if across else f"v{down}" for across, down in steps[:-1])
    return f"M{corners[0][0]} {corners[0][1]}{moved}z"
