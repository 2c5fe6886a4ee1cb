"""What the corpus hands out: a text, what was planted in it, and what holds in it."""

from __future__ import annotations

from typing import NamedTuple

Span = tuple[int, int]

# The kinds of defects as the published reports were classified; the examiner names no others.
KINDS = (
    "sum_mismatch", "ratio_mismatch", "cross_reference_mismatch", "wrong_year", "unit_typo",
    "contradiction_in_words", "staffing_vs_establishment", "numbering", "missing_required_part", "near_duplicate",
    "budget_overrun", "heading_content_mismatch", "coverage_gap", "implausible_value", "template_residue", "text_typo",
)  # fmt: skip


class Planted(NamedTuple):
    """One contradiction: the words of its two sides, or no span at all where a part was left out.

    *also* names other kinds that describe the same contradiction fairly; *family* names the way of planting.
    """

    kind: str
    severity: str
    spans: tuple[Span, ...]
    why: str
    also: tuple[str, ...] = ()
    family: str = ""


class Relation(NamedTuple):
    """One relation that holds between printed words; each operand is (role, start, end), the unit not included.

    sum, score: total = Σ part − Σ minus · ratio: percent = 100 × part ÷ whole · equal: all same · le: less ≤ more
    count: number = how many of item · year: every fiscal is the year of the report
    change: after = before ± delta (direction is the word), percent = 100 × delta ÷ before
    product: product = unit × times, amounts by their units
    """

    type: str
    operands: tuple[tuple[str, int, int], ...]
    form: str = ""


class Specimen(NamedTuple):
    """A complete report. *holds*: passages that look wrong and are not; *residue*: page marks, worth a notice only."""

    name: str
    year: int
    text: str
    planted: tuple[Planted, ...]
    holds: tuple[Span, ...]
    relations: tuple[Relation, ...] = ()
    residue: tuple[Span, ...] = ()
