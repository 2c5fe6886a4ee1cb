"""The unit's own description: profile, duties, departments, subordinate units, staffing."""

from __future__ import annotations

from typing import Any

from reports.importers.loaded import Draft
from reports.importers.text.source import Source


def read_unit(source: Source, draft: Draft) -> dict[str, Any]:
    """Return the parts of a filing that describe the unit, by field name."""
    return {}
