"""Second figures: a fact the report states elsewhere with another number is printed beside its first statement.

The unit filed both, so both are shown; the checks say that they differ.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import cast

from lib import display
from lib.address import UnknownAddressError, describe
from reports.document import Block, Inline, Paragraph, Text, Value, values
from reports.filing import Filing, Restatement
from reports.sentences import NUMBERS, RISES, SUFFIXES, merged, text, unit_of

# What may stand between a figure and its second one: the figure's own unit.
_UNIT = re.compile(r"万元|年度|年|分|人次|人|名|个|批次|辆|）")
_SIGNED = re.compile(r"\.(change|year_change|change_rate|year_change_rate|adjustment)$")


def restated(filing: Filing, nodes: Sequence[Block]) -> tuple[Block, ...]:
    """Return *nodes* with every restatement of *filing* beside the fact it repeats, or in a paragraph at the end."""
    found = list(nodes)
    loose: list[Block] = []
    for row in reversed([*filing.restatements.values()]):  # each goes right behind the fact, so the first one goes last
        if row.value is None:
            continue
        place = _place(found, row.repeats)
        if place is None:
            loose.append(_alone(filing, row))
        else:
            found[place] = _beside(cast(Paragraph, found[place]), row.repeats, _second(filing, row))
    return (*found, *reversed(loose))


def _place(nodes: Sequence[Block], at: str) -> int | None:
    """Return the index of the paragraph that is about *at*: where fewest other facts stand before it."""
    ranks = [(rank, n) for n, node in enumerate(nodes) if (rank := _rank(node, at)) is not None]
    return min(ranks)[1] if ranks else None


def _rank(node: Block, at: str) -> int | None:
    if not isinstance(node, Paragraph) or node.at.startswith("narrative."):  # people's own words stay as they are
        return None
    addresses = [value.at for value in values(node)]
    return addresses.index(at) if at in addresses else None


def _beside(node: Paragraph, at: str, second: Sequence[Inline]) -> Paragraph:
    found: list[Inline] = []
    waiting: Sequence[Inline] = second
    after = False
    for child in node.children:
        if after and waiting and isinstance(child, Text):
            unit = _UNIT.match(child.text)
            end = unit.end() if unit else 0
            found += [*text(child.text[:end]), *waiting, *text(child.text[end:])]
            waiting = ()
        else:
            found.append(child)
        after = after or (isinstance(child, Value) and child.at == at)
    return dataclasses.replace(node, children=merged([*found, *waiting]))


def _second(filing: Filing, row: Restatement) -> tuple[Inline, ...]:
    return (Text("（另有表述为"), *_figure(filing, row), Text("）"))


def _figure(filing: Filing, row: Restatement) -> tuple[Inline, ...]:
    """Return the second figure in the unit of the fact it repeats; a change with the word for its direction."""
    unit = unit_of(filing, row.repeats)
    value = row.value or Decimal(0)
    word = ""
    if unit in NUMBERS and _SIGNED.search(row.repeats) and value:
        word = display.direction(value)
        word = RISES.get(unit, {}).get(word, word)
        value = abs(value)
    shown = display.show(value, unit) if unit in {"wan", "percent", "score"} else _whole(value)
    suffix = "年" if unit == "year" else SUFFIXES.get(unit, "")
    return (*text(word), Value(shown, row.at("value"), row.value, unit), *text(suffix))


def _whole(value: Decimal) -> str:
    """Return a count or year without idle decimals."""
    return f"{value.normalize():f}" if value else "0"


def _alone(filing: Filing, row: Restatement) -> Paragraph:
    """Return a sentence of its own for a fact no paragraph states."""
    try:
        label = describe(filing, row.repeats)
    except UnknownAddressError:
        label = row.repeats
    return Paragraph((Text(f"{label}另有表述为"), *_figure(filing, row), Text("。")))
