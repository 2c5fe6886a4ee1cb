"""What stands at the head of a report: its year, title, addressee and the notice it answers."""

from __future__ import annotations

from typing import Any

from reports.importers.loaded import Draft
from reports.importers.text.source import Source


def read_heading(source: Source, draft: Draft) -> dict[str, Any]:
    """Return the parts of a filing that name it, by field name: fiscal_year, title, basis, attachments."""
    return {"fiscal_year": source.prose.year or 0}
