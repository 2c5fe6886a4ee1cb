"""Return the tree of indicators and the stated result."""

from __future__ import annotations

from indicators.snapshot import Indicator, Performance
from reports.importers.loaded import Draft
from reports.importers.text.source import Source


def read_indicators(source: Source, draft: Draft) -> tuple[dict[str, Indicator], Performance]:
    """Return the tree of indicators and the stated result."""
    return {}, Performance()
