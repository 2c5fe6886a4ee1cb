"""The block kinds outlines are made of, by topic. A block with nothing to say returns no nodes."""

from reports.blocks import budget, goals, performance, projects, scores, tables, three_public, unit, words
from reports.blocks.registry import DEEPEST, KINDS, LISTED, NUMBERED, Kind, Spec, missing

# Importing a module registers its kinds.
MODULES = (words, unit, budget, three_public, tables, projects, goals, performance, scores)

__all__ = ("DEEPEST", "KINDS", "LISTED", "MODULES", "NUMBERED", "Kind", "Spec", "missing")
