"""How figures of a table come about from others of it, as formulas of its cells (reports.document.Cell), where they do.

A total that is stated and does not agree has none: what is printed is what was stated.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

Place = tuple[int, int]  # row and column, from 1, the head counted

HEADS = 1  # rows above the first line
DIFFERENCES = {"adjustment": ("revised_budget", "initial_budget"), "change": ("actual", "prior_actual")}


def sums(lines: Mapping[str, Any], columns: Mapping[str, int]) -> dict[Place, str]:
    """Return the formulas of lines that are the sum of those that name them as parent, by place."""
    numbers = {key: row for row, key in enumerate(lines, HEADS + 1)}
    below: dict[str, list[str]] = {}
    for key, line in lines.items():
        below.setdefault(line.parent, []).append(key)
    return {
        (numbers[key], column): f"sum({', '.join(f'r{numbers[part]}c{column}' for part in parts)})"
        for key, parts in below.items()
        if key in lines
        for name, column in columns.items()
        if _adds_up(getattr(lines[key], name), [getattr(lines[part], name) for part in parts])
    }


def differences(lines: Mapping[str, Any], columns: Mapping[str, int]) -> dict[Place, str]:
    """Return the formulas of adjustments and changes that are what they say they are."""
    found: dict[Place, str] = {}
    for row, line in enumerate(lines.values(), HEADS + 1):
        for name, (later, earlier) in DIFFERENCES.items():
            whole = getattr(line, name), getattr(line, later), getattr(line, earlier)
            if {name, later, earlier} <= set(columns) and None not in whole and whole[0] == whole[1] - whole[2]:
                found[row, columns[name]] = f"r{row}c{columns[later]} - r{row}c{columns[earlier]}"
    return found


def rates(lines: Mapping[str, Any], columns: Mapping[str, int], rate: int) -> dict[Place, str]:
    """Return the formulas of the execution rates in column *rate*."""
    if not {"actual", "revised_budget"} <= set(columns):
        return {}
    return {
        (row, rate): f"r{row}c{columns['actual']} / r{row}c{columns['revised_budget']}"
        for row, line in enumerate(lines.values(), HEADS + 1)
        if line.execution_rate is not None
    }


def _adds_up(whole: Decimal | None, parts: list[Decimal | None]) -> bool:
    given = [part for part in parts if part is not None]
    return whole is not None and bool(given) and whole == sum(given, Decimal(0))
