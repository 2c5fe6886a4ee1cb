"""Sentences with one number right or wrong, for the rules that reckon: {} is where the number stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import pytest

from prose.proofreading import proofread


class Slip(NamedTuple):
    """A *text* that is consistent with *right* in its place and breaks the rule *code* with *wrong*."""

    code: str
    text: str
    right: str
    wrong: str

    def __str__(self) -> str:
        return f"{self.code} {self.text[:24]}"


def findings(text: str) -> list[str]:
    """Return the codes of what the rules about numbers find in *text*."""
    return [one.code for one in proofread(text).findings if one.code[0] == "M"]


def both(slips: Sequence[Slip], before: str = "") -> tuple[Callable[[Slip], None], Callable[[Slip], None]]:
    """Return the two tests of every slip, for the module to name: the right number is silent, the wrong one is found."""

    @pytest.mark.parametrize("slip", slips, ids=str)
    def right(slip: Slip) -> None:
        assert findings(before + slip.text.format(slip.right)) == []

    @pytest.mark.parametrize("slip", slips, ids=str)
    def wrong(slip: Slip) -> None:
        assert slip.code in findings(before + slip.text.format(slip.wrong))

    return right, wrong
