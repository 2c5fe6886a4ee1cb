"""The report as data: the facts, and the document made from them, for machines that read on."""

from __future__ import annotations

import json

from reports.document import Document, dump
from reports.render import Origin

SCHEMA = "ziping-report/1"  # raised when a reader of the old form would misread the new one


def json_file(document: Document, origin: Origin) -> bytes:
    """Return UTF-8 JSON: schema, draft, facts (numbers as strings, amounts in 元), document (reports.document.dump)."""
    content = {"schema": SCHEMA, "draft": origin.draft, "facts": origin.facts, "document": dump(document)}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
