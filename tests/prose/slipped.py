"""Sentences with one number right or wrong, for the rules that reckon: {} is where the number stands."""

from __future__ import annotations

from typing import NamedTuple

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
