"""Everything in 万元: the budget, projects, “三公” and what is counted behind it, assets."""

from __future__ import annotations

from typing import Any

from reports.importers.loaded import Draft
from reports.importers.text.source import Source


def read_money(source: Source, draft: Draft) -> dict[str, Any]:
    """Return the parts of a filing that are about money, by field name."""
    return {}
