"""Planting: one change each on a consistent draft. WAYS holds every way under its family name, with its stage."""

from __future__ import annotations

from bench.corpus.planting import claims, facts, magnitudes, numbering, slips, structure, sums
from bench.corpus.planting.common import WAYS

MODULES = claims, facts, magnitudes, numbering, slips, structure, sums  # each notes its ways when it is imported

__all__ = ["MODULES", "WAYS"]
