"""Return the goals of a text: overall and annual ones, then tasks, each followed by its items."""

from __future__ import annotations

from indicators.snapshot import Goal
from reports.importers.loaded import Draft
from reports.importers.text.source import Source


def read_goals(source: Source, draft: Draft) -> dict[str, Goal]:
    """Return the goals of a text: overall and annual ones, then tasks, each followed by its items."""
    return {}
