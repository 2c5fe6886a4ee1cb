"""The report as data: the facts, and the document made from them, for machines that read on."""

from __future__ import annotations

import datetime
import json
import unicodedata
from typing import Any

from reports.document import Document, dump
from reports.render import Origin, Receipt
from reports.render.schema import ADDRESS, SCHEMA


def json_file(document: Document, origin: Origin) -> bytes:
    """Return UTF-8 JSON after the published schema: keys in order, NFC, decimal numbers as strings, amounts in 元."""
    content = {
        "$schema": ADDRESS,
        "schema": SCHEMA,
        "draft": origin.draft,
        "receipt": _receipt(origin.receipt) if origin.receipt else None,
        "facts": origin.facts,
        "document": dump(document),
    }
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    return (unicodedata.normalize("NFC", text) + "\n").encode()


def _receipt(receipt: Receipt) -> dict[str, Any]:
    return {
        "number": receipt.number,
        "digest": receipt.digest,
        "address": receipt.address,
        "submitted_at": receipt.submitted_at.astimezone(datetime.UTC).isoformat(),
    }
