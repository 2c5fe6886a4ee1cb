"""The block kinds outlines are made of, by topic. A block with nothing to say returns no nodes."""

from reports.blocks import budget, performance, projects, tables, unit, words
from reports.blocks.registry import DEEPEST, KINDS, NUMBERED, Kind, Spec, missing

# Importing a module registers its kinds.
MODULES = (words, unit, budget, tables, projects, performance)

__all__ = ("DEEPEST", "KINDS", "MODULES", "NUMBERED", "Kind", "Spec", "missing")
